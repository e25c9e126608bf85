"""What each picture of the hatch says, plainly: for large letters, and for whoever has it read aloud."""

from msgspec.structs import replace

from kiosk.core.hatch_state import Hatch, Visit
from kiosk.core.moment import Moment
from kiosk.screens import sheets_choosing, sheets_order
from kiosk.screens.hatch_legend import meanings
from kiosk.screens.look import Look
from kiosk.screens.sheet import Sheet


def sheet(state: Hatch, visit: Visit, look: Look, now: Moment) -> Sheet:
    """The sheet of a visit's picture; for who knocks, with what a knock does."""
    plain = _sheet(state, visit, look, now)
    if not visit.knocking or visit.mood == "placed" or visit.warned is not None:
        return plain
    words = look.words(visit.language).hatch
    told = (
        words.knock_said.format(count=count, meaning=meaning) for count, meaning in meanings(visit, words)
    )
    return replace(plain, said=(*plain.said, *told))


def _sheet(state: Hatch, visit: Visit, look: Look, now: Moment) -> Sheet:
    if state.placed is not None:
        return sheets_order.placed(state, visit, state.placed, look, now)
    if visit.warned is not None:
        return sheets_order.still_there(state, visit, look, now)
    if visit.mood == "languages":
        return sheets_choosing.languages(visit, look)
    if state.pause is not None:
        return sheets_order.paused(state, visit, look, now)
    drink = state.house.menu.drink(visit.drink)
    match visit.mood:
        case "check":
            return sheets_choosing.check(state, visit, look, now)
        case "basket":
            return sheets_choosing.basket(state, visit, look)
        case "drink" if drink is not None:
            return sheets_choosing.drink(state, visit, drink, look, now)
        case _:
            return sheets_choosing.menu(state, visit, look, now)
