"""Stand-ins with the surface of the real parts, for tests that need no outside world."""

from collections.abc import Callable
from typing import NamedTuple

from kiosk.core import events
from kiosk.shell.mqtt_news import Arrived, Disconnected, Will


class Published(NamedTuple):
    """A message that was published."""

    topic: str
    payload: bytes
    retain: bool
    qos: int


class FakeConnected(NamedTuple):
    """The fake broker welcomed this side: the real `Connected` without paho's client in it."""


class FakeLink:
    """A `kiosk.shell.mqtt.Link` in memory: what is published lands in `sent`, and tests say what happens.

    `connect`, `disconnect` and `arrive` put news in the mailbox, as the network's thread would; `handle` turns it
    into events in the loop. Joined to another one (`wired_to`), each receives what the other publishes.
    """

    def __init__(
        self,
        put: Callable[[object], None],
        decode: Callable[[str, bytes, bool], events.Event | None],
    ) -> None:
        self._put, self._decode = put, decode
        self.sent: list[Published] = []
        self.wired_to: FakeLink | None = None
        self.up = False
        self.started = False
        self.last_word: Will | None = None
        self.closed = False

    def start(self) -> None:
        """Begin; nothing happens until `connect`."""
        self.started = True

    def connect(self) -> None:
        """The broker is there."""
        self._put(FakeConnected())

    def disconnect(self, why: str = "connection lost") -> None:
        """The broker is gone."""
        self._put(Disconnected(why))

    def arrive(self, topic: str, payload: bytes, *, retained: bool = False) -> None:
        """A message comes."""
        self._put(Arrived(topic, payload, retained))

    def publish(self, topic: str, payload: bytes, *, retain: bool, qos: int) -> None:
        """Keep it in `sent`; drop it without a connection, like the real one."""
        if not self.up:
            return
        self.sent.append(Published(topic, payload, retain, qos))
        if self.wired_to is not None:
            self.wired_to.arrive(topic, payload)

    def handle(self, item: object) -> list[events.Event]:
        """Turn news into events."""
        match item:
            case FakeConnected():
                self.up = True
                return [events.LinkChanged(up=True)]
            case Disconnected(why):
                self.up = False
                return [events.LinkChanged(up=False, why=why)]
            case Arrived(topic, payload, retained):
                event = self._decode(topic, payload, retained)
                return [] if event is None else [event]
            case _:
                return []

    def close(self, last: Will | None = None) -> None:
        """Remember the last word."""
        if self.up:
            self.last_word = last
        self.up, self.closed = False, True

    def payloads(self, topic: str) -> list[bytes]:
        """What was published on one topic, first to last."""
        return [message.payload for message in self.sent if message.topic == topic]
