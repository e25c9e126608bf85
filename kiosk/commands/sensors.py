"""The hatch's sensors: real pins on a Pi, or mock pins with wood behind them."""

from collections.abc import Callable
from contextlib import ExitStack

from hardware.knock import KnockSensor
from hardware.pins import listening, pin_factory
from hardware.pretend import PretendBoard
from hardware.slit import SlitSwitch
from kiosk.commands.wood import Wood
from kiosk.core import events
from kiosk.settings import Settings
from kiosk.shell.pulse import Sign

PINS = Sign("the pins' thread", listening)
"""What must live for the watchdog to be petted."""


def sensors(
    settings: Settings, put: Callable[[object], None], closing: ExitStack, *, simulate: bool
) -> Wood | None:
    """Open the knock sensor and the slit switch; the wood to knock on, where they are simulated.

    Raises hardware.pins.PinsUnavailable.
    """
    pins = settings.pins
    factory = pin_factory(simulate)
    closing.callback(factory.close)
    wood = None
    if simulate:
        # Before the sensors, as a wall is wired before it is switched on.
        wood = Wood(
            PretendBoard(
                factory,
                pins.knock,
                pins.slit,
                active_high=pins.knock_active_high,
                open_when_high=pins.slit_open_when_high,
            )
        )
        closing.callback(wood.close)
    knock = KnockSensor(
        pins.knock,
        lambda at, active: put(events.KnockEdge(at, active)),
        active_high=pins.knock_active_high,
        pin_factory=factory,
    )
    closing.callback(knock.close)
    slit = SlitSwitch(
        pins.slit,
        lambda at, is_open: put(events.SlitMoved(at, is_open)),
        open_when_high=pins.slit_open_when_high,
        pin_factory=factory,
    )
    closing.callback(slit.close)
    return wood
