"""The tally: what tonight's orders come to, kept up with the records as they are made."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from kiosk.core.effects import Record, WriteOrder, WriteStatus
from kiosk.core.figures import LONGEST_WAIT_S, UNSOLD, Figures, Half, Waits, figures, half_of
from kiosk.core.order import Order, Status

MAKING = (Status.PLACED, Status.ACKNOWLEDGED)
KEPT = 3
"""Nights: a clock that starts in 1970 after a power cut names another one, and is set back to the old one later."""


class NightTally(Struct, frozen=True):
    """One night's orders, counted by half hour and by how they stand."""

    night: str
    halves: tuple[Half, ...] = ()
    """By time and status. Their waits are apart: an order that goes on takes nothing of them along."""
    counted: Waits = Waits()
    """Those of the orders that nobody knows singly any more."""
    called: Mapping[int, int] = MappingProxyType({})
    """How long each other order waited until it was called ready, in whole seconds.

    One that is brought back is not called anew; a call that was taken back was none.
    """

    @property
    def waits(self) -> Waits:
        """All waits together."""
        known, rest = self.called.values(), self.counted
        longest_s = max(rest.longest_s, max(known, default=0))
        return Waits(rest.called + len(known), rest.sum_s + sum(known), longest_s)


class Tally(Struct, frozen=True):
    """The last nights, that of the last order at the end."""

    nights: tuple[NightTally, ...] = ()

    def of(self, night: str) -> NightTally:
        """One of them; of another night there is nothing."""
        return next((one for one in self.nights if one.night == night), NightTally(night))

    def on(self, night: str) -> int:
        """The drinks of every order of this night that was neither refused nor cancelled."""
        return sum(half.drinks for half in self.of(night).halves if half.status not in UNSOLD)

    def figures(self, night: str) -> Figures:
        """What this night has come to so far."""
        one = self.of(night)
        return figures(one.halves, one.waits)


def counted(tally: Tally, records: Iterable[Record]) -> Tally:
    """The tally after these records."""
    for record in records:
        match record:
            case WriteOrder(order):
                others = tuple(one for one in tally.nights if one.night != order.night)
                tally = Tally((*others, _moved(tally.of(order.night), order, None))[-KEPT:])
            case WriteStatus(order, was):
                changed = _called(_moved(tally.of(order.night), order, was), order, was)
                tally = Tally(tuple(changed if one.night == order.night else one for one in tally.nights))
            case _:
                pass
    return tally


def _moved(tally: NightTally, order: Order, was: Status | None) -> NightTally:
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


def _called(tally: NightTally, order: Order, was: Status | None) -> NightTally:
    """With an order that is called ready once it is made; without one that after all is not made."""
    calls = order.status is Status.READY and was in MAKING
    takes_back = was is Status.READY and order.status in MAKING
    if not calls and not takes_back:
        return tally
    others = {number: wait_s for number, wait_s in tally.called.items() if number != order.number}
    wait_s = round((order.changed - order.placed).total_seconds())
    own = {order.number: wait_s} if calls and 0 <= wait_s <= LONGEST_WAIT_S else {}
    return replace(tally, called={**others, **own})
