"""How long a guest will wait: the promise for a new order and for a placed one (reference: domain 8.1 and 8.4).

The rest of the order in the making, what lies ahead, the order itself and an allowance for the room's guests; on top
0.84 standard deviations, so that four promises in five are kept. What is told is rounded up and stands as a due time:
it counts down, and is moved when the truth has become later, never silently more than once.
"""

from collections.abc import Iterable, Iterator
from math import ceil, sqrt

from msgspec import Struct
from msgspec.structs import replace

from kiosk.core.basket import Basket
from kiosk.core.hatch_state import Hatch
from kiosk.core.menu import Menu
from kiosk.core.moment import Moment
from kiosk.core.order import Line, Order, Status

HAND_OVER_S = 25.0
"""Word, document, payment."""
LID_S = 8.0
"""Lid and wipe, each drink."""
SECOND_EQUAL = 0.55
"""What a second equal drink of the same order costs of the first."""
SPREAD = 0.30
"""The coefficient of variation of a preparation."""
INTERRUPTED, INTERRUPTION_S = 0.05, 120.0
"""So many orders are interrupted by the room's guests, for so long on average (exponential)."""
SURE = 0.84
"""Standard deviations that keep four promises in five."""
PREP_S = 60
"""Of a drink that the menu no longer lists."""
REST_AT_LEAST_S = 10.0
OVERRUN = 0.25
"""An order that takes longer than it should will take longer still: by this part of what it is over."""
FINE_UP_TO_MIN, COARSE_MIN = 5, 5
"""Minutes are told one by one up to here, and in steps of so many above."""

Item = tuple[str, int]
"""A drink's slug, and how many of it."""


class Effort(Struct, frozen=True):
    """A stretch of work: its mean in seconds, and its variance."""

    mean_s: float = 0.0
    variance: float = 0.0

    def __add__(self, other: "Effort") -> "Effort":
        return Effort(self.mean_s + other.mean_s, self.variance + other.variance)

    @property
    def sure_s(self) -> float:
        """What four stretches in five do not exceed."""
        return self.mean_s + SURE * sqrt(self.variance)


INTERRUPTIONS = Effort(
    INTERRUPTED * INTERRUPTION_S, INTERRUPTED * (2 - INTERRUPTED) * INTERRUPTION_S * INTERRUPTION_S
)
"""The allowance for each order."""
HAND_OVER = Effort(HAND_OVER_S, (SPREAD * HAND_OVER_S) ** 2)


# --- what is told ------------------------------------------------------------------------------------------------
def rounded_min(seconds: float) -> int:
    """Minutes as they are told: rounded up, one by one below five and in fives above; one at least."""
    minutes = max(1, ceil(seconds / 60))
    return minutes if minutes <= FINE_UP_TO_MIN else ceil(seconds / 60 / COARSE_MIN) * COARSE_MIN


def new_order_s(state: Hatch, now: Moment) -> float:
    """The wait for an order that might come now: one drink, such as they are on average."""
    return _new_s(state, _typical(state.house.menu, state.pace.factor), now)


def basket_s(state: Hatch, basket: Basket, now: Moment) -> float:
    """The wait for this basket, if it were ordered now."""
    return _new_s(state, making(_chosen(basket), state.house.menu, state.pace.factor), now)


def order_s(state: Hatch, order: Order, now: Moment) -> float | None:
    """How long this order will still take until it is ready; None when it is, or is closed."""
    efforts = {other.number: effort for other, effort in _efforts(state, now)}
    return efforts[order.number].sure_s if order.number in efforts else None


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
    items = _items(order.lines)
    wait_s = rounded_min(_new_s(state, making(items, state.house.menu, state.pace.factor), now)) * 60
    return replace(order, promised_s=wait_s, due_mono=now.mono + wait_s)


def kept_true(state: Hatch, now: Moment) -> Hatch:
    """The promises, with those moved later that have become untrue."""
    true = {order.number: _true(order, effort, now) for order, effort in _efforts(state, now)}
    orders = tuple(true.get(order.number, order) for order in state.orders)
    return state if orders == state.orders else replace(state, orders=orders)


def untrue_at(state: Hatch, now: Moment) -> float | None:
    """The monotonic second at which the first of the promises may become untrue; None without any."""
    times = (
        order.due_mono - effort.mean_s for order, effort in _efforts(state, now) if order.due_mono is not None
    )
    return min(times, default=None)


def _true(order: Order, until_ready: Effort, now: Moment) -> Order:
    if order.due_mono is None or now.mono + until_ready.mean_s <= order.due_mono:
        return order
    due = now.mono + rounded_min(until_ready.sure_s) * 60
    return replace(order, due_mono=due, moved_later=order.moved_later + 1)


