"""The business day: a night is named by the date on which it began and ends at noon."""

from datetime import date, datetime, timedelta, tzinfo

NOON_H = 12


def night_of(wall: datetime, zone: tzinfo) -> str:
    """Name the night that a moment (UTC) belongs to, `YYYY-MM-DD` on the bar's own calendar."""
    local = wall.astimezone(zone)
    began: date = local.date() if local.hour >= NOON_H else local.date() - timedelta(days=1)
    return began.isoformat()
