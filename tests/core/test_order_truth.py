"""What may truly be said of an order that waits."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from kiosk.core.order import Order, Status
from kiosk.core.order_truth import ahead, turns, unanswered
from kiosk.core.rules import HatchRules

RULES = HatchRules()
WALL = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)


def order(number: int = 1, status: Status = Status.PLACED, revision: int = 7) -> Order:
    return Order(
        number, "2026-11-20", "Lanterna", "Olio", "it", (), status, WALL, WALL, 100.0, 100.0, revision
    )


@pytest.mark.parametrize(
    ("seen", "age_s", "silence"),
    [
        (6, 0.0, ""),
        (6, RULES.seen_within_s - 0.1, ""),
        (6, RULES.seen_within_s, "unseen"),
        (6, RULES.taken_within_s, "unseen"),
        (7, RULES.seen_within_s, ""),
        (8, RULES.taken_within_s - 0.1, ""),
        (8, RULES.taken_within_s, "untaken"),
    ],
)
def test_silence(seen: int, age_s: float, silence: str) -> None:
    """An order is unseen once no display showed it in time, untaken once nobody took it on in time."""
    assert unanswered(order(), seen, RULES, 100.0 + age_s) == silence


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.PLACED])
def test_an_order_that_moved_on_was_answered(status: Status) -> None:
    """Whatever happened to it, somebody was there."""
    assert unanswered(order(status=status), 0, RULES, 1e9) == ""
    assert turns(order(status=status), 0, RULES) == ()


@pytest.mark.parametrize("seen", [6, 7])
def test_turns_announce_every_change(seen: int) -> None:
    """Between the announced seconds the answer stays the same."""
    times = (100.0, *turns(order(), seen, RULES), 1e6)
    for start, end in pairwise(times):
        assert unanswered(order(), seen, RULES, start) == unanswered(order(), seen, RULES, end - 0.001)


def test_ahead_counts_what_is_still_to_be_made() -> None:
    """Only earlier orders that are placed or taken on stand before one."""
    statuses = enumerate(Status, start=1)
    others = tuple(order(number, status) for number, status in statuses)
    mine = order(50)
    assert ahead(mine, (*others, mine, order(60))) == 2
