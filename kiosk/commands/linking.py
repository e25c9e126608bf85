"""The link as both programs open it: who they are at the broker, and their last will."""

from collections.abc import Callable, Iterable
from datetime import datetime
from logging import Logger

from msgspec import Struct

from kiosk import __version__
from kiosk.core import events
from kiosk.settings import Settings
from kiosk.settings.house import Broker
from kiosk.shell.mqtt import Address, Heard, Link, Listening, Will
from kiosk.shell.mqtt_news import Tls
from kiosk.shell.stagehand import Told
from kiosk.wire.messages import encode_status
from kiosk.wire.reading import reader
from kiosk.wire.topics import Topics

COMPLAINTS_AT_MOST = 100
"""Of messages that cannot be read, in one run: a technician has seen enough by then, and a card is only so large."""

Decode = Callable[[str, bytes, bool], events.Event | None]


class Presence(Struct, frozen=True):
    """A side's own status, as it is told on this topic."""

    topic: str
    since: datetime

    def online(self) -> bytes:
        """The payload that says it is here."""
        return encode_status(online=True, since=self.since, version=__version__)

    def last_word(self) -> Will:
        """What is said on leaving; and by the broker, for a side that is gone without a word."""
        return Will(self.topic, encode_status(online=False, since=self.since, version=__version__))


def link_for(
    settings: Settings,
    client_id: str,
    listening: Listening,
    presence: Presence | None,
    put: Callable[[Heard], None],
    log: Logger,
    *,
    meanwhile: str = "",
    also: Callable[[Decode], Decode] = lambda decode: decode,
) -> Link:
    """A link to the house's broker; not started.

    `meanwhile` tells the journal what goes on without it; `also` may read more than the contract's own messages.
    Who only listens has no presence.
    """
    broker = settings.broker
    address = Address(
        host=broker.host,
        port=broker.port,
        client_id=client_id,
        username=settings.broker_username or None,
        password=settings.password.text if settings.password else None,
        protocol=broker.protocol,
        keepalive_s=broker.keepalive_s,
        tls=tls_of(broker),
    )
    decode = noting(also(reader(Topics(broker.base))), log.warning)
    return Link(
        address,
        listening,
        presence.last_word() if presence else None,
        put=put,
        decode=decode,
        note=log.warning,
        meanwhile=meanwhile,
    )


def tls_of(broker: Broker) -> Tls | None:
    """How the link is encrypted; None for one that is not."""
    return Tls(broker.ca_file, broker.certificate_file, broker.key_file) if broker.tls else None


def noting(decode: Decode, note: Callable[[str], None]) -> Decode:
    """A reader that tells the journal what it cannot read: each thing once, and no more than a flood is worth."""
    noted: set[str] = set()

    def read(topic: str, payload: bytes, retained: bool) -> events.Event | None:  # noqa: FBT001 - as a reader is called
        event = decode(topic, payload, retained)
        if isinstance(event, events.NotUnderstood):
            # Quoted: whoever wrote it may have put line breaks into it.
            line = f"a message on {event.topic!r} cannot be read and is passed over: {event.why!r}"
            if line not in noted and len(noted) < COMPLAINTS_AT_MOST:
                noted.add(line)
                note(line)
        return event

    return read


def meant(letter: object, link: Link, answer: Callable[[Told], None] | None) -> Iterable[events.Event]:
    """What a letter of the mailbox means to the core; nothing, when it was for the stagehand."""
    if isinstance(letter, Heard):
        return link.handle(letter)
    return told(letter, answer)


def told(letter: object, answer: Callable[[Told], None] | None) -> Iterable[events.Event]:
    """What a letter means that no link put in the mailbox."""
    if isinstance(letter, Told):
        if answer is not None:
            answer(letter)
        return ()
    return (letter,) if isinstance(letter, events.Event) else ()
