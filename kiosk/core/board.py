"""The board: everything the bar must know, whole, with a rising revision."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from kiosk.core.figures import Figures
from kiosk.core.order import Count, Line, Status

OLDEST_S = 1e9
Age = Annotated[float, Meta(ge=-OLDEST_S, le=OLDEST_S)]
"""Seconds, thirty years at most; below zero where a clock was set back between two runs of the hatch."""


GUESTS = "guests"
"""The reason of a pause for the private room's sake: it ends with the room's time, or when the room is freed."""


class Pause(Struct, frozen=True):
    """The bartender's "just a minute"."""

    since: datetime
    until: datetime | None = None
    """When the clock ends it, at the hatch's own clock; None until the bartender goes on."""
    reason: str = ""
    """A key of the wording's pause reasons; nothing for none."""


class Mark(Struct, frozen=True):
    """A drink that is sold out, or soon will be."""

    drink: str
    left: Count = 0
    """So many may still be ordered; none: it is sold out."""
    night: str = ""
    """The night at whose end the mark goes by itself; nothing: until the bartender says."""
    counted: bool = False
    """Whether `left` runs down with the orders."""


class Room(Struct, frozen=True):
    """The private room is taken: by how many, since when, and when their time is over."""

    since: datetime
    until: datetime
    seats: Count


class BoardOrder(Struct, frozen=True):
    """An order as the board tells it. Ages are seconds at the board's own clock, by the hatch's monotonic time."""

    number: Count
    word: str
    answer: str
    language: str
    lines: tuple[Line, ...]
    total_cents: Count
    status: Status
    age_s: Age
    """Since it was placed."""
    status_age_s: Age
    """Since it came to this status."""
    before: Status | None = None
    """What one step of undo would return it to, if it may still be undone."""
    due_s: Age | None = None
    """Until it is promised to be ready; below zero when it is late. None where nothing was promised."""


class Board(Struct, frozen=True):
    """The hatch's state as one document. A later revision of the same books replaces an earlier one."""

    books: str
    """Names the database: revisions rise within one and say nothing across two."""
    revision: Count
    night: str
    clock: datetime
    """The hatch's wall clock when the board was written, UTC."""
    open: tuple[BoardOrder, ...] = ()
    """Oldest first."""
    closed: tuple[BoardOrder, ...] = ()
    """Recently closed, the last one first."""
    last_number: Count = 0
    """Of all orders ever placed."""
    sold_out: tuple[str, ...] = ()
    """What is not to be had now."""
    marks: tuple[Mark, ...] = ()
    """Why, and what is running out."""
    pause: Pause | None = None
    room: Room | None = None
    slit_open: bool | None = None
    """None while the switch has not said how it stands."""
    slit_age_s: Age = 0.0
    """For how long it has stood so."""
    offered: Count | None = None
    """The one ready order, when the slit was opened and shut again since: most likely it was handed over."""
    cut_off: datetime | None = None
    """When alcohol is forbidden next, or since when it is (UTC)."""
    alcohol: str = ""
    """How it stands with orders for it: `soon` or `ended`, or nothing."""
    open_now: bool = True
    """Whether orders are taken at this hour."""
    ends: datetime | None = None
    """Until when, while they are (UTC)."""
    opens: datetime | None = None
    """When again, while they are not (UTC)."""
    wait_min: Count | None = None
    """What a new guest is told."""
    extra_s: Age = 0.0
    """What the bartender has added to that, or taken from it."""
    full: bool = False
    """No new order is taken: too much is promised already."""
    drinks_tonight: Count = 0
    """Sold on the board's night: of every order that was neither refused nor cancelled."""
    figures: Figures | None = None
    """What the board's night has come to so far; None from a hatch that does not tell."""
    trouble: str = ""
    """What the hatch cannot do at the moment (a key of the wording), or nothing."""
