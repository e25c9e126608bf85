"""Moments at the hatch, by name: what the tests of its screen look at, in every size and language."""

import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from kiosk.core.basket import Basket, Item
from kiosk.core.board import Pause
from kiosk.core.calendar import ALWAYS_OPEN
from kiosk.core.hatch_state import Hatch, House, Visit
from kiosk.core.intake_state import Intake, Stop
from kiosk.core.knock import Ear
from kiosk.core.menu import ALCOHOLIC_PERCENT, Menu
from kiosk.core.moment import Moment
from kiosk.core.night import Ban, night_of, tonight
from kiosk.core.order import Order, Status
from kiosk.core.rules import HatchRules, KnockRules
from kiosk.core.words import Pair
from kiosk.settings import hours as hours_file
from tests.screens.looks import LANGUAGES

CONFIG = Path(__file__).parents[2] / "config"
MENU = msgspec.toml.decode(next((CONFIG / "menus").glob("*.toml")).read_bytes(), type=Menu)
PAIRS = msgspec.convert(tomllib.loads((CONFIG / "words.toml").read_text())["pair"], tuple[Pair, ...])
NOW = Moment(10_000.0, datetime(2026, 11, 20, 22, 30, tzinfo=UTC))
RULES = HatchRules()
HOUSE = House(RULES, MENU, PAIRS, LANGUAGES, ZoneInfo("Europe/Rome"), "books", ALWAYS_OPEN)
CALENDAR = hours_file.calendar(
    msgspec.toml.decode((CONFIG / "hours.toml").read_bytes(), type=hours_file.HoursFile)
)
ASLEEP = Hatch(
    HOUSE,
    Ear(KnockRules()),
    revision=100,
    seen=100,
    reserved=1000,
    slit_open=False,
    link_up=True,
    tonight=replace(tonight(CALENDAR, night_of(NOW.wall, HOUSE.zone), HOUSE.zone), bans=()),
)
LONGEST = max(CALENDAR.cut_offs, key=lambda one: max(len(reason) for reason in one.reason.values()))
A_BAN = Ban("season", NOW.wall, NOW.wall, ALCOHOLIC_PERCENT, LONGEST.reason)
"""With the longest of the packaged reasons."""
SLUGS = tuple(drink.slug for drink in MENU.drinks)
SOME = Basket((Item(SLUGS[0]), Item(SLUGS[2], 2, ("no-egg",))))
SIX = Basket(tuple(Item(slug) for slug in SLUGS[:6]))


def order(number: int, status: Status = Status.PLACED, *, age_s: float = 5.0, word: str = "") -> Order:
    """An order of two different drinks that a display has seen, with the words of its number."""
    pair = PAIRS[number % len(PAIRS)]
    return Order(
        number,
        "2026-11-20",
        word or pair.word,
        pair.answer,
        "it",
        SOME.lines(MENU, "it"),
        status,
        NOW.wall,
        NOW.wall,
        NOW.mono - age_s,
        NOW.mono - age_s,
        revision=number,
    )


def crowd(ready: int, making: int, silent: int = 0, waiting: int = 0) -> tuple[Order, ...]:
    """So many orders ready, in the making, left without an answer, and in line."""
    kinds = (
        [(Status.READY, 400.0)] * ready
        + [(Status.ACKNOWLEDGED, 200.0)] * making
        + [(Status.PLACED, 500.0)] * silent
        + [(Status.PLACED, 5.0)] * waiting
    )
    return tuple(order(number, status, age_s=age) for number, (status, age) in enumerate(kinds, start=1))


def visiting(language: str, **changes: object) -> Hatch:
    """A guest who came five seconds ago."""
    visit = Visit(since=NOW.mono - 5, alive=NOW.mono - 1, language=language)
    return replace(ASLEEP, visit=replace(visit, **changes), orders=crowd(2, 3))


