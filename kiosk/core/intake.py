"""What may be ordered now: hours, last orders, alcohol by the law's calendar, and how much is promised already."""

from datetime import datetime, timedelta

from msgspec.structs import replace

from kiosk.core import clock, stock, wait
from kiosk.core.basket import Basket
from kiosk.core.effort import HAND_OVER_S
from kiosk.core.hatch_state import Hatch, Hint, Mood, Visit
from kiosk.core.intake_state import Intake, Objection, Stop
from kiosk.core.menu import ALCOHOLIC_PERCENT
from kiosk.core.moment import Moment
from kiosk.core.night import Ban, Tonight, banned
from kiosk.core.wait import Queue

PURE_PERCENT = 100.0
TINY_PERCENT = 1e-6
"""Just above a limit: what is as strong as the limit itself is not meant by it."""


def intake(state: Hatch, wait_s: float, now: Moment) -> Intake:
    """What may be ordered at this moment of tonight, by a guest who would wait so long."""
    tonight, rules = state.tonight, state.house.rules
    known = Intake(
        full=wait_s > rules.promise_cap_s or len(state.open_orders) >= rules.open_orders,
        wait_min=wait.rounded_min(wait_s),
        clock=clock.belief(now, state.opened_at),
    )
    if known.clock == "past":
        return known
    needed = _needed(state, wait_s)
    if tonight.closes is None or not tonight.is_open(now.wall) or now.wall >= tonight.closes - needed:
        return replace(known, open=False, opens=tonight.opens_next(now.wall))
    ends = tonight.closes - needed
    soon = timedelta(seconds=rules.last_orders_s)
    strongest = banned(tonight.bans, PURE_PERCENT, now.wall)
    return replace(
        known,
        closes=tonight.closes,
        ends=_whole_minute(ends),
        last=now.wall >= ends - soon,
        cut_off=strongest.since if strongest is not None else None,
        # Where the house takes no orders at all any more, a cut-off has nothing to add.
        stops=tuple(
            Stop(ban, _whole_minute(ban.since - needed), ended=now.wall >= ban.since - needed)
            for ban in _coming(tonight, now)
            if ban.since - needed - soon <= now.wall and ban.since < tonight.closes
        ),
    )


def _coming(tonight: Tonight, now: Moment) -> list[Ban]:
    """For each strength that some ban means, the one that holds or comes next; the earliest first."""
    strengths = sorted({ban.over_percent for ban in tonight.bans if ban.until > now.wall})
    found: dict[str, Ban] = {}
    for over_percent in strengths:
        ban = banned(tonight.bans, over_percent + TINY_PERCENT, now.wall)
        if ban is not None:
            found.setdefault(ban.name, ban)
    return sorted(found.values(), key=lambda ban: ban.since)


def _whole_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


# --- objections --------------------------------------------------------------------------------------------------
def refusal(state: Hatch) -> Objection:
    """Why no order at all is taken now; nothing when some is."""
    if state.pause is not None:
        return "paused"
    if not state.intake.open:
        return "closed"
    return "full" if state.intake.full else ""


def objection(
    state: Hatch, drink: str, now: Moment, basket: Basket | None = None, line: Queue | None = None
) -> Objection:
    """Why this drink cannot be had now; nothing when it can. `basket` is what it would be ordered with.

    Whoever asks for many drinks brings the line along, so that it is drawn up once.
    """
    with_it = (basket or Basket()).more(drink)
    if drink in stock.short(state, with_it):
        return "sold_out"
    if not state.intake.open:
        return "closed"
    return _forbidden(state, drink, wait.basket_s(state, with_it, now, line), now) or refusal(state)


def forbidden(state: Hatch, visit: Visit, now: Moment) -> tuple[str, ...]:
    """The drinks in a guest's basket that could only be handed over when they may no longer be."""
    wait_s = wait.basket_s(state, visit.basket, now)
    chosen = dict.fromkeys(item.drink for item in visit.basket.items)
    return tuple(drink for drink in chosen if _forbidden(state, drink, wait_s, now))


def without_forbidden(state: Hatch, now: Moment) -> Hatch:
    """What can no longer be kept leaves the basket, and the guest is told which it was; before ordering, never after."""
    visit = state.visit
    # A house that is closed takes nothing at all, and says so.
    keeps = visit is None or visit.mood == "placed" or not state.intake.open
    gone = () if visit is None or keeps else forbidden(state, visit, now)
    if visit is None or not gone:
        return state
    basket = visit.basket.without(gone)
    hint: Hint = "clock" if state.intake.clock == "past" else "ban"
    mood: Mood = "menu" if not basket.count and visit.mood in ("check", "basket") else visit.mood
    # A finger on its way to "order" meant the list as it was.
    visit = replace(visit, basket=basket, hint=hint, gone=gone, mood=mood, turned=now.mono)
    return replace(state, visit=visit)


def _forbidden(state: Hatch, slug: str, wait_s: float, now: Moment) -> Objection:
    drink = state.house.menu.drink(slug)
    if drink is None:
        return ""
    if state.intake.clock == "past":
        return "clock" if drink.abv_percent > ALCOHOLIC_PERCENT else ""
    until = orders_until(state, drink.abv_percent, wait_s, now)
    return "" if until is None or now.wall < until else "ban"


def ban_on(state: Hatch, slug: str, now: Moment) -> Ban | None:
    """The ban that a drink meets tonight: the one that holds, or the next; None when there is none."""
    drink = state.house.menu.drink(slug)
    return None if drink is None else banned(state.tonight.bans, drink.abv_percent, now.wall)


def orders_until(state: Hatch, percent: float, wait_s: float, now: Moment) -> datetime | None:
    """Until when a drink of this strength may be ordered, if its guest waits so long; None for no end in sight."""
    ban = banned(state.tonight.bans, percent, now.wall)
    return None if ban is None else ban.since - _needed(state, wait_s)


# --- when it changes by itself -----------------------------------------------------------------------------------
def turns(state: Hatch, line: Queue, wait_s: float, now: Moment) -> tuple[datetime, ...]:
    """The moments (UTC, past ones among them) at which the intake changes though nothing happens but time."""
    night, soon = state.tonight, timedelta(seconds=state.house.rules.last_orders_s)
    ends = [ban.since for ban in night.bans] + ([night.closes] if night.closes is not None else [])
    moments = [night.over, *ends, *(ban.until for ban in night.bans)]
    moments += [night.opens] if night.opens is not None else []
    needed = _needed(state, wait_s)
    moments += [moment for end in ends for moment in (end - needed, end - needed - soon)]
    if state.visit is not None and state.visit.basket.items:
        for_it = _needed(state, wait.basket_s(state, state.visit.basket, now, line))
        moments += [end - for_it for end in ends]
    return tuple(moments)


def _needed(state: Hatch, wait_s: float) -> timedelta:
    """What must be left of the time for an order with this wait: to make it, to hand it over, and a margin."""
    return timedelta(seconds=wait_s + HAND_OVER_S + state.house.rules.cut_off_margin_s)
