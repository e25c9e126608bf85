"""A board of mock pins and somebody who knocks on it: the sensors' other end, for a desk without a Pi."""

import errno
import time
from typing import Literal, Protocol

from gpiozero import Factory
from gpiozero.pins.mock import MockFactory, MockPin

from hardware.pretend_piezo import PretendPiezo

RINGING_MS = (
    (0.4, 1.9, 2.6, 5.8, 6.9),
    (0.3, 3.2, 3.8, 9.5, 10.1, 21.0, 23.5),
    (0.6, 2.7, 3.3),
    (0.2, 1.1, 1.7, 12.0, 12.9, 26.0, 38.0),
    (0.5, 2.4, 3.1),
)
"""Edges after a blow's first one. A comparator behind loose wood gives 1 to 8 within 0.2 to 40 ms (domain 7.3); an
odd number, so that the line comes to rest. Blow after blow takes the next row: no chance, the same every time."""

CHATTER_MS = (0.0, 0.3, 0.8, 1.4, 2.9)
"""A switch's contact on its way: it touches, springs off and touches again."""

SWAY = (0.0, 0.03, -0.04, 0.02, -0.03)
"""No hand is even: how much later each blow comes, by the gap. No chance either, and blow after blow takes the next."""

LEAST_GAP_MS = 60.0
"""Blows closer than this would start inside each other's ringing."""


Line = Literal["knock", "slit"]


class WiredPin(MockPin):
    """A mock pin with a circuit on it: what the circuit says holds against the pull, and carries its own time."""

    _level: bool | None = None
    _stamp: float | None = None
    _cut = False

    def wire(self, *, high: bool, at: float | None = None) -> None:
        """Drive the line; `at` is the edge's time stamp, as a kernel would have it however late this thread runs."""
        self._level = high
        self._stamp = at
        if self._cut:
            return
        if high:
            self.drive_high()
        else:
            self.drive_low()
        self.clear_states()  # gpiozero's mock pins remember every change for ever

    def cut(self, *, off: bool) -> None:
        """Take the line's chip away, or bring it back."""
        self._cut = off

    def _get_state(self) -> bool:
        self._need_chip()
        return bool(super()._get_state())

    def _set_pull(self, value: str) -> None:
        self._need_chip()
        super()._set_pull(value)
        if self._level is not None:
            self.wire(high=self._level)

    def _change_state(self, value: bool) -> bool:  # noqa: FBT001 - gpiozero's signature
        changed = bool(super()._change_state(value))
        if changed and self._stamp is not None:
            self._last_change = self._stamp
        return changed

    def _need_chip(self) -> None:
        if self._cut:
            raise OSError(errno.ENODEV, "the chip was taken away")


class PretendFactory(MockFactory):
    """Mock pins that stay wired when a program lets go of them, as a wall does."""

    def __init__(self) -> None:
        super().__init__(pin_class=WiredPin)

    def close(self) -> None:
        """Forget nothing."""


class _Wired(Protocol):
    """What a blow's edges are played on."""

    def wire(self, *, high: bool, at: float | None = None) -> None: ...

    def cut(self, *, off: bool) -> None: ...


class PretendBoard:
    """The wood and the slit, wired to `knock_pin` and `slit_pin` of a mock factory and at rest, the slit closed.

    `factory` is `pins.pin_factory(simulate=True)`; the polarities are the sensors'. A `piezo` on an MCP3008 takes the knock
    pin's place. Build it before the sensors, as a wall is wired before it is switched on: then they find their pins at
    rest. Its calls take as long as the real thing and block, and the sensors' listeners run inside them; make them
    from one thread. With a `speed` all of it happens so many times quicker, for a program whose clock does.
    """

    def __init__(
        self,
        factory: Factory,
        knock_pin: int,
        slit_pin: int,
        *,
        active_high: bool = True,
        open_when_high: bool = True,
        piezo: PretendPiezo | None = None,
        speed: float = 1.0,
    ) -> None:
        self._speed = speed
        self._active_high = active_high
        self._open_when_high = open_when_high
        self._blows = 0
        self._open = False
        self._knock_pin: _Wired = factory.pin(knock_pin, pin_class=WiredPin) if piezo is None else piezo
        self._slit_pin: WiredPin = factory.pin(slit_pin, pin_class=WiredPin)
        self._knock_pin.wire(high=not active_high)
        self._slit_pin.wire(high=not open_when_high)

    def knock(self, count: int = 1, gap_ms: float = 220.0) -> None:
        """Strike `count` times, `gap_ms` from one blow's start to the next; 220 ms is a usual gap (domain 7.2).

        Raises `ValueError` for fewer than one blow or for blows that would ring into each other.
        """
        if count < 1 or gap_ms < LEAST_GAP_MS:
            raise ValueError(
                f"{count} blows {gap_ms:g} ms apart: at least 1 blow, at least {LEAST_GAP_MS:g} ms apart"
            )
        start = time.monotonic()
        for blow in range(count):
            ringing = RINGING_MS[self._blows % len(RINGING_MS)]
            self._blows += 1
            sway = SWAY[blow % len(SWAY)]
            _play(
                self._knock_pin,
                start + (blow + sway) * gap_ms / self._speed / 1000,
                (0.0, *ringing),
                self._speed,
                first=self._active_high,
            )

    def slit(self, open: bool) -> None:  # noqa: A002, FBT001 - `slit(open=True)` reads as it acts
        """Move the slit; nothing happens if it stands so already."""
        if open != self._open:
            self._open = open
            _play(
                self._slit_pin,
                time.monotonic(),
                CHATTER_MS,
                self._speed,
                first=open == self._open_when_high,
            )

    def edges(self, moments_ms: tuple[float, ...]) -> None:
        """Play any edges on the knock line, active first, each so many milliseconds after now."""
        _play(self._knock_pin, time.monotonic(), moments_ms, self._speed, first=self._active_high)

    def cut(self, line: Line, *, off: bool) -> None:
        """Take a line's chip away, or bring it back."""
        (self._knock_pin if line == "knock" else self._slit_pin).cut(off=off)


def _play(pin: _Wired, start: float, edges_ms: tuple[float, ...], speed: float = 1.0, *, first: bool) -> None:
    """Drive the pin to `first` and back by turns, each edge at its time after `start`.

    Quickened, they all come with the first one, each with its own stamp: no thread sleeps as finely as a blow then rings.
    """
    for turn, after_ms in enumerate(edges_ms):
        at = start + after_ms / speed / 1000
        if speed <= 1 or turn == 0:
            time.sleep(max(0.0, at - time.monotonic()))
        pin.wire(high=first == (turn % 2 == 0), at=at)
