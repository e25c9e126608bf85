"""A pilot: plays hatch and displays against each other on a straw broker, by knocks and by touches on real scenes."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from typing import Any, Generic, TypeVar

from msgspec.structs import replace

from kiosk.core import bar, effects, events, hatch
from kiosk.core.bar_state import Bar
from kiosk.core.board import Board
from kiosk.core.hatch_state import Hatch
from kiosk.core.moment import Moment
from kiosk.core.order import Order, Status
from kiosk.core.rules import HatchRules
from kiosk.screens import bar as bar_screen
from kiosk.screens import hatch as hatch_screen
from kiosk.screens.bar_words import BarWords
from kiosk.screens.hatch_spoken import spoken
from kiosk.screens.hatch_words import HatchWords
from kiosk.screens.look import Look
from kiosk.screens.scene import Plate, Scene, Size
from kiosk.screens.speech import Speech
from kiosk.shell import loop
from kiosk.wire import messages
from kiosk.wire.reading import reader
from kiosk.wire.topics import Topics
from tests.screens.looks import LANGUAGES, METRICS, THEME, WORDINGS
from tests.stories import (
    BANCO,
    EVENING,
    HUMAN_S,
    KNOCK_GAP_S,
    MENU,
    NAVIGLI,
    SWAY,
    Clock,
    NotWritten,
    Records,
    a_bar,
    a_hatch,
    a_house,
)
from tests.wire_of_straw import End, Wire

TOPICS = Topics("house")
LOOK = Look(Size(1280, 720), THEME, METRICS, WORDINGS, LANGUAGES)

S = TypeVar("S", Hatch, Bar)


class Program(Generic[S]):
    """A core with its screen, as the loop wants them."""

    def __init__(self, core: Any, screen: Any, spoken: Callable[[S, Look, Moment], Speech | None]) -> None:
        self._spoken: Callable[[S, Look, Moment], Speech | None] = spoken
        self.step, self.deadline = core.step, core.deadline
        self.moving_until, self.changes_at = screen.moving_until, screen.changes_at
        self._screen = screen

    def scene(self, state: S, now: Moment) -> Scene:
        """What it shows."""
        scene: Scene = self._screen.scene(state, LOOK, now)
        return scene

    def spoken(self, state: S, now: Moment) -> Speech | None:
        """What is read aloud of it: of the hatch, for who asked for it."""
        return self._spoken(state, LOOK, now)

    def resized(self, size: Size) -> None:
        """The pilot's screens keep their size."""


class Running(Generic[S]):
    """One program, turned by hand."""

    def __init__(
        self, program: Program[S], state: S, clock: Clock, perform: Callable[[effects.Effect], None]
    ) -> None:
        self.letters: deque[object] = deque()
        self.did: list[effects.Effect] = []
        """All that was performed."""
        self._read = reader(TOPICS)
        self._perform = perform
        outside = loop.Outside(
            take=lambda _: self.letters.popleft() if self.letters else None,
            put=self.letters.append,
            translate=self._translate,
            touches=lambda _: (),
            perform=self._do,
            paint=lambda _: None,
        )
        self.loop: loop.Loop[S] = loop.Loop(program, outside, state, clock)
        self.deadline = program.deadline
        self.loop.show()

    @property
    def state(self) -> S:
        """What the core knows now."""
        return self.loop.state

    def text(self) -> str:
        """All that is on the screen, in one line."""
        assert self.loop.scene is not None
        return " ".join(self.loop.scene.texts())

    def find(self, text: str) -> Plate | None:
        """The piece that can be touched and is named this or shows it, if there is one."""
        assert self.loop.scene is not None
        return self.loop.scene.find(text)

    def touch(self, text: str) -> None:
        """Touch the piece that is named this or shows it."""
        plate = self.find(text)
        assert plate is not None, f"nothing to touch shows {text!r}: {self.text()}"
        assert plate.event is not None
        self.loop.step(plate.event)

    def _translate(self, letter: object) -> Iterable[events.Event]:
        if isinstance(letter, tuple):
            event = self._read(*letter)
            return () if event is None else (event,)
        return (letter,)  # type: ignore[return-value]

    def _do(self, effect: effects.Effect) -> None:
        self._perform(effect)
        self.did.append(effect)


