"""The pulse: pets systemd's watchdog when the loop has really turned, and says how the program stands.

Petting is an outcome of turning, never of a timer: a program that hangs, or whose sensors or network have lost their
thread, falls silent, and systemd starts it again.
"""

from collections.abc import Callable

from msgspec import Struct

from kiosk.shell.loop import Turned
from kiosk.shell.systemd import Systemd

PETS_A_WATCHDOG = 4
"""One lost pet is no death (sd_watchdog_enabled(3) asks for two)."""
STATUS_EVERY_S = 1.0


class Sign(Struct, frozen=True):
    """A part that must be alive for a pet, and the word for it."""

    name: str
    alive: Callable[[], bool]


class Pulse:
    """The life of one program as systemd hears it."""

    def __init__(
        self,
        systemd: Systemd,
        signs: tuple[Sign, ...],
        status: Callable[[], str],
        note: Callable[[str], None],
    ) -> None:
        """`status` says in a line how the program stands; `note` gets a line when a part is found dead."""
        self._systemd, self._signs = systemd, signs
        self._status, self._note = status, note
        self._told = ""
        self._told_at = 0.0
        self._pet_at = 0.0
        self._drained = False
        self._dead: tuple[str, ...] = ()

    @property
    def nap_at_most_s(self) -> float | None:
        """The longest that a turn may sleep, so that no pet comes late; None when nobody waits for one."""
        return None if self._systemd.watchdog_s is None else self._systemd.watchdog_s / PETS_A_WATCHDOG

    def ready(self) -> None:
        """The door is open."""
        self._told = self._status()
        self._systemd.tell(READY="1", STATUS=self._told)

    def turned(self, turn: Turned) -> None:
        """A turn is over: pet when it is time for it and all is well, and say what has changed."""
        self._drained |= turn.drained
        every_s = self.nap_at_most_s
        if every_s is not None and turn.at - self._pet_at >= every_s and self._well(turn):
            self._drained, self._pet_at = False, turn.at
            self._systemd.tell(WATCHDOG="1")
        if self._systemd.listens and turn.at - self._told_at >= STATUS_EVERY_S:
            self._told_at = turn.at
            self._tell_status()

    def stopping(self) -> None:
        """The door closes."""
        self._systemd.tell(STOPPING="1", STATUS="")

    def _well(self, turn: Turned) -> bool:
        """Whether all letters were read since the last pet, the picture is right, and no part is dead."""
        dead = tuple(sign.name for sign in self._signs if not sign.alive())
        if dead and dead != self._dead:
            self._note(
                f"dead: {', '.join(dead)}. The watchdog is left to starve, and systemd starts this program again"
            )
        self._dead = dead
        return self._drained and turn.shown and not dead

    def _tell_status(self) -> None:
        status = self._status()
        if status != self._told and self._systemd.tell(STATUS=status):
            self._told = status
