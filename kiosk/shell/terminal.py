"""A terminal that shows a picture: taken over while it lasts, and left as it was found."""

import os
import signal
import sys
import termios
import tty
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Thread
from types import FrameType, TracebackType
from typing import Any, Self, TextIO

from msgspec import Struct

TAKE_OVER = "\x1b[?1049h\x1b[?25l\x1b[H\x1b[2J"
"""The other screen, without a cursor, empty (ECMA-48 and xterm's private modes)."""
GIVE_BACK = "\x1b[0m\x1b[?25h\x1b[?1049l"
HOME, TO_LINE_END, TO_END = "\x1b[H", "\x1b[0m\x1b[K", "\x1b[J"
FALLBACK_SIZE = (80, 24)


class KeyPressed(Struct, frozen=True):
    """A key, as the letter it types."""

    letter: str


class Redraw(Struct, frozen=True):
    """The terminal has another size, or was taken over anew."""


class Suspend(Struct, frozen=True):
    """Ctrl+Z: whoever turns shall call `Terminal.suspend`."""


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person may look at this stream, or type into it, and a picture can be drawn there."""
    return stream is not None and not stream.closed and stream.isatty() and os.environ.get("TERM") != "dumb"


class Terminal:
    """`out` while a `with` lasts: `show` draws, keys come as letters, and at the end all is as before.

    Signals are told by letters too, so that nothing is drawn or ended in the middle of something else. Use it in the
    main thread.
    """

    def __init__(self, out: TextIO, keys: TextIO | None, put: Callable[[object], None]) -> None:
        """`put` gets KeyPressed, Redraw and Suspend; without `keys` nothing is typed."""
        self.out, self._put = out, put
        self._keys = keys if is_terminal(keys) else None
        self._found: list[Any] | None = None
        self._handled: dict[int, Any] = {}

    def __enter__(self) -> Self:
        for sign in (signal.SIGWINCH, signal.SIGTSTP):
            self._handled[sign] = signal.signal(sign, self._signalled)
        self._take_over()
        if self._keys is not None:
            Thread(target=self._read, args=(self._keys.fileno(),), name="keys", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._give_back()
        for sign, handler in self._handled.items():
            signal.signal(sign, handler)

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        with suppress(OSError):
            size = os.get_terminal_size(self.out.fileno())
            if size.columns and size.lines:
                return size.columns, size.lines
        return FALLBACK_SIZE

    def show(self, rows: Sequence[str]) -> None:
        """Draw these rows from the top, over what was there; each may hold escapes, and none may be too long."""
        picture = f"{TO_LINE_END}\r\n".join(rows)
        self._write(f"{HOME}{picture}{TO_LINE_END}{TO_END}")

    def suspend(self) -> None:
        """Give the terminal back and stop, as Ctrl+Z asks; when the shell wakes us, take it over again."""
        self._give_back()
        handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, handler)
        self._take_over()
        self._put(Redraw())

    def _take_over(self) -> None:
        if self._keys is not None:
            self._found = termios.tcgetattr(self._keys.fileno())
            tty.setcbreak(self._keys.fileno(), termios.TCSANOW)
        self._write(TAKE_OVER)

    def _give_back(self) -> None:
        self._write(GIVE_BACK)
        if self._keys is not None and self._found is not None:
            # What was typed meanwhile was for us, and shall not spill into the shell. A terminal may be gone by now.
            with suppress(termios.error, ValueError, OSError):
                termios.tcsetattr(self._keys.fileno(), termios.TCSAFLUSH, self._found)

    def _write(self, text: str) -> None:
        """A terminal that is gone is no fault of ours: whoever closed it sends a SIGHUP too."""
        with suppress(OSError, ValueError):
            self.out.write(text)
            self.out.flush()

    def _read(self, keys: int) -> None:
        with suppress(OSError):
            while letter := os.read(keys, 1):
                self._put(KeyPressed(letter.decode("ascii", errors="replace").lower()))

    def _signalled(self, sign: int, _frame: FrameType | None) -> None:
        self._put(Suspend() if sign == signal.SIGTSTP else Redraw())


def can_show(out: TextIO, letters: str) -> bool:
    """Whether the stream's encoding has these letters."""
    try:
        letters.encode(out.encoding or sys.getdefaultencoding())
    except (UnicodeEncodeError, LookupError):
        return False
    return True
