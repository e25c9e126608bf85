"""Evenings as a bartender's display knows them: boards with so many orders, hatches that are there or not."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from kiosk.core.bar_state import Bar, Side
from kiosk.core.board import Board, BoardOrder
from kiosk.core.menu import Menu
from kiosk.core.moment import Moment
from kiosk.core.order import Line, Status
from kiosk.core.rules import BarRules

CONFIG = Path(__file__).parents[2] / "config"
MENU = msgspec.toml.decode(next((CONFIG / "menus").glob("*.toml")).read_bytes(), type=Menu)
WORDS = tuple(
    (pair["word"], pair["answer"]) for pair in tomllib.loads((CONFIG / "words.toml").read_text())["pair"]
)
NOW = Moment(10_000.0, datetime(2026, 11, 20, 22, 30, tzinfo=UTC))
HATCH = "navigli"
OPEN = (Status.PLACED, Status.ACKNOWLEDGED, Status.READY)
CLOSED = (Status.COLLECTED, Status.REFUSED, Status.CANCELLED, Status.UNCOLLECTED)


def order(number: int, lines: int = 2, status: Status = Status.PLACED, age_s: float = 30.0) -> BoardOrder:
    """An order of so many different drinks, with the words of its number."""
    drinks = [MENU.drinks[(number + at) % len(MENU.drinks)] for at in range(lines)]
    written = tuple(
        Line(drink.slug, drink.names["it"], 1 + at % 2, drink.price_cents) for at, drink in enumerate(drinks)
    )
    word, answer = WORDS[number % len(WORDS)]
    total = sum(line.total_cents for line in written)
    return BoardOrder(number, word, answer, "en", written, total, status, age_s, age_s / 2)


def orders(count: int, lines: int = 2) -> tuple[BoardOrder, ...]:
    """So many open orders in every status, the oldest first and half a minute apart."""
    return tuple(
        order(number, lines, OPEN[number % 3], 20.0 + 61.0 * (count - number))
        for number in range(1, count + 1)
    )


def board(opened: tuple[BoardOrder, ...] = (), shut: tuple[BoardOrder, ...] = ()) -> Board:
    """A board of one night."""
    return Board("books", 7, "2026-11-20", NOW.wall, open=opened, closed=shut, slit_open=False)


def bar(*opened: BoardOrder, shut: tuple[BoardOrder, ...] = ()) -> Bar:
    """A display with everything up and these orders on its one hatch's board."""
    side = Side(HATCH, board(opened, shut), NOW.mono, MENU, online=True, online_since=NOW.mono - 3600)
    return Bar(BarRules(), "banco", "b1", (side,), link_up=True, link_since=NOW.mono - 3600)


def with_board(state: Bar, **changes: object) -> Bar:
    """The same display with its first hatch's board changed."""
    first, *others = state.sides
    assert first.board is not None
    return replace(state, sides=(replace(first, board=replace(first.board, **changes)), *others))


def with_side(state: Bar, **changes: object) -> Bar:
    """The same display with what it knows of its first hatch changed."""
    first, *others = state.sides
    return replace(state, sides=(replace(first, **changes), *others))


def with_second_hatch(state: Bar, *opened: BoardOrder) -> Bar:
    """The same display serving another hatch too."""
    return replace(state, sides=(*state.sides, replace(state.sides[0], hatch="darsena", board=board(opened))))
