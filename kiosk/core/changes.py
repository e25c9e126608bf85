"""How an order comes from one status to the next, on record."""

from msgspec.structs import replace

from kiosk.core import stock
from kiosk.core.effects import Write, WriteStatus
from kiosk.core.hatch_state import Hatch
from kiosk.core.moment import Moment
from kiosk.core.order import Order, Status
from kiosk.core.telling import Turn


def moved(state: Hatch, order: Order, goal: Status, who: str, now: Moment) -> Turn:
    """Take an order to a status; one step of undo leads back."""
    return _changed(state, order, goal, order.status, who, now)


def undone(state: Hatch, order: Order, goal: Status, who: str, now: Moment) -> Turn:
    """Take an order back to the status it came from; the one step of undo is used up."""
    return _changed(state, order, goal, None, who, now)


def _changed(state: Hatch, order: Order, goal: Status, before: Status | None, who: str, now: Moment) -> Turn:
    after = replace(order, status=goal, before=before, changed=now.wall, changed_mono=now.mono)
    orders = tuple(after if old.number == order.number else old for old in state.orders)
    state, counted = stock.moved(replace(state, orders=orders), order, after, who, now)
    return state, (Write((WriteStatus(after, order.status, who),)), *counted)
