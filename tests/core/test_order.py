"""An order's life: the table of moves, and what an order costs."""

from itertools import product

import pytest

from kiosk.core.order import FORWARD, MOVES, OPEN, Line, Status, Who, may
from tests.stories import PlayedHatch

S = Status
LEGAL = {
    (Who.BARTENDER, S.PLACED, S.ACKNOWLEDGED),
    (Who.BARTENDER, S.ACKNOWLEDGED, S.READY),
    (Who.BARTENDER, S.READY, S.COLLECTED),
    (Who.BARTENDER, S.PLACED, S.REFUSED),
    (Who.BARTENDER, S.ACKNOWLEDGED, S.REFUSED),
    (Who.BARTENDER, S.READY, S.REFUSED),
    (Who.GUEST, S.PLACED, S.CANCELLED),
    (Who.CLOCK, S.READY, S.UNCOLLECTED),
}
"""DESIGN, section 5, written out."""


@pytest.mark.parametrize(("who", "status", "goal"), list(product(Who, Status, Status)))
def test_the_table_of_moves_is_the_designs(who: Who, status: Status, goal: Status) -> None:
    """Everybody may move an order exactly where the design says, and nowhere else."""
    assert may(who, status, goal) == ((who, status, goal) in LEGAL)


def test_nobody_moves_a_closed_order_but_by_undo() -> None:
    """From a closed status no move leads anywhere, whoever asks."""
    assert not [(who, status) for who in Who for status in MOVES[who] if status not in OPEN]


def test_the_straight_way_leads_from_placed_to_collected() -> None:
    """One touch after the other takes an order through every open status and then out."""
    way = [Status.PLACED]
    while way[-1] in FORWARD:
        way.append(FORWARD[way[-1]])
    assert (frozenset(way[:-1]), way[-1]) == (OPEN, Status.COLLECTED)


@pytest.mark.parametrize("status", list(Status))
def test_the_guest_is_owed_something_while_an_order_is_open(status: Status) -> None:
    """Placed, acknowledged and ready are open; the other four are closed."""
    closed = {Status.COLLECTED, Status.REFUSED, Status.CANCELLED, Status.UNCOLLECTED}
    assert (status in OPEN) == (status not in closed)


def test_a_total_is_the_sum_of_its_lines() -> None:
    """Quantities count, in whole cents."""
    played = PlayedHatch()
    played.order("negroni", "whiskey-sour", "negroni")
    (order,) = played.state.orders
    assert order.total_cents == 700 + 600 + 700 == sum(line.total_cents for line in order.lines)
    assert Line("negroni", "Negroni", 3, 700).total_cents == 2100
