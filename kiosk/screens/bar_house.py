"""The house: the ways to all that is not a ticket, and the pauses. Everything one touch away, and as large as a knuckle."""

from kiosk.core.bar_state import Side
from kiosk.core.bar_touch import GUESTS
from kiosk.core.events import Event, GuestsAsked, PauseAsked, View, ViewAsked
from kiosk.screens.bar_parts import DULL, LIT, WOOD, Glance, sign
from kiosk.screens.bar_rail import pause_key
from kiosk.screens.layout import columns, rows
from kiosk.screens.scene import Box, Piece

GAP = 6
ROWS, COLUMNS = 4, 4
REASONS = ("ice", "breath")
"""Beside the guests, which have a clock of their own."""


def house(glance: Glance, box: Box, page: int) -> tuple[Piece, ...]:
    """One hatch's house: views, pauses by the minute, pauses by their reason."""
    side, gap = glance.state.sides[page], glance.px(GAP)
    views, minutes, reasons, _ = rows(box, ROWS, gap)
    return (
        *_views(glance, columns(views, COLUMNS, gap)),
        *_minutes(glance, columns(minutes, COLUMNS, gap), side),
        *_reasons(glance, columns(reasons, COLUMNS, gap), side),
    )


def _views(glance: Glance, boxes: tuple[Box, ...]) -> tuple[Piece, ...]:
    words = glance.words
    ways: tuple[tuple[View, str], ...] = (
        ("drinks", words.drinks),
        ("closed", words.closed),
        ("say", words.say),
        ("room", words.room),
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
    room = side.board.room if side.board is not None else None
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
    wide = Box(boxes[2].x, boxes[2].y, boxes[3].right - boxes[2].x, boxes[2].h)
    text = words.pause_reasons.guests
    if room is not None:
        text = words.guests_until.format(time=glance.hour(room.until))
    event = GuestsAsked(side.hatch)
    return (*keys, *_key(glance, wide, side, text, event, lit=holds == GUESTS))


def _key(
    glance: Glance, box: Box, side: Side, text: str, event: Event, *, lit: bool = False
) -> tuple[Piece, ...]:
    """A pause that can be asked for. Below it stands what it is, for a figure alone says nothing."""
    if side.board is None:
        return sign(glance.look, box, DULL, text)
    below = glance.words.pause
    return sign(glance.look, box, LIT if lit else WOOD, text, below=below, event=event, name=text)