class Pilot:
    """An evening: a hatch, a display or more, the wire between them, and a clock moved by hand."""

    def __init__(self, rules: HatchRules | None = None, *, wall: datetime = EVENING) -> None:
        self.clock = Clock(wall=wall)
        self.wire = Wire()
        self.house = a_house(rules)
        self.records = Records(self.house.rules)
        self.bars: dict[str, Running[Bar]] = {}
        self.ends: dict[str, End] = {}
        self.hatch = self._open_hatch()
        self._boots = count(1)
        self.open_bar(BANCO)

    # --- opening and closing -------------------------------------------------------------------------------------
    def _open_hatch(self) -> Running[Hatch]:
        state = a_hatch(self.house, self.records.load(self.clock()), self.clock())
        running: Running[Hatch] = Running(
            Program(hatch, hatch_screen, spoken), state, self.clock, self._hatch_does
        )
        will = messages.encode_status(online=False, since=EVENING, version="0")
        end = End(
            self.wire,
            TOPICS.hatch_listens(NAVIGLI),
            {TOPICS.status_hatch(NAVIGLI): will},
            running.letters.append,
        )
        self.ends[NAVIGLI] = end
        running.letters.append(events.SlitMoved(self.clock.mono, open=False))
        self.wire.join(end)
        return running

    def open_bar(self, display: str) -> Running[Bar]:
        """A display starts."""
        state = replace(a_bar(NAVIGLI, display=display), boot=f"b{next(self._boots)}")
        program: Program[Bar] = Program(bar, bar_screen, lambda *_: None)
        running: Running[Bar] = Running(
            program, state, self.clock, lambda effect: self._bar_does(display, effect)
        )
        will = messages.encode_status(online=False, since=EVENING, version="0")
        wills = {TOPICS.status_bar(NAVIGLI, display): will}
        self.bars[display] = running
        self.ends[display] = End(self.wire, TOPICS.bar_listens(NAVIGLI), wills, running.letters.append)
        self.wire.join(self.ends[display])
        self.settle()
        return running

    def second_bar(self) -> Running[Bar]:
        """Another display starts."""
        return self.open_bar("due")

    def close_bar(self, display: str = BANCO) -> None:
        """A display loses its power."""
        del self.bars[display]
        self.wire.drop(self.ends.pop(display))
        self.settle()

    def crash_hatch(self) -> None:
        """The hatch's process is killed; the books are all that is left."""
        self.wire.drop(self.ends.pop(NAVIGLI))
        self.settle(without_hatch=True)
        self.hatch = self._open_hatch()
        self.settle()

    def broker(self, *, down: bool, forgetting: bool = False) -> None:
        """The broker goes away, or comes back."""
        if down:
            self.wire.away(forgetting=forgetting)
        else:
            self.wire.back()
        self.settle()

    @contextmanager
    def unheard(self, display: str = BANCO) -> Iterator[None]:
        """What a display says meanwhile is lost on its way, and it cannot know."""
        end, publish = self.ends[display], self.ends[display].publish
        end.publish = lambda *_args, **_: None  # type: ignore[method-assign]
        yield
        end.publish = publish  # type: ignore[method-assign]

    # --- what is performed ---------------------------------------------------------------------------------------
    def _hatch_does(self, effect: effects.Effect) -> None:
        end = self.ends.get(NAVIGLI)
        if isinstance(effect, effects.Write):
            try:
                self.records.write(effect)
            except NotWritten as failure:
                raise loop.NotWritten(str(failure)) from failure
        elif end is not None:
            _say_for_hatch(end, effect, self.clock().wall)

    def _bar_does(self, display: str, effect: effects.Effect) -> None:
        end = self.ends.get(display)
        if end is not None:
            _say_for_bar(end, display, effect, self.clock().wall)

    # --- time ----------------------------------------------------------------------------------------------------
    def settle(self, *, without_hatch: bool = False) -> None:
        """Let every program and the wire do what there is to do now."""
        for _ in range(200):
            programs: list[Running[Any]] = [*([] if without_hatch else [self.hatch]), *self.bars.values()]
            for program in programs:
                program.loop.receive(0)
                program.loop.turn()
            if not self.wire.carry() and not any(program.letters for program in programs):
                return
        raise AssertionError("hatch and bar talk without end")

    def wait(self, seconds: float) -> None:
        """Let time pass, and stop at each moment that a program announced."""
        end = self.clock.mono + seconds
        while self.clock.mono < end:
            dues = [
                self.hatch.deadline(self.hatch.state),
                *(bar.deadline(each.state) for each in self.bars.values()),
            ]
            due = min((time for time in dues if time is not None), default=end)
            assert due > self.clock.mono, "a deadline is stuck in the past"
            self.clock.mono = min(end, due)
            self.settle()

    # --- hands ---------------------------------------------------------------------------------------------------
    def knock(self, times: int = 2) -> None:
        """Knuckles on the wood."""
        for turn in range(times):
            at = self.clock.mono
            self.hatch.letters.extend(
                [events.KnockEdge(at, active=True), events.KnockEdge(at + 0.002, active=False)]
            )
            self.settle()
            self.wait(KNOCK_GAP_S * SWAY[turn % len(SWAY)])

    def slit(self, *, is_open: bool) -> None:
        """The bartender's hand on the slit."""
        self.hatch.letters.append(events.SlitMoved(self.clock.mono, open=is_open))
        self.wait(1)

    def touch_hatch(self, *texts: str) -> None:
        """A guest's finger, on one thing after the other."""
        for text in texts:
            self.wait(HUMAN_S)
            self.hatch.touch(text)
            self.settle()

    def touch_bar(self, *texts: str, display: str = BANCO) -> None:
        """The bartender's knuckle, on one thing after the other."""
        for text in texts:
            self.wait(HUMAN_S)
            self.bars[display].touch(text)
            self.settle()

    def mark(self, drink: str, *what: str, display: str = BANCO) -> None:
        """The bartender marks a drink (by slug) in two touches; `what` is touched between them, where it is no plain mark."""
        name = drink_name(drink, LOOK.languages[0])
        way = [BAR_WORDS.drinks] if self.bars[display].find(BAR_WORDS.drinks) is not None else []
        self.touch_bar(*way, *what, name, display=display)

    # --- eyes ----------------------------------------------------------------------------------------------------
    def hatch_sees(self, text: str) -> bool:
        """Whether this is on the guest's screen."""
        return text.casefold() in self.hatch.text().casefold()

    def he_says(self, lines: Iterable[str]) -> bool:
        """Whether Mr. V says one of these lines to the guest."""
        return any(map(self.hatch_sees, lines))

    def wall_says(self, sentence: Callable[[HatchWords], str]) -> bool:
        """Whether the sleeping wall says this, in whichever language it speaks now."""
        assert self.hatch.state.visit is None
        return any(self.hatch_sees(sentence(guest_words(language))) for language in LOOK.languages)

    def bar_sees(self, text: str, display: str = BANCO) -> bool:
        """Whether this is on the bartender's screen."""
        return text.casefold() in self.bars[display].text().casefold()

    def order(self, number: int) -> Order:
        """An order as it is written."""
        return self.records.orders[number]

    def board(self, display: str = BANCO) -> Board:
        """The board as a display has it."""
        (side,) = self.bars[display].state.sides
        assert side.board is not None
        return side.board

    def statuses(self, display: str = BANCO) -> dict[int, Status]:
        """The open orders as a display knows them."""
        return {order.number: order.status for order in self.board(display).open}

    # --- whole ways ----------------------------------------------------------------------------------------------
    def guest_orders(self, *drinks: str, language: str = "it", leave: bool = True) -> Order:
        """A guest knocks, orders these (by slug), reads the word, and goes."""
        words = guest_words(language)
        self.knock()
        if language != LOOK.languages[0]:
            self.wait(HUMAN_S)
            self.touch_hatch(guest_words(LOOK.languages[0]).language, WORDINGS[language].name)
        self.take(*drinks, language=language)
        self.touch_hatch(words.check, words.order)
        if leave:
            self.touch_hatch(words.done)
        return self.order(max(self.records.orders))

    def take(self, *drinks: str, language: str = "it") -> None:
        """A guest at the menu looks at each of these (by slug), and takes one."""
        words = guest_words(language)
        for drink in drinks:
            self.touch_hatch(drink_name(drink, language))
            self.touch_hatch(words.another if self.hatch_sees(words.another) else words.take)

    def bring_to(self, order: Order, *goals: Status) -> None:
        """The bartender touches this order's ticket, once for each step."""
        button = {
            Status.ACKNOWLEDGED: BAR_WORDS.acknowledge,
            Status.READY: BAR_WORDS.ready,
            Status.COLLECTED: BAR_WORDS.hand_over,
        }
        for goal in goals:
            self.touch_bar(f"{button[goal]} {order.word}")


