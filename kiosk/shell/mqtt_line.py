"""The line: the network's thread and its paho clients. It decides nothing and only fills the mailbox.

One connection is one paho client, and a new connection gets a new one: paho would send again after a reconnect
what it still holds, and a board that is old by then could become the retained one.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable

import msgspec
from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode, MQTTProtocolVersion
from paho.mqtt.reasoncodes import ReasonCode

from kiosk.shell.mqtt_news import Address, Arrived, Connected, Disconnected, Heard, Receipt, Stopped, Will

RETRY_S = (0.25, 2.0)
"""From the first attempt after a loss to the slowest: paho's own up to 120 s would leave a bar blind."""
STEADY_S = 15.0
"""A connection that held so long was a good one, and old complaints may be repeated after it."""
SHORT_LIVES = 3
"""So many connections in a row that were welcomed and did not become steady are no accident: two programs have one
name, and the broker lets the last one in. Mosquitto 2.0.11 gives no reason (measured)."""
APART_S = 8.0
"""How long to stay away then: twins who come back at once make both screens flicker. Less than STEADY_S, because each
holds for as long as the other stays away."""
DIAL_S = 3.0
"""How long the broker's machine may take to accept."""
CLOSE_S = 0.2
"""How long closing waits for the thread when the broker does not answer."""
# Reason codes: MQTT 5.0, section 2.4.
UNSPECIFIED = 128
UNSUPPORTED_PROTOCOL = 132
NOT_TRUSTED = "its certificate is not accepted"
LOOK_S = 1.0
"""Between two looks at the keepalive while nothing happens."""
SILENT_S = 90.0
"""A thread that has been in one call for longer than this hangs: a name that nobody resolves takes half a minute."""
WAITING_AT_MOST = 200
"""Messages that may wait for a broker that takes none; it is given up after two keepalives anyway."""


