"""What a bartender's display knows: its state, as frozen values. It keeps nothing; the hatch owns the truth."""

from math import inf
from typing import Literal

from msgspec import Struct

from kiosk.core.board import Board, BoardOrder
from kiosk.core.menu import Menu
from kiosk.core.request import Reason, Request
from kiosk.core.rules import BarRules

View = Literal["tickets", "drinks", "closed"]


class Side(Struct, frozen=True):
    """One hatch as this display knows it. Times are this display's monotonic seconds."""

    hatch: str
    board: Board | None = None
    board_at: float = 0.0
    """When the board arrived: ages go on counting from there."""
    menu: Menu | None = None
    online: bool | None = None
    """None while the hatch has not been heard of."""
    online_since: float = 0.0
    told: tuple[str, int] | None = None
    """The books and revision that this display has told the hatch it shows."""


class Act(Struct, frozen=True):
    """A request of this display that the hatch has not granted yet."""

    id: str
    hatch: str
    request: Request
    at: float
    """When it was asked, or refused (monotonic)."""
    refused: Reason | None = None


class Knock(Struct, frozen=True):
    """Somebody knocked."""

    hatch: str
    count: int
    at: float


class Bar(Struct, frozen=True):
    """All that a display knows."""

    rules: BarRules
    display: str
    boot: str
    """Names this run of the display, so that its request ids are new."""
    sides: tuple[Side, ...]
    link_up: bool = False
    link_since: float = 0.0
    acts: tuple[Act, ...] = ()
    asked: int = 0
    """Requests made so far."""
    view: View = "tickets"
    viewed: float = 0.0
    """When a view was last touched."""
    page: int = 0
    refusing: tuple[str, int] | None = None
    """The order (hatch, number) whose refusal waits for the second touch."""
    refusing_since: float = 0.0
    knock: Knock | None = None
    last_move: tuple[str, int] | None = None
    """The order (hatch, number) that this display moved last: what undo offers."""
    last_subject: tuple[str, str, int | str] | None = None
    """What this display's last request was about."""
    moved_at: float = -inf
    """When that was asked (monotonic)."""
    shifted: float = -inf
    """When what is listed on the screen last changed its places (monotonic)."""
    misread: str = ""
    """A topic that could not be read, until a later message on it could."""
    misread_newer: bool = False

    def side(self, hatch: str) -> Side | None:
        """What is known of a hatch, or None for one that this display does not serve."""
        return next((side for side in self.sides if side.hatch == hatch), None)


class Ticket(Struct, frozen=True):
    """An order as this display draws it, with its age now."""

    hatch: str
    order: BoardOrder
    age_s: float
    sent: Act | None = None
    """What was asked of it and is not granted."""
