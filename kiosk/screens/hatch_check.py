"""The check: what is about to be ordered, on paper, with its allergens in words; then the total and how it is paid."""

from kiosk.core import events, wait
from kiosk.core.basket import Item
from kiosk.core.hatch_state import Hatch, Visit
from kiosk.core.intake import refusal
from kiosk.core.menu import Drink
from kiosk.core.moment import Moment
from kiosk.screens.forms import money
from kiosk.screens.hatch_bar import Way, bar
from kiosk.screens.hatch_drink import harm
from kiosk.screens.hatch_legend import height as legend_h
from kiosk.screens.hatch_legend import legend
from kiosk.screens.hatch_menu import hint
from kiosk.screens.hatch_placed import in_minutes
from kiosk.screens.hatch_tile import called
from kiosk.screens.hatch_wall import GAP, MARGIN, stage, wall
from kiosk.screens.hatch_words import HatchWords
from kiosk.screens.layout import cut_bottom, cut_left, cut_right, cut_top, inset, rows
from kiosk.screens.look import Look
from kiosk.screens.parts import block, line
from kiosk.screens.scene import Box, Picture, Piece, Plate
from kiosk.screens.wording import Wording

FIGURES = (28, 25, 22, 20, 18, 16, 15)
NAMES = (36, 32, 28, 25, 22, 20, 18, 16, 15)
ASIDE = 216
"""Height of what else is told, in 480ths, where that is below the paper; there the total stands beside the rest of it."""
LINE = 84
"""Height of a line of the order, in 480ths, where there is room."""


