"""How quickly this bartender works tonight, learned from the orders that became ready (reference: domain 8.4)."""

from math import inf

from msgspec import Struct
from msgspec.structs import replace

LEARNED_FROM = 8
"""So many of the last orders make tonight's speed."""
SLOWEST, QUICKEST = 2.0, 0.5
"""A factor outside these is a forgotten touch, and no speed."""
LONG_RUN_ORDERS = 100
"""Over about so many orders the long-run factor forgets."""
LONGEST_SAMPLE = 3.0
"""An order that took more than so many times its due was interrupted or forgotten: it counts as that."""
EXTRA_LEAST_S, EXTRA_MOST_S = -600.0, 1800.0
"""How far the bartender may move the promise by hand."""


class Sample(Struct, frozen=True):
    """One finished order: how long it took, and how long it should have."""

    took_s: float
    expected_s: float


class Pace(Struct, frozen=True):
    """What is known of tonight's speed. A factor of 1 is the menu's own `prep_s`; above it is slower."""

    long_run: float = 1.0
    """Over many nights; every night begins with it."""
    recent: tuple[Sample, ...] = ()
    """The last orders made tonight."""
    extra_s: float = 0.0
    """What the bartender adds to every new promise, or takes from it, until the night ends."""
    ready_at: float = -inf
    """When an order last became ready (monotonic): the next cannot have been begun in earnest before."""

    @property
    def factor(self) -> float:
        """Tonight's: the mean over the last orders, filled up with the long run while they are fewer."""
        if not self.recent:
            return self.long_run
        expected = sum(sample.expected_s for sample in self.recent)
        missing = (LEARNED_FROM - len(self.recent)) * expected / len(self.recent)
        took = sum(sample.took_s for sample in self.recent)
        return clipped((took + missing * self.long_run) / (expected + missing))

    def learned(self, took_s: float, expected_s: float, mono: float) -> "Pace":
        """With one more order made."""
        sample = Sample(min(max(0.0, took_s), LONGEST_SAMPLE * expected_s), expected_s)
        drift = (clipped(sample.took_s / expected_s) - self.long_run) / LONG_RUN_ORDERS
        return replace(
            self,
            long_run=clipped(self.long_run + drift),
            recent=(*self.recent, sample)[-LEARNED_FROM:],
            ready_at=mono,
        )

    def extended(self, by_s: float) -> "Pace":
        """With the promise moved by hand, within its limits."""
        return replace(self, extra_s=min(max(EXTRA_LEAST_S, self.extra_s + by_s), EXTRA_MOST_S))

    def new_night(self) -> "Pace":
        """As the next night begins with it."""
        return replace(self, recent=(), extra_s=0.0)


def clipped(factor: float) -> float:
    """A factor within its limits."""
    return min(max(QUICKEST, factor), SLOWEST)
