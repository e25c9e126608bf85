"""A whole order by knocking: one knock moves on, two take, three finish, four go back, five change the language.

For gloves in November, for a screen behind glass, for whoever cannot reach it. Every one of these can be touched, too.
"""

from msgspec.structs import replace

from kiosk.core import placing
from kiosk.core.choosing import checked, menu_if_empty, picked, shown, to_be_had
from kiosk.core.hatch_state import Hatch, Visit
from kiosk.core.heard import Bout
from kiosk.core.moment import Moment
from kiosk.core.telling import Turn

ON, TAKE, FINISH, BACK, LANGUAGE = 1, 2, 3, 4, 5
LONG = 10
"""A bout so long asks to be spoken to: no rhythm and no impatience comes to as many by chance (domain 7.2)."""
TOUCH_RINGS_S = 1.0
"""A bout that begins so soon after a touch may be the finger's own drumming."""


def greeted(visit: Visit, bout: Bout) -> Visit:
    """What the bout that woke the hatch says of its guest."""
    return replace(visit, aloud="spoken", knocking=True) if bout.count >= LONG else visit


def meant(state: Hatch, visit: Visit, bout: Bout, now: Moment) -> Turn:
    """What a bout says to an open hatch. What means nothing there only shows the legend."""
    visit = replace(visit, knocking=True, cancelling=False)
    if bout.count == FINISH and visit.mood == "check":
        return placing.confirmed(state, visit, now)
    if bout.count == BACK and visit.mood == "menu":
        return replace(state, visit=None, left=now.mono), ()
    return replace(state, visit=replace(_said(state, visit, bout.count, now), page=0)), ()


def _said(state: Hatch, visit: Visit, count: int, now: Moment) -> Visit:
    if count >= LONG:
        return replace(visit, aloud="" if visit.aloud else "spoken")
    match count:
        case 1:
            return _next(state, visit, now)
        case 2 if visit.mood == "drink":
            return picked(state, visit, visit.drink, visit.wishes, now)
        case 3:
            return checked(visit)
        case 4:
            return _back(visit)
        case 5:
            return _other_language(state, visit)
        case _:
            return visit


def _next(state: Hatch, visit: Visit, now: Moment) -> Visit:
    """The next drink that can be had, the first after the last; a wish that one offers is a choice of its own."""
    offers = [
        (drink.slug, wishes)
        for drink in to_be_had(state, visit, now)
        for wishes in ((), *((option.slug,) for option in drink.options))
    ]
    if not offers:
        return visit
    present = (visit.drink, visit.wishes)
    at = offers.index(present) if visit.mood == "drink" and present in offers else -1
    drink, wishes = offers[(at + 1) % len(offers)]
    return replace(shown(visit, drink), wishes=wishes)


def _back(visit: Visit) -> Visit:
    """One of the shown drink out of the basket; where there is none, or at the check, back to the menu."""
    if visit.mood == "drink" and visit.basket.quantity(visit.drink):
        return menu_if_empty(replace(visit, basket=visit.basket.fewer(visit.drink)))
    return replace(visit, mood="menu")


def _other_language(state: Hatch, visit: Visit) -> Visit:
    languages = state.house.languages
    at = languages.index(visit.language) if visit.language in languages else -1
    return replace(visit, language=languages[(at + 1) % len(languages)])
