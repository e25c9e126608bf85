"""What knocking is like at this shutter: learnt from the bouts that were believed, and forgotten with the program.

A module rings for 4 ms or for 100 on one shutter or another; a knock is known by what knocks are like here. Strengths and
grains are kept as logarithms, since ears and ringing go by ratios.
"""

from collections.abc import Sequence
from math import log, sqrt
from statistics import median

from msgspec import Struct

from kiosk.core.blows import Hit

KNOWN = 4
"""After so many bouts the ear knows its wood."""
LEAST_SHARE = 0.05
"""Of what it knows, a bout changes so much at least: wood dries, a screw is turned."""
TRUSTED, LESS = 2.0, 0.1
"""A bout that is odder than the first teaches only this part of what another does."""
LEAST_SPREAD = 0.15
"""Nothing is taken to be steadier than this."""
GRAIN_FLOOR_S = 1e-5


class Habit(Struct, frozen=True):
    """How strong bouts are, how coarse, and how much the blows of one differ: middles and squared spreads."""

    bouts: int = 0
    weight: float = 0.0
    weight_spread2: float = 0.2
    grain: float = 0.0
    grain_spread2: float = 0.1
    uneven2: float = 0.0625


class Measure(Struct, frozen=True):
    """A bout, measured by the habit: how many spreads it is away from it."""

    strength: float
    second: float
    """The second strongest blow's strength by the usual, as a logarithm: what is one blow only has none."""
    coarse: float
    fall: float
    """The strongest later blow by the first, in the usual unevenness."""


def learnt(habit: Habit, blows: Sequence[Hit], odd: float = 0.0) -> Habit:
    """The habit after one more bout that was believed, though it was so odd.

    An odd one may be no guest's, and must not become the measure; but were nothing learnt of it, an ear whose screw was
    turned would find all knocks odd for ever.
    """
    trusted = odd <= TRUSTED
    if not trusted and habit.bouts < KNOWN:
        return habit
    share = max(LEAST_SHARE, 1 / (habit.bouts + KNOWN)) if habit.bouts else 1.0
    share *= 1.0 if trusted else LESS
    weights = [log(blow.ring_s) for blow in blows]
    weight, grain = median(weights), _grain(blows)
    uneven2 = sum((one - weight) ** 2 for one in weights) / len(weights)
    spread = share if habit.bouts else 0.0  # the first one says nothing about how they differ
    return Habit(
        habit.bouts + 1,
        habit.weight + share * (weight - habit.weight),
        _spread2(habit.weight_spread2, weight - habit.weight, spread),
        habit.grain + share * (grain - habit.grain),
        _spread2(habit.grain_spread2, grain - habit.grain, spread),
        habit.uneven2 + min(share, 1 / KNOWN) * (uneven2 - habit.uneven2),
    )


def measured(habit: Habit, blows: Sequence[Hit]) -> Measure:
    """How a bout is by the habit; what is not known yet counts as usual."""
    weights = [log(blow.ring_s) for blow in blows]
    middle, uneven = median(weights), max(0.08, sqrt(habit.uneven2))
    fall = (max(weights[1:], default=middle) - weights[0]) / uneven
    if habit.bouts < KNOWN:
        return Measure(0.0, 0.0, 0.0, fall)
    return Measure(
        (middle - habit.weight) / max(LEAST_SPREAD, sqrt(habit.weight_spread2)),
        sorted(weights)[-2:][0] - habit.weight,
        (_grain(blows) - habit.grain) / max(LEAST_SPREAD, sqrt(habit.grain_spread2)),
        fall,
    )


def _grain(blows: Sequence[Hit]) -> float:
    return median(log(blow.grain_s + GRAIN_FLOOR_S) for blow in blows)


def _spread2(before: float, away: float, share: float) -> float:
    return (1 - share) * (before + share * away * away)
