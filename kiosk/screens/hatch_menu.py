"""The menu: what stands on the two shelves inside the open slit, and the bar below it."""

from kiosk.core import events
from kiosk.core.choosing import offered
from kiosk.core.hatch_state import Hatch, Visit
from kiosk.core.intake import objection
from kiosk.core.menu import FREE_AT_MOST, HIDDEN_AT_MOST, Drink
from kiosk.core.moment import Moment
from kiosk.core.wait import Queue, queue
from kiosk.screens.forms import money
from kiosk.screens.hatch_bar import Way, bar
from kiosk.screens.hatch_legend import height as legend_h
from kiosk.screens.hatch_legend import legend
from kiosk.screens.hatch_notice import notice
from kiosk.screens.hatch_said import said_line
from kiosk.screens.hatch_tile import Shown, called, shelf, tile
from kiosk.screens.hatch_wall import GAP, MARGIN, inside, stage
from kiosk.screens.hatch_words import HatchWords
from kiosk.screens.layout import cut_top, grid, inset, rows
from kiosk.screens.look import Look
from kiosk.screens.parts import block, line
from kiosk.screens.remark import remark
from kiosk.screens.scene import Box, Piece, Plate

BESIDE_AT_MOST = FREE_AT_MOST + HIDDEN_AT_MOST
NAMED = 3
"""Of what sold out at once, so many are named and the rest counted."""


def pieces(state: Hatch, visit: Visit, look: Look, now: Moment) -> tuple[Piece, ...]:
    """The shelf that is shown; a touch on a glass brings it before the guest."""
    words = look.words(visit.language).hatch
    low, rest = bar(
        look,
        inset(stage(look), look.px(MARGIN)),
        words,
        visit,
        sides(state, visit, words),
        (check(state, visit, look),),
    )
    voice, shelves = cut_top(
        rest, legend_h(look) if visit.knocking else look.px(40 if look.size.upright else 26), look.px(GAP)
    )
    return (
        *inside(look),
        *_voice(state, visit, look, voice, now),
        *_shelves(state, visit, look, shelves, now),
        *low,
    )


def sides(state: Hatch, visit: Visit, words: HatchWords) -> tuple[Way, ...]:
    """Another language, another shelf, or leaving."""
    other = (
        Way(words.beside, events.ShelfAsked("beside"))
        if visit.shelf == "classics"
        else Way(words.classics, events.ShelfAsked("classics"))
    )
    return (
        Way(words.language, events.LanguagesAsked()),
        Way(words.leave, events.Left()),
        *((other,) if beside(state, visit) else ()),
    )


def check(state: Hatch, visit: Visit, look: Look) -> Way:
    """The way on, with the total on it: lit while there is anything to order, wood before and once the house is closed."""
    wording, menu = look.words(visit.language), state.house.menu
    words = wording.hatch
    if not visit.basket.count or not state.intake.open:
        return Way(words.check, None, strong=True)
    total = money(visit.basket.total_cents(menu), menu.currency, wording.locale)
    under = words.chosen.format(count=visit.basket.count, total=total)
    return Way(words.check, events.CheckAsked(), strong=True, under=under)


def beside(state: Hatch, visit: Visit) -> tuple[Drink, ...]:
    """What stands beside the eight for this guest."""
    return offered(state, visit)[len(state.house.menu.drinks) :]


def on_shelf(state: Hatch, visit: Visit) -> tuple[Drink, ...]:
    """What stands on the shelf that is shown."""
    return state.house.menu.drinks if visit.shelf == "classics" else beside(state, visit)


def lost(state: Hatch, drink: Drink, words: HatchWords, now: Moment, waiting: Queue | None = None) -> str:
    """Why a drink cannot be had any more tonight, in two words; nothing when it can."""
    match objection(state, drink.slug, now, line=waiting):
        case "sold_out":
            return words.sold_out
        case "ban" | "clock":
            return words.not_now
        case _:
            return ""


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


def told(look: Look, box: Box, text: str) -> tuple[Piece, ...]:
    """Why the last touch did not do what was asked, on a lit band."""
    inner = inset(box, look.px(10), 0)
    return (
        Plate(box, "candle"),
        *block(look, inner, text, "bold", (22, 20, 18, 16, 15), "soot", "centre", middle=True),
    )


def _voice(state: Hatch, visit: Visit, look: Look, box: Box, now: Moment) -> tuple[Piece, ...]:
    """Mr. V's line: what to do, or why it was not done; for who knocks, what a knock does."""
    wording = look.words(visit.language)
    words = wording.hatch
    why = hint(state, visit, words)
    if why:
        return told(look, box, why)
    if visit.knocking:
        return legend(look, box, visit, words)
    known = notice(state, wording, now)
    if known is not None:
        return told(look, box, _sentence(*known))
    if said_line(state, look):  # who has a thing to say hangs it here, and keeps the other for himself
        return ()
    said = remark(state, wording.voice)
    return (line(look, inset(box, look.px(10), 0), said, "old", (22, 20, 18, 16, 15), "candle", "centre"),)


def _sentence(title: str, said: str) -> str:
    return f"{title}{'' if title.endswith(('?', '.')) else '.'} {said}"


def _shelves(state: Hatch, visit: Visit, look: Look, box: Box, now: Moment) -> tuple[Piece, ...]:
    across, down = _grid(len(on_shelf(state, visit)), upright=look.size.upright)
    gap = look.px(GAP)
    menu, wording, waiting = state.house.menu, look.words(visit.language), queue(state, now)
    shown = [
        Shown(
            drink,
            visit.basket.quantity(drink.slug),
            lost(state, drink, wording.hatch, now, waiting),
            drink.slug in state.sold_out,
            menu.currency,
        )
        for drink in on_shelf(state, visit)
    ]
    cells = grid(box, across, down, gap)
    boards = [piece for row in rows(box, down, gap) for piece in shelf(look, row, cells[0])]
    tiles = zip(cells, shown, strict=False)
    return *boards, *(piece for cell, one in tiles for piece in tile(look, cell, one, wording))


def _grid(count: int, *, upright: bool) -> tuple[int, int]:
    """How many glasses stand side by side, and on how many boards: eight in two rows of four, fewer in wider places."""
    across = 2 if upright else 4 if count > BESIDE_AT_MOST else min(3, max(1, count))
    return across, max(1, -(-count // across))
