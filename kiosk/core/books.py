"""What the books hold when a hatch opens them, and what they tell of an order's past."""

from datetime import datetime

from msgspec import Struct

from kiosk.core.board import Mark, Pause, Room
from kiosk.core.order import Order, Status
from kiosk.core.pace import Pace
from kiosk.core.tally import Tally


class Books(Struct, frozen=True):
    """All that a hatch must know of what was before."""

    orders: tuple[Order, ...] = ()
    """By number: every open one, and those closed recently."""
    next_number: int = 1
    revision: int = 0
    """The highest revision on record: none up to here may be used again."""
    marks: tuple[Mark, ...] = ()
    """What is sold out or counted."""
    pause: Pause | None = None
    room: Room | None = None
    pace: Pace = Pace()
    """The long run's, and what was added to the promises of `pace_night`."""
    pace_night: str = ""
    tally: Tally = Tally()
    """Of the last orders' nights."""


class Change(Struct, frozen=True):
    """One change of an order's status, as it is on record."""

    at: datetime
    was: Status | None
    """None for the placing."""
    status: Status
    who: str
