"""The clock: whether it is set, from where, and whether it outlives a power cut."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from kiosk.commands.doctor.finding import Finding, fail, ok, warn
from kiosk.commands.doctor.reader import ROOT, pairs, said
from kiosk.shell.clock import synchronised

EARLIEST = 2025
"""Before this program was written, no clock that was set has stood."""


class Clock(Struct, frozen=True):
    """How this machine's clock stands."""

    wall: datetime
    zone: str
    """The house's."""
    synchronised: bool | None
    """None where nobody can tell."""
    battery: bool
    """Whether there is a real-time clock."""


def gather(wall: datetime, zone: str, root: Path = ROOT) -> Clock:
    """Look."""
    marked = synchronised(root / "run/systemd/timesync")
    if not marked:
        told = pairs(said("timedatectl", "show", "--property=NTPSynchronized") or "")
        if "NTPSynchronized" in told:
            marked = told["NTPSynchronized"] == "yes"
    return Clock(wall, zone, marked, battery=os.path.lexists(root / "dev/rtc0"))


def checks(clock: Clock) -> Iterator[Finding]:
    """What there is to say of it."""
    now = clock.wall.isoformat(timespec="minutes")
    if clock.wall.year < EARLIEST:
        yield fail("clock.past", now=now)
    elif clock.synchronised:
        yield ok("clock.set", now=now, zone=clock.zone)
    elif clock.synchronised is None:
        yield warn("clock.unknown", now=now)
    else:
        yield warn("clock.unset", now=now)
    yield ok("clock.battery") if clock.battery else warn("clock.no_battery")
