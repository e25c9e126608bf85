"""The bar's foot switch, where the house has one: a real pin on a Pi, or a mock pin with a foot on it."""

from collections.abc import Callable
from contextlib import ExitStack

from hardware.foot import FootSwitch
from hardware.pins import pin_factory
from hardware.pretend_foot import PretendFoot
from kiosk.core import events
from kiosk.settings.house import BarPins
from kiosk.shell.clock import Clock
from kiosk.shell.stagehand import Refused


class Pedal:
    """What the stagehand has of a bar's sensors: a foot, and neither wood nor slit."""

    def __init__(self, foot: PretendFoot) -> None:
        self._foot = foot

    def knock(self, count: int, gap_ms: float) -> None:
        """There is no wood here. Raises Refused."""
        raise Refused(f"this program has no wood to knock on ({count}, {gap_ms:g} ms): knock is the hatch's")

    def slit(self, *, is_open: bool) -> None:
        """There is no slit here. Raises Refused."""
        raise Refused(f"this program has no slit ({'open' if is_open else 'closed'}): slit is the hatch's")

    def edges(self, moments_ms: tuple[float, ...]) -> None:
        """There is no knock line here. Raises Refused."""
        raise Refused(f"this program has no knock line ({len(moments_ms)} edges): edges is the hatch's")

    def cut(self, line: str, *, off: bool) -> None:
        """There is no such line here. Raises Refused."""
        raise Refused(f"this program has no line {line} ({'cut' if off else 'mended'}): cut is the hatch's")

    def foot(self) -> None:
        """Press, and return when the foot is up again."""
        self._foot.press()


def pedal(
    pins: BarPins, put: Callable[[object], None], closing: ExitStack, clock: Clock, *, simulate: bool
) -> Pedal | None:
    """Open the foot switch, if there is one; what presses it, where it is simulated.

    Raises hardware.pins.PinsUnavailable.
    """
    if not pins.has_foot:
        return None
    factory = pin_factory(simulate)
    closing.callback(factory.close)
    # Before the switch, as a wall is wired before it is switched on.
    foot = (
        PretendFoot(factory, pins.foot, pressed_when_low=pins.foot_pressed_when_low, speed=clock.speed)
        if simulate
        else None
    )
    switch = FootSwitch(
        pins.foot,
        lambda at, pressed: put(events.FootMoved(clock.at(at), pressed)),
        pressed_when_low=pins.foot_pressed_when_low,
        pin_factory=factory,
    )
    closing.callback(switch.close)
    return None if foot is None else Pedal(foot)
