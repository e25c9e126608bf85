"""What the books hold when a hatch opens them, and what they tell of an order's past."""

from datetime import datetime

from msgspec import Struct

from kiosk.core.board import Pause
from kiosk.core.order import Order, Status
from kiosk.core.pace import Pace


class Books(Struct, frozen=True):
    """All that a hatch must know of what was before."""

    orders: tuple[Order, ...] = ()
    """By number: every open one, and those closed recently."""
    next_number: int = 1
    revision: int = 0
    """The highest revision on record: none up to here may be used again."""
    sold_out: tuple[str, ...] = ()
    pause: Pause | None = None
    pace: Pace = Pace()
    """The long run's, and what was added to the promises of `pace_night`."""
    pace_night: str = ""


class Change(Struct, frozen=True):
    """One change of an order's status, as it is on record."""

    at: datetime
    was: Status | None
    """None for the placing."""
    status: Status
    who: str
