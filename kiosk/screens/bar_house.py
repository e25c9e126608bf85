"""The house: the ways to all that is neither ticket nor drink, and the pauses. Everything one touch away, and as large as a knuckle."""

from kiosk.core.bar_state import Act, Side
from kiosk.core.bar_touch import guests_until
from kiosk.core.board import GUESTS, Board
from kiosk.core.events import Event, ExtraAsked, GuestsAsked, PauseAsked, View, ViewAsked
from kiosk.core.pace import EXTRA_LEAST_S, EXTRA_MOST_S
from kiosk.core.request import SetExtra
from kiosk.screens.bar_parts import DULL, LIT, MINUTE_S, WOOD, Glance, asked, line, sign
from kiosk.screens.bar_rail import pause_key
from kiosk.screens.layout import columns, inset, rows
from kiosk.screens.scene import Box, Piece

GAP = 6
ROWS, COLUMNS = 4, 4
EXTRA_S = 120.0
"""The promise is moved by so much at a touch."""
REASONS = ("ice", "breath")
"""Beside the guests, which have a clock of their own."""


def house(glance: Glance, box: Box, page: int) -> tuple[Piece, ...]:
    """One hatch's house: views, pauses by the minute, pauses by their reason, the promise."""
    side, gap = glance.state.sides[page], glance.px(GAP)
    views, minutes, reasons, promise = rows(box, ROWS, gap)
    return (
        *_views(glance, columns(views, COLUMNS, gap)),
        *_minutes(glance, columns(minutes, COLUMNS, gap), side),
        *_reasons(glance, columns(reasons, 3, gap), side),
        *_promise(glance, columns(promise, COLUMNS, gap), side),
    )


def _views(glance: Glance, boxes: tuple[Box, ...]) -> tuple[Piece, ...]:
    words = glance.words
    ways: tuple[tuple[View, str], ...] = (
        ("closed", words.closed),
        ("say", words.say),
        ("room", words.room),
        ("figures", glance.look.words(glance.language).figures.title),
    )
    return tuple(
        piece
        for box, (view, text) in zip(boxes, ways, strict=False)
        for piece in sign(glance.look, box, WOOD, text, event=ViewAsked(view))
    )


def _minutes(glance: Glance, boxes: tuple[Box, ...], side: Side) -> tuple[Piece, ...]:
    """Just a minute, or for so many; while it lasts, on, or so many from now."""
    words = glance.words
    keys = (
        piece
        for box, minutes in zip(boxes[1:], glance.state.rules.pause_minutes, strict=False)
        for piece in _key(
            glance,
            box,
            side,
            words.pause_for.format(minutes=minutes),
            PauseAsked(side.hatch, on=True, minutes=minutes),
        )
    )
    return (*pause_key(glance, boxes[0], side), *keys)


def _reasons(glance: Glance, boxes: tuple[Box, ...], side: Side) -> tuple[Piece, ...]:
    """Why: it is told at the hatch. For the guests in the room it lasts as long as their time there."""
    words, pause = glance.words, side.board.pause if side.board is not None else None
    holds = pause.reason if pause is not None else ""
    until = guests_until(side, glance.mono)
    keys = tuple(
        piece
        for box, reason in zip(boxes, REASONS, strict=False)
        for piece in _key(
            glance,
            box,
            side,
            words.pause_reasons.of(reason),
            PauseAsked(side.hatch, on=True, reason=reason),
            lit=holds == reason,
        )
    )
    text = words.pause_reasons.guests
    if until is not None:
        text = words.guests_until.format(time=glance.hour(until))
    event = GuestsAsked(side.hatch)
    return (*keys, *_key(glance, boxes[2], side, text, event, lit=holds == GUESTS))


def _promise(glance: Glance, boxes: tuple[Box, ...], side: Side) -> tuple[Piece, ...]:
    """What a new guest is told of the wait; two minutes less or more, at once and until the night ends."""
    words, look = glance.words, glance.look
    less, more = boxes[0], boxes[3]
    board = side.board
    if board is None:
        return (*sign(look, less, DULL, words.wait_less), *sign(look, more, DULL, words.wait_more))
    pending = asked(glance, _wide(boxes), _extending(glance, side), words.retry)
    keys = tuple(
        piece
        for box, text, by_s in ((less, words.wait_less, -EXTRA_S), (more, words.wait_more, EXTRA_S))
        for piece in _extra(glance, box, side, text, board.extra_s + by_s)
    )
    return (*keys, *(pending or _told(glance, _wide(boxes), board)))


def _extra(glance: Glance, box: Box, side: Side, text: str, seconds: float) -> tuple[Piece, ...]:
    """A key that moves the promise, as far as it may be moved."""
    within = EXTRA_LEAST_S <= seconds <= EXTRA_MOST_S
    event = ExtraAsked(side.hatch, seconds) if within else None
    return sign(glance.look, box, WOOD if within else DULL, text, event=event)


def _told(glance: Glance, box: Box, board: Board) -> tuple[Piece, ...]:
    """The wait as guests are told it, what of it is the bartender's own, and until when orders are taken; or that none are."""
    words, look = glance.words, glance.look
    minutes = "" if board.wait_min is None else words.minutes.format(minutes=board.wait_min)
    told = words.wait_told.format(minutes=minutes) if minutes else words.wait_none
    extra_min = round(board.extra_s / MINUTE_S)
    own = words.wait_added if extra_min > 0 else words.wait_taken
    below = [own.format(minutes=abs(extra_min))] if extra_min else []
    if board.full:
        below += [words.line_full]
    elif board.ends is not None:
        below += [words.orders_until.format(time=glance.hour(board.ends))]
    upper, *lower = rows(inset(box, glance.px(4), box.h // 8), 1 + len(below))
    return (
        line(look, upper, told, "bold", (26, 24, 22, 20, 18, 16, 14, 13, 12), "bone", "centre"),
        *(
            line(look, row, text, "plain", (18, 17, 16, 15, 14, 13, 12, 11), "candle", "centre")
            for row, text in zip(lower, below, strict=True)
        ),
    )


def _extending(glance: Glance, side: Side) -> Act | None:
    acts = (act for act in glance.state.acts if act.hatch == side.hatch)
    return next((act for act in acts if isinstance(act.request, SetExtra)), None)


def _wide(boxes: tuple[Box, ...]) -> Box:
    """The two places in the middle as one."""
    return Box(boxes[1].x, boxes[1].y, boxes[2].right - boxes[1].x, boxes[1].h)


def _key(
    glance: Glance, box: Box, side: Side, text: str, event: Event, *, lit: bool = False
) -> tuple[Piece, ...]:
    """A pause that can be asked for. Below it stands what it is, for a figure alone says nothing."""
    if side.board is None:
        return sign(glance.look, box, DULL, text)
    below = glance.words.pause
    return sign(glance.look, box, LIT if lit else WOOD, text, below=below, event=event, name=text)
