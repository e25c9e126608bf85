"""What the ear remembers of the knock line, as frozen values. Times are monotonic seconds."""

from math import inf

from msgspec import Struct

from kiosk.core.habit import Habit
from kiosk.core.heard import Burst, Deaf, Noise
from kiosk.core.knock_line import Line
from kiosk.core.rhythm import Rhythm
from kiosk.core.rules import KnockRules

Takes = tuple[tuple[float, ...], ...]


class Sounding(Struct, frozen=True):
    """The burst that goes on now."""

    at: float
    edges: int
    noise: Noise | None
    """Why it is no knock, where that is known by its beginning."""


class Ear(Struct, frozen=True):
    """What the ear remembers of the line."""

    rules: KnockRules
    rhythms: tuple[Rhythm, ...] = ()
    line: Line = Line()
    burst: Sounding | None = None
    bursts: tuple[Burst, ...] = ()
    """The present bout's."""
    echoed: float = -inf
    """The last knock told."""
    echoes: int = 0
    """Knocks told of the present bout."""
    held_until: float = -inf
    """The slit moved: until then the wood speaks of it."""
    quiet_until: float = -inf
    """Something rumbled: until then it may be its end."""
    slit_open: bool = False
    habit: Habit = Habit()
    unrest: float = 0.0
    """How much the wood moved without anybody knocking, as of `unrest_at`."""
    unrest_at: float = -inf
    lone: float = -inf
    """The last lone knock."""
    takes: Takes = ()
    """The knocks of the last bout told and of what came a breath before it, by their readings, the likeliest first."""

    @property
    def last_knocks(self) -> tuple[float, ...]:
        """The knocks of the last bout told, and of what came a breath before it."""
        return self.takes[0] if self.takes else ()

    @property
    def deaf(self) -> Deaf:
        """Why the ear has switched itself off, or nothing."""
        return self.line.deaf
