"""The business day: named by the evening it began, ending at noon on the bar's own clock, and what it allows."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kiosk.core.calendar import ALWAYS_OPEN, Calendar, CutOff, Dates, Exception_, Span, Weekday
from kiosk.core.night import Ban, at, banned, bans, later, night_of, tonight
from tests.stories import CALENDAR, ROME

DAY_MIN = 24 * 60
EVENING = Span(450, 900)
"""19:30 to 03:00."""
MIDNIGHT_TO_SIX = Span(720, 1080)
MARCH, OCTOBER = "2026-03-28", "2026-10-24"
"""The nights in which the clocks change."""
NIGHTS = st.dates(date(2024, 1, 1), date(2031, 12, 31)).map(date.isoformat)
CHANGING = st.sampled_from(
    ["2024-03-30", "2024-10-26", "2025-03-29", "2025-10-25", MARCH, OCTOBER, "2027-03-27", "2027-10-30"]
)
ANY_NIGHT = NIGHTS | CHANGING
MINUTES = st.integers(0, DAY_MIN)
SPANS = st.tuples(MINUTES, MINUTES).filter(lambda ends: ends[0] < ends[1]).map(lambda ends: Span(*ends))


def in_milan(day: str, hour: str, *, fold: int = 0) -> datetime:
    """A moment by the clocks of Milan; `fold` 1 is the second time in October."""
    local = datetime.combine(date.fromisoformat(day), time.fromisoformat(hour), ROME)
    return local.replace(fold=fold).astimezone(UTC)


def evening(span: Span | None = EVENING, **more: tuple[object, ...]) -> Calendar:
    """A house with the same hours on every night."""
    return replace(ALWAYS_OPEN, week=dict.fromkeys(Weekday, span), **more)


def a_cut_off(name: str = "ban", span: Span = MIDNIGHT_TO_SIX, **more: object) -> CutOff:
    """A rule; from midnight to six, unless said."""
    return replace(CutOff(name, span, {"it": "no"}, "the law"), **more)


# --- names -------------------------------------------------------------------------------------------------------
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
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-10-24"),  # the hour that comes twice: the first time
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-10-24"),  # and the second
        (datetime(2026, 10, 25, 10, 59, tzinfo=UTC), "2026-10-24"),
        (datetime(2026, 10, 25, 11, 0, tzinfo=UTC), "2026-10-25"),
        (datetime(1970, 1, 1, 0, 0, 5, tzinfo=UTC), "1969-12-31"),  # a Pi that does not know the hour yet
    ],
)  # fmt: skip
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


@given(ANY_NIGHT, st.integers(0, 25 * 3600))
def test_every_moment_is_in_one_night_and_no_hour_is_lost_or_counted_twice(night: str, second: int) -> None:
    """Nights lie end to end: what is after a night's noon and before the next one's is that night's, all of it."""
    begins, ends = at(night, 0, ROME), at(night, DAY_MIN, ROME)
    assert ends == at(later(night, 1), 0, ROME)
    moment = begins + timedelta(seconds=second)
    assert (night_of(moment, ROME) == night) == (moment < ends)


# --- the night's clock -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("night", "minute", "moment"),
    [
        ("2026-11-20", 450, in_milan("2026-11-20", "19:30")),
        ("2026-11-20", 900, in_milan("2026-11-21", "03:00")),
        (OCTOBER, 870, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # 02:30, the first time
        (OCTOBER, 900, datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),  # 03:00 comes once
        (MARCH, 840, datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),  # 02:00 is 03:00
        (MARCH, 870, datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),  # 02:30 never comes: it is passed over
        (MARCH, 900, datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),  # 03:00
        (MARCH, 901, datetime(2026, 3, 29, 1, 1, tzinfo=UTC)),
        ("2026-11-20", -240, in_milan("2026-11-20", "08:00")),  # the morning before
    ],
)
def test_a_reading_of_the_clock_is_a_moment(night: str, minute: int, moment: datetime) -> None:
    """Of an hour that comes twice the first time; of one that is left out, when it is passed over."""
    assert at(night, minute, ROME) == moment


