"""Rhythms taught by knocking them, and rhythms that cannot be told apart."""

from itertools import pairwise
from statistics import median
from typing import Literal

from kiosk.core.rhythm import BREATH, Interval, Rhythm, matches

Unclear = Literal["few", "counts", "differ"]
"""Why takes are no rhythm: one knock only; not equally many knocks; not the same rhythm."""
PAUSE = 2.2
"""An interval so many times as long as the middle one is a breath."""


def learned(name: str, takes: tuple[tuple[float, ...], ...], *, secret: bool = False) -> Rhythm | Unclear:
    """The rhythm that one or more takes of it are, from the times of their knocks; or why they are none."""
    counts = {len(take) for take in takes}
    if not takes or min(counts) <= 1:
        return "few"
    if len(counts) > 1:
        return "counts"
    told = [_shape(take) for take in takes]
    intervals = tuple(_together(column) for column in zip(*told, strict=True))
    rhythm = Rhythm(name, intervals, secret)
    return rhythm if all(matches(rhythm, take) for take in takes) else "differ"


def alike(one: Rhythm, other: Rhythm) -> bool:
    """Whether the same knocks can be both: each as it is written is tried as the other."""
    return matches(one, _spelled(other)) or matches(other, _spelled(one))


def plain(rhythm: Rhythm) -> bool:
    """Whether it is even knocks, as everybody makes them."""
    knocks = len(rhythm.intervals) + 1
    return matches(rhythm, tuple(float(at) for at in range(knocks)))


def _shape(take: tuple[float, ...]) -> tuple[Interval, ...]:
    intervals = [later - earlier for earlier, later in pairwise(take)]
    beat = median(intervals)
    return tuple("breath" if one >= PAUSE * beat else round(one / beat, 2) for one in intervals)


def _together(column: tuple[Interval, ...]) -> Interval:
    """One interval as all takes have it; a breath only where all breathe."""
    lengths = [one for one in column if one != "breath"]
    return round(median(lengths), 2) if lengths else "breath"


def _spelled(rhythm: Rhythm) -> tuple[float, ...]:
    """Knock times that are this rhythm as it is written, a breath as short as it may be."""
    longest = max((one for one in rhythm.intervals if one != "breath"), default=1.0)
    times = [0.0]
    for one in rhythm.intervals:
        times.append(times[-1] + (longest * BREATH * 1.3 if one == "breath" else one))
    return tuple(times)
