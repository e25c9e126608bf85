"""One drink on its shelf: the glass, and under it the paper label that says what it is."""

from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.menu import Allergen, Drink
from kiosk.screens.forms import money, percent
from kiosk.screens.layout import centred, cut_bottom, cut_left, cut_right, cut_top, inset
from kiosk.screens.look import Look
from kiosk.screens.parts import block, line
from kiosk.screens.scene import Align, Box, Picture, Piece, Plate, Text
from kiosk.screens.wording import Wording

SMALLEST = (15,)
SEPARATOR = " · "


class Shown(Struct, frozen=True):
    """A drink as it stands on the shelf now."""

    drink: Drink
    quantity: int
    out: str
    """Why it cannot be had, or nothing."""
    sold_out: bool
    currency: str


def shelf(look: Look, row: Box) -> tuple[Piece, ...]:
    """The lit niche behind a row of glasses, and the board that they stand on."""
    label, zone = _parts(look, row)
    return Picture(zone, "inside"), Picture(Box(row.x, label.y - look.px(8), row.w, look.px(12)), "shelf")


def tile(look: Look, box: Box, shown: Shown, wording: Wording) -> tuple[Piece, ...]:
    """All of it can be touched, unless there is none left: a touch shows the drink in full."""
    label, zone = _parts(look, box)
    event = None if shown.sold_out else events.DrinkAsked(shown.drink.slug)
    whole = Plate(box, name=called(shown.drink.names, wording.language), event=event)
    return *_glass(look, zone, shown), *_label(look, label, shown, wording), whole


def _parts(look: Look, box: Box) -> tuple[Box, Box]:
    """The label, and the room above it where the glass stands."""
    return cut_bottom(box, look.px(74 if look.size.upright else 98))


# --- the glass ---------------------------------------------------------------------------------------------------
def _glass(look: Look, zone: Box, shown: Shown) -> tuple[Piece, ...]:
    drink = shown.drink
    stand = cut_bottom(zone, look.px(5))[1]
    picture = Picture(centred(stand, min(stand.w, stand.h), stand.h), drink.picture or drink.slug)
    if shown.out:
        return picture, *_gone(look, zone, shown.out)
    if not shown.quantity:
        return (picture,)
    badge = Box(zone.x, zone.y, look.px(46), look.px(46))
    count = line(look, badge, str(shown.quantity), "bold", (32,), "soot", "centre")
    return picture, Plate(badge, "candle"), count


def _gone(look: Look, zone: Box, text: str) -> tuple[Piece, ...]:
    box = centred(zone, min(zone.w, look.px(120)), look.px(34))
    return Plate(box, "soot", "campari", look.px(3)), line(
        look, box, text, "bold", (24, 20), "bone", "centre"
    )


# --- the label ---------------------------------------------------------------------------------------------------
def _label(look: Look, box: Box, shown: Shown, wording: Wording) -> tuple[Piece, ...]:
    fill = "walnut_light" if shown.out else "candle" if shown.quantity else "bone"
    lines = _upright if look.size.upright else _lying
    return Plate(box, fill), *lines(look, inset(box, look.px(8), look.px(4)), shown, wording)


def _lying(look: Look, box: Box, shown: Shown, wording: Wording) -> tuple[Piece, ...]:
    """A narrow label: name; price and strength; taste; allergens."""
    top, rest = cut_top(box, look.px(27))
    under, rest = cut_top(rest, look.px(24))
    taste, last = cut_top(rest, look.px(19))
    left, right = cut_left(under, under.w * 46 // 100)
    return (
        _name(look, top, shown, wording),
        _price(look, left, shown, wording, "left"),
        line(look, right, strength(shown.drink, wording), "plain", SMALLEST, _ink(shown), "right"),
        Plate(Box(rest.x, rest.y, rest.w, look.px(1)), "brass"),
        *_small(look, taste, shown, called(shown.drink.tastes, wording.language)),
        *_small(look, last, shown, marks(look, last.w, shown.drink, wording)),
    )


def _upright(look: Look, box: Box, shown: Shown, wording: Wording) -> tuple[Piece, ...]:
    """A wide label: name and price; taste; strength and allergens."""
    top, rest = cut_top(box, look.px(27))
    taste, last = cut_top(rest, look.px(19))
    price, name = cut_right(top, look.px(66), look.px(4))
    facts = marks(look, last.w, shown.drink, wording, strength(shown.drink, wording))
    return (
        _name(look, name, shown, wording),
        _price(look, price, shown, wording, "right"),
        Plate(Box(top.x, top.bottom, top.w, look.px(1)), "brass"),
        *_small(look, taste, shown, called(shown.drink.tastes, wording.language)),
        *_small(look, last, shown, facts),
    )


def _ink(shown: Shown) -> str:
    return "bone" if shown.out else "soot"


def _name(look: Look, box: Box, shown: Shown, wording: Wording) -> Text:
    text = line(
        look, box, called(shown.drink.names, wording.language), "old", (24, 22, 20, 18, 16), _ink(shown)
    )
    return replace(text, struck=bool(shown.out))


def _price(look: Look, box: Box, shown: Shown, wording: Wording, align: Align) -> Text:
    price = money(shown.drink.price_cents, shown.currency, wording.locale)
    return replace(line(look, box, price, "bold", (20, 18, 16), _ink(shown), align), struck=bool(shown.out))


def _small(look: Look, box: Box, shown: Shown, text: str) -> tuple[Text, ...]:
    return block(look, box, text, "plain", SMALLEST, _ink(shown))


# --- the facts ---------------------------------------------------------------------------------------------------
def called(names: Mapping[str, str], language: str) -> str:
    """A name in a language, or else in the first that the menu gives."""
    return names.get(language) or next(iter(names.values()), "")


def strength(drink: Drink, wording: Wording) -> str:
    """Whole percent, and that it is only about so: dilution differs between hands and ice by more than a tenth."""
    if not drink.alcoholic:
        return wording.hatch.alcohol_free
    return wording.hatch.strength.format(percent=percent(drink.abv_percent, wording.locale))


def marks(look: Look, width_px: int, drink: Drink, wording: Wording, before: str = "") -> str:
    """The allergens after what comes `before`: in words as far as they fit, or else by their numbers in the law.

    The law is Annex II of Regulation (EU) 1169/2011, whose order `core.menu.Allergen` keeps. The check says all in words.
    """
    for say in (wording.allergens.of, lambda allergen: str(list(Allergen).index(allergen) + 1)):
        text = SEPARATOR.join(filter(None, (before, *_named(drink, wording, say))))
        if look.metrics.width_px(text, "plain", look.px(SMALLEST[0])) <= width_px:
            break
    return text


def _named(drink: Drink, wording: Wording, say: Callable[[Allergen], str]) -> tuple[str, ...]:
    holds = ", ".join(map(say, drink.allergens))
    traces = ", ".join(map(say, drink.traces))
    return holds, wording.hatch.traces.format(names=traces) if traces else ""
