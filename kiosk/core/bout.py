"""A bout judged: which of its bursts are knocks, and whether a hand made them.

Nothing about a bout proves that nobody knocked; much of it may be a little odd. The oddities are summed up, each by how
much oftener it is met in what is no knocking (weights fitted to the corpus, tests/corpus); what is too odd in all is
not believed, and the gravest oddity is the reason told.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import log
from statistics import median

from msgspec import Struct

from kiosk.core.blows import Hit, Reading
from kiosk.core.habit import Habit, measured
from kiosk.core.heard import Doubt

MOST_KNOCKS = 16
"""Guests knock 2 to 5 times (domain 7.2), or ten times to be spoken to; a shaker goes on for fifty (7.4)."""
CLOSEST_PAIR_S = 0.0885
"""Two blows closer than this and no third are one thing that bounced."""
EVEN_KNOCKS, EVEN = 6, 0.016
"""So many knocks whose intervals differ by no more than this are no hand's: one differs by 7 of 100 (domain 7.1b)."""
SLOWEST_S = 0.58
"""No interval within a bout was longer than 557 ms (domain 7.1b); somebody walking is slower."""
USUAL_S, USUAL_SPREAD = 0.23, 0.33
UNEVEN = 0.1
"""How far the intervals of a bout are from its middle one, as a logarithm."""
LIKE, RESTLESS = 1.6, 1.0
"""As odd as a lone blow may be, and as much as may have moved before it, to count as an answer to the wall's question."""
MOST_ODD = 5.0
"""No single oddity counts for more spreads than this."""


class Judged(Struct, frozen=True):
    """A bout's blows, how odd it is in all, and why it is no knocking (or nothing)."""

    blows: tuple[Hit, ...]
    odd: float
    doubt: Doubt

    @property
    def tick(self) -> bool:
        """Whether it was nothing but ticks."""
        return all(blow.tick for blow in self.blows)


def judged(reading: Reading, habit: Habit, unrest: float, most_odd: float) -> Judged:
    """A bout judged as it is read. `unrest` is how much the wood moved lately without anybody knocking."""
    found = reading.blows
    if len(found) == 1 or _bounced(found):
        return Judged(found, 0.0, "lone")
    if len(found) > MOST_KNOCKS:
        return Judged(found, 0.0, "many")
    if _even(found):
        return Judged(found, 0.0, "regular")
    oddities = _oddities(reading, habit, unrest)
    odd = sum(oddities.values())
    return Judged(found, odd, max(oddities, key=lambda why: oddities[why]) if odd > most_odd else "")


def knocked_again(found: tuple[Hit, ...], habit: Habit, unrest: float) -> bool:
    """Whether a lone blow soon after another is somebody's who was asked to knock again: a blow like a knock, on calm wood."""
    by = measured(habit, found)
    like = _odd(-by.strength) <= LIKE and _odd(-3 * by.second) <= LIKE and _odd(by.coarse) <= LIKE
    return like and unrest < RESTLESS and not found[0].tick


def ratios(times: Sequence[float]) -> tuple[float, ...]:
    """The intervals as parts of the longest: people keep a rhythm's ratios, not its tempo (domain 7.1)."""
    intervals = _intervals(times)
    longest = max(intervals, default=0.0)
    return tuple(interval / longest for interval in intervals)


def _intervals(times: Sequence[float]) -> list[float]:
    return [later - earlier for earlier, later in pairwise(times)]


def _bounced(found: Sequence[Hit]) -> bool:
    return len(found) == len("ab") and found[1].at - found[0].at < CLOSEST_PAIR_S


def _even(found: Sequence[Hit]) -> bool:
    intervals = _intervals([blow.at for blow in found])
    return len(found) >= EVEN_KNOCKS and max(intervals) - min(intervals) <= 2 * EVEN * median(intervals)


def _oddities(reading: Reading, habit: Habit, unrest: float) -> dict[Doubt, float]:
    """By reason, how odd the bout is."""
    intervals = _intervals([blow.at for blow in reading.blows])
    beat, count = median(intervals), len(reading.blows)
    tempo = log(beat / USUAL_S) / USUAL_SPREAD
    uneven = sum(abs(log(one / beat)) for one in intervals) / len(intervals) / UNEVEN
    by = measured(habit, reading.blows)
    return {
        "faint": 0.36 * _odd(-by.strength) + 0.27 * _odd(-3 * by.second, 6.0),
        "rumble": 0.94 * _odd(by.coarse) + _odd(by.strength - 1),
        "lone": 0.59 * _odd(-by.fall - 2.5) + (count == 2),  # noqa: PLR2004 - a pair
        "steps": 0.2 * _odd(tempo)
        + 2.9 * _odd(tempo - 1.5)
        + 2.4 * (max(intervals) > SLOWEST_S)
        + 2.0 * (beat > SLOWEST_S),
        "crowd": 0.83 * _odd(-tempo) + 0.1 * _odd(uneven) + 0.35 * _odd(reading.cost / 3 + 1) + 2.7 * unrest,
        "many": (count >= 6) + (count >= 8) + (count >= 10),  # noqa: PLR2004 - few guests knock so often
    }


def _odd(spreads: float, most: float = MOST_ODD) -> float:
    """What a distance from the usual costs."""
    return max(0.0, min(most, spreads)) ** 2 / 2
