"""Which bursts of a bout are blows of their own: a blow may be two hits, rebound, or set a loose shutter rattling.

All is weighed at once, when the bout is over: of the ways to read it (each doubtful burst is a blow or is none) the one
that costs least is right. A cost is minus the logarithm of how likely a thing is, times are per second. What a rebound
is like stands in domain 7.1b and 7.3: 40 to 110 ms after the blow, a fifth to two fifths as strong, so that it rings
less; how a hand differs from blow to blow, in 7.1b and 7.2.
"""

from collections.abc import Sequence
from itertools import pairwise, product
from math import exp, log, pi, sqrt
from statistics import median

from msgspec import Struct

from kiosk.core.heard import Burst
from kiosk.core.rules import KnockRules

DOUBTS, MOST_HITS = 6, 16
"""So many doubtful bursts are weighed, the weakest; and none where so many hits came that no guest was knocking."""
PULSE_S = 0.0025
"""What one edge says of a burst's strength, as if it had rung so much longer: a spring contact rings by touching."""
LEAST_RING_S = 0.0006
"""An edge rings for so long at least."""
BODY_S = 0.058
"""Bursts so soon after a blow are still its body (a spring contact's pauses)."""
TOUCH = 1.2
"""What is so much stronger than what began the hit is the blow, and that was a light touch before it."""
USUAL_S, USUAL_SPREAD = 0.175, 0.34
"""The tempo of knocks, and its spread (of the logarithm): quicker than measured, since what is lost most is the quick."""
SPREAD, STRAY = 0.17, 0.03
"""How much the intervals of one bout differ, and the share of those that are anyhow (a breath, a rhythm)."""
ANYHOW_S = 1.5
WEAK_SPREAD, FAINT = 0.22, 0.34
"""How much blows of one bout differ in strength; a burst that is so much weaker than the strong ones is doubtful."""
REBOUND, REBOUND_SPREAD = 0.48, 0.22
"""How strong a rebound is by its blow, as far as ringing tells."""
REBOUNDS, TICKS, STRAYS = 4.5, 0.02, 0.003
"""How many rebounds a second are to be expected soon after a blow, how many ticks at any time, how many of all else."""
ALONE_COST = 3.2
"""Of a single knock, by one of two and more."""
TICK_S, ONE_PULSE, TICK_COST = 0.001, 2, 8.0
"""A tick is one pulse shorter than this, and seldom a blow among blows that ring."""
THOUGHT = 5.0
"""A reading that costs so much more than the likeliest is worth no thought, even if it were a known rhythm."""
MOST_COST = 3.0
"""Of any other oddity: hands and sensors are odder than any law of theirs."""


class Hit(Struct, frozen=True):
    """A burst with all that belongs to the same blow for certain."""

    at: float
    weight: float
    """Its strength, in seconds of ringing."""
    ring_s: float = 0.001
    """How long all of it rings."""
    grain_s: float = 0.0
    """From edge to edge of the burst: how coarse the sound is."""
    tick: bool = False
    """One short pulse: a line at rest has such, too."""


class Reading(Struct, frozen=True):
    """Some of a bout's hits taken for its blows, and what that costs."""

    blows: tuple[Hit, ...]
    cost: float


def readings(bursts: Sequence[Burst], rules: KnockRules) -> tuple[Reading, ...]:
    """The ways to read a bout's bursts that are worth a thought, the likeliest first; one for each number of blows."""
    hits = _hits(bursts, rules)
    loud = _loud(hits)
    doubtful = [at for at in range(len(hits)) if _doubtful(hits, at, loud, rules)]
    doubtful = sorted(doubtful, key=lambda at: hits[at].weight)[: DOUBTS if len(hits) <= MOST_HITS else 0]
    best: dict[int, Reading] = {}
    for kept in product((True, False), repeat=len(doubtful)):
        dropped = {at for at, keep in zip(doubtful, kept, strict=True) if not keep}
        reading = tuple(hit for at, hit in enumerate(hits) if at not in dropped)
        cost = _uneven(reading) + _odd(hits, dropped, loud, rules)
        if len(reading) not in best or cost < best[len(reading)].cost:
            best[len(reading)] = Reading(reading, cost)
    ranked = sorted(best.values(), key=lambda reading: reading.cost)
    return tuple(reading for reading in ranked if reading.cost <= ranked[0].cost + THOUGHT)


