"""The clocks: the only room that asks what time it is."""

import time
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from kiosk.core.moment import Moment

TIMESYNC = Path("/run/systemd/timesync")
"""Where systemd-timesyncd is at work; it leaves `synchronized` there once a server has told it the time."""
RTC = Path("/sys/class/rtc/rtc0")
"""A clock with a battery, which keeps the time while the power is away."""
SLOWEST, QUICKEST = 0.1, 1000.0
"""Of a clock for rehearsals. Painting and the network take their own time at any speed."""


def synchronised(timesync: Path = TIMESYNC) -> bool | None:
    """Whether a server has told the wall clock the time since the start; None where something else keeps it."""
    return (timesync / "synchronized").exists() if timesync.is_dir() else None


def moment() -> Moment:
    """This moment on both clocks. `time.monotonic` is CLOCK_MONOTONIC on Linux, as are the kernel's edge stamps."""
    mono = time.monotonic()
    return Moment(mono, datetime.now(UTC), _confirmed_in(int(mono)))


def confirmed(timesync: Path = TIMESYNC, rtc: Path = RTC) -> bool:
    """Whether the wall clock can be believed: a server or a battery told it, or nobody here keeps account of that.

    Without a battery a Pi starts with the hour at which it went down, and so behind by as long as it was dark.
    """
    return (timesync / "synchronized").exists() or not timesync.exists() or rtc.exists()


@lru_cache(1)
def _confirmed_in(_second: int) -> bool:
    """The same, asked once a second: the time is told some hundred times in one, asleep too."""
    return confirmed()


class Clock(Struct, frozen=True):
    """What a program goes by: this machine's two clocks; or, for a rehearsal, a night of its own that passes quicker.

    All programs of a rehearsal are told the same three numbers, and so agree to the microsecond.
    """

    speed: float = 1.0
    """So many of its seconds pass in one of the machine's."""
    wall: datetime | None = None
    """Where its night begins, UTC; None: the hour is the machine's."""
    begun: float = 0.0
    """The machine's monotonic second at which it does. Both count from there."""

    def __call__(self) -> Moment:
        """This moment."""
        if self.wall is None:
            return moment()
        mono = self.at(time.monotonic())
        return Moment(mono, self.wall + timedelta(seconds=mono - self.begun))

    def at(self, machine: float) -> float:
        """A monotonic second of the machine's, such as an edge's stamp, on this clock."""
        return self.begun + (machine - self.begun) * self.speed

    def told(self) -> str:
        """As another program of the same rehearsal is told it. Only of a clock with a night of its own."""
        return f"{self.speed!r}@{self.wall.isoformat() if self.wall else ''}@{self.begun!r}"

    def machine(self, mono: float) -> float:
        """A second of this clock on the machine's."""
        return self.begun + (mono - self.begun) / self.speed


MACHINE = Clock()
"""The clock of every night that is no rehearsal."""


class NoClock(Exception):
    """A clock that was asked for cannot be; the text says what would do."""


def going_by(asked: str | None, *, simulate: bool) -> Clock:
    """The clock that a program goes by: the machine's, or `SPEED@HOUR[@SECOND]` as asked (`60@2026-11-21T19:30+01:00`).

    The hour is ISO 8601, the second the machine's monotonic one at which it is that hour: without it, this one.
    Raises NoClock, also for a clock of its own on a night that is not simulated.
    """
    if asked is None:
        return MACHINE
    if not simulate:
        raise NoClock("a clock of its own is for rehearsals: leave --clock out, or say --simulate, too")
    speed, _, rest = asked.partition("@")
    hour, _, second = rest.partition("@")
    try:
        begun = float(second) if second else time.monotonic()
        clock = Clock(float(speed), datetime.fromisoformat(hour).astimezone(UTC), begun)
    except ValueError as error:
        raise NoClock(f"{asked!r} is no SPEED@HOUR such as 60@2026-11-21T19:30+01:00: {error}") from error
    if not SLOWEST <= clock.speed <= QUICKEST:
        raise NoClock(f"{asked!r}: the speed is {SLOWEST:g} to {QUICKEST:g}")
    return clock
