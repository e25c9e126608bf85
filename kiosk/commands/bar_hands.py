"""The bar's hands: what its effects do to the world, and what the world's letters mean to its core."""

from collections.abc import Callable, Iterable
from logging import Logger

from kiosk.commands.bar_links import BarLinks, Mail
from kiosk.commands.linking import told
from kiosk.commands.sounding import sounds_of
from kiosk.core import effects, events
from kiosk.settings import Settings
from kiosk.shell.clock import Clock
from kiosk.shell.journal import note
from kiosk.shell.mailbox import Mailbox
from kiosk.shell.stagehand import Told
from kiosk.wire import messages
from kiosk.wire.topics import Topics


class BarHands:
    """Links and sounds, open. Close it to say goodbye to the broker."""

    def __init__(self, settings: Settings, display: str, mailbox: Mailbox, log: Logger, clock: Clock) -> None:
        self._topics, self._display, self._log = Topics(settings.broker.base), display, log
        self.links = BarLinks(settings, display, mailbox, log, clock)
        self._sounds = sounds_of(settings, log, clock)
        self.answer: Callable[[Told], None] | None = None
        """The stagehand, where there is one."""

    def translate(self, letter: object) -> Iterable[events.Event]:
        """What a letter means to the core; nothing, when it was for the stagehand."""
        return self.links.handle(letter) if isinstance(letter, Mail) else told(letter, self.answer)

    def perform(self, effect: effects.Effect) -> None:
        """Do what a step asked for."""
        match effect:
            case effects.ShowStatus():
                self.links.show_status()
            case effects.Ask(hatch=hatch, id=id_, request=request):
                asked = messages.encode_request(id_, self._display, request)
                self.links.publish(hatch, self._topics.request(hatch), asked)
            case effects.TellSeen(hatch=hatch, books=books, revision=revision):
                seen = messages.encode_seen(self._display, books, revision)
                self.links.publish(hatch, self._topics.seen(hatch), seen)
            case effects.Play(sound=sound, step=step):
                self._sounds.play(sound, step)
            case effects.Note():
                note(self._log, effect)
            case _:
                return

    def close(self) -> None:
        """Tell the broker that the display is off, leave, and fall silent."""
        self.links.close()
        self._sounds.close()
