"""The guest's side of the hatch: waking it, choosing, ordering, cancelling, leaving."""

from msgspec.structs import replace

from kiosk.core import events, stock
from kiosk.core.basket import Basket
from kiosk.core.changes import moved
from kiosk.core.effects import Play, ShowMenu, Write, WriteOrder
from kiosk.core.hatch_state import Hatch, Hint, Visit
from kiosk.core.menu import menu_for
from kiosk.core.moment import Moment
from kiosk.core.night import night_of
from kiosk.core.order import Order, Status, Who, may
from kiosk.core.telling import Turn
from kiosk.core.words import choose

GUEST = "guest"


def deadline(state: Hatch) -> float | None:
    """When the present visit is warned or ends by itself (monotonic), or None."""
    visit, rules = state.visit, state.house.rules
    if visit is None:
        return None
    if visit.mood == "placed":
        return visit.alive + rules.word_stays_s
    if visit.warned is not None:
        return visit.warned + rules.warning_s
    return visit.alive + (rules.idle_s if state.pause is None else rules.pause_patience_s)


def waited(state: Hatch, now: Moment) -> Hatch:
    """The guest gave no sign: warn, then forget; a word that was read goes back to the wall."""
    due, visit = deadline(state), state.visit
    if visit is None or due is None or now.mono < due:
        return state
    if visit.mood == "placed" or visit.warned is not None:
        return replace(state, visit=None)
    return replace(state, visit=replace(visit, warned=now.mono))


def knocked(state: Hatch, now: Moment) -> Turn:
    """A single knock: it wakes the hatch; from a guest who is already here it is a sign of life."""
    visit = state.visit
    if visit is None:
        return _wake(state, now)
    if visit.mood == "placed":
        return state, ()
    return replace(state, visit=_alive(visit, now)), ()


def touched(state: Hatch, event: events.Event, now: Moment) -> Turn:
    """What a finger on the screen asks. A touch that means nothing now (the picture moved on) changes nothing."""
    visit = state.visit
    if visit is None:
        asleep = isinstance(event, events.Woken) and now.mono >= state.left + state.house.rules.double_touch_s
        return _woken(state, now) if asleep else (state, ())
    if now.mono < visit.turned + state.house.rules.double_touch_s:
        return state, ()
    here = _alive(visit, now)
    match event:
        case events.Stayed():
            return replace(state, visit=here), ()
        case events.Left():
            return replace(state, visit=None, left=now.mono), ()
        case events.LanguageChosen(language=language) if language in state.house.languages:
            return replace(state, visit=replace(here, language=language)), ()
        case events.CancelAsked(number=number) if number == visit.number:
            return _cancel(state, here, number, now)
        case _ if visit.mood == "placed":
            return state, ()
        case _:
            return _turned(_choosing(state, here, event, now), visit, now)


def without_sold_out(state: Hatch, now: Moment) -> Hatch:
    """What has sold out leaves the basket at once, and the guest is told which it was; before ordering, never after."""
    visit = state.visit
    if visit is None or visit.mood == "placed":
        return state
    gone = stock.short(state, visit.basket)
    if not gone:
        return state
    visit = replace(visit, basket=stock.fitted(state, visit.basket), hint="sold_out", gone=gone)
    # A finger on its way to "order" meant the list as it was.
    return replace(state, visit=replace(_menu_if_empty(visit), turned=now.mono))


def given_time(state: Hatch, now: Moment) -> Hatch:
    """A pause begins or ends: a guest who waits has as long as one who has just come, and is not being asked to go."""
    visit = state.visit
    return state if visit is None else replace(state, visit=replace(visit, alive=now.mono, warned=None))


def not_saved(state: Hatch, cause: events.Event) -> Hatch:
    """What the guest asked could not be written, so it did not happen; they are told, unless it did meanwhile."""
    visit = state.visit
    if visit is None or (isinstance(cause, events.Confirmed) and visit.mood == "placed"):
        return state
    return replace(state, visit=replace(visit, hint="not_saved"))


def _woken(state: Hatch, now: Moment) -> Turn:
    """Woken by a touch, which does not also choose."""
    return _turned(_wake(state, now), None, now)


def _turned(turn: Turn, before: Visit | None, now: Moment) -> Turn:
    """The turn, with the moment noted when a touch changed the mood."""
    state, effects = turn
    if state.visit is None or (before is not None and state.visit.mood == before.mood):
        return turn
    return replace(state, visit=replace(state.visit, turned=now.mono)), effects


def _tonight(state: Hatch, now: Moment) -> Turn:
    """The menu of the night that it is by now; between two guests, never under one's hands."""
    house = state.house
    if not house.menus:
        return state, ()
    menu = menu_for(house.menus, night_of(now.wall, house.zone))
    if menu == house.menu:
        return state, ()
    return replace(state, house=replace(house, menu=menu)), (ShowMenu(menu),)


