"""The foot switch: a pedal or a button for whoever has wet hands, told on every change."""

from gpiozero import Factory

from hardware.line import Line
from hardware.listener import Listener


class FootSwitch(Line):
    """A contact between `pin` (BCM number) and ground, pulled up, that closes when it is pressed.

    `moved(at_s, pressed)` is called on every change, raw: a contact chatters for some milliseconds going in and coming
    out. `pressed_when_low = False` is right for a contact that opens when it is pressed.
    """

    def __init__(
        self, pin: int, moved: Listener, *, pressed_when_low: bool = True, pin_factory: Factory | None = None
    ) -> None:
        self._pressed_when_low = pressed_when_low
        super().__init__(pin, moved, pull_up=True, pin_factory=pin_factory)

    def _meant(self, at: float, *, high: bool) -> None:
        self._tell(at, state=high != self._pressed_when_low)
