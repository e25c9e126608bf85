"""The wall clock's honesty: a time that cannot be, and a clock that was set while the hatch was running."""

from datetime import UTC, datetime

from kiosk.core.intake_state import Clock
from kiosk.core.moment import Moment

NOT_BEFORE = datetime(2026, 11, 1, tzinfo=UTC)
"""No kiosk ran before the first menu's month: a clock that says so has lost the time (a Pi without a battery)."""
PATIENCE_S = 120.0
"""So long a machine that has just started may take to ask for the time, before anybody is told that it has not."""
A_JUMP_S = 2.0
"""Beyond what a clock drifts or is slewed between two looks at it."""


def belief(now: Moment, opened_at: float) -> Clock:
    """How far the wall clock can be believed by a hatch that opened at this monotonic second."""
    if cannot_be(now.wall):
        return "past"
    return "" if now.sure or now.mono < opened_at + PATIENCE_S else "unsure"


def cannot_be(wall: datetime) -> bool:
    """Whether the clock reads a time that cannot be."""
    return wall < NOT_BEFORE


def offset_s(now: Moment) -> float:
    """How the wall clock stands to the monotonic one, in seconds: it changes when somebody sets the clock."""
    return now.wall.timestamp() - now.mono


def jumped_s(offset_before_s: float, now: Moment) -> float:
    """By how much the clock was set since; 0.0 when it was not."""
    by = offset_s(now) - offset_before_s
    return by if abs(by) >= A_JUMP_S else 0.0
