"""How long a guest will wait: the promise for a new order and for a placed one (reference: domain 8.4).

The rest of the order in the making, what lies ahead, the order itself and an allowance for the room's guests; on top
0.84 standard deviations, so that four promises in five are kept. What is told is rounded up and stands as a due time:
it counts down, and is moved when the truth has become later, never silently more than once.
"""

from collections.abc import Iterable
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from kiosk.core.basket import Basket
from kiosk.core.effort import (
    HAND_OVER,
    HAND_OVER_S,
    INTERRUPTIONS,
    Effort,
    Item,
    Preps,
    making,
    preps,
    typical,
    varied,
)
from kiosk.core.hatch_state import Hatch
from kiosk.core.moment import Moment
from kiosk.core.order import Line, Order, Status

REST_AT_LEAST_S = 10.0
OVERRUN = 0.25
"""An order that takes longer than it should will take longer still: by this part of what it is over."""
FINE_UP_TO_MIN, COARSE_MIN = 5, 5
"""Minutes are told one by one up to here, and in steps of so many above."""


class Queue(Struct, frozen=True):
    """The line before the bartender at one moment."""

    each: tuple[tuple[Order, Effort], ...]
    """Every order still to be made, as they will be made, with the work until it is ready."""
    behind: Effort
    """All the work there is before a new order is begun."""
    times: Preps


def queue(state: Hatch, now: Moment) -> Queue:
    """The line as it stands: the orders taken on first, and each behind the hand-over of the one before."""
    times, ahead = preps(state.house.menu), _before_all(state, now)
    each: list[tuple[Order, Effort]] = []
    for order in _line(state):
        whole = making(_items(order.lines), times, state.pace.factor)
        left = whole if each else _rest(state, order, whole, now)
        each.append((order, ahead + left + INTERRUPTIONS))
        ahead = each[-1][1] + HAND_OVER
    return Queue(tuple(each), ahead, times)


# --- what is told ------------------------------------------------------------------------------------------------
def rounded_min(seconds: float) -> int:
    """Minutes as they are told: rounded up, one by one below five and in fives above; one at least.

    Of a due time that a float cannot hold exactly the last trillionths are no further minute.
    """
    seconds = round(seconds, 3)
    minutes = max(1, ceil(seconds / 60))
    return minutes if minutes <= FINE_UP_TO_MIN else ceil(seconds / 60 / COARSE_MIN) * COARSE_MIN


def new_order_s(state: Hatch, now: Moment, line: Queue | None = None) -> float:
    """The wait for an order that might come now: one drink, such as they are on average."""
    return _new_s(state, line or queue(state, now), typical(state.house.menu, state.pace.factor))


def basket_s(state: Hatch, basket: Basket, now: Moment, line: Queue | None = None) -> float:
    """The wait for this basket, if it were ordered now."""
    line = line or queue(state, now)
    return _new_s(state, line, making(_chosen(basket), line.times, state.pace.factor))


def basket_min(state: Hatch, basket: Basket, now: Moment) -> int:
    """The minutes to tell a guest who may still think better of it: what would be promised now."""
    return rounded_min(basket_s(state, basket, now))


def due_min(order: Order, now: Moment) -> int | None:
    """The minutes to tell the guest of a placed order; None when there is nothing to wait for."""
    if order.due_mono is None or order.status not in (Status.PLACED, Status.ACKNOWLEDGED):
        return None
    return rounded_min(order.due_mono - now.mono)


def needs_excuse(order: Order) -> bool:
    """Whether its promise was moved later more than once, which is not done without a word."""
    return order.moved_later > 1


# --- promises ----------------------------------------------------------------------------------------------------
def promised(order: Order, state: Hatch, now: Moment) -> Order:
    """A new order with the promise that its guest is given; `state` does not hold it yet."""
    line = queue(state, now)
    own = making(_items(order.lines), line.times, state.pace.factor)
    wait_s = rounded_min(_new_s(state, line, own)) * 60
    return replace(order, promised_s=wait_s, due_mono=now.mono + wait_s)


