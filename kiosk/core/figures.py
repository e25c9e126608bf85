"""The night in figures: what its orders come to, for the bartender, for the till and for the owner. No receipt."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from kiosk.core.order import OPEN, Count, Status

HALF_MIN = 30
LONGEST_WAIT_S = 43_200
"""A longer wait than half a night, or one below zero, was measured by a clock that was set meanwhile, and is none."""
UNSOLD = frozenset({Status.REFUSED, Status.CANCELLED})
"""Nobody drank these, and nobody was meant to pay for them."""


class Waits(Struct, frozen=True):
    """How long guests waited from placing until they were called ready, in whole seconds."""

    called: Count = 0
    """So many were."""
    sum_s: Count = 0
    longest_s: Count = 0


class Half(Struct, frozen=True):
    """The orders that were placed in one half hour and stand the same."""

    at: datetime
    """When the half hour begins, UTC."""
    status: Status
    orders: Count = 0
    drinks: Count = 0
    cents: Count = 0
    waits: Waits = Waits()
    forgotten: Count = 0
    """So many of the orders are only counted: nobody knows any more which they were."""


class Sold(Struct, frozen=True):
    """So much of one drink, in orders that stand the same."""

    drink: str
    status: Status
    quantity: Count = 0
    cents: Count = 0
    name: str = ""
    """As an order on record calls it; nothing where none is left."""


class Figures(Struct, frozen=True):
    """What a night, or a half hour of it, has come to."""

    orders: Count = 0
    """All that were placed; the next five say what became of them."""
    open: Count = 0
    collected: Count = 0
    refused: Count = 0
    cancelled: Count = 0
    uncollected: Count = 0
    drinks: Count = 0
    """Handed over."""
    takings_cents: Count = 0
    """What the orders handed over cost: to be found in the till, and no receipt."""
    called: Count = 0
    """So many orders were called ready; the waits are theirs."""
    wait_mean_s: Count = 0
    wait_longest_s: Count = 0
    busiest_at: datetime | None = None
    """The half hour (UTC) in which most drinks were ordered that were neither refused nor cancelled; of several the first."""
    busiest_orders: Count = 0
    busiest_drinks: Count = 0


def half_of(at: datetime) -> datetime:
    """The half hour that a moment (UTC) lies in."""
    return at.replace(minute=at.minute - at.minute % HALF_MIN, second=0, microsecond=0)


def waits_of(halves: Iterable[Half]) -> Waits:
    """All their waits together."""
    every = [half.waits for half in halves]
    return Waits(
        sum(waits.called for waits in every),
        sum(waits.sum_s for waits in every),
        max((waits.longest_s for waits in every), default=0),
    )


def figures(halves: Iterable[Half], waits: Waits | None = None) -> Figures:
    """What these come to; `waits`, where they are kept apart."""
    every = tuple(halves)
    waits = waits_of(every) if waits is None else waits
    orders: defaultdict[Status, int] = defaultdict(int)
    for half in every:
        orders[half.status] += half.orders
    collected = [half for half in every if half.status is Status.COLLECTED]
    at, busy_orders, busy_drinks = _busiest(every)
    return Figures(
        orders=sum(orders.values()),
        open=sum(orders[status] for status in OPEN),
        collected=orders[Status.COLLECTED],
        refused=orders[Status.REFUSED],
        cancelled=orders[Status.CANCELLED],
        uncollected=orders[Status.UNCOLLECTED],
        drinks=sum(half.drinks for half in collected),
        takings_cents=sum(half.cents for half in collected),
        called=waits.called,
        wait_mean_s=round(waits.sum_s / waits.called) if waits.called else 0,
        wait_longest_s=waits.longest_s,
        busiest_at=at,
        busiest_orders=busy_orders,
        busiest_drinks=busy_drinks,
    )


def by_half_hour(halves: Iterable[Half]) -> tuple[tuple[datetime, Figures], ...]:
    """The same of each half hour in which something was ordered, in their order."""
    parts: defaultdict[datetime, list[Half]] = defaultdict(list)
    for half in halves:
        parts[half.at].append(half)
    return tuple((at, figures(parts[at])) for at in sorted(parts))


def by_drink(sold: Iterable[Sold]) -> tuple[tuple[Sold, ...], ...]:
    """What became of each drink, one entry a status; the drink that was handed over most comes first."""
    parts: defaultdict[str, list[Sold]] = defaultdict(list)
    for one in sold:
        parts[one.drink].append(one)
    return tuple(tuple(parts[drink]) for drink in sorted(parts, key=lambda drink: _rank(parts[drink])))


def _rank(parts: list[Sold]) -> tuple[int, int, str]:
    handed_over = sum(one.quantity for one in parts if one.status is Status.COLLECTED)
    return -handed_over, -sum(one.quantity for one in parts), parts[0].drink


def _busiest(halves: tuple[Half, ...]) -> tuple[datetime | None, int, int]:
    sums: defaultdict[datetime, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for half in halves:
        if half.status not in UNSOLD:
            orders, drinks = sums[half.at]
            sums[half.at] = (orders + half.orders, drinks + half.drinks)
    busiest = min(sums, key=lambda at: (-sums[at][1], at), default=None)
    return (None, 0, 0) if busiest is None else (busiest, *sums[busiest])
