"""A side of the house for the link's tests: a mailbox, a link, and what came of it."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from kiosk.core import events
from kiosk.shell.mailbox import Mailbox
from kiosk.shell.mqtt import Address, Heard, Link, Listening, Will

WITHIN_S = 20.0
"""The longest that a test waits for something to happen; it happens in milliseconds, or seconds where said."""


class Side:
    """A link with its own mailbox, read by `until`. Decoded messages come as NotUnderstood(topic, payload)."""

    def __init__(
        self,
        port: int,
        name: str,
        *listens: str,
        will: Will | None = None,
        board: str = "",
        **address: object,
    ) -> None:
        self.mailbox = Mailbox()
        self.heard: list[Heard] = []
        self.events: list[events.Event] = []
        self.notes: list[str] = []
        fields = {"host": "127.0.0.1", "port": port, "client_id": name} | address
        self.link = Link(
            Address(**fields),  # type: ignore[arg-type]
            Listening(listens, board),
            will,
            put=self.mailbox.put,
            decode=_told,
            note=self.notes.append,
            meanwhile="orders are kept",
        )

    def __enter__(self) -> Self:
        self.link.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.link.close()

    def until(self, wanted: Callable[[], object], within_s: float = WITHIN_S) -> bool:
        """Handle news until `wanted()`, at most so long; say whether it came."""
        end = time.monotonic() + within_s
        while not wanted() and (left := end - time.monotonic()) > 0:
            item = self.mailbox.take(left)
            if isinstance(item, Heard):
                self.heard.append(item)
                self.events.extend(self.link.handle(item))
        return bool(wanted())

    def up(self) -> bool:
        """Wait until the broker welcomed this side."""
        return self.until(lambda: self.link.up)

    def down(self) -> bool:
        """Wait until the connection is known to be lost."""
        return self.until(lambda: not self.link.up)

    def got(self, topic: str, payload: bytes) -> bool:
        """Wait for a message."""
        return self.until(lambda: (topic, payload) in self.messages)

    def listening(self) -> bool:
        """Wait until the broker granted every subscription."""
        wanted = len(self.link._listening.all)
        return self.up() and self.until(lambda: sum("Granted" in str(item) for item in self.heard) >= wanted)

    @property
    def messages(self) -> list[tuple[str, bytes]]:
        """What came, as topic and payload."""
        told = [event for event in self.events if isinstance(event, events.NotUnderstood)]
        return [(event.topic, event.why.encode()) for event in told]

    @property
    def turns(self) -> list[events.LinkChanged]:
        """The link's ups and downs."""
        return [event for event in self.events if isinstance(event, events.LinkChanged)]


def _told(topic: str, payload: bytes, retained: bool) -> events.Event:
    return events.NotUnderstood(topic, payload.decode(), newer=retained)
