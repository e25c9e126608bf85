"""hours.toml: opening hours, exceptions and the law's cut-offs, and what they mean."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from kiosk.core.calendar import (
    EVERY_DAY,
    NOON_TO_NOON_MIN,
    Calendar,
    CutOff,
    Dates,
    Exception_,
    Span,
    Weekday,
)
from kiosk.core.menu import ALCOHOLIC_PERCENT

CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00"
DATE = r"(?:[0-9]{4}-)?[0-9]{2}-[0-9]{2}"
CLOSED = "closed"
NOON_MIN = NOON_TO_NOON_MIN // 2

Clock = Annotated[str, Meta(pattern=rf"^(?:{CLOCK})$", description='Write hours and minutes, as "03:00"')]
Hours = Annotated[
    str,
    Meta(pattern=rf"^(?:(?:{CLOCK})-(?:{CLOCK})|{CLOSED})$", description='Write "19:30-03:00", or "closed"'),
]
Day = Annotated[str, Meta(pattern=rf"^{DATE}$", description='Write "2026-12-24", or "12-24" for every year')]
Days = Annotated[
    str,
    Meta(
        pattern=rf"^{DATE}(?: to {DATE})?$",
        description='Write "12-31", "2026-08-15", or "2026-08-15 to 2026-08-17"',
    ),
]
Name = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class Week(Struct, frozen=True, forbid_unknown_fields=True):
    """[open] By the day on which a night begins."""

    monday: Hours
    tuesday: Hours
    wednesday: Hours
    thursday: Hours
    friday: Hours
    saturday: Hours
    sunday: Hours


class ExceptionTable(Struct, frozen=True, forbid_unknown_fields=True):
    """[exception.name] Nights with other hours."""

    first: Day
    open: Hours
    last: Day = ""
    reason: dict[str, str] = {}


class CutOffTable(Struct, frozen=True, forbid_unknown_fields=True, rename={"begins": "from", "ends": "to"}):
    """[cut_off.name] When alcohol may not leave the hatch."""

    begins: Clock
    ends: Clock
    reason: dict[str, str]
    source: Annotated[str, Meta(min_length=1, description="Name the law or ordinance")]
    first: Day = ""
    last: Day = ""
    weekdays: Annotated[tuple[Name, ...], Meta(min_length=1)] = tuple(day.value for day in EVERY_DAY)
    lifted: tuple[Days, ...] = ()
    over_percent: Annotated[float, Meta(ge=0, lt=100)] = ALCOHOLIC_PERCENT
    in_force: bool = True


class HoursFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of hours.toml."""

    open: Week
    exception: dict[str, ExceptionTable] = {}
    cut_off: dict[str, CutOffTable] = {}


def calendar(file: HoursFile) -> Calendar:
    """The file's meaning. It must hold nothing that the checks object to."""
    exceptions = [_exception(name, table) for name, table in file.exception.items()]
    return Calendar(
        week={day: span_of(getattr(file.open, day.value)) for day in Weekday},
        # One for a certain year goes before one for every year.
        exceptions=tuple(sorted(exceptions, key=lambda one: one.dates.yearly)),
        cut_offs=tuple(_cut_off(name, table) for name, table in file.cut_off.items() if table.in_force),
    )


def span_of(hours: str) -> Span | None:
    """Opening hours within a night; None for closed. Raises ValueError when they do not fit into one."""
    if hours == CLOSED:
        return None
    begins, _, ends = hours.partition("-")
    span = Span(_begin(begins), _end(ends))
    if span.begins >= span.ends:
        raise ValueError(hours)
    return span


def ban_span(begins: str, ends: str) -> Span:
    """A ban's hours: one that spans noon begins on the morning before. Raises ValueError when they fit into no night."""
    begin, end = _begin(begins), _end(ends)
    if begin >= NOON_MIN >= end:
        begin -= NOON_TO_NOON_MIN
    if begin >= end:
        raise ValueError(begins)
    return Span(begin, end)


def dates_of(first: str, last: str) -> Dates:
    """Nights as they are written; without `last` it is one. Raises ValueError for a date that is in no calendar."""
    dates = Dates(first, last or first)
    for day in (dates.first, dates.last):
        date.fromisoformat(f"2024-{day}" if len(day) == len("MM-DD") else day)
    if len(dates.first) != len(dates.last) or (not dates.yearly and dates.first > dates.last):
        raise ValueError(first)
    return dates


def days_of(days: str) -> Dates:
    """Nights as a list of them is written: one, or `first to last`. Raises ValueError."""
    first, _, last = days.partition(" to ")
    return dates_of(first, last)


def _exception(name: str, table: ExceptionTable) -> Exception_:
    return Exception_(name, dates_of(table.first, table.last), span_of(table.open), table.reason)


def _cut_off(name: str, table: CutOffTable) -> CutOff:
    return CutOff(
        name=name,
        span=ban_span(table.begins, table.ends),
        reason=table.reason,
        source=table.source,
        dates=dates_of(table.first, table.last) if table.first else None,
        weekdays=tuple(Weekday(day) for day in table.weekdays),
        over_percent=table.over_percent,
        lifted=tuple(days_of(days) for days in table.lifted),
    )


def _begin(clock: str) -> int:
    """Minutes after the night's noon at which something begins: noon itself is the first of them."""
    return (_minutes(clock) - NOON_MIN) % NOON_TO_NOON_MIN


def _end(clock: str) -> int:
    """Minutes after the night's noon at which something ends: noon is the last of them."""
    return (_minutes(clock) - NOON_MIN) % NOON_TO_NOON_MIN or NOON_TO_NOON_MIN


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)
