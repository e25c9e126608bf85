"""Watching the loop: what it says after each turn, and to whom."""

from typing import Protocol

from msgspec import Struct


class Turned(Struct, frozen=True):
    """A turn is over; what it came to."""

    at: float
    """Monotonic seconds."""
    drained: bool
    """Whether every letter that was there has been read."""
    shown: bool
    """Whether the picture on the screen is the state's."""


class Watcher(Protocol):
    """Whoever wants to know that the loop still turns."""

    @property
    def nap_at_most_s(self) -> float | None:
        """The longest that a turn may sleep, or None for any."""
        ...

    def turned(self, turn: Turned) -> None:
        """A turn is over."""
        ...
