"""The slit switch: whether the slit is open, on every change and once at start."""

import time

from gpiozero import Factory

from hardware.line import SETTLE_S, Line
from hardware.listener import Listener


class SlitSwitch(Line):
    """A contact between `pin` (BCM number) and ground, pulled up: low while the contact is closed.

    `moved(at_s, is_open)` is called once from the constructor, which waits `settle_s` for the line to come to rest, with how
    the slit stands; then on every change, raw: a contact chatters for some milliseconds. `open_when_high` is right for
    a contact that the closed slit closes; None takes the slit to be closed now, at the start, and learns it from that.
    """

    def __init__(
        self,
        pin: int,
        moved: Listener,
        *,
        open_when_high: bool | None = True,
        settle_s: float = SETTLE_S,
        pin_factory: Factory | None = None,
    ) -> None:
        self._open_when_high = open_when_high
        self._settle_s = settle_s
        self._settled = False
        super().__init__(pin, moved, pull_up=True, pin_factory=pin_factory)

    def _begin(self) -> None:
        time.sleep(self._settle_s)
        if self._open_when_high is None:
            self._open_when_high = not self.stands_high()
        self._settled = True
        self._tell_how_it_stands()

    @property
    def open_when_high(self) -> bool:
        """Which level means open: as it was told, or has learned."""
        return bool(self._open_when_high)

    @property
    def is_open(self) -> bool:
        """How the slit stands now. Raises `PinFault`."""
        return self.stands_high() == self._open_when_high

    def _meant(self, at: float, *, high: bool) -> None:
        if self._settled:
            self._tell(at, state=high == self._open_when_high)

    def _tell_how_it_stands(self) -> None:
        """Tell until it holds: the slit may move, and the pins' thread tell of it, between our look and our word."""
        told = None
        while told != (high := self.stands_high()):
            told = high
            self._changed(self.pin_factory.ticks(), high=high)
