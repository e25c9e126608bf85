"""The check: what is about to be ordered, on paper, with its allergens in words; then the total and how it is paid."""

from kiosk.core import events
from kiosk.core.hatch_state import Hatch, Visit
from kiosk.core.menu import Drink
from kiosk.screens.forms import money
from kiosk.screens.hatch_menu import hint
from kiosk.screens.hatch_tile import called
from kiosk.screens.hatch_wall import BAR, GAP, stage, wall
from kiosk.screens.layout import cut_bottom, cut_left, cut_right, cut_top, inset, rows
from kiosk.screens.look import Look
from kiosk.screens.parts import block, button, line
from kiosk.screens.scene import Box, Picture, Piece, Plate
from kiosk.screens.wording import Wording

FIGURES = (28, 25, 22, 20, 18, 16, 15)
NAMES = (36, 32, 28, 25, 22, 20, 18, 16, 15)
LINE = 84
"""Height of a line of the order, in 480ths, where there is room."""


def pieces(state: Hatch, visit: Visit, look: Look) -> tuple[Piece, ...]:
    """The order as it would be placed; one touch goes back, one orders."""
    words = look.words(visit.language).hatch
    bar, rest = cut_bottom(inset(stage(look), look.px(14)), look.px(BAR + 6), look.px(12))
    back, order = cut_left(bar, bar.w * 32 // 100, look.px(GAP))
    upright = look.size.upright
    paper, aside = (
        cut_top(rest, rest.h * 60 // 100, look.px(14))
        if upright
        else cut_left(rest, rest.w * 58 // 100, look.px(22))
    )
    return (
        *wall(look),
        *_paper(state, visit, look, paper),
        *_aside(state, visit, look, aside),
        *button(look, back, words.back, events.MenuAsked()),
        *button(look, order, words.order, events.Confirmed(), strong=True, sizes=(34, 28, 24)),
    )


def _paper(state: Hatch, visit: Visit, look: Look, box: Box) -> tuple[Piece, ...]:
    wording = look.words(visit.language)
    head, rest = cut_top(inset(box, look.px(22), look.px(14)), look.px(38), look.px(6))
    foot, rest = cut_bottom(rest, look.px(20), look.px(4))
    chosen = [
        (drink, quantity) for slug, quantity in visit.basket.items if (drink := state.house.menu.drink(slug))
    ]
    each = min(look.px(LINE), rest.h // max(1, len(chosen)))
    cells = rows(Box(rest.x, rest.y, rest.w, each * len(chosen)), max(1, len(chosen)))
    pin = look.px(20)
    return (
        Picture(box, "paper"),
        Picture(Box(box.x + (box.w - pin) // 2, box.y + pin // 4, pin, pin), "pin"),
        line(look, head, wording.hatch.check_title, "old", (32, 28), "soot"),
        Plate(Box(head.x, head.bottom, head.w, look.px(1)), "walnut_light"),
        *(
            piece
            for cell, (drink, quantity) in zip(cells, chosen, strict=False)
            for piece in _line(look, cell, drink, quantity, wording, state.house.menu.currency)
        ),
        line(look, foot, wording.hatch.not_receipt, "plain", (16, 15), "walnut_light"),
    )


def _line(
    look: Look, box: Box, drink: Drink, quantity: int, wording: Wording, currency: str
) -> tuple[Piece, ...]:
    """How many of what, for how much; below it what is in it that may harm."""
    top, below = cut_top(box, min(look.px(44), box.h - look.px(20)))
    count, rest = cut_left(top, look.px(56))
    price, name = cut_right(rest, look.px(100), look.px(4))
    below = cut_left(below, count.w)[1]
    many = wording.hatch.quantity.format(count=quantity)
    cost = money(quantity * drink.price_cents, currency, wording.locale)
    return (
        line(look, count, many, "bold", FIGURES, "soot"),
        line(look, name, called(drink.names, wording.language), "old", NAMES, "soot"),
        line(look, price, cost, "bold", FIGURES, "soot", "right"),
        *block(look, below, _harm(drink, wording), "plain", (18, 16, 15), "walnut"),
    )


def _harm(drink: Drink, wording: Wording) -> str:
    """Allergens in words, traces after them."""
    words = wording.hatch
    holds = ", ".join(wording.allergens.of(allergen) for allergen in drink.allergens)
    traces = ", ".join(wording.allergens.of(allergen) for allergen in drink.traces)
    said = (
        words.contains.format(names=holds) if holds else "",
        words.may_contain.format(names=traces) if traces else "",
    )
    text = "; ".join(filter(None, said))
    return text[:1].upper() + text[1:]


def _aside(state: Hatch, visit: Visit, look: Look, box: Box) -> tuple[Piece, ...]:
    """The total, large, and what the guest should know before ordering."""
    wording = look.words(visit.language)
    words = wording.hatch
    small, rest = cut_top(inset(box, look.px(14), look.px(8)), look.px(26), look.px(2))
    large, rest = cut_top(rest, look.px(70), look.px(6))
    first, rest = cut_top(rest, look.px(66), look.px(8))
    pay, paper = cut_top(rest, look.px(54), look.px(4))
    amount = money(visit.basket.total_cents(state.house.menu), state.house.menu.currency, wording.locale)
    return (
        Plate(box, "walnut", "walnut_light", look.px(2)),
        line(look, small, words.total, "plain", (20,), "bone"),
        line(look, large, amount, "bold", (58, 50, 44, 38), "candle"),
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
