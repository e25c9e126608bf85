"""The probe: a short visit to the broker, for the doctor; in the caller's own thread, with every reason code kept."""

import ssl
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import MQTTErrorCode
from paho.mqtt.reasoncodes import ReasonCode

from kiosk.shell.mqtt_line import greeter
from kiosk.shell.mqtt_news import Address, Arrived

LOOK_S = 0.02
WAIT_S = 2.0
"""So long an answer may take."""


class Refused(Exception):
    """The broker did not let this visitor in; `code` is MQTT's reason."""

    def __init__(self, name: str, code: int) -> None:
        self.code = code
        super().__init__(f"{name} ({code})")


class Visit:
    """One connection with MQTT 5, as long as its `with` block."""

    def __init__(self, address: Address) -> None:
        """Prepare. Entering raises Refused, and OSError where nobody answers."""
        self.messages: list[Arrived] = []
        self._welcome: ReasonCode | None = None
        self._receipts: dict[int, int] = {}
        self._client = greeter(address)
        self._client.on_connect = self._on_connect
        self._client.on_publish = self._on_receipt
        self._client.on_subscribe = self._on_granted
        self._client.on_message = self._on_message

    def __enter__(self) -> Self:
        self._client.reconnect()
        if not self.until(lambda: self._welcome is not None) or self._welcome is None:
            raise OSError("no answer to an MQTT 5 greeting")
        if self._welcome.is_failure:
            raise Refused(self._welcome.getName(), self._welcome.value)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.disconnect()
        self._client.loop(LOOK_S)

    def publish(self, topic: str, payload: bytes = b"") -> int | None:
        """Publish unretained with QoS 1; the broker's reason code, or None when it said nothing."""
        info = self._client.publish(topic, payload, qos=1)
        return self._receipt(info.mid)

    def certificate_ends(self) -> float | None:
        """Until when the broker's certificate holds, in seconds since 1970; None on a link in the clear."""
        line: object = self._client.socket()
        shown = line.getpeercert() if isinstance(line, ssl.SSLSocket) else None
        ends = (shown or {}).get("notAfter")
        return float(ssl.cert_time_to_seconds(ends)) if isinstance(ends, str) else None

    def subscribe(self, topic: str) -> int | None:
        """Ask for a topic; the broker's reason code. Mosquitto grants also what its ACL then never delivers."""
        _, mid = self._client.subscribe(topic, qos=1)
        return None if mid is None else self._receipt(mid)

    def until(self, wanted: Callable[[], object], within_s: float = WAIT_S) -> bool:
        """Listen until something is so, at most so long; whether it came."""
        end = time.monotonic() + within_s
        while not wanted() and time.monotonic() < end:
            if self._client.loop(LOOK_S) != MQTTErrorCode.MQTT_ERR_SUCCESS:
                break
        return bool(wanted())

    def _receipt(self, mid: int) -> int | None:
        self.until(lambda: mid in self._receipts)
        return self._receipts.get(mid)

    def _on_connect(
        self, _client: Client, _data: object, _flags: object, reason: ReasonCode, _more: object
    ) -> None:
        self._welcome = reason

    def _on_receipt(
        self, _client: Client, _data: object, mid: int, reason: ReasonCode, _more: object
    ) -> None:
        self._receipts[mid] = reason.value

    def _on_granted(
        self, _client: Client, _data: object, mid: int, reasons: list[ReasonCode], _more: object
    ) -> None:
        self._receipts[mid] = max(int(reason.value) for reason in reasons)

    def _on_message(self, _client: Client, _data: object, message: MQTTMessage) -> None:
        self.messages.append(Arrived(message.topic, bytes(message.payload), message.retain))
