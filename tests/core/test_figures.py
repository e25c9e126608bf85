"""The night in figures: what is summed, what is left out, and what comes first."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.figures import Figures, Half, Sold, Waits, by_drink, by_half_hour, figures, half_of, waits_of
from kiosk.core.order import Status

TEN = datetime(2026, 3, 14, 22, tzinfo=UTC)
HALVES = (
    Half(TEN, Status.COLLECTED, 3, 5, 3500, Waits(3, 600, 300)),
    Half(TEN, Status.REFUSED, 1, 9, 6300),
    Half(TEN, Status.UNCOLLECTED, 1, 1, 700, Waits(1, 240, 240)),
    Half(TEN + timedelta(minutes=30), Status.COLLECTED, 4, 7, 4900, Waits(4, 1200, 500)),
    Half(TEN + timedelta(minutes=60), Status.CANCELLED, 2, 8, 5600),
    Half(TEN + timedelta(minutes=60), Status.PLACED, 1, 2, 1400),
    Half(TEN + timedelta(minutes=60), Status.READY, 1, 1, 700, Waits(1, 60, 60)),
)
halves = st.lists(
    st.builds(
        Half,
        st.integers(0, 47).map(lambda at: TEN + timedelta(minutes=30 * at)),
        st.sampled_from(Status),
        *(st.integers(0, 99) for _ in range(3)),
        st.builds(Waits, *(st.integers(0, 99) for _ in range(3))),
    )
)


def test_a_night_is_summed() -> None:
    """Every order is one of five; drinks and takings are those handed over; a wait is that of whoever was called."""
    assert figures(HALVES) == Figures(
        orders=13, open=2, collected=7, refused=1, cancelled=2, uncollected=1, drinks=12, takings_cents=8400,
        called=9, wait_mean_s=233, wait_longest_s=500,
        busiest_at=TEN + timedelta(minutes=30), busiest_orders=4, busiest_drinks=7,
    )  # fmt: skip


def test_nothing_comes_to_nothing() -> None:
    """A night without an order has no busiest half hour and no wait."""
    assert figures(()) == Figures()
    assert figures((Half(TEN, Status.REFUSED, 1, 2, 900),)).busiest_at is None


def test_of_two_half_hours_as_busy_the_first_is_told() -> None:
    """And how many were ordered in it counts, not how many of them have been handed over by now."""
    late = (Half(TEN + timedelta(minutes=30), Status.COLLECTED, 2, 4), Half(TEN, Status.PLACED, 1, 4))
    assert figures(late).busiest_at == TEN


@given(halves)
def test_the_parts_add_up(every: list[Half]) -> None:
    """What becomes of the orders is all of them, and the half hours are the night."""
    whole = figures(every)
    assert (
        whole.orders
        == whole.open + whole.collected + whole.refused + whole.cancelled + whole.uncollected
        == sum(half.orders for half in every)
    )
    parts = by_half_hour(every)
    assert [at for at, _ in parts] == sorted({half.at for half in every})
    for name in ("orders", "collected", "drinks", "takings_cents", "called"):
        assert sum(getattr(part, name) for _, part in parts) == getattr(whole, name)
    assert waits_of(every).longest_s == whole.wait_longest_s


def test_the_drink_handed_over_most_comes_first() -> None:
    """With an entry for each way its orders stand; what nobody got comes last."""
    sold = (
        Sold("americano", Status.REFUSED, 9, 6300),
        Sold("gin-fizz", Status.UNCOLLECTED, 7, 4900),
        Sold("negroni", Status.COLLECTED, 2, 1400),
        Sold("negroni", Status.UNCOLLECTED, 1, 700),
        Sold("sour", Status.COLLECTED, 3, 1800),
    )
    assert [[one.drink for one in each] for each in by_drink(sold)] == [
        ["sour"],
        ["negroni", "negroni"],
        ["americano"],
        ["gin-fizz"],
    ]


@pytest.mark.parametrize(
    ("clock", "half"), [("22:00:00", "22:00"), ("22:29:59", "22:00"), ("22:30:00", "22:30"), ("22:59:59", "22:30")]
)  # fmt: skip
def test_a_half_hour_begins_on_its_first_second(clock: str, half: str) -> None:
    """And ends before the next one's."""
    at = datetime.fromisoformat(f"2026-03-14T{clock}+00:00")
    assert half_of(at) == datetime.fromisoformat(f"2026-03-14T{half}:00+00:00")
