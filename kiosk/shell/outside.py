"""What the loop turns and what it meets: a program on one side, the world on the other."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from msgspec import Struct

from kiosk.core import events
from kiosk.core.effects import Effect
from kiosk.core.moment import Moment
from kiosk.screens.scene import Scene, Size
from kiosk.screens.speech import Speech

S = TypeVar("S")


class NotWritten(Exception):
    """A record could not be made; its text says what happened, where, and how to mend it."""


class Stop(Struct, frozen=True):
    """The program shall end."""


class Resized(Struct, frozen=True):
    """The screen has another size now."""

    size: Size


class Turned(Struct, frozen=True):
    """A turn is over; what it came to."""

    at: float
    """Monotonic seconds."""
    drained: bool
    """Whether every letter that was there has been read."""
    shown: bool
    """Whether the picture on the screen is the state's."""


class Pressed(Struct, frozen=True):
    """The button that a finger holds down from now on, by the event it carries; None when none is held."""

    event: events.Event | None


Touch = events.Event | Stop | Resized | Pressed


class Program(Protocol[S]):
    """A core with its screen: the same names for the hatch and for the bar."""

    def step(self, state: S, event: events.Event, now: Moment) -> tuple[S, tuple[Effect, ...]]:
        """Take one event."""
        ...

    def deadline(self, state: S) -> float | None:
        """When a Tick would matter (monotonic seconds)."""
        ...

    def scene(self, state: S, now: Moment) -> Scene:
        """What the screen shows."""
        ...

    def spoken(self, state: S, now: Moment) -> Speech | None:
        """What is read aloud of it, or None."""
        ...

    def moving_until(self, state: S) -> float:
        """Until when the picture moves by itself (monotonic seconds)."""
        ...

    def changes_at(self, state: S, now: Moment) -> float | None:
        """When a still picture next changes by itself (monotonic seconds)."""
        ...

    def resized(self, size: Size) -> None:
        """The screen has another size now."""
        ...


class Outside(Struct, frozen=True):
    """What the loop meets of the world: letters in, effects out, pictures out."""

    take: Callable[[float], object | None]
    """The next letter of the mailbox, or None after so many seconds."""
    put: Callable[[object], None]
    """Put a letter into the mailbox, like everybody else."""
    translate: Callable[[object], Iterable[events.Event]]
    """What a letter means to the core."""
    touches: Callable[[Scene], Iterable[Touch]]
    """What fingers did to this scene since last asked."""
    perform: Callable[[Effect], None]
    """Do what a step asked for. Raises NotWritten when a record could not be made."""
    paint: Callable[[Scene], None]
    """Show a scene."""
    speak: Callable[[Speech | None], None] = lambda _: None
    """Say this, and no more what was being said."""


class Watcher(Protocol):
    """Whoever wants to know that the loop still turns."""

    @property
    def nap_at_most_s(self) -> float | None:
        """The longest that a turn may sleep, or None for any."""
        ...

    def turned(self, turn: Turned) -> None:
        """A turn is over."""
        ...
