"""A trial of the ear: how well rules hear a recording whose parts are marked with what was done, and which would hear it better.

A mark says what is done from there on: `knocks 3` asks for one bout of three knocks; any other (`quiet`, `shutter`, `bottle`,
`ice`, ...) is no guest, and must not wake the hatch. The ear hears it all in one, since it learns from what it heard.
"""

from itertools import pairwise

from msgspec import Struct
from msgspec.structs import asdict, replace

from kiosk.core.events import KnockEdge
from kiosk.core.heard import Bout
from kiosk.core.knock import Ear
from kiosk.core.rules import KnockRules
from kiosk.wire.knock_trace import Mark, Trace, listen

KNOCKS = "knocks"
CANDIDATES: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("most_ring_s", (0.12, 0.15, 0.2, 0.25, 0.3, 0.4, 0.6)),
    ("least_ring_s", (0.0, 0.0005, 0.001, 0.002, 0.004, 0.008, 0.015)),
    ("ring_s", (0.006, 0.01, 0.015, 0.02, 0.03, 0.045)),
    ("most_odd", (3.0, 4.5, 6.0, 7.0, 9.0, 12.0, 16.0)),
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
    start: float
    end: float
    edges: int
    """What came from the wood at all."""


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


def score(rules: KnockRules, trace: Trace) -> Score:
    """How these rules hear a recording."""
    heard = [
        one for one in listen(Ear(rules), _lasting(rules, trace)) if isinstance(one, Bout) and not one.doubt
    ]
    asked = missed = miscounted = 0
    woken: dict[str, Woken] = {}
    for part in parts(trace):
        counts = [bout.count for bout in heard if part.start <= bout.at < part.end]
        if part.wanted:
            asked += 1
            missed += not counts
            miscounted += bool(counts) and counts != [part.wanted]
        else:
            before = woken.get(part.what, Woken(part.what, 0, 0.0))
            seconds = before.seconds + part.end - part.start
            woken[part.what] = Woken(part.what, before.times + len(counts), seconds)
    return Score(asked, missed, miscounted, tuple(woken.values()))


def better(rules: KnockRules, trace: Trace) -> KnockRules:
    """Rules that hear a recording with the least errors, and are else as these: what is good enough is left alone.

    Where several values are as good as one another, the middle one is taken: a night differs from a trial.
    """
    for _ in range(ROUNDS):
        for key, values in CANDIDATES:
            rules = _best(rules, key, values, trace)
    return rules


def differing(one: KnockRules, other: KnockRules) -> dict[str, float]:
    """The keys in which the second differs, with its values."""
    before = asdict(one)
    return {key: value for key, value in asdict(other).items() if value != before[key]}


def _best(rules: KnockRules, key: str, values: tuple[float, ...], trace: Trace) -> KnockRules:
    present = score(rules, trace).cost
    if present == 0:
        return rules
    tried = [replace(rules, **{key: value}) for value in values]
    costs = [(score(one, trace).cost, one) for one in tried if _holds_together(one)]
    least = min((cost for cost, _ in costs), default=present)
    if least >= present:
        return rules
    plateau = [one for cost, one in costs if cost == least]
    return plateau[len(plateau) // 2]


def _holds_together(rules: KnockRules) -> bool:
    """What a configuration may not contradict."""
    short_ones = rules.ring_s < rules.dead_time_s < rules.rebound_s
    return short_ones and rules.least_ring_s < rules.most_ring_s < rules.bout_gap_s < rules.breath_s


def _part(trace: Trace, mark: Mark, end: float) -> Part:
    what, _, count = mark.text.partition(" ")
    wanted = int(count) if what == KNOCKS and count.isdecimal() else 0
    edges = sum(isinstance(one, KnockEdge) and mark.at <= one.at < end for one in trace.happened)
    return Part(KNOCKS if wanted else mark.text, wanted, mark.at, end, edges)


def _lasting(rules: KnockRules, trace: Trace) -> Trace:
    """The recording with the silence after it that ends its last bout."""
    return replace(trace, ended=trace.ended + rules.bout_gap_s + rules.most_ring_s)
