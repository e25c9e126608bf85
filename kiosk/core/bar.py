"""The bartender's display: its state, and what each event makes of it. It keeps nothing; the hatch owns the truth."""

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


class Act(Struct, frozen=True):
    """A request of this display that the hatch's board does not show yet."""

    id: str
    hatch: str
    request: Request
    at: float
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
    page: int = 0
    refusing: tuple[str, int] | None = None
    """The order (hatch, number) whose refusal waits for the second touch."""
    refusing_since: float = 0.0
    knock: Knock | None = None
    last_move: tuple[str, int] | None = None
    """The order (hatch, number) that this display moved last: what undo offers."""
    misread: str = ""
    """A topic that could not be read, until the next one that could."""
    misread_newer: bool = False


class Ticket(Struct, frozen=True):
    """An order as this display draws it, with its age now."""

    hatch: str
    order: BoardOrder
    age_s: float
    sent: Act | None = None
    """What was asked of it and is not confirmed."""
