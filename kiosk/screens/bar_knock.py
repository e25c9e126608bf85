"""A knock at the bar's side: the event that matters. The hand comes down, and for a while the rail is lit."""

from kiosk.core.bar_state import Knock
from kiosk.core.order import Status
from kiosk.screens.bar_parts import Glance, block, line
from kiosk.screens.layout import centred, cut_left, cut_top, inset, rows
from kiosk.screens.scene import Align, Box, Picture, Piece, Plate

RAP_S = 0.24
"""So long does the hand that knocks take to come down on the wood."""
SIZES = (30, 28, 26, 24, 22, 20, 18, 16, 15, 14, 13, 12, 11)
WHO = (20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10)


def heard(glance: Glance) -> Knock | None:
    """The knock that is to be shown now."""
    knock = glance.state.knock
    gone = knock is None or glance.mono >= knock.at + glance.state.rules.knock_shown_s
    return None if gone else knock


def ground(glance: Glance, box: Box) -> Plate:
    """The rail's ground; its edge is lit while a knock is told or an order calls unhushed, for the corner of an eye."""
    calls = bool(glance.state.calling) and glance.mono >= glance.state.hushed
    lit = calls or heard(glance) is not None
    return Plate(box, "soot", "candle" if lit else "walnut_light", glance.px(4 if lit else 1))


def who(glance: Glance, knock: Knock) -> str:
    """Who it may be, as far as anybody can know.

    The secret knock is its own name. With an order ready it may be its guest: so it is said what is ready. Else
    whoever woke the wall is new; and of one who stands before the lit menu there is nothing to say.
    """
    words, side = glance.words, glance.state.side(knock.hatch)
    ready = [
        order
        for order in (side.board.open if side is not None and side.board is not None else ())
        if order.status is Status.READY
    ]
    if knock.secret:
        return words.knock_secret
    if len(ready) == 1:
        return words.knock_ready.format(word=ready[0].word)
    if ready:
        return words.knock_ready_many.format(count=len(ready))
    return words.knock_new if knock.woke else ""


def knock(glance: Glance, box: Box) -> tuple[Piece, ...]:
    """Who it may be and how often it knocked, for a while. The hand stands over the words where there is room."""
    now = heard(glance)
    if now is None:
        return ()
    inner = inset(box, glance.px(6), glance.px(4))
    high = inner.h >= glance.px(104) and inner.w < inner.h * 2
    spot, rest = (
        cut_top(inner, inner.h - glance.px(64), glance.px(2))
        if high
        else cut_left(inner, min(inner.h, inner.w * 3 // 11), glance.px(4))
    )
    side = min(spot.w, spot.h)
    hand, raised = centred(spot, side, side), glance.px(4) * max(0.0, 1 - (glance.mono - now.at) / RAP_S)
    return (
        Plate(box, "candle", "brass_bright", glance.px(2)),
        Picture(Box(hand.x, hand.y - round(raised), side, side), "knock"),
        *_told(glance, rest, now, "centre" if high else "left"),
    )


def _told(glance: Glance, box: Box, now: Knock, align: Align) -> tuple[Piece, ...]:
    """Who first and largest, as far as it is known; how many knocks it was changes nothing that the hands do."""
    count, where = glance.words.knock.format(count=now.count), now.hatch if glance.many else ""
    known = who(glance, now)
    text, *below = (told for told in (known, where, count) if told)
    upper, lower = cut_top(box, box.h * (10 - 3 * len(below)) // 10)
    if known:  # it may take two lines: a word is long, and the plate is narrow
        first = block(glance.look, upper, text, "bold", SIZES, "soot", align)
    else:
        first = (line(glance.look, upper, text, "bold", SIZES, "soot", align),)
    smaller = tuple(size for size in WHO if glance.px(size) < first[0].size_px) or WHO[-1:]
    told = zip(rows(lower, max(1, len(below))), below, strict=False)
    return (*first, *(line(glance.look, row, one, "plain", smaller, "soot", align) for row, one in told))
