"""Where things are on a ticket: tall paper on a lying screen, wide paper on a standing one; and how many fit."""

from msgspec import Struct

from kiosk.screens.bar_parts import TOUCH, Glance
from kiosk.screens.layout import columns, cut_bottom, cut_left, cut_right, cut_top, inset, rows
from kiosk.screens.scene import Box

TALL_W = 154
WIDE_H = 150
"""The least measure of a ticket that can still be read from two metres, in 480ths."""
GAP = 8
FORWARD_H = 64
PAD = 10
"""Wide enough for the broadest rim, in 480ths."""


class Spots(Struct, frozen=True):
    """The places on one ticket. `hatch` is None where there is only one."""

    age: Box
    refuse: Box
    word: Box
    answer: Box
    hatch: Box | None
    lines: Box
    total: Box
    status: Box
    forward: Box
    wide: bool


def places(glance: Glance, box: Box) -> tuple[Box, ...]:
    """The places for tickets: side by side on a lying screen, one below the other on a standing one."""
    gap = glance.px(GAP)
    if glance.look.size.upright:
        return rows(box, max(1, (box.h + gap) // (glance.px(WIDE_H) + gap)), gap)
    return columns(box, max(1, (box.w + gap) // (glance.px(TALL_W) + gap)), gap)


def spots_of(glance: Glance, box: Box) -> Spots:
    """The places on a ticket of this box."""
    return _wide(glance, box) if glance.look.size.upright else _tall(glance, box)


def _tall(glance: Glance, box: Box) -> Spots:
    px = glance.px
    head, rest = cut_top(inset(box, px(PAD)), px(TOUCH), px(2))
    refuse, age = cut_right(head, px(TOUCH), px(6))
    word, rest = cut_top(rest, px(62), px(1))
    answer, rest = cut_top(rest, px(22), px(2))
    hatch, rest = cut_top(rest, px(18), px(2)) if glance.many else (None, rest)
    forward, rest = cut_bottom(rest, px(FORWARD_H), px(5))
    status, rest = cut_bottom(rest, px(26), px(3))
    total, lines = cut_bottom(rest, px(26), px(3))
    age = Box(age.x, age.y + px(10), age.w, px(36))
    return Spots(age, refuse, word, answer, hatch, lines, total, status, forward, wide=False)


def _wide(glance: Glance, box: Box) -> Spots:
    px = glance.px
    right, left = cut_right(inset(box, px(PAD)), px(136), px(10))
    refuse, age = cut_right(cut_top(right, px(TOUCH))[0], px(TOUCH), px(6))
    forward, _ = cut_bottom(right, px(FORWARD_H))
    head, rest = cut_top(left, px(50), px(1))
    word, total = cut_left(head, head.w * 13 // 20, px(6))
    second, lines = cut_top(rest, px(25), px(3))
    answer, status = cut_left(second, second.w * 9 // 20, px(6))
    hatch, lines = cut_top(lines, px(17), px(2)) if glance.many else (None, lines)
    age = Box(age.x, age.y + px(8), age.w, px(38))
    return Spots(age, refuse, word, answer, hatch, lines, total, status, forward, wide=True)
