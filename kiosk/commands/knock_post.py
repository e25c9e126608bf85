"""A listening post at the wood: whatever happens there comes as letters, from pins, mock pins or a recording."""

import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from io import TextIOWrapper
from threading import Thread
from types import FrameType

from msgspec import Struct
from msgspec.structs import replace

from kiosk.commands.sensors import Sensors, sensors
from kiosk.settings import Settings
from kiosk.shell.clock import moment
from kiosk.shell.loop import BATCH, Stop
from kiosk.shell.mailbox import Mailbox
from kiosk.shell.stagehand import Prompter, Props, Told
from kiosk.wire.knock_trace import Happened, Trace

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class TypingEnded(Struct, frozen=True):
    """Nobody will type any more."""


class ReplayEnded(Struct, frozen=True):
    """The recording has been played to its end."""


class Post:
    """Mailbox and signals; sensors or a recording put into it. Whoever asks it to end is put first."""

    def __init__(self) -> None:
        self.mailbox = Mailbox()
        self.started = moment().mono
        self.typing = True
        """Whether somebody may still type."""
        self.turning = True
        """Whether nobody has asked for the end."""
        self._kept: deque[object] = deque()
        for sign in ENDING:
            signal.signal(sign, self._told_to_stop)

    def open(self, settings: Settings, closing: ExitStack, *, simulate: bool) -> Sensors:
        """Open the sensors. Raises hardware.pins.PinsUnavailable."""
        return sensors(settings, self.mailbox.put, closing, simulate=simulate)

    def replay(self, trace: Trace) -> None:
        """Play a recording in its own time, from now on."""
        Thread(target=self._play, args=(trace,), name="replay", daemon=True).start()

    def prompt(self, props: Props | None) -> None:
        """Take commands from standard input, a line each, as the stagehand does; and tell when no more will come."""
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8", errors="replace")
            lines = _until_the_end(sys.stdin, lambda: self.mailbox.put(TypingEnded()))
            Prompter(lines, self.mailbox.put, props).start()

    def letters(self, nap_s: float) -> Iterator[object]:
        """Sleep until a letter comes, and give those that are there."""
        while self._kept:
            yield self._kept.popleft()
        letter, taken = self._taken(nap_s), 0
        while letter is not None:
            yield letter
            taken += 1
            letter = self._taken(0) if taken < BATCH else None

    def rest(self, seconds: float) -> None:
        """Wait, and keep what comes meanwhile for later; whoever asks for the end ends that too."""
        until = moment().mono + seconds
        while self.turning and (left_s := until - moment().mono) > 0:
            letter = self._taken(left_s)
            if letter is not None:
                self._kept.append(letter)

    def _taken(self, nap_s: float) -> object | None:
        """The next letter; a typed `quit` is as good as any other way to ask for the end."""
        letter = self.mailbox.take(nap_s)
        if isinstance(letter, Told) and letter.line == "quit":
            letter = Stop()
        self.typing = self.typing and not isinstance(letter, TypingEnded)
        self.turning = self.turning and not isinstance(letter, Stop)
        return letter

    def _play(self, trace: Trace) -> None:
        for happened in trace.happened:
            self._wait(happened.at)
            self.mailbox.put(_shifted(happened, self.started))
        self._wait(trace.ended)
        self.mailbox.put(ReplayEnded())

    def _wait(self, at: float) -> None:
        time.sleep(max(0.0, self.started + at - moment().mono))

    def _told_to_stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.mailbox.put_first(Stop())


def _shifted(happened: Happened, by: float) -> Happened:
    return replace(happened, at=happened.at + by)


def _until_the_end(lines: Iterable[str], ended: Callable[[], None]) -> Iterator[str]:
    yield from lines
    ended()