def test_the_last_time_of_an_hour_that_comes_twice_can_be_asked_for() -> None:
    """What is banned until half past two in October is banned until the second half past two."""
    assert at(OCTOBER, 870, ROME, last=True) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert at(MARCH, 870, ROME, last=True) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


@given(ANY_NIGHT, MINUTES, MINUTES)
def test_a_later_reading_is_never_an_earlier_moment(night: str, one: int, other: int) -> None:
    """The night's clock only goes forward, whatever the house's clock does."""
    early, late = sorted((one, other))
    assert at(night, early, ROME) <= at(night, late, ROME)
    assert at(night, early, ROME) <= at(night, early, ROME, last=True)


@given(ANY_NIGHT, MINUTES)
def test_at_that_moment_the_clock_has_come_to_the_reading(night: str, minute: int) -> None:
    """It shows the reading, or (of one that is left out) the first that comes after it."""
    wanted = datetime.combine(date.fromisoformat(night), time(12)) + timedelta(minutes=minute)
    moment = at(night, minute, ROME)
    assert moment.astimezone(ROME).replace(tzinfo=None) >= wanted
    assert (moment - timedelta(seconds=1)).astimezone(ROME).replace(tzinfo=None) < wanted


# --- hours -------------------------------------------------------------------------------------------------------
def test_the_packaged_hours_are_half_past_seven_to_three() -> None:
    """On a usual evening."""
    night = tonight(CALENDAR, "2026-11-20", ROME)
    assert (night.opens, night.closes) == (in_milan("2026-11-20", "19:30"), in_milan("2026-11-21", "03:00"))
    assert night.again == in_milan("2026-11-21", "19:30")
    assert night.over == in_milan("2026-11-21", "12:00")


@pytest.mark.parametrize(("night", "hours"), [("2026-11-20", 7.5), (MARCH, 6.5), (OCTOBER, 8.5)])
def test_the_night_of_a_change_is_an_hour_shorter_or_longer(night: str, hours: float) -> None:
    """From half past seven to three by the clock, and so many hours for the hands."""
    found = tonight(evening(), night, ROME)
    assert found.opens is not None
    assert found.closes is not None
    assert (found.closes - found.opens) == timedelta(hours=hours)


@given(ANY_NIGHT, SPANS, st.integers(-3600, 26 * 3600))
def test_a_nights_open_time_is_one_interval_within_it(night: str, span: Span, second: int) -> None:
    """Once closed, a house stays closed until the next night."""
    found = tonight(replace(ALWAYS_OPEN, week=_only(night, span)), night, ROME)
    if found.opens is None or found.closes is None:
        assert at(night, span.begins, ROME) == at(night, span.ends, ROME), (
            "only hours that never come are no hours"
        )
        return
    assert at(night, 0, ROME) <= found.opens < found.closes <= found.over
    moment = at(night, 0, ROME) + timedelta(seconds=second)
    assert found.is_open(moment) == (found.opens <= moment < found.closes)


def _only(night: str, span: Span) -> dict[Weekday, Span | None]:
    """Open on this night's weekday only."""
    today = tuple(Weekday)[date.fromisoformat(night).weekday()]
    return {day: span if day is today else None for day in Weekday}


def test_a_weekday_off_is_closed_and_says_when_it_opens_again() -> None:
    """A house with its Mondays off opens on Tuesday."""
    week = {day: None if day is Weekday.MONDAY else EVENING for day in Weekday}
    monday = tonight(Calendar(week), "2026-11-23", ROME)
    assert monday.opens is None
    assert not monday.is_open(in_milan("2026-11-23", "22:00"))
    assert monday.opens_next(in_milan("2026-11-23", "22:00")) == in_milan("2026-11-24", "19:30")


def test_before_its_hours_a_house_says_tonight_and_after_them_tomorrow() -> None:
    """Whoever reads `when again` after midnight means the coming evening."""
    friday = tonight(evening(), "2026-11-20", ROME)
    assert friday.opens_next(in_milan("2026-11-20", "18:00")) == in_milan("2026-11-20", "19:30")
    assert friday.opens_next(in_milan("2026-11-21", "03:10")) == in_milan("2026-11-21", "19:30")


