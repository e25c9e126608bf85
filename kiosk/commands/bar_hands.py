"""The bar's hands: what its effects do to the world, and what the world's letters mean to its core."""

from collections.abc import Callable, Iterable
from logging import Logger

from kiosk import paths
from kiosk.commands.linking import Presence, link_for, meant
from kiosk.core import effects, events
from kiosk.settings import Settings
from kiosk.shell.clock import moment
from kiosk.shell.journal import note
from kiosk.shell.mailbox import Mailbox
from kiosk.shell.mqtt import Listening
from kiosk.shell.sounds import Sounds
from kiosk.shell.stagehand import Told
from kiosk.wire import messages
from kiosk.wire.topics import Topics


class BarHands:
    """Link and sounds, open. Close it to say goodbye to the broker."""

    def __init__(self, settings: Settings, display: str, mailbox: Mailbox, log: Logger) -> None:
        hatches, topics = settings.bar.hatches, Topics(settings.broker.base)
        self._topics, self._display, self._log = topics, display, log
        self._presence = Presence(
            tuple(topics.status_bar(hatch, display) for hatch in hatches), moment().wall
        )
        listening = Listening(
            tuple(topic for hatch in hatches for topic in topics.bar_listens(hatch)),
            birth=settings.home_assistant.birth_topic,
        )
        self.link = link_for(settings, f"bar-{display}", listening, self._presence, mailbox, log)
        self._sounds = Sounds(
            paths.assets() / "sounds",
            on=settings.sounds.on,
            volume=lambda: settings.sounds.volume_at(moment().wall, settings.zone),
            note=log.warning,
        )
        self.answer: Callable[[Told], None] | None = None
        """The stagehand, where there is one."""

    def translate(self, letter: object) -> Iterable[events.Event]:
        """What a letter means to the core; nothing, when it was for the stagehand."""
        return meant(letter, self.link, self.answer)

    def perform(self, effect: effects.Effect) -> None:
        """Do what a step asked for."""
        topics = self._topics
        match effect:
            case effects.ShowStatus():
                for topic in self._presence.topics:
                    self.link.publish(topic, self._presence.online(), retain=True, qos=1)
            case effects.Ask(hatch=hatch, id=id_, request=request):
                asked = messages.encode_request(id_, self._display, request)
                self.link.publish(topics.request(hatch), asked, retain=False, qos=1)
            case effects.TellSeen(hatch=hatch, books=books, revision=revision):
                seen = messages.encode_seen(self._display, books, revision)
                self.link.publish(topics.seen(hatch), seen, retain=False, qos=1)
            case effects.Play(sound=sound):
                self._sounds.play(sound)
            case effects.Note():
                note(self._log, effect)
            case _:
                return

    def close(self) -> None:
        """Tell the broker that the display is off, leave, and fall silent."""
        self.link.close(*self._presence.last_words())
        self._sounds.close()
