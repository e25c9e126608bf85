"""The player: runs another kiosk program and plays it through its stagehand, one line there, one line back."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from select import select
from threading import Lock
from typing import IO, Any, TypeVar

STOP_WITHIN_S = 5.0
POLL_S = 0.02

T = TypeVar("T")


class Astray(Exception):
    """A program did not do what it was told, or what was expected of it; the text says which and what."""


class Player:
    """A running `kiosk` program and its stagehand. Several threads may play it."""

    def __init__(
        self,
        name: str,
        arguments: list[str],
        environment: Mapping[str, str],
        log: Path,
        *,
        alone: bool = False,
        patience_s: float | None = None,
    ) -> None:
        """Start `kiosk` with these arguments; what it writes to its journal goes to the file `log`.

        One that is `alone` does not hear of a Ctrl+C at the terminal. Without an answer for `patience_s` it counts as gone.
        """
        self.name, self.log = name, log
        self._patience_s = patience_s
        self._talking = Lock()
        self.started = time.monotonic()
        with log.open("ab") as journal:
            self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-m", "kiosk", *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=journal,
                env=dict(environment),
                text=True,
                encoding="utf-8",
                bufsize=1,
                process_group=0 if alone else None,
            )

    def does(self, line: str) -> bool:
        """Say a line; whether it could be done. Raises Astray when nobody answers any more."""
        if answer := self._said(line):
            return answer.startswith("ok")
        raise Astray(
            f"{self.name}: {line!r} was not answered: it has ended, or hangs; its journal: {self._last()}"
        )

    def tell(self, line: str) -> str:
        """Say a line; what came back after `ok`. Raises Astray for an `error`, or when nobody answers any more."""
        answer = self._said(line)
        word, _, rest = answer.partition(" ")
        if word != "ok":
            how = f"was answered {answer!r}" if answer else "was not answered: it has ended, or hangs"
            raise Astray(f"{self.name}: {line!r} {how}; its journal: {self._last()}")
        return rest

    def see(self) -> list[str]:
        """Every text on its screen."""
        texts: list[str] = json.loads(self.tell("see"))
        return texts

    def state(self) -> dict[str, Any]:
        """What it says of itself."""
        facts: dict[str, Any] = json.loads(self.tell("state"))
        return facts

    def until(self, what: str, look: Callable[[], T], within_s: float = 10.0) -> T:
        """Look again and again until there is something to see; that. Raises Astray when it takes too long."""
        end = time.monotonic() + within_s
        while time.monotonic() < end:
            if found := look():
                return found
            time.sleep(POLL_S)
        raise Astray(f"{self.name}: {what} did not come within {within_s:g} s; on the screen: {self.see()}")

    def sees(self, text: str, within_s: float = 10.0) -> str:
        """Wait until a text on the screen holds this one (case does not matter); the whole text."""
        wanted = text.casefold()
        return self.until(
            repr(text), lambda: next((seen for seen in self.see() if wanted in seen.casefold()), ""), within_s
        )

    def kill(self) -> None:
        """Pull its plug."""
        self.process.kill()
        self.process.wait()
        self._close()

    def stop(self) -> int:
        """End it as systemd would, with SIGTERM; its exit status."""
        self.process.terminate()
        try:
            status = self.process.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = self.process.wait()
        self._close()
        return status

    def _said(self, line: str) -> str:
        into, out = self._pipes()
        with self._talking:
            try:
                into.write(f"{line}\n")
                into.flush()
            except BrokenPipeError:
                return ""
            # One line there, one line back: nothing is left in the buffer that select would not see.
            hangs = self._patience_s is not None and not select([out], [], [], self._patience_s)[0]
            return "" if hangs else out.readline().strip()

    def _pipes(self) -> tuple[IO[str], IO[str]]:
        if self.process.stdin is None or self.process.stdout is None:
            raise Astray(f"{self.name} has no pipes to be played through")
        return self.process.stdin, self.process.stdout

    def _close(self) -> None:
        for pipe in self._pipes():
            try:
                pipe.close()
            except BrokenPipeError:
                continue

    def _last(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return " / ".join(lines[-3:]) or "empty"
