"""What the moments at the hatch are made of: a house's wall, its orders, guests at their choosing."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from kiosk.core.basket import Basket, Item
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


class Made:
    """The parts of one house's moments: with its drinks, its words and its law."""

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
        self.last_second = NOW.mono - house.rules.warning_s + 0.5
        """When a guest was asked whether they are there, who has one second left to answer."""
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

    def promised(self, language: str, minutes: int, moved_later: int = 0) -> Hatch:
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
            "closed_why": {
                "intake": Intake(open=False, opens=later),
                "tonight": replace(self.asleep.tonight, reason=self._longest_closing()),
            },
            "closed_for_good": {"intake": Intake(open=False)},
            "last_orders": {"intake": Intake(ends=soon, last=True)},
            "dry": {"intake": Intake(stops=(dry,)), "tonight": replace(self.asleep.tonight, bans=(ban,))},
            "dry_untold": {"intake": Intake(stops=(replace(dry, ban=replace(ban, reason={})),))},
            "dry_strong": {"intake": Intake(stops=(strong,))},
            "dry_soon": {"intake": Intake(stops=(replace(dry, orders_until=soon, ended=False),))},
            "clock_lost": {"intake": Intake(clock="past")},
        }

    def _longest_reason(self) -> Mapping[str, str]:
        return _longest(one.reason for one in self.calendar.cut_offs)

    def _longest_closing(self) -> Mapping[str, str]:
        """The longest reason of a night with other hours."""
        return _longest(one.reason for one in self.calendar.exceptions)

    @staticmethod
    def cross(state: Hatch) -> Hatch:
        """The guest has hammered."""
        return replace(state, voice=replace(state.voice, scolds=True))


def _longest(reasons: Iterable[Mapping[str, str]]) -> Mapping[str, str]:
    return max(reasons, key=lambda reason: max(map(len, reason.values()), default=0), default={})
