"""A third client at the broker: hears everything below a topic, and says what no program of ours would."""

import threading
from collections.abc import Callable
from types import TracebackType
from typing import NamedTuple, Self, TypeVar

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

from tests.real.house import until

WITHIN_S = 10.0
T = TypeVar("T")


class Message(NamedTuple):
    """What came, and whether the broker had kept it."""

    topic: str
    payload: bytes
    retained: bool


class Stranger:
    """A paho client of its own, connected within its `with` block."""

    def __init__(self, port: int, *filters: str) -> None:
        self.heard: list[Message] = []
        self._filters, self._port = filters, port
        self._listening = threading.Event()
        self._client = Client(CallbackAPIVersion.VERSION2, protocol=MQTTProtocolVersion.MQTTv5)
        self._client.on_message = self._on_message
        self._client.on_subscribe = lambda *_: self._listening.set()

    def __enter__(self) -> Self:
        self._client.connect("127.0.0.1", self._port)
        self._client.loop_start()
        if self._filters:
            self._client.subscribe([(topic, 1) for topic in self._filters])
            assert self._listening.wait(WITHIN_S), "the broker does not answer the stranger"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def say(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Publish, and return when the broker has it."""
        self._client.publish(topic, payload, qos=1, retain=retain).wait_for_publish(WITHIN_S)

    def until(self, what: str, look: Callable[[], T]) -> T:
        """Look again and again until there is something to see; that."""
        return until(look, what, WITHIN_S)

    def on(self, topic: str) -> list[Message]:
        """What came on one topic so far."""
        return [message for message in list(self.heard) if message.topic == topic]

    def _on_message(self, _client: Client, _data: object, message: MQTTMessage) -> None:
        self.heard.append(Message(message.topic, bytes(message.payload), message.retain))