class Line:
    """A thread that dials, listens until the connection ends, waits a little, and dials again, until closed."""

    def __init__(self, address: Address, will: Will | None, put: Callable[[Heard], None]) -> None:
        self._address, self._will, self._put = address, will, put
        self._closing = threading.Event()
        self._client: Client | None = None
        self._thread: threading.Thread | None = None
        self._short_lives = 0
        self._beat = 0.0

    @property
    def alive(self) -> bool:
        """Whether the thread runs, with or without a broker, and does not hang."""
        thread = self._thread
        return thread is not None and thread.is_alive() and time.monotonic() - self._beat < SILENT_S

    def start(self, *, wait_s: float) -> None:
        """Begin with the first attempt after so many seconds."""
        self._beat = time.monotonic()
        self._thread = threading.Thread(target=self._run, args=(wait_s,), name="mqtt", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Send what is waiting, take leave of the broker, end the thread; or leave it behind when the broker hangs."""
        self._closing.set()
        if self._client is not None:
            self._client.disconnect()
        if self._thread is not None:
            self._thread.join(CLOSE_S)

    def _run(self, wait_s: float) -> None:
        try:
            while not self._closing.wait(wait_s):
                self._beat = time.monotonic()
                ended = self._once()
                self._count(ended)
                self._put(msgspec.structs.replace(ended, short_lives=self._short_lives))
                wait_s = self._next_wait_s(ended, wait_s)
        finally:
            # An exception goes on to threading.excepthook and so to the journal; the main thread starts a new one.
            if not self._closing.is_set():
                self._put(Stopped())

    def _count(self, ended: Disconnected) -> None:
        """Count the short lives in a row. A broker that was out of reach between two of them explains them."""
        if 0 < ended.held_s < STEADY_S:
            self._short_lives += 1
        elif ended.held_s or not ended.code:
            self._short_lives = 0

    def _next_wait_s(self, ended: Disconnected, waited_s: float) -> float:
        if self._short_lives > SHORT_LIVES:  # once more at first, so that the twin learns it too
            return APART_S
        if ended.held_s:
            return RETRY_S[0]
        return min(max(waited_s * 2, RETRY_S[0]), RETRY_S[1])

    def _once(self) -> Disconnected:
        """One attempt, and the connection that comes of it, to its end."""
        ears = _Ears(self._put)
        try:
            five = self._address.protocol == "5" or (self._address.protocol == "auto" and self._knows_five())
            self._client = client = _client(self._address, self._will, five=five)
            ears.listen(client)
            client.reconnect()
        except (OSError, UnicodeError) as error:
            return Disconnected(in_words(error))
        if self._closing.is_set():
            client.disconnect()
        while client.loop(LOOK_S) == MQTTErrorCode.MQTT_ERR_SUCCESS:
            self._beat = time.monotonic()
        return ears.ended()

    def _knows_five(self) -> bool:
        """Ask with a CONNECT that has no will: amqtt reads a will of version 5 as its own and waits for ever.

        Asked anew for each connection (a millisecond), because it may be another broker by now. Raises OSError
        when nobody answers.
        """
        self._client = client = greeter(self._address)
        answers: list[ReasonCode] = []
        client.on_connect = lambda _client, _data, _flags, reason, _more: answers.append(reason)
        client.reconnect()
        until = time.monotonic() + DIAL_S
        while not answers and not self._closing.is_set() and time.monotonic() < until:
            if client.loop(LOOK_S) != MQTTErrorCode.MQTT_ERR_SUCCESS:
                break
        client.disconnect()
        client.loop(0)
        if not answers:
            raise OSError(
                "no answer to an MQTT 5 greeting (if the broker is an old one, set the protocol to 3.1.1)"
            )
        return bool(answers[0].value != UNSUPPORTED_PROTOCOL)


class _Ears:
    """The callbacks of one connection. They only put, and never raise: that would end the thread."""

    def __init__(self, put: Callable[[Heard], None]) -> None:
        self._put = put
        self._since: float | None = None
        self._end: ReasonCode | None = None

    def listen(self, client: Client) -> None:
        """Hang these callbacks on a client. It holds them, not they it: a client must go as soon as it is done."""
        client.on_connect = self._on_connect
        client.on_disconnect = self._on_disconnect
        client.on_message = self._on_message
        client.on_publish = self._on_publish
        client.on_subscribe = self._on_subscribe
        client.on_socket_open = _at_once
        # With this set, `publish` leaves the writing to the thread that loops; otherwise paho would write from the
        # caller's thread too, and two threads could mix their packets.
        client.on_socket_register_write = _leave_it_to_the_loop

    def ended(self) -> Disconnected:
        """How it ended, in the first reason's words: what follows a refusal is only its echo."""
        held_s = 0.0 if self._since is None else time.monotonic() - self._since
        if self._end is None:
            return Disconnected("the connection ended", held_s=held_s)
        # paho's word for a socket that broke is the code for "anything else".
        why = "connection lost" if self._end.value == UNSPECIFIED else self._end.getName()
        return Disconnected(why, self._end.value, held_s)

    def _on_connect(
        self, client: Client, _data: object, _flags: ConnectFlags, reason: ReasonCode, _more: object
    ) -> None:
        if reason.is_failure:
            self._end = reason
            return
        self._since = time.monotonic()
        self._put(Connected(client))

    def _on_disconnect(
        self, _client: Client, _data: object, _flags: DisconnectFlags, reason: ReasonCode, _more: object
    ) -> None:
        self._end = self._end or reason

    def _on_message(self, _client: Client, _data: object, message: MQTTMessage) -> None:
        try:
            topic = message.topic
        except UnicodeDecodeError:
            return  # MQTT forbids such a topic (1.5.4), and none of ours is one
        self._put(Arrived(topic, bytes(message.payload), message.retain))

    def _on_publish(
        self, _client: Client, _data: object, mid: int, reason: ReasonCode, _more: object
    ) -> None:
        self._put(Receipt(mid, reason.value, reason.getName()))

    def _on_subscribe(
        self, _client: Client, _data: object, mid: int, reasons: list[ReasonCode], _more: object
    ) -> None:
        worst = max(reasons, key=lambda reason: int(reason.value))
        self._put(Receipt(mid, worst.value, worst.getName()))


def in_words(error: OSError | UnicodeError) -> str:
    """The system's words without its number."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"{NOT_TRUSTED}: {error.verify_message}"
    return (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__


def greeter(address: Address) -> Client:
    """A client of MQTT 5 without a last will, not connected yet."""
    return _client(address, None, five=True)


def _client(address: Address, will: Will | None, *, five: bool) -> Client:
    """A client as the next attempt needs it, not connected yet."""
    client = Client(
        CallbackAPIVersion.VERSION2,
        client_id=address.client_id,
        protocol=MQTTProtocolVersion.MQTTv5 if five else MQTTProtocolVersion.MQTTv311,
        reconnect_on_failure=False,
    )
    client.max_queued_messages_set(WAITING_AT_MOST)
    client.connect_timeout = DIAL_S
    client.username_pw_set(address.username, address.password)
    if address.tls is not None:
        client.tls_set_context(address.tls.context())
    if will is not None:
        client.will_set(will.topic, will.payload, qos=1, retain=True)
    # No properties: a broker of 3.1.1 would take them for the client id and wait for the rest of it, instead of saying
    # that it knows no version 5. And no session is kept over a loss: late requests would be wrong ones.
    client.connect_async(address.host, address.port, address.keepalive_s)
    return client


def _at_once(_client: Client, _data: object, sock: object) -> None:
    """Small messages leave at once: Nagle's algorithm holds one in three back for 40 ms (measured)."""
    if not isinstance(sock, socket.socket):
        return
    try:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError:
        return  # it is gone already, and paho will notice


def _leave_it_to_the_loop(_client: Client, _data: object, _sock: object) -> None:
    """Nothing to do: the looping thread is woken by paho's own pair of sockets."""
