"""The stage that both programs stand on: mailbox, screen, signals, and the stagehand where the sensors are simulated."""

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from io import TextIOWrapper
from types import FrameType
from typing import TypeVar

from kiosk import paths
from kiosk.core import events
from kiosk.core.effects import Effect
from kiosk.paint.brush import Brush
from kiosk.paint.canvas import Canvas
from kiosk.paint.display import ICON_PX, UNSEEN, Window, session_ended
from kiosk.paint.gestures import Key, Pressed, Quit, Resized, Touches
from kiosk.paint.ink import Ink
from kiosk.paint.memory import give_back
from kiosk.paint.pictures import NoDrawing, Pictures
from kiosk.screens.look import DRAWINGS, SPARE_DRAWING, Look
from kiosk.screens.scene import Scene
from kiosk.screens.speech import Speech
from kiosk.settings import Settings
from kiosk.settings.house import Screen
from kiosk.shell import loop
from kiosk.shell.clock import MACHINE, Clock
from kiosk.shell.mailbox import Mailbox
from kiosk.shell.speech import can_speak
from kiosk.shell.stagehand import Prompter, Props, Stagehand

S = TypeVar("S")

ICON = "number43"
KNOCK_KEY, SLIT_KEY = "k", "s"
"""On a desk without wood these keys stand for the sensors."""

HANDOVER_S = 0.0005
"""How long a thread with work waits for one that computes. Python's own 5 ms hold a board back while its hatch paints."""


class Stage:
    """Mailbox, screen and signals, open. Close it last."""

    def __init__(
        self, settings: Settings, screen: Screen, name: str, clock: Clock = MACHINE, *, simulate: bool
    ) -> None:
        """Open the screen. Raises NoDisplay, NoFont, NoDrawing."""
        sys.setswitchinterval(HANDOVER_S)
        give_back()
        self.mailbox, self.clock = Mailbox(), clock
        # Before SDL starts: it would take SIGTERM for itself and make a QUIT of it.
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, self._told_to_stop)
        if screen.driver:
            os.environ["SDL_VIDEODRIVER"] = screen.driver
        ink = Ink(paths.assets() / "fonts")
        pictures = _pictures()
        window = _window(settings, screen, name, simulate=simulate)
        brush = Brush(ink, pictures, settings.theme)
        self.canvas = Canvas(window, brush, pictures.picture(ICON, ICON_PX, ICON_PX))
        self.look = Look(
            size=self.canvas.size,
            theme=settings.theme,
            metrics=ink.metrics(),
            wordings=settings.wordings,
            languages=settings.languages,
            inches=screen.inches,
            speaks=settings.speech.on and can_speak(),
            strip=simulate and screen.driver not in UNSEEN,
        )
        self.first_painted_at = 0.0
        """When the first picture was finished (monotonic seconds)."""
        self.keys: dict[str, Callable[[], None]] = {}
        """What a key does on a desk; in the real kiosk no key does anything."""
        self._touches = Touches()
        self._closes = simulate or screen.frame
        """Whether closing the window ends the program, as on a desk: in a kiosk that would be somebody's Alt+F4."""

    def show_first(self, scene: Scene) -> None:
        """Show a picture before anything that is slow to load."""
        self.canvas.paint(scene)
        self.first_painted_at = self.clock().mono

    def touches(self, scene: Scene) -> Iterator[loop.Touch]:
        """What fingers did to this scene, and on a desk keys."""
        for touch in self._touches.drain(scene, self.clock().mono):
            if isinstance(touch, Quit):
                if self._closes or session_ended():
                    yield loop.Stop()
            elif isinstance(touch, Resized):
                yield loop.Resized(self.canvas.renew())
            elif isinstance(touch, Pressed):
                yield loop.Pressed(touch.event)
            elif isinstance(touch, Key):
                self.keys.get(touch.name, _nothing)()
            else:
                yield touch

    def outside(
        self,
        translate: Callable[[object], Iterable[events.Event]],
        perform: Callable[[Effect], None],
        speak: Callable[[Speech | None], None] = lambda _: None,
    ) -> loop.Outside:
        """The world as the loop meets it, with this program's own hands."""
        return loop.Outside(
            take=self.mailbox.take,
            put=self.mailbox.put,
            translate=translate,
            touches=self.touches,
            perform=perform,
            paint=self.canvas.paint,
            speak=speak,
        )

    def close(self) -> None:
        """Take the window away."""
        self.canvas.close()

    def _told_to_stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.mailbox.put_first(loop.Stop())


def stagehand(
    turning: loop.Loop[S],
    stage: Stage,
    facts: Callable[[loop.Loop[S]], dict[str, object]],
    props: Props | None,
) -> Stagehand[S]:
    """The stagehand of a program, listening on standard input, where there is one. Both ways the lines are UTF-8."""

    def tell(turning: loop.Loop[S]) -> dict[str, object]:
        return {**facts(turning), **_measured(turning), "first_painted_at": stage.first_painted_at}

    for stream in (sys.stdin, sys.stdout):
        # Whatever the locale says; and a line that is no text is answered like any other.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if sys.stdin is not None:
        Prompter(sys.stdin, stage.mailbox.put, props).start()
    return Stagehand(turning, tell, stage.canvas.save, _answer)


def _measured(turning: loop.Loop[S]) -> dict[str, object]:
    """When the last picture was finished, and how long after its cause the last answer (a knock's own stamp, or a step)."""
    return {"painted_at": turning.painted_at, "lag_ms": round(turning.lag_s * 1000, 3)}


def _answer(line: str) -> None:
    try:
        print(line, flush=True)
    except BrokenPipeError:
        # Nobody listens any more, and the program goes on. What is left unsaid must not be tried again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _nothing() -> None:
    """A key that stands for nothing."""


def _pictures() -> Pictures:
    """The drawings, the screens' own all there: none may be found missing in the middle of a night."""
    pictures = Pictures(paths.assets() / "drawings", SPARE_DRAWING)
    missing = ", ".join(map(str, pictures.missing(DRAWINGS)))
    if missing:
        raise NoDrawing(f"no drawing {missing}: put it back from the release")
    return pictures


def _window(settings: Settings, screen: Screen, name: str, *, simulate: bool) -> Window:
    return Window(
        title=f"{settings.house.name} · {name}",
        app_id=f"kiosk-{name}",
        size=(screen.width, screen.height),
        frame=screen.frame,
        full=screen.fullscreen,
        pointer=simulate,
        keys=simulate,
    )
