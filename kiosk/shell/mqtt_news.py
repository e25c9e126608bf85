"""What the link needs to know of a broker, and what its thread puts in the mailbox."""

import ssl
from typing import Literal

from msgspec import Struct
from paho.mqtt.client import Client

Protocol = Literal["auto", "5", "3.1.1"]


class Tls(Struct, frozen=True):
    """How an encrypted link is made: PEM files, each empty where it is not needed."""

    ca_file: str = ""
    """Whom to believe that the broker is the broker; empty for the system's own authorities."""
    certificate_file: str = ""
    key_file: str = ""

    def context(self) -> ssl.SSLContext:
        """Read anew for each connection, because a certificate may be a new one by now. Raises OSError."""
        context = ssl.create_default_context(cafile=self.ca_file or None)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if self.certificate_file:
            context.load_cert_chain(self.certificate_file, self.key_file or None)
        return context


class Address(Struct, frozen=True):
    """Where the broker is and who asks."""

    host: str
    port: int
    client_id: str
    username: str | None = None
    password: str | None = None
    protocol: Protocol = "auto"
    keepalive_s: int = 5
    """A hung broker is noticed after twice that (measured)."""
    tls: Tls | None = None

    def __repr__(self) -> str:
        """Without the password: this may end in a journal."""
        return f"Address({self.client_id!r} at {self.host}:{self.port})"


class Will(Struct, frozen=True):
    """A retained message: the last will, or the last word."""

    topic: str
    payload: bytes


class Connected(Struct, frozen=True):
    """The broker welcomed this client."""

    client: Client


class Disconnected(Struct, frozen=True):
    """An attempt or a connection ended. `code` is MQTT's reason, 0 where there is none; `held_s` how long it held."""

    why: str
    code: int = 0
    held_s: float = 0.0
    short_lives: int = 0
    """So many connections in a row, this one included, were welcomed and did not become steady."""


class Arrived(Struct, frozen=True):
    """A message came."""

    topic: str
    payload: bytes
    retained: bool


class Receipt(Struct, frozen=True):
    """The broker's word on what was published (`mid`) or subscribed to: reason codes, where MQTT 5 has them."""

    mid: int
    code: int
    name: str


class Stopped(Struct, frozen=True):
    """The network's thread ended without being asked to: a fault in paho or here; its traceback is in the journal."""


Heard = Connected | Disconnected | Arrived | Receipt | Stopped
