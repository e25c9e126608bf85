"""hours.toml: what a house may write, what it means, and what is found wrong with it."""

from datetime import UTC, datetime, timedelta
from shutil import copyfile
from zoneinfo import ZoneInfo

import pytest

from kiosk import paths
from kiosk.commands.demo import open_at_all_hours
from kiosk.core.calendar import ALWAYS_OPEN, Calendar, Dates, Span, Weekday
from kiosk.core.night import night_of, tonight
from kiosk.settings import survey
from kiosk.settings.hours import ban_span, days_of, span_of
from tests.settings.a_house import AHouse

NAME = "hours.toml"
RULE = 'from = "00:00"\nto = "06:00"\nsource = "x"\n'
REASON = "".join(f'reason.{language} = "no"\n' for language in ("it", "en", "de", "fr", "es"))


def calendar(house: AHouse, text: str) -> Calendar:
    """What the house's programs are given when it writes this."""
    house.write(NAME, text)
    return house.load().calendar


# --- what it means -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("written", "span"),
    [
        ("19:30-03:00", Span(450, 900)),
        ("18:00-24:00", Span(360, 720)),
        ("18:00-00:00", Span(360, 720)),
        ("12:00-12:00", Span(0, 1440)),
        ("00:30-06:00", Span(750, 1080)),
        ("closed", None),
    ],
)
def test_hours_are_minutes_of_a_night(written: str, span: Span | None) -> None:
    """Counted from the noon with which the night begins."""
    assert span_of(written) == span


@pytest.mark.parametrize(
    ("begins", "ends", "span"),
    [
        ("00:00", "06:00", Span(720, 1080)),
        ("24:00", "06:00", Span(720, 1080)),
        ("18:00", "06:00", Span(360, 1080)),
        ("08:00", "20:00", Span(-240, 480)),  # a match day: from the morning of its date
        ("09:00", "24:00", Span(-180, 720)),
        ("03:00", "12:00", Span(900, 1440)),
        ("00:00", "24:00", Span(-720, 720)),  # a whole date
    ],
)
def test_a_ban_that_spans_noon_begins_on_the_morning_of_its_date(begins: str, ends: str, span: Span) -> None:
    """Every other one lies within its night."""
    assert ban_span(begins, ends) == span


def test_nights_are_listed_singly_or_from_to() -> None:
    """With a year or for every year."""
    assert days_of("12-31") == Dates("12-31", "12-31")
    assert days_of("2026-08-15 to 2026-08-17") == Dates("2026-08-15", "2026-08-17")


def test_a_house_states_only_what_differs(house: AHouse) -> None:
    """Mondays off, a derby beside the packaged rules, one of those out of force."""
    found = calendar(
        house,
        '[open]\nmonday = "closed"\n[cut_off.season]\nin_force = false\n'
        f'[cut_off.derby]\nfirst = "2026-12-05"\nfrom = "09:00"\nto = "24:00"\nsource = "the prefect"\n{REASON}',
    )
    assert found.week[Weekday.MONDAY] is None
    assert found.week[Weekday.TUESDAY] == Span(450, 900)
    assert {rule.name for rule in found.cut_offs} == {"national", "new_year", "derby"}
    derby = next(rule for rule in found.cut_offs if rule.name == "derby")
    assert derby.dates == Dates("2026-12-05", "2026-12-05")
    assert derby.span == Span(-180, 720)


def test_a_rule_may_be_for_some_weekdays_a_strength_and_not_for_some_nights(house: AHouse) -> None:
    """All that the calendar of the law needs."""
    text = f'[cut_off.own]\n{RULE}{REASON}weekdays = ["friday", "saturday"]\nover_percent = 15\nlifted = ["12-31"]\n'
    own = next(rule for rule in calendar(house, text).cut_offs if rule.name == "own")
    assert own.weekdays == (Weekday.FRIDAY, Weekday.SATURDAY)
    assert own.over_percent == 15
    assert own.lifted == (Dates("12-31", "12-31"),)


