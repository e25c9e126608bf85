"""What is left of each drink: sold out until the bartender says or for tonight, or so many more and then no more.

A count is what may still be ordered beyond the orders there are. It runs down as orders are placed, and what a guest
cancels or the bartender refuses before it was made may be ordered again.
"""

from datetime import UTC, datetime, time, timedelta, tzinfo

from msgspec.structs import replace

from kiosk.core.basket import Basket
from kiosk.core.board import Mark
from kiosk.core.effects import Write, WriteSoldOut
from kiosk.core.hatch_state import Hatch, Mood
from kiosk.core.moment import Moment
from kiosk.core.night import NOON_H, night_of
from kiosk.core.order import Order, Status, Who
from kiosk.core.request import Reason, SellOut
from kiosk.core.telling import Outcome, Turn


def left(state: Hatch, drink: str) -> int | None:
    """How many of a drink may still be ordered; None where there is no end in sight."""
    return next((mark.left for mark in state.marks if mark.drink == drink), None)


def short(state: Hatch, basket: Basket) -> tuple[str, ...]:
    """The drinks of which a basket holds more than are left."""
    return tuple(drink for drink, most in _limits(state).items() if basket.quantity(drink) > most)


def fitted(state: Hatch, basket: Basket) -> Basket:
    """The basket less what is not to be had; of what is short, those chosen last go."""
    for drink, most in _limits(state).items():
        while basket.quantity(drink) > most:
            basket = basket.fewer(drink)
    return basket


def without_short(state: Hatch, now: Moment) -> Hatch:
    """What is not to be had leaves the basket, and the guest is told which it was; before ordering, never after."""
    visit = state.visit
    gone = () if visit is None or visit.mood == "placed" else short(state, visit.basket)
    if visit is None or not gone:
        return state
    basket = fitted(state, visit.basket)
    mood: Mood = visit.mood if basket.count or visit.mood not in ("check", "basket") else "menu"
    # A finger on its way to "order" meant the list as it was.
    visit = replace(visit, basket=basket, hint="sold_out", gone=gone, mood=mood, turned=now.mono)
    return replace(state, visit=visit)


def had_again(state: Hatch, drink: str) -> Hatch:
    """What the bartender has put back, or given a count, is no longer told as gone."""
    visit = state.visit
    if visit is None or visit.hint != "sold_out" or drink not in visit.gone or left(state, drink) == 0:
        return state
    gone = tuple(other for other in visit.gone if other != drink)
    return replace(state, visit=replace(visit, gone=gone, hint="sold_out" if gone else ""))


def opened(state: Hatch, marks: tuple[Mark, ...], now: Moment) -> Hatch:
    """The state with the marks that the books hold."""
    return armed(_with(state, marks), now)


def asked(state: Hatch, request: SellOut, display: str, now: Moment) -> Outcome:
    """Give a drink the mark that the bartender asks for, or take it away."""
    was = next((mark for mark in state.marks if mark.drink == request.drink), None)
    if state.house.menu.drink(request.drink) is None and was is None:
        return Reason.NO_SUCH_DRINK
    mark = _mark(state, request, now)
    if mark == was:
        return state, ()
    return _marked(state, request.drink, mark, display, now)


def placed(state: Hatch, order: Order, now: Moment) -> Turn:
    """The counts after a new order."""
    return _counted(state, order, -1, Who.GUEST, now)


def moved(state: Hatch, was: Order, order: Order, who: str, now: Moment) -> Turn:
    """The counts after an order's change: what will not be made may be ordered again, what was brought back may not."""
    if _used(was) == _used(order):
        return state, ()
    return _counted(state, order, -1 if _used(order) else 1, who, now)


def armed(state: Hatch, now: Moment) -> Hatch:
    """The state with the moment at which this night's marks and room are over."""
    nights = [mark.night for mark in state.marks if mark.night]
    if not nights and state.room is None:
        return state if state.noon is None else replace(state, noon=None)
    tonight = night_of(now.wall, state.house.zone)
    over = any(night < tonight for night in nights) or _of_another_night(state, tonight)
    wait_s = 0.0 if over else (_next_noon(now.wall, state.house.zone) - now.wall).total_seconds()
    return replace(state, noon=now.mono + wait_s)


def waited(state: Hatch, now: Moment) -> Turn:
    """The night is over: its marks go. A clock that ran wrong until then is looked at again."""
    tonight = night_of(now.wall, state.house.zone)
    gone = tuple(mark for mark in state.marks if mark.night and mark.night < tonight)
    kept = tuple(mark for mark in state.marks if mark not in gone)
    records = tuple(WriteSoldOut(mark.drink, None, now.wall, Who.CLOCK) for mark in gone)
    return _with(state, kept), ((Write(records),) if records else ())


def _limits(state: Hatch) -> dict[str, int]:
    """How many of each drink that has a mark may still be ordered."""
    return dict.fromkeys(state.sold_out, 0) | {mark.drink: mark.left for mark in state.marks}


def _mark(state: Hatch, request: SellOut, now: Moment) -> Mark | None:
    night = night_of(now.wall, state.house.zone) if request.tonight else ""
    if request.out:
        return Mark(request.drink, 0, night)
    if not request.left:
        return None
    since = () if request.after is None else _since(state, request.after)
    ordered = sum(line.quantity for order in since for line in order.lines if line.drink == request.drink)
    return Mark(request.drink, max(0, request.left - ordered), night, counted=True)


def _since(state: Hatch, number: int) -> tuple[Order, ...]:
    return tuple(order for order in state.orders if order.number > number and _used(order))


def _marked(state: Hatch, drink: str, mark: Mark | None, who: str, now: Moment) -> Turn:
    others = tuple(other for other in state.marks if other.drink != drink)
    marks = others if mark is None else (*others, mark)
    return armed(_with(state, marks), now), (Write((WriteSoldOut(drink, mark, now.wall, who),)),)


def _counted(state: Hatch, order: Order, sign: int, who: str, now: Moment) -> Turn:
    marks, records = {mark.drink: mark for mark in state.marks}, []
    for line in order.lines:
        mark = marks.get(line.drink)
        if mark is not None and mark.counted:
            marks[line.drink] = replace(mark, left=max(0, mark.left + sign * line.quantity))
            records.append(WriteSoldOut(line.drink, marks[line.drink], now.wall, who))
    return _with(state, tuple(marks.values())), ((Write(tuple(records)),) if records else ())


def _used(order: Order) -> bool:
    """Whether the drinks of an order are made, or will be."""
    if order.status is Status.REFUSED:
        return order.before is Status.READY
    return order.status is not Status.CANCELLED


def _with(state: Hatch, marks: tuple[Mark, ...]) -> Hatch:
    marks = tuple(sorted(marks, key=lambda mark: mark.drink))
    return replace(state, marks=marks, sold_out=tuple(mark.drink for mark in marks if not mark.left))


def _of_another_night(state: Hatch, tonight: str) -> bool:
    return state.room is not None and night_of(state.room.since, state.house.zone) < tonight


def _next_noon(wall: datetime, zone: tzinfo) -> datetime:
    local = wall.astimezone(zone)
    day = local.date() + timedelta(days=local.hour >= NOON_H)
    return datetime.combine(day, time(NOON_H), zone).astimezone(UTC)
