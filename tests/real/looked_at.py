"""A command that somebody looks at: run on a pseudo-terminal, with keys, signals, and its picture as text."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
KIOSK = [sys.executable, "-m", "kiosk"]
HOME = "\x1b[H"
ENDS_WITHIN_S = 10.0


class LookedAt:
    """A command in a terminal of its own, `columns` wide and `rows` high."""

    def __init__(
        self,
        command: list[str],
        *,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
        columns: int = 100,
        rows: int = 30,
    ) -> None:
        self._master, slave = pty.openpty()
        self.resize(columns, rows)
        self.found = termios.tcgetattr(slave)
        self._slave = slave
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, "TERM": "xterm", "PYTHONIOENCODING": "utf-8", **(environment or {})},
            cwd=folder,
            preexec_fn=_leads,  # noqa: PLW1509 - nothing of ours runs a thread before this
        )
        self.text = ""
        """All that was written, escapes included."""

    def type(self, keys: str) -> None:
        """Type keys, as a person would."""
        os.write(self._master, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Make the window another size."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def picture(self) -> list[str]:
        """The rows of the last picture that was drawn whole."""
        self._read(0.02)
        pictures = self.text.split(HOME)
        return [ESCAPES.sub("", row).rstrip() for row in pictures[-1].split("\r\n")]

    def shows(self, what: str | Callable[[list[str]], object], within_s: float = 10.0) -> list[str]:
        """Wait until the picture holds a text, or is as it should be; the picture."""
        end = time.monotonic() + within_s
        while time.monotonic() < end:
            rows = self.picture()
            if what in "\n".join(rows) if isinstance(what, str) else what(rows):
                return rows
        raise AssertionError(f"{what!r} did not come; there is: {self.picture()}")

    def says(self, what: str, within_s: float = 10.0) -> None:
        """Wait until a text was written, wherever."""
        end = time.monotonic() + within_s
        while what not in ESCAPES.sub("", self.text):
            assert time.monotonic() < end, f"{what!r} did not come; there is: {self.text!r}"
            self._read(0.05)

    def signal(self, sign: signal.Signals) -> None:
        """Send it a signal."""
        self.process.send_signal(sign)

    def ended(self) -> int:
        """Wait for its end; its exit status."""
        end = time.monotonic() + ENDS_WITHIN_S
        while self.process.poll() is None:
            assert time.monotonic() < end, "it did not end"
            self._read(0.02)
        self._read(0.02)
        return self.process.returncode

    def attributes(self) -> list[Any]:
        """How the terminal is set now."""
        return termios.tcgetattr(self._slave)

    def close(self) -> None:
        """End it if it still runs, and let the terminal go."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._slave)
        os.close(self._master)

    def _read(self, wait_s: float) -> None:
        while select.select([self._master], [], [], wait_s)[0]:
            self.text += os.read(self._master, 65536).decode("utf-8", errors="replace")
            wait_s = 0


def _leads() -> None:
    """A session of its own, with this terminal: so Ctrl+C and Ctrl+Z reach it, and nobody else."""
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
