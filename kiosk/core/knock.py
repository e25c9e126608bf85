"""The ear: time-stamped edges in; knocks, and bouts of them, out.

Whoever feeds it settles first and hears then, both at the edge's own time stamp, so that a bout which silence has
ended is handed over before the next one begins. All times are monotonic seconds.
"""

from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from kiosk.core.rules import KnockRules

MOST = 64
"""More knocks than this are no hand's doing: the ear keeps the latest of them, so that a noisy night stays small."""


class Bout(Struct, frozen=True):
    """Knocks closer together than the gap: how many, and their intervals as parts of the longest one."""

    count: int
    rhythm: tuple[float, ...]


class Ear(Struct, frozen=True):
    """What the ear remembers of the line. Times are the kernel's, in monotonic seconds."""

    rules: KnockRules
    knocks: tuple[float, ...] = ()
    """The present bout."""
    last_edge: float | None = None
    deaf_until: float = 0.0
    """The slit moved: until then the wood speaks of it."""


def hear(ear: Ear, at: float, active: bool) -> tuple[Ear, bool]:  # noqa: FBT001 - an edge is a time and a level
    """One edge at its own time stamp; True when a knock begins with it.

    Every edge keeps a ringing blow ringing, heard or not. An edge stamped before the last one changes nothing.
    A bout that nobody settled is dropped by the first knock after its end, never merged with it.
    """
    begins = active and not _deaf(ear, at) and not _ringing(ear, at) and not _dead(ear, at)
    last_edge = at if ear.last_edge is None else max(ear.last_edge, at)
    if not begins:
        return replace(ear, last_edge=last_edge), False
    present = () if _over(ear, at) else ear.knocks
    return replace(ear, knocks=(*present, at)[-MOST:], last_edge=last_edge), True


def slit_moved(ear: Ear, at: float) -> Ear:
    """The ear after the slit moved: deaf for a while, and what it heard until now was the hand on the slit."""
    return replace(ear, knocks=(), deaf_until=at + ear.rules.slit_hold_s)


def settle(ear: Ear, now: float) -> tuple[Ear, Bout | None]:
    """The bout, once its gap of silence has passed at `now`; until then, None."""
    if not _over(ear, now):
        return ear, None
    return replace(ear, knocks=()), Bout(len(ear.knocks), _rhythm(ear.knocks))


def due(ear: Ear) -> float | None:
    """When `settle` will have a bout to give, if no more knocks come; None while there is none."""
    return ear.knocks[-1] + ear.rules.bout_gap_s if ear.knocks else None


def _deaf(ear: Ear, at: float) -> bool:
    return at < ear.deaf_until


def _ringing(ear: Ear, at: float) -> bool:
    """The line has not been quiet for long enough: the last blow still rings."""
    return ear.last_edge is not None and at - ear.last_edge < ear.rules.ring_s


def _dead(ear: Ear, at: float) -> bool:
    """So soon after a knock a hand cannot strike again: a rebound, or a rattle."""
    return bool(ear.knocks) and at - ear.knocks[-1] < ear.rules.dead_time_s


def _over(ear: Ear, at: float) -> bool:
    """The bout's silence has passed. Asked in the terms of `due`, so that a tick at that very moment settles."""
    ends = due(ear)
    return ends is not None and at >= ends


def _rhythm(knocks: tuple[float, ...]) -> tuple[float, ...]:
    """The intervals as parts of the longest: people keep a rhythm's ratios, not its tempo (domain 7.1)."""
    intervals = [later - earlier for earlier, later in pairwise(knocks)]
    longest = max(intervals, default=0.0)
    return tuple(interval / longest for interval in intervals)
