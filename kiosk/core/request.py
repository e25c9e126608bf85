"""What the bar asks of the hatch. Each names the goal, so hearing one twice is harmless."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from kiosk.core.order import Count, Status

SEATS = 4
"""In the private room."""


class Advance(Struct, frozen=True, tag="advance"):
    """Order `number` shall be `goal`: acknowledged, ready, collected (to an adult) or refused."""

    number: Count
    goal: Status


class Undo(Struct, frozen=True, tag="undo"):
    """Take order `number` back one step, provided it still stands at `was`."""

    number: Count
    was: Status


class SellOut(Struct, frozen=True, tag="sold_out"):
    """The drink is sold out, or is to be had again: without end, or so many more."""

    drink: str
    out: bool
    tonight: bool = False
    """It goes by itself when the night ends; else when the bartender says."""
    left: Count = 0
    """Of one that is not out: so many more may be ordered, and then it is. None: no end in sight."""
    after: Count | None = None
    """The last order that whoever counted knew of: what was ordered after it counts against `left`."""


class SetPause(Struct, frozen=True, tag="pause"):
    """Stop taking new orders, or go on."""

    on: bool
    until: datetime | None = None
    """When the clock shall end it, at the hatch's clock (UTC); None: when the bartender goes on."""
    reason: Annotated[str, Meta(max_length=40)] = ""
    """A key of the wording's pause reasons; nothing for none."""


class SetRoom(Struct, frozen=True, tag="room"):
    """So many guests are in the private room, or (0) it is free. Its clock begins with the first word of them."""

    seats: Annotated[int, Meta(ge=0, le=SEATS)]


class SetExtra(Struct, frozen=True, tag="wait"):
    """So many seconds shall be added to every new promise (or taken from it) until the night ends."""

    seconds: Annotated[float, Meta(ge=-86_400, le=86_400)]


class Say(Struct, frozen=True, tag="say"):
    """Say one of the house's lines at the hatch, by its place in the wording."""

    line: Count


class Resend(Struct, frozen=True, tag="resend"):
    """Publish the menu and the board again, with a fresh clock."""


Request = Advance | Undo | SellOut | SetPause | SetRoom | SetExtra | Say | Resend


class Reason(StrEnum):
    """Why a request was not granted."""

    NO_SUCH_ORDER = "no_such_order"
    NO_SUCH_DRINK = "no_such_drink"
    MAY_NOT = "may_not"
    """The order may not go there from where it stands."""
    TOO_LATE = "too_late"
    """The one step of undo is used up, or the order was closed too long ago."""
    NOT_SAVED = "not_saved"
    """The books could not be written, so nothing was changed."""
    NOT_UNDERSTOOD = "not_understood"


class Response(Struct, frozen=True):
    """The hatch's answer to the request with this id. `reason` is None when it was granted."""

    id: str
    reason: Reason | None = None

    @property
    def ok(self) -> bool:
        """Whether what was asked is now so."""
        return self.reason is None
