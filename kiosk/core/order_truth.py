"""What may be said of an order: whether anybody has answered it, and how many come before it."""

from typing import Literal

from kiosk.core.order import Order, Status
from kiosk.core.rules import HatchRules

Silence = Literal["", "unseen", "untaken"]
"""Nothing amiss; no display has shown the order in time; nobody has taken it on in time."""


def unanswered(order: Order, seen: int, rules: HatchRules, mono: float) -> Silence:
    """How an order has been left alone. `seen` is the latest board revision that a display has shown."""
    if order.status is not Status.PLACED:
        return ""
    age_s = mono - order.placed_mono
    if seen < order.revision and age_s >= rules.seen_within_s:
        return "unseen"
    return "untaken" if age_s >= rules.taken_within_s else ""


def turns(order: Order, seen: int, rules: HatchRules) -> tuple[float, ...]:
    """The monotonic seconds at which `unanswered` would change by itself."""
    if order.status is not Status.PLACED:
        return ()
    taken = order.placed_mono + rules.taken_within_s
    return (order.placed_mono + rules.seen_within_s, taken) if seen < order.revision else (taken,)


def ahead(order: Order, orders: tuple[Order, ...]) -> int:
    """How many open orders were placed earlier and are not ready yet."""
    making = (Status.PLACED, Status.ACKNOWLEDGED)
    return sum(other.status in making and other.number < order.number for other in orders)
