"""How a hatch is wired: which sensor hangs where, and what it takes to open each, in earnest or pretended."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial

from gpiozero import Factory

from hardware.knock import LEARN_S, KnockSensor
from hardware.line import SETTLE_S
from hardware.listener import Listener
from hardware.piezo import PiezoSensor
from hardware.pins import pin_factory
from hardware.pretend import PretendBoard
from hardware.pretend_piezo import PretendPiezo
from hardware.slit import SlitSwitch
from hardware.wiring import LOOK_S, Sensor, Told, Wiring

KNOCK, SLIT = "knock", "slit"
"""The sensors' names."""


@dataclass(frozen=True)
class PiezoWires:
    """A piezo on an MCP3008, in the words of `PiezoSensor`."""

    device: int
    channel: int
    threshold: float
    release: float
    rate_hz: float


@dataclass(frozen=True)
class Wires:
    """Pins by BCM number; None for a level that is to be learned. With a piezo, `knock` is no pin of ours."""

    knock: int
    slit: int
    active_high: bool | None
    open_when_high: bool | None
    piezo: PiezoWires | None = None

    def connect(
        self, heard: Listener, moved: Listener, told: Told, *, look_s: float | None = LOOK_S
    ) -> Wiring:
        """Open the sensors on the Pi's own pins. Raises `PinsUnavailable` for what no waiting would mend."""
        makers = self._makers(heard, moved, LEARN_S, SETTLE_S)
        return Wiring(partial(pin_factory, simulate=False), makers, told, look_s=look_s)

    def pretend(
        self, heard: Listener, moved: Listener, told: Told, *, speed: float = 1.0
    ) -> tuple[Wiring, PretendBoard]:
        """Open them on mock pins, with wood behind. It is at rest before they come: there is nothing to wait for."""
        factory = pin_factory(simulate=True)
        disc = None
        if self.piezo is not None:
            disc = PretendPiezo(factory, channel=self.piezo.channel, device=self.piezo.device)
        board = PretendBoard(
            factory,
            self.knock,
            self.slit,
            active_high=self.active_high is not False,
            open_when_high=self.open_when_high is not False,
            piezo=disc,
            speed=speed,
        )
        return Wiring(lambda: factory, self._makers(heard, moved, 0.0, 0.0), told), board

    def _makers(
        self, heard: Listener, moved: Listener, learn_s: float, settle_s: float
    ) -> Mapping[str, Callable[[Factory], Sensor]]:
        return {
            KNOCK: _KnockMaker(self, heard, learn_s, settle_s),
            SLIT: _SlitMaker(self, moved, settle_s),
        }


@dataclass
class _KnockMaker:
    """Opens the knock sensor, of whichever kind."""

    wires: Wires
    heard: Listener
    learn_s: float
    settle_s: float

    def __call__(self, factory: Factory) -> Sensor:
        piezo, active_high = self.wires.piezo, self.wires.active_high
        if piezo is not None:
            return PiezoSensor(self.heard, **asdict(piezo), settle_s=self.learn_s, pin_factory=factory)
        settle_s = self.learn_s if active_high is None else self.settle_s
        return KnockSensor(
            self.wires.knock, self.heard, active_high=active_high, settle_s=settle_s, pin_factory=factory
        )


class _SlitMaker:
    """Opens the slit's switch; what it learned of its contact the first time holds when it is opened again."""

    def __init__(self, wires: Wires, moved: Listener, settle_s: float) -> None:
        self._pin, self._open_when_high = wires.slit, wires.open_when_high
        self._moved, self._settle_s = moved, settle_s

    def __call__(self, factory: Factory) -> Sensor:
        switch = SlitSwitch(
            self._pin,
            self._moved,
            open_when_high=self._open_when_high,
            settle_s=self._settle_s,
            pin_factory=factory,
        )
        self._open_when_high = switch.open_when_high
        return switch
