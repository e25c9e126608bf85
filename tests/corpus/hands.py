"""Hands on the wood: plain knocking, rhythms, and what one blow really is (double hits, rebounds, rattle)."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

from tests.corpus.wood import Shake

COUNTS, SHARES = (1, 2, 3, 4, 5, 6, 7), (3, 18, 50, 18, 7, 2, 2)
"""Knocks in a bout, in percent (domain 7.2)."""
FASTEST_S, SLOWEST_S = 0.09, 0.56


class Knocking(NamedTuple):
    """One bout, as the hand meant it."""

    times: tuple[float, ...]
    shakes: tuple[Shake, ...]
    louder: float = 1.0


def plain(chance: Random, at: float, *, louder: float = 1.0, count: int = 0, beat_s: float = 0.0) -> Knocking:
    """A bout of knocks at a person's own tempo: half of them as domain 7.2 has it, half as measured at doors (7.1b)."""
    count = count or chance.choices(COUNTS, SHARES)[0]
    drift = _drift(chance, count)
    steps = _modelled(chance, beat_s, drift) if chance.random() < 0.5 else _measured(chance, beat_s, drift)
    times = [at]
    for _ in range(count - 1):
        times.append(times[-1] + next(steps))
    return _struck(chance, times, louder * chance.lognormvariate(0, 0.5))


def rhythm(
    chance: Random, at: float, parts: Sequence[float], beat_s: float, *, jitter: float = 0.08
) -> Knocking:
    """A known rhythm: parts of a beat, each with the hand's jitter."""
    times = [at]
    for part in parts:
        times.append(times[-1] + max(FASTEST_S, part * beat_s * chance.normalvariate(1, jitter)))
    return _struck(chance, times, chance.lognormvariate(0, 0.5))


def secret(chance: Random, at: float) -> Knocking:
    """Four, a breath, three, by somebody who knows it.

    The knocks at a person's tempo, drifting by up to a tenth over the whole; the breath twice to five times an
    interval and seldom over a second and a half: nobody has measured it, people are told "a breath".
    """
    beat_s = min(max(0.22 * chance.lognormvariate(0, 0.25), 0.12), 0.4)
    breath_s = min(max(beat_s * 2.8 * chance.lognormvariate(0, 0.25), 1.8 * beat_s, 0.4), 1.5)
    drift = _drift(chance, 7)
    parts = [1.0, 1.0, 1.0, breath_s / beat_s, 1.0, 1.0]
    return rhythm(chance, at, [part * next(drift) for part in parts], beat_s)


def guest(chance: Random, at: float) -> Iterator[Knocking]:
    """A guest who gets no answer: 60 of 100 knock again after 2 to 6 s, 20 of 100 of those louder (domain 7.2)."""
    knocking = plain(chance, at)
    yield knocking
    while chance.random() < 0.6:
        louder = 1.4 if chance.random() < 0.2 else 1.0
        knocking = plain(chance, knocking.times[-1] + chance.uniform(2, 6), louder=louder)
        yield knocking


def _drift(chance: Random, count: int) -> Iterator[float]:
    """The tempo drifts, by up to a tenth over a bout: how much of the beat each interval is."""
    whole = chance.uniform(-0.1, 0.1)
    for turn in range(count):
        yield 1 + whole * turn / max(1, count - 1)


def _modelled(chance: Random, beat_s: float, drift: Iterator[float]) -> Iterator[float]:
    beat_s = beat_s or 0.22 * chance.lognormvariate(0, 0.30)
    for part in drift:
        yield _within(beat_s * part * chance.normalvariate(1, 0.10), FASTEST_S)


def _measured(chance: Random, beat_s: float, drift: Iterator[float]) -> Iterator[float]:
    """Doors: median 249, 115 to 504 ms for 98 of 100; neighbours differ by 7 % (median), 30 % (90th percentile)."""
    beat_s = beat_s or 0.249 * chance.lognormvariate(0, 0.28)
    for part in drift:
        spread = 0.055 if chance.random() < 0.72 else 0.20
        yield _within(beat_s * part * chance.normalvariate(1, spread), 0.1)


def _within(interval_s: float, least_s: float) -> float:
    """No shorter and no longer than any that was measured; thrown back from the limit, for no hand keeps to one like a clock."""
    interval_s = least_s + abs(interval_s - least_s)
    return SLOWEST_S - abs(SLOWEST_S - interval_s)


def _struck(chance: Random, times: Sequence[float], strength: float) -> Knocking:
    shakes: list[Shake] = []
    for turn, at in enumerate(times):
        blow = strength if turn == 0 else strength * max(0.3, chance.normalvariate(0.95, 0.15))
        shakes += _blow(chance, at, blow)
    return Knocking(tuple(times), tuple(shakes))


def _blow(chance: Random, at: float, strength: float) -> Iterator[Shake]:
    """The blow; in 12 of 100 a light touch before it, in 20 a rattle after it, in 1 a rebound (domain 7.1b, 7.3)."""
    if chance.random() < 0.12:
        yield Shake(at - chance.uniform(0.014, 0.058), strength * 10 ** (-chance.uniform(9, 26) / 20))
    yield Shake(at, strength)
    if chance.random() < 0.20:
        yield Shake(at + chance.uniform(0.04, 0.11), strength * chance.uniform(0.2, 0.4))
    elif chance.random() < 0.0125:
        yield Shake(at + chance.uniform(0.08, 0.094), strength * chance.uniform(0.3, 0.6))