def test_a_dated_exception_goes_before_one_for_every_year(house: AHouse) -> None:
    """Closed every Christmas Eve, but for this one."""
    found = calendar(
        house,
        '[exception.eve]\nfirst = "12-24"\nopen = "closed"\n'
        '[exception.this_year]\nfirst = "2026-12-24"\nopen = "17:00-23:00"\n',
    )
    rome = ZoneInfo("Europe/Rome")
    assert tonight(found, "2026-12-24", rome).opens == datetime(2026, 12, 24, 16, 0, tzinfo=UTC)
    assert tonight(found, "2027-12-24", rome).opens is None


def test_a_desk_is_open_at_any_moment_and_bans_nothing(house: AHouse) -> None:
    """The demo is played at any hour of any day, also after a rule was added to the packaged calendar."""
    open_at_all_hours(house.config)
    settings = house.load()
    assert settings.calendar.week == ALWAYS_OPEN.week
    assert settings.calendar.cut_offs == ()
    wall = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
    for _ in range(60):
        night = tonight(settings.calendar, night_of(wall, settings.zone), settings.zone)
        assert night.is_open(wall)
        assert night.closes is not None
        assert night.closes > wall + timedelta(days=5)
        wall += timedelta(hours=7)


# --- what is wrong with it ---------------------------------------------------------------------------------------
EXCEPTION = '[exception.a]\nopen = "closed"\n'
WRONG = [
    ('[open]\nmonday = "19:30"', "open.monday", 'is "19:30", which cannot be used here', '"19:30-03:00"'),
    ('[open]\nmonday = "03:00-19:30"', "open.monday", 'is "03:00-19:30"', "from noon to noon"),
    ('[open]\nmonday = "19:30-19:30"', "open.monday", 'is "19:30-19:30"', "from noon to noon"),
    ('[open]\nmonday = "19:30-25:00"', "open.monday", "cannot be used here", "closed"),
    ("[open]\nmonday = 19:30:00", "open.monday", "is 19:30:00, not text in quotes", "closed"),
    ('[open]\nlunedi = "closed"', "open.lunedi", "is not a key that is known here", "Known are: monday"),
    ('[exceptions.a]\nfirst = "12-24"', "exceptions", "is not a key that is known here", "exception?"),
    ('[exception.a]\nopen = "closed"', "exception.a.first", "is missing", "Write it"),
    (
        f'{EXCEPTION}first = "2026-02-30"',
        "exception.a.first",
        'is "2026-02-30", which is in no calendar',
        "is",
    ),
    (f'{EXCEPTION}first = "24-12"', "exception.a.first", "is in no calendar", "date"),
    (
        f"{EXCEPTION}first = 2026-12-24",
        "exception.a.first",
        "is 2026-12-24, not text in quotes",
        '"2026-12-24"',
    ),
    (f'{EXCEPTION}first = "2026-12-26"\nlast = "2026-12-24"', "exception.a.last", "before first", "later"),
    (
        f'{EXCEPTION}first = "2026-12-24"\nlast = "12-26"',
        "exception.a.last",
        'first is "2026-12-24"',
        "the year",
    ),
    (
        f'{EXCEPTION}first = "12-24"\n{REASON.replace("reason.en", "#")}',
        "exception.a.reason.en",
        "is missing",
        "en = ",
    ),
    (
        f'{EXCEPTION}first = "12-24"\nlast = "01-06"\n[exception.b]\nfirst = "01-06"\nopen = "closed"',
        "exception.a.first",
        "exception.a and exception.b have a night in common",
        "not overlap",
    ),
    (f"[cut_off.a]\n{RULE}", "cut_off.a.reason", "is missing", "Write it"),
    (
        f"[cut_off.a]\n{RULE}{REASON.replace('reason.de', 'reason.dk')}",
        "cut_off.a.reason.de",
        "is missing",
        "take de out of house.languages",
    ),
    (
        f"[cut_off.a]\n{RULE.replace('00:00', '06:00')}{REASON}",
        "cut_off.a.from",
        "it ends at",
        "noon to noon",
    ),
    (f"[cut_off.a]\n{RULE.replace('06:00', '6')}{REASON}", "cut_off.a.to", "cannot be used here", '"03:00"'),
    (f"[cut_off.a]\n{RULE.replace('x', '')}{REASON}", "cut_off.a.source", "is empty", "ordinance"),
    (f'[cut_off.a]\n{RULE}{REASON}weekdays = ["sabato"]', "cut_off.a.weekdays[1]", "not one of", "Choose"),
    (f"[cut_off.a]\n{RULE}{REASON}weekdays = []", "cut_off.a.weekdays", "is empty", "1 at least"),
    (f"[cut_off.a]\n{RULE}{REASON}over_percent = 100", "cut_off.a.over_percent", "less than 100", "limits"),
    (f'[cut_off.a]\n{RULE}{REASON}last = "2026-11-04"', "cut_off.a.first", "last is there", "first night"),
    (f'[cut_off.a]\n{RULE}{REASON}lifted = ["31/12"]', "cut_off.a.lifted[1]", "cannot be used", '"12-31"'),
    (
        f'[cut_off.a]\n{RULE}{REASON}lifted = ["02-30"]',
        "cut_off.a.lifted[1]",
        'is "02-30"',
        "in the calendar",
    ),
    ('[cut_off.season]\nfirst = "2027-05-30"', "cut_off.season.last", 'is "11-04"', "the year in both"),
]


