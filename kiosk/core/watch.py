"""The hatch's eye on the clock: a look at hours, law and promises whenever one of them may have changed."""

from msgspec.structs import replace

from kiosk.core import clock, intake, stock, wait
from kiosk.core.effects import Effect, Note, Write, WritePace
from kiosk.core.hatch_state import Hatch
from kiosk.core.moment import Moment
from kiosk.core.night import night_of, tonight
from kiosk.core.telling import Turn
from kiosk.core.wait import Queue

LOOK_S = 30.0
"""So often at the least: a clock that is set says nothing, and a wait that shrinks neither."""
PROMISE_LOOK_S = 1.0
"""How long a promise may have been untrue before it is moved."""
SOON_S = 0.001
"""A look is never due in the past."""


def opened(state: Hatch, pace_night: str, now: Moment) -> Hatch:
    """The first look. What the bartender added to the promises holds on if its night does."""
    state = looked(state, now)
    if state.tonight.night == pace_night or not state.pace.extra_s:
        return state
    return looked(replace(state, pace=state.pace.new_night()), now)


def looked(state: Hatch, now: Moment) -> Hatch:
    """The state with tonight, the intake and the promises as they are at this moment."""
    state = _tonight(state, now)
    line = wait.queue(state, now)
    state, wait_s = wait.kept_true(state, line, now), wait.new_order_s(state, now, line)
    return replace(
        state,
        intake=intake.intake(state, wait_s, now),
        look_at=_next_look(state, line, wait_s, now),
        clock_offset_s=clock.offset_s(now),
    )


def before(state: Hatch, now: Moment) -> Turn:
    """What a step begins with: a look, when one is due or the clock was set; and a word about the clock."""
    jumped_s = clock.jumped_s(state.clock_offset_s, now)
    if now.mono < state.look_at and not jumped_s:
        return state, ()
    after = intake.without_forbidden(looked(state, now), now)
    if jumped_s:  # noon is as far away as the right clock says
        after = stock.armed(after, now)
    return after, _notes(state, after, jumped_s)


def after(was: Hatch, state: Hatch, now: Moment) -> Turn:
    """What a step ends with: what was learned, and a look when the step changed what the intake depends on."""
    state = wait.learned(was, state, now)
    pace = state.pace
    told = (pace.long_run, pace.extra_s) != (was.pace.long_run, was.pace.extra_s)
    written = (Write((WritePace(pace.long_run, pace.extra_s, state.tonight.night),)),) if told else ()
    return (state if _matters(state) == _matters(was) else looked(state, now)), written


def _tonight(state: Hatch, now: Moment) -> Hatch:
    night, zone = night_of(now.wall, state.house.zone), state.house.zone
    if night == state.tonight.night:
        return state
    pace = state.pace.new_night() if state.tonight.night else state.pace
    return replace(state, tonight=tonight(state.house.calendar, night, zone), pace=pace)


def _matters(state: Hatch) -> tuple[object, ...]:
    """What the intake and the next look depend on, beside the clock."""
    items = state.visit.basket.items if state.visit is not None else ()
    return state.orders, state.pause, state.pace, items, state.house.menu


def _next_look(state: Hatch, line: Queue, wait_s: float, now: Moment) -> float:
    """The monotonic second of the next change that is known of, and soon enough to find the others."""
    moments = intake.turns(state, line, wait_s, now)
    ahead_s = ((moment - now.wall).total_seconds() for moment in moments if moment > now.wall)
    untrue = wait.untrue_at(state, line)
    # An order that takes too long puts the others off while time passes: their promises are untrue the sooner.
    promise_s = LOOK_S if untrue is None else max(PROMISE_LOOK_S, (untrue - now.mono) / (1 + wait.OVERRUN))
    return now.mono + min(LOOK_S, promise_s, max(SOON_S, min(ahead_s, default=LOOK_S)))


def _notes(was: Hatch, state: Hatch, jumped_s: float) -> tuple[Effect, ...]:
    """What the journal is told."""
    notes: list[Effect] = []
    if jumped_s:
        notes.append(Note("clock_set", (("seconds", f"{jumped_s:+.0f}"),)))
    if state.intake.clock != was.intake.clock:
        notes.append(Note(f"clock_{state.intake.clock or 'right'}"))
    return tuple(notes)
