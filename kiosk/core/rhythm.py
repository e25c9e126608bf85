"""Rhythms: knocks compared by the ratios of their intervals, because people keep those and not the tempo."""

from itertools import pairwise
from math import exp, log
from statistics import fmean, pstdev
from typing import Annotated, Literal

from msgspec import Meta, Struct

Interval = Annotated[float, Meta(gt=0, le=100)] | Literal["breath"]


class Rhythm(Struct, frozen=True, forbid_unknown_fields=True):
    """A rhythm with a name: its intervals in any unit, a breath where the pause is longer but its length is free."""

    name: str
    intervals: tuple[Interval, ...]
    secret: bool = False
    """It opens the hidden line of the menu."""


SPREAD, MOST = 0.22, 0.5
"""How far the intervals may be from the rhythm's, as logarithms: on the average, and any one of them."""
BREATH, CLEAR = 1.55, 1.3
"""A breath is at least so many times the longest interval as the rhythm has it, and as it was knocked."""


def named(rhythms: tuple[Rhythm, ...], times: tuple[float, ...]) -> Rhythm | None:
    """The rhythm that these knocks are, or None."""
    return next((rhythm for rhythm in rhythms if matches(rhythm, times)), None)


def matches(rhythm: Rhythm, times: tuple[float, ...]) -> bool:
    """Whether knocks at these times are this rhythm, at whatever tempo."""
    if len(times) != len(rhythm.intervals) + 1:
        return False
    both = list(zip(rhythm.intervals, (later - earlier for earlier, later in pairwise(times)), strict=True))
    parts = [(part, interval) for part, interval in both if part != "breath"]
    breaths = [interval for part, interval in both if part == "breath"]
    if not parts:
        return True
    beats = [log(interval / part) for part, interval in parts]
    beat = fmean(beats)
    longest = exp(beat) * max(part for part, _ in parts)
    least = max(BREATH * longest, CLEAR * max(interval for _, interval in parts))
    kept = max(abs(one - beat) for one in beats) <= MOST and pstdev(beats) <= SPREAD
    return kept and all(breath >= least for breath in breaths)
