"""Time as guests and bartender spend it: by the night's clock, and never beyond the end of the rehearsal."""

import time
from threading import Event

from kiosk.shell.clock import Clock


class Stopped(Exception):
    """The rehearsal ends: whoever waits goes home."""


class Pace:
    """Waiting, for one rehearsal. Any thread may."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._stop = Event()

    @property
    def now(self) -> float:
        """The night's monotonic second."""
        return self.clock.at(time.monotonic())

    @property
    def stopped(self) -> bool:
        """Whether the rehearsal ends."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Let everybody go home."""
        self._stop.set()

    def rest(self, seconds: float) -> None:
        """Let so many of the night's seconds pass. Raises Stopped."""
        self.until(self.now + seconds)

    def until(self, mono: float) -> None:
        """Wait until a second of the night. Raises Stopped."""
        if self._stop.wait(max(0.0, self.clock.machine(mono) - time.monotonic())):
            raise Stopped
