"""The other knock sensor: a piezo on an MCP3008, whose height is turned into the same edges as a digital line's."""

import time
import warnings
from contextlib import suppress
from typing import Any

from gpiozero import MCP3008, Factory
from gpiozero.exc import SPISoftwareFallback, ZombieThread
from gpiozero.threads import GPIOThread

from hardware.comparator import Comparator
from hardware.knock import LEARN_S
from hardware.listener import Listener, tell
from hardware.pins import PinFault, PinsUnavailable, spi_answering, spi_claiming

FULL = 1023
"""The converter's ten bits."""
NULL_BIT = 0b100
"""Before its ten bits the converter sends a zero; what is not there sends whatever the line floats to."""
STOP_S = 1.0


class PiezoSensor(MCP3008):
    """A piezo disc on `channel` of the MCP3008 that answers to chip select `device` of the Pi's SPI bus 0.

    A thread reads it `rate_hz` times a second, and a comparator in software makes edges of it (see `Comparator` for
    `threshold` and `release`, parts of the whole range). `heard(at_s, active)` is called from that thread, with the moment of
    the reading on `time.monotonic()`'s clock. Where it rests is learned over the first `settle_s` seconds, in which
    nothing is told. Raises `PinsUnavailable`.
    """

    def __init__(
        self,
        heard: Listener,
        *,
        channel: int = 0,
        device: int = 0,
        threshold: float = 0.15,
        release: float = 0.08,
        rate_hz: float = 500.0,
        settle_s: float = LEARN_S,
        pin_factory: Factory | None = None,
    ) -> None:
        # Before super: gpiozero lets an instance have no more attributes once it is built.
        self._listener, self._name = heard, f"channel {channel} of the MCP3008"
        self._every_s = 1 / rate_hz
        self._fault = ""
        self._thread = GPIOThread(self._sample, name="piezo")
        self._comparator = Comparator(threshold, release, time.monotonic() + settle_s)
        try:
            with spi_claiming(device), warnings.catch_warnings():
                # Without the kernel's SPI, gpiozero would wiggle four pins by hand, too slowly for a knock.
                warnings.simplefilter("error", SPISoftwareFallback)
                super().__init__(channel, port=0, device=device, pin_factory=pin_factory)
                self._read()
        except PinsUnavailable:
            self.close()
            raise
        self._thread.start()

    @property
    def rest(self) -> float | None:
        """Where the signal rests, as a part of the whole range; None while that is learned."""
        return self._comparator.rest

    def take_peak(self) -> float:
        """The greatest height since this was last asked: what a technician sets the threshold by."""
        return self._comparator.take_peak()

    def look(self) -> None:
        """Raise `PinFault` when the converter no longer answers."""
        if self._fault:
            raise PinFault(self._fault)
        if not self._thread.is_alive():
            raise PinFault(f"{self._name} is no longer read: its thread has ended")

    def close(self) -> None:
        """Stop reading, and let the bus go."""
        thread, bus = getattr(self, "_thread", None), getattr(self, "_spi", None)
        if thread is not None and thread.is_alive():
            with suppress(ZombieThread):  # one that hangs in the kernel ends with the program
                thread.stop(STOP_S)
        with suppress(PinFault), spi_answering(getattr(self, "_name", "")):
            super().close()
        self._spi: Any = None
        if bus is not None:
            # gpiozero ties a shared bus into a knot with its own `close`. Python's garbage collector would untie it at any
            # moment, also while gpiozero holds the lock that closing asks for: a thread that waits for itself, for ever.
            vars(bus).pop("close", None)

    def _read(self) -> int:
        _, high, low = self._spi.transfer(self._send())
        if high & NULL_BIT:
            raise PinFault(
                f"nobody answers on {self._name}: see that it has 3.3 V and ground, and that its DOUT is on GPIO9 (pin 21)"
            )
        return int((high & 0b11) << 8 | low)

    def _sample(self) -> None:
        """Read until told to stop, or until the bus fails; whoever is late is not made up for."""
        due = time.monotonic()
        try:
            with spi_answering(self._name):
                while not self._thread.stopping.wait(max(0.0, due - time.monotonic())):
                    before = time.monotonic()
                    value = self._read() / FULL
                    self._take((before + time.monotonic()) / 2, value)
                    due = max(due + self._every_s, before)
        except PinFault as fault:
            self._fault = str(fault)  # not itself: its traceback would keep the bus

    def _take(self, at: float, value: float) -> None:
        """One reading, and what is new with it."""
        active = self._comparator.take(at, value)
        if active is not None:
            tell(self._listener, self._name, at, state=active)
