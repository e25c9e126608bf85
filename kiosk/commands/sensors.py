"""The hatch's sensors: real pins on a Pi, or mock pins with wood behind them; what they hear and lack, as events."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import NamedTuple

from msgspec.structs import asdict

from hardware.pins import listening
from hardware.wires import PiezoWires, Wires
from hardware.wiring import Wiring
from kiosk.commands.wood import Wood
from kiosk.core import events
from kiosk.settings import Settings
from kiosk.shell.clock import MACHINE, Clock
from kiosk.shell.pulse import Sign

PINS = Sign("the pins' thread", listening)
"""What must live for the watchdog to be petted."""
Put = Callable[[object], None]


class Sensors(NamedTuple):
    """What was opened."""

    wiring: Wiring
    wood: Wood | None
    """To knock on, where the sensors are simulated."""


def sensors(
    settings: Settings, put: Put, closing: ExitStack, clock: Clock = MACHINE, *, simulate: bool
) -> Sensors:
    """Open the knock sensor and the slit switch.

    What the machine is to blame for comes as an event, now or later, and the hatch goes on without; what the
    configuration is to blame for raises hardware.pins.PinsUnavailable.
    """
    wires, told = wired(settings), (_heard(put, clock), _moved(put, clock), _reported(put))
    if not simulate:
        wiring = wires.connect(*told)
        closing.callback(wiring.close)
        return Sensors(wiring, None)
    wiring, board = wires.pretend(*told, speed=clock.speed)
    closing.callback(wiring.close)
    wood = Wood(board)
    closing.callback(wood.close)
    return Sensors(wiring, wood)


def wired(settings: Settings) -> Wires:
    """How the configuration says that this hatch is wired."""
    pins = settings.pins
    return Wires(
        knock=pins.knock,
        slit=pins.slit,
        active_high=_fixed(pins.knock_active_high),
        open_when_high=_fixed(pins.slit_open_when_high),
        piezo=PiezoWires(**asdict(settings.piezo)) if pins.kind == "mcp3008" else None,
    )


def _fixed(level: bool | str) -> bool | None:  # noqa: FBT001 - as it stands in the configuration
    """A level as it is told, or None for one to be learned."""
    return level if isinstance(level, bool) else None


def _heard(put: Put, clock: Clock) -> Callable[[float, bool], None]:
    return lambda at, active: put(events.KnockEdge(clock.at(at), active))


def _moved(put: Put, clock: Clock) -> Callable[[float, bool], None]:
    return lambda at, is_open: put(events.SlitMoved(clock.at(at), is_open))


def _reported(put: Put) -> Callable[[str, str], None]:
    return lambda line, why: put(events.PinFault(line, why) if why else events.PinBack(line))
