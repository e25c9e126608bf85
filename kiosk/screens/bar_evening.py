"""Evenings as a bartender's display knows them: boards with so many orders, hatches that are there or not."""

from msgspec.structs import replace

from kiosk.core.bar_state import Bar, Side
from kiosk.core.board import Board, BoardOrder
from kiosk.core.menu import Menu
from kiosk.core.order import Line, Status
from kiosk.core.rules import BarRules
from kiosk.core.words import Pair
from kiosk.screens.hatch_tile import called
from kiosk.screens.moments import NOW

HATCH, SECOND = "navigli", "darsena"
OPEN = (Status.PLACED, Status.ACKNOWLEDGED, Status.READY)
CLOSED = (Status.COLLECTED, Status.REFUSED, Status.CANCELLED, Status.UNCOLLECTED)
UP_S = 3600.0


class Evening:
    """Evenings of one house: with its drinks and its words."""

    def __init__(self, menu: Menu, pairs: tuple[Pair, ...], language: str) -> None:
        """`language` is the bartender's."""
        self.menu, self._pairs, self.language = menu, pairs, language

    def order(
        self, number: int, lines: int = 2, status: Status = Status.PLACED, age_s: float = 30.0
    ) -> BoardOrder:
        """An order of so many different drinks, with the words of its number."""
        drinks = [self.menu.drinks[(number + at) % len(self.menu.drinks)] for at in range(lines)]
        written = tuple(
            Line(drink.slug, called(drink.names, self.language), 1 + at % 2, drink.price_cents)
            for at, drink in enumerate(drinks)
        )
        pair = self._pairs[number % len(self._pairs)]
        total = sum(line.total_cents for line in written)
        return BoardOrder(number, pair.word, pair.answer, "en", written, total, status, age_s, age_s / 2)

    def orders(self, count: int, lines: int = 2) -> tuple[BoardOrder, ...]:
        """So many open orders in every status, the oldest first and half a minute apart."""
        return tuple(
            self.order(number, lines, OPEN[number % 3], 20.0 + 61.0 * (count - number))
            for number in range(1, count + 1)
        )

    def bar(self, *opened: BoardOrder, shut: tuple[BoardOrder, ...] = ()) -> Bar:
        """A display with everything up and these orders on its one hatch's board."""
        since = NOW.mono - UP_S
        side = Side(HATCH, board(opened, shut), NOW.mono, self.menu, online=True, online_since=since)
        return Bar(BarRules(), "banco", "b1", (side,), link_up=True, link_since=since)


def board(opened: tuple[BoardOrder, ...] = (), shut: tuple[BoardOrder, ...] = ()) -> Board:
    """A board of one night."""
    return Board("books", 7, "2026-11-20", NOW.wall, open=opened, closed=shut, slit_open=False)


def with_board(state: Bar, **changes: object) -> Bar:
    """The same display with its first hatch's board changed."""
    told = state.sides[0].board or board()
    return with_side(state, board=replace(told, **changes))


def with_side(state: Bar, **changes: object) -> Bar:
    """The same display with what it knows of its first hatch changed."""
    first, *others = state.sides
    return replace(state, sides=(replace(first, **changes), *others))


def with_second_hatch(state: Bar, *opened: BoardOrder) -> Bar:
    """The same display serving another hatch too."""
    return replace(state, sides=(*state.sides, replace(state.sides[0], hatch=SECOND, board=board(opened))))
