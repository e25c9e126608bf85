"""What the hatch knows: its state, as frozen values."""

from datetime import tzinfo
from math import inf
from typing import Literal

from msgspec import Struct

from kiosk.core.basket import Basket
from kiosk.core.board import Pause
from kiosk.core.knock import Ear
from kiosk.core.menu import Menu
from kiosk.core.order import Order
from kiosk.core.request import Response
from kiosk.core.rules import HatchRules
from kiosk.core.words import Pair

Mood = Literal["menu", "check", "placed"]
Hint = Literal["", "sold_out", "full", "too_many", "not_saved", "paused", "empty"]


class Visit(Struct, frozen=True):
    """One guest's time at the hatch, from knock (or touch) to leave. Times are monotonic seconds."""

    since: float
    alive: float
    """The guest's last sign of life."""
    language: str
    mood: Mood = "menu"
    basket: Basket = Basket()
    turned: float = -inf
    """When a touch last changed the mood: another touch right after it was meant for the picture before."""
    number: int | None = None
    """The order this guest placed (mood `placed`)."""
    warned: float | None = None
    """Since when the guest is asked whether they are still there."""
    hint: Hint = ""
    """Why the last touch did not do what was asked."""
    gone: tuple[str, ...] = ()
    """What the hint `sold_out` speaks of: drinks that were chosen and are no longer to be had."""
    cancelling: bool = False
    """Whether the guest has asked to cancel, which takes a second touch."""


class House(Struct, frozen=True):
    """What does not change while the hatch runs, but for the month's menu."""

    rules: HatchRules
    menu: Menu
    """Tonight's."""
    pairs: tuple[Pair, ...]
    languages: tuple[str, ...]
    """The house's own first."""
    zone: tzinfo
    books: str
    """Names the database that the revisions belong to."""
    menus: tuple[Menu, ...] = ()
    """All there are, the earliest first: a hatch that runs for months changes its menu by itself."""


class Hatch(Struct, frozen=True):
    """All that the hatch knows."""

    house: House
    ear: Ear
    orders: tuple[Order, ...] = ()
    """Open and recently closed, by number."""
    next_number: int = 1
    revision: int = 0
    """The board's, as last told."""
    reserved: int = 0
    """Revisions up to here are on record as used, so that none is used twice after a crash."""
    sold_out: tuple[str, ...] = ()
    pause: Pause | None = None
    slit_open: bool | None = None
    """None while the switch has not said how it stands."""
    slit_said: tuple[bool, float] | None = None
    """What the switch said last (and when, monotonic), while it may still be chatter."""
    link_up: bool = False
    link_since: float = 0.0
    displays: tuple[str, ...] = ()
    """The bartender's displays that are online."""
    seen: int = 0
    """The latest revision that a display has on its screen."""
    visit: Visit | None = None
    left: float = -inf
    """When a touch last ended a visit: another touch right after it was not meant to wake the wall."""
    knocked: float | None = None
    """When the last single knock was heard (monotonic)."""
    trouble: str = ""
    """`store` while the books cannot be written."""
    faults: tuple[str, ...] = ()
    """The sensors' lines that cannot be used: `knock`, `slit`."""
    retry_at: float = 0.0
    """When to try the books again."""
    answers: tuple[Response, ...] = ()
    """The last answers given, so that a request heard twice is answered twice and done once."""

    @property
    def ails(self) -> str:
        """The gravest thing that the hatch cannot do, as a key of the wording, or nothing."""
        lost = {line: f"{line}_pin" for line in self.faults}
        deaf = f"knock_{self.ear.deaf}" if self.ear.deaf else ""
        return self.trouble or lost.get("knock") or deaf or lost.get("slit", "")

    def order(self, number: int) -> Order | None:
        """The order with this number, open or recently closed."""
        return next((order for order in self.orders if order.number == number), None)

    @property
    def open_orders(self) -> tuple[Order, ...]:
        """The orders whose guests are still owed something, oldest first."""
        return tuple(order for order in self.orders if order.is_open)
