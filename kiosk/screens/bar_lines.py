"""What an order holds: how many of each drink, its name with wishes and signs, and its drawing where there is room."""

from collections.abc import Iterator
from itertools import groupby

from kiosk.core.bar_sight import more
from kiosk.core.bar_state import Ticket
from kiosk.core.menu import Drink
from kiosk.core.order import Line
from kiosk.screens.bar_parts import Glance, clipped
from kiosk.screens.bar_ways import (
    FRAME_AIR,
    SIGN_AIR,
    SIGN_SHARE,
    Token,
    Way,
    Written,
    best,
    broken,
    cells_of,
    measured,
    spots_of,
    times,
    tokens,
)
from kiosk.screens.layout import centred, inset
from kiosk.screens.scene import Box, Picture, Piece, Plate, Text

GLASSES = (110, 88, 70, 56, 46, 38, 34, 30)
"""The heights of drawings, in 480ths; each is four fifths as wide."""


def order_lines(
    glance: Glance, box: Box, shown: Ticket, others: tuple[Ticket, ...], *, wide: bool, most_px: int
) -> tuple[Piece, ...]:
    """The lines of an order in their box, none larger than `most_px`; more than one of a drink is white on black.

    Of the same drinks on the `others` it is told how many could be made together.
    """
    lines = shown.order.lines
    if not lines:  # the wire allows it, and a display that stops helps nobody
        return ()
    told = tuple(_tokens(glance, shown, others, line) for line in lines)
    written = measured(glance, lines, told)
    way = best(box, written, wide=wide, most_px=most_px)
    cells = cells_of(box, written, way)
    ruled = [cell for cell in cells if cell.y > box.y] if way.style in ("beside", "below") else []
    return (
        *(Plate(Box(cell.x, cell.y, cell.w, glance.px(1)), "brass") for cell in ruled),
        *(
            piece
            for cell, one, words in zip(cells, lines, told, strict=False)
            for piece in _line(glance, cell, shown.hatch, one, words, written, way, most_px)
        ),
    )


def _tokens(glance: Glance, shown: Ticket, others: tuple[Ticket, ...], line: Line) -> tuple[Token, ...]:
    drink = _drink(glance, shown.hatch, line)
    free = drink is not None and not drink.alcoholic
    return tokens(glance, line, free=free, more=more(others, shown, line))


def _line(
    glance: Glance,
    cell: Box,
    hatch: str,
    one: Line,
    words: tuple[Token, ...],
    written: Written,
    way: Way,
    most_px: int,
) -> tuple[Piece, ...]:
    """Quantity, name and drawing of one drink."""
    spots = spots_of(cell, written, way)
    drink = _drink(glance, hatch, one)
    drawn = (
        (Picture(_glass(glance, spots.drawing), drink.picture or drink.slug),)
        if spots.drawing and drink
        else ()
    )
    if way.style == "beside":
        size = min(most_px, way.size_px * 3 // 2, spots.quantity.h * 5 // 6)
        size = next(
            (px for px in range(size, way.size_px, -1) if written.quantity_px(px) <= spots.quantity.w),
            way.size_px,
        )
        plate = centred(spots.quantity, written.quantity_px(size), size * 6 // 5)
        plate = Box(spots.quantity.x, plate.y, plate.w, plate.h)
    else:
        size = way.size_px
        middle = (spots.quantity.h - way.step) // 2 if way.style == "before" else 0
        plate = Box(spots.quantity.x, spots.quantity.y + middle, spots.quantity.w, way.step)
    return (
        *_quantity(glance, plate, one.quantity, size),
        *_name(glance, spots.name, words, written, way),
        *drawn,
    )


def _quantity(glance: Glance, box: Box, quantity: int, size_px: int) -> tuple[Piece, ...]:
    """How many: bare for one, white on black for more."""
    several = quantity > 1
    plate = (Plate(inset(box, 0, max(1, size_px // 12)), "soot"),) if several else ()
    text = clipped(glance.look, times(glance, quantity), "bold", size_px, box.w)
    return (*plate, Text(box, text, "bold", size_px, "bone" if several else "soot", "centre"))


def _name(
    glance: Glance, box: Box, words: tuple[Token, ...], written: Written, way: Way
) -> tuple[Piece, ...]:
    """The name in as many rows as it needs, from the top, or about the middle of a drawing before it."""
    found = broken(words, written.space, box.w * 1000 // way.size_px)
    top = box.y + (box.h - len(found) * way.step) // 2 if way.style == "before" else box.y
    return tuple(
        piece
        for at, row in enumerate(found)
        for piece in _row(glance, Box(box.x, top + at * way.step, box.w, way.step), row, written, way)
    )


def _row(glance: Glance, box: Box, row: list[Token], written: Written, way: Way) -> Iterator[Piece]:
    """The words of a row together, and each wish or sign in its frame: a wish black on white, the same for others in brass."""
    at = 0
    for kind, group in groupby(row, key=lambda token: token.kind):
        run = list(group)
        wide = sum(token.wide for token in run) + written.space * (len(run) - 1)
        left, right = box.x + at * way.size_px // 1000, box.x + -(-(at + wide) * way.size_px // 1000)
        place = Box(left, box.y, max(1, min(right, box.right) - left), box.h)
        text = " ".join(token.text for token in run)
        at += wide + written.space
        if kind == "name":
            last = box if len(run) == len(row) else place
            text = clipped(glance.look, text, "bold", way.size_px, last.w)
            yield Text(last, text, "bold", way.size_px, "soot")
        else:
            yield from _framed(glance, place, text, kind, len(run), way)


def _framed(glance: Glance, box: Box, text: str, kind: str, count: int, way: Way) -> Iterator[Piece]:
    wish = kind == "note"
    air = (FRAME_AIR if wish else SIGN_AIR) * way.size_px // 1000
    size_px = way.size_px if wish else max(1, int(way.size_px * SIGN_SHARE))
    frame = inset(box, 0, max(1, way.size_px // 12 if wish else box.h // 7))
    yield Plate(frame, "soot" if wish else None, None if wish else "brass", glance.px(2 if wish else 1.5))
    room = inset(box, air if count == 1 else air // 2, 0)
    text = clipped(glance.look, text, "bold", size_px, box.w)
    yield Text(
        room if glance.look.metrics.width_px(text, "bold", size_px) <= room.w else box,
        text,
        "bold",
        size_px,
        "candle" if wish else "soot",
        "centre",
    )


def _glass(glance: Glance, box: Box) -> Box:
    """Where a drawing stands in its place. Of few sizes: one that is drawn already need not be drawn anew."""
    most = min(box.h, box.w * 5 // 4)
    high = next((px for px in map(glance.px, GLASSES) if px <= most), most)
    return centred(box, high * 4 // 5, high)


def _drink(glance: Glance, hatch: str, one: Line) -> Drink | None:
    """A drink as the hatch's menu has it; of one that is not on it no drawing is known to be there."""
    side = glance.state.side(hatch)
    return side.menu.drink(one.drink) if side is not None and side.menu is not None else None
