"""What the hatch knows: its state, as frozen values."""

from datetime import tzinfo
from math import inf
from typing import Literal

from msgspec import Struct

from kiosk.core.basket import Basket
from kiosk.core.board import Mark, Pause, Room
from kiosk.core.calendar import Calendar
from kiosk.core.events import Event
from kiosk.core.intake_state import Intake
from kiosk.core.knock import Ear
from kiosk.core.menu import Menu
from kiosk.core.night import UNKNOWN, Tonight
from kiosk.core.order import Order
from kiosk.core.pace import Pace
from kiosk.core.request import Response
from kiosk.core.rules import HatchRules
from kiosk.core.tally import Tally
from kiosk.core.voice import Voice
from kiosk.core.words import Pair

Mood = Literal["peeping", "menu", "drink", "languages", "basket", "check", "placed"]
Shelf = Literal["classics", "beside"]
"""The eight; and what stands beside them: without alcohol, and the hidden line."""
Hint = Literal["", "sold_out", "full", "too_many", "not_saved", "paused", "empty", "closed", "ban", "clock"]
Aloud = Literal["", "spoken", "louder"]

MOST_KNOCKS = 12
"""So many are remembered: what a screen needs to answer each of them, and to tell knocking from hammering."""


class Visit(Struct, frozen=True):
    """One guest's time at the hatch, from knock (or touch) to leave. Times are monotonic seconds."""

    since: float
    alive: float
    """The guest's last sign of life."""
    language: str
    mood: Mood = "menu"
    opened: float = -inf
    """When the slit was opened wide, after the eyes had looked."""
    shelf: Shelf = "classics"
    drink: str = ""
    """The one that is shown in full (mood `drink`)."""
    wishes: tuple[str, ...] = ()
    """What is wished with it, by slug."""
    basket: Basket = Basket()
    turned: float = -inf
    """When the guest's hand last changed the picture: a touch right after it was meant for the one before."""
    touch: Event | None = None
    """The last touch, and when: the same one again so soon is a finger that bounced."""
    touched: float = -inf
    touches: bool = False
    """Whether the guest chooses by touching: then knocks are somebody else's. The corner's signs are for everybody."""
    number: int | None = None
    """The order this guest placed (mood `placed`)."""
    warned: float | None = None
    """Since when the guest is asked whether they are still there."""
    hint: Hint = ""
    """Why the last touch did not do what was asked."""
    gone: tuple[str, ...] = ()
    """What the hints `sold_out`, `ban` and `clock` speak of: drinks that were chosen and are no longer to be had."""
    cancelling: bool = False
    """Whether the guest has asked to cancel, which takes a second touch."""
    knocking: bool = False
    """Whether the guest chooses by knocking, and the legend is shown."""
    doubted: float | None = None
    """Since when the eyes wait for another knock (mood `peeping`): one alone may have been a bump."""
    hidden: bool = False
    """Whether the secret knock has shown the hidden line."""
    large: bool = False
    """Large letters."""
    page: int = 0
    """Of large letters; beyond the last comes the first again."""
    aloud: Aloud = ""
    """Whether what is shown is also spoken, and how loudly."""


class Said(Struct, frozen=True):
    """A line of the house's, said by the bartender: which, and when (monotonic)."""

    line: int
    at: float


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
    calendar: Calendar
    """Its hours, and the law's cut-offs."""
    menus: tuple[Menu, ...] = ()
    """All there are, the earliest first: a hatch that runs for months changes its menu by itself."""
    said_lines: int = 0
    """How many lines the bartender may say."""


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
    """What is not to be had now: the marks of which none is left."""
    marks: tuple[Mark, ...] = ()
    noon: float | None = None
    """When marks and room of this night are over (monotonic); None while there are none."""
    pause: Pause | None = None
    pause_ends: float | None = None
    """When the clock ends the pause (monotonic); None when only the bartender does."""
    room: Room | None = None
    said: Said | None = None
    """What the bartender says at the hatch at the moment."""
    offered: int | None = None
    """The order that was most likely handed over: the one ready, since when the slit was opened and shut."""
    passing: int | None = None
    """The one ready order when the slit was opened, while it stands open."""
    slit_since: float = 0.0
    """Since when the slit stands as it does (monotonic)."""
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
    knocks: tuple[float, ...] = ()
    """When the last single knocks were heard (monotonic), at most MOST_KNOCKS of them."""
    trouble: str = ""
    """`store` while the books cannot be written."""
    faults: tuple[str, ...] = ()
    """The sensors' lines that cannot be used: `knock`, `slit`."""
    retry_at: float = 0.0
    """When to try the books again."""
    tally: Tally = Tally()
    """What tonight's orders come to, and those of the nights before."""
    answers: tuple[Response, ...] = ()
    """The last answers given, so that a request heard twice is answered twice and done once."""
    opened_at: float = 0.0
    """When it opened its books (monotonic)."""
    tonight: Tonight = UNKNOWN
    """What the calendar makes of this night."""
    intake: Intake = Intake()
    """What may be ordered, as it was looked at last."""
    pace: Pace = Pace()
    """How quickly orders are made."""
    look_at: float = -inf
    """When the hours, the law and the promises are to be looked at again (monotonic)."""
    clock_offset_s: float = 0.0
    """How the wall clock stood to the monotonic one at that look."""
    voice: Voice = Voice()
    """What Mr. V has said."""

    @property
    def knocked(self) -> float | None:
        """When the last single knock was heard (monotonic)."""
        return self.knocks[-1] if self.knocks else None

    @property
    def bout_goes_on(self) -> bool:
        """Whether somebody knocks: silence has not ended it yet, nor shown that it was no knocking."""
        burst = self.ear.burst
        return bool(self.ear.bursts) or (burst is not None and burst.noise is None)

    @property
    def deaf(self) -> bool:
        """Whether knocks are not heard, so that only a touch is."""
        return self.wood_ails.startswith("knock")

    @property
    def wood_ails(self) -> str:
        """The gravest thing that is wrong with the sensors, as a key of the wording, or nothing."""
        lost = {line: f"{line}_pin" for line in self.faults}
        deaf = f"knock_{self.ear.deaf}" if self.ear.deaf else ""
        return lost.get("knock") or deaf or lost.get("slit", "")

    def order(self, number: int) -> Order | None:
        """The order with this number, open or recently closed."""
        return next((order for order in self.orders if order.number == number), None)

    @property
    def placed(self) -> Order | None:
        """The order of the guest who is here; None before they placed it."""
        visit = self.visit
        return None if visit is None or visit.number is None else self.order(visit.number)

    @property
    def open_orders(self) -> tuple[Order, ...]:
        """The orders whose guests are still owed something, oldest first."""
        return tuple(order for order in self.orders if order.is_open)
