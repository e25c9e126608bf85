"""How an order's lines are best written on a ticket: how large, in how many columns, and where each drink's drawing goes."""

from bisect import bisect_left
from functools import lru_cache
from itertools import product
from typing import Literal

from msgspec import Struct

from kiosk.core.order import Line
from kiosk.screens.bar_parts import Glance
from kiosk.screens.layout import columns, cut_bottom, cut_left, cut_top, rows
from kiosk.screens.scene import Box

SIZES = (38, 35, 32, 29, 27, 25, 23, 21, 19, 18, 17, 16, 15, 14, 13, 12)
"""In 480ths."""
DRAWING_LEAST = 30
"""A smaller one tells no glass from another."""
WORTH = {"beside": 7, "before": 7, "below": 7, "whole": 2, "bare": 0}
"""A drawing is known at a glance, and a name in one row is: others must be so much larger to be read as soon."""
CELL_MOST = 170
FRAME_AIR, SIGN_AIR = 180, 110
"""At each side of a wish in its frame, and of a sign, in thousandths of an em."""
SIGN_SHARE = 0.78
"""A sign is so much smaller than the name beside it: it must not make that smaller."""
MOST_KNOWN = 256
"""As many orders' ways are kept: the same tickets are shown again at every change."""
DRAWN_FROM = 19
"""Smaller letters take all the room there is."""
Style = Literal["beside", "before", "below", "whole", "bare"]
"""The drawing beside the quantity, over the name; before both; below the quantity. Without one: names in a row; broken."""
STYLES: tuple[Style, ...] = ("beside", "before", "below", "whole", "bare")
"""Of two that allow the same size the earlier is taken: its drawing is the larger. The first suits tall paper only."""


class Way(Struct, frozen=True):
    """One way to write an order's lines: in so many columns, in a style, at a size in pixels."""

    across: int
    style: Style
    size_px: int

    @property
    def step(self) -> int:
        """From one row to the next, in pixels."""
        return self.size_px * 6 // 5


class Spots(Struct, frozen=True):
    """Where the parts of one line are."""

    quantity: Box
    name: Box
    drawing: Box | None


class Token(Struct, frozen=True):
    """A piece of a line that does not break: a word of the drink's name or of a wish, or a sign beside it."""

    text: str
    wide: int
    """In thousandths of an em, with the air of the frame that a wish or a sign stands in."""
    kind: Literal["name", "note", "free", "more"] = "name"