@pytest.mark.parametrize(("text", "place", "what", "mend"), WRONG)
def test_each_mistake_is_told_with_its_place_and_mend(
    house: AHouse, text: str, place: str, what: str, mend: str
) -> None:
    """One wrong thing is one line; the file is the house's own, unless the packaged half of it has to follow."""
    house.write(NAME, text)
    mistake = house.only_mistake()
    assert mistake.place == place
    assert what in mistake.what
    assert mend in mistake.mend
    assert mistake.file.name == NAME


def test_every_mistake_is_told_at_once(house: AHouse) -> None:
    """A technician mends them in one go."""
    house.write(NAME, '[open]\nmonday = "x"\n' + EXCEPTION + f'first = "13-01"\n[cut_off.a]\n{RULE}')
    assert {mistake.place for mistake in house.mistakes()} == {
        "open.monday",
        "exception.a.first",
        "cut_off.a.reason",
    }


def test_without_the_packaged_file_it_is_said(house: AHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    """A release that lost its calendar does not open with none."""
    packaged = house.config.parent / "packaged"
    (packaged / "menus").mkdir(parents=True)
    (packaged / "wording").mkdir()
    for file in paths.packaged_config().rglob("*.toml"):
        if file.name != NAME:
            copyfile(file, packaged / file.relative_to(paths.packaged_config()))
    monkeypatch.setattr(paths, "packaged_config", lambda: packaged)
    mistake = house.only_mistake()
    assert (mistake.file.name, mistake.what) == (NAME, "is missing")


# --- what to look at ---------------------------------------------------------------------------------------------
def notices(house: AHouse, night: str = "2026-11-20") -> list[tuple[str, str, str]]:
    """What somebody should look at: file, place, what."""
    return [(one.file.name, one.place, one.what) for one in survey(house.config).notices(night)]


def test_a_calendar_that_nobody_checked_says_that_it_is_an_example(house: AHouse) -> None:
    """Each of the packaged rules, until the house has written something of it."""
    places = [place for _, place, what in notices(house) if "example" in what]
    assert places == ["cut_off.national", "cut_off.season", "cut_off.new_year"]
    house.write(NAME, '[cut_off.national]\nsource = "checked in 2026"\n[cut_off.season]\nin_force = false\n')
    assert [place for _, place, _ in notices(house)] == ["cut_off.new_year"]


def test_a_rule_or_an_exception_that_has_ended_is_told_and_is_no_mistake(house: AHouse) -> None:
    """A hatch that starts again on the day after must open; whoever checks it learns that the dates are gone by."""
    house.write(
        NAME,
        f'[cut_off.season]\nfirst = "2026-05-30"\nlast = "2026-11-04"\n{EXCEPTION}first = "2026-11-19"\n',
    )
    assert house.mistakes() == ()
    ended = [(place, what) for _, place, what in notices(house) if "ended" in what]
    assert ended == [("cut_off.season", "ended on 2026-11-04"), ("exception.a", "ended on 2026-11-19")]
    assert not [what for _, _, what in notices(house, "2026-11-04") if "ended" in what]
