"""The sheets of a guest who chooses: menu, drink, languages, basket, check."""

from kiosk.core import events
from kiosk.core.basket import Item
from kiosk.core.hatch_state import Hatch, Visit
from kiosk.core.menu import Drink
from kiosk.core.moment import Moment
from kiosk.screens import hatch_check, hatch_drink, hatch_menu
from kiosk.screens.forms import money
from kiosk.screens.hatch_bar import Way
from kiosk.screens.hatch_notice import notice
from kiosk.screens.hatch_tile import called
from kiosk.screens.look import Look
from kiosk.screens.sheet import Row, Sheet
from kiosk.screens.wording import Wording


def menu(state: Hatch, visit: Visit, look: Look, now: Moment) -> Sheet:
    """Every drink of the shelf that is shown, with its price."""
    wording = look.words(visit.language)
    words = wording.hatch
    why, known = hatch_menu.hint(state, visit, words), notice(state, wording, now)
    return Sheet(
        title=words.beside if visit.shelf == "beside" else words.classics,
        said=(why,) if why else known or (),
        rows=tuple(_drink_row(state, visit, one, wording, now) for one in hatch_menu.on_shelf(state, visit)),
        sides=hatch_menu.sides(state, visit, words),
        mains=(hatch_menu.check(state, visit, look),),
    )


def drink(state: Hatch, visit: Visit, one: Drink, look: Look, now: Moment) -> Sheet:
    """All that is known of one."""
    wording = look.words(visit.language)
    why = hatch_drink.why(state, visit, wording, now)
    quantity = visit.basket.quantity(one.slug)
    chosen = (wording.hatch.in_basket.format(count=quantity),) if quantity else ()
    return Sheet(
        title=called(one.names, wording.language),
        said=(
            *((why,) if why else ()),
            *chosen,
            _price(state, one.price_cents, wording),
            called(one.tastes, wording.language),
            hatch_drink.ingredients(one, wording),
            hatch_drink.facts(one, wording),
            hatch_drink.harm(one, wording, visit.wishes),
        ),
        rows=tuple(
            Row(
                called(option.names, wording.language),
                wording.hatch.yes if option.slug in visit.wishes else "",
                events.Wished(option.slug),
                lit=option.slug in visit.wishes,
            )
            for option in one.options
        ),
        sides=hatch_drink.sides(visit, one, wording),
        mains=hatch_drink.ways(state, visit, one, look, now),
    )


def languages(visit: Visit, look: Look) -> Sheet:
    """Each by its own name."""
    words = look.words(visit.language).hatch
    return Sheet(
        title=words.language_title,
        rows=tuple(
            Row(
                look.words(language).name,
                words.yes if language == visit.language else "",
                events.LanguageChosen(language),
                lit=language == visit.language,
            )
            for language in look.languages
        ),
        sides=(Way(words.back, events.MenuAsked()),),
    )


def basket(state: Hatch, visit: Visit, look: Look) -> Sheet:
    """What was chosen; a touch of a row takes one of it out."""
    wording = look.words(visit.language)
    words = wording.hatch
    why = hatch_menu.hint(state, visit, words)
    return Sheet(
        title=words.basket_title,
        said=(why or words.basket_large,),
        rows=tuple(
            Row(
                _item(one, item, wording),
                _cost(state, one, item, wording),
                events.PutBack(item.drink, item.wishes),
            )
            for item, one in _held(state, visit)
        ),
        sides=(Way(words.back, events.MenuAsked()),),
        mains=(hatch_menu.check(state, visit, look),),
    )


def check(state: Hatch, visit: Visit, look: Look, now: Moment) -> Sheet:
    """What is about to be ordered, the total, and what one must know before."""
    wording = look.words(visit.language)
    words = wording.hatch
    why = hatch_menu.hint(state, visit, words)
    held = _held(state, visit)
    total = _price(state, visit.basket.total_cents(state.house.menu), wording)
    lines = (f"{_item(one, item, wording)}. {_cost(state, one, item, wording)}" for item, one in held)
    harms = (
        f"{called(one.names, wording.language)}: {hatch_drink.harm(one, wording, item.wishes)}"
        for item, one in held
    )
    return Sheet(
        title=words.check_title,
        said=(
            *((why,) if why else ()),
            *lines,
            f"{words.total}: {total}",
            *filter(None, (hatch_check.waits(state, visit, words, now),)),
            words.document,
            words.pay,
            *harms,
            words.allergens_on_paper,
            words.not_receipt,
        ),
        sides=hatch_check.sides(words),
        mains=(hatch_check.order(words),),
    )


def _drink_row(state: Hatch, visit: Visit, one: Drink, wording: Wording, now: Moment) -> Row:
    out = hatch_menu.lost(state, one, wording.hatch, now)
    quantity = visit.basket.quantity(one.slug)
    name = called(one.names, wording.language)
    return Row(
        f"{wording.hatch.quantity.format(count=quantity)} {name}" if quantity else name,
        out or _price(state, one.price_cents, wording),
        events.DrinkAsked(one.slug),
        lit=bool(quantity),
        struck=bool(out),
    )


def _held(state: Hatch, visit: Visit) -> tuple[tuple[Item, Drink], ...]:
    menu = state.house.menu
    return tuple((item, one) for item in visit.basket.items if (one := menu.drink(item.drink)))


def _item(one: Drink, item: Item, wording: Wording) -> str:
    wishes = (called(option.names, wording.language) for wish in item.wishes if (option := one.option(wish)))
    many = wording.hatch.quantity.format(count=item.quantity)
    return ", ".join((f"{many} {called(one.names, wording.language)}", *wishes))


def _cost(state: Hatch, one: Drink, item: Item, wording: Wording) -> str:
    return _price(state, item.quantity * one.price_cents, wording)


def _price(state: Hatch, cents: int, wording: Wording) -> str:
    return money(cents, state.house.menu.currency, wording.locale)