def kept_true(state: Hatch, line: Queue, now: Moment) -> Hatch:
    """The promises, with those moved later that have become untrue."""
    moved = {
        order.number: _moved(order, effort, now) for order, effort in line.each if _untrue(order, effort, now)
    }
    if not moved:
        return state
    return replace(state, orders=tuple(moved.get(order.number, order) for order in state.orders))


def untrue_at(state: Hatch, line: Queue) -> float | None:
    """The monotonic second at which the first of the promises may become untrue; None without any."""
    due = {order.number: order.due_mono for order in state.orders}
    times = (at - effort.mean_s for order, effort in line.each if (at := due[order.number]) is not None)
    return min(times, default=None)


def _untrue(order: Order, effort: Effort, now: Moment) -> bool:
    return order.due_mono is not None and now.mono + effort.mean_s > order.due_mono


def _moved(order: Order, effort: Effort, now: Moment) -> Order:
    due = now.mono + rounded_min(effort.sure_s) * 60
    return replace(order, due_mono=due, moved_later=order.moved_later + 1)


# --- learning ----------------------------------------------------------------------------------------------------
def learned(before: Hatch, after: Hatch, now: Moment) -> Hatch:
    """The state with what the orders teach that have just become ready."""
    if before.orders is after.orders:
        return after
    pace = after.pace
    for order in after.orders:
        was = before.order(order.number) if order.status is Status.READY else None
        if was is not None and _finished(was):
            expected = making(_items(order.lines), preps(after.house.menu))
            pace = pace.learned(_took_s(before, was, now), expected.mean_s, now.mono)
    return after if pace is after.pace else replace(after, pace=pace)


def _finished(was: Order) -> bool:
    """Whether an order that is ready has just become so for the first time, and not after a step of undo."""
    return was.status is Status.ACKNOWLEDGED and was.before is not None


def _took_s(state: Hatch, order: Order, now: Moment) -> float:
    """How long the hands were at this order: since it was their turn, less the hand-overs in between."""
    begun = _begun(state, order)
    handed_over = sum(
        other.status is Status.COLLECTED and begun < other.changed_mono <= now.mono for other in state.orders
    )
    return max(0.0, now.mono - begun - HAND_OVER_S * handed_over)


# --- the line ----------------------------------------------------------------------------------------------------
def _line(state: Hatch) -> tuple[Order, ...]:
    """The orders still to be made, in the order in which they will be: those taken on first."""
    taken = [order for order in state.orders if order.status is Status.ACKNOWLEDGED]
    return *taken, *(order for order in state.orders if order.status is Status.PLACED)


def _new_s(state: Hatch, line: Queue, own: Effort) -> float:
    """The wait for a new order of this making, behind everything that is there."""
    return max(own.mean_s, (line.behind + own + INTERRUPTIONS).sure_s + state.pace.extra_s)


def _before_all(state: Hatch, now: Moment) -> Effort:
    """What is done before any order is made: the end of a pause that has one, and the ready drinks handed over."""
    work = Effort() if state.pause_ends is None else Effort(max(0.0, state.pause_ends - now.mono))
    for order in state.orders:
        if order.status is Status.READY:
            work += HAND_OVER
    return work


def _rest(state: Hatch, order: Order, whole: Effort, now: Moment) -> Effort:
    """What is left of the first in the line: all of it, until it has been taken on."""
    if order.status is not Status.ACKNOWLEDGED:
        return whole
    elapsed = now.mono - _begun(state, order)
    least = max(REST_AT_LEAST_S, OVERRUN * (elapsed - whole.mean_s))
    return varied(max(whole.mean_s - elapsed, least))


def _begun(state: Hatch, order: Order) -> float:
    """When the hands came to an order that was taken on: not before the one before it was ready."""
    return max(order.changed_mono, state.pace.ready_at)


def _chosen(basket: Basket) -> tuple[Item, ...]:
    return tuple((item.drink, item.quantity) for item in basket.items)


def _items(lines: Iterable[Line]) -> tuple[Item, ...]:
    return tuple((line.drink, line.quantity) for line in lines)
