"""Stands in for systemd's end of sd_notify: a datagram socket that keeps what a service said, and when."""

import os
import socket
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

HEARD_AT_MOST = 4096


class Said(NamedTuple):
    """One datagram: when it came (monotonic), and its lines."""

    at: float
    lines: Mapping[str, str]


class Overseer:
    """Listens while its `with` block lasts; on a path, or on an abstract address that begins with `@`."""

    def __init__(self, address: str | Path) -> None:
        self.address = str(address)
        self.heard: list[Said] = []
        self._inlet = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._inlet.bind(self.address.replace("@", "\0", 1) if self.address.startswith("@") else self.address)

    def environment(self, watchdog_s: float | None = None, **more: str) -> dict[str, str]:
        """What a service is started with."""
        given = {**os.environ, "NOTIFY_SOCKET": self.address, **more}
        return given if watchdog_s is None else given | {"WATCHDOG_USEC": str(int(watchdog_s * 1e6))}

    def times(self, name: str, value: str | None = None) -> list[float]:
        """When a line was said."""
        return [said.at for said in self.heard if name in said.lines and value in (None, said.lines[name])]

    def last(self, name: str) -> str:
        """What was said last under this name, or nothing."""
        return next((said.lines[name] for said in reversed(self.heard) if name in said.lines), "")

    def __enter__(self) -> Self:
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._inlet.shutdown(socket.SHUT_RDWR)
        self._inlet.close()

    def _listen(self) -> None:
        while True:
            try:
                text = self._inlet.recv(HEARD_AT_MOST).decode()
            except OSError:
                return
            if not text:
                return
            lines = dict(line.partition("=")[::2] for line in text.splitlines())
            self.heard.append(Said(time.monotonic(), lines))
