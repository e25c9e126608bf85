"""A trial of the ear: how well rules hear a recording whose parts are marked with what was done, and which would hear it better.

A mark says what is done from there on: `knocks 3` asks for one bout of three knocks; any other (`quiet`, `shutter`, `bottle`,
`ice`, ...) is no guest, and must not wake the hatch.
"""

from itertools import pairwise

from msgspec import Struct
from msgspec.structs import asdict, replace

from kiosk.core.heard import Bout
from kiosk.core.knock import Ear
from kiosk.core.knock_trace import Mark, Trace, listen
from kiosk.core.rules import KnockRules

KNOCKS = "knocks"
CANDIDATES: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("most_ring_s", (0.12, 0.15, 0.2, 0.25, 0.3, 0.4, 0.6)),
    ("least_ring_s", (0.0, 0.0005, 0.001, 0.002, 0.004, 0.008, 0.015)),
    ("ring_s", (0.006, 0.01, 0.015, 0.02, 0.03, 0.045)),
    ("dead_time_s", (0.05, 0.06, 0.07, 0.08)),
    ("rebound_s", (0.09, 0.1, 0.115, 0.13, 0.16)),
)
"""What is tried for each key, in the order of how much it matters; all within the rules' own limits."""
ROUNDS = 2
MISSED, WOKEN, MISCOUNTED = 10, 10, 3
"""What an error costs: a guest who stands before a deaf wall is as bad as a wall that wakes for a bottle."""


class Part(Struct, frozen=True):
    """One marked part of a trial."""

    what: str
    wanted: int
    """Knocks asked for; 0 where nobody knocks."""
    trace: Trace


class Woken(Struct, frozen=True):
    """How often something that is no guest woke the hatch."""

    what: str
    times: int
    seconds: float


class Score(Struct, frozen=True):
    """How well a trial was heard."""

    asked: int
    """Bouts that were asked for."""
    missed: int
    miscounted: int
    woken: tuple[Woken, ...]
    """One for each thing that was tried."""

    @property
    def cost(self) -> int:
        """All errors together."""
        return (
            MISSED * self.missed
            + MISCOUNTED * self.miscounted
            + WOKEN * sum(woken.times for woken in self.woken)
        )


def parts(trace: Trace) -> tuple[Part, ...]:
    """A recording cut at its marks; what comes before the first mark is nobody's."""
    marks = [happened for happened in trace.happened if isinstance(happened, Mark)]
    ends = [*(mark.at for mark in marks), trace.ended]
    return tuple(_part(trace, mark, end) for mark, (_, end) in zip(marks, pairwise(ends), strict=True))


def score(rules: KnockRules, trial: tuple[Part, ...]) -> Score:
    """How these rules hear a trial: each part for itself, with the silence after it."""
    asked = missed = miscounted = 0
    woken: dict[str, Woken] = {}
    for part in trial:
        counts = _counts(rules, part)
        if part.wanted:
            asked += 1
            missed += not counts
            miscounted += bool(counts) and counts != [part.wanted]
        else:
            before = woken.get(part.what, Woken(part.what, 0, 0.0))
            seconds = before.seconds + part.trace.ended - _start(part)
            woken[part.what] = Woken(part.what, before.times + len(counts), seconds)
    return Score(asked, missed, miscounted, tuple(woken.values()))


def better(rules: KnockRules, trial: tuple[Part, ...]) -> KnockRules:
    """Rules that hear the trial with the least errors, and are else as these: what is good enough is left alone.

    Where several values are as good as one another, the middle one is taken: a night differs from a trial.
    """
    for _ in range(ROUNDS):
        for key, values in CANDIDATES:
            rules = _best(rules, key, values, trial)
    return rules


def differing(one: KnockRules, other: KnockRules) -> dict[str, float]:
    """The keys in which the second differs, with its values."""
    before = asdict(one)
    return {key: value for key, value in asdict(other).items() if value != before[key]}


def _best(rules: KnockRules, key: str, values: tuple[float, ...], trial: tuple[Part, ...]) -> KnockRules:
    present = score(rules, trial).cost
    if present == 0:
        return rules
    tried = [(value, replace(rules, **{key: value})) for value in values]
    costs = [(score(one, trial).cost, value, one) for value, one in tried if _holds_together(one)]
    least = min((cost for cost, _, _ in costs), default=present)
    if least >= present:
        return rules
    plateau = [one for cost, _, one in costs if cost == least]
    return plateau[len(plateau) // 2]


def _holds_together(rules: KnockRules) -> bool:
    """What a configuration may not contradict."""
    return rules.ring_s < rules.dead_time_s <= rules.rebound_s and rules.least_ring_s < rules.most_ring_s


def _part(trace: Trace, mark: Mark, end: float) -> Part:
    what, _, count = mark.text.partition(" ")
    wanted = int(count) if what == KNOCKS and count.isdecimal() else 0
    happened = tuple(one for one in trace.happened if not isinstance(one, Mark) and mark.at <= one.at < end)
    return Part(mark.text if not wanted else KNOCKS, wanted, Trace((mark, *happened), end))


def _start(part: Part) -> float:
    return part.trace.happened[0].at


def _counts(rules: KnockRules, part: Part) -> list[int]:
    """The knockings that were heard, by their counts."""
    silence = rules.bout_gap_s + rules.most_ring_s + rules.breath_s
    trace = Trace(part.trace.happened, part.trace.ended + silence)
    return [one.count for one in listen(Ear(rules), trace) if isinstance(one, Bout) and not one.doubt]
