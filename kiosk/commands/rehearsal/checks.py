"""The checks, pure over what was gathered: each promise that a rehearsal judges is a function here, and can fail."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from kiosk.commands.rehearsal.ledger import Fault, Tab
from kiosk.core.board import Board
from kiosk.core.books import Change
from kiosk.core.figures import UNSOLD, Figures
from kiosk.core.menu import Menu
from kiosk.core.order import OPEN, Line, Order, Status

Standing = tuple[Status, str]
"""How an order stands, and its word."""
Standings = Mapping[int, Standing]
"""Of every open order, by number."""


Marks = Mapping[str, int]
"""By drink that has run out or will: how many are left."""


class Still(Struct, frozen=True):
    """All that was held still at one moment: the open orders as each of them has it."""

    books: Standings
    board: Standings
    displays: Mapping[str, Standings]
    """By each of the hatch's displays, by its name."""
    hatch: Standings
    believed: Standings
    """By guests and bartender."""
    marks: tuple[Marks, ...] = ({}, {}, {})
    """What has run out, by books, board and each display."""
    figures: tuple[Figures, Figures | None] = (Figures(), Figures())
    """What the night has come to, by books and board."""


class Kept(Struct, frozen=True):
    """One order as the books hold it, with all that happened to it."""

    order: Order
    changes: tuple[Change, ...]


def agree(hatch: str, still: Still) -> Iterator[Fault]:
    """At a quiet point board, displays, hatch and people have every open order exactly as the books have it."""
    for key in ("board", "hatch", "believed"):
        for number, differs in _differ(still.books, getattr(still, key)):
            yield Fault(key, hatch, number, differs)
    for display, standings in still.displays.items():
        for number, differs in _differ(still.books, standings):
            yield Fault("display", hatch, number, f"{display}, {differs}")
    yield from _agree_on_marks(hatch, *still.marks)
    yield from _agree_on_figures(hatch, *still.figures)


def _differ(books: Standings, other: Standings) -> Iterator[tuple[int, str]]:
    """The orders that stand otherwise somewhere than on the books, and how."""
    for number in sorted({*books, *other}):
        ours, theirs = books.get(number), other.get(number)
        if ours != theirs:
            yield number, f"{_told(theirs)} != {_told(ours)}"


def _agree_on_marks(hatch: str, books: Marks, board: Marks, *displays: Marks) -> Iterator[Fault]:
    """Board and displays know what has run out exactly as the books do."""
    if any(other != books for other in (board, *displays)):
        told = ", ".join(map(str, displays))
        yield Fault("marks", hatch, detail=f"books {books}, board {board}, displays {told}")


def _agree_on_figures(hatch: str, books: Figures, board: Figures | None) -> Iterator[Fault]:
    """The board tells what `kiosk report` reads; waits within the second that either has rounded to."""
    waits = {name: getattr(books, name) for name in ("wait_mean_s", "wait_longest_s")}
    near = board is not None and all(abs(getattr(board, name) - wait) <= 1 for name, wait in waits.items())
    if board is None or not near or replace(board, **waits) != books:
        yield Fault("figures", hatch, detail=f"{board} != {books}")


def not_oversold(
    hatch: str, short: Mapping[str, tuple[datetime, int]], kept: Iterable[Kept]
) -> Iterator[Fault]:
    """After a drink was marked no more of it was sold than were left."""
    for drink, (since, left) in short.items():
        later = [one.order for one in kept if one.order.placed > since and one.order.status not in UNSOLD]
        sold = sum(line.quantity for order in later for line in order.lines if line.drink == drink)
        if sold > left:
            yield Fault("oversold", hatch, detail=f"{drink}: {sold} > {left}")


def once_and_truly(
    hatch: str, tabs: Mapping[int, Tab], kept: Mapping[int, Kept], menu: Menu, *, ended: bool
) -> Iterator[Fault]:
    """Every order placed is on the books exactly once, as it was ordered, with its true life; and nothing else is.

    With `ended` none may be open any more.
    """
    for number, tab in sorted(tabs.items()):
        if number not in kept:
            yield Fault("missing", hatch, number, tab.word)
    for number, one in sorted(kept.items()):
        if number not in tabs:
            yield Fault("stray", hatch, number, f"{one.order.word}, {one.order.status}")
        else:
            yield from _true(hatch, tabs[number], one, menu, ended=ended)


def seen(hatch: str, tabs: Iterable[int], seen_by: Mapping[str, Container[int]]) -> Iterator[Fault]:
    """Of every order each display has said that it is on its screen."""
    return (
        Fault("unseen", hatch, number, display)
        for number in sorted(tabs)
        for display, known in seen_by.items()
        if number not in known
    )


def answered(hatch: str, asked: Iterable[str], answers: Mapping[str, float]) -> Iterator[Fault]:
    """Every request of the bar was answered."""
    return (Fault("unanswered", hatch, detail=id_) for id_ in asked if id_ not in answers)


def calm(hatch: str, journal: Iterable[str]) -> Iterator[Fault]:
    """The journals speak of no fault."""
    for line in journal:
        if "Traceback" in line or " ERROR " in line or " CRITICAL " in line:
            yield Fault("journal", hatch, detail=line)


def on_board(board: Board) -> Standings:
    """The open orders of a board."""
    return {order.number: (order.status, order.word) for order in board.open}


def of_orders(orders: Iterable[Order]) -> Standings:
    """The open ones of these orders."""
    return {order.number: (order.status, order.word) for order in orders if order.status in OPEN}


def of_tabs(tabs: Iterable[Tab]) -> Standings:
    """The open orders as those believe it who have to do with them."""
    return {tab.number: (tab.status, tab.word) for tab in tabs if tab.status in OPEN}


def of_facts(facts: Iterable[Mapping[str, object]]) -> Standings:
    """The open orders of what a stagehand's `state` tells."""
    return {
        int(str(fact["number"])): (status, str(fact["word"]))
        for fact in facts
        if (status := Status(str(fact["status"]))) in OPEN
    }


def _true(hatch: str, tab: Tab, one: Kept, menu: Menu, *, ended: bool) -> Iterator[Fault]:
    number, order = tab.number, one.order
    if order.word != tab.word:
        yield Fault("word", hatch, number, f"{order.word} != {tab.word}")
    if _cups(order.lines) != Counter(tab.guest.drinks) or order.total_cents != _owed(tab, menu):
        yield Fault(
            "drinks", hatch, number, f"{_cups(order.lines)}, {order.total_cents} != {tab.guest.drinks}"
        )
    chain = [change.status for change in one.changes]
    if chain != tab.chain or order.status is not tab.status:
        yield Fault("chain", hatch, number, f"{_joined(chain)}, {order.status} != {_joined(tab.chain)}")
    if ended and order.status in OPEN:
        yield Fault("open", hatch, number, order.status)


def _cups(lines: Iterable[Line]) -> Counter[str]:
    cups: Counter[str] = Counter()
    for line in lines:
        cups[line.drink] += line.quantity
    return cups


def _owed(tab: Tab, menu: Menu) -> int:
    drinks = (menu.drink(slug) for slug in tab.guest.drinks)
    return sum(drink.price_cents for drink in drinks if drink is not None)


def _joined(chain: Iterable[Status]) -> str:
    return " ".join(chain)


def _told(standing: Standing | None) -> str:
    return "-" if standing is None else f"{standing[1]} {standing[0]}"
