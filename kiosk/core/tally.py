"""The tally: what tonight's orders come to, kept up with the records as they are made."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from kiosk.core.effects import Record, WriteOrder, WriteStatus
from kiosk.core.figures import UNSOLD, Figures, Half, Waits, figures, half_of
from kiosk.core.order import Order, Status


class Tally(Struct, frozen=True):
    """One night's orders, counted by half hour and by how they stand."""

    night: str = ""
    halves: tuple[Half, ...] = ()
    """By time and status. Their waits are apart: an order that goes on takes nothing of them along."""
    waits: Waits = Waits()
    called: frozenset[int] = frozenset()
    """The orders that were called ready once: one that is brought back is not called anew."""

    def on(self, night: str) -> int:
        """The drinks of every order of this night that was neither refused nor cancelled; none, while the tally is still another's."""
        return sum(half.drinks for half in self.halves if half.status not in UNSOLD and night == self.night)

    def figures(self, night: str) -> Figures:
        """What this night has come to so far."""
        return figures(self.halves, self.waits) if night == self.night else Figures()


def counted(tally: Tally, records: Iterable[Record]) -> Tally:
    """The tally after these records. An order of another night than the last one's begins a new one."""
    for record in records:
        match record:
            case WriteOrder(order):
                tally = _moved(tally if order.night == tally.night else Tally(order.night), order, None)
            case WriteStatus(order, was) if order.night == tally.night:
                tally = _called(_moved(tally, order, was), order)
            case _:
                pass
    return tally


def _moved(tally: Tally, order: Order, was: Status | None) -> Tally:
    halves = {(half.at, half.status): half for half in tally.halves}
    at = half_of(order.placed)
    if was is not None and (at, was) in halves:
        halves[at, was] = _with(halves[at, was], order, -1)
    halves[at, order.status] = _with(halves.get((at, order.status), Half(at, order.status)), order, 1)
    return replace(tally, halves=tuple(halves[key] for key in sorted(halves) if halves[key].orders))


def _with(half: Half, order: Order, by: int) -> Half:
    """With one order more, or one less."""
    drinks = sum(line.quantity for line in order.lines)
    return replace(
        half,
        orders=max(0, half.orders + by),
        drinks=max(0, half.drinks + by * drinks),
        cents=max(0, half.cents + by * order.total_cents),
    )


def _called(tally: Tally, order: Order) -> Tally:
    if order.status is not Status.READY or order.number in tally.called:
        return tally
    waits = tally.waits.and_one((order.changed - order.placed).total_seconds())
    return replace(tally, waits=waits, called=tally.called | {order.number})
