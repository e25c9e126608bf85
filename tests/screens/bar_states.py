"""Evenings at the bar, of the house as it is configured: what the tests of its display look at."""

from kiosk.screens.bar_evening import (
    CLOSED,
    HATCH,
    OPEN,
    Evening,
    board,
    with_board,
    with_second_hatch,
    with_side,
)
from kiosk.screens.moments import NOW
from tests.screens.hatch_states import MENU, PAIRS

__all__ = ["CLOSED", "HATCH", "MENU", "NOW", "OPEN", "board", "with_board", "with_second_hatch", "with_side"]

EVENING = Evening(MENU, PAIRS, "it")
order, orders, bar = EVENING.order, EVENING.orders, EVENING.bar
