"""The bartender's pauses and the private room: begun and ended from the bar, a pause also by the clock."""

from datetime import timedelta

from msgspec.structs import replace

from kiosk.core import stock
from kiosk.core.board import GUESTS, Pause, Room
from kiosk.core.effects import Effect, Write, WritePause, WriteRoom
from kiosk.core.guest import given_time
from kiosk.core.hatch_state import Hatch
from kiosk.core.moment import Moment
from kiosk.core.night import night_of
from kiosk.core.order import Who
from kiosk.core.request import Reason, SetPause, SetRoom
from kiosk.core.telling import Outcome, Turn

LONGEST_S = 12 * 3600
"""No pause is asked to end later than that: whoever wants it longer has closed."""


def opened(state: Hatch, pause: Pause | None, room: Room | None, now: Moment) -> Hatch:
    """The state with the pause and the room that the books hold.

    A hatch may start with a clock that runs wrong: what is left of a pause is never more than the whole of it.
    """
    state = replace(state, pause=pause, room=room)
    if pause is None or pause.until is None:
        return state
    left_s = min((pause.until - now.wall).total_seconds(), (pause.until - pause.since).total_seconds())
    return replace(state, pause_ends=now.mono + max(0.0, left_s))


def asked(state: Hatch, request: SetPause, display: str, now: Moment) -> Outcome:
    """Pause, change the pause there is, or go on."""
    if not request.on:
        return (state, ()) if state.pause is None else _paused(state, None, display, now)
    left_s = None if request.until is None else (request.until - now.wall).total_seconds()
    if left_s is not None and not 0 < left_s <= LONGEST_S:
        return Reason.TOO_LATE if left_s <= 0 else Reason.MAY_NOT
    since = now.wall if state.pause is None else state.pause.since
    pause = Pause(since, request.until, request.reason)
    return (state, ()) if pause == state.pause else _paused(state, pause, display, now)


def room_asked(state: Hatch, request: SetRoom, display: str, now: Moment) -> Outcome:
    """So many are in the room: its clock begins with them, and goes on when their number changes.

    With the last of them ends a pause for their sake.
    """
    was = state.room
    if request.seats == (0 if was is None else was.seats):
        return state, ()
    ended: tuple[Effect, ...] = ()
    if not request.seats:
        room = None
        if state.pause is not None and state.pause.reason == GUESTS:
            state, ended = _paused(state, None, display, now)
    elif was is not None:
        room = replace(was, seats=request.seats)
    else:
        room = Room(now.wall, now.wall + timedelta(seconds=state.house.rules.room_s), request.seats)
    return stock.armed(replace(state, room=room), now), (Write((WriteRoom(room, now.wall, display),)), *ended)


def waited(state: Hatch, now: Moment) -> Turn:
    """What the clock ends: a pause whose time is over, and at noon the room of the night before."""
    effects: list[Write] = []
    if state.pause_ends is not None and now.mono >= state.pause_ends:
        state, written = _paused(state, None, Who.CLOCK, now)
        effects += [effect for effect in written if isinstance(effect, Write)]
    room, zone = state.room, state.house.zone
    if room is not None and night_of(room.since, zone) < night_of(now.wall, zone):
        state = replace(state, room=None)
        effects.append(Write((WriteRoom(None, now.wall, Who.CLOCK),)))
    return state, tuple(effects)


def _paused(state: Hatch, pause: Pause | None, who: str, now: Moment) -> Turn:
    until = None if pause is None else pause.until
    ends = None if until is None else now.mono + (until - now.wall).total_seconds()
    state = given_time(replace(state, pause=pause, pause_ends=ends), now)
    return state, (Write((WritePause(pause, now.wall, who),)),)
