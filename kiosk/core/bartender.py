"""The bartender's side of the hatch: requests granted or refused, and orders that nobody fetched."""

from msgspec.structs import replace

from kiosk.core.board import Pause
from kiosk.core.changes import moved, undone
from kiosk.core.effects import Answer, Play, ShowBoard, ShowMenu, Write, WritePause, WriteSoldOut
from kiosk.core.events import Requested
from kiosk.core.guest import given_time, without_sold_out
from kiosk.core.hatch_state import Hatch
from kiosk.core.moment import Moment
from kiosk.core.order import FORWARD, Order, Status, Who, may
from kiosk.core.request import Advance, Reason, Resend, Response, SellOut, SetPause, Undo
from kiosk.core.telling import Turn, board

ANSWERS_KEPT = 64
"""More requests than displays can have under way: an answer given is found again when its request is heard twice."""
CLOCK = "clock"

Outcome = Turn | Reason
"""What a request comes to: the turn it asks for, or why not."""


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
            return _sell_out(state, request, event.display, now)
        case SetPause(on=on):
            return _pause(state, event.display, now, on=on)
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


# --- the house ---------------------------------------------------------------------------------------------------
def _sell_out(state: Hatch, request: SellOut, display: str, now: Moment) -> Outcome:
    drink, out = request.drink, request.out
    if state.house.menu.drink(drink) is None and drink not in state.sold_out:
        return Reason.NO_SUCH_DRINK
    if out == (drink in state.sold_out):
        return state, ()
    others = tuple(slug for slug in state.sold_out if slug != drink)
    sold_out = tuple(sorted((*others, drink))) if out else others
    after = without_sold_out(replace(state, sold_out=sold_out), now)
    return after, (Write((WriteSoldOut(drink, out, now.wall, display),)),)


def _pause(state: Hatch, display: str, now: Moment, *, on: bool) -> Outcome:
    if on == (state.pause is not None):
        return state, ()
    pause = Pause(now.wall) if on else None
    return given_time(replace(state, pause=pause), now), (Write((WritePause(pause, now.wall, display),)),)


# --- the clock ---------------------------------------------------------------------------------------------------
def deadline(state: Hatch) -> float | None:
    """When the next ready order is given up as uncollected (monotonic), or None."""
    wait = state.house.rules.uncollected_after_s
    times = [order.changed_mono + wait for order in state.orders if order.status is Status.READY]
    if not times:
        return None
    return max(min(times), state.retry_at) if state.trouble else min(times)


def waited(state: Hatch, now: Moment) -> Turn:
    """Close the ready orders that nobody fetched in time; the bartender may bring each back."""
    due = deadline(state)
    if due is None or now.mono < due:
        return state, ()
    wait = state.house.rules.uncollected_after_s
    writes: list[Write] = []
    for order in state.orders:
        if order.status is Status.READY and now.mono >= order.changed_mono + wait:
            state, written = moved(state, order, Status.UNCOLLECTED, CLOCK, now)
            writes += [effect for effect in written if isinstance(effect, Write)]
    return state, tuple(writes)
