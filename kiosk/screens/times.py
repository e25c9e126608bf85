"""Coming moments as a guest or a bartender reads them, by the house's clock."""

from datetime import datetime, timedelta, tzinfo

from kiosk.screens import forms

A_WEEK = timedelta(days=6)
"""Within so many days a weekday says which day is meant."""


def hour(at: datetime, zone: tzinfo, locale: str) -> str:
    """The hour of a moment: "03:00"."""
    return forms.hour(at.astimezone(zone).time(), locale)


def when(at: datetime, wall: datetime, zone: tzinfo, locale: str) -> str:
    """A coming moment, as far as it must be told from `wall`: its hour; or its weekday or date, and the hour."""
    there, here = at.astimezone(zone), wall.astimezone(zone)
    if there.date() == here.date():
        return hour(at, zone, locale)
    named = (forms.weekday if at - wall < A_WEEK else forms.day)(there.date(), locale)
    return forms.joined(named, hour(at, zone, locale), locale)
