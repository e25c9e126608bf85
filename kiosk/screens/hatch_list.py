"""Lists of pick-up words on the wall: as large as they fit, the first the largest, and the rest counted."""

from msgspec import Struct

from kiosk.screens.layout import columns, cut_top, rows
from kiosk.screens.look import Look
from kiosk.screens.parts import line
from kiosk.screens.scene import Box, Piece, Plate, Text

SIZES = (84, 76, 68, 62, 56, 50, 46, 42, 38, 34, 31, 28, 25, 22, 20, 18)
"""Of the words in the lists that count whole, in 480ths, largest first."""


class Air(Struct, frozen=True):
    """How closely lists follow one another, in 480ths."""

    head: int
    """Height of a heading."""
    under: int
    """Between the heading and its words."""
    between: int
    """Between two lists."""


AIRY, CLOSE = Air(28, 2, 14), Air(21, 1, 5)
"""As it should be, and as it is on a night when the whole canal waits."""


class Words(Struct, frozen=True):
    """Pick-up words under a heading."""

    heading: str
    words: tuple[str, ...]
    more: str
    """How to say that there are {count} more."""
    colour: str
    percent: int
    """How large they are written, in parts of what counts whole."""


def listed(look: Look, box: Box, lists: tuple[Words, ...]) -> tuple[Piece, ...]:
    """The lists that hold anything, one below the other, at the largest sizes at which all of their words fit."""
    shown = tuple(one for one in lists if one.words)
    ways = ((air, size) for air in (AIRY, CLOSE) for size in SIZES)
    air, whole = next(
        ((air, size) for air, size in ways if _fits(look, box, shown, air, size)), (CLOSE, SIZES[-1])
    )
    pieces: list[Piece] = []
    for at, one in enumerate(shown):
        part, box = cut_top(box, _height(look, box, shown[at:], air, whole), look.px(air.between))
        pieces += _list(look, part, one, air, _size(one, whole))
    return tuple(pieces)


def _fits(look: Look, box: Box, shown: tuple[Words, ...], air: Air, whole: int) -> bool:
    return _needed(look, box.w, shown, air, whole) <= box.h and all(
        look.metrics.width_px(word, "old", look.px(_size(one, whole))) <= box.w
        for one in shown
        for word in one.words
    )


def _needed(look: Look, width_px: int, shown: tuple[Words, ...], air: Air, whole: int) -> int:
    """How tall lists are that tell all their words at a size."""
    gaps = look.px(air.between) * max(0, len(shown) - 1)
    return gaps + sum(_tall(look, width_px, one, air, whole) for one in shown)


def _tall(look: Look, width_px: int, one: Words, air: Air, whole: int) -> int:
    size_px = look.px(_size(one, whole))
    down = -(-len(one.words) // _across(look, width_px, one, size_px))
    return look.px(air.head) + look.px(air.under) + down * _row(size_px)


def _height(look: Look, box: Box, shown: tuple[Words, ...], air: Air, whole: int) -> int:
    """What the first of these lists takes: what it needs, or where not all fit its share, but one row at least."""
    tall = _tall(look, box.w, shown[0], air, whole)
    needed = _needed(look, box.w, shown, air, whole)
    if needed <= box.h:
        return tall
    return max(
        box.h * tall // needed, look.px(air.head) + look.px(air.under) + _row(look.px(_size(shown[0], whole)))
    )


def _list(look: Look, box: Box, one: Words, air: Air, size: int) -> tuple[Piece, ...]:
    head, rest = cut_top(box, look.px(air.head), look.px(air.under))
    rule = Plate(Box(head.x, head.bottom, head.w, look.px(1)), "brass")
    heading = line(look, head, one.heading, "plain", (18, 16, 15), one.colour)
    return heading, rule, *_words(look, rest, one, size)


def _words(look: Look, box: Box, one: Words, size: int) -> tuple[Text, ...]:
    """The words in rows and columns; where they do not all fit, the last cell counts the rest."""
    across, row = _across(look, box.w, one, look.px(size)), _row(look.px(size))
    down = max(1, min(box.h // row, -(-len(one.words) // across)))
    lines = rows(Box(box.x, box.y, box.w, row * down), down)
    cells = [cell for each in lines for cell in columns(each, across, look.px(8))]
    told = one.words
    if len(told) > len(cells):
        told = (*told[: len(cells) - 1], one.more.format(count=len(told) - len(cells) + 1))
    return tuple(
        line(look, cell, word, "old", (size, 16, 15), one.colour)
        for cell, word in zip(cells, told, strict=False)
    )


def _size(one: Words, whole: int) -> int:
    """A list's size in 480ths, at which it can still be read."""
    return max(SIZES[-1], whole * one.percent // 100)


def _across(look: Look, width_px: int, one: Words, size_px: int) -> int:
    """How many columns fit."""
    widest = max(look.metrics.width_px(word, "old", size_px) for word in one.words) + look.px(12)
    return max(1, min(len(one.words), width_px // widest))


def _row(size_px: int) -> int:
    return size_px * 5 // 4