def test_an_exception_replaces_the_weekdays_hours() -> None:
    """Closed over Christmas, and early on the Saturday after."""
    christmas = Exception_("christmas", Dates("12-24", "12-26"), None, {"it": "È Natale."})
    early = Exception_("early", Dates("2026-12-27", "2026-12-27"), Span(300, 720))
    house = evening(exceptions=(christmas, early))
    closed = tonight(house, "2026-12-25", ROME)
    assert closed.opens is None
    assert closed.reason == {"it": "È Natale."}
    assert closed.opens_next(closed.over - timedelta(hours=15)) == in_milan("2026-12-27", "17:00")
    assert tonight(house, "2026-12-27", ROME).closes == in_milan("2026-12-28", "00:00")
    assert tonight(house, "2026-12-28", ROME).opens == in_milan("2026-12-28", "19:30")


def test_a_house_that_never_opens_promises_nothing() -> None:
    """`when again` is unknown rather than wrong."""
    assert tonight(evening(None), "2026-11-20", ROME).again is None


def test_a_house_open_at_all_hours_has_no_closing_time_at_noon() -> None:
    """One night goes over into the next, so nobody is told of last orders."""
    night = tonight(ALWAYS_OPEN, "2026-11-20", ROME)
    assert night.closes is not None
    assert night.closes - night.over > timedelta(days=6)


# --- cut-offs ----------------------------------------------------------------------------------------------------
def test_a_ban_belongs_to_the_night_on_which_it_begins() -> None:
    """The season's last night is 4 November: at one in the morning of the 5th it still holds, of the 6th no more."""
    season = (a_cut_off(dates=Dates("2026-05-30", "2026-11-04")),)
    assert banned(bans(season, "2026-11-04", ROME), 12, in_milan("2026-11-05", "01:00")) is not None
    assert bans(season, "2026-11-05", ROME) == ()
    assert bans(season, "2026-05-29", ROME) == ()


def test_a_ban_that_spans_noon_holds_in_both_nights_it_falls_into() -> None:
    """A match day from eight to eight: the morning belongs to the night before, and is banned all the same."""
    match = (a_cut_off(span=Span(-240, 480), dates=Dates("2026-11-20", "2026-11-20")),)
    for night in ("2026-11-19", "2026-11-20"):
        (ban,) = bans(match, night, ROME)
        assert (ban.since, ban.until) == (in_milan("2026-11-20", "08:00"), in_milan("2026-11-20", "20:00"))
    assert bans(match, "2026-11-21", ROME) == ()


def test_the_earliest_ban_wins_and_lasts_as_long_as_any() -> None:
    """The city from midnight, the state from three: no alcohol from midnight until the state's ban ends."""
    both = (a_cut_off("state", Span(900, 1080)), a_cut_off("city", Span(720, 960)))
    ban = banned(bans(both, "2026-07-04", ROME), 12, in_milan("2026-07-04", "22:00"))
    assert ban is not None
    assert ban.name == "city"
    assert (ban.since, ban.until) == (in_milan("2026-07-05", "00:00"), in_milan("2026-07-05", "06:00"))


def test_between_two_bans_with_a_gap_there_is_none() -> None:
    """`until` ends where one may order again."""
    two = (a_cut_off("early", Span(300, 480)), a_cut_off("late", Span(900, 1080)))
    ban = banned(bans(two, "2026-11-20", ROME), 12, in_milan("2026-11-20", "18:00"))
    assert ban is not None
    assert ban.until == in_milan("2026-11-20", "20:00")


def test_a_ban_over_a_strength_leaves_what_is_not_stronger() -> None:
    """Exactly as strong as the limit is not over it."""
    strong = bans((a_cut_off(over_percent=21.0),), "2026-12-31", ROME)
    wall = in_milan("2027-01-01", "01:00")
    assert banned(strong, 21.0, wall) is None
    assert banned(strong, 22.3, wall) is not None


def test_by_default_a_ban_means_what_the_law_calls_alcohol() -> None:
    """A drink of 1.2 percent is none, one of 4 is."""
    night = bans((a_cut_off(),), "2026-11-20", ROME)
    wall = in_milan("2026-11-21", "01:00")
    assert banned(night, 0.0, wall) is None
    assert banned(night, 1.2, wall) is None
    assert banned(night, 4.0, wall) is not None


