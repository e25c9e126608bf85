"""An MCP3008 with a piezo on it, on gpiozero's mock SPI: what a blow does to its height, and how the chip tells it."""

import time
from math import exp

from gpiozero import Device, Factory
from gpiozero.pins.mock import MockSPIDevice

FULL = 1023
ASKED_BITS = 10
"""After so many bits the chip knows its channel: seven of nothing, a start bit, one end or two; and answers from the twelfth on."""
CHANNEL_BITS = 12
CLOCK, MOSI, MISO, SELECTS = 11, 10, 9, (8, 7)
"""The Pi's SPI bus 0, by BCM numbers."""
DECAY_S = 0.02
"""Behind a diode with a resistor and a capacitor the height of a blow falls like this."""


class PretendPiezo(MockSPIDevice):
    """Answers on `channel`, chosen by select line `device`; at rest at `rest`, a part of the whole range."""

    def __init__(self, factory: Factory, *, channel: int = 0, device: int = 0, rest: float = 0.01) -> None:
        super().__init__(CLOCK, MOSI, MISO, SELECTS[device], pin_factory=factory)
        if Device.pin_factory is None:
            Device.pin_factory = factory  # gpiozero's bus of mock pins looks nowhere else
        self._channel, self._rest = channel, rest
        self._struck: tuple[float, float] | None = None
        self._cut = False

    def wire(self, *, high: bool, at: float | None = None) -> None:
        """An edge of a blow: each strike sets the height, which falls by itself."""
        if high:
            self.strike(0.8, time.monotonic() if at is None else at)

    def strike(self, height: float, at: float) -> None:
        """Hit the wood: the disc gives `height` at `at`, above its rest, and less from then on."""
        self._struck = (height, at)

    def cut(self, *, off: bool) -> None:
        """Pull the chip out of its socket, or put it back."""
        self._cut = off

    def value(self, now: float) -> float:
        """The signal, as a part of the whole range."""
        if self._struck is None:
            return self._rest
        height, at = self._struck
        return min(1.0, self._rest + height * exp(-max(0.0, now - at) / DECAY_S))

    def on_bit(self) -> None:
        """Answer once the channel is known; a chip that is out leaves the line floating high."""
        if self._cut:
            self.tx_buf = [1]
        elif self.rx_bit == CHANNEL_BITS:
            asked = self.rx_word() & 0b111
            answer = round(self.value(time.monotonic()) * FULL) if asked == self._channel else 0
            self.tx_word(answer, ASKED_BITS + 2)
