"""Mr. V's memory: how often each of his topics has come up, so that no line comes again before all have been said."""

from itertools import count
from math import gcd
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Topic = Literal[
    "empty", "chosen", "hammered", "still_there", "paused", "seen", "taken", "ready",
    "closed", "last_orders", "cut_off", "cancelled", "collected", "uncollected",
]  # fmt: skip
"""What he has lines about, besides the wall asleep, where time alone moves him on."""


class Voice(Struct, frozen=True):
    """What he remembers."""

    first: int = 0
    """Where he begins: not with the same line every evening."""
    turns: tuple[tuple[Topic, int], ...] = ()
    """How often each topic has come up."""
    scolds: bool = False
    """Whether the guest who is here has hammered."""

    def turn(self, topic: Topic) -> int:
        """Which turn of a topic it is."""
        return self.first + dict(self.turns).get(topic, 0)

    def about(self, topic: Topic) -> "Voice":
        """The topic comes up once more."""
        turns = dict(self.turns)
        turns[topic] = turns.get(topic, 0) + 1
        return replace(self, turns=tuple(turns.items()))

    def line(self, topic: Topic, lines: tuple[str, ...]) -> str:
        """What he says about it now."""
        return walked(lines, self.turn(topic))


def walked(lines: tuple[str, ...], turn: int) -> str:
    """The line of a turn: so many turns in a row as there are lines meet each of them once, and no two neighbours do."""
    return lines[turn * _stride(len(lines)) % len(lines)]


def _stride(lines: int) -> int:
    """A step of about two fifths that meets all: it has no divisor in common with their number."""
    return next(step for step in count(max(1, lines * 2 // 5)) if gcd(step, lines) == 1)
