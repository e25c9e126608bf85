"""The hatch inside this process, so that an edge and the picture it leads to are seen by one clock, exactly.

The real loop, core, scenes and canvas (SDL's dummy screen, 1280x720), the real sensors on gpiozero's mock pins and the
real mailbox. Books and broker are left out: before the picture of a knock or of a touched tile nothing is written or
told. A second thread plays the guest, as the pins' and the panel's own threads do.
"""

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from threading import Event

import pygame
from msgspec import Struct
from msgspec.structs import replace

from hardware.knock import LEARN_S
from kiosk.commands.hatch import NAME, Program, foresee, opened
from kiosk.commands.sensors import sensors
from kiosk.commands.stage import Stage
from kiosk.commands.wood import Wood
from kiosk.core import events
from kiosk.core.books import Books
from kiosk.core.hatch_state import Hatch
from kiosk.core.moment import Moment
from kiosk.screens.look import Look
from kiosk.screens.scene import Plate, Scene
from kiosk.settings import Settings
from kiosk.shell.clock import moment
from kiosk.shell.loop import Loop, Stop
from kiosk.shell.player import Astray
from tests.bench.desk import Desk
from tests.bench.table import Goal, Row

KNOCKS, TOUCHES = 61, 120
STILL_S = 0.8
"""Between two knocks: until then the second would be of the first one's bout."""
REST_S = 0.06
"""Between two touches."""
PHASE_S = 0.033
"""Up to so much longer, so that they meet every phase of the loop's nap."""
WITHIN_S = 2.0
FINGER_S = 0.01
AWAKE_S = LEARN_S + 0.3
"""Until then a knock sensor learns how its line rests, and tells nothing."""


class Painted(Struct, frozen=True):
    """A picture that was finished, when it was begun, and what the hatch knew then."""

    at: float
    state: Hatch
    began: float


class Watched(Program):
    """The hatch's program, which notes when it was asked for a picture, and whether that one moved."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.asked: list[tuple[float, bool]] = []
        self.began = 0.0

    def scene(self, state: Hatch, now: Moment) -> Scene:
        """What the guest sees."""
        self.began = moment().mono
        self.asked.append((self.began, self.began < self.moving_until(state)))
        return super().scene(state, now)


class Inside:
    """A hatch that turns in the main thread while a guest's thread plays with it."""

    def __init__(self, stage: Stage, settings: Settings, closing: ExitStack) -> None:
        self.stage = stage
        self.knocked_at = 0.0
        """The stamp of the last blow's first edge."""
        self._painted: list[Painted] = []
        self._news = Event()
        outside = stage.outside(lambda letter: (letter,), lambda _: None)  # type: ignore[arg-type, return-value]
        outside = replace(outside, paint=self._paint)
        self._program, state = Watched(stage.look), opened(settings, Books(), "", moment())
        self.turning = Loop(self._program, outside, state, moment)
        foresee(stage, self._program, state)
        wood = sensors(settings, self._put, closing, simulate=True).wood
        assert wood is not None
        self.wood: Wood = wood

    def play(self, guest: Callable[["Inside"], None]) -> None:
        """Turn until the guest has gone. Raises what the guest raises."""

        def played() -> None:
            time.sleep(AWAKE_S)
            try:
                guest(self)
            finally:
                self.stage.mailbox.put(Stop())

        with ThreadPoolExecutor(1) as hand:
            done = hand.submit(played)
            self.turning.run()
            done.result()

    def painted(self, since: float, wanted: Callable[[Hatch], bool]) -> float:
        """Wait for the first picture finished after a moment in a state like that; when it was finished."""
        end = time.monotonic() + WITHIN_S
        while time.monotonic() < end:
            self._news.clear()
            for picture in self._painted:
                if picture.at >= since and wanted(picture.state):
                    return picture.at
            self._news.wait(0.1)
        raise Astray("the bench's own hatch: a picture did not come")

    def still(self, turn: int, rest_s: float) -> None:
        """Let the picture come to rest, and forget what was painted."""
        time.sleep(rest_s + PHASE_S * (turn * 0.618 % 1))  # the golden ratio spreads evenly
        self._painted.clear()
        self._program.asked.clear()

    def wake(self) -> None:
        """Knock, and wait until the menu stands still."""
        self.wood.knock(2, 220)
        self.painted(0.0, lambda state: _shows(state, "menu"))
        time.sleep(1.0)

    @property
    def pictures(self) -> tuple[Painted, ...]:
        """Those that were painted since it was last still."""
        return tuple(self._painted)

    @property
    def asked(self) -> tuple[tuple[float, bool], ...]:
        """When pictures were asked for since then, and whether they moved; what looks the same is not painted again."""
        return tuple(self._program.asked)

    def touch(self, event: events.Event) -> float:
        """Put a finger on what carries this event, and lift it; when it was lifted."""
        self.put_finger(event)
        time.sleep(FINGER_S)
        return self.lift_finger(event)

    def put_finger(self, event: events.Event) -> float:
        """Put a finger on what carries this event; when."""
        return self._finger(pygame.FINGERDOWN, event)

    def lift_finger(self, event: events.Event) -> float:
        """Lift it there; when."""
        return self._finger(pygame.FINGERUP, event)

    def _finger(self, kind: int, event: events.Event) -> float:
        x, y = _place(self.turning.scene, event)
        at = time.monotonic()
        pygame.event.post(pygame.event.Event(kind, touch_id=1, finger_id=1, x=x, y=y))
        return at

    def _paint(self, scene: Scene) -> None:
        self.stage.canvas.paint(scene)
        self._painted.append(Painted(moment().mono, self.turning.state, self._program.began))
        self._news.set()

    def _put(self, letter: object) -> None:
        if isinstance(letter, events.KnockEdge) and self.turning.state.visit is None and letter.active:
            self.knocked_at = self.knocked_at or letter.at
        self.stage.mailbox.put(letter)


