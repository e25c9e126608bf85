"""Choosing: from the menu to the check and back, whatever way the guest asks."""

from msgspec.structs import replace

from kiosk.core import events, placing
from kiosk.core.hatch_state import Hatch, Visit
from kiosk.core.intake import objection
from kiosk.core.menu import Drink
from kiosk.core.moment import Moment
from kiosk.core.telling import Turn
from kiosk.core.wait import queue


def choosing(state: Hatch, visit: Visit, event: events.Event, now: Moment) -> Turn:
    """What a guest who has not ordered yet asks for. What means nothing now changes nothing."""
    if isinstance(event, events.Confirmed):
        return placing.confirmed(state, visit, now) if visit.mood == "check" else (state, ())
    chosen = _chosen(state, visit, event, now)
    return (state if chosen is None else replace(state, visit=chosen)), ()


def offered(state: Hatch, visit: Visit) -> tuple[Drink, ...]:
    """What this guest may see: the eight, those without alcohol, and after the secret knock the hidden line."""
    menu = state.house.menu
    return *menu.drinks, *menu.free, *(menu.hidden if visit.hidden else ())


def to_be_had(state: Hatch, visit: Visit, now: Moment) -> tuple[Drink, ...]:
    """Of what this guest may see, what can be handed over in time."""
    lost, line = ("sold_out", "ban", "clock"), queue(state, now)
    drinks = offered(state, visit)
    return tuple(drink for drink in drinks if objection(state, drink.slug, now, line=line) not in lost)


def menu_if_empty(visit: Visit) -> Visit:
    """A check or a basket of nothing leads back to the menu."""
    return (
        replace(visit, mood="menu") if not visit.basket.count and visit.mood in ("check", "basket") else visit
    )


def shown(visit: Visit, drink: str) -> Visit:
    """A drink in full, with nothing wished yet."""
    return replace(visit, mood="drink", drink=drink, wishes=())


def picked(state: Hatch, visit: Visit, drink: str, wishes: tuple[str, ...], now: Moment) -> Visit:
    """One more of a drink, or why not."""
    why = objection(state, drink, now, visit.basket)
    if why in ("sold_out", "ban", "clock"):
        return replace(visit, hint=why, gone=(drink,))
    if why == "closed":
        return replace(visit, hint=why)
    if visit.basket.count >= state.house.rules.drinks_per_order:
        return replace(visit, hint="too_many")
    if all(drink != offer.slug for offer in offered(state, visit)):
        return visit
    return replace(visit, basket=visit.basket.more(drink, wishes))


def checked(visit: Visit) -> Visit:
    """The check; of nothing there is none."""
    return replace(visit, mood="check") if visit.basket.count else replace(visit, mood="menu", hint="empty")


def _chosen(state: Hatch, visit: Visit, event: events.Event, now: Moment) -> Visit | None:
    match event:
        case events.ShelfAsked(shelf=shelf):
            return replace(visit, mood="menu", shelf=shelf)
        case events.DrinkAsked(drink=drink) if state.house.menu.drink(drink) is not None:
            return _told_why(state, shown(visit, drink), now)
        case events.Wished(wish=wish) if visit.mood == "drink":
            return _wished(state, visit, wish)
        case events.Picked(drink=drink, wishes=wishes):
            visit = picked(state, visit, drink, wishes, now)
            return visit if visit.hint or visit.mood != "drink" else replace(visit, mood="menu")
        case events.PutBack(drink=drink, wishes=wishes):
            return menu_if_empty(replace(visit, basket=visit.basket.fewer(drink, wishes)))
        case events.LanguagesAsked():
            return replace(visit, mood="languages")
        case events.BasketAsked() if visit.basket.count:
            return replace(visit, mood="basket")
        case events.CheckAsked():
            return checked(visit)
        case events.MenuAsked():
            return replace(visit, mood="menu")
        case _:
            return None


def _told_why(state: Hatch, visit: Visit, now: Moment) -> Visit:
    """The drink that is shown, with why it cannot be had, before anybody tries to take it."""
    why = objection(state, visit.drink, now)
    return replace(visit, hint=why, gone=(visit.drink,)) if why in ("ban", "clock", "closed") else visit


def _wished(state: Hatch, visit: Visit, wish: str) -> Visit:
    """A wish taken on, or given up: only what the drink offers."""
    drink = state.house.menu.drink(visit.drink)
    if drink is None or drink.option(wish) is None:
        return visit
    others = tuple(one for one in visit.wishes if one != wish)
    return replace(visit, wishes=others if wish in visit.wishes else tuple(sorted((*others, wish))))
