"""An input line that tells one listener of every change, with the moment it happened."""

import logging
from collections.abc import Callable

from gpiozero import DigitalInputDevice, Factory

from hardware.pins import claiming

_log = logging.getLogger(__name__)

Listener = Callable[[float, bool], None]
"""Takes the moment of the change on `time.monotonic()`'s clock, in seconds, and the line's new state."""


class Line(DigitalInputDevice):
    """A pin that is active or not; `listener` hears of each change, in the pins' own thread.

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
        with claiming(pin):
            super().__init__(pin, pull_up=pull_up, pin_factory=pin_factory)

    def _pin_changed(self, ticks: float, state: int) -> None:
        """The hook of gpiozero for an edge, and the only one that is given the time."""
        self._tell(ticks, active=bool(self._state_to_value(state)))

    def _tell(self, at: float, *, active: bool) -> None:
        try:
            self._listener(at, active)
        except Exception:  # noqa: BLE001 - the edge of a foreign thread
            # One thread of lgpio's serves all pins, without a guard: an exception would end all input for good.
            _log.exception(
                "GPIO%d: its listener failed, so one edge is lost; the listener wants mending", self._number
            )
