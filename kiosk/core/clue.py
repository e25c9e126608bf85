"""The clue of the day: the day begins at 11:43, the minute at which the bar once told a clue each day (domain 1.6)."""

from datetime import date, datetime, time, timedelta, tzinfo

BEGINS = time(11, 43)
"""By the house's clock."""


def day_of(wall: datetime, zone: tzinfo) -> date:
    """The date whose clue holds: until 11:43 still yesterday's."""
    local = wall.astimezone(zone)
    return local.date() if local.time() >= BEGINS else local.date() - timedelta(days=1)
