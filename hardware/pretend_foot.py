"""A foot on a mock pin: the foot switch's other end, for a desk without a Pi."""

import time

from gpiozero import Factory

from hardware.pretend import CHATTER_MS, WiredPin, _play

HELD_S = 0.25
"""How long a foot usually stays down."""


class PretendFoot:
    """A foot switch wired to `pin` of a mock factory, at rest. Build it before the switch that listens."""

    def __init__(
        self, factory: Factory, pin: int, *, pressed_when_low: bool = True, speed: float = 1.0
    ) -> None:
        self._speed = speed
        self._pressed_high = not pressed_when_low
        self._pin: WiredPin = factory.pin(pin, pin_class=WiredPin)
        self._pin.wire(high=not self._pressed_high)

    def press(self) -> None:
        """Press and let go, chattering both ways; takes as long as a foot does, by its program's clock."""
        began, speed = time.monotonic(), self._speed
        _play(self._pin, began, CHATTER_MS, speed, first=self._pressed_high)
        _play(self._pin, began + HELD_S / speed, CHATTER_MS, speed, first=not self._pressed_high)