def learned(before: Hatch, after: Hatch, now: Moment) -> Hatch:
    """The pace, with what the orders teach that have just become ready."""
    pace = after.pace
    for order in after.orders:
        was = before.order(order.number)
        if was is not None and _finished(was, order):
            pace = pace.learned(_took_s(before, was, now), _making_s(after, order), now.mono)
    return after if pace is after.pace else replace(after, pace=pace)


def _finished(was: Order, order: Order) -> bool:
    """Whether an order has just become ready; a step of undo before that says that it has been so already."""
    return was.status is Status.ACKNOWLEDGED and was.before is not None and order.status is Status.READY


def _took_s(state: Hatch, order: Order, now: Moment) -> float:
    """How long the hands were at this order: since it was their turn, less the hand-overs in between."""
    begun = _begun(state, order)
    handed_over = sum(
        other.status is Status.COLLECTED and begun < other.changed_mono <= now.mono for other in state.orders
    )
    return max(0.0, now.mono - begun - HAND_OVER_S * handed_over)


def _making_s(state: Hatch, order: Order) -> float:
    """How long this order takes by the menu."""
    return making(_items(order.lines), state.house.menu, 1.0).mean_s


# --- the line ----------------------------------------------------------------------------------------------------
def making(items: Iterable[Item], menu: Menu, factor: float) -> Effort:
    """The making of an order's drinks at a speed, lids and all."""
    mean = 0.0
    for slug, quantity in items:
        drink = menu.drink(slug)
        first_s = drink.prep_s if drink is not None else PREP_S
        mean += (first_s * (1 + SECOND_EQUAL * (quantity - 1)) + LID_S * quantity) if quantity else 0.0
    mean *= factor
    return Effort(mean, (SPREAD * mean) ** 2)


def line(state: Hatch) -> tuple[Order, ...]:
    """The orders still to be made, in the order in which they will be: those taken on first."""
    taken = [order for order in state.orders if order.status is Status.ACKNOWLEDGED]
    return *taken, *(order for order in state.orders if order.status is Status.PLACED)


def _efforts(state: Hatch, now: Moment) -> Iterator[tuple[Order, Effort]]:
    """Each order of the line, with the work until it is ready."""
    ahead = _before_all(state, now)
    for at, order in enumerate(line(state)):
        until_ready = ahead + (_rest(state, order, now) if at == 0 else _whole(state, order))
        yield order, until_ready
        ahead = until_ready + HAND_OVER


def _new_s(state: Hatch, own: Effort, now: Moment) -> float:
    """The wait for a new order of this making, behind everything that is there."""
    ahead = _before_all(state, now)
    for _, until_ready in _efforts(state, now):
        ahead = until_ready + HAND_OVER
    return max(own.mean_s, (ahead + own + INTERRUPTIONS).sure_s + state.pace.extra_s)


def _before_all(state: Hatch, now: Moment) -> Effort:
    """What is done before any order is made: the end of a pause that has one, and the ready drinks handed over."""
    until = state.pause.until if state.pause is not None else None
    work = Effort(max(0.0, (until - now.wall).total_seconds())) if until is not None else Effort()
    for order in state.orders:
        if order.status is Status.READY:
            work += HAND_OVER
    return work


def _whole(state: Hatch, order: Order) -> Effort:
    return making(_items(order.lines), state.house.menu, state.pace.factor) + INTERRUPTIONS


def _rest(state: Hatch, order: Order, now: Moment) -> Effort:
    """What is left of the first in the line: all of it, until it has been taken on."""
    if order.status is not Status.ACKNOWLEDGED:
        return _whole(state, order)
    whole = making(_items(order.lines), state.house.menu, state.pace.factor)
    elapsed = now.mono - _begun(state, order)
    least = max(REST_AT_LEAST_S, OVERRUN * (elapsed - whole.mean_s))
    rest = max(whole.mean_s - elapsed, least)
    return Effort(rest, (SPREAD * rest) ** 2) + INTERRUPTIONS


def _begun(state: Hatch, order: Order) -> float:
    """When the hands came to an order that was taken on: not before the one before it was ready."""
    return max(order.changed_mono, state.pace.ready_at)


def _typical(menu: Menu, factor: float) -> Effort:
    """One drink of the eight, such as they are on average."""
    preps = [drink.prep_s for drink in menu.drinks] or [PREP_S]
    mean = (sum(preps) / len(preps) + LID_S) * factor
    return Effort(mean, (SPREAD * mean) ** 2)


def _chosen(basket: Basket) -> tuple[Item, ...]:
    return tuple((item.drink, item.quantity) for item in basket.items)


def _items(lines: Iterable[Line]) -> tuple[Item, ...]:
    return tuple((line.drink, line.quantity) for line in lines)
