"""The hatch's hands: what its effects do to the world, and what the world's letters mean to its core."""

from collections.abc import Callable, Iterable
from logging import Logger

from kiosk.commands.home import at_home
from kiosk.commands.linking import Presence, link_for, meant
from kiosk.commands.sounding import sounds_of, volume_of
from kiosk.core import effects, events
from kiosk.settings import Settings
from kiosk.shell.clock import Clock
from kiosk.shell.journal import note
from kiosk.shell.loop import NotWritten
from kiosk.shell.mailbox import Mailbox
from kiosk.shell.mqtt import Listening
from kiosk.shell.speech import Speaker
from kiosk.shell.stagehand import Told
from kiosk.shell.store import Store, StoreError
from kiosk.wire import messages
from kiosk.wire.topics import Topics


class HatchHands:
    """Books, link and sounds, open. Close it to say goodbye to the broker."""

    def __init__(self, settings: Settings, store: Store, mailbox: Mailbox, log: Logger, clock: Clock) -> None:
        topics, self._name = Topics(settings.broker.base), settings.hatch.name
        self._topics, self._store, self._log = topics, store, log
        self._presence = Presence(topics.status_hatch(self._name), clock().wall)
        self._home = at_home(settings)
        home_listens = topics.home_listens(self._name) if self._home else ()
        listening = Listening(
            (*topics.hatch_listens(self._name), *home_listens),
            topics.board(self._name),
            settings.home_assistant.birth_topic,
        )
        self.link = link_for(
            settings,
            f"hatch-{self._name}",
            listening,
            self._presence,
            mailbox.put_slowly,
            log,
            meanwhile="orders are taken and kept meanwhile",
            also=self._home.reading if self._home else lambda decode: decode,
        )
        self._sounds = sounds_of(settings, log, clock)
        self._speaker = Speaker(
            on=settings.speech.on,
            volume=volume_of(settings, clock),
            words_per_minute=settings.speech.words_per_minute,
            note=log.warning,
        )
        self.speak = self._speaker.speak
        self.answer: Callable[[Told], None] | None = None
        """The stagehand, where there is one."""

    def translate(self, letter: object) -> Iterable[events.Event]:
        """What a letter means to the core; nothing, when it was for the stagehand."""
        return meant(letter, self.link, self.answer)

    def perform(self, effect: effects.Effect) -> None:
        """Do what a step asked for. Raises NotWritten."""
        topics, name = self._topics, self._name
        match effect:
            case effects.Write():
                self._write(effect)
            case effects.ShowBoard(board=board):
                self._keep(topics.board(name), messages.encode_board(board))
            case effects.ShowMenu(menu=menu):
                self._keep(topics.menu(name), messages.encode_menu(menu))
                if self._home is not None:
                    self._keep(self._home.topic, self._home.document(menu))
            case effects.ShowStatus():
                self._keep(topics.status_hatch(name), self._presence.online())
            case effects.Answer(response=response):
                self.link.publish(
                    topics.response(name), messages.encode_response(response), retain=False, qos=1
                )
            case effects.TellKnock(count=count, rhythm=rhythm, secret=secret, woke=woke):
                knock = messages.encode_knock(count, rhythm, secret=secret, woke=woke)
                self.link.publish(topics.knock(name), knock, retain=False, qos=0)
            case effects.Play(sound=sound):
                self._sounds.play(sound)
            case effects.Note():
                note(self._log, effect)
            case _:
                return

    def close(self) -> None:
        """Tell the broker that the hatch is closed, leave, and fall silent."""
        self.link.close(self._presence.last_word())
        self._speaker.close()
        self._sounds.close()

    def _keep(self, topic: str, payload: bytes) -> None:
        self.link.publish(topic, payload, retain=True, qos=1)

    def _write(self, write: effects.Write) -> None:
        try:
            self._store.write(write)
        except StoreError as error:
            raise NotWritten(str(error)) from error