def pieces(state: Hatch, visit: Visit, look: Look, now: Moment) -> tuple[Piece, ...]:
    """The order as it would be placed; one touch goes back, one changes it, one orders."""
    words = look.words(visit.language).hatch
    low, rest = bar(look, inset(stage(look), look.px(MARGIN)), words, visit, sides(words), (order(words),))
    above, rest = _above(visit, look, rest)
    upright = look.size.upright
    paper, aside = (
        cut_top(rest, rest.h - look.px(ASIDE), look.px(10))
        if upright
        else cut_left(rest, rest.w * 58 // 100, look.px(22))
    )
    return (
        *wall(look),
        *above,
        *_paper(state, visit, look, paper),
        *_aside(state, visit, look, aside, now),
        *low,
    )


def sides(words: HatchWords) -> tuple[Way, ...]:
    """Back to the menu, or into the basket."""
    return Way(words.back, events.MenuAsked()), Way(words.change, events.BasketAsked())


def order(words: HatchWords) -> Way:
    """The touch that orders."""
    return Way(words.order, events.Confirmed(), strong=True)


def _above(visit: Visit, look: Look, box: Box) -> tuple[tuple[Piece, ...], Box]:
    """What a knock does, for who knocks."""
    if not visit.knocking:
        return (), box
    band, rest = cut_top(box, legend_h(look), look.px(GAP))
    return legend(look, band, visit, look.words(visit.language).hatch), rest


def _paper(state: Hatch, visit: Visit, look: Look, box: Box) -> tuple[Piece, ...]:
    wording = look.words(visit.language)
    rest = inset(box, look.px(22), look.px(14))
    title, rest = _title(look, rest, wording) if not visit.knocking else ((), rest)
    foot, rest = cut_bottom(rest, look.px(20), look.px(4))
    chosen = [(drink, item) for item in visit.basket.items if (drink := state.house.menu.drink(item.drink))]
    each = min(look.px(LINE), rest.h // max(1, len(chosen)))
    cells = rows(Box(rest.x, rest.y, rest.w, each * len(chosen)), max(1, len(chosen)))
    pin = look.px(20)
    return (
        Picture(box, "paper"),
        Picture(Box(box.x + (box.w - pin) // 2, box.y + pin // 4, pin, pin), "pin"),
        *title,
        *(
            piece
            for cell, (drink, item) in zip(cells, chosen, strict=False)
            for piece in _line(look, cell, drink, item, wording, state.house.menu.currency)
        ),
        line(look, foot, wording.hatch.not_receipt, "plain", (16, 15), "walnut_light"),
    )


def _title(look: Look, box: Box, wording: Wording) -> tuple[tuple[Piece, ...], Box]:
    """What is asked, over a rule; and the room below."""
    head, rest = cut_top(box, look.px(38), look.px(6))
    rule = Plate(Box(head.x, head.bottom, head.w, look.px(1)), "walnut_light")
    return (line(look, head, wording.hatch.check_title, "old", (32, 28), "soot"), rule), rest


def _line(
    look: Look, box: Box, drink: Drink, item: Item, wording: Wording, currency: str
) -> tuple[Piece, ...]:
    """How many of what, for how much; below it what was wished, and what is in it that may harm."""
    top, below = cut_top(box, min(look.px(44), box.h - look.px(20)))
    count, rest = cut_left(top, look.px(56))
    price, name = cut_right(rest, look.px(100), look.px(4))
    below = cut_left(below, count.w)[1]
    many = wording.hatch.quantity.format(count=item.quantity)
    cost = money(item.quantity * drink.price_cents, currency, wording.locale)
    return (
        line(look, count, many, "bold", FIGURES, "soot"),
        line(look, name, called(drink.names, wording.language), "old", NAMES, "soot"),
        line(look, price, cost, "bold", FIGURES, "soot", "right"),
        *block(look, below, _below(drink, item, wording), "plain", (18, 16, 15), "walnut"),
    )


def _below(drink: Drink, item: Item, wording: Wording) -> str:
    wishes = [
        called(option.names, wording.language) for wish in item.wishes if (option := drink.option(wish))
    ]
    text = ". ".join(filter(None, (", ".join(wishes), harm(drink, wording, item.wishes))))
    return text[:1].upper() + text[1:]


def waits(state: Hatch, visit: Visit, words: HatchWords, now: Moment) -> str:
    """How long it would be, told before it is ordered; nothing where it is not to be had."""
    if refusal(state) or visit.basket.count == 0:
        return ""
    return in_minutes(words, wait.basket_min(state, visit.basket, now))


def _aside(state: Hatch, visit: Visit, look: Look, box: Box, now: Moment) -> tuple[Piece, ...]:
    """The total, large, and what the guest should know before ordering."""
    wording = look.words(visit.language)
    words = wording.hatch
    inner = inset(box, look.px(14), look.px(8))
    upright = look.size.upright
    sums, told = cut_left(inner, inner.w * 38 // 100, look.px(14)) if upright else (inner, None)
    small, rest = cut_top(sums, look.px(26), look.px(2))
    large, rest = cut_top(rest, look.px(60), look.px(4))
    soon, rest = cut_top(rest, look.px(28), look.px(4))
    first, rest = cut_top(told or rest, look.px(82 if upright else 62), look.px(4))
    pay, paper = cut_top(rest, look.px(50), look.px(2))
    amount = money(visit.basket.total_cents(state.house.menu), state.house.menu.currency, wording.locale)
    return (
        Plate(box, "walnut", "walnut_light", look.px(2)),
        line(look, small, words.total, "plain", (20,), "bone"),
        line(look, large, amount, "bold", (58, 50, 44, 38), "candle"),
        *block(look, soon, waits(state, visit, words, now), "plain", (20, 18, 16, 15), "bone"),
        *_first(look, first, hint(state, visit, words), words.document),
        *block(look, pay, words.pay, "plain", (20, 18, 16), "bone"),
        *block(look, paper, words.allergens_on_paper, "plain", (16, 15), "bone"),
    )


def _first(look: Look, box: Box, told: str, document: str) -> tuple[Piece, ...]:
    """Why the last touch did not order, if it did not; or else the document."""
    if not told:
        return block(look, box, document, "bold", (24, 22, 20), "bone", middle=True)
    inner = inset(box, look.px(8), 0)
    return Plate(box, "candle"), *block(look, inner, told, "bold", (22, 20, 18, 16, 15), "soot", middle=True)