def knock(desk: Desk) -> Iterator[Row]:
    """From the kernel's stamp of a blow's first edge, on the sleeping wall, to the picture with eyes in it finished."""
    samples: list[float] = []

    def guest(inside: Inside) -> None:
        for turn in range(KNOCKS):
            inside.still(turn, STILL_S)
            inside.knocked_at = 0.0
            inside.wood.knock(1, 220)
            painted = inside.painted(inside.knocked_at, lambda state: state.visit is not None)
            samples.append((painted - inside.knocked_at) * 1000)
            inside.stage.mailbox.put(events.Left())
            inside.painted(painted, lambda state: state.visit is None)

    with inside(desk) as hatch:
        hatch.play(guest)
    yield Row("knock edge to painted pixels", samples[1:], goal=Goal("p95 <= 5", 5, 95))
    yield Row(
        "  the first one after the start", samples[:1], remark="in a process that has shown the wall only"
    )


def touch(desk: Desk) -> Iterator[Row]:
    """From a finger lifted off a tile, or off the way back (in SDL's queue), to the other picture finished."""
    samples: list[float] = []
    slugs = [drink.slug for drink in desk.settings.menu.drinks]

    def guest(inside: Inside) -> None:
        inside.wake()
        samples.extend(touches(inside, slugs, TOUCHES))

    with inside(desk) as hatch:
        hatch.play(guest)
    yield Row(
        "touch on a tile to painted pixels", samples, goal=Goal("p95 <= 100 on a Pi, panel included", 100, 95)
    )


def touches(inside: Inside, slugs: Sequence[str], count: int) -> list[float]:
    """So many touches by turns on a tile and on the way back; milliseconds to the picture of each."""
    samples = []
    for turn in range(count):
        inside.still(turn, REST_S)
        slug = slugs[turn // 2 % len(slugs)]
        full = turn % 2 == 0
        lifted = inside.touch(events.DrinkAsked(slug) if full else events.MenuAsked())
        painted = inside.painted(lifted, lambda state: _shows(state, "drink" if full else "menu"))  # noqa: B023 - called here only
        samples.append((painted - lifted) * 1000)
    return samples


@contextmanager
def inside(desk: Desk) -> Iterator[Inside]:
    """A hatch in this process, which gets its signals back afterwards."""
    signs = {sign: signal.getsignal(sign) for sign in (signal.SIGTERM, signal.SIGINT)}
    with ExitStack() as closing:
        stage = Stage(desk.settings, desk.settings.hatch.screen, NAME, simulate=True)
        closing.callback(stage.close)
        yield Inside(stage, desk.settings, closing)
    for sign, handler in signs.items():
        signal.signal(sign, handler)


def _shows(state: Hatch, mood: str) -> bool:
    return state.visit is not None and state.visit.mood == mood


def _place(scene: Scene | None, event: events.Event) -> tuple[float, float]:
    """Where a finger meets this event, in parts of the screen."""
    assert scene is not None
    for piece in scene.pieces:
        if isinstance(piece, Plate) and piece.event == event:
            x, y = piece.box.x + piece.box.w / 2, piece.box.y + piece.box.h / 2
            met = scene.touched(x, y)
            if met is not None and met.event == event:
                return x / scene.size.w, y / scene.size.h
    raise LookupError(f"nothing on the screen carries {event}")
