"""The hands while they work: shaking, pouring, stirring and lidding, in a few drawn poses, with a rest after each."""

from bisect import bisect_right
from itertools import accumulate, chain, repeat

BEAT_S = 0.25
"""A pose is held for so long, or for a multiple of it."""
REST = "hands_shaker"
SHAKING = (("hands_shake_1", 1), ("hands_shake_2", 1))
POURING = (("hands_pour_1", 3), ("hands_pour_2", 2))
STIRRING = (("hands_stir_1", 1), ("hands_stir_2", 1), ("hands_stir_1", 1), ("hands_stir_3", 1))
LIDDING = (("hands_lid_1", 4), ("hands_lid_2", 4))


def _times(poses: tuple[tuple[str, int], ...], count: int) -> tuple[tuple[str, int], ...]:
    return tuple(chain.from_iterable(repeat(poses, count)))


ROUND = (
    *_times(SHAKING, 6),
    (REST, 8),
    *_times(POURING, 2),
    (REST, 8),
    *_times(STIRRING, 3),
    (REST, 12),
    *LIDDING,
    (REST, 24),
)
"""The poses of one round, each with its beats: work that can be seen, and rests that cost nothing."""
_ENDS = tuple(accumulate(beats for _, beats in ROUND))
"""The beats at which they end."""
POSES = tuple(dict.fromkeys(name for name, _ in ROUND))


def pose(since: float, mono: float) -> str:
    """The drawing of hands that have been at work since a moment (monotonic)."""
    return ROUND[_at(since, mono)][0]


def next_pose(since: float, mono: float) -> float:
    """When they will next move (monotonic)."""
    beat = _beat(since, mono)
    into = beat % _ENDS[-1]
    return since + (beat - into + _ENDS[_at(since, mono)]) * BEAT_S


def glimpse(step: int) -> str:
    """One of the poses, for whoever looks only now and then."""
    return POSES[step % len(POSES)]


def _beat(since: float, mono: float) -> int:
    """How many whole beats they have worked; a hair more, so that a moment counted from beats is not a beat short."""
    return max(0, int((mono - since) / BEAT_S + 1e-6))


def _at(since: float, mono: float) -> int:
    return bisect_right(_ENDS, _beat(since, mono) % _ENDS[-1])