def _wake(state: Hatch, now: Moment) -> Turn:
    state, shown = _tonight(state, now)
    # A line that is full is told before anybody chooses.
    hint: Hint = "full" if _objection(state) == "full" else ""
    visit = Visit(since=now.mono, alive=now.mono, language=state.house.languages[0], hint=hint)
    return replace(state, visit=visit), (*shown, Play("latch"))


def _alive(visit: Visit, now: Moment) -> Visit:
    return replace(visit, alive=now.mono, warned=None, hint="", gone=(), cancelling=False)


# --- choosing ----------------------------------------------------------------------------------------------------
def _choosing(state: Hatch, visit: Visit, event: events.Event, now: Moment) -> Turn:
    match event:
        case events.Picked(drink=drink):
            return replace(state, visit=_pick(state, visit, drink)), ()
        case events.PutBack(drink=drink):
            visit = replace(visit, basket=visit.basket.change(drink, -1))
            return replace(state, visit=_menu_if_empty(visit)), ()
        case events.CheckAsked():
            return replace(state, visit=_check(visit)), ()
        case events.MenuAsked():
            return replace(state, visit=replace(visit, mood="menu")), ()
        case events.Confirmed() if visit.mood == "check":
            return _confirm(state, visit, now)
        case _:
            return state, ()


def _pick(state: Hatch, visit: Visit, drink: str) -> Visit:
    if drink in stock.short(state, visit.basket.change(drink, 1)):
        return replace(visit, hint="sold_out", gone=(drink,))
    if visit.basket.count >= state.house.rules.drinks_per_order:
        return replace(visit, hint="too_many")
    if state.house.menu.drink(drink) is None:
        return visit
    return replace(visit, basket=visit.basket.change(drink, 1))


def _check(visit: Visit) -> Visit:
    return replace(visit, mood="check") if visit.basket.count else replace(visit, mood="menu", hint="empty")


def _menu_if_empty(visit: Visit) -> Visit:
    return visit if visit.basket.count else replace(visit, mood="menu")


# --- ordering ----------------------------------------------------------------------------------------------------
def _confirm(state: Hatch, visit: Visit, now: Moment) -> Turn:
    """Place the order, or say why not and leave everything as it was."""
    hint = _objection(state)
    if hint:
        return replace(state, visit=replace(visit, hint=hint)), ()
    if stock.short(state, visit.basket):
        return without_sold_out(state, now), ()
    order = _order(state, visit, now)
    visit = replace(visit, mood="placed", number=order.number, basket=Basket())
    state = replace(state, visit=visit, orders=(*_kept(state, now), order), next_number=order.number + 1)
    state, counted = stock.placed(state, order, now)
    return state, (Write((WriteOrder(order),)), *counted, Play("stamp"))


def _objection(state: Hatch) -> Hint:
    if state.pause is not None:
        return "paused"
    return "full" if len(state.open_orders) >= state.house.rules.open_orders else ""


def _order(state: Hatch, visit: Visit, now: Moment) -> Order:
    night = night_of(now.wall, state.house.zone)
    pair = choose(state.house.pairs, night, state.next_number, _taken(state, now))
    return Order(
        number=state.next_number,
        night=night,
        word=pair.word,
        answer=pair.answer,
        language=visit.language,
        lines=visit.basket.lines(state.house.menu, state.house.languages[0]),
        status=Status.PLACED,
        placed=now.wall,
        changed=now.wall,
        placed_mono=now.mono,
        changed_mono=now.mono,
        revision=state.revision + 1,
    )


def _taken(state: Hatch, now: Moment) -> frozenset[str]:
    """The words in use, at rest, or of an order that may still be brought back.

    Of a joined couple both, so that nobody answers to half of another's.
    """
    return frozenset(word for order in _kept(state, now) for word in (order.word, *order.word.split()))


def _kept(state: Hatch, now: Moment) -> tuple[Order, ...]:
    """The orders still worth remembering: open, to be undone, or with a word at rest."""
    rules = state.house.rules
    forgotten = now.mono - max(rules.recent_s, rules.word_rests_s)
    return tuple(order for order in state.orders if order.is_open or order.changed_mono >= forgotten)


def _cancel(state: Hatch, visit: Visit, number: int, now: Moment) -> Turn:
    """The guest takes the order back, in two touches and while nobody has taken it on."""
    order, sure = state.order(number), state.visit is not None and state.visit.cancelling
    if order is None or not may(Who.GUEST, order.status, Status.CANCELLED):
        return replace(state, visit=visit), ()
    if not sure:
        return replace(state, visit=replace(visit, cancelling=True, turned=now.mono)), ()
    state = replace(state, visit=visit)
    return moved(state, order, Status.CANCELLED, GUEST, now)
