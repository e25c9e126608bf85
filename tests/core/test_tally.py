"""The tally: drinks sold tonight, as the records come; refused and cancelled ones were not sold, and undo counts."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from kiosk.core.effects import Record, WriteOrder, WriteRevision, WriteStatus
from kiosk.core.order import Line, Order, Status
from kiosk.core.tally import Tally, counted

NIGHT = "2026-03-14"
ORDER = Order(
    number=1,
    night=NIGHT,
    word="lanterna",
    answer="ombra",
    language="it",
    lines=(Line("negroni", "Negroni", 2, 900), Line("americano", "Americano", 1, 800)),
    status=Status.PLACED,
    placed=datetime(2026, 3, 14, 22, tzinfo=UTC),
    changed=datetime(2026, 3, 14, 22, tzinfo=UTC),
    placed_mono=0.0,
    changed_mono=0.0,
    revision=1,
)


def to(status: Status, was: Status) -> Record:
    """A change of the order."""
    return WriteStatus(replace(ORDER, status=status), was, "banco")


@pytest.mark.parametrize(
    ("records", "drinks"),
    [
        ([], 0),
        ([WriteOrder(ORDER), WriteRevision(9)], 3),
        ([WriteOrder(ORDER), WriteOrder(replace(ORDER, number=2))], 6),
        ([WriteOrder(ORDER), to(Status.REFUSED, Status.PLACED)], 0),
        ([WriteOrder(ORDER), to(Status.CANCELLED, Status.PLACED)], 0),
        ([WriteOrder(ORDER), to(Status.REFUSED, Status.PLACED), to(Status.PLACED, Status.REFUSED)], 3),
        ([WriteOrder(ORDER), to(Status.READY, Status.ACKNOWLEDGED), to(Status.UNCOLLECTED, Status.READY)], 3),
    ],
)
def test_drinks_are_counted_as_they_are_sold(records: list[Record], drinks: int) -> None:
    """By what becomes of their orders."""
    assert counted(Tally(), records).on(NIGHT) == drinks


def test_another_night_begins_at_nothing() -> None:
    """With its first order; and until then there is nothing to tell of it."""
    tally = counted(Tally(), [WriteOrder(ORDER)])
    assert tally.on("2026-03-15") == 0
    later = counted(tally, [WriteOrder(replace(ORDER, number=2, night="2026-03-15"))])
    assert (later.on("2026-03-15"), later.on(NIGHT)) == (3, 0)


def test_what_becomes_of_last_nights_orders_is_not_tonights() -> None:
    """An order of last night that is refused today takes nothing off."""
    tally = Tally("2026-03-15", 5)
    assert counted(tally, [to(Status.REFUSED, Status.PLACED)]) == tally
