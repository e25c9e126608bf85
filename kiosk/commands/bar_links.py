"""The display's links: one for each hatch it serves, for a connection has one last will, and each hatch shall hear it."""

from collections.abc import Iterator
from functools import partial
from logging import Logger

from msgspec import Struct
from msgspec.structs import replace

from kiosk.commands.linking import Presence, link_for
from kiosk.core import events
from kiosk.settings import Settings
from kiosk.shell.clock import Clock
from kiosk.shell.mailbox import Mailbox
from kiosk.shell.mqtt import Heard, Link, Listening
from kiosk.wire.topics import Topics


class Mail(Struct, frozen=True):
    """What the network's thread of one hatch's link put in the mailbox."""

    hatch: str
    heard: Heard


class Linked(Struct, frozen=True):
    """A link and what this display says of itself on it."""

    link: Link
    presence: Presence


class BarLinks:
    """All links of a display, closed together."""

    def __init__(self, settings: Settings, display: str, mailbox: Mailbox, log: Logger, clock: Clock) -> None:
        topics, self._links = Topics(settings.broker.base), dict[str, Linked]()
        for hatch in settings.bar.hatches:
            presence = Presence(topics.status_bar(hatch, display), clock().wall)
            listening = Listening(topics.bar_listens(hatch), birth=settings.home_assistant.birth_topic)
            put = partial(_post, mailbox, hatch)
            link = link_for(settings, f"bar-{display}-{hatch}", listening, presence, put, log)
            self._links[hatch] = Linked(link, presence)

    def start(self) -> None:
        """Reach for the broker, once for each hatch."""
        for linked in self._links.values():
            linked.link.start()

    def handle(self, mail: Mail) -> Iterator[events.Event]:
        """What the network's news mean; of a link it is said whose it is."""
        for event in self._links[mail.hatch].link.handle(mail.heard):
            yield replace(event, hatch=mail.hatch) if isinstance(event, events.LinkChanged) else event

    def show_status(self) -> None:
        """Tell each hatch that this display is here."""
        for linked in self._links.values():
            linked.link.publish(linked.presence.topic, linked.presence.online(), retain=True, qos=1)

    def publish(self, hatch: str, topic: str, payload: bytes) -> None:
        """Tell or ask one hatch something."""
        linked = self._links.get(hatch)
        if linked is not None:
            linked.link.publish(topic, payload, retain=False, qos=1)

    @property
    def alive(self) -> bool:
        """Whether the network's thread of each link lives, with or without a broker."""
        return all(linked.link.alive for linked in self._links.values())

    def close(self) -> None:
        """Tell each hatch that the display is off, and leave."""
        for linked in self._links.values():
            linked.link.close(linked.presence.last_word())


def _post(mailbox: Mailbox, hatch: str, heard: Heard) -> None:
    mailbox.put_slowly(Mail(hatch, heard))
