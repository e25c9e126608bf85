"""The private room, and what may be said at the hatch: two views of large keys."""

from kiosk.core.bar_state import Act, Side
from kiosk.core.events import RoomAsked, SayAsked
from kiosk.core.request import SEATS, Request, Say, SetRoom
from kiosk.screens.bar_parts import DULL, LIT, WOOD, Glance, asked, line, sign
from kiosk.screens.layout import columns, grid, inset, rows
from kiosk.screens.scene import Box, Picture, Piece

GAP = 6
TITLES = (34, 30, 28, 26, 24, 22, 20, 18, 16, 14)


def room(glance: Glance, box: Box, page: int) -> tuple[Piece, ...]:
    """Who is in the room and for how long still; so many sit down; the room is free."""
    side, gap, words = glance.state.sides[page], glance.px(GAP), glance.words
    head, seats, free = rows(box, 3, gap)
    taken = side.board.room if side.board is not None else None
    sent = _sent(glance, side, SetRoom)
    if sent is not None:
        keys = asked(glance, seats, sent, words.room)
    else:
        keys = tuple(
            piece
            for cell, count in zip(columns(seats, SEATS, gap), range(1, SEATS + 1), strict=True)
            for piece in _seat(glance, cell, side, count)
        )
    event = RoomAsked(side.hatch, 0) if taken is not None else None
    return (
        *_clock(glance, head, side),
        *keys,
        *sign(glance.look, free, WOOD if event is not None else DULL, words.room_end, event=event),
    )


def room_told(glance: Glance, side: Side) -> str:
    """How long the room is still taken, or for how long it should have been free; nothing while it is."""
    taken, clock = side.board.room if side.board is not None else None, side.clock(glance.mono)
    if taken is None or clock is None:
        return ""
    left_s = (taken.until - clock).total_seconds()
    if left_s > 0:
        return glance.words.room_left.format(minutes=glance.minutes_left(left_s))
    return glance.words.room_over.format(minutes=glance.minutes(-left_s))


def say(glance: Glance, box: Box, page: int) -> tuple[Piece, ...]:
    """The house's lines in the bartender's own language: a touch sends one, in the guest's."""
    side = glance.state.sides[page]
    lines = glance.look.words(glance.language).hatch.said_lines
    across = 2 if len(lines) * (glance.look.touch_px + glance.px(GAP)) > box.h else 1
    cells = grid(box, across, -(-len(lines) // across), glance.px(GAP))
    return tuple(
        piece
        for at, (cell, text) in enumerate(zip(cells, lines, strict=False))
        for piece in _line(glance, cell, side, at, text)
    )


def _seat(glance: Glance, box: Box, side: Side, count: int) -> tuple[Piece, ...]:
    taken = side.board.room if side.board is not None else None
    lit = taken is not None and taken.seats == count
    event = RoomAsked(side.hatch, count) if side.board is not None else None
    paint = DULL if event is None else LIT if lit else WOOD
    return sign(glance.look, box, paint, str(count), event=event, sizes=TITLES)


def _clock(glance: Glance, box: Box, side: Side) -> tuple[Piece, ...]:
    """How many, until when, and what is left of it."""
    taken = side.board.room if side.board is not None else None
    if taken is None:
        return (line(glance.look, box, glance.words.room, "old", TITLES, "bone", "centre"),)
    upper, lower = rows(inset(box, 0, glance.px(4)), 2)
    many = glance.words.room_seats.format(seats=taken.seats)
    text = f"{many} \u00b7 {glance.hour(taken.until)}"
    return (
        line(glance.look, upper, text, "bold", TITLES, "bone", "centre"),
        line(glance.look, lower, room_told(glance, side), "bold", TITLES, "candle", "centre"),
    )


def _line(glance: Glance, box: Box, side: Side, at: int, text: str) -> tuple[Piece, ...]:
    sent = _sent(glance, side, Say)
    if isinstance(sent, Act) and isinstance(sent.request, Say) and sent.request.line == at:
        return asked(glance, box, sent, text)
    said = glance.state.said
    if said is not None and (said.hatch, said.line) == (side.hatch, at):
        side_px = glance.px(22)
        mark = Box(box.x + glance.px(6), box.y + glance.px(6), side_px, side_px)
        told = sign(glance.look, box, LIT, text, below=glance.words.said, name=text)
        return (*told, Picture(mark, "tick"))
    event = SayAsked(side.hatch, at) if side.board is not None else None
    return sign(glance.look, box, DULL if event is None else WOOD, text, event=event)


def _sent(glance: Glance, side: Side, kind: type[Request]) -> Act | None:
    acts = (act for act in glance.state.acts if act.hatch == side.hatch)
    return next((act for act in acts if isinstance(act.request, kind)), None)
