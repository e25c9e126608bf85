"""The business day: named by the evening it began, ending at noon on the bar's own clock."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.night import night_of
from tests.stories import ROME


@pytest.mark.parametrize(
    ("wall", "night"),
    [
        (datetime(2026, 11, 20, 21, 0, tzinfo=UTC), "2026-11-20"),
        (datetime(2026, 11, 20, 23, 30, tzinfo=UTC), "2026-11-20"),  # half past midnight in Milan
        (datetime(2026, 11, 21, 10, 59, 59, tzinfo=UTC), "2026-11-20"),  # a second before noon
        (datetime(2026, 11, 21, 11, 0, tzinfo=UTC), "2026-11-21"),  # noon
        (datetime(2026, 7, 4, 9, 59, 59, tzinfo=UTC), "2026-07-03"),  # the same in summer time
        (datetime(2026, 7, 4, 10, 0, tzinfo=UTC), "2026-07-04"),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "2026-03-28"),  # the clocks go forward at 1:00 UTC
        (datetime(2026, 3, 29, 1, 1, tzinfo=UTC), "2026-03-28"),
        (datetime(2026, 3, 29, 9, 59, tzinfo=UTC), "2026-03-28"),  # that noon comes an hour early
        (datetime(2026, 3, 29, 10, 0, tzinfo=UTC), "2026-03-29"),
        (
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            "2026-10-24",
        ),  # the hour that comes twice: the first time
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-10-24"),  # and the second
        (datetime(2026, 10, 25, 10, 59, tzinfo=UTC), "2026-10-24"),
        (datetime(2026, 10, 25, 11, 0, tzinfo=UTC), "2026-10-25"),
        (datetime(1970, 1, 1, 0, 0, 5, tzinfo=UTC), "1969-12-31"),  # a Pi that does not know the hour yet
    ],
)
def test_a_moment_belongs_to_its_night(wall: datetime, night: str) -> None:
    """Noon is the border, also on the two nights when the clocks change, and in 1970."""
    assert night_of(wall, ROME) == night


@given(
    st.integers(0, 4 * 10**9).map(
        lambda seconds: datetime(1970, 1, 2, tzinfo=UTC) + timedelta(seconds=seconds)
    )
)
def test_nights_never_go_back(wall: datetime) -> None:
    """An hour later it is the same night or the next one."""
    assert night_of(wall, ROME) <= night_of(wall + timedelta(hours=1), ROME)
    assert night_of(wall, ROME) < night_of(wall + timedelta(days=1, hours=1), ROME)
