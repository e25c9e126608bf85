"""The clocks: the only room that asks what time it is."""

import time
from datetime import UTC, datetime

from kiosk.core.moment import Moment


def moment() -> Moment:
    """This moment on both clocks. `time.monotonic` is CLOCK_MONOTONIC on Linux, as are the kernel's edge stamps."""
    return Moment(time.monotonic(), datetime.now(UTC))