def test_weekdays_are_those_on_which_the_night_begins() -> None:
    """A Saturday's ban holds on Sunday morning."""
    saturdays = (a_cut_off(weekdays=(Weekday.SATURDAY,)),)
    assert banned(bans(saturdays, "2026-11-21", ROME), 12, in_milan("2026-11-22", "01:00")) is not None
    assert bans(saturdays, "2026-11-22", ROME) == ()


def test_a_ban_at_the_changing_hour_is_never_late_or_short() -> None:
    """From 02:30 to 02:45: in October from the first half past two to the second quarter to three."""
    (ban,) = bans((a_cut_off(span=Span(870, 885)),), OCTOBER, ROME)
    assert ban.since == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert ban.until == datetime(2026, 10, 25, 1, 45, tzinfo=UTC)


def test_a_ban_in_the_hour_that_march_leaves_out_never_holds() -> None:
    """Nobody is told of last orders before a moment that does not come."""
    assert bans((a_cut_off(span=Span(870, 885)),), MARCH, ROME) == ()


CUT_OFFS = st.builds(
    a_cut_off,
    name=st.sampled_from("abc"),
    span=SPANS,
    over_percent=st.sampled_from([1.2, 15.0, 21.0]),
    dates=st.none() | st.just(Dates("03-01", "10-30")),
    lifted=st.just(()) | st.just((Dates("10-24", "10-24"),)),
)
STRENGTHS = st.sampled_from([0.0, 1.2, 9.3, 21.0, 22.3, 100.0])


def forbidden(found: tuple[Ban, ...], percent: float, wall: datetime) -> bool:
    """Whether a drink may not be handed over at this moment."""
    ban = banned(found, percent, wall)
    return ban is not None and ban.since <= wall < ban.until


@given(ANY_NIGHT, st.lists(CUT_OFFS, max_size=4), CUT_OFFS, STRENGTHS, st.integers(0, 25 * 60))
def test_one_more_rule_never_allows_more(
    night: str, rules: list[CutOff], more: CutOff, percent: float, minute: int
) -> None:
    """Bans add up: whatever was forbidden stays so, and begins no later."""
    few, many = bans(tuple(rules), night, ROME), bans((*rules, more), night, ROME)
    wall = at(night, 0, ROME) + timedelta(minutes=minute)
    assert forbidden(many, percent, wall) >= forbidden(few, percent, wall)
    before, after = banned(few, percent, wall), banned(many, percent, wall)
    if before is not None:
        assert after is not None
        assert after.since <= before.since


@given(ANY_NIGHT, st.lists(CUT_OFFS, max_size=4), STRENGTHS, STRENGTHS, st.integers(0, 25 * 60))
def test_what_is_stronger_is_never_allowed_where_the_weaker_is_not(
    night: str, rules: list[CutOff], one: float, other: float, minute: int
) -> None:
    """A ban on a drink means everything stronger."""
    weak, strong = sorted((one, other))
    found, wall = bans(tuple(rules), night, ROME), at(night, 0, ROME) + timedelta(minutes=minute)
    assert forbidden(found, strong, wall) >= forbidden(found, weak, wall)


@given(ANY_NIGHT, st.lists(CUT_OFFS, max_size=4), STRENGTHS, st.integers(0, 25 * 60))
def test_what_is_told_of_a_ban_is_what_holds(
    night: str, rules: list[CutOff], percent: float, minute: int
) -> None:
    """From `since` to `until` some rule forbids the drink at every moment; at `until` none does."""
    found, wall = bans(tuple(rules), night, ROME), at(night, 0, ROME) + timedelta(minutes=minute)
    ban = banned(found, percent, wall)
    if ban is None:
        return
    its = [one for one in found if one.means(percent)]
    moment = max(wall, ban.since)
    while moment < ban.until:
        holding = [one.until for one in its if one.since <= moment < one.until]
        assert holding
        moment = max(holding)
    assert moment == ban.until
    assert not [one for one in its if one.since <= ban.until < one.until]
