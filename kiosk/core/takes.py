"""Takes: the knocks of a bout by each way to read it, and of two bouts a breath apart as one."""

Takes = tuple[tuple[float, ...], ...]
"""Monotonic seconds, a reading each, the likeliest first."""
REMEMBERED, READINGS = 16, 9
"""Knocks, and ways to read them, that may belong to one rhythm."""


def joined_with(before: Takes, takes: Takes, breath_s: float) -> Takes:
    """What came a breath before and these knocks, as one, by all their readings; nothing, where nothing came."""
    if not before or takes[0][0] > before[0][-1] + breath_s:
        return ()
    pairs = [(*earlier, *later) for later in takes for earlier in before]
    return tuple(pair for pair in pairs if len(pair) <= REMEMBERED)[:READINGS]
