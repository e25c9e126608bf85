"""The table says plainly which goals were missed."""

import pytest

from tests.bench.table import Goal, Row, line

WORST = Goal("<= 60 MB", 60)
TAIL = Goal("p95 <= 5", 5, 95)


@pytest.mark.parametrize(
    ("samples", "goal", "ends"),
    [
        ([60.0], WORST, "<= 60 MB"),
        ([60.1], WORST, "<= 60 MB, MISSED"),
        ([1.0, 99.0], WORST, "<= 60 MB, MISSED"),
        ([1.0] * 19 + [9.0], TAIL, "p95 <= 5"),
        ([1.0] * 18 + [9.0] * 2, TAIL, "p95 <= 5, MISSED"),
    ],
)
def test_a_missed_goal_is_marked(samples: list[float], goal: Goal, ends: str) -> None:
    """The figure that the goal is about decides, and no other."""
    assert line(Row("memory, hatch", samples, "MB", goal)).endswith(f"  {ends}")


def test_a_row_without_a_goal_misses_none() -> None:
    """Its remark stands alone."""
    assert line(Row("floor", [1.0], remark="bare")).endswith("  bare")
