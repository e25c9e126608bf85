"""Two ways to show a watch: lines for a file or a pipe, a picture for a terminal."""

from collections import deque
from pathlib import Path

from hardware.knock import KnockSensor
from kiosk.commands.knock_picture import COARSE, FINE, Frame, picture
from kiosk.commands.knock_say import say
from kiosk.commands.knock_seen import Seen
from kiosk.commands.knock_words import WatchWords
from kiosk.commands.sensors import Sensors
from kiosk.settings import Settings
from kiosk.shell.stagehand import Refused
from kiosk.shell.terminal import Terminal, can_show

MOVING_NAP_S, STILL_NAP_S, PLAIN_NAP_S = 0.066, 0.5, 0.03
"""Fifteen pictures a second while something is in them, two while the wood is still; lines soon after they are true."""
MOST_LINES = 500


class Plain:
    """Lines, as they come."""

    def show(self, news: list[str], _seen: Seen, _now: float) -> None:
        """Write them."""
        for line in news:
            say(line)

    def nap_s(self, seen: Seen, _now: float) -> float:
        """Short while something is undecided."""
        return PLAIN_NAP_S if seen.ear.burst is not None or seen.ear.bursts else STILL_NAP_S

    def key(self, _letter: str) -> bool:
        """Nobody sits at a file."""
        return False

    def suspend(self) -> None:
        """There is nothing to make room for."""


class Drawn:
    """A picture that is drawn anew while it moves."""

    def __init__(
        self,
        terminal: Terminal,
        words: WatchWords,
        settings: Settings,
        recording: Path | None,
        save: Path | None,
        sensors: Sensors | None,
    ) -> None:
        self._terminal, self._words, self._sensors = terminal, words, sensors
        self._wood = sensors.wood if sensors else None
        self._title = words.title.format(house=settings.house.name, line=_line(words, settings, recording))
        keys = words.keys if self._wood is None else words.keys_simulated
        self._hint = "  ·  ".join([keys, *([words.saving.format(file=save)] if save else [])])
        self._log: deque[str] = deque(maxlen=MOST_LINES)
        self._glyphs = FINE if can_show(terminal.out, FINE.density + FINE.knock) else COARSE

    def show(self, news: list[str], seen: Seen, now: float) -> None:
        """Draw everything."""
        self._log.extend(news)
        columns, rows = self._terminal.size
        frame = Frame(columns, rows, now, self._title, self._state(seen), self._hint, self._glyphs)
        self._terminal.show(picture(seen, tuple(self._log), self._words, frame))

    def nap_s(self, seen: Seen, _now: float) -> float:
        """Short while the trail moves."""
        return MOVING_NAP_S if seen.edges or seen.bouts else STILL_NAP_S

    def key(self, letter: str) -> bool:
        """Q ends; on a desk K knocks and S moves the slit."""
        try:
            if self._wood is not None and letter == "k":
                self._wood.knock_key()
            elif self._wood is not None and letter == "s":
                self._wood.slit_key()
        except Refused as refusal:
            self._log.append(str(refusal))
        return letter == "q"

    def suspend(self) -> None:
        """Make room for the shell, until it wakes us."""
        self._terminal.suspend()

    def _state(self, seen: Seen) -> str:
        """Where the line rests, how the slit stands, and whether the ear listens."""
        words = self._words
        slit = {True: words.slit_open, False: words.slit_shut, None: words.slit_unknown}[seen.slit]
        deaf = [words.deaf[seen.ear.deaf]] if seen.ear.deaf else []
        return " · ".join([*self._rest(), slit, *deaf])

    def _rest(self) -> list[str]:
        words = self._words
        sensor = self._sensors.wiring.sensor("knock") if self._sensors else None
        if not isinstance(sensor, KnockSensor):
            return []
        return [{True: words.rests_high, False: words.rests_low, None: words.learning}[sensor.rests_high]]


def _line(words: WatchWords, settings: Settings, recording: Path | None) -> str:
    """What is listened to."""
    if recording is not None:
        return words.replayed.format(file=recording.name)
    if settings.pins.kind == "mcp3008":
        return words.piezo.format(channel=settings.piezo.channel)
    return words.digital.format(pin=settings.pins.knock)
