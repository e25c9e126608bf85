"""The law, rule by rule, as the packaged calendar has it: the reference's table of hours, domain 4.3."""

from datetime import datetime

import pytest

from kiosk.core.night import banned, night_of, tonight
from tests.core.test_night import in_milan
from tests.stories import CALENDAR, ROME

NEGRONI, AMERICANO, SPRITZ_FREE = 22.3, 12.1, 0.0


def forbidden(percent: float, day: str, hour: str) -> str:
    """The name of the rule that forbids handing such a drink over at this hour of Milan's; "" for none."""
    wall = in_milan(day, hour)
    night = tonight(CALENDAR, night_of(wall, ROME), ROME)
    ban = banned(night.bans, percent, wall)
    return ban.name if ban is not None and ban.since <= wall < ban.until else ""


@pytest.mark.parametrize(
    ("day", "hour", "rule"),
    [
        # A licensed bar stops at three and does not begin again before six, on every night of the year.
        ("2026-11-21", "02:59", ""),
        ("2026-11-21", "03:00", "national"),
        ("2026-11-21", "05:59", "national"),
        ("2026-11-21", "06:00", ""),
        # Lifted on the nights of 31 December and of 15 August: they are those nights' small hours, not their days'.
        ("2027-01-01", "04:00", ""),
        ("2026-12-31", "04:00", "national"),
        ("2027-01-02", "04:00", "national"),
        # The city's season: from midnight, from the night of 20 May to that of 4 November.
        ("2027-05-20", "00:30", ""),
        ("2027-05-21", "00:00", "season"),
        ("2027-05-20", "23:59", ""),
        ("2027-07-04", "01:00", "season"),
        ("2027-11-05", "05:59", "season"),
        ("2027-11-06", "01:00", ""),
        # Both at once: the earlier one is the one that is told.
        ("2027-07-04", "04:00", "season"),
    ],
)
def test_alcohol_may_not_leave_the_hatch(day: str, hour: str, rule: str) -> None:
    """Each rule begins and ends to the minute, on the nights it names."""
    assert forbidden(AMERICANO, day, hour) == rule


def test_in_the_season_the_lifted_night_of_august_keeps_the_citys_ban() -> None:
    """The state lifts its own rule on 15 August; the city's order says nothing of it, and wins as the earlier one."""
    assert forbidden(AMERICANO, "2027-08-16", "02:00") == "season"
    assert forbidden(AMERICANO, "2027-08-16", "04:00") == "season"


@pytest.mark.parametrize(("hour", "day"), [("18:00", "2026-12-31"), ("03:30", "2027-01-01")])
def test_at_new_year_strong_drinks_only_stay_inside(hour: str, day: str) -> None:
    """Over 21 percent from six in the evening to six in the morning; an Americano is served all night."""
    assert forbidden(NEGRONI, day, hour) == "new_year"
    assert forbidden(AMERICANO, day, hour) == ""


@pytest.mark.parametrize("hour", ["19:30", "00:30", "03:30"])
def test_what_is_no_alcohol_is_never_forbidden(hour: str) -> None:
    """A drink without alcohol leaves the hatch at any hour of any season."""
    assert forbidden(SPRITZ_FREE, "2027-07-04", hour) == ""
    assert forbidden(SPRITZ_FREE, "2027-01-01", hour) == ""


@pytest.mark.parametrize(
    ("wall", "rule"),
    [
        # In October two o'clock comes twice: an hour more to sell, and three comes once.
        (in_milan("2026-10-25", "02:59"), "season"),
        (in_milan("2025-10-26", "02:59", fold=1), "season"),
        # In March three o'clock comes right after 01:59: the ban comes with it.
        (in_milan("2027-03-28", "01:59"), ""),
        (in_milan("2027-03-28", "03:00"), "national"),
    ],
)
def test_when_the_clocks_change_the_law_goes_by_the_clock(wall: datetime, rule: str) -> None:
    """The ban begins when the clock on the wall says so."""
    night = tonight(CALENDAR, night_of(wall, ROME), ROME)
    ban = banned(night.bans, AMERICANO, wall)
    assert (ban.name if ban is not None and ban.since <= wall else "") == rule


def test_every_rule_tells_its_reason_and_its_source() -> None:
    """What a guest is told, in each language, and what the bar checks it against."""
    for cut_off in CALENDAR.cut_offs:
        assert set(cut_off.reason) >= {"it", "en", "de", "fr", "es"}
        assert cut_off.source
