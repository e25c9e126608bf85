"""All sensors of a hatch together: opened, looked after, reported when they fail, and opened again."""

from collections.abc import Callable, Mapping
from threading import Event, Lock, Thread
from typing import Protocol

from gpiozero import Factory

from hardware.pins import PinFault, PinsUnavailable, let_go

LOOK_S = 1.0
"""Every sensor is asked so often whether it still answers, and one that failed is tried again."""
LEAVE_S = 1.0
"""Longest wait, on closing, for a look that is under way."""

Told = Callable[[str, str], None]
"""Takes a sensor's name and why it cannot be used; no reason: it can be used again."""


class Sensor(Protocol):
    """What is looked after."""

    def look(self) -> None:
        """Raise `PinFault` if it no longer answers."""
        ...

    def close(self) -> None:
        """Let its pins go; never raises."""
        ...


class Wiring:
    """Opens each sensor of `makers` on the pins that `source` brings, and keeps them open.

    A configuration that cannot work raises `PinsUnavailable` from the constructor. What the machine is to blame for (no
    chip, a busy pin, a line that went dead) is told to `told` instead, once, and again with no reason when it is over: by the
    constructor, and later from a thread of its own. One dead line closes all and opens all anew, since it is the chip
    that died; a busy pin is nobody's matter but its own.
    """

    def __init__(
        self,
        source: Callable[[], Factory],
        makers: Mapping[str, Callable[[Factory], Sensor]],
        told: Told,
        *,
        look_s: float | None = LOOK_S,
    ) -> None:
        """`look_s` None leaves the looking to whoever calls `turn`."""
        self._source, self._makers, self._told = source, makers, told
        self._factory: Factory | None = None
        self._sensors: dict[str, Sensor] = {}
        self._faults: dict[str, str] = {}
        self.busy: frozenset[str] = frozenset()
        """The sensors whose pins somebody else holds."""
        self._turning, self._ending = Lock(), Event()
        try:
            self._open({})
        except PinsUnavailable:
            self._drop()
            raise
        if look_s is not None:
            Thread(target=self._run, args=(look_s,), name="wiring", daemon=True).start()

    def sensor(self, name: str) -> Sensor | None:
        """A sensor, while it is open."""
        return self._sensors.get(name)

    def turn(self) -> None:
        """Look at every sensor once, and try again what is not open."""
        with self._turning:
            if not self._ending.is_set():
                self._open(self._lost())

    def close(self) -> None:
        """Let everything go."""
        self._ending.set()
        if self._turning.acquire(timeout=LEAVE_S):
            self._drop()
            self._turning.release()

    def _run(self, look_s: float) -> None:
        while not self._ending.wait(look_s):
            try:
                self.turn()
            except PinsUnavailable as fault:
                # It worked at the door, so this too is the machine's: a later look may find it better.
                for name in self._makers:
                    self._tell(name, str(fault))

    def _lost(self) -> Mapping[str, str]:
        """The first sensor that no longer answers, and why; then all are closed."""
        for name, sensor in self._sensors.items():
            try:
                sensor.look()
            except PinFault as fault:
                self._drop()
                return {name: str(fault)}
        return {}

    def _open(self, lost: Mapping[str, str]) -> None:
        """Open what is not; of what was just lost it is told even when it comes back at once."""
        for name, make in self._makers.items():
            if name in self._sensors:
                continue
            try:
                if self._factory is None:
                    self._factory = self._source()
                self._sensors[name] = make(self._factory)
            except PinFault as fault:
                self.busy |= {name} if fault.busy else frozenset()
                self._tell(name, str(fault))
            else:
                self.busy -= {name}
                self._tell(name, lost.get(name, ""))
                self._tell(name, "")

    def _drop(self) -> None:
        """Close what is open, the factory last: only a new one finds a chip that came back."""
        for sensor in self._sensors.values():
            sensor.close()
        self._sensors.clear()
        factory, self._factory = self._factory, None
        if factory is not None:
            let_go(factory)

    def _tell(self, name: str, why: str) -> None:
        """Tell what is news."""
        if why != self._faults.get(name, ""):
            self._faults[name] = why
            self._told(name, why)
