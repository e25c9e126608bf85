"""A coming moment is told as far as it must be, in each language."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.screens.times import when

ROME = ZoneInfo("Europe/Rome")
FRIDAY_NIGHT = datetime(2026, 11, 20, 22, 30, tzinfo=ROME)


@pytest.mark.parametrize(
    ("locale", "later", "tomorrow", "christmas"),
    [
        ("it", "23:45", "sabato, 19:30", "26 dicembre, 19:30"),
        ("en_GB", "23:45", "Saturday, 19:30", "26 December, 19:30"),
        ("de", "23:45", "Samstag, 19:30", "26. Dezember, 19:30"),
        ("fr", "23:45", "samedi, 19:30", "26 décembre, 19:30"),
        ("es", "23:45", "sábado, 19:30", "26 de diciembre, 19:30"),
    ],
)
def test_a_coming_moment(locale: str, later: str, tomorrow: str, christmas: str) -> None:
    """Tonight by its hour, this week by its weekday, later by its date."""
    told = [
        when(datetime(*day, *at, tzinfo=ROME), FRIDAY_NIGHT, ROME, locale)
        for day, at in (
            ((2026, 11, 20), (23, 45)),
            ((2026, 11, 21), (19, 30)),
            ((2026, 12, 26), (19, 30)),
        )
    ]
    assert told == [later, tomorrow, christmas]


def test_after_midnight_is_another_day() -> None:
    """At half past ten, three in the morning is tomorrow's."""
    assert when(datetime(2026, 11, 21, 3, tzinfo=ROME), FRIDAY_NIGHT, ROME, "it") == "sabato, 03:00"


def test_after_midnight_tonight_is_another_date() -> None:
    """At half past three, "19:30" is this evening's, and at eleven the evening before it was tomorrow's."""
    opens = datetime(2026, 11, 21, 19, 30, tzinfo=ROME)
    assert when(opens, datetime(2026, 11, 21, 3, 30, tzinfo=ROME), ROME, "it") == "19:30"
    assert when(opens, datetime(2026, 11, 20, 23, 0, tzinfo=ROME), ROME, "it") == "sabato, 19:30"
