"""Lists of pick-up words on the wall: as large as they fit, and the rest counted."""

from msgspec import Struct

from kiosk.screens.layout import columns, cut_top, rows
from kiosk.screens.look import Look
from kiosk.screens.parts import line
from kiosk.screens.scene import Box, Piece, Plate, Text

HEAD = 28
"""Height of a heading, in 480ths."""
ROOM_BETWEEN = 14


class Words(Struct, frozen=True):
    """Pick-up words under a heading."""

    heading: str
    words: tuple[str, ...]
    more: str
    """How to say that there are {count} more."""
    colour: str
    sizes: tuple[int, ...]
    """In 480ths, largest first."""


def listed(look: Look, box: Box, lists: tuple[Words, ...]) -> tuple[Piece, ...]:
    """The lists that hold anything, one below the other, each as tall as its share of the words."""
    shown = tuple(one for one in lists if one.words)
    pieces: list[Piece] = []
    for at, one in enumerate(shown):
        share = _height(look, box, one, shown[at + 1 :])
        part, box = cut_top(box, share, look.px(ROOM_BETWEEN))
        pieces += _list(look, part, one)
    return tuple(pieces)


def _height(look: Look, box: Box, one: Words, below: tuple[Words, ...]) -> int:
    """What a list may take: what it would like, but of what is left no more than its share."""
    if not below:
        return box.h
    likes = look.px(HEAD + 4) + len(one.words) * look.px(one.sizes[0]) * 5 // 4
    weight = len(one.words) + 2
    share = (
        (box.h - look.px(ROOM_BETWEEN) * len(below))
        * weight
        // (weight + sum(len(other.words) + 2 for other in below))
    )
    return min(likes, max(share, look.px(HEAD + one.sizes[-1] * 5 // 4)))


def _list(look: Look, box: Box, one: Words) -> tuple[Piece, ...]:
    head, rest = cut_top(box, look.px(HEAD), look.px(2))
    rule = Plate(Box(head.x, head.bottom, head.w, look.px(1)), "brass")
    return line(look, head, one.heading, "plain", (18, 16, 15), one.colour), rule, *_words(look, rest, one)


def _words(look: Look, box: Box, one: Words) -> tuple[Text, ...]:
    """The words at the largest size at which all of them fit; at the smallest, the last cell counts the rest."""
    for size in one.sizes:
        across, down, row = _shape(look, box, one, look.px(size))
        if across * down >= len(one.words):
            break
    lines = rows(Box(box.x, box.y, box.w, row * down), down)
    cells = [cell for each in lines for cell in columns(each, across, look.px(8))]
    told = one.words
    if len(told) > len(cells):
        told = (*told[: len(cells) - 1], one.more.format(count=len(told) - len(cells) + 1))
    return tuple(
        line(look, cell, word, "old", (size, 15), one.colour) for cell, word in zip(cells, told, strict=False)
    )


def _shape(look: Look, box: Box, one: Words, size_px: int) -> tuple[int, int, int]:
    """How many columns and rows fit at a size, and a row's height in pixels."""
    widest = max(look.metrics.width_px(word, "old", size_px) for word in one.words) + look.px(12)
    row = size_px * 5 // 4
    return max(1, box.w // widest), max(1, box.h // row), row
