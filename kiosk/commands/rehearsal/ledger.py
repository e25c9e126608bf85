"""What guests and bartender believe of their orders: kept beside the house's books, so that these can be judged by it."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from threading import Condition
from typing import Literal

from msgspec import Struct, field

from kiosk.commands.rehearsal.night import Guest
from kiosk.core.board import Board
from kiosk.core.order import OPEN, Status

Turned = Literal["full", "patience", "line", "sold_out", "closed", "paused", "lost"]
"""Why a group went without a drink; in the end `patience` is also an order taken back for its promise."""
Heard = Literal["woke", "again", "touched"]
"""How a group woke the wall: by its first knocking, by another, or with a finger."""
GRANTED_WITHIN_S = 3.0
"""Of the machine's: so long the hatch has to grant what was asked."""


class Tab(Struct):
    """One order as those believe it stands who have to do with it."""

    number: int
    guest: Guest
    word: str
    promised_s: float | None
    placed_at: float
    """Monotonic, by the night's clock."""
    chain: list[Status]
    """Every status that it came to, as its guest and the bartender brought it about."""
    called_at: float | None = None
    """When it was ready for good."""
    fetching: bool = False
    """Whether somebody comes for it, or has come."""

    @property
    def status(self) -> Status:
        """Where it stands."""
        return self.chain[-1]


class Fault(Struct, frozen=True):
    """A check that does not hold: which (a key of `[faults]`), at which hatch, of which order (0: of none), and what."""

    key: str
    hatch: str
    order: int = 0
    detail: str = ""


class Ledger(Struct):
    """One hatch's."""

    hatch: str
    tabs: dict[int, Tab] = field(default_factory=dict)
    groups: int = 0
    """That have come so far."""
    turned: Counter[Turned] = field(default_factory=Counter)
    heard: Counter[Heard] = field(default_factory=Counter)
    board: Board | None = None
    """The last that was heard."""
    slit: list[int] = field(default_factory=list)
    """The orders whose guests stand at the slit, first come first."""
    lost: list[str] = field(default_factory=list)
    """Of each group that was `lost`: what the screen was at then."""
    short: dict[str, tuple[datetime, int]] = field(default_factory=dict)
    """By drink: since when (UTC) so many more, or none, were to be had."""
    touched_in_vain: int = 0
    """Touches of the bartender that came to nothing at first."""
    touches_s: list[float] = field(default_factory=list)
    """How long each touch of a guest took, of the machine's seconds."""
    street_over: bool = False
    """Whether nobody comes any more to order."""
    faults: list[Fault] = field(default_factory=list)
    news: Condition = field(default_factory=Condition)
    """Told of whatever changes here."""

    def tell(self, change: Callable[[], object]) -> None:
        """Change something, and let everybody know who waits for news."""
        with self.news:
            change()
            self.news.notify_all()

    def blame(self, key: str, order: int = 0, detail: object = "") -> None:
        """Note a fault."""
        self.faults.append(Fault(key, self.hatch, order, str(detail)))

    def on_board(self, number: int) -> Status | None:
        """How an order stands on the board that was heard last."""
        board = self.board
        orders = () if board is None else (*board.open, *board.closed)
        return next((order.status for order in orders if order.number == number), None)

    def becomes(self, number: int, status: Status, within_s: float = GRANTED_WITHIN_S) -> bool:
        """Wait until the board says so of an order; whether it came."""
        with self.news:
            return self.news.wait_for(lambda: self.on_board(number) is status, within_s)

    def left(self, drink: str) -> int | None:
        """How many of a drink are to be had, by the board that was heard last; None where there is no end in sight."""
        marks = self.board.marks if self.board is not None else ()
        return next((mark.left for mark in marks if mark.drink == drink), None)

    def pauses(self, *, on: bool) -> bool:
        """Wait until the board says that the hatch pauses, or goes on; whether it came."""
        with self.news:
            return self.news.wait_for(
                lambda: self.board is not None and (self.board.pause is not None) is on, GRANTED_WITHIN_S
            )

    @property
    def open_tabs(self) -> list[Tab]:
        """The orders whose guests are still owed something."""
        return [tab for tab in list(self.tabs.values()) if tab.status in OPEN]
