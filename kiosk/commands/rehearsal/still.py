"""Holding still: nobody acts, and everything that has an order is asked for it at the same revision."""

import time
from collections.abc import Iterable
from contextlib import closing
from logging import Logger

from kiosk.commands.rehearsal import checks
from kiosk.commands.rehearsal.checks import Kept, Still
from kiosk.commands.rehearsal.ledger import Tab
from kiosk.commands.rehearsal.stand import Stand
from kiosk.commands.rehearsal.watch import Newcomer
from kiosk.core.board import Board, Mark
from kiosk.core.moment import Moment
from kiosk.core.order import Status
from kiosk.shell.clock import Clock
from kiosk.shell.store import Store

QUIET_WITHIN_S = 20.0
"""Of the machine's: so long everybody has to come to the same revision, when nobody touches anything."""
LOOK_S = 0.02


def hold_still(stand: Stand, clock: Clock, log: Logger) -> int | None:
    """Compare, and note what differs; how many open orders were compared, or None when it never was quiet."""
    with stand.calm, stand.hands, stand.acts:
        still, why = _held(stand, clock, log)
    if still is None:
        stand.ledger.blame("unquiet", detail=why)
        return None
    stand.ledger.faults.extend(checks.agree(stand.name, still))
    return len(still.books)


def _held(stand: Stand, clock: Clock, log: Logger) -> tuple[Still | None, str]:
    """Everything at one revision: the clock may have moved a promise on while it was being asked, and then again."""
    until, why = time.monotonic() + QUIET_WITHIN_S, ""
    with (
        Newcomer(stand.settings, stand.name, log) as newcomer,
        closing(Store.read(stand.settings.store_path)) as store,
    ):
        newcomer.board()  # this takes a while, in which the clock goes on
        while time.monotonic() < until:
            before, board = stand.hatch.state(), newcomer.board()
            bars = {display: bar.state() for display, bar in stand.bars.items()}
            books, after = store.load(clock(), 0.0, 0.0), stand.hatch.state()
            shown = (bar["revisions"][stand.name] for bar in bars.values())
            at = (before["revision"], board and board.revision, *shown, after["revision"])
            waiting = [bar["waiting"] for bar in bars.values()]
            why = f"{at}, {waiting}"
            if board is not None and len(set(at)) == 1 and not any(waiting):
                return Still(
                    books=checks.of_orders(books.orders),
                    board=checks.on_board(board),
                    displays={display: checks.of_facts(bar["tickets"]) for display, bar in bars.items()},
                    hatch=checks.of_facts(after["orders"]),
                    believed=checks.of_tabs(tabs_left(stand, board)),
                    marks=(
                        _left(books.marks),
                        _left(board.marks),
                        *(bar["marks"][stand.name] for bar in bars.values()),
                    ),
                    figures=(books.tally.figures(board.night), board.figures),
                ), ""
            time.sleep(LOOK_S)
    return None, why


def _left(marks: Iterable[Mark]) -> dict[str, int]:
    return {mark.drink: mark.left for mark in marks}


def tabs_left(stand: Stand, board: Board) -> list[Tab]:
    """All tabs, but for those of orders that the clock has closed by now, of which nobody has taken notice yet."""
    given_up = {order.number for order in board.closed if order.status is Status.UNCOLLECTED}
    tabs = list(stand.ledger.tabs.values())
    return [tab for tab in tabs if not (tab.status is Status.READY and tab.number in given_up)]


def all_kept(stand: Stand, now: Moment) -> dict[int, Kept]:
    """Every order on the books, by number, with its changes; asked number by number, and beyond the last."""
    with closing(Store.read(stand.settings.store_path)) as store:
        beyond = max(store.load(now, 0.0, 0.0).next_number, *stand.ledger.tabs, 1) + 1
        found = {number: store.order(number) for number in range(1, beyond + 1)}
        return {
            number: Kept(order, store.changes(number)) for number, order in found.items() if order is not None
        }
