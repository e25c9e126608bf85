"""The tally: drinks sold tonight, as the records come; refused and cancelled ones were not sold, and undo counts."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from kiosk.core.effects import Record, WriteOrder, WriteRevision, WriteStatus
from kiosk.core.figures import Figures, Waits
from kiosk.core.order import Line, Order, Status
from kiosk.core.tally import KEPT, Tally, counted

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


def to(status: Status, was: Status, after_s: float = 0) -> Record:
    """A change of the order, so long after its placing."""
    changed = ORDER.placed + timedelta(seconds=after_s)
    return WriteStatus(replace(ORDER, status=status, changed=changed), was, "banco")


@pytest.mark.parametrize(
    ("records", "drinks"),
    [
        ([], 0),
        ([WriteOrder(ORDER), WriteRevision(9)], 3),
        ([WriteOrder(ORDER), WriteOrder(replace(ORDER, number=2))], 6),
        ([WriteOrder(ORDER), to(Status.REFUSED, Status.PLACED)], 0),
        ([WriteOrder(ORDER), to(Status.CANCELLED, Status.PLACED)], 0),
        ([WriteOrder(ORDER), to(Status.REFUSED, Status.PLACED), to(Status.PLACED, Status.REFUSED)], 3),
        ([WriteOrder(ORDER), to(Status.READY, Status.PLACED), to(Status.UNCOLLECTED, Status.READY)], 3),
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
    assert later.on("2026-03-15") == 3


def test_what_becomes_of_last_nights_orders_is_not_tonights() -> None:
    """An order of last night that is refused today takes nothing off."""
    tally = counted(Tally(), [WriteOrder(ORDER), WriteOrder(replace(ORDER, number=2, night="2026-03-15"))])
    after = counted(tally, [to(Status.REFUSED, Status.PLACED)])
    assert (after.on("2026-03-15"), after.on(NIGHT)) == (3, 0)


def test_a_clock_that_starts_in_the_past_loses_nothing() -> None:
    """After a power cut some orders are of 1970; when the clock is set, the night goes on where it was."""
    past = [WriteOrder(replace(ORDER, number=number, night="1970-01-01")) for number in (2, 3)]
    tally = counted(Tally(), [WriteOrder(ORDER), *past, WriteOrder(replace(ORDER, number=4))])
    assert (tally.on(NIGHT), tally.on("1970-01-01")) == (6, 6)
    assert [one.night for one in tally.nights] == ["1970-01-01", NIGHT]


def test_only_the_last_nights_are_kept() -> None:
    """A hatch that runs for months does not remember them all."""
    nights = [f"2026-03-{day}" for day in range(10, 10 + 2 * KEPT)]
    records = [WriteOrder(replace(ORDER, number=at, night=night)) for at, night in enumerate(nights, start=1)]
    assert [one.night for one in counted(Tally(), records).nights] == nights[-KEPT:]


def test_the_board_is_told_what_the_night_has_come_to() -> None:
    """Orders by how they stand, drinks and takings of what was handed over, waits until called, the busiest half hour."""
    story = [
        WriteOrder(ORDER),
        WriteOrder(replace(ORDER, number=2)),
        to(Status.ACKNOWLEDGED, Status.PLACED, 20),
        to(Status.READY, Status.ACKNOWLEDGED, 240),
        to(Status.COLLECTED, Status.READY, 300),
    ]
    assert counted(Tally(), story).figures(NIGHT) == Figures(
        orders=2, open=1, collected=1, drinks=3, takings_cents=2600, called=1, wait_mean_s=240, wait_longest_s=240,
        busiest_at=ORDER.placed, busiest_orders=2, busiest_drinks=6,
    )  # fmt: skip
    assert counted(Tally(), story).figures("2026-03-15") == Figures()


def test_who_is_called_twice_has_waited_once() -> None:
    """An order that is brought back was called when it was called first."""
    story = [
        WriteOrder(ORDER),
        to(Status.READY, Status.PLACED, 100),
        to(Status.COLLECTED, Status.READY, 130),
        to(Status.READY, Status.COLLECTED, 500),
    ]
    assert counted(Tally(), story).of(NIGHT).waits == Waits(1, 100, 100)


def test_a_call_that_was_taken_back_was_none() -> None:
    """A knuckle that slipped: until the order is called again nobody was called, and then its wait is the whole one."""
    slipped = [
        WriteOrder(ORDER),
        to(Status.ACKNOWLEDGED, Status.PLACED, 20),
        to(Status.READY, Status.ACKNOWLEDGED, 30),
        to(Status.ACKNOWLEDGED, Status.READY, 33),
    ]
    made = to(Status.READY, Status.ACKNOWLEDGED, 240)
    assert counted(Tally(), slipped).of(NIGHT).waits == Waits()
    assert counted(Tally(), [*slipped, made]).of(NIGHT).waits == Waits(1, 240, 240)


@pytest.mark.parametrize("wait_s", [-1.0, 43_201.0, 1.8e9])
def test_a_wait_that_cannot_be_is_none(wait_s: float) -> None:
    """A clock that was set between placing and calling has measured nothing."""
    assert (
        counted(Tally(), [WriteOrder(ORDER), to(Status.READY, Status.PLACED, wait_s)]).of(NIGHT).waits
        == Waits()
    )
