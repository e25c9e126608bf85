"""What hours.toml may not say even though each key by itself is right; and what in it somebody should look at."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from kiosk.core.calendar import Calendar, Dates, Weekday
from kiosk.settings import hours
from kiosk.settings.document import Document
from kiosk.settings.mistakes import Mistake
from kiosk.settings.shape import Place, shown

A_LEAP_YEAR = 2024
ORDER = "A night lasts from noon to noon: let the second be later in it than the first"


def read(document: Document, languages: Sequence[str]) -> Calendar | None:
    """The calendar; None, and every reason noted, when it cannot be used."""
    file = document.read_as(hours.HoursFile)
    _check(document, languages)
    return None if file is None or document.mistakes else hours.calendar(file)


def _check(document: Document, languages: Sequence[str]) -> None:
    """Note every contradiction."""
    for day in Weekday:
        _check_open(document, ("open", day.value))
    for name in _names(document, "exception"):
        place = ("exception", name)
        _check_open(document, (*place, "open"))
        _check_dates(document, place)
        if document.value(*place, "reason"):
            _check_reason(document, (*place, "reason"), languages)
    for name in _names(document, "cut_off"):
        _check_cut_off(document, ("cut_off", name), languages)
    _check_overlaps(document)


def notices(document: Document, night: str) -> Iterator[Mistake]:
    """What is no mistake and may still be wrong tonight: rules of the example that nobody confirmed, dates gone by.

    A rule is confirmed by any key of it in the house's own file.
    """
    for name in _names(document, "cut_off"):
        if not document.value("cut_off", name, "in_force") and "in_force" in document.table["cut_off"][name]:
            continue
        place = ("cut_off", name)
        if document.holder(place) == document.layers[0].file:
            mend = "Check it against this year's law, and write it (or in_force = false) into the house's own hours.toml"
            yield _notice(document, place, "is the example that came with the kiosk", mend)
        yield from _ended(document, place, night)
    for name in _names(document, "exception"):
        yield from _ended(document, ("exception", name), night)


def _ended(document: Document, place: Place, night: str) -> Iterator[Mistake]:
    last = document.value(*place, "last") or document.value(*place, "first")
    if last and len(last) == len(night) and last < night:
        yield _notice(document, place, f"ended on {last}", "Take it out, or write its next dates")


def _notice(document: Document, place: Place, what: str, mend: str) -> Mistake:
    return Mistake(document.holder(place), document.spelled(place), what, mend)


def _names(document: Document, table: str) -> list[str]:
    tables = document.value(table)
    return [name for name, one in tables.items() if isinstance(one, dict)] if isinstance(tables, dict) else []


def _check_cut_off(document: Document, place: Place, languages: Sequence[str]) -> None:
    begins, ends = document.value(*place, "from"), document.value(*place, "to")
    if begins is not None and ends is not None and not _fits(hours.ban_span, begins, ends):
        document.blame((*place, "from"), f"is {shown(begins)}, and it ends at {shown(ends)}", ORDER)
    _check_dates(document, place)
    _check_reason(document, (*place, "reason"), languages)
    for at, days in enumerate(document.value(*place, "lifted") or ()):
        if document.value(*place, "lifted", at) is not None and not _fits(hours.days_of, days):
            mend = "Write dates that are in the calendar, the earlier first, both with a year or both without"
            document.blame((*place, "lifted", at), f"is {shown(days)}", mend)


def _check_open(document: Document, place: Place) -> None:
    written = document.value(*place)
    if written is not None and not _fits(hours.span_of, written):
        document.blame(place, f"is {shown(written)}", ORDER)


def _check_dates(document: Document, place: Place) -> None:
    """First and last: in the calendar, of one kind, in turn."""
    first, last = document.value(*place, "first"), document.value(*place, "last")
    if last and not first:
        document.blame((*place, "first"), "is missing, and last is there", "Write the first night, too")
        return
    for key, day in (("first", first), ("last", last)):
        if day and not _fits(hours.dates_of, day, day):
            document.blame((*place, key), f"is {shown(day)}, which is in no calendar", "Write a date that is")
            return
    if first and last and len(first) != len(last):
        what = f"is {shown(last)}, and first is {shown(first)}"
        document.blame((*place, "last"), what, "Write the year in both, or in neither for every year")
    elif first and last and not _fits(hours.dates_of, first, last):
        document.blame((*place, "last"), f"is {shown(last)}, before first", "Write the later one as last")


def _check_reason(document: Document, place: Place, languages: Sequence[str]) -> None:
    texts = document.value(*place)
    for language in languages if isinstance(texts, dict) else ():
        text = texts.get(language, "")
        if isinstance(text, str) and not text.strip():
            mend = f'Write it, as {language} = "..."; or take {language} out of house.languages'
            document.blame((*place, language), "is missing", mend)


def _check_overlaps(document: Document) -> None:
    """No night may have two exceptions, unless one is for every year and the other for this one."""
    found = [(name, dates) for name in _names(document, "exception") if (dates := _dates(document, name))]
    for (one, its), (other, others) in combinations(found, 2):
        if its.yearly == others.yearly and not _days(its).isdisjoint(_days(others)):
            place = document.written(("exception", one, "first"), ("exception", other, "first"))
            what = f"exception.{one} and exception.{other} have a night in common"
            document.blame(place, what, "Let them not overlap: a night has its hours from one of them")


def _dates(document: Document, name: str) -> Dates | None:
    first = document.value("exception", name, "first")
    last = document.value("exception", name, "last") if "last" in document.table["exception"][name] else ""
    if first is None or last is None or not _fits(hours.dates_of, first, last):
        return None
    return hours.dates_of(first, last)


def _days(dates: Dates) -> set[str]:
    """All of its days; those of every year as those of a leap year."""
    begin, end = date(A_LEAP_YEAR, 1, 1), date(A_LEAP_YEAR, 12, 31)
    if not dates.yearly:
        begin, end = date.fromisoformat(dates.first), date.fromisoformat(dates.last)
    every = ((begin + timedelta(days=at)).isoformat() for at in range((end - begin).days + 1))
    return {day for day in every if dates.hold(day)}


def _fits(read: Callable[..., object], *written: str) -> bool:
    try:
        read(*written)
    except ValueError:
        return False
    return True
