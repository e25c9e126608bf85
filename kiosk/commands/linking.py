"""The link as both programs open it: who they are at the broker, and their last will."""

from collections.abc import Callable, Iterable
from datetime import datetime
from logging import Logger

from msgspec import Struct

from kiosk import __version__
from kiosk.core import events
from kiosk.settings import Settings
from kiosk.shell.mailbox import Mailbox
from kiosk.shell.mqtt import Address, Heard, Link, Listening, Will
from kiosk.shell.stagehand import Told
from kiosk.wire.messages import encode_status
from kiosk.wire.reading import reader
from kiosk.wire.topics import Topics

COMPLAINTS_AT_MOST = 100
"""Of messages that cannot be read, in one run: a technician has seen enough by then, and a card is only so large."""

Decode = Callable[[str, bytes, bool], events.Event | None]


class Presence(Struct, frozen=True):
    """A side's own status, as it is told below these topics."""

    topics: tuple[str, ...]
    since: datetime

    def online(self) -> bytes:
        """The payload that says it is here."""
        return encode_status(online=True, since=self.since, version=__version__)

    def last_words(self) -> tuple[Will, ...]:
        """What is said on leaving, one for each topic.

        The first is the last will, which the broker says for a side that is gone without a word: a connection has one
        only. A second hatch then learns it from what its orders lack, the display's receipt.
        """
        gone = encode_status(online=False, since=self.since, version=__version__)
        return tuple(Will(topic, gone) for topic in self.topics)


def link_for(
    settings: Settings,
    client_id: str,
    listening: Listening,
    presence: Presence | None,
    mailbox: Mailbox,
    log: Logger,
    *,
    meanwhile: str = "",
) -> Link:
    """A link to the house's broker; not started. `meanwhile` tells the journal what goes on without it.

    Who only listens has no presence.
    """
    broker = settings.broker
    address = Address(
        host=broker.host,
        port=broker.port,
        client_id=client_id,
        username=broker.username or None,
        password=settings.password.text if settings.password else None,
        protocol=broker.protocol,
        keepalive_s=broker.keepalive_s,
    )
    decode = noting(reader(Topics(broker.base)), log.warning)
    return Link(
        address,
        listening,
        presence.last_words()[0] if presence else None,
        put=mailbox.put,
        decode=decode,
        note=log.warning,
        meanwhile=meanwhile,
    )


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
    if isinstance(letter, Told):
        if answer is not None:
            answer(letter)
        return ()
    return (letter,) if isinstance(letter, events.Event) else ()
