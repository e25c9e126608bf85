"""The link: this side's connection to the MQTT broker, and what its news mean.

Whatever is published without a connection is dropped, because everything is published again on every connect.
"""

from collections.abc import Callable

from msgspec import Struct
from paho.mqtt.client import Client, topic_matches_sub
from paho.mqtt.enums import MQTTErrorCode, MQTTProtocolVersion

from kiosk.core import events
from kiosk.shell.mqtt_line import RETRY_S, Line
from kiosk.shell.mqtt_news import Address, Arrived, Connected, Disconnected, Heard, Receipt, Stopped, Will
from kiosk.shell.mqtt_notes import Notes, is_twin

__all__ = ["Address", "Heard", "Link", "Listening", "Will"]

# Reason codes: MQTT 5.0, section 2.4.
NO_SUBSCRIBERS = 16
FAILURE = 128
LAST_WORD_S = 0.15
"""How long closing waits for the broker to have read the last word: on a house's network a hundred times enough."""


class Listening(Struct, frozen=True):
    """What the link listens to, and the two topics that mean something to itself."""

    listens: tuple[str, ...]
    board: str = ""
    """When the broker knows of nobody listening to this one, that is `NobodyListens`."""
    birth: str = "homeassistant/status"
    """Home Assistant says here that it was born; empty for a house without one."""
    birth_payload: bytes = b"online"

    @property
    def all(self) -> tuple[str, ...]:
        """Every filter to subscribe to."""
        return (*self.listens, self.birth) if self.birth else self.listens


class Link:
    """A connection that is made again for ever. Its own thread only fills the mailbox; `handle` decides."""

    def __init__(
        self,
        address: Address,
        listening: Listening,
        will: Will | None,
        *,
        put: Callable[[Heard], None],
        decode: Callable[[str, bytes, bool], events.Event | None],
        note: Callable[[str], None],
        meanwhile: str = "",
    ) -> None:
        """Prepare, without reaching out yet.

        `note` gets lines for the journal that say what to mend, `meanwhile` is what they say of a time without a broker.
        """
        self._address, self._listening = address, listening
        self._decode, self._note = decode, note
        self._client: Client | None = None
        self._sent: dict[int, str] = {}
        self._told: tuple[bool, str] | None = None
        self._notes = Notes(address, meanwhile, note)
        self._dropped = False
        """Whether something was dropped that must be said again once the broker takes messages."""
        self._line = Line(address, will, put)

    def start(self) -> None:
        """Begin to reach for the broker, now and for ever."""
        self._line.start(wait_s=0.0)

    @property
    def up(self) -> bool:
        """Whether the broker is there, as far as `handle` was told."""
        return self._client is not None

    @property
    def alive(self) -> bool:
        """Whether the network's thread lives, with or without a broker."""
        return self._line.alive

    def publish(self, topic: str, payload: bytes, *, retain: bool, qos: int) -> None:
        """Hand a message to the network's thread; without a connection, drop it."""
        if self._client is None:
            return
        info = self._client.publish(topic, payload, qos, retain)
        if info.rc == MQTTErrorCode.MQTT_ERR_QUEUE_SIZE:
            self._notes.once(f"the broker takes no messages: {topic} was dropped")
            self._dropped = True
        elif qos:
            self._sent[info.mid] = topic

    def handle(self, item: Heard) -> list[events.Event]:
        """Turn what the network's thread put in the mailbox into events. In the main thread."""
        match item:
            case Arrived():
                return self._arrived(item)
            case Receipt():
                return self._receipt(item)
            case Connected(client):
                return self._connected(client)
            case Disconnected():
                return self._disconnected(item)
            case Stopped():
                self._note(f"the link to {self._address.host} broke down (traceback above) and starts again")
                self._client = None
                self._line.start(wait_s=RETRY_S[1])
                return self._turned(up=False, why="the network's thread ended")

    def close(self, *last: Will) -> None:
        """Say the last words and leave, within half a second even when the broker is gone or hung."""
        client, self._client = self._client, None
        said = (
            () if client is None else [client.publish(w.topic, w.payload, qos=1, retain=True) for w in last]
        )
        # Leaving with an answer unread would reset the connection, and the broker might not read the last word.
        if said and said[-1].rc == MQTTErrorCode.MQTT_ERR_SUCCESS:
            said[-1].wait_for_publish(LAST_WORD_S)
        self._line.close()

    def _connected(self, client: Client) -> list[events.Event]:
        self._client = client
        self._notes.welcomed()
        for topic in self._listening.all:
            _, mid = client.subscribe(topic, qos=1)
            if mid is not None:
                self._sent[mid] = topic
        if self._address.protocol == "auto" and client.protocol != MQTTProtocolVersion.MQTTv5:
            self._notes.once(
                "the broker speaks no MQTT 5: in 3.1.1 nobody hears of a publish that it refuses"
            )
        return self._turned(up=True, why="")

    def _arrived(self, item: Arrived) -> list[events.Event]:
        # amqtt delivers retained messages of other people's topics unasked; those are not for us.
        if self._listening.birth and item.topic == self._listening.birth:
            born = item.payload == self._listening.birth_payload and not item.retained
            return [events.PublishAgain()] if born else []
        if not any(topic_matches_sub(listened, item.topic) for listened in self._listening.listens):
            return []
        event = self._decode(item.topic, item.payload, item.retained)
        return [] if event is None else [event]

    def _receipt(self, item: Receipt) -> list[events.Event]:
        topic = self._sent.pop(item.mid, "")
        if item.code == NO_SUBSCRIBERS and topic and topic == self._listening.board:
            return [events.NobodyListens()]
        if item.code >= FAILURE:
            self._notes.refused(topic, item.name, item.code)
        if self._dropped and not self._sent:
            self._dropped = False
            return [events.PublishAgain()]
        return []

    def _disconnected(self, item: Disconnected) -> list[events.Event]:
        self._client, self._dropped = None, False
        self._sent.clear()
        self._notes.ended(item)
        return self._turned(up=False, why=item.why, twin=is_twin(item))

    def _turned(self, *, up: bool, why: str, twin: bool = False) -> list[events.Event]:
        """The news, unless it is none: an attempt that fails like the last one is not told again."""
        if self._told == (up, why):
            return []
        self._told = (up, why)
        return [events.LinkChanged(up, why, twin)]
