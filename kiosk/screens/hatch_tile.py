"""One drink on its shelf: the glass, and beside it the paper label that says what it is."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.menu import Allergen, Drink
from kiosk.screens.forms import money, percent
from kiosk.screens.layout import centred, cut_bottom, cut_left, cut_right, cut_top, inset
from kiosk.screens.look import Look
from kiosk.screens.parts import block, fits, line
from kiosk.screens.scene import Align, Box, Picture, Piece, Plate, Text
from kiosk.screens.wording import Wording

SMALLEST = (15,)
NAME = (24, 22, 20, 18, 16)
TWO_LINES = 142
"""So high, in 480ths, a label must be for a name on two lines above everything else."""
GLASS = 38
"""Of a tile's width, in percent, is the glass's; the rest is the label's."""
SHAPE = 80
"""A glass's drawing is so wide, in percent of its height, and no glass fills it: its clear margin may lie over the label."""
SEPARATOR = " · "
SIGNS: Mapping[Allergen, str] = MappingProxyType({Allergen.EGGS: "egg", Allergen.SULPHITES: "sulphites"})
"""Drawings of what bars are asked about most; any other allergen has a sign that says there is one."""
SIGN = 21
"""Of a sign, in 480ths."""


class Shown(Struct, frozen=True):
    """A drink as it stands on the shelf now."""

    drink: Drink
    quantity: int
    out: str
    """Why it cannot be had, or nothing."""
    sold_out: bool
    currency: str


def shelf(look: Look, row: Box, cell: Box) -> tuple[Piece, ...]:
    """The lit niche behind a row of glasses, the board that they stand on, and the wood below it."""
    front, niche = cut_bottom(row, _parts(look, cell).foot)
    board = Box(row.x, front.y - look.px(8), row.w, look.px(12))
    return Picture(niche, "inside"), Plate(front, "walnut"), Picture(board, "shelf")


def tile(look: Look, box: Box, shown: Shown, wording: Wording) -> tuple[Piece, ...]:
    """All of it can be touched, unless there is none left: a touch shows the drink in full."""
    parts = _parts(look, box)
    event = None if shown.sold_out else events.DrinkAsked(shown.drink.slug)
    whole = Plate(box, name=called(shown.drink.names, wording.language), event=event)
    label = _under if parts.price is None else _beside
    return *_glass(look, parts.glass, shown), *label(look, parts, shown, wording), whole


class _Parts(Struct, frozen=True):
    """Where things stand in a tile."""

    glass: Box
    label: Box
    price: Box | None
    """Below the glass, where its label stands beside it."""

    @property
    def foot(self) -> int:
        """From the board that the glass stands on to the lower edge, in pixels."""
        return self.label.bottom - self.glass.bottom