def placed(
    language: str, status: Status = Status.PLACED, *, age_s: float = 5.0, seen: bool = True, word: str = ""
) -> Hatch:
    """A guest with a placed order, three others before it."""
    mine = order(50, status, age_s=age_s, word=word)
    state = visiting(language, mood="placed", number=mine.number)
    return replace(state, orders=(*state.orders, mine), seen=100 if seen else mine.revision - 1)


def sold_out(language: str, gone: tuple[str, ...], **changes: object) -> Hatch:
    """A guest whose choice has just sold out."""
    return replace(visiting(language, hint="sold_out", gone=gone, **changes), sold_out=gone)


def cancelling(language: str) -> Hatch:
    """A guest who has asked once to cancel."""
    state = placed(language)
    assert state.visit is not None
    return replace(state, visit=replace(state.visit, cancelling=True))


def warned(language: str) -> Hatch:
    """A guest whose word will soon be left to the wall."""
    state = placed(language)
    assert state.visit is not None
    return replace(state, visit=replace(state.visit, warned=NOW.mono - 3.4))


def hours() -> Mapping[str, dict[str, Any]]:
    """What the hour and the law make of an evening, as the facts that the hatch holds then."""
    soon, later = NOW.wall + timedelta(minutes=25), NOW.wall + timedelta(hours=21)
    ban = replace(A_BAN, since=NOW.wall - timedelta(minutes=20), until=later)
    dry = Stop(ban, ban.since, ended=True)
    return {
        "closed": {"intake": Intake(open=False, opens=later)},
        "closed_for_good": {"intake": Intake(open=False)},
        "last_orders": {"intake": Intake(ends=soon, last=True)},
        "dry": {"intake": Intake(stops=(dry,)), "tonight": replace(ASLEEP.tonight, bans=(ban,))},
        "dry_strong": {"intake": Intake(stops=(replace(dry, ban=replace(ban, over_percent=21)),))},
        "dry_soon": {"intake": Intake(stops=(replace(dry, orders_until=soon, ended=False),))},
        "clock_lost": {"intake": Intake(clock="past")},
    }


def large(language: str) -> Mapping[str, Hatch]:
    """The pictures in large letters, first pages and last."""
    some, six = visiting(language, basket=SOME, large=True), visiting(language, basket=SIX, large=True)
    word = placed(language, word="Astronauta Lanterna")
    assert some.visit is not None
    assert six.visit is not None
    assert word.visit is not None
    visit, full = some.visit, six.visit
    facts = {
        "menu": visit,
        "menu_last": replace(visit, page=-1),
        "menu_knocking": replace(visit, knocking=True),
        "drink": replace(visit, mood="drink", drink=SLUGS[2]),
        "drink_knocking": replace(visit, mood="drink", drink=SLUGS[4], knocking=True),
        "languages": replace(visit, mood="languages"),
        "basket": replace(full, mood="basket"),
        "check": replace(full, mood="check"),
        "check_last": replace(full, mood="check", page=-1),
        "still_there": replace(visit, warned=NOW.mono - 3.4),
    }
    pages = {f"large_{name}": replace(some, visit=shown) for name, shown in facts.items()}
    placed_large = replace(word, visit=replace(word.visit, large=True))
    return {**pages, "large_placed": placed_large, "large_paused": replace(some, pause=Pause(NOW.wall))}


