"""The stagehand: plays a program from standard input, one command a line, one answer a line. Its end ends nothing.

So a test, a technician or a shell script can knock, touch and look with no screen and no pins. What it does goes
through the same pins, the same scene and the same mailbox as the real thing.
"""

import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Thread
from typing import Generic, Protocol, TypeVar

from msgspec import Struct

from kiosk.screens.scene import Plate, Scene
from kiosk.shell.loop import Loop

LONGEST_WAIT_S = 3600.0
MOST_KNOCKS = 100
KNOCK_GAP_MS = 220
"""The median of a person's intervals (reference: domain 7.2)."""


class Told(Struct, frozen=True):
    """A line that the stagehand was told and that the loop must answer."""

    line: str
    done: bool = False
    """Whether the stagehand's own thread has done it already."""
    refused: str = ""
    """Why that thread could not do it, or nothing."""


class Props(Protocol):
    """What stands for the sensors; pokes mock pins, in the stagehand's own thread as a driver would."""

    def knock(self, count: int, gap_ms: float) -> None:
        """Knock so many times."""
        ...

    def slit(self, *, is_open: bool) -> None:
        """Move the slit."""
        ...

    def edges(self, moments_ms: tuple[float, ...]) -> None:
        """Any edges on the knock line, so many milliseconds after now, active first."""
        ...

    def cut(self, line: str, *, off: bool) -> None:
        """Take the chip of a line (knock or slit) away, or bring it back."""
        ...

    def foot(self) -> None:
        """Press the foot switch."""
        ...


class Refused(Exception):
    """A command that cannot be done; its text says why and what would do."""


class Prompter:
    """Reads the lines in a thread of its own: pokes the pins and waits there, and puts the rest in the mailbox."""

    def __init__(self, lines: Iterable[str], put: Callable[[object], None], props: Props | None) -> None:
        self._lines, self._put, self._props = lines, put, props

    def start(self) -> None:
        """Begin to read."""
        Thread(target=self._read, name="stagehand", daemon=True).start()

    def _read(self) -> None:
        for line in self._lines:
            self._put(self._prompted(line.strip()))

    def _prompted(self, line: str) -> Told:
        """Do what belongs to this thread; the answer, which belongs to the loop, follows what was done."""
        command, *words = line.split() or [""]
        try:
            if command == "wait":
                time.sleep(_number(words, 0, None, LONGEST_WAIT_S))
            elif command == "knock":
                count, gap_ms = _number(words, 0, 1, MOST_KNOCKS), _number(words, 1, KNOCK_GAP_MS, 10_000)
                self._need_props().knock(int(count), gap_ms)
            elif command == "slit":
                self._need_props().slit(is_open=_choice(words, "open", "closed") == "open")
            elif command == "edges":
                moments = tuple(
                    _number(words, at, None, LONGEST_WAIT_S * 1000) for at in range(max(1, len(words)))
                )
                self._need_props().edges(moments)
            elif command in {"cut", "mend"}:
                self._need_props().cut(_choice(words, "knock", "slit"), off=command == "cut")
            elif command == "foot":
                self._need_props().foot()
            else:
                return Told(line)
        except Refused as refusal:
            return Told(line, refused=str(refusal))
        return Told(line, done=True)

    def _need_props(self) -> Props:
        if self._props is None:
            raise Refused(
                "this program has no sensors: knock and slit are the hatch's, and foot wants a pin in [bar.pins]"
            )
        return self._props


S = TypeVar("S")


class Stagehand(Generic[S]):
    """Answers, in the loop's own thread."""

    def __init__(
        self,
        loop: Loop[S],
        tell: Callable[[Loop[S]], object],
        save: Callable[[Path], None],
        answer: Callable[[str], None],
    ) -> None:
        self._loop = loop
        self._tell = tell
        self._save = save
        self._answer = answer

    def told(self, told: Told) -> None:
        """Bring the picture up to date, do what was told, and answer."""
        self._loop.turn()
        try:
            self._answer(f"ok {self._do(told)}".strip())
        except (Refused, OSError, ValueError) as refusal:
            self._answer(f"error {refusal}")

    def _do(self, told: Told) -> str:
        if told.refused:
            raise Refused(told.refused)
        command, _, rest = told.line.partition(" ")
        match command:
            case _ if told.done:
                return told.line
            case "see":
                return json.dumps(self._loop.scene.texts() if self._loop.scene else (), ensure_ascii=False)
            case "state":
                return json.dumps(self._tell(self._loop), ensure_ascii=False)
            case "touch":
                return self._touch(rest.strip())
            case "swipe":
                return self._swipe(_choice(rest.split(), "on", "back"))
            case "shot":
                return self._shot(rest.strip())
            case "quit":
                self._loop.turning = False
                return "quit"
            case "":
                raise Refused(f"an empty line is no command; there are {COMMANDS}")
            case _:
                raise Refused(f"there is no command {command!r}; there are {COMMANDS}")

    def _touch(self, what: str) -> str:
        plate = self._find(what)
        if plate.event is not None:
            self._loop.step(plate.event)
            self._loop.turn()
        return f"touch {plate.name or what}"

    def _swipe(self, way: str) -> str:
        swipes = self._loop.scene.swipes if self._loop.scene else None
        event = None if swipes is None else swipes.on if way == "on" else swipes.back
        if event is None:
            raise Refused(f"nothing lies there: a swipe {way} does nothing now")
        self._loop.step(event)
        self._loop.turn()
        return f"swipe {way}"

    def _find(self, what: str) -> Plate:
        scene, words = self._loop.scene, what.split()
        if not what or scene is None:
            raise Refused("touch what? Say a text that is on the screen, or X Y in pixels")
        plate, nothing = scene.find(what), f"nothing to touch shows or is named {what!r}"
        if plate is None and len(words) == 2 and all(word.isdecimal() for word in words):  # noqa: PLR2004 - x and y
            x, y = map(int, words)
            plate, nothing = scene.touched(x, y), f"nothing to touch at {x}, {y}"
        if plate is None:
            raise Refused(f"{nothing}; what can be touched now: {_names(scene) or 'nothing by name'}")
        return plate

    def _shot(self, name: str) -> str:
        # pygame would write a file whose name ends before the NUL.
        if not name.endswith(".png") or "\0" in name:
            raise Refused("shot writes a picture: give it a file name that ends in .png")
        self._save(Path(name))
        return f"shot {name}"


COMMANDS = "knock [N] [GAP_MS], edges MS ..., slit open|closed, cut|mend knock|slit, foot, touch TEXT, touch X Y, swipe on|back, see, state, shot FILE.png, wait SECONDS, quit"


def _names(scene: Scene) -> str:
    """Each in quotes, and once."""
    plates = (piece for piece in scene.pieces if isinstance(piece, Plate) and piece.event is not None)
    return ", ".join(dict.fromkeys(repr(plate.name) for plate in plates if plate.name))


def _number(words: list[str], at: int, default: float | None, most: float) -> float:
    try:
        number = float(words[at]) if len(words) > at or default is None else default
    except (ValueError, IndexError):
        raise Refused(f"a number from 0 to {most:g} is wanted") from None
    if not 0 <= number <= most:
        raise Refused(f"{number:g} is out of range: 0 to {most:g}")
    return number


def _choice(words: list[str], *choices: str) -> str:
    if len(words) != 1 or words[0] not in choices:
        raise Refused(f"say one of {', '.join(choices)}")
    return words[0]
