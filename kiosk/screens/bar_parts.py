"""What the bar's pictures are made of: a glance at the state, texts that always fit their box, plates that say what a touch does."""

from bisect import bisect_right
from datetime import datetime
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from kiosk.core.bar import Bar, Ticket
from kiosk.core.bar_sight import under_way
from kiosk.core.bar_state import Act, Side
from kiosk.core.events import AskedAgain, Event, Moved, UndoAsked
from kiosk.core.menu import Drink
from kiosk.core.request import Advance, Undo
from kiosk.screens import parts
from kiosk.screens.bar_words import BarWords
from kiosk.screens.forms import money
from kiosk.screens.layout import cut_top, inset
from kiosk.screens.look import HATCH_MARKS, Look
from kiosk.screens.scene import Align, Box, Face, Piece, Plate, Text

MINUTE_S = 60
SIGN_SIZES = (26, 24, 22, 20, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9)
BELOW_SIZES = (16, 15, 14, 13, 12, 11, 10, 9)


class Glance(Struct, frozen=True):
    """What every part of the bar's picture is given: the state, the look, and the moment in monotonic seconds."""

    state: Bar
    look: Look
    mono: float

    @property
    def language(self) -> str:
        """The house's own language: the bartender's."""
        return self.look.languages[0]

    @property
    def words(self) -> BarWords:
        """The bartender's sentences."""
        return self.look.words(self.language).bar

    @property
    def many(self) -> bool:
        """Whether this display serves more than one hatch."""
        return len(self.state.sides) > 1

    def hatch(self, name: str) -> str:
        """What a hatch is called: by its name only where there are more than one."""
        return name if self.many else self.words.hatch

    def hatch_mark(self, name: str) -> str:
        """The drawing that is a hatch's own on this display, by its place in the configuration."""
        places = [side.hatch for side in self.state.sides]
        return f"hatch_{(places.index(name) if name in places else 0) % HATCH_MARKS + 1}"

    def px(self, parts: float) -> int:
        """A length in pixels from 480ths of the screen's short side."""
        return self.look.px(parts)

    def minutes(self, seconds: float) -> str:
        """Whole minutes, as the bartender reads them."""
        whole = int(seconds // MINUTE_S)
        return self.words.minutes.format(minutes=whole) if whole else self.words.under_a_minute

    def minutes_left(self, seconds: float) -> str:
        """Minutes begun: what is left of a time is never told as none."""
        return self.words.minutes.format(minutes=max(1, ceil(seconds / MINUTE_S)))

    def hour(self, moment: datetime) -> str:
        """An hour of the night, on the house's clock."""
        return f"{moment.astimezone(self.state.zone):%H:%M}"

    def money(self, side: Side | None, cents: int) -> str:
        """A sum in the currency of the hatch's menu."""
        return money(cents, self.currency(side), self.look.words(self.language).locale)

    def currency(self, side: Side | None) -> str:
        """That of the hatch's menu; the euro until the menu has come."""
        return side.menu.currency if side is not None and side.menu is not None else "EUR"

    def drink(self, drink: Drink) -> str:
        """A drink's name in the house's language, or else its slug."""
        return drink.names.get(self.language, drink.slug)

    def silent(self, act: Act) -> bool:
        """Whether the hatch had time enough to answer, and has not; or is known to be out of reach."""
        return act.refused is None and not under_way(self.state, act, self.mono)

    def reason(self, act: Act) -> str:
        """Why the hatch said no, or nothing."""
        reason: str = getattr(self.words.reason, act.refused.value) if act.refused else ""
        return reason

    def standing(self, ticket: Ticket) -> str:
        """Where the order stands, in words."""
        word: str = getattr(self.words.status, ticket.order.status.value)
        return word


def status_age_s(ticket: Ticket) -> float:
    """How long the order has stood where it stands, counted on to now."""
    return ticket.order.status_age_s + ticket.age_s - ticket.order.age_s


def again(act: Act) -> Event:
    """The touch that asks for the same once more."""
    match act.request:
        case Advance(number=number, goal=goal):
            return Moved(act.hatch, number, goal)
        case Undo(number=number, was=was):
            return UndoAsked(act.hatch, number, was)
        case _:
            return AskedAgain(act.hatch, act.request)


def clipped(look: Look, text: str, face: Face, size_px: int, width_px: int) -> str:
    """The text, or as much of it as fits before three dots."""
    if look.metrics.width_px(text, face, size_px) <= width_px:
        return text
    fits = bisect_right(
        range(len(text)), width_px, key=lambda kept: look.metrics.width_px(f"{text[:kept]}…", face, size_px)
    )
    return f"{text[: max(0, fits - 1)].rstrip()}…"


def line(
    look: Look, box: Box, text: str, face: Face, sizes: tuple[float, ...], colour: str, align: Align = "left"
) -> Text:
    """One line at the first of `sizes` (480ths, largest first) at which it fits, cut short where none does."""
    size = fitting(look, box, text, face, sizes)
    shown = clipped(look, text, face, size, box.w)
    return Text(box, shown, face, size, colour, align, whole="" if shown == text else text)


def fitting(look: Look, box: Box, text: str, face: Face, sizes: tuple[float, ...]) -> int:
    """The em in pixels at which a line fits the box in both directions, or else the smallest offered.

    Lines are fitted often: the letters are added up once, and each size is a product.
    """
    wide = look.metrics.width_px(text, face, 1000)
    for size in sizes:
        size_px = look.px(size)
        if size_px * 6 // 5 <= box.h and wide * size_px <= box.w * 1000:
            return size_px
    return look.px(sizes[-1])


def block(
    look: Look, box: Box, text: str, face: Face, sizes: tuple[float, ...], colour: str, align: Align = "left"
) -> tuple[Text, ...]:
    """A text broken into lines about the middle of its box, each cut short where no size lets it fit."""
    lines = parts.block(look, box, text, face, sizes, colour, align, middle=True)
    return tuple(_clipped(look, one, text) for one in lines)


def _clipped(look: Look, text: Text, whole: str) -> Text:
    shown = clipped(look, text.text, text.face, text.size_px, text.box.w)
    return text if shown == text.text else replace(text, text=shown, whole=whole)


def largest(look: Look, box: Box, text: str, face: Face, sizes: tuple[float, ...]) -> float:
    """The first of `sizes` (480ths, largest first) at which the text fits its box, in as many rows as it needs."""
    for size in sizes:
        size_px = look.px(size)
        found = look.metrics.wrap(text, face, size_px, box.w)
        wide = max((look.metrics.width_px(one, face, size_px) for one in found), default=0)
        if wide <= box.w and len(found) * (size_px * 5 // 4) <= box.h:
            return size
    return sizes[-1]


class Sign(Struct, frozen=True):
    """How a touch plate is painted: colours of plate, rim and text."""

    fill: str | None
    rim: str | None
    ink: str


GO = Sign("walnut", "brass_bright", "candle")
"""On paper: the one that goes on."""
WOOD = Sign("walnut_light", "brass", "bone")
"""On the wall: what can be touched."""
LIT = Sign("candle", "brass_bright", "soot")
"""On the wall: what holds at the moment."""
DULL = Sign("walnut", "walnut_light", "brass")
"""What cannot be touched now."""
GIVE = Sign("bottle", "soot", "bone")
"""On paper: the one that is offered before all others."""
NO = Sign("bone", "campari", "soot")
"""On paper: refusal."""


def sign(  # noqa: PLR0913 - a plate has a place, colours, two lines, a touch and perhaps a mark
    look: Look,
    box: Box,
    paint: Sign,
    text: str,
    *,
    below: str = "",
    event: Event | None = None,
    name: str = "",
    sizes: tuple[float, ...] = SIGN_SIZES,
    inner: Box | None = None,
) -> tuple[Piece, ...]:
    """A plate with what a touch does written on it, and a smaller line below. Without an event it only tells.

    `inner` is where the words are, where a mark leaves them less than the plate.
    """
    inner = inner or inset(box, look.px(5), look.px(4))
    upper, lower = (
        cut_top(inner, inner.h * 3 // 5) if below else (inner, Box(inner.x, inner.bottom, inner.w, 0))
    )
    small = (line(look, lower, below, "plain", BELOW_SIZES, paint.ink, "centre"),) if below else ()
    return (
        Plate(box, paint.fill, paint.rim, look.px(2), name or text, event),
        *block(look, upper, text, "bold", sizes, paint.ink, "centre"),
        *small,
    )


def asked(glance: Glance, box: Box, sent: Act | None, name: str) -> tuple[Piece, ...]:
    """What stands in a button's place while its request is under way, unanswered or refused; nothing when none is."""
    words, look = glance.words, glance.look
    if sent is None:
        return ()
    if sent.refused is None and not glance.silent(sent):
        return sign(look, box, DULL, words.sent, name=name)
    return sign(
        look, box, WOOD, words.retry, below=glance.reason(sent) or words.silent, event=again(sent), name=name
    )
