"""Hours and days as a guest or a bartender reads them, in their language and on the house's clock."""

from datetime import datetime, timedelta, tzinfo
from functools import lru_cache

from babel.core import Locale
from babel.dates import format_date, format_skeleton, format_time

THIN_SPACE, HARD_SPACE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
"""The first stands before "PM" in English, and few typefaces have it; the second does as well."""
A_WEEK = timedelta(days=6)
"""Within so many days a weekday says which day is meant."""


@lru_cache(maxsize=256)
def hour(at: datetime, zone: tzinfo, language: str) -> str:
    """The hour of a moment: "03:00" in Italian, "3:00 AM" in English."""
    return format_time(at.astimezone(zone), "short", locale=language).replace(THIN_SPACE, HARD_SPACE)


@lru_cache(maxsize=64)
def weekday(at: datetime, zone: tzinfo, language: str) -> str:
    """The day of the week: "venerdì", "Friday"."""
    return format_date(at.astimezone(zone), "EEEE", locale=language)


@lru_cache(maxsize=64)
def day(at: datetime, zone: tzinfo, language: str) -> str:
    """The date without its year: "24 dicembre", "December 24"."""
    return format_skeleton("MMMMd", at.astimezone(zone), locale=language)


def when(at: datetime, wall: datetime, zone: tzinfo, language: str) -> str:
    """A coming moment, as far as it must be told from `wall`: its hour; or its weekday or date, and the hour."""
    if at.astimezone(zone).date() == wall.astimezone(zone).date():
        return hour(at, zone, language)
    name = weekday if at - wall < A_WEEK else day
    return _glued(name(at, zone, language), hour(at, zone, language), language)


def _glued(date: str, time: str, language: str) -> str:
    """A day and an hour, joined as the language joins them."""
    pattern = Locale.parse(language).datetime_formats["medium"]
    return str(pattern).replace("'", "").replace("{1}", date).replace("{0}", time)
