"""A comparator with hysteresis, in software: readings of a piezo in, changes between shaking and not out."""

from statistics import median

DRIFT_S = 10.0
"""The level of rest is followed this slowly: warmth moves it, a knock does not."""


class Comparator:
    """Judges readings, each a part of the whole range with its moment in seconds; asks no clock.

    The height of a reading is how far it is from where the signal rests: so a rectified signal above ground and one that
    swings about half the supply are both right. From `threshold` on the wood shakes, below `release` it does no longer;
    between the two nothing changes, so that noise about a threshold is no storm. Where the signal rests is the median of
    the readings until `until`, and is followed slowly from then on.
    """

    def __init__(self, threshold: float, release: float, until: float) -> None:
        self.rest: float | None = None
        """Where the signal rests; None while that is learned."""
        self._threshold, self._release, self._until = threshold, release, until
        self._learning: list[float] = []
        self._active = False
        self._peak = 0.0
        self._at = until

    def take(self, at: float, value: float) -> bool | None:
        """One reading: True when with it the wood begins to shake, False when it ceases to, None for nothing new."""
        if self.rest is None:
            self._learn(at, value)
            return None
        height = abs(value - self.rest)
        self._peak = max(self._peak, height)
        active = height >= (self._release if self._active else self._threshold)
        if not active:
            self.rest += (value - self.rest) * min(1.0, max(0.0, at - self._at) / DRIFT_S)
        self._at = at
        changed, self._active = active != self._active, active
        return active if changed else None

    def take_peak(self) -> float:
        """The greatest height since this was last asked."""
        peak, self._peak = self._peak, 0.0
        return peak

    def _learn(self, at: float, value: float) -> None:
        self._learning.append(value)
        if at >= self._until:
            self.rest, self._at = median(self._learning), at
            self._learning.clear()
