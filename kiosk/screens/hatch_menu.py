"""The menu: what stands on the two shelves inside the open slit, and the bar below it."""

from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.hatch_state import Hatch, Visit
from kiosk.screens.hatch_tile import Shown, called, shelf, tile
from kiosk.screens.hatch_wall import BAR, GAP, inside, stage
from kiosk.screens.hatch_words import HatchWords
from kiosk.screens.layout import columns, cut_bottom, cut_left, cut_right, cut_top, grid, inset, rows
from kiosk.screens.look import Look
from kiosk.screens.money import money
from kiosk.screens.parts import block, button, line
from kiosk.screens.scene import Box, Piece, Plate

CHECK = 220
TOTAL = 170
"""Widths in the bar, in 480ths."""
NAMED = 3
"""Of what sold out at once, so many are named and the rest counted."""


def pieces(state: Hatch, visit: Visit, look: Look) -> tuple[Piece, ...]:
    """Eight drinks; a touch adds one, the minus takes one back."""
    room = inset(stage(look), look.px(9))
    bars = 2 if look.size.upright else 1
    bar, rest = cut_bottom(room, look.px(BAR * bars + GAP * (bars - 1)), look.px(GAP))
    voice, shelves = cut_top(rest, look.px(40 if look.size.upright else 26), look.px(GAP))
    return (
        *inside(look),
        *_voice(state, visit, look, voice),
        *_shelves(state, visit, look, shelves),
        *_bar(state, visit, look, bar),
    )


def hint(state: Hatch, visit: Visit, words: HatchWords) -> str:
    """Why the last touch did not do what was asked, or nothing."""
    sentence: str = getattr(words, f"hint_{visit.hint}") if visit.hint else ""
    return sentence.format(limit=state.house.rules.drinks_per_order, drinks=_gone(state, visit, words))


def _gone(state: Hatch, visit: Visit, words: HatchWords) -> str:
    """The names of what just sold out."""
    drinks = [drink for slug in visit.gone if (drink := state.house.menu.drink(slug))]
    names = ", ".join(called(drink.names, visit.language) for drink in drinks[:NAMED])
    rest = len(drinks) - NAMED
    return f"{names} {words.more.format(count=rest)}" if rest > 0 else names


def languages(look: Look, box: Box, now_in: str) -> tuple[Piece, ...]:
    """A button for each of the other languages, named by itself; by its code where there are too many for that."""
    others = tuple(language for language in look.languages if language != now_in)
    if not others:
        return ()
    each = min(look.px(112), (box.w - look.px(GAP) * (len(others) - 1)) // len(others))
    cells = columns(
        Box(box.x, box.y, each * len(others) + look.px(GAP) * (len(others) - 1), box.h),
        len(others),
        look.px(GAP),
    )
    return tuple(
        piece for cell, other in zip(cells, others, strict=True) for piece in _language(look, cell, other)
    )


def _language(look: Look, box: Box, language: str) -> tuple[Piece, ...]:
    """Whatever stands on it, it is found by the language's name for itself."""
    shown = _called(look, language, box.w)
    pieces = button(look, box, shown, events.LanguageChosen(language), sizes=(20, 18, 16))
    name = look.words(language).name
    return tuple(replace(piece, name=name) if isinstance(piece, Plate) else piece for piece in pieces)


def _called(look: Look, language: str, width_px: int) -> str:
    name = look.words(language).name
    return (
        name
        if look.metrics.width_px(name, "bold", look.px(16)) <= width_px - look.px(16)
        else language.upper()
    )


def _voice(state: Hatch, visit: Visit, look: Look, box: Box) -> tuple[Piece, ...]:
    """Mr. V's line: what to do, or why it was not done."""
    words = look.words(visit.language).hatch
    told = hint(state, visit, words)
    inner = inset(box, look.px(10), 0)
    if told:
        return (
            Plate(box, "candle"),
            *block(look, inner, told, "bold", (20, 18, 16, 15), "soot", "centre", middle=True),
        )
    said = words.menu_chosen if visit.basket.count else words.menu_empty
    return (line(look, inner, said, "old", (22, 20, 18, 16, 15), "candle", "centre"),)


def _shelves(state: Hatch, visit: Visit, look: Look, box: Box) -> tuple[Piece, ...]:
    across, down = (2, 4) if look.size.upright else (4, 2)
    gap = look.px(GAP)
    menu, words = state.house.menu, look.words(visit.language)
    shown = [
        Shown(drink, visit.basket.quantity(drink.slug), drink.slug in state.sold_out, menu.currency)
        for drink in menu.drinks
    ]
    boards = [piece for row in rows(box, down, gap) for piece in shelf(look, row)]
    tiles = zip(grid(box, across, down, gap), shown, strict=False)
    return *boards, *(piece for cell, one in tiles for piece in tile(look, cell, one, words))


def _bar(state: Hatch, visit: Visit, look: Look, box: Box) -> tuple[Piece, ...]:
    """Leaving and languages; the total and the way on."""
    words, gap = look.words(visit.language).hatch, look.px(GAP)
    upper, lower = rows(box, 2, gap) if look.size.upright else (box, box)
    leave, beside = cut_left(upper, look.px(104), gap)
    check, total = cut_right(lower, look.px(CHECK), gap)
    if not look.size.upright:
        total, beside = cut_right(cut_right(beside, look.px(CHECK), gap)[1], look.px(TOTAL), gap)
    cents = visit.basket.total_cents(state.house.menu)
    return (
        *button(look, leave, words.leave, events.Left(), sizes=(20, 18, 16)),
        *languages(look, beside, visit.language),
        *_total(look, total, words, money(cents, state.house.menu.currency, visit.language) if cents else ""),
        *_check(look, check, words, lit=visit.basket.count > 0),
    )


def _total(look: Look, box: Box, words: HatchWords, amount: str) -> tuple[Piece, ...]:
    if not amount:
        return ()
    small, large = cut_left(inset(box, look.px(6), 0), look.px(60), look.px(4))
    return (
        line(look, small, words.total, "plain", (18, 16, 15), "bone"),
        line(look, large, amount, "bold", (34, 30, 26, 22), "candle", "right"),
    )


def _check(look: Look, box: Box, words: HatchWords, *, lit: bool) -> tuple[Piece, ...]:
    """The way on: lit once there is anything to order, wood until then."""
    if lit:
        return button(look, box, words.check, events.CheckAsked(), strong=True, sizes=(30, 26, 22))
    return (
        Plate(box, "walnut", "walnut_light", look.px(2)),
        line(look, inset(box, look.px(8), 0), words.check, "bold", (30, 26, 22), "brass", "centre"),
    )
