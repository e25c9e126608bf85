"""A knock at the bar's side: the event that matters. The hand comes down, and for a while the rail is lit."""

from kiosk.core.bar_state import Knock
from kiosk.screens.bar_parts import Glance, line
from kiosk.screens.layout import centred, cut_left, cut_top, inset
from kiosk.screens.scene import Align, Box, Picture, Piece, Plate

RAP_S = 0.24
"""So long does the hand that knocks take to come down on the wood."""


def heard(glance: Glance) -> Knock | None:
    """The knock that is to be shown now."""
    knock = glance.state.knock
    gone = knock is None or glance.mono >= knock.at + glance.state.rules.knock_shown_s
    return None if gone else knock


def ground(glance: Glance, box: Box) -> Plate:
    """The rail's ground; its edge is lit while a knock is told, to be seen from the corner of an eye."""
    lit = heard(glance) is not None
    return Plate(box, "soot", "candle" if lit else "walnut_light", glance.px(4 if lit else 1))


def knock(glance: Glance, box: Box) -> tuple[Piece, ...]:
    """Who knocked, and how often, for a while; bare wood otherwise. The hand stands over the words where there is room."""
    now = heard(glance)
    if now is None:
        return ()
    inner, look = inset(box, glance.px(6), glance.px(4)), glance.look
    high = inner.h >= glance.px(88) and inner.w < inner.h * 2
    spot, rest = (
        cut_top(inner, inner.h - glance.px(44), glance.px(2))
        if high
        else cut_left(inner, min(inner.h, inner.w * 3 // 11), glance.px(4))
    )
    side = min(spot.w, spot.h)
    hand, raised = centred(spot, side, side), glance.px(4) * max(0.0, 1 - (glance.mono - now.at) / RAP_S)
    upper, lower = cut_top(rest, rest.h * 3 // 5) if glance.many else (rest, rest)
    text = glance.words.knock.format(count=now.count)
    align: Align = "centre" if high else "left"
    who = (line(look, lower, now.hatch, "plain", (18, 16, 14, 12, 11), "soot", align),) if glance.many else ()
    return (
        Plate(box, "candle", "brass_bright", glance.px(2)),
        Picture(Box(hand.x, hand.y - round(raised), side, side), "knock"),
        line(look, upper, text, "bold", (36, 32, 28, 26, 24, 22, 20, 18, 16, 15, 14, 13, 12), "soot", align),
        *who,
    )
