"""The basket: what was chosen, line by line, with a minus and a plus for each."""

from msgspec import Struct

from kiosk.core import events
from kiosk.core.basket import Item
from kiosk.core.hatch_state import Hatch, Visit
from kiosk.core.menu import Drink
from kiosk.screens.forms import money
from kiosk.screens.hatch_bar import Way, bar, button
from kiosk.screens.hatch_menu import check, hint, told
from kiosk.screens.hatch_tile import called
from kiosk.screens.hatch_wall import GAP, MARGIN, stage, wall
from kiosk.screens.hatch_words import HatchWords
from kiosk.screens.layout import cut_left, cut_right, cut_top, inset, rows
from kiosk.screens.look import Look
from kiosk.screens.parts import block, line
from kiosk.screens.scene import Box, Picture, Piece, Plate
from kiosk.screens.wording import Wording

COSTS = (24, 22, 20, 18, 16, 15)
NARROW = 262
"""Below this width, in 480ths, glass, name and price do not stand side by side."""
SHAPE = 80
"""A glass's drawing is so wide, in percent of its height."""
NAMES = (30, 27, 24, 22, 20, 18, 16)


def pieces(state: Hatch, visit: Visit, look: Look) -> tuple[Piece, ...]:
    """Every item in a row of its own, as many as fit on a page."""
    wording = look.words(visit.language)
    words = wording.hatch
    shown, pages = page(state, visit, look)
    sides = (Way(words.back, events.MenuAsked()), *turning(words.page, pages, visit.page))
    low, rest = bar(
        look, inset(stage(look), look.px(MARGIN)), words, visit, sides, (check(state, visit, look),)
    )
    head, rest = cut_top(rest, look.px(40), look.px(GAP))
    why = hint(state, visit, words)
    title = line(look, head, words.basket_title, "old", (30, 26, 22), "bone", "centre")
    lines = rows(rest, max(per_page(look, rest), 1), look.px(GAP))
    return (
        *wall(look),
        *(told(look, head, why) if why else (title,)),
        *(
            piece
            for row, (item, drink) in zip(lines, shown, strict=False)
            for piece in _row(look, row, item, drink, wording, state)
        ),
        *low,
    )


def page(state: Hatch, visit: Visit, look: Look) -> tuple[tuple[tuple[Item, Drink], ...], int]:
    """The items of the page that is shown, and how many pages there are."""
    held = tuple(
        (item, drink) for item in visit.basket.items if (drink := state.house.menu.drink(item.drink))
    )
    rest = cut_top(
        bar(look, inset(stage(look), look.px(MARGIN)), look.words(visit.language).hatch, visit)[1],
        look.px(40),
        look.px(GAP),
    )[1]
    each = max(1, per_page(look, rest))
    pages = max(1, -(-len(held) // each))
    first = visit.page % pages * each
    return held[first : first + each], pages


def per_page(look: Look, box: Box) -> int:
    """How many rows a finger can meet in a box."""
    return (box.h + look.px(GAP)) // (look.touch_px + look.px(GAP))


def turning(text: str, pages: int, at: int) -> tuple[Way, ...]:
    """The way to the next page, where there is one."""
    return (Way(text.format(page=at % pages + 1, pages=pages), events.PageAsked(1)),) if pages > 1 else ()


def _row(look: Look, box: Box, item: Item, drink: Drink, wording: Wording, state: Hatch) -> tuple[Piece, ...]:
    """The glass and its name, what they cost, and between minus and plus how many."""
    counting, rest = cut_right(box, 2 * look.touch_px + look.px(46 + 2 * GAP), look.px(GAP))
    wishes = ", ".join(
        called(option.names, wording.language) for wish in item.wishes if (option := drink.option(wish))
    )
    where = _places(look, inset(rest, look.px(8), look.px(4)), wished=bool(wishes))
    cost = money(item.quantity * drink.price_cents, state.house.menu.currency, wording.locale)
    return (
        Plate(box, "walnut", "walnut_light", look.px(2)),
        Picture(where.glass, drink.picture or drink.slug),
        *block(look, where.name, called(drink.names, wording.language), "old", NAMES, "bone", middle=True),
        *block(look, where.wish, wishes, "plain", (18, 16, 15), "candle"),
        line(look, where.price, cost, "bold", COSTS, "bone", "left" if where.under else "right"),
        *_counting(look, counting, item, called(drink.names, wording.language), wording.hatch),
    )


def _counting(look: Look, box: Box, item: Item, name: str, words: HatchWords) -> tuple[Piece, ...]:
    """Minus, how many, plus."""
    minus, rest = cut_left(box, look.touch_px, look.px(GAP))
    plus, count = cut_right(rest, look.touch_px, look.px(GAP))
    put_back = Way(words.put_back.format(drink=name), events.PutBack(item.drink, item.wishes), sign="minus")
    one_more = Way(words.one_more.format(drink=name), events.Picked(item.drink, item.wishes), sign="plus")
    return (
        *button(look, minus, put_back, COSTS),
        line(look, count, str(item.quantity), "bold", (36, 32, 28), "candle", "centre"),
        *button(look, plus, one_more, COSTS),
    )


class _Places(Struct, frozen=True):
    """Where the things of a row stand."""

    glass: Box
    name: Box
    wish: Box
    price: Box
    under: bool
    """The name stands above all else, and the price beside the glass."""


def _places(look: Look, box: Box, *, wished: bool) -> _Places:
    """Glass, name and price side by side; where that is too narrow, the name above the glass and the price beside it."""
    if box.w < look.px(NARROW):
        name, below = cut_top(box, box.h * 38 // 100)
        glass, rest = cut_left(below, below.h * SHAPE // 100, look.px(8))
        wish, price = rows(rest, 2) if wished else (rest, rest)
        return _Places(glass, name, wish, price, under=True)
    glass, rest = cut_left(box, box.h * SHAPE // 100, look.px(10))
    price, text = cut_right(rest, look.px(86), look.px(6))
    name, wish = cut_top(text, text.h * 60 // 100) if wished else (text, text)
    return _Places(glass, name, wish, price, under=False)
