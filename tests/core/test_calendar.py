"""Dates in a calendar: once, or every year."""

import pytest

from kiosk.core.calendar import Dates


@pytest.mark.parametrize(
    ("dates", "night", "among"),
    [
        (Dates("2026-05-30", "2026-11-04"), "2026-05-29", False),
        (Dates("2026-05-30", "2026-11-04"), "2026-05-30", True),
        (Dates("2026-05-30", "2026-11-04"), "2026-11-04", True),
        (Dates("2026-05-30", "2026-11-04"), "2027-07-01", False),
        (Dates("05-30", "11-04"), "2027-07-01", True),
        (Dates("12-20", "01-06"), "2026-12-19", False),  # over New Year
        (Dates("12-20", "01-06"), "2026-12-31", True),
        (Dates("12-20", "01-06"), "2027-01-06", True),
        (Dates("12-20", "01-06"), "2027-01-07", False),
        (Dates("02-29", "02-29"), "2027-02-28", False),  # a day that only leap years have
        (Dates("02-29", "02-29"), "2028-02-29", True),
    ],
)
def test_a_night_is_among_its_dates(dates: Dates, night: str, among: bool) -> None:
    """Both ends are; those without a year come again every year."""
    assert dates.hold(night) is among
