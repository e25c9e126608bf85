"""What was closed lately: how each ended, how long ago, and the way back."""

from kiosk.core.bar_sight import closed
from kiosk.core.bar_state import Ticket
from kiosk.core.events import UndoAsked
from kiosk.screens.bar_parts import WOOD, Glance, asked, line, sign, status_age_s
from kiosk.screens.bar_tickets import empty
from kiosk.screens.layout import centred, cut_left, cut_right, cut_top, inset, rows
from kiosk.screens.scene import Box, Picture, Piece, Plate

SMALL = (18, 17, 16, 15, 14, 13, 12, 11)
KEY_W = 124
AIR = 6
MARK = 40


def closed_a_page(glance: Glance, box: Box) -> int:
    """How many closed orders are shown at once."""
    gap = glance.px(AIR)
    return max(1, (box.h + gap) // (glance.look.touch_px + 2 * gap))


def closed_orders(glance: Glance, box: Box, skip: int) -> tuple[Piece, ...]:
    """The recently closed, the last one first."""
    every = closed(glance.state, glance.mono)
    if not every:
        return empty(glance, box, glance.words.nothing_closed)
    shown = zip(rows(box, closed_a_page(glance, box), glance.px(AIR)), every[skip:], strict=False)
    return tuple(piece for row, one in shown for piece in _closed(glance, row, one))


def _closed(glance: Glance, box: Box, shown: Ticket) -> tuple[Piece, ...]:
    look, order = glance.look, shown.order
    inner = inset(box, glance.px(AIR), 0)
    key, rest = cut_right(inner, max(look.touch_px, glance.px(KEY_W)), glance.px(10))
    mark, rest = _mark(glance, rest, shown) if glance.many else ((), rest)
    word, rest = cut_left(rest, rest.w * 9 // 20, glance.px(8))
    upper, lower = cut_top(inset(rest, 0, rest.h // 6), rest.h // 3)
    ago = glance.words.ago.format(minutes=glance.minutes(status_age_s(shown)))
    below = f"{ago} · {shown.hatch}" if glance.many else ago
    return (
        Plate(box, "bone"),
        *mark,
        line(look, inset(word, glance.px(4), 0), order.word, "old", (36, 32, 28, 25, 22, 20, 18, 16), "soot"),
        line(look, upper, glance.standing(shown), "bold", (21, 19, *SMALL), "soot"),
        line(look, lower, below, "plain", SMALL, "walnut_light"),
        *_bring_back(glance, key, shown),
    )


def _mark(glance: Glance, box: Box, shown: Ticket) -> tuple[tuple[Piece, ...], Box]:
    """Among several hatches the mark of the one that it is from, and what is left beside it."""
    side = min(glance.px(MARK), box.h - glance.px(8))
    spot, rest = cut_left(box, side + glance.px(8), glance.px(4))
    drawn = centred(spot, side, side)
    return (Plate(spot, "soot"), Picture(drawn, glance.hatch_mark(shown.hatch))), rest


def _bring_back(glance: Glance, box: Box, shown: Ticket) -> tuple[Piece, ...]:
    order, text = shown.order, glance.words.bring_back
    name = f"{text} {order.word}"
    if shown.sent is not None:
        return asked(glance, box, shown.sent, name)
    if order.before is None:
        return ()
    event = UndoAsked(shown.hatch, order.number, order.status)
    return sign(glance.look, box, WOOD, text, event=event, name=name)
