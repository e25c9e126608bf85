"""What the tests of the cores share: the house as it is configured, and a core played as the loop plays it."""

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from kiosk.core import bar, events, hatch
from kiosk.core.bar_state import Bar, Side
from kiosk.core.board import Mark, Pause, Room
from kiosk.core.books import Books
from kiosk.core.calendar import Calendar
from kiosk.core.effects import (
    Answer,
    Effect,
    Record,
    ShowBoard,
    Write,
    WriteOrder,
    WritePace,
    WritePause,
    WriteRevision,
    WriteRoom,
    WriteSoldOut,
    WriteStatus,
)
from kiosk.core.hatch_state import Hatch, House
from kiosk.core.knock import Ear
from kiosk.core.menu import Menu
from kiosk.core.moment import Moment
from kiosk.core.order import Order, Status
from kiosk.core.pace import Pace
from kiosk.core.request import Request, Response
from kiosk.core.rhythm import Rhythm
from kiosk.core.rules import BarRules, HatchRules, KnockRules
from kiosk.core.tally import Tally, counted
from kiosk.core.words import Pair
from kiosk.settings import hours
from tests.screens.looks import LANGUAGES

CONFIG = Path(__file__).parents[1] / "config"
MENU = msgspec.toml.decode(min((CONFIG / "menus").glob("*.toml")).read_bytes(), type=Menu)
PAIRS = msgspec.convert(tomllib.loads((CONFIG / "words.toml").read_text())["pair"], tuple[Pair, ...])
CALENDAR = hours.calendar(msgspec.toml.decode((CONFIG / "hours.toml").read_bytes(), type=hours.HoursFile))
RHYTHMS = msgspec.convert(tomllib.loads((CONFIG / "rhythms.toml").read_text())["rhythm"], tuple[Rhythm, ...])
ROME = ZoneInfo("Europe/Rome")
EVENING = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
"""A Friday, nine in the evening on the canal."""
NAVIGLI = "navigli"
BOOKS = "books-of-the-tests"
BANCO = "banco"
SAID_LINES = 5
"""So many lines may the bartender of the tests say."""
HUMAN_S = 0.6
"""From one touch to the next: nobody is quicker on purpose."""
KNOCK_GAP_S = 0.22
SWAY = (1.0, 1.06, 0.95, 1.02, 0.93)
"""No hand is even: each gap by the usual one, in turn."""

S = TypeVar("S")


class Clock:
    """Both clocks, moved by hand."""

    def __init__(self, mono: float = 1000.0, wall: datetime = EVENING) -> None:
        self.mono = mono
        self.sure = True
        """Whether somebody has confirmed the wall clock."""
        self._started = wall - timedelta(seconds=mono)

    def __call__(self) -> Moment:
        """This moment."""
        return Moment(self.mono, self._started + timedelta(seconds=self.mono), self.sure)

    def on(self, seconds: float) -> None:
        """Let time pass."""
        self.mono += seconds

    def show(self, wall: datetime) -> None:
        """Somebody sets the wall clock."""
        self._started = wall - timedelta(seconds=self.mono)


class NotWritten(Exception):
    """These records would not take ink."""


class Records:
    """The books in memory: what was written, as a plain dictionary would keep it; and whether they take ink."""

    def __init__(self, rules: HatchRules | None = None) -> None:
        self.rules = rules or HatchRules()
        self.orders: dict[int, Order] = {}
        self.moves: list[tuple[int, Status | None, Status, str]] = []
        self.revision = 0
        self.marks: dict[str, Mark] = {}
        self.pause: Pause | None = None
        self.room: Room | None = None
        self.pace, self.pace_night = Pace(), ""
        self.tally = Tally()
        self.broken = False
        self.writes = 0
        self.refusals = 0

    def write(self, write: Write) -> None:
        """All records of a step, or none."""
        if self.broken:
            self.refusals += 1
            raise NotWritten("the test broke the books")
        self.writes += 1
        for record in write.records:
            self._put(record)
        self.tally = counted(self.tally, write.records)

    def _put(self, record: Record) -> None:
        match record:
            case WriteOrder(order):
                assert order.number not in self.orders, f"order {order.number} was placed twice"
                self.orders[order.number] = order
                self.moves.append((order.number, None, order.status, "guest"))
            case WriteStatus(order, was, who):
                assert self.orders[order.number].status is was, f"order {order.number} did not stand at {was}"
                self.orders[order.number] = order
                self.moves.append((order.number, was, order.status, who))
            case WriteSoldOut(drink, mark):
                if mark is not None:
                    self.marks[drink] = mark
                else:
                    self.marks.pop(drink, None)
            case WritePause(pause):
                self.pause = pause
            case WriteRoom(room):
                self.room = room
            case WriteRevision(revision):
                self.revision = max(self.revision, revision)
            case WritePace(long_run, extra_s, night):
                self.pace, self.pace_night = Pace(long_run, (), extra_s), night

    def load(self, now: Moment) -> Books:
        """What a hatch that starts now is told, with ages by the wall clock, as the store does it."""
        kept_s = max(self.rules.recent_s, self.rules.word_rests_s)
        since = now.wall - timedelta(seconds=kept_s)
        orders = [order for order in self.orders.values() if order.is_open or order.changed >= since]
        return Books(
            orders=tuple(_aged(order, now) for order in sorted(orders, key=lambda order: order.number)),
            next_number=max(self.orders, default=0) + 1,
            revision=self.revision,
            marks=tuple(self.marks.values()),
            pause=self.pause,
            room=self.room,
            tally=self.tally,
            pace=self.pace,
            pace_night=self.pace_night,
        )


