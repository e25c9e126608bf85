"""The knock sensor: every edge of its line, active and not, with the kernel's time stamp."""

from gpiozero import Factory

from hardware.line import SETTLE_S, Line
from hardware.listener import Listener
from hardware.rest import Rest

LEARN_S = 1.0
"""How long a line is watched before it is believed where it rests; nothing is heard meanwhile. A blow rings for less."""


class KnockSensor(Line):
    """A vibration module or a piezo with a comparator on `pin` (BCM number).

    `heard(at_s, active)` is called for both edges, raw: one blow is a burst of them. `active_high` says which level means
    that something shakes; None learns it from where the line rests over the first `settle_s` seconds, which are not
    told: what a line does when it is claimed is no knock.

    The internal resistor pulls to the idle level, so that a broken wire is silence. While that is not known it pulls up,
    and stays so: right for a contact to ground and overruled by any module; a broken wire is then heard as a line that
    stands active, or not at all.
    """

    def __init__(
        self,
        pin: int,
        heard: Listener,
        *,
        active_high: bool | None = None,
        settle_s: float | None = None,
        pin_factory: Factory | None = None,
    ) -> None:
        self._fixed = active_high
        self._rest: Rest | None = None
        self._window_s = (LEARN_S if active_high is None else SETTLE_S) if settle_s is None else settle_s
        super().__init__(pin, heard, pull_up=not active_high, pin_factory=pin_factory)

    def _begin(self) -> None:
        super()._begin()
        self._rest = Rest(self.pin_factory.ticks(), self._window_s, high=bool(self._high))

    @property
    def rests_high(self) -> bool | None:
        """At which level the line rests: as it was told or has learned; None while it is learning."""
        learned = None if self._rest is None else self._rest.level(self.pin_factory.ticks())
        return learned if self._fixed is None or learned is None else not self._fixed

    def _meant(self, at: float, *, high: bool) -> None:
        if self._rest is None:
            return  # still being built
        rests = self._rest.level(at)
        self._rest.edge(at, high=high)
        if rests is not None:
            self._tell(at, state=high == (not rests if self._fixed is None else self._fixed))
