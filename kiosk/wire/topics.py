"""Topics: the only place where one is spelled."""

import re
from enum import StrEnum
from typing import NamedTuple

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Kind(StrEnum):
    """What a topic carries; the value is how it is spelled below the hatch's own topic."""

    STATUS_HATCH = "status/hatch"
    STATUS_BAR = "status/bar"
    MENU = "menu"
    BOARD = "board"
    SEEN = "seen"
    REQUEST = "request"
    RESPONSE = "response"
    KNOCK = "knock"


RETAINED = frozenset({Kind.STATUS_HATCH, Kind.STATUS_BAR, Kind.MENU, Kind.BOARD})
"""State, which the broker keeps for whoever comes later. The rest are happenings, which nobody may keep."""


class Place(NamedTuple):
    """What a topic says: whose, what, and of which display (None but for a display's status)."""

    hatch: str
    kind: Kind
    display: str | None = None


class Topics:
    """The topics below one base, for any number of hatches and displays."""

    def __init__(self, base: str) -> None:
        """Take the house's base topic: names joined by `/`. Raises ValueError for anything else."""
        for level in base.split("/"):
            checked(level)
        self.base = base

    def status_hatch(self, hatch: str) -> str:
        """The hatch is here, or not (retained, its last will)."""
        return self._of(hatch, Kind.STATUS_HATCH)

    def status_bar(self, hatch: str, display: str) -> str:
        """A display is here, or not (retained, its last will)."""
        return f"{self._of(hatch, Kind.STATUS_BAR)}/{checked(display)}"

    def menu(self, hatch: str) -> str:
        """The night's menu (retained)."""
        return self._of(hatch, Kind.MENU)

    def board(self, hatch: str) -> str:
        """Everything the bar must know (retained)."""
        return self._of(hatch, Kind.BOARD)

    def seen(self, hatch: str) -> str:
        """A revision of the board is on a display's screen."""
        return self._of(hatch, Kind.SEEN)

    def request(self, hatch: str) -> str:
        """What the bar asks of the hatch."""
        return self._of(hatch, Kind.REQUEST)

    def response(self, hatch: str) -> str:
        """What the hatch answers."""
        return self._of(hatch, Kind.RESPONSE)

    def knock(self, hatch: str) -> str:
        """Somebody knocked."""
        return self._of(hatch, Kind.KNOCK)

    def doctor(self, hatch: str, visitor: str) -> str:
        """Where whoever looks after the broker may say something to itself."""
        return f"{self.base}/{checked(hatch)}/doctor/{checked(visitor)}"

    def home_pause(self, hatch: str) -> str:
        """A switch of the house: ON pauses, OFF goes on."""
        return f"{self._home(hatch)}/pause"

    def home_sold_out(self, hatch: str, drink: str) -> str:
        """A switch of the house for one drink: ON for sold out, OFF for to be had again."""
        return f"{self._home(hatch)}/sold_out/{checked(drink)}"

    def home_listens(self, hatch: str) -> tuple[str, ...]:
        """The filters that a hatch subscribes to for the house's switches."""
        return (f"{self._home(hatch)}/pause", f"{self._home(hatch)}/sold_out/+")

    def hatch_listens(self, hatch: str) -> tuple[str, ...]:
        """The filters that a hatch subscribes to."""
        return (f"{self._of(hatch, Kind.STATUS_BAR)}/+", self.seen(hatch), self.request(hatch))

    def bar_listens(self, hatch: str) -> tuple[str, ...]:
        """The filters that a display subscribes to, for one hatch."""
        kinds = (Kind.STATUS_HATCH, Kind.MENU, Kind.BOARD, Kind.RESPONSE, Kind.KNOCK)
        return tuple(self._of(hatch, kind) for kind in kinds)

    def parse(self, topic: str) -> Place | None:
        """Say what a topic is, or None when it is none of ours."""
        if not topic.startswith(f"{self.base}/"):
            return None
        hatch, _, rest = topic[len(self.base) + 1 :].partition("/")
        if not _NAME.fullmatch(hatch):
            return None
        stem, _, display = rest.rpartition("/")
        if stem == Kind.STATUS_BAR:
            return Place(hatch, Kind.STATUS_BAR, display) if _NAME.fullmatch(display) else None
        if rest == Kind.STATUS_BAR or rest not in {kind.value for kind in Kind}:
            return None
        return Place(hatch, Kind(rest))

    def _home(self, hatch: str) -> str:
        return f"{self.base}/{checked(hatch)}/home"

    def _of(self, hatch: str, kind: Kind) -> str:
        return f"{self.base}/{checked(hatch)}/{kind}"


def checked(name: str) -> str:
    """Return a name that may be a level of a topic; raise ValueError for one that may not."""
    if not _NAME.fullmatch(name):
        msg = f"{name!r} cannot be part of a topic: use 1 to 64 letters, digits, _ and -"
        raise ValueError(msg)
    return name
