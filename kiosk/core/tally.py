"""The tally: how many drinks the hatch has sold tonight, kept up with the records as they are made."""

from collections.abc import Iterable

from msgspec import Struct

from kiosk.core.effects import Record, WriteOrder, WriteStatus
from kiosk.core.order import Count, Order, Status

UNSOLD = frozenset({Status.REFUSED, Status.CANCELLED})
"""Nobody drank these, and nobody was meant to pay for them."""


class Tally(Struct, frozen=True):
    """The drinks of one night: of every order that was neither refused nor cancelled."""

    night: str = ""
    drinks: Count = 0

    def on(self, night: str) -> int:
        """How many on this night; none, while the tally is still another's."""
        return self.drinks if night == self.night else 0


def counted(tally: Tally, records: Iterable[Record]) -> Tally:
    """The tally after these records. An order of another night than the last one's begins a new one."""
    for record in records:
        match record:
            case WriteOrder(order):
                tally = _moved(tally if order.night == tally.night else Tally(order.night), order, None)
            case WriteStatus(order, was) if order.night == tally.night:
                tally = _moved(tally, order, was)
            case _:
                pass
    return tally


def _moved(tally: Tally, order: Order, was: Status | None) -> Tally:
    drinks = sum(line.quantity for line in order.lines)
    before = 0 if was is None or was in UNSOLD else drinks
    after = 0 if order.status in UNSOLD else drinks
    return Tally(tally.night, max(0, tally.drinks + after - before))
