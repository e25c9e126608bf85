"""Reads aloud with espeak-ng, where it is installed: a process a text, ended by the next one."""

import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress

from kiosk.screens.speech import Speech

PROGRAM = "espeak-ng"
"""Debian's package of the same name. It plays by PulseAudio, PipeWire or ALSA, whichever is there."""
FULL = 100
"""Its amplitude 0 to 200; 100 is its own level, above it voices begin to clip."""
LOUDER = 1.6
END_S = 0.5
"""How long closing waits for a process that was told to end."""


def can_speak() -> bool:
    """Whether the program is installed."""
    return shutil.which(PROGRAM) is not None


class Speaker:
    """Says one thing at a time. Without the program, or when told so, it is silent."""

    def __init__(
        self, *, on: bool, volume: Callable[[], float], words_per_minute: int, note: Callable[[str], None]
    ) -> None:
        """`volume`, 0 to 1, is asked for each text; `note` gets a line for the journal when the program fails."""
        self._program = shutil.which(PROGRAM) if on else None
        self._volume, self._pace, self._note = volume, words_per_minute, note
        self._speaking: subprocess.Popen[bytes] | None = None
        self._failing = False

    def speak(self, speech: Speech | None) -> None:
        """End what is being said, and say this, if anything; returns at once."""
        self._hush()
        if speech is None or self._program is None:
            return
        try:
            self._speaking = subprocess.Popen(  # noqa: S603 - the program was looked up, the text goes in by its input
                [
                    self._program,
                    "-v",
                    speech.language,
                    "-a",
                    str(self._amplitude(speech)),
                    "-s",
                    str(self._pace),
                    "-b",
                    "1",
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            self._tell(self._speaking, speech.text)
        except OSError as error:
            self._note(f"nothing is read aloud: {error}. Reinstall {PROGRAM}")
            self._program = None

    def close(self) -> None:
        """Fall silent."""
        self._hush()

    def _amplitude(self, speech: Speech) -> int:
        return round(FULL * min(1.0, self._volume() * (LOUDER if speech.louder else 1.0)))

    def _tell(self, process: "subprocess.Popen[bytes]", text: str) -> None:
        """A sheet is a few hundred bytes, which a pipe takes whole: this does not wait. How one died is asked later."""
        if process.stdin is not None:
            with suppress(BrokenPipeError), process.stdin as into:
                into.write(text.encode())

    def _hush(self) -> None:
        process, self._speaking = self._speaking, None
        if process is None:
            return
        status = process.poll()
        if status is not None:
            self._ended(status)
            return
        process.kill()
        try:
            process.wait(END_S)
        except subprocess.TimeoutExpired:
            self._note(f"{PROGRAM} does not end (process {process.pid})")

    def _ended(self, status: int) -> None:
        """It ended by itself; badly, where it has no such voice, or no card to speak with: said when it begins to."""
        if status and not self._failing:
            self._note(
                f"nothing was read aloud: {PROGRAM} ended with {status}. Try it by hand, as the kiosk's user"
            )
        self._failing = bool(status)