class Written(Struct, frozen=True):
    """The lines of an order, measured: the names' words and the widest quantity, in thousandths of an em."""

    names: tuple[tuple[int, ...], ...]
    space: int
    quantity: int
    short_px: int
    """The screen's short side: what 480 parts are."""

    def px(self, parts: float) -> int:
        """A length in pixels from 480ths of the screen's short side."""
        return max(1, round(parts * self.short_px / 480))

    def quantity_px(self, size_px: int) -> int:
        """The width of the column of quantities, with a little air for the plate behind one."""
        return -(-self.quantity * size_px // 1000) + size_px // 3

    def rows(self, size_px: int, width_px: int) -> list[int]:
        """How many rows each name takes in this width, 0 for one that has a word too wide for it."""
        return [_rows(name, self.space, width_px * 1000 // size_px) for name in self.names]


def tokens(glance: Glance, line: Line, *, free: bool, more: int) -> tuple[Token, ...]:
    """What is written of a line beside its quantity: name, wishes, whether it has no alcohol, the same for others."""
    width, words = glance.look.metrics.width_px, glance.words
    told: list[tuple[str, Literal["name", "note", "free", "more"]]] = [
        (word, "name") for word in filter(None, line.name.split(" "))
    ]
    told += [(word, "note") for note in line.notes for word in filter(None, note.split(" "))]
    told += [(words.free.replace(" ", "\u00a0"), "free")] if free else []
    told += [(words.more.format(count=more), "more")] if more else []
    return tuple(Token(text, _framed(width(text, "bold", 1000), kind), kind) for text, kind in told)


def _framed(wide: int, kind: str) -> int:
    """The width of a token with its frame."""
    if kind == "name":
        return wide
    return wide + 2 * FRAME_AIR if kind == "note" else int(wide * SIGN_SHARE) + 2 * SIGN_AIR


def broken(told: tuple[Token, ...], space: int, width: int) -> list[list[Token]]:
    """The tokens in rows of a width (all in thousandths of an em), broken as `Written.rows` counts them."""
    found: list[list[Token]] = [[]]
    at = 0
    for token in told:
        longer = at + space + token.wide if at else token.wide
        if longer > width and found[-1]:
            found.append([token])
            at = token.wide
        else:
            found[-1].append(token)
            at = longer
    return found


def measured(glance: Glance, lines: tuple[Line, ...], told: tuple[tuple[Token, ...], ...]) -> Written:
    """The lines as widths, so that trying a size is arithmetic."""
    width = glance.look.metrics.width_px
    quantity = max((width(times(glance, one.quantity), "bold", 1000) for one in lines), default=0)
    names = tuple(tuple(token.wide for token in one) for one in told)
    size = glance.look.size
    return Written(names, width(" ", "bold", 1000), quantity, min(size.w, size.h))


def times(glance: Glance, quantity: int) -> str:
    """How many of a drink, as the line says it before the name."""
    return glance.words.line.format(quantity=quantity, drink="").strip()


@lru_cache(MOST_KNOWN)
def best(box: Box, written: Written, *, wide: bool, most_px: int) -> Way:
    """The way that is read soonest: the largest letters, a drawing counted for what it is worth."""
    sizes = [size for size in map(written.px, SIZES) if size <= most_px] or [written.px(SIZES[-1])]
    large = [size for size in sizes if size >= written.px(DRAWN_FROM)]
    found, found_worth = Way(1, "bare", sizes[-1]), 0
    styles = STYLES[1:] if wide else STYLES
    for across, style in product((1, 2) if wide and len(written.names) > 1 else (1,), styles):
        offered = sizes if style in ("whole", "bare") else large
        worth = written.px(WORTH[style]) if WORTH[style] else 0
        ways = [Way(across, style, size) for size in offered if size + worth > found_worth]
        first = bisect_left(ways, x=True, key=lambda way: fits(box, written, way))
        if first < len(ways):
            found, found_worth = ways[first], ways[first].size_px + worth
    return found


def fits(box: Box, written: Written, way: Way) -> bool:
    """Whether all lines fit in this way, with drawings that can be told from each other."""
    column = columns(box, way.across, written.px(8))[0]
    each = -(-len(written.names) // way.across)
    cell = Box(column.x, column.y, column.w, _cell_px(written, column, each))
    spots = spots_of(cell, written, way)
    counts = written.rows(way.size_px, spots.name.w)
    if 0 in counts or (way.style == "whole" and max(counts) > 1):
        return False
    if spots.drawing is None:
        shares = [counts[at : at + each] for at in range(0, len(counts), each)]
        return all(sum(share) * way.step <= column.h for share in shares)
    least = written.px(DRAWING_LEAST)
    seen = spots.drawing.h >= least and spots.drawing.w * 5 // 4 >= least
    return seen and max(counts) * way.step <= spots.name.h and way.step <= spots.quantity.h


def spots_of(cell: Box, written: Written, way: Way) -> Spots:
    """Where quantity, name and drawing of a line are in its cell."""
    quantity_px, gap = written.quantity_px(way.size_px), written.px(5)
    match way.style:
        case "below":
            left, name = cut_left(cell, max(quantity_px, written.px(34)), gap)
            quantity, drawing = cut_top(left, way.step, written.px(3))
            return Spots(quantity, name, drawing)
        case "beside":
            height = max(1, *written.rows(way.size_px, cell.w)) * way.step
            name, head = cut_bottom(cell, height, written.px(2))
            quantity, drawing = cut_left(head, max(quantity_px, head.w * 9 // 20), gap)
            return Spots(quantity, name, drawing)
        case "before":
            drawing, rest = cut_left(cell, cell.h * 4 // 5, gap)
            quantity, name = cut_left(rest, quantity_px, gap)
            return Spots(quantity, name, drawing)
        case "whole" | "bare":
            quantity, name = cut_left(cell, quantity_px, gap)
            return Spots(quantity, name, None)


def cells_of(box: Box, written: Written, way: Way) -> list[Box]:
    """A cell for each line, column by column: equal ones where there are drawings, else as high as its name needs."""
    each = -(-len(written.names) // way.across)
    across = columns(box, way.across, written.px(8))
    if way.style not in ("whole", "bare"):
        height = _cell_px(written, box, each)
        return [cell for one in across for cell in rows(Box(one.x, one.y, one.w, height * each), each)]
    name = spots_of(across[0], written, way).name
    counts = [max(1, count) for count in written.rows(way.size_px, name.w)]
    cells: list[Box] = []
    for at, column in enumerate(across):
        share = counts[at * each : (at + 1) * each]
        air = min(way.step // 2, max(0, box.h - sum(share) * way.step) // max(1, len(share)))
        tops = [sum(share[:row]) * way.step + row * air for row in range(len(share))]
        cells += [
            Box(column.x, column.y + top, column.w, count * way.step)
            for top, count in zip(tops, share, strict=True)
        ]
    return cells


def _cell_px(written: Written, box: Box, each: int) -> int:
    return min(box.h // max(1, each), written.px(CELL_MOST))


def _rows(words: tuple[int, ...], space: int, width: int) -> int:
    """The rows of a name in a width, all in thousandths of an em, broken as the metrics break it."""
    count, at = 1, 0
    for word in words:
        if word > width:
            return 0
        longer = at + space + word if at else word
        count, at = (count, longer) if longer <= width else (count + 1, word)
    return count
