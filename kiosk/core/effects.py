"""All that may be asked for. The loop performs a step's effects in order; records always come first.

A step whose record fails never happened: its state is dropped, its other effects are not performed, and
`events.WriteFailed` comes back. So nobody hears of what is not written.
"""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from kiosk.core.board import Board, Mark, Pause, Room
from kiosk.core.menu import Menu
from kiosk.core.order import Order, Status
from kiosk.core.request import Request, Response


# --- records (the hatch only) ------------------------------------------------------------------------------------
class WriteOrder(Struct, frozen=True):
    """A new order, with its lines and its first change of status."""

    order: Order


class WriteStatus(Struct, frozen=True):
    """An order's new status."""

    order: Order
    """As it is after the change."""
    was: Status
    who: str
    """guest, clock, or the display that asked."""


class WriteSoldOut(Struct, frozen=True):
    """The mark that a drink has from now on, or that it has none any more."""

    drink: str
    mark: Mark | None
    at: datetime
    who: str


class WritePause(Struct, frozen=True):
    """The pause that holds from now on, or its end."""

    pause: Pause | None
    at: datetime
    who: str


class WriteRoom(Struct, frozen=True):
    """Who is in the private room from now on, or that it is free."""

    room: Room | None
    at: datetime
    who: str


class WriteRevision(Struct, frozen=True):
    """The board's revision, before anybody hears of it."""

    revision: int


class WritePace(Struct, frozen=True):
    """How quickly orders are made over many nights, and what the bartender adds to this night's promises."""

    long_run: float
    extra_s: float
    night: str


Record = WriteOrder | WriteStatus | WriteSoldOut | WritePause | WriteRoom | WriteRevision | WritePace


class Write(Struct, frozen=True):
    """All the records of one step, in one transaction: all or none."""

    records: tuple[Record, ...]


# --- words to the other side -------------------------------------------------------------------------------------
class ShowBoard(Struct, frozen=True):
    """Publish the board."""

    board: Board


class ShowMenu(Struct, frozen=True):
    """Publish the night's menu."""

    menu: Menu


class ShowStatus(Struct, frozen=True):
    """Publish that this side is here."""


class TellKnock(Struct, frozen=True):
    """Tell the bar that somebody knocked; `rhythm` holds the intervals as parts of the longest."""

    count: int
    rhythm: tuple[float, ...]
    secret: bool = False
    woke: bool = False
    """Whether the wall slept until then: whoever knocked has not ordered here just now."""


class Answer(Struct, frozen=True):
    """Answer a request."""

    response: Response


class Ask(Struct, frozen=True):
    """Ask a hatch for something."""

    hatch: str
    id: str
    request: Request


class TellSeen(Struct, frozen=True):
    """Tell a hatch that this revision is on the screen."""

    hatch: str
    books: str
    revision: int


# --- the rest ----------------------------------------------------------------------------------------------------
class Play(Struct, frozen=True):
    """A sound, by name."""

    sound: Literal["latch", "knock", "stamp", "bell", "order", "shaker"]
    step: int = 0
    """How often it was in vain so far: each step is louder."""


class Note(Struct, frozen=True):
    """A line in the journal. `key` is a key of the journal's wording, `facts` fill it in."""

    key: str
    facts: tuple[tuple[str, str], ...] = ()


Effect = Write | ShowBoard | ShowMenu | ShowStatus | TellKnock | Answer | Ask | TellSeen | Play | Note
