"""A bout judged: which of its bursts are knocks, and whether anybody knocked at all."""

from itertools import pairwise

from kiosk.core.heard import Burst, Doubt
from kiosk.core.rules import KnockRules

MOST_KNOCKS = 9
"""Guests knock 2 to 5 times, 7 at most; a shaker goes on for fifty (domain 7.2, 7.4)."""


def judged(bursts: tuple[Burst, ...], rules: KnockRules) -> tuple[tuple[float, ...], Doubt]:
    """The knocks among a bout's bursts, by their times, and why they are no knocking (or nothing)."""
    times = tuple(blow.at for blow in _blows(bursts, rules))
    if len(times) == 1:
        return times, "lone"
    return times, "many" if len(times) > MOST_KNOCKS else ""


def ratios(times: tuple[float, ...]) -> tuple[float, ...]:
    """The intervals as parts of the longest: people keep a rhythm's ratios, not its tempo (domain 7.1)."""
    intervals = [later - earlier for earlier, later in pairwise(times)]
    longest = max(intervals, default=0.0)
    return tuple(interval / longest for interval in intervals)


def _blows(bursts: tuple[Burst, ...], rules: KnockRules) -> list[Burst]:
    """One burst for each blow: the strongest of those that lie within a dead time."""
    blows: list[Burst] = []
    for burst in bursts:
        if blows and burst.at < blows[-1].at + rules.dead_time_s:
            if burst.lasted_s > blows[-1].lasted_s:
                blows[-1] = burst
        else:
            blows.append(burst)
    return blows