def _parts(look: Look, box: Box) -> _Parts:
    """In a tall tile the label is below the glass; in any other beside it, so that the glass can be large."""
    if box.h > box.w:
        label, glass = cut_bottom(box, look.px(74))
        return _Parts(glass, label, None)
    left, label = cut_left(box, box.w * GLASS // 100)
    price, glass = cut_bottom(left, look.px(30))
    return _Parts(glass, label, price)


# --- the glass ---------------------------------------------------------------------------------------------------
def _glass(look: Look, zone: Box, shown: Shown) -> tuple[Piece, ...]:
    """The glass on its board, and how many of it are taken."""
    stand = cut_bottom(zone, look.px(5))[1]
    tall = min(stand.h - look.px(4), stand.w * 7 // 5)
    wide = tall * SHAPE // 100
    standing = Box(stand.x + (stand.w - wide) // 2, stand.bottom - tall, wide, tall)
    picture = Picture(standing, shown.drink.picture or shown.drink.slug)
    if shown.out or not shown.quantity:
        return (picture,)
    badge = Box(zone.x, zone.y, look.px(36), look.px(36))
    count = line(look, badge, str(shown.quantity), "bold", (28,), "soot", "centre")
    return picture, Plate(badge, "candle"), count


def _gone(look: Look, box: Box, text: str) -> tuple[Piece, ...]:
    return Plate(box, "soot", "campari", look.px(3)), line(
        look, inset(box, look.px(4), 0), text, "bold", (24, 22, 20, 18, 16), "bone", "centre"
    )


# --- the label ---------------------------------------------------------------------------------------------------
def _beside(look: Look, parts: _Parts, shown: Shown, wording: Wording) -> tuple[Piece, ...]:
    """A narrow label: name; strength; taste; allergens; and the price below the glass, on the board's edge."""
    paper = inset(parts.label, look.px(6), look.px(5))
    name = _name(look, paper, shown, wording)
    under = cut_top(paper, name[-1].box.bottom + look.px(3) - paper.y)[1]
    return (
        Plate(parts.label, _fill(shown)),
        *name,
        Plate(cut_top(under, look.px(1))[0], "brass"),
        *_told(look, cut_top(under, look.px(4))[1], shown, wording),
        *_tag(look, parts, shown, wording),
    )


def _name(look: Look, paper: Box, shown: Shown, wording: Wording) -> tuple[Text, ...]:
    """On one line; on two where one is narrow and the paper is high enough, or small ones where one is too narrow."""
    text, ink = called(shown.drink.names, wording.language), _ink(shown)
    narrow, too_narrow = (
        look.metrics.width_px(text, "old", look.px(size)) > paper.w for size in (NAME[1], NAME[-1])
    )
    tall = 60 if narrow and paper.h >= look.px(TWO_LINES) else 40 if too_narrow else 30
    lines = block(look, cut_top(paper, look.px(tall))[0], text, "old", NAME, ink)
    return tuple(replace(one, struck=bool(shown.out)) for one in lines)


def _told(look: Look, box: Box, shown: Shown, wording: Wording) -> tuple[Piece, ...]:
    """From the top what it tastes of and how strong it is, at the bottom what some may not have; or that it is gone."""
    strong = strength(shown.drink, wording)
    if shown.out:
        return *_small(look, box, shown, strong), *_gone(look, cut_bottom(box, look.px(34))[0], shown.out)
    taste = _small(look, cut_top(box, look.px(38))[0], shown, called(shown.drink.tastes, wording.language))
    under = cut_top(box, taste[-1].box.bottom - box.y if taste else 0)[1]
    line, rest = cut_top(under, look.px(19))
    signs, rest = _signs(look, rest, shown.drink)
    facts = _small(look, rest, shown, marks(look, rest, shown.drink, wording))
    low = cut_bottom(rest, facts[-1].box.bottom - rest.y if facts else 0)[0]
    return (
        *taste,
        *_small(look, line, shown, strong),
        *_small(look, low, shown, " ".join(one.text for one in facts)),
        *signs,
    )


def _tag(look: Look, parts: _Parts, shown: Shown, wording: Wording) -> tuple[Piece, ...]:
    """The price, in brass on the board's front."""
    if parts.price is None:
        return ()
    tag = cut_bottom(parts.price, parts.price.h - look.px(4))[0]
    colour = "bone" if shown.out else "candle" if shown.quantity else "brass_bright"
    return (_price(look, tag, shown, wording, "centre", colour),)


def _under(look: Look, parts: _Parts, shown: Shown, wording: Wording) -> tuple[Piece, ...]:
    """A wide label: name and price; taste; strength and allergens."""
    top, rest = cut_top(inset(parts.label, look.px(8), look.px(4)), look.px(27))
    taste, last = cut_top(rest, look.px(19))
    price, name = cut_right(top, look.px(66), look.px(4))
    signs, last = _signs(look, last, shown.drink)
    facts = marks(look, last, shown.drink, wording, strength(shown.drink, wording))
    gone = centred(parts.glass, min(parts.glass.w, look.px(120)), look.px(34))
    return (
        Plate(parts.label, _fill(shown)),
        *_name(look, name, shown, wording),
        _price(look, price, shown, wording, "right", _ink(shown)),
        Plate(Box(top.x, top.bottom, top.w, look.px(1)), "brass"),
        *_small(look, taste, shown, called(shown.drink.tastes, wording.language)),
        *_small(look, last, shown, facts),
        *signs,
        *(_gone(look, gone, shown.out) if shown.out else ()),
    )


def _fill(shown: Shown) -> str:
    return "walnut_light" if shown.out else "candle" if shown.quantity else "bone"


def _ink(shown: Shown) -> str:
    return "bone" if shown.out else "soot"


def _price(look: Look, box: Box, shown: Shown, wording: Wording, align: Align, colour: str) -> Text:
    price = money(shown.drink.price_cents, shown.currency, wording.locale)
    return replace(line(look, box, price, "bold", (20, 18, 16), colour, align), struck=bool(shown.out))


def _small(look: Look, box: Box, shown: Shown, text: str) -> tuple[Text, ...]:
    return block(look, box, text, "plain", SMALLEST, _ink(shown))


def _signs(look: Look, box: Box, drink: Drink) -> tuple[tuple[Picture, ...], Box]:
    """A sign for each allergen, in the lower right corner; and the room for the words, left of them."""
    names = tuple(dict.fromkeys(SIGNS.get(one, "allergen") for one in (*drink.allergens, *drink.traces)))
    px, step = look.px(SIGN), look.px(SIGN + 2)
    left = box.right - step * len(names)
    signs = (Picture(Box(left + at * step, box.bottom - px, px, px), name) for at, name in enumerate(names))
    return tuple(signs), Box(box.x, box.y, left - box.x, box.h)


# --- the facts ---------------------------------------------------------------------------------------------------
def called(names: Mapping[str, str], language: str) -> str:
    """A name in a language, or else in the first that the menu gives."""
    return names.get(language) or next(iter(names.values()), "")


def strength(drink: Drink, wording: Wording) -> str:
    """Whole percent, and that it is only about so: dilution differs between hands and ice by more than a tenth."""
    if not drink.alcoholic:
        return wording.hatch.alcohol_free
    return wording.hatch.strength.format(percent=percent(drink.abv_percent, wording.locale))


def marks(look: Look, box: Box, drink: Drink, wording: Wording, before: str = "") -> str:
    """The allergens after what comes `before`: in words as far as they fit, or else by their numbers in the law.

    The law is Annex II of Regulation (EU) 1169/2011, whose order `core.menu.Allergen` keeps. The check says all in words.
    """
    for say in (wording.allergens.of, lambda allergen: str(list(Allergen).index(allergen) + 1)):
        text = SEPARATOR.join(filter(None, (before, *_named(drink, wording, say))))
        if fits(look, box, text, "plain", SMALLEST[0]):
            break
    return text


def _named(drink: Drink, wording: Wording, say: Callable[[Allergen], str]) -> tuple[str, ...]:
    holds = ", ".join(map(say, drink.allergens))
    traces = ", ".join(map(say, drink.traces))
    return holds, wording.hatch.traces.format(names=traces) if traces else ""
