"""The bartender's side of the hatch: requests granted or refused, and orders that nobody fetched."""

from msgspec.structs import replace

from kiosk.core import pausing, saying, stock
from kiosk.core.changes import moved, undone
from kiosk.core.effects import Answer, Effect, Play, ShowBoard, ShowMenu
from kiosk.core.events import Requested
from kiosk.core.hatch_state import Hatch
from kiosk.core.moment import Moment
from kiosk.core.order import FORWARD, Order, Status, Who, may
from kiosk.core.request import (
    Advance,
    Reason,
    Resend,
    Response,
    Say,
    SellOut,
    SetExtra,
    SetPause,
    SetRoom,
    Undo,
)
from kiosk.core.telling import Outcome, Turn, board

ANSWERS_KEPT = 64
"""More requests than displays can have under way: an answer given is found again when its request is heard twice."""


def asked(state: Hatch, event: Requested, now: Moment) -> Turn:
    """Grant or refuse a request, once, however often it is heard."""
    given = _given(state, event.id)
    if given is not None:
        return state, (Answer(given),)
    outcome = _outcome(state, event, now)
    if isinstance(outcome, Reason):
        return _answered(state, Response(event.id, outcome))
    after, effects = outcome
    after, answer = _answered(after, Response(event.id))
    return after, (*effects, *answer)


def not_saved(state: Hatch, event: Requested) -> Answer:
    """The answer to a request whose record failed. It is not kept: asked again, it may succeed, or has done so by now."""
    return Answer(_given(state, event.id) or Response(event.id, Reason.NOT_SAVED))


def not_understood(id_: str) -> Answer:
    """The answer to a request that could not be read beyond its id."""
    return Answer(Response(id_, Reason.NOT_UNDERSTOOD))


def _given(state: Hatch, id_: str) -> Response | None:
    return next((answer for answer in state.answers if answer.id == id_), None)


def _answered(state: Hatch, response: Response) -> Turn:
    return replace(state, answers=(*state.answers, response)[-ANSWERS_KEPT:]), (Answer(response),)


def _outcome(state: Hatch, event: Requested, now: Moment) -> Outcome:
    match event.request:
        case Advance(number=number, goal=goal):
            order = state.order(number)
            return Reason.NO_SUCH_ORDER if order is None else _advance(state, order, goal, event.display, now)
        case Undo(number=number, was=was):
            order = state.order(number)
            return Reason.NO_SUCH_ORDER if order is None else _undo(state, order, was, event.display, now)
        case SellOut() as request:
            outcome = stock.asked(state, request, event.display, now)
            if isinstance(outcome, Reason):
                return outcome
            return stock.without_short(stock.had_again(outcome[0], request.drink), now), outcome[1]
        case SetPause() as request:
            return pausing.asked(state, request, event.display, now)
        case SetRoom() as request:
            return pausing.room_asked(state, request, event.display, now)
        case SetExtra(seconds=seconds):
            pace = state.pace.extended(seconds - state.pace.extra_s)
            return (state, ()) if pace == state.pace else (replace(state, pace=pace), ())
        case Say() as request:
            return saying.asked(state, request, now)
        case Resend():
            return state, (ShowMenu(state.house.menu), ShowBoard(board(state, now)))


HEARD = {Status.ACKNOWLEDGED: (Play("shaker"),), Status.READY: (Play("bell"),)}
"""What the street hears of an order that goes on; it is seen too, where the guest's word stands."""


# --- orders ------------------------------------------------------------------------------------------------------
def _advance(state: Hatch, order: Order, goal: Status, display: str, now: Moment) -> Outcome:
    """To the goal; an order that is there already, or beyond it on the straight way, has what was asked."""
    if goal in _reached(order.status):
        return state, ()
    if not may(Who.BARTENDER, order.status, goal):
        return Reason.MAY_NOT
    after, effects = moved(state, order, goal, display, now)
    return after, (*effects, *HEARD.get(goal, ()))


def _reached(status: Status) -> frozenset[Status]:
    """The status itself and all that lies before it on the straight way."""
    reached, way = {status}, {following: earlier for earlier, following in FORWARD.items()}
    while status in way:
        status = way[status]
        reached.add(status)
    return frozenset(reached - {Status.PLACED})


def _undo(state: Hatch, order: Order, was: Status, display: str, now: Moment) -> Outcome:
    """One step back from `was`. An order that stands where that step leads has what was asked."""
    if order.status is not was:
        return (state, ()) if any(may(who, order.status, was) for who in Who) else Reason.MAY_NOT
    recent = order.is_open or order.changed_mono >= now.mono - state.house.rules.recent_s
    if order.before is None or not recent:
        return Reason.TOO_LATE
    return undone(state, order, order.before, display, now)


# --- the clock ---------------------------------------------------------------------------------------------------
def deadline(state: Hatch) -> float | None:
    """When the clock next ends something: a ready order that nobody fetched, a pause, what held for one night."""
    times = [_given_up(state), state.pause_ends, state.noon]
    due = min((time for time in times if time is not None), default=None)
    return max(due, state.retry_at) if due is not None and state.trouble else due


def waited(state: Hatch, now: Moment) -> Turn:
    """End what the clock ends."""
    due = deadline(state)
    if due is None or now.mono < due:
        return state, ()
    effects: list[Effect] = []
    for end in (_uncollected, pausing.waited, stock.waited):
        state, more = end(state, now)
        effects += more
    return stock.armed(state, now), tuple(effects)


def _given_up(state: Hatch) -> float | None:
    """When the next ready order is given up as uncollected (monotonic), or None."""
    wait = state.house.rules.uncollected_after_s
    times = (order.changed_mono + wait for order in state.orders if order.status is Status.READY)
    return min(times, default=None)


def _uncollected(state: Hatch, now: Moment) -> Turn:
    """Close the ready orders that nobody fetched in time; the bartender may bring each back."""
    wait = state.house.rules.uncollected_after_s
    effects: list[Effect] = []
    for order in state.orders:
        if order.status is Status.READY and now.mono >= order.changed_mono + wait:
            state, more = moved(state, order, Status.UNCOLLECTED, Who.CLOCK, now)
            effects += more
    return state, tuple(effects)
