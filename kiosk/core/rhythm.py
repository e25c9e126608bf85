"""Rhythms: knocks compared by the ratios of their intervals, because people keep those and not the tempo."""

from itertools import pairwise
from statistics import median
from typing import Annotated, Literal

from msgspec import Meta, Struct

Interval = Annotated[float, Meta(gt=0, le=100)] | Literal["breath"]


class Rhythm(Struct, frozen=True, forbid_unknown_fields=True):
    """A rhythm with a name: its intervals in any unit, a breath where the pause is longer but its length is free."""

    name: str
    intervals: tuple[Interval, ...]
    secret: bool = False
    """It opens the hidden line of the menu."""


EVEN = 1.35
"""Intervals of one length differ by less than this factor from one another's middle."""
BREATH = 1.55
"""A breath is at least so many times the longest of the other intervals."""


def named(rhythms: tuple[Rhythm, ...], times: tuple[float, ...]) -> Rhythm | None:
    """The rhythm that these knocks are, or None."""
    return next((rhythm for rhythm in rhythms if matches(rhythm, times)), None)


def matches(rhythm: Rhythm, times: tuple[float, ...]) -> bool:
    """Whether knocks at these times are this rhythm, at whatever tempo."""
    if len(times) != len(rhythm.intervals) + 1:
        return False
    intervals = [later - earlier for earlier, later in pairwise(times)]
    parts = [
        (part, interval)
        for part, interval in zip(rhythm.intervals, intervals, strict=True)
        if part != "breath"
    ]
    breaths = [
        interval for part, interval in zip(rhythm.intervals, intervals, strict=True) if part == "breath"
    ]
    beat = median(interval / part for part, interval in parts) if parts else 0.0
    kept = all(1 / EVEN <= interval / (part * beat) <= EVEN for part, interval in parts)
    longest = max((interval for _, interval in parts), default=0.0)
    return kept and all(breath >= BREATH * longest for breath in breaths)