def moments(language: str) -> Mapping[str, Hatch]:
    """Every picture that the hatch can show, as the state that calls for it."""
    menu, some = visiting(language), visiting(language, basket=SOME)
    visit = menu.visit
    assert visit is not None
    return {
        "asleep": ASLEEP,
        "asleep_words": replace(ASLEEP, orders=crowd(2, 2, 0, 2)),
        "asleep_crowd": replace(ASLEEP, orders=crowd(8, 6, 3, 7)),
        "asleep_silent": replace(ASLEEP, orders=crowd(1, 1, 2, 1)),
        "asleep_open": replace(ASLEEP, slit_open=True, orders=crowd(1, 2, 0, 1)),
        "asleep_unlinked": replace(ASLEEP, link_up=False, link_since=NOW.mono - 60, orders=crowd(0, 1)),
        "asleep_paused": replace(ASLEEP, pause=Pause(NOW.wall), orders=crowd(1, 2)),
        "asleep_trouble": replace(ASLEEP, trouble="store", orders=crowd(1, 2)),
        "peeping": visiting(language, mood="peeping", since=NOW.mono - 0.6),
        "knocked": replace(
            visiting(language, mood="peeping", since=NOW.mono - 0.13), knocks=(NOW.mono - 0.13,)
        ),
        "hammered": replace(
            visiting(language, mood="peeping", since=NOW.mono - 1.3),
            knocks=tuple(NOW.mono - 1.3 + at * 0.13 for at in range(9)),
        ),
        **{f"asleep_{name}": replace(ASLEEP, **facts, orders=crowd(1, 2)) for name, facts in hours().items()},
        **{f"menu_{name}": replace(some, **facts) for name, facts in hours().items()},
        "drink_banned": replace(
            visiting(language, mood="drink", drink=SLUGS[0], hint="ban", gone=SLUGS[:1]), **hours()["dry"]
        ),
        "opening": replace(menu, visit=replace(visit, opened=NOW.mono - 0.06), knocks=(NOW.mono - 0.06,)),
        "menu_beside": visiting(language, shelf="beside", hidden=True, basket=SOME),
        "menu_knocking": visiting(language, knocking=True, basket=SOME),
        "languages": visiting(language, mood="languages"),
        "drink": visiting(language, mood="drink", drink=SLUGS[0]),
        "drink_wish": visiting(language, mood="drink", drink=SLUGS[2], wishes=("no-egg",), basket=SOME),
        "drink_knocking": visiting(language, mood="drink", drink=SLUGS[4], knocking=True, basket=SOME),
        "drink_sold_out": sold_out(language, (SLUGS[2],), mood="drink", drink=SLUGS[2]),
        "drink_free": visiting(language, mood="drink", drink="lemonade"),
        "basket": visiting(language, mood="basket", basket=SOME),
        "basket_six": visiting(language, mood="basket", basket=SIX),
        "basket_hint": visiting(language, mood="basket", basket=SIX, hint="too_many"),
        "check_knocking": visiting(language, basket=SIX, mood="check", knocking=True),
        "menu_empty": menu,
        "menu_some": replace(some, sold_out=SLUGS[4:5]),
        "menu_all": visiting(language, basket=Basket(tuple(Item(slug) for slug in SLUGS))),
        **{
            f"hint_{hint}": visiting(language, basket=SOME, hint=hint)
            for hint in ("full", "too_many", "not_saved", "paused", "empty")
        },
        "hint_sold_out": sold_out(language, SLUGS[1:2], basket=SOME),
        "hint_all_sold_out": sold_out(language, SLUGS[:6]),
        "check": visiting(language, basket=SOME, mood="check"),
        "check_six": visiting(language, basket=SIX, mood="check"),
        "check_hint": visiting(language, basket=SIX, mood="check", hint="not_saved"),
        "check_sold_out": sold_out(language, SLUGS[3:8], basket=SOME, mood="check"),
        "placing": placed(language, age_s=0.06, seen=False),
        "stamping": placed(language, age_s=0.3, seen=False),
        "placed_new": placed(language, seen=False),
        "placed_seen": placed(language),
        "placed_taken": placed(language, Status.ACKNOWLEDGED),
        "placed_ready": placed(language, Status.READY),
        "placed_unseen": placed(language, age_s=20, seen=False),
        "placed_untaken": placed(language, age_s=200),
        "placed_cancelling": cancelling(language),
        "placed_going": warned(language),
        "placed_joined": placed(language, word="Astronauta Lanterna"),
        **{
            f"placed_{status}": placed(language, status)
            for status in (Status.REFUSED, Status.CANCELLED, Status.COLLECTED, Status.UNCOLLECTED)
        },
        **large(language),
        "still_there": visiting(language, basket=SOME, warned=NOW.mono - 3.4),
        "paused": replace(some, pause=Pause(NOW.wall)),
        "paused_empty": replace(menu, pause=Pause(NOW.wall)),
    }
