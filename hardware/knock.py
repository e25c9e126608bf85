"""The knock sensor: every edge of its line, active and not, with the kernel's time stamp."""

from gpiozero import Factory

from hardware.line import Line, Listener


class KnockSensor(Line):
    """A vibration module or a piezo with a comparator on `pin` (BCM number).

    `heard(at_s, active)` is called for both edges, raw: one blow is a burst of them. The internal resistor pulls to
    the idle level, so that a broken wire is silence. `active_high` says which level means that something shakes.
    """

    def __init__(
        self, pin: int, heard: Listener, *, active_high: bool = True, pin_factory: Factory | None = None
    ) -> None:
        super().__init__(pin, heard, pull_up=not active_high, pin_factory=pin_factory)
