"""The well-known hobby detector, written afresh from its published parameters, to be measured against.

The sketch reads a piezo, takes the first reading above its threshold for a knock, is blind for 150 ms, ends a pattern
after 1200 ms of silence or 20 knocks, and compares the intervals, scaled to the longest, with a stored pattern: none
may differ by more than 25 of 100, nor all of them by more than 15 on average (platform 5). On a digital line its reading
above the threshold is an active line. It knows no slit, no reasons and no lone bump; so that the two can be compared,
a bout of two knocks or more opens, as with our ear.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from tests.corpus.wood import Edges

DEAD_S, ENDS_S, MOST = 0.150, 1.200, 20
SINGLE, MEAN = 0.25, 0.15

Pattern = tuple[float, ...]
SECRET: Pattern = (0.36, 0.36, 0.36, 1.0, 0.36, 0.36)
"""Four, a breath, three: the breath 2.8 times an interval."""


def bouts(edges: Edges) -> Iterator[tuple[float, ...]]:
    """The patterns it hears: the times of their knocks."""
    knocks: list[float] = []
    for at in _knocks(edges):
        if knocks and (at - knocks[-1] > ENDS_S or len(knocks) == MOST):
            yield tuple(knocks)
            knocks = []
        knocks.append(at)
    if knocks:
        yield tuple(knocks)


def opens(knocks: Sequence[float], pattern: Pattern = SECRET) -> bool:
    """Whether this is the stored pattern."""
    intervals = [later - earlier for earlier, later in pairwise(knocks)]
    if len(intervals) != len(pattern):
        return False
    off = [abs(one / max(intervals) - part) for one, part in zip(intervals, pattern, strict=True)]
    return max(off) <= SINGLE and sum(off) / len(off) <= MEAN


def _knocks(edges: Iterable[tuple[float, bool]]) -> Iterator[float]:
    """An active line, looked at again as soon as the blindness is over."""
    blind_until, active_since = float("-inf"), None
    for at, active in edges:
        if active:
            active_since = at
            if at >= blind_until:
                yield at
                blind_until = at + DEAD_S
        elif active_since is not None:
            while at > blind_until:
                yield blind_until
                blind_until += DEAD_S
            active_since = None
