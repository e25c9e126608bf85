"""The clocks: the only room that asks what time it is."""

import time
from datetime import UTC, datetime
from os.path import exists, join
from pathlib import Path

from kiosk.core.moment import Moment

TIMESYNC = Path("/run/systemd/timesync")
"""Where systemd-timesyncd is at work; it leaves `synchronized` there once a server has told it the time."""
RTC = Path("/sys/class/rtc/rtc0")
"""A clock with a battery, which keeps the time while the power is away."""


def synchronised(timesync: Path = TIMESYNC) -> bool | None:
    """Whether a server has told the wall clock the time since the start; None where something else keeps it."""
    return (timesync / "synchronized").exists() if timesync.is_dir() else None


def moment() -> Moment:
    """This moment on both clocks. `time.monotonic` is CLOCK_MONOTONIC on Linux, as are the kernel's edge stamps."""
    return Moment(time.monotonic(), datetime.now(UTC), confirmed())


def confirmed(timesync: Path = TIMESYNC, rtc: Path = RTC) -> bool:
    """Whether the wall clock can be believed: a server or a battery told it, or nobody here keeps account of that.

    Without a battery a Pi starts with the hour at which it went down, and so behind by as long as it was dark.
    """
    # Asked some hundred times a second, asleep too: a path object made for each would be a third of what that costs.
    told = exists(join(timesync, "synchronized"))  # noqa: PTH110, PTH118
    return told or not exists(timesync) or exists(rtc)  # noqa: PTH110
