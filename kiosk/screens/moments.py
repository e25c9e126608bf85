"""Every moment at the hatch by name, as the state that calls for it: for whoever must see all its pictures.

`kiosk check` composes them to find what does not fit, and the pictures and the tests are made of them.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from kiosk.core.basket import Basket, Item
from kiosk.core.board import Pause
from kiosk.core.calendar import Calendar
from kiosk.core.hatch_state import Hatch, House, Visit
from kiosk.core.intake_state import Intake, Stop
from kiosk.core.knock import Ear
from kiosk.core.menu import ALCOHOLIC_PERCENT
from kiosk.core.moment import Moment
from kiosk.core.night import Ban, night_of, tonight
from kiosk.core.order import Order, Status
from kiosk.core.rules import KnockRules

NOW = Moment(10_000.0, datetime(2026, 11, 20, 22, 30, tzinfo=UTC))
"""The moment of all of them: a Friday in November, half past eleven in Milan."""
REVISION = 100
STRICT_PERCENT = 21.0
MINUTE_S = 60.0


PAUSES = {
    reason: Pause(NOW.wall, NOW.wall + timedelta(minutes=59), reason)
    for reason in ("guests", "ice", "breath")
}


class Moments:
    """The moments of one house: with its drinks, its words and its law."""

    def __init__(self, house: House, calendar: Calendar) -> None:
        self.house = house
        self.slugs = tuple(drink.slug for drink in house.menu.drinks)
        self.wishing = next((drink for drink in house.menu.drinks if drink.options), house.menu.drinks[2])
        """A drink that a wish goes with, where there is one."""
        self.wishes = tuple(option.slug for option in self.wishing.options[:1])
        drinks = house.menu.drinks
        self.traced = next((drink for drink in drinks if drink.traces), drinks[1])
        """A drink that may hold traces of something, where there is one."""
        self.some = Basket((Item(self.slugs[0]), Item(self.wishing.slug, 2, self.wishes)))
        self.six = Basket(tuple(Item(slug) for slug in self.slugs[:6]))
        self.joined = " ".join(sorted((pair.word for pair in house.pairs), key=len)[-2:])
        """The longest two words, joined."""
        self.calendar = calendar
        self.asleep = Hatch(
            house,
            Ear(KnockRules()),
            revision=REVISION,
            seen=REVISION,
            reserved=10 * REVISION,
            slit_open=False,
            link_up=True,
            tonight=replace(tonight(calendar, night_of(NOW.wall, house.zone), house.zone), bans=()),
        )

    # --- what they are made of -----------------------------------------------------------------------------------
    def order(
        self, number: int, status: Status = Status.PLACED, *, age_s: float = 5.0, word: str = ""
    ) -> Order:
        """An order of two different drinks that a display has seen, with the words of its number."""
        pair, own = self.house.pairs[number % len(self.house.pairs)], self.house.languages[0]
        return Order(
            number,
            night_of(NOW.wall, self.house.zone),
            word or pair.word,
            pair.answer,
            own,
            self.some.lines(self.house.menu, own),
            status,
            NOW.wall,
            NOW.wall,
            NOW.mono - age_s,
            NOW.mono - age_s,
            revision=number,
        )

    def crowd(self, ready: int, making: int, silent: int = 0, waiting: int = 0) -> tuple[Order, ...]:
        """So many orders ready, in the making, left without an answer, and in line."""
        kinds = (
            [(Status.READY, 400.0)] * ready
            + [(Status.ACKNOWLEDGED, 200.0)] * making
            + [(Status.PLACED, 500.0)] * silent
            + [(Status.PLACED, 5.0)] * waiting
        )
        return tuple(
            self.order(number, status, age_s=age) for number, (status, age) in enumerate(kinds, start=1)
        )

    def visiting(self, language: str, **changes: object) -> Hatch:
        """A guest who came five seconds ago."""
        visit = Visit(since=NOW.mono - 5, alive=NOW.mono - 1, language=language)
        return replace(self.asleep, visit=replace(visit, **changes), orders=self.crowd(2, 3))

    def placed(
        self,
        language: str,
        status: Status = Status.PLACED,
        *,
        age_s: float = 5.0,
        seen: bool = True,
        word: str = "",
        **changes: object,
    ) -> Hatch:
        """A guest with a placed order, others before it."""
        mine = self.order(50, status, age_s=age_s, word=word)
        state = self.visiting(language, mood="placed", number=mine.number, **changes)
        return replace(state, orders=(*state.orders, mine), seen=REVISION if seen else mine.revision - 1)

    def _promised(self, language: str, minutes: int, moved_later: int = 0) -> Hatch:
        """A guest who was told how long it will be."""
        state = self.placed(language)
        *others, mine = state.orders
        mine = replace(mine, due_mono=NOW.mono + minutes * MINUTE_S, moved_later=moved_later)
        return replace(state, orders=(*others, mine))

    def sold_out(self, language: str, gone: tuple[str, ...], **changes: object) -> Hatch:
        """A guest whose choice has just sold out."""
        return replace(self.visiting(language, hint="sold_out", gone=gone, **changes), sold_out=gone)

    def cancelling(self, language: str) -> Hatch:
        """A guest who has asked once to cancel."""
        return self.placed(language, cancelling=True)

    def warned(self, language: str) -> Hatch:
        """A guest whose word will soon be left to the wall."""
        return self.placed(language, warned=NOW.mono - 3.4)

    def hours(self) -> Mapping[str, dict[str, Any]]:
        """What the hour and the law make of an evening, as the facts that the hatch holds then."""
        soon, later = NOW.wall + timedelta(minutes=25), NOW.wall + timedelta(hours=21)
        ban = Ban("", NOW.wall - timedelta(minutes=20), later, ALCOHOLIC_PERCENT, self._longest_reason())
        dry = Stop(ban, ban.since, ended=True)
        strong = replace(dry, ban=replace(ban, over_percent=STRICT_PERCENT))
        return {
            "closed": {"intake": Intake(open=False, opens=later)},
            "closed_for_good": {"intake": Intake(open=False)},
            "last_orders": {"intake": Intake(ends=soon, last=True)},
            "dry": {"intake": Intake(stops=(dry,)), "tonight": replace(self.asleep.tonight, bans=(ban,))},
            "dry_untold": {"intake": Intake(stops=(replace(dry, ban=replace(ban, reason={})),))},
            "dry_strong": {"intake": Intake(stops=(strong,))},
            "dry_soon": {"intake": Intake(stops=(replace(dry, orders_until=soon, ended=False),))},
            "clock_lost": {"intake": Intake(clock="past")},
        }

    def _longest_reason(self) -> Mapping[str, str]:
        reasons = [one.reason for one in self.calendar.cut_offs]
        return max(reasons, key=lambda reason: max(map(len, reason.values()), default=0), default={})

    # --- the moments ---------------------------------------------------------------------------------------------
    def all(self, language: str) -> Mapping[str, Hatch]:
        """Every picture that the hatch can show to a guest who reads this language."""
        return {
            **self._of_the_wall(language),
            **self._of_choosing(language),
            **self._of_checking(language),
            **self._of_an_order(language),
            **self._in_large_letters(language),
        }

    def _of_the_wall(self, language: str) -> Mapping[str, Hatch]:
        asleep, crowd = self.asleep, self.crowd
        return {
            "asleep": asleep,
            "asleep_words": replace(asleep, orders=crowd(2, 2, 0, 2)),
            "asleep_crowd": replace(asleep, orders=crowd(8, 6, 3, 7)),
            "asleep_silent": replace(asleep, orders=crowd(1, 1, 2, 1)),
            "asleep_open": replace(asleep, slit_open=True, orders=crowd(1, 2, 0, 1)),
            "asleep_unlinked": replace(asleep, link_up=False, link_since=NOW.mono - 60, orders=crowd(0, 1)),
            "asleep_paused": replace(asleep, pause=Pause(NOW.wall), orders=crowd(1, 2)),
            **{f"asleep_paused_{why}": replace(asleep, pause=pause) for why, pause in PAUSES.items()},
            "asleep_trouble": replace(asleep, trouble="store", orders=crowd(1, 2)),
            "peeping": self.visiting(language, mood="peeping", since=NOW.mono - 0.6),
            "peeping_cross": self._cross(self.visiting(language, mood="peeping", since=NOW.mono - 0.6)),
            **{
                f"asleep_{name}": replace(asleep, **facts, orders=crowd(1, 2))
                for name, facts in self.hours().items()
            },
        }

    def _of_choosing(self, language: str) -> Mapping[str, Hatch]:
        visiting, slugs, some = self.visiting, self.slugs, self.some
        menu, chosen = visiting(language), visiting(language, basket=some)
        free = self.house.menu.free
        wishing = {"mood": "drink", "drink": self.wishing.slug}
        return {
            **{f"menu_{name}": replace(chosen, **facts) for name, facts in self.hours().items()},
            "drink_banned": replace(
                visiting(language, mood="drink", drink=slugs[0], hint="ban", gone=slugs[:1]),
                **self.hours()["dry"],
            ),
            "opening": replace(visiting(language, opened=NOW.mono - 0.06), knocks=(NOW.mono - 0.06,)),
            "menu_beside": visiting(language, shelf="beside", hidden=True, basket=some),
            "menu_knocking": visiting(language, knocking=True, basket=some),
            "menu_cross": self._cross(menu),
            "languages": visiting(language, mood="languages"),
            "drink": visiting(language, mood="drink", drink=slugs[0]),
            "drink_wish": visiting(language, **wishing, wishes=self.wishes, basket=some),
            "drink_traces": visiting(language, mood="drink", drink=self.traced.slug),
            "drink_knocking": visiting(language, mood="drink", drink=slugs[4], knocking=True, basket=some),
            "drink_knocking_back": visiting(language, **wishing, knocking=True, basket=some),
            "drink_sold_out": self.sold_out(language, (self.wishing.slug,), **wishing),
            **({"drink_free": visiting(language, mood="drink", drink=free[0].slug)} if free else {}),
            "menu_empty": menu,
            "menu_some": replace(chosen, sold_out=slugs[4:5]),
            "menu_all": visiting(language, basket=Basket(tuple(Item(slug) for slug in slugs))),
            **{
                f"hint_{hint}": visiting(language, basket=some, hint=hint)
                for hint in ("full", "too_many", "not_saved", "paused", "empty", "closed")
            },
            **{
                f"hint_{hint}": visiting(language, basket=some, hint=hint, gone=slugs[:6])
                for hint in ("ban", "clock")
            },
            "hint_sold_out": self.sold_out(language, slugs[1:2], basket=some),
            "hint_all_sold_out": self.sold_out(language, slugs[:6]),
            "still_there": visiting(language, basket=some, warned=NOW.mono - 3.4),
            "paused": replace(chosen, pause=Pause(NOW.wall)),
            "paused_empty": replace(menu, pause=Pause(NOW.wall)),
            "paused_until": replace(chosen, pause=Pause(NOW.wall, NOW.wall + timedelta(minutes=59))),
            **{f"paused_{why}": replace(chosen, pause=pause) for why, pause in PAUSES.items()},
        }

    def _of_checking(self, language: str) -> Mapping[str, Hatch]:
        visiting, some, six = self.visiting, self.some, self.six
        return {
            "basket": visiting(language, mood="basket", basket=some),
            "basket_six": visiting(language, mood="basket", basket=six),
            "basket_hint": visiting(language, mood="basket", basket=six, hint="too_many"),
            "check": visiting(language, basket=some, mood="check"),
            "check_six": visiting(language, basket=six, mood="check"),
            "check_knocking": visiting(language, basket=six, mood="check", knocking=True),
            "check_hint": visiting(language, basket=six, mood="check", hint="not_saved"),
            "check_sold_out": self.sold_out(language, self.slugs[3:8], basket=some, mood="check"),
        }

    def _of_an_order(self, language: str) -> Mapping[str, Hatch]:
        placed = self.placed
        return {
            "placing": placed(language, age_s=0.06, seen=False),
            "placed_new": placed(language, seen=False),
            "placed_seen": placed(language),
            "placed_taken": placed(language, Status.ACKNOWLEDGED),
            "placed_ready": placed(language, Status.READY),
            "placed_next": replace(placed(language), orders=(self.order(50),)),
            "placed_second": replace(placed(language), orders=(self.order(49), self.order(50))),
            "placed_soon": self._promised(language, 1),
            "placed_late": self._promised(language, 25, moved_later=2),
            "placed_unseen": placed(language, age_s=20, seen=False),
            "placed_untaken": placed(language, age_s=200),
            "placed_cancelling": self.cancelling(language),
            "placed_going": self.warned(language),
            "placed_joined": placed(language, word=self.joined),
            **{
                f"placed_{status}": placed(language, status)
                for status in (Status.REFUSED, Status.CANCELLED, Status.COLLECTED, Status.UNCOLLECTED)
            },
        }

    def _in_large_letters(self, language: str) -> Mapping[str, Hatch]:
        """First pages and last."""
        facts: Mapping[str, dict[str, Any]] = {
            "menu": {},
            "menu_last": {"page": -1},
            "menu_knocking": {"knocking": True},
            "drink": {"mood": "drink", "drink": self.wishing.slug},
            "drink_knocking": {"mood": "drink", "drink": self.slugs[4], "knocking": True},
            "languages": {"mood": "languages"},
            "basket": {"mood": "basket", "basket": self.six},
            "check": {"mood": "check", "basket": self.six},
            "check_last": {"mood": "check", "basket": self.six, "page": -1},
            "still_there": {"warned": NOW.mono - 3.4},
        }
        pages = {
            f"large_{name}": self.visiting(language, large=True, **{"basket": self.some, **changes})
            for name, changes in facts.items()
        }
        return {
            **pages,
            "large_placed": self.placed(language, word=self.joined, large=True),
            "large_paused": replace(pages["large_menu"], pause=Pause(NOW.wall)),
        }

    @staticmethod
    def _cross(state: Hatch) -> Hatch:
        """The guest has hammered."""
        return replace(state, voice=replace(state.voice, scolds=True))
