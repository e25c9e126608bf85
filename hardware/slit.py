"""The slit switch: whether the slit is open, on every change and once at start."""

from gpiozero import Factory

from hardware.line import Line, Listener


class SlitSwitch(Line):
    """A contact between `pin` (BCM number) and ground, pulled up: low while the contact is closed.

    `moved(at_s, is_open)` is called once from the constructor with how the slit stands, then on every change, raw:
    a contact chatters for some milliseconds. `open_when_high` is right for a contact that the closed slit closes.
    """

    def __init__(
        self, pin: int, moved: Listener, *, open_when_high: bool = True, pin_factory: Factory | None = None
    ) -> None:
        self._open_when_high = open_when_high
        super().__init__(pin, moved, pull_up=True, pin_factory=pin_factory)
        self._tell_how_it_stands()

    @property
    def is_open(self) -> bool:
        """How the slit stands now."""
        # Pulled up, gpiozero calls the low level active.
        return bool(self.is_active) != self._open_when_high

    def _tell(self, at: float, *, active: bool) -> None:
        super()._tell(at, active=active != self._open_when_high)

    def _tell_how_it_stands(self) -> None:
        """Tell until it holds: the slit may move, and the pins' thread tell of it, between our look and our word."""
        told = None
        while told != self.is_active:
            told = bool(self.is_active)
            self._tell(self.pin_factory.ticks(), active=told)
