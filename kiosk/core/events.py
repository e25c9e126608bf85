"""All that can happen, as frozen values. Whatever is not here does not reach the core."""

from datetime import datetime

from msgspec import Struct

from kiosk.core.bar_touches import (
    AskedAgain,
    ExtraAsked,
    FootMoved,
    GuestsAsked,
    Marking,
    MarkingAsked,
    Moved,
    PauseAsked,
    RefuseAsked,
    RefuseDropped,
    RoomAsked,
    SayAsked,
    SoldOutAsked,
    UndoAsked,
    View,
    ViewAsked,
)
from kiosk.core.board import Board
from kiosk.core.menu import Menu
from kiosk.core.request import Request, Response
from kiosk.core.touches import (
    AloudAsked,
    BasketAsked,
    CancelAsked,
    CheckAsked,
    Confirmed,
    DrinkAsked,
    LanguageChosen,
    LanguagesAsked,
    LargeAsked,
    Left,
    MenuAsked,
    PageAsked,
    Picked,
    PutBack,
    ShelfAsked,
    Stayed,
    Wished,
    Woken,
)

__all__ = [
    "AloudAsked", "Answered", "AskedAgain", "BasketAsked", "BoardCame", "CancelAsked", "CheckAsked",
    "Confirmed", "DisplayChanged", "DrinkAsked", "EdgesLost", "Event", "ExtraAsked", "FootMoved", "GuestsAsked", "HatchChanged",
    "KnockEdge", "KnockTold", "LanguageChosen", "LanguagesAsked", "LargeAsked", "Left", "LinkChanged",
    "Marking", "MarkingAsked", "MenuAsked", "MenuCame", "Moved", "NobodyListens", "NotUnderstood", "PageAsked",
    "PauseAsked", "Picked", "PublishAgain", "PutBack", "RefuseAsked", "RefuseDropped", "Requested",
    "RoomAsked", "SayAsked", "SeenBy", "ShelfAsked", "Shown", "SlitMoved", "SoldOutAsked", "Stayed", "Tick",
    "UndoAsked", "View", "ViewAsked", "Wished", "Woken", "WriteFailed",
]  # fmt: skip


# --- both programs -----------------------------------------------------------------------------------------------
class Tick(Struct, frozen=True):
    """Time has come to what `deadline` announced."""


class Shown(Struct, frozen=True):
    """What the state says is on the screen now."""


class LinkChanged(Struct, frozen=True):
    """The broker was reached, or lost. `why` is the library's word for it, for the journal."""

    up: bool
    why: str = ""
    twin: bool = False
    """It was lost to another program that says it is this one."""
    hatch: str = ""
    """Of a display with a link for each hatch: whose; nothing where there is only one link."""


class PublishAgain(Struct, frozen=True):
    """Somebody new is listening (Home Assistant was born): publish all that is ours again."""


class WriteFailed(Struct, frozen=True):
    """A step asked for a record that could not be made, so the step never happened."""

    cause: "Event"
    why: str


# --- hatch: the sensors ------------------------------------------------------------------------------------------
class KnockEdge(Struct, frozen=True):
    """The knock line changed. `at` is the kernel's time stamp on the monotonic clock, in seconds."""

    at: float
    active: bool


class EdgesLost(Struct, frozen=True):
    """So many edges of the knock line waited that those from `at` on were let go, until there was room again."""

    at: float


class SlitMoved(Struct, frozen=True):
    """The slit switch says how it stands: on every change, and once at start."""

    at: float
    open: bool


class PinFault(Struct, frozen=True):
    """A sensor's line cannot be used: `knock` or `slit`, and why, with the mend, for the journal."""

    line: str
    why: str


class PinBack(Struct, frozen=True):
    """A sensor's line can be used again."""

    line: str


# --- hatch: from the wire ----------------------------------------------------------------------------------------
class Requested(Struct, frozen=True):
    """The bar asks for something."""

    id: str
    display: str
    request: Request


class SeenBy(Struct, frozen=True):
    """A display has this revision of the board on its screen."""

    display: str
    books: str
    revision: int


class DisplayChanged(Struct, frozen=True):
    """A bartender's display came or went."""

    display: str
    online: bool


class NobodyListens(Struct, frozen=True):
    """The broker took the board and knows of nobody who listens to it."""


# --- bar: from the wire ------------------------------------------------------------------------------------------
class BoardCame(Struct, frozen=True):
    """A hatch's board arrived. `live` is False for one that the broker had kept."""

    hatch: str
    board: Board
    live: bool


class MenuCame(Struct, frozen=True):
    """A hatch's menu arrived."""

    hatch: str
    menu: Menu


class HatchChanged(Struct, frozen=True):
    """A hatch came or went."""

    hatch: str
    online: bool
    since: datetime


class Answered(Struct, frozen=True):
    """A hatch answered a request; perhaps another display's."""

    hatch: str
    response: Response


class KnockTold(Struct, frozen=True):
    """Somebody knocked at a hatch: so many times, in such a rhythm."""

    hatch: str
    count: int
    secret: bool = False
    woke: bool = False
    """Whether the wall slept until then."""
    rhythm: tuple[float, ...] = ()
    """The intervals as parts of the longest."""


class NotUnderstood(Struct, frozen=True):
    """Something on the wire could not be read: which topic, and why in the decoder's words."""

    topic: str
    why: str
    newer: bool = False
    """It is of a version that this program does not know."""
    id: str = ""
    """Of a request, where that much could be read: so it can be answered."""


Event = (
    Tick | Shown | LinkChanged | PublishAgain | WriteFailed
    | KnockEdge | EdgesLost | SlitMoved | PinFault | PinBack
    | Woken | LanguagesAsked | LanguageChosen | ShelfAsked | DrinkAsked | Wished | Picked | PutBack
    | BasketAsked | CheckAsked | MenuAsked | Confirmed | Stayed | Left | CancelAsked | LargeAsked | AloudAsked
    | Requested | SeenBy | DisplayChanged | NobodyListens
    | BoardCame | MenuCame | HatchChanged | Answered | KnockTold | NotUnderstood
    | Moved | RefuseAsked | RefuseDropped | UndoAsked | MarkingAsked | SoldOutAsked | PauseAsked | GuestsAsked
    | RoomAsked | ExtraAsked | SayAsked | AskedAgain | FootMoved | ViewAsked | PageAsked
)  # fmt: skip
