"""What was closed lately: how each ended, how long ago, and the way back."""

from msgspec import Struct

from kiosk.core.bar_sight import closed
from kiosk.core.bar_state import Ticket
from kiosk.core.events import UndoAsked
from kiosk.screens.bar_parts import WOOD, Glance, asked, clipped, fitting, line, sign, status_age_s
from kiosk.screens.bar_tickets import empty
from kiosk.screens.layout import centred, cut_left, cut_right, cut_top, inset, rows
from kiosk.screens.scene import Box, Picture, Piece, Plate, Text

SMALL = (18, 17, 16, 15, 14, 13, 12, 11)
STATUS_SIZES = (26, 25, 24, 23, 22, 21, 20, 19, *SMALL)
AGO_SIZES = (21, 20, 19, *SMALL)
WORD_SIZES = (46, 43, 40, 38, 36, 34, 32, 30, 28, 25, 22, 20, 18, 16)
KEY_SIZES = (34, 32, 30, 28, 26, 24, 22, 20, 18, 17, 16, 15, 14, 13, 12, 11)
KEY_W, UPRIGHT_KEY_W = 172, 132
AIR = 6
MARK = 40


class Row(Struct, frozen=True):
    """The places in one row. `mark` is None where there is only one hatch."""

    paper: Box
    mark: Box | None
    word: Box
    status: Box
    ago: Box
    key: Box


def closed_a_page(glance: Glance, box: Box) -> int:
    """How many closed orders are shown at once."""
    gap = glance.px(AIR)
    return max(1, (box.h + gap) // (glance.look.touch_px + 2 * gap))


def closed_orders(glance: Glance, box: Box, skip: int) -> tuple[Piece, ...]:
    """The recently closed, the last one first."""
    every = closed(glance.state, glance.mono)
    if not every:
        return empty(glance, box, glance.words.nothing_closed)
    lined = rows(box, closed_a_page(glance, box), glance.px(AIR))
    shown = [(_row(glance, row), one) for row, one in zip(lined, every[skip:], strict=False)]
    words = [(row.word, one.order.word) for row, one in shown]
    size_px = min(fitting(glance.look, spot, word, "old", WORD_SIZES) for spot, word in words)
    return tuple(piece for row, one in shown for piece in _closed(glance, row, one, size_px))


def _row(glance: Glance, box: Box) -> Row:
    look = glance.look
    inner = inset(box, glance.px(AIR), 0)
    wide = glance.px(UPRIGHT_KEY_W if look.size.upright else KEY_W)
    key, rest = cut_right(inner, max(look.touch_px, wide), glance.px(10))
    mark = None
    if glance.many:
        mark, rest = cut_left(rest, min(glance.px(MARK), box.h - glance.px(8)) + glance.px(8), glance.px(4))
    if look.size.upright:  # narrow and high: below each other
        word, rest = cut_top(inset(rest, 0, rest.h // 12), rest.h * 5 // 12)
        upper, lower = cut_top(inset(rest, glance.px(4), 0), rest.h // 2)
    else:
        word, rest = cut_left(rest, rest.w * 9 // 20, glance.px(8))
        upper, lower = cut_top(inset(rest, 0, rest.h // 8), rest.h * 2 // 5)
    return Row(box, mark, inset(word, glance.px(4), 0), upper, lower, key)


def _closed(glance: Glance, row: Row, shown: Ticket, size_px: int) -> tuple[Piece, ...]:
    """One of them; its word at a size that all on show have."""
    look, word = glance.look, shown.order.word
    ago = glance.words.ago.format(minutes=glance.minutes(status_age_s(shown)))
    below = f"{ago} · {shown.hatch}" if glance.many else ago
    cut = clipped(look, word, "old", size_px, row.word.w)
    return (
        Plate(row.paper, "bone"),
        *(_mark(glance, row.mark, shown.hatch) if row.mark is not None else ()),
        Text(row.word, cut, "old", size_px, "soot", whole="" if cut == word else word),
        line(look, row.status, glance.standing(shown), "bold", STATUS_SIZES, "soot"),
        line(look, row.ago, below, "plain", AGO_SIZES, "walnut_light"),
        *_bring_back(glance, row.key, shown),
    )


def _mark(glance: Glance, box: Box, hatch: str) -> tuple[Piece, ...]:
    """Among several hatches the mark of the one that it is from."""
    side = box.w - glance.px(8)
    return Plate(box, "soot"), Picture(centred(box, side, side), glance.hatch_mark(hatch))


def _bring_back(glance: Glance, box: Box, shown: Ticket) -> tuple[Piece, ...]:
    order, text = shown.order, glance.words.bring_back
    name = f"{text} {order.word}"
    if shown.sent is not None:
        return asked(glance, box, shown.sent, name)
    if order.before is None:
        return ()
    event = UndoAsked(shown.hatch, order.number, order.status)
    return sign(glance.look, box, WOOD, text, event=event, name=name, sizes=KEY_SIZES)
