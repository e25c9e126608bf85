"""The business day: a night is named by the date on which it began and ends at noon; `tonight` is what it allows.

Twice a year the clocks change while the bar is open (Europe/Rome: 01:00 UTC on a Sunday). What begins at an hour that
comes twice begins the first time; what is banned until one is banned until the last; a reading that never comes (02:30
in March) is reached when the clock has passed it. So no ban is late or short, and no hour is lost or counted twice.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from msgspec import Struct
from msgspec.structs import replace

from kiosk.core.calendar import Calendar, CutOff, Exception_, Span, Weekday

NOON_H = 12
FAR_NIGHTS = 400
"""A house that is closed for longer than a year does not say when it opens again."""
NO_END_NIGHTS = 8
"""A house that goes from one night into the next for so long has no closing time worth telling."""
WEEKDAYS = tuple(Weekday)


class Ban(Struct, frozen=True):
    """A cut-off on one night: from when to when (UTC) what is stronger may not leave the hatch."""

    name: str
    since: datetime
    until: datetime
    over_percent: float
    reason: Mapping[str, str]
    """By language."""
    source: str = ""

    def means(self, percent: float) -> bool:
        """Whether a drink of this strength is banned by it."""
        return percent > self.over_percent


class Tonight(Struct, frozen=True):
    """What one night allows: when the house is open, and what is banned meanwhile. All times UTC."""

    night: str
    over: datetime
    """The noon at which it ends."""
    opens: datetime | None = None
    """None where it stays closed."""
    closes: datetime | None = None
    again: datetime | None = None
    """When it opens on a later night; None where that is not in sight."""
    bans: tuple[Ban, ...] = ()
    """Every ban that falls into the night, the earliest first."""
    reason: Mapping[str, str] = {}
    """Why the hours are not the usual ones, by language; empty where they are, or nobody said."""

    def is_open(self, wall: datetime) -> bool:
        """Whether the house is open at this moment."""
        return self.opens is not None and self.closes is not None and self.opens <= wall < self.closes

    def opens_next(self, wall: datetime) -> datetime | None:
        """When the house opens next after a moment of this night."""
        return self.opens if self.opens is not None and wall < self.opens else self.again


UNKNOWN = Tonight("", datetime.min.replace(tzinfo=UTC))
"""Before the first look at a clock."""


def night_of(wall: datetime, zone: tzinfo) -> str:
    """Name the night that a moment (UTC) belongs to, `YYYY-MM-DD` on the bar's own calendar."""
    local = wall.astimezone(zone)
    began: date = local.date() if local.hour >= NOON_H else local.date() - timedelta(days=1)
    return began.isoformat()


def tonight(calendar: Calendar, night: str, zone: tzinfo) -> Tonight:
    """What the calendar makes of a night."""
    special = _exception(calendar, night)
    opens, closes = _hours(calendar, night, zone) or (None, None)
    return Tonight(
        night=night,
        over=at(later(night, 1), 0, zone),
        opens=opens,
        closes=closes and _truly_closes(calendar, night, zone, closes),
        again=_again(calendar, night, zone),
        bans=bans(calendar.cut_offs, night, zone),
        reason=special.reason if special is not None else {},
    )


def bans(cut_offs: tuple[CutOff, ...], night: str, zone: tzinfo) -> tuple[Ban, ...]:
    """The bans that fall into a night, the earliest first; those of its neighbours too, where they reach into it."""
    begins, ends = at(night, 0, zone), at(later(night, 1), 0, zone)
    found = (
        _ban(cut_off, near, zone)
        for near in (later(night, -1), night, later(night, 1))
        for cut_off in cut_offs
        if _holds(cut_off, near)
    )
    # One that lies wholly in the hour that March leaves out never holds.
    inside = (ban for ban in found if ban.since < ban.until and ban.since < ends and ban.until > begins)
    return tuple(sorted(inside, key=lambda ban: (ban.since, ban.over_percent, ban.name)))


def later(night: str, nights: int) -> str:
    """The night so many after this one."""
    return (date.fromisoformat(night) + timedelta(days=nights)).isoformat()


def at(night: str, minute: int, zone: tzinfo, *, last: bool = False) -> datetime:
    """The moment (UTC) at which a night's clock reads so many minutes after its noon.

    Of a reading that comes twice the first, or the `last`; of one that is left out, the moment it is passed over.
    """
    reading = datetime.combine(date.fromisoformat(night), time(NOON_H)) + timedelta(minutes=minute)
    early, late = sorted(reading.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if early == late or early.astimezone(zone).replace(tzinfo=None) == reading:
        return late if last else early
    return _leap(early, late, zone)


def _leap(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """The second at which the clock leaps, between two moments on either side of it."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after


# --- hours -------------------------------------------------------------------------------------------------------
def _exception(calendar: Calendar, night: str) -> Exception_ | None:
    return next((one for one in calendar.exceptions if one.dates.hold(night)), None)


def _hours(calendar: Calendar, night: str, zone: tzinfo) -> tuple[datetime, datetime] | None:
    """From when to when the house is open on a night; None for closed."""
    special = _exception(calendar, night)
    span: Span | None = calendar.week[_weekday(night)] if special is None else special.open
    if span is None:
        return None
    opens, closes = at(night, span.begins, zone), at(night, span.ends, zone)
    return (opens, closes) if opens < closes else None


def _truly_closes(calendar: Calendar, night: str, zone: tzinfo, closes: datetime) -> datetime:
    """The end of the opening: a house that opens again at the moment it closes has not closed."""
    for ahead in range(1, NO_END_NIGHTS):
        following = _hours(calendar, later(night, ahead), zone)
        if following is None or following[0] != closes:
            return closes
        closes = following[1]
    return closes


def _again(calendar: Calendar, night: str, zone: tzinfo) -> datetime | None:
    for ahead in range(1, FAR_NIGHTS):
        following = _hours(calendar, later(night, ahead), zone)
        if following is not None:
            return following[0]
    return None


def _weekday(night: str) -> Weekday:
    return WEEKDAYS[date.fromisoformat(night).weekday()]


# --- bans --------------------------------------------------------------------------------------------------------
def _holds(cut_off: CutOff, night: str) -> bool:
    if _weekday(night) not in cut_off.weekdays or any(dates.hold(night) for dates in cut_off.lifted):
        return False
    return cut_off.dates is None or cut_off.dates.hold(night)


def _ban(cut_off: CutOff, night: str, zone: tzinfo) -> Ban:
    return Ban(
        name=cut_off.name,
        since=at(night, cut_off.span.begins, zone),
        until=at(night, cut_off.span.ends, zone, last=True),
        over_percent=cut_off.over_percent,
        reason=cut_off.reason,
        source=cut_off.source,
    )


def banned(found: tuple[Ban, ...], percent: float, wall: datetime) -> Ban | None:
    """The ban that holds for a drink of this strength, or else the next one to come; the earliest wins.

    Where one ban follows another without a gap, `until` is the end of the last: until then there is none.
    """
    its = [ban for ban in found if ban.means(percent) and ban.until > wall]
    return _joined(its) if its else None


def _joined(its: list[Ban]) -> Ban:
    first, until = its[0], its[0].until
    for ban in its[1:]:
        until = max(until, ban.until) if ban.since <= until else until
    return replace(first, until=until)
