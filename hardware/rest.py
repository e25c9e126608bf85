"""Where a line rests: modules of one kind idle high or low as their seller pleases, so the line itself is asked."""

CLEAR = 0.8
"""The share of the time that a line must have stood at one level for the answer to be final."""


class Rest:
    """Learns at which level a line rests: the one it stood at for the longest, over a first while.

    Fed with the line's level and its edges, each with its moment in seconds; asks no clock. A first while that was all
    noise gives an answer that is only the better guess, and is followed by another.
    """

    def __init__(self, at: float, window_s: float, *, high: bool) -> None:
        """The line stands at `high`, at `at`; the answer is wanted `window_s` later (0: it rests as it stands)."""
        self._at, self._high = at, high
        self._window_s, self._until = window_s, at + window_s
        self._stood_s = [0.0, 0.0]
        self._rests: bool | None = None
        self._final = False

    def edge(self, at: float, *, high: bool) -> None:
        """The line changed. An edge stamped before the last one counts for nothing."""
        self._pass(at)
        self._high = high

    def level(self, now: float) -> bool | None:
        """True for a line that rests high, False for low; None while it is still being learned."""
        self._pass(now)
        return self._rests

    def _pass(self, now: float) -> None:
        """Let time pass, window after window, until it is clear."""
        while not self._final and now >= self._until:
            self._stand(self._until)
            self._judge()
            self._stood_s = [0.0, 0.0]
            self._until += self._window_s
        self._stand(now)

    def _stand(self, until: float) -> None:
        self._stood_s[self._high] += max(0.0, until - self._at)
        self._at = max(self._at, until)

    def _judge(self) -> None:
        low_s, high_s = self._stood_s
        longer_s, whole_s = max(low_s, high_s), low_s + high_s
        self._rests = self._high if low_s == high_s else high_s > low_s
        self._final = longer_s >= CLEAR * whole_s
