"""Placing an order, and taking it back."""

from msgspec.structs import replace

from kiosk.core import stock, wait
from kiosk.core.basket import Basket
from kiosk.core.changes import moved
from kiosk.core.effects import Play, Write, WriteOrder
from kiosk.core.hatch_state import Hatch, Visit
from kiosk.core.intake import refusal, without_forbidden
from kiosk.core.moment import Moment
from kiosk.core.night import night_of
from kiosk.core.order import Order, Status, Who, may
from kiosk.core.telling import Turn
from kiosk.core.words import choose


def confirmed(state: Hatch, visit: Visit, now: Moment) -> Turn:
    """Place the order, or say why not: what cannot be kept any more leaves the basket before anything is placed."""
    hint = refusal(state)
    if hint:
        return replace(state, visit=replace(visit, hint=hint)), ()
    kept = without_forbidden(stock.without_short(replace(state, visit=visit), now), now)
    if kept.visit != visit:
        return kept, ()
    order = wait.promised(_order(state, visit, now), state, now)
    visit = replace(visit, mood="placed", number=order.number, basket=Basket())
    state = replace(state, visit=visit, orders=(*_kept(state, now), order), next_number=order.number + 1)
    state, counted = stock.placed(state, order, now)
    return state, (Write((WriteOrder(order),)), *counted, Play("stamp"))


def cancelled(state: Hatch, visit: Visit, number: int, now: Moment) -> Turn:
    """The guest takes the order back, in two touches and while nobody has taken it on."""
    order, sure = state.order(number), state.visit is not None and state.visit.cancelling
    if order is None or not may(Who.GUEST, order.status, Status.CANCELLED):
        return replace(state, visit=visit), ()
    if not sure:
        return replace(state, visit=replace(visit, cancelling=True, turned=now.mono)), ()
    state = replace(state, visit=visit)
    return moved(state, order, Status.CANCELLED, Who.GUEST, now)


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