def _hits(bursts: Sequence[Burst], rules: KnockRules) -> tuple[Hit, ...]:
    """One for all bursts that begin within a dead time: the strongest of them is the blow itself."""
    hits: list[Hit] = []
    first = float("-inf")
    for at, burst in enumerate(bursts):
        hit = _hit(bursts[at:])
        if burst.at - first >= rules.dead_time_s:
            first = burst.at
            hits.append(hit)
        elif _own(burst) > TOUCH * _own_at(bursts, hits[-1].at):
            hits[-1] = hit
    return tuple(hits)


def _hit(bursts: Sequence[Burst]) -> Hit:
    """The first of these bursts, with what is still its body."""
    burst = bursts[0]
    weight = sum(_own(one) for one in bursts if one.at < burst.at + BODY_S)
    tick = burst.edges <= ONE_PULSE and burst.lasted_s < TICK_S
    ring_s = sum(one.lasted_s + LEAST_RING_S * one.edges for one in bursts if one.at < burst.at + BODY_S)
    return Hit(burst.at, weight, ring_s, burst.lasted_s / max(1, burst.edges - 1), tick)


def _own(burst: Burst) -> float:
    return burst.lasted_s + PULSE_S * burst.edges


def _own_at(bursts: Sequence[Burst], at: float) -> float:
    return next(_own(burst) for burst in bursts if burst.at == at)


def _loud(hits: Sequence[Hit]) -> float:
    """How strong the bout's stronger blows are."""
    weights = sorted((hit.weight for hit in hits), reverse=True)
    return median(weights[: len(hits) // 2 + 1])


def _doubtful(hits: Sequence[Hit], at: int, loud: float, rules: KnockRules) -> bool:
    """So soon after another that it may be its rebound, or a tick, or much weaker than the bout's strong ones."""
    near = at > 0 and hits[at].at - hits[at - 1].at <= rules.rebound_s
    return near or hits[at].tick or hits[at].weight < FAINT * loud


def _odd(hits: Sequence[Hit], dropped: set[int], loud: float, rules: KnockRules) -> float:
    """What it costs to call some hits none, and the others blows."""
    cost, last = 0.0, Hit(float("-inf"), loud)
    for at, hit in enumerate(hits):
        if at in dropped:
            cost += _no_blow(hit, last, rules)
        else:
            cost += _weak_blow(hit, loud)
            last = hit
    return cost


def _no_blow(hit: Hit, last: Hit, rules: KnockRules) -> float:
    """What it costs that this hit is the last one's rebound, or nobody's."""
    if hit.at > last.at + rules.rebound_s:
        return -log(TICKS if hit.tick else STRAYS)
    return min(MOST_COST, (max(0.0, hit.weight / last.weight - REBOUND) / REBOUND_SPREAD) ** 2 / 2) - log(
        REBOUNDS
    )


def _weak_blow(hit: Hit, loud: float) -> float:
    """What it costs that this hit is a blow like the others."""
    if hit.tick:
        return TICK_COST
    return min(MOST_COST, (max(0.0, 1 - hit.weight / loud) / WEAK_SPREAD) ** 2 / 2)


def _uneven(reading: Sequence[Hit]) -> float:
    """What it costs that a hand knocked so: at such a tempo, so unevenly."""
    intervals = [later.at - earlier.at for earlier, later in pairwise(reading)]
    if not intervals:
        return ALONE_COST if reading else float("inf")
    beat = median(intervals)
    tempo = (log(beat / USUAL_S) / USUAL_SPREAD) ** 2 / 2
    return tempo - sum(log(_likely(one, beat)) for one in intervals)


def _likely(interval: float, beat: float) -> float:
    """How likely an interval is, at this tempo (per second)."""
    bell = exp(-((log(interval / beat) / SPREAD) ** 2) / 2) / (interval * SPREAD * sqrt(2 * pi))
    return (1 - STRAY) * bell + STRAY / ANYHOW_S
