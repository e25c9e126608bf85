"""What a knuckle or a foot can ask of the bartender's display, as frozen values."""

from typing import Literal

from msgspec import Struct

from kiosk.core.order import Status
from kiosk.core.request import Request

View = Literal["tickets", "house", "drinks", "closed", "room", "say", "figures"]
"""What the bar can show beside its rail."""
Marking = Literal["until_i_say", "tonight", "left"]
"""How a drink is marked by a touch: sold out until somebody says, for this night, or after so many more."""


class Moved(Struct, frozen=True):
    """The bartender takes an order to the goal written on the button."""

    hatch: str
    number: int
    goal: Status


class RefuseAsked(Struct, frozen=True):
    """First of the two touches of a refusal."""

    hatch: str
    number: int


class RefuseDropped(Struct, frozen=True):
    """No refusal after all."""


class UndoAsked(Struct, frozen=True):
    """Take the last change of this order back."""

    hatch: str
    number: int
    was: Status


class MarkingAsked(Struct, frozen=True):
    """What the next touches on drinks shall mean; of `left`, so many more."""

    marking: Marking
    left: int = 0


class SoldOutAsked(Struct, frozen=True):
    """A drink is sold out (tonight, or until somebody says), or is to be had again: so many, or without end."""

    hatch: str
    drink: str
    out: bool
    tonight: bool = False
    left: int = 0


class PauseAsked(Struct, frozen=True):
    """Just a minute, or go on. `minutes` from now on, or None until somebody goes on."""

    hatch: str
    on: bool
    minutes: int | None = None
    reason: str = ""


class GuestsAsked(Struct, frozen=True):
    """A pause until the private room's time is over."""

    hatch: str


class RoomAsked(Struct, frozen=True):
    """So many guests are in the private room, or none any more."""

    hatch: str
    seats: int


class ExtraAsked(Struct, frozen=True):
    """Every new promise shall be so many seconds longer than it would be by itself (or shorter)."""

    hatch: str
    seconds: float


class SayAsked(Struct, frozen=True):
    """Say this line at a hatch."""

    hatch: str
    line: int


class AskedAgain(Struct, frozen=True):
    """The very same request once more: nobody answered it, or it was refused."""

    hatch: str
    request: Request


OfAHatch = (
    Moved
    | RefuseAsked
    | UndoAsked
    | SoldOutAsked
    | PauseAsked
    | GuestsAsked
    | RoomAsked
    | ExtraAsked
    | SayAsked
    | AskedAgain
)
"""What a hatch must grant, or the first touch towards it: nothing of that can be done while it is out of reach."""


class FootMoved(Struct, frozen=True):
    """The foot switch says how it stands: on every change, raw. `at` is the kernel's time stamp (monotonic seconds)."""

    at: float
    pressed: bool


class ViewAsked(Struct, frozen=True):
    """Show something else than what is shown."""

    view: View
