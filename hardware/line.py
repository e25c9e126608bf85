"""An input line that tells one listener of every change, with the moment it happened."""

import time
from contextlib import suppress

from gpiozero import DigitalInputDevice, Factory

from hardware.listener import Listener, tell
from hardware.pins import PinFault, PinsUnavailable, answering, claiming

SETTLE_S = 0.05
"""After it was claimed a line may waver: its pull is new, and its cable was floating. Nobody hears of that."""
LATE_S = 0.02
"""An edge is told within a few milliseconds; one that has not come by then is lost."""


class Line(DigitalInputDevice):
    """A pin whose changes are told; `listener` hears of each in the pins' own thread.

    The moment is gpiozero's ticks: with lgpio the kernel's own stamp of the edge (lg asks for the GPIO interface's
    default clock, CLOCK_MONOTONIC), with mock pins `time.monotonic()`. So a late call still carries the right time.

    There is no `bounce_time`, on purpose: lgpio reports an edge only once the line has stood still for that long,
    so a knock's pulses, a millisecond or two each, would never be reported at all.

    Keep a reference: gpiozero closes a device that nobody holds. Raises `PinsUnavailable`.
    """

    def __init__(self, pin: int, listener: Listener, *, pull_up: bool, pin_factory: Factory | None) -> None:
        # Before super: gpiozero lets an instance have no more attributes once it is built, and may call at once.
        self._number = pin
        self._listener = listener
        self._high: bool | None = None
        try:
            with claiming(pin):
                super().__init__(pin, pull_up=pull_up, pin_factory=pin_factory)
            self._begin()
        except PinsUnavailable:
            self.close()
            if self.pin_factory is not None:
                # gpiozero leaves the pin reserved when its claim fails, and the next try would meet its own ghost.
                self.pin_factory.release_all(self)
            raise

    def _begin(self) -> None:
        """The pin is claimed, and its edges may be coming already: what an heir does before it trusts them."""
        self._high = self.stands_high()

    def look(self) -> None:
        """Ask the line how it stands, in any thread but the pins' own; what its edges did not tell is told now.

        The kernel keeps 16 edges a line and lg's pipe drops what is too much, both silently: then the last edge may be
        lost, and a line would stand wrong until its next. Raises `PinFault` when the line no longer answers.
        """
        high = self.stands_high()
        if high == self._high:
            return
        time.sleep(LATE_S)
        if high != self._high and high == self.stands_high():
            self._changed(self.pin_factory.ticks(), high=high)

    def stands_high(self) -> bool:
        """The level of the line, now. Raises `PinFault`."""
        with answering(self._number):
            return bool(self.pin.state)

    def is_driven(self) -> bool:
        """Whether something else than the Pi's own resistor holds the line. Ends its edges: for a technician's last look."""
        with answering(self._number):
            followed = set()
            for pull in ("up", "down"):
                self.pin.when_changed = None
                self.pin.pull = pull
                time.sleep(LATE_S)
                followed.add(bool(self.pin.state) == (pull == "up"))
        return followed != {True}

    def _pin_changed(self, ticks: float, state: int) -> None:
        """The hook of gpiozero for an edge, and the only one that is given the time."""
        self._changed(ticks, high=bool(state))

    def _changed(self, at: float, *, high: bool) -> None:
        """The line has this level since `at`."""
        self._high = high
        self._meant(at, high=high)

    def _meant(self, at: float, *, high: bool) -> None:
        """What the level means is the heirs' matter."""
        self._tell(at, state=high)

    def _tell(self, at: float, *, state: bool) -> None:
        tell(self._listener, f"GPIO{self._number}", at, state=state)

    def close(self) -> None:
        """Let the pin go. A chip that is gone cannot be told, and nothing is lost by it."""
        pin, number = getattr(self, "_pin", None), getattr(self, "_number", 0)
        if pin is not None:
            # gpiozero leaves its callback with lgpio's thread, which would die of it when it calls a closed pin.
            with suppress(PinFault), answering(number):
                pin.when_changed = None
        try:
            with answering(number):
                super().close()
        except PinFault:
            self._pin = None
