"""Where things are on a ticket: tall paper on a lying screen, wide paper on a standing one; and how many fit."""

from msgspec import Struct

from kiosk.screens.bar_parts import Glance
from kiosk.screens.layout import columns, cut_bottom, cut_left, cut_right, cut_top, inset, rows
from kiosk.screens.scene import Box

TALL_W = 154
WIDE_H = 143
"""The least measure of a ticket that can still be read from two metres, in 480ths."""
GAP = 8
FORWARD_H, FORWARD_W = 64, 114
PAD = 10
"""Wide enough for the broadest rim, in 480ths."""
WORD_H = 62
AGE_H, AGE_W = 42, 84
REFUSE_W = 74
HATCH_H, TWIN_H = 27, 44
"""Under the word a band of its own for where a ticket is from; as large as a word where another hatch has the same."""
NARROW_W = 170
"""A tall ticket that is narrower has a row each for where it stands and for the total."""


class Spots(Struct, frozen=True):
    """The places on one ticket. `hatch` is None where there is only one."""

    age: Box
    refuse: Box
    """Where the refusal is written."""
    head: Box
    """Where a touch asks for it: no finger hits so small a sign."""
    word: Box
    answer: Box
    hatch: Box | None
    lines: Box
    total: Box
    status: Box
    forward: Box
    yes: Box
    """Where the second touch of a refusal is: away from the first, and from where the hand goes by itself."""
    wide: bool


def places(glance: Glance, box: Box) -> tuple[Box, ...]:
    """The places for tickets: side by side on a lying screen, one below the other on a standing one."""
    gap, touch = glance.px(GAP), glance.look.touch_px
    if glance.look.size.upright:
        least = max(glance.px(WIDE_H + (HATCH_H if glance.many else 0)), touch + glance.px(2 * PAD))
        return rows(box, max(1, (box.h + gap) // (least + gap)), gap)
    least = max(glance.px(TALL_W), touch + glance.px(2 * PAD))
    return columns(box, max(1, (box.w + gap) // (least + gap)), gap)


def spots_of(glance: Glance, box: Box, *, twin: bool = False) -> Spots:
    """The places on a ticket of this box. `twin`: a ticket of another hatch has the same word."""
    band = (TWIN_H if twin else HATCH_H) if glance.many else 0
    return _wide(glance, box, band) if glance.look.size.upright else _tall(glance, box, band)


def _tall(glance: Glance, box: Box, band: int) -> Spots:
    """Age, word, answer, drinks, and at the bottom what a touch does. The head is as high as a finger needs."""
    px, touch = glance.px, glance.look.touch_px
    inner = inset(box, px(PAD))
    head, rest = cut_top(inner, max(touch, px(AGE_H + WORD_H)), px(1))
    first, word = cut_top(head, px(AGE_H), px(2))
    refuse, age = cut_right(first, min(px(REFUSE_W), first.w * 23 // 50), px(5))
    hatch, rest = _band(glance, box, rest, band)
    answer, rest = cut_top(rest, px(21), px(2))
    forward, rest = cut_bottom(rest, max(touch, px(FORWARD_H)), px(5))
    yes = Box(forward.x, forward.y - px(5) - max(touch, px(FORWARD_H)), forward.w, forward.h)
    status, lines = cut_bottom(rest, px(26), px(3))
    if inner.w < px(NARROW_W):
        total, lines = cut_bottom(lines, px(25), px(2))
    else:
        total, status = cut_right(status, status.w * 7 // 20, px(4))
    return Spots(age, refuse, head, word, answer, hatch, lines, total, status, forward, yes, wide=False)


def _wide(glance: Glance, box: Box, band: int) -> Spots:
    """What a touch does at the right, as high as the paper; the refusal's second touch at the far left."""
    px, touch = glance.px, glance.look.touch_px
    inner = inset(box, px(PAD))
    forward, left = cut_right(inner, max(touch, px(FORWARD_W)), px(10))
    first, rest = cut_top(left, px(46), px(2))
    age, word = cut_right(first, px(AGE_W), px(6))
    refuse, word = cut_right(word, px(REFUSE_W), px(6))
    hatch, rest = _band(glance, left, rest, band)
    second, lines = cut_top(rest, px(24), px(3))
    answer, rest = cut_left(second, second.w * 7 // 20, px(6))
    total, status = cut_right(rest, second.w * 6 // 25, px(6))
    yes, head = cut_left(left, max(touch, px(FORWARD_W)), px(8))
    age = Box(age.x, age.y + px(4), age.w, px(38))
    refuse = Box(refuse.x, refuse.y + px(2), refuse.w, px(42))
    return Spots(age, refuse, head, word, answer, hatch, lines, total, status, forward, yes, wide=True)


def _band(glance: Glance, across: Box, rest: Box, high: int) -> tuple[Box | None, Box]:
    """Where it is told which hatch a ticket is from, from edge to edge; and what is left below. None without a band."""
    if not high:
        return None, rest
    band, rest = cut_top(rest, glance.px(high), glance.px(3))
    return Box(across.x, band.y, across.w, band.h), rest