BAR_WORDS: BarWords = WORDINGS[LOOK.languages[0]].bar


def guest_words(language: str) -> HatchWords:
    """The guest's sentences in a language."""
    return WORDINGS[language].hatch


def drink_name(slug: str, language: str) -> str:
    """What the menu calls a drink."""
    drink = MENU.drink(slug)
    assert drink is not None
    return drink.names[language]


def _say_for_hatch(end: End, effect: effects.Effect, wall: datetime) -> None:
    match effect:
        case effects.ShowBoard(board=board):
            end.publish(TOPICS.board(NAVIGLI), messages.encode_board(board), retain=True)
        case effects.ShowMenu(menu=menu):
            end.publish(TOPICS.menu(NAVIGLI), messages.encode_menu(menu), retain=True)
        case effects.ShowStatus():
            status = messages.encode_status(online=True, since=wall, version="0")
            end.publish(TOPICS.status_hatch(NAVIGLI), status, retain=True)
        case effects.Answer(response=response):
            end.publish(TOPICS.response(NAVIGLI), messages.encode_response(response), retain=False)
        case effects.TellKnock(count=knocks, rhythm=rhythm, secret=secret, woke=woke):
            knock = messages.encode_knock(knocks, rhythm, secret=secret, woke=woke)
            end.publish(TOPICS.knock(NAVIGLI), knock, retain=False)
        case _:
            return


def _say_for_bar(end: End, display: str, effect: effects.Effect, wall: datetime) -> None:
    match effect:
        case effects.Ask(hatch=name, id=id_, request=request):
            end.publish(TOPICS.request(name), messages.encode_request(id_, display, request), retain=False)
        case effects.TellSeen(hatch=name, books=books, revision=revision):
            end.publish(TOPICS.seen(name), messages.encode_seen(display, books, revision), retain=False)
        case effects.ShowStatus():
            status = messages.encode_status(online=True, since=wall, version="0")
            end.publish(TOPICS.status_bar(NAVIGLI, display), status, retain=True)
        case _:
            return