def _aged(order: Order, now: Moment) -> Order:
    placed_s = max(0.0, (now.wall - order.placed).total_seconds())
    changed_s = max(0.0, (now.wall - order.changed).total_seconds())
    placed = now.mono - placed_s
    due = None if order.promised_s is None else placed + order.promised_s
    return replace(order, placed_mono=placed, changed_mono=now.mono - changed_s, due_mono=due, moved_later=0)


def a_house(
    rules: HatchRules | None = None, pairs: tuple[Pair, ...] = PAIRS, calendar: Calendar = CALENDAR
) -> House:
    """The house as it is configured."""
    return House(rules or HatchRules(), MENU, pairs, LANGUAGES, ROME, BOOKS, calendar, said_lines=SAID_LINES)


def a_hatch(house: House | None = None, books: Books | None = None, now: Moment | None = None) -> Hatch:
    """A hatch that has just opened its books."""
    return hatch.opened(house or a_house(), Ear(KnockRules(), RHYTHMS), books or Books(), now or Clock()())


def a_bar(*hatches: str, display: str = BANCO) -> Bar:
    """A display that has just started."""
    return Bar(BarRules(), display, "boot", tuple(Side(hatch) for hatch in hatches or (NAVIGLI,)))


class Played(Generic[S]):
    """A core played as the loop plays it: a step whose record fails never happened, and is told so."""

    def __init__(
        self,
        step: Callable[[S, events.Event, Moment], tuple[S, tuple[Effect, ...]]],
        deadline: Callable[[S], float | None],
        state: S,
        clock: Clock,
        records: Records | None = None,
    ) -> None:
        self.state, self.clock = state, clock
        self.records = records or Records()
        self.done: list[Effect] = []
        """All that was ever performed."""
        self._step, self._deadline = step, deadline

    def do(self, *happened: events.Event) -> list[Effect]:
        """Take events; what was performed for them."""
        performed: list[Effect] = []
        for event in happened:
            performed += self._one(event)
        self.done += performed
        return performed

    def _one(self, event: events.Event) -> list[Effect]:
        state, effects = self._step(self.state, event, self.clock())
        try:
            for effect in effects:
                if isinstance(effect, Write):
                    self.records.write(effect)
        except NotWritten as failure:
            return self._one(events.WriteFailed(event, str(failure)))
        self.state = state
        return list(effects)

    def wait(self, seconds: float) -> list[Effect]:
        """Let time pass, with a Tick at each moment that the core announced."""
        performed: list[Effect] = []
        end = self.clock.mono + seconds
        while (due := self._deadline(self.state)) is not None and due <= end:
            self.clock.mono = max(self.clock.mono, due)
            performed += self.do(events.Tick())
        self.clock.mono = end
        return performed


class PlayedHatch(Played[Hatch]):
    """A hatch, with the ways of its guests."""

    def __init__(
        self, house: House | None = None, records: Records | None = None, clock: Clock | None = None
    ) -> None:
        house, clock = house or a_house(), clock or Clock()
        state = a_hatch(house, now=clock())
        super().__init__(hatch.step, hatch.deadline, state, clock, records or Records(house.rules))

    def order(self, *drinks: str) -> int:
        """A guest wakes the hatch, orders (a Negroni unless said), and leaves; the order's number."""
        self.do(events.Woken())
        self.choose(*drinks or ("negroni",))
        self.do(events.Confirmed())
        self.clock.on(1)
        self.do(events.Left())
        self.clock.on(1)
        return self.state.next_number - 1

    def choose(self, *drinks: str) -> None:
        """A guest who is here chooses, and asks for the check."""
        self.touch(*(events.Picked(drink) for drink in drinks), events.CheckAsked())
        self.clock.on(1)

    def touch(self, *touches: events.Event) -> list[Effect]:
        """A finger, on one thing after the other; what was performed for them."""
        performed: list[Effect] = []
        for touch in touches:
            self.clock.on(HUMAN_S)
            performed += self.do(touch)
        return performed

    def knock(self, times: int = 1) -> list[Effect]:
        """Knuckles on the wood, and the silence after them; what was performed for them."""
        performed: list[Effect] = []
        for turn in range(times):
            at = self.clock.mono
            edges = (events.KnockEdge(at, active=True), events.KnockEdge(at + 0.002, active=False))
            performed += [*self.do(*edges), *self.wait(KNOCK_GAP_S * SWAY[turn % len(SWAY)])]
        return [*performed, *self.wait(1.5)]

    def asked(self, request: Request, id_: str = "", display: str = BANCO) -> Response:
        """A display asks; the one answer."""
        performed = self.do(events.Requested(id_ or f"r{len(self.done)}", display, request))
        (answer,) = [effect.response for effect in performed if isinstance(effect, Answer)]
        return answer

    def status(self, number: int) -> Status:
        """Where an order stands."""
        order = self.state.order(number)
        assert order is not None
        return order.status

    def crash(self) -> None:
        """The process is killed, and opens its books again."""
        self.state = a_hatch(self.state.house, self.records.load(self.clock()), self.clock())

    @contextmanager
    def broken_books(self) -> Iterator[None]:
        """While this lasts, nothing can be written."""
        self.records.broken = True
        yield
        self.records.broken = False


class PlayedBar(Played[Bar]):
    """A bartender's display."""

    def __init__(self, *hatches: str) -> None:
        super().__init__(bar.step, bar.deadline, a_bar(*hatches), Clock())


def boards(effects: list[Effect]) -> list[ShowBoard]:
    """The boards among effects."""
    return [effect for effect in effects if isinstance(effect, ShowBoard)]
