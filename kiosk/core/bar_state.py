"""What a bartender's display knows: its state, as frozen values. It keeps nothing; the hatch owns the truth."""

from datetime import UTC, datetime, timedelta, tzinfo
from math import inf

from msgspec import Struct

from kiosk.core.board import Board, BoardOrder
from kiosk.core.events import Marking, View
from kiosk.core.menu import Menu
from kiosk.core.request import Reason, Request
from kiosk.core.rules import BarRules


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
    skew_s: float = 0.0
    """How far the hatch's wall clock is ahead of this display's, as far as that is known."""

    def clock(self, mono: float) -> datetime | None:
        """The hatch's wall clock now, or None before its first board."""
        return None if self.board is None else self.board.clock + timedelta(seconds=mono - self.board_at)


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
    secret: bool = False
    woke: bool = False
    """Whether the wall slept until then."""


class Said(Struct, frozen=True):
    """A line that a hatch has said for this display, and when that was known."""

    hatch: str
    line: int
    at: float


class Bar(Struct, frozen=True):
    """All that a display knows."""

    rules: BarRules
    display: str
    boot: str
    """Names this run of the display, so that its request ids are new."""
    sides: tuple[Side, ...]
    zone: tzinfo = UTC
    """The house's, for hours."""
    foot: bool = False
    """Whether there is a foot switch."""
    link_up: bool = False
    """Whether every hatch's link to the broker is up."""
    link_since: float = 0.0
    linked: tuple[str, ...] = ()
    """The hatches whose link is up."""
    twin_at: float = -inf
    """When another program last threw this one out of the broker, under its own name (monotonic)."""
    acts: tuple[Act, ...] = ()
    asked: int = 0
    """Requests made so far."""
    view: View = "tickets"
    viewed: float = 0.0
    """When a view was last touched."""
    page: int = 0
    marking: Marking = "until_i_say"
    """What a touch on a drink means (view `drinks`)."""
    marking_left: int = 3
    """So many more, where it means that."""
    refusing: tuple[str, int] | None = None
    """The order (hatch, number) whose refusal waits for the second touch."""
    refusing_since: float = 0.0
    knock: Knock | None = None
    said: Said | None = None
    calling: tuple[tuple[str, int], ...] = ()
    """The new orders (hatch, number) that nobody has taken on."""
    calls: int = 0
    """How often they were called out, since the last new one or the last hush."""
    called_at: float = -inf
    hushed: float = -inf
    """Until when a touch has hushed them (monotonic)."""
    foot_moved: float = -inf
    """When the foot switch last changed, and when it was last pressed for good (the kernel's monotonic seconds)."""
    foot_pressed: float = -inf
    last_move: tuple[str, int] | None = None
    """The order (hatch, number) that this display moved last: what undo offers."""
    last_subject: tuple[str, str, int | str] | None = None
    """What this display's last request was about."""
    moved_at: float = -inf
    """When that was asked (monotonic)."""
    shifted: float = -inf
    """When what is listed on the screen last changed its places (monotonic)."""
    turned: frozenset[tuple[str, int | str]] = frozenset()
    """What a board has changed that this display had not asked for: hatch, and order, drink or kind of request."""
    turned_at: float = -inf
    opened: float = -inf
    """When the view last changed (monotonic), and what a finger that bounces would ask for."""
    came_from: View = "tickets"
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
    offered: bool = False
    """Whether it was most likely handed over: the one ready order, and the slit was opened and shut."""
    calling: bool = False
    """Whether it is new, and nobody has taken it on."""
