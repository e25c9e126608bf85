"""Hours and days in each language's own form, on the house's clock."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.screens.times import day, hour, weekday, when
from tests.screens.looks import LANGUAGES
from tests.stories import ROME

EVE = datetime(2026, 12, 24, 18, 30, tzinfo=UTC)
"""Half past seven on a Thursday."""
HARD = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "evening", "night"),
    [
        ("it", "19:30", "03:00"),
        ("en", f"7:30{HARD}PM", f"3:00{HARD}AM"),
        ("de", "19:30", "03:00"),
        ("fr", "19:30", "03:00"),
        ("es", "19:30", "3:00"),
    ],
)
def test_an_hour_is_written_as_the_language_writes_it(language: str, evening: str, night: str) -> None:
    """And is the house's, not UTC's."""
    assert hour(EVE, ROME, language) == evening
    assert hour(EVE + timedelta(hours=7.5), ROME, language) == night


@pytest.mark.parametrize(
    ("language", "name", "date"),
    [
        ("it", "giovedì", "24 dicembre"),
        ("en", "Thursday", "December 24"),
        ("de", "Donnerstag", "24. Dezember"),
        ("fr", "jeudi", "24 décembre"),
        ("es", "jueves", "24 de diciembre"),
    ],
)
def test_a_day_is_named_as_the_language_names_it(language: str, name: str, date: str) -> None:
    """Weekdays and dates."""
    assert weekday(EVE, ROME, language) == name
    assert day(EVE, ROME, language) == date


@pytest.mark.parametrize(
    ("before", "told"),
    [
        (timedelta(hours=2), "19:30"),
        (timedelta(days=1), "giovedì, 19:30"),
        (timedelta(days=5), "giovedì, 19:30"),
        (timedelta(days=8), "24 dicembre, 19:30"),
    ],
)
def test_a_coming_moment_is_told_as_far_as_it_must_be(before: timedelta, told: str) -> None:
    """Its hour today, its weekday this week, its date beyond."""
    assert when(EVE, EVE - before, ROME, "it") == told


def test_after_midnight_tonight_is_another_date() -> None:
    """At half past three, "19:30" is this evening's, and at eleven the evening before it was tomorrow's."""
    opens = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
    assert when(opens, datetime(2026, 11, 21, 2, 30, tzinfo=UTC), ROME, "it") == "19:30"
    assert when(opens, datetime(2026, 11, 20, 22, 0, tzinfo=UTC), ROME, "it") == "sabato, 19:30"


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_half_past_twos_of_october_are_written_alike(language: str) -> None:
    """The clock on the wall shows no more, either."""
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert hour(first, ROME, language) == hour(second, ROME, language)
