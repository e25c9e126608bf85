"""The clue of the day changes at 11:43 by the house's clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.core.clue import day_of

ROME = ZoneInfo("Europe/Rome")


@pytest.mark.parametrize(
    ("local", "day"),
    [
        ("2026-11-20T11:42", date(2026, 11, 19)),
        ("2026-11-20T11:43", date(2026, 11, 20)),
        ("2026-11-20T23:43", date(2026, 11, 20)),
        ("2026-11-21T02:30", date(2026, 11, 20)),
        ("2027-01-01T11:42", date(2026, 12, 31)),
        ("2026-03-29T11:42", date(2026, 3, 28)),
        ("2026-03-29T11:43", date(2026, 3, 29)),
        ("2026-10-25T11:42", date(2026, 10, 24)),
        ("2026-10-25T11:43", date(2026, 10, 25)),
    ],
)
def test_the_day_begins_at_11_43(local: str, day: date) -> None:
    """To the minute, through the night, the year's end and both changes of the clock."""
    assert day_of(datetime.fromisoformat(local).replace(tzinfo=ROME).astimezone(UTC), ROME) == day


def test_every_day_has_its_own() -> None:
    """A year has as many changes as days, each to the next date."""
    at, changes = datetime(2026, 1, 1, 12, tzinfo=UTC), 0
    before = day_of(at, ROME)
    for _ in range(365 * 24):
        at += timedelta(hours=1)
        day = day_of(at, ROME)
        changes += day != before
        assert day - before in (timedelta(0), timedelta(days=1))
        before = day
    assert changes == 365
