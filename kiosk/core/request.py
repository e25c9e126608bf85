"""What the bar asks of the hatch. Each names the goal, so hearing one twice is harmless."""

from enum import StrEnum

from msgspec import Struct

from kiosk.core.order import Count, Status


class Advance(Struct, frozen=True, tag="advance"):
    """Order `number` shall be `goal`: acknowledged, ready, collected (to an adult) or refused."""

    number: Count
    goal: Status


class Undo(Struct, frozen=True, tag="undo"):
    """Take order `number` back one step, provided it still stands at `was`."""

    number: Count
    was: Status


class SellOut(Struct, frozen=True, tag="sold_out"):
    """The drink is sold out, or is to be had again."""

    drink: str
    out: bool


class SetPause(Struct, frozen=True, tag="pause"):
    """Stop taking new orders, or go on."""

    on: bool


class Resend(Struct, frozen=True, tag="resend"):
    """Publish the menu and the board again, with a fresh clock."""


Request = Advance | Undo | SellOut | SetPause | Resend


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
