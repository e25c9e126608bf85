"""`kiosk knock watch`: what the wood says and what the ear makes of it, as a living picture or as plain lines."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from kiosk.commands import knock_through
from kiosk.commands.knock_lines import lines
from kiosk.commands.knock_post import Post, ReplayEnded
from kiosk.commands.knock_say import say
from kiosk.commands.knock_seen import Seen, Sensed
from kiosk.commands.knock_show import Drawn, Plain
from kiosk.commands.knock_tape import Tape, played
from kiosk.commands.knock_words import KnockWords, knock_words
from kiosk.commands.sensors import Sensors
from kiosk.core.events import KnockEdge, PinBack, PinFault, SlitMoved
from kiosk.core.knock import Ear
from kiosk.settings import Settings, load
from kiosk.shell.clock import moment
from kiosk.shell.loop import Stop
from kiosk.shell.stagehand import Told
from kiosk.shell.terminal import KeyPressed, Redraw, Suspend, Terminal, is_terminal
from kiosk.wire.knock_trace import Mark, Trace

DONE, TO_BE_MENDED = 0, 2


class Wanted(Struct, frozen=True):
    """What the command line asked for."""

    config: Path | None
    simulate: bool
    recording: Path | None
    save: Path | None
    through: bool


def run(wanted: Wanted) -> int:
    """Watch until told to stop: 0; or 2 when the pin is somebody else's."""
    settings, words = load(wanted.config), knock_words()
    if wanted.through:
        return knock_through.run(settings, words.through)
    ear = Ear(settings.knock, settings.rhythms)
    trace = played(wanted.recording) if wanted.recording else None
    if trace is not None and not is_terminal(sys.stdout):
        return _told(trace, ear, words)
    with ExitStack() as closing:
        post = Post()
        tape = closing.enter_context(Tape(wanted.save, post.started)) if wanted.save else None
        sensors = None
        if trace is not None:
            post.replay(trace)
        else:
            sensors = post.open(settings, closing, simulate=wanted.simulate)
            if "knock" in sensors.wiring.busy:
                return _busy(settings, words)
        show = _show(post, settings, words, wanted, sensors, closing)
        seen = Seen(ear) if trace is None else Seen.of(ear, trace)
        Watch(post, seen, show, tape, words).turn()
        if tape is not None:
            tape.close(moment().mono)
            closing.callback(say, words.watch.saved.format(count=tape.count, file=tape.file))
    return DONE


class Show(Protocol):
    """Where it is shown."""

    def show(self, news: list[str], seen: Seen, now: float) -> None:
        """Show what is new, and everything."""
        ...

    def nap_s(self, seen: Seen, now: float) -> float:
        """How long nothing needs to be shown."""
        ...

    def key(self, letter: str) -> bool:
        """A key: True when it asks for the end."""
        ...

    def suspend(self) -> None:
        """Make room for the shell."""
        ...


class Watch:
    """Hears, shows and writes, until it is told to stop or the recording ends."""

    def __init__(self, post: Post, seen: Seen, show: Show, tape: Tape | None, words: KnockWords) -> None:
        self._post, self._seen, self._show, self._tape, self._words = post, seen, show, tape, words
        self._turning = True
        self._stands: bool | None = None

    def turn(self) -> None:
        """Turn."""
        while self._turning:
            now = moment().mono
            news: list[str] = []
            for letter in self._post.letters(self._show.nap_s(self._seen, now)):
                news += self._opened(letter)
            now = moment().mono
            news += lines(self._seen.settle(now), self._words.watch, self._post.started, now)
            self._seen.forget(now)
            self._show.show(news, self._seen, now)

    def _opened(self, letter: object) -> list[str]:
        """One letter, and the lines that it is worth."""
        now, words = moment().mono, self._words.watch
        match letter:
            case KnockEdge() | SlitMoved() | PinFault() | PinBack() | Mark():
                self._record(letter)
                return list(lines(self._seen.take(letter), words, self._post.started, now))
            case Told(line=line, done=done, refused=refused):
                return [] if done else [refused or words.unknown.format(line=line)]
            case KeyPressed(letter=typed):
                self._turning = self._turning and not self._show.key(typed)
            case Suspend():
                self._show.suspend()
            case Stop() | ReplayEnded():
                self._turning = False
            case Redraw() | _:
                pass
        return []

    def _record(self, sensed: Sensed) -> None:
        """Edges and moves; how the slit stands at the start is no move."""
        if self._tape is None or isinstance(sensed, PinFault | PinBack):
            return
        if isinstance(sensed, SlitMoved) and self._seen.slit is None:
            return
        self._tape.add(sensed)


def _show(
    post: Post,
    settings: Settings,
    words: KnockWords,
    wanted: Wanted,
    sensors: Sensors | None,
    closing: ExitStack,
) -> Show:
    """A picture where a person looks; else lines, and commands from whoever types them."""
    wood = sensors.wood if sensors else None
    if not is_terminal(sys.stdout):
        if wanted.simulate:
            post.prompt(wood)
        return Plain()
    terminal = closing.enter_context(Terminal(sys.stdout, sys.stdin, post.mailbox.put))
    if wanted.simulate and not is_terminal(sys.stdin):
        post.prompt(wood)
    return Drawn(terminal, words.watch, settings, wanted.recording, wanted.save, sensors)


def _told(trace: Trace, ear: Ear, words: KnockWords) -> int:
    """A recording where nobody looks: all that the ear says of it, at once."""
    for at, news in Seen.of(ear, trace).play(trace):
        for line in lines((news,), words.watch, 0.0, at):
            say(line)
    return DONE


def _busy(settings: Settings, words: KnockWords) -> int:
    """Somebody has the pin: most likely the hatch, and one may listen through it."""
    print(words.busy.held, file=sys.stderr)
    if is_terminal(sys.stdin) and is_terminal(sys.stdout):
        if input(words.busy.offer).strip().lower() in {"", "y", "yes"}:
            return knock_through.run(settings, words.through)
        return DONE
    print(words.busy.how, file=sys.stderr)
    return TO_BE_MENDED
