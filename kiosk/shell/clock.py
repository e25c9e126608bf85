"""The clocks: the only room that asks what time it is."""

import time
from datetime import UTC, datetime
from pathlib import Path

from kiosk.core.moment import Moment

TIMESYNC = Path("/run/systemd/timesync")
"""systemd-timesyncd keeps a mark here from the first answer of a time server on."""


def synchronised(timesync: Path = TIMESYNC) -> bool | None:
    """Whether the wall clock has been set from the network since the start; None where something else keeps it."""
    return (timesync / "synchronized").exists() if timesync.is_dir() else None


def moment() -> Moment:
    """This moment on both clocks. `time.monotonic` is CLOCK_MONOTONIC on Linux, as are the kernel's edge stamps."""
    return Moment(time.monotonic(), datetime.now(UTC))
