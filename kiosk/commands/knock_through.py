"""`kiosk knock watch --through-hatch`: the running hatch's own word of each knocking, by the broker."""

import os
import sys

from kiosk.commands.knock_lines import beats
from kiosk.commands.knock_post import Post
from kiosk.commands.knock_say import say
from kiosk.commands.knock_words import BusyWords, ThroughWords
from kiosk.commands.linking import link_for
from kiosk.core import events
from kiosk.settings import Settings
from kiosk.shell.clock import moment
from kiosk.shell.journal import journal
from kiosk.shell.loop import Stop
from kiosk.shell.mqtt import Heard, Listening
from kiosk.wire.topics import Topics

NAP_S = 60.0
TO_BE_MENDED = 2


def held(words: BusyWords) -> int:
    """Somebody has the pin, and nothing else will do: say so, and how to get it."""
    print(words.held, words.how_other, sep="\n", file=sys.stderr)
    return TO_BE_MENDED


def run(settings: Settings, words: ThroughWords) -> int:
    """Print each knocking that the hatch tells of, until told to stop."""
    hatch, broker = settings.hatch.name, settings.broker
    post, topics = Post(), Topics(broker.base)
    listening = Listening((topics.knock(hatch), topics.status_hatch(hatch)), birth="")
    link = link_for(
        settings,
        f"watch-{hatch}-{os.getpid()}",
        listening,
        None,
        post.mailbox.put_slowly,
        journal("kiosk-knock"),
    )
    say(words.asking.format(hatch=hatch, host=broker.host, port=broker.port))
    link.start()
    try:
        while True:
            for letter in post.letters(NAP_S):
                if isinstance(letter, Stop):
                    return 0
                for event in link.handle(letter) if isinstance(letter, Heard) else ():
                    _told(event, words, post.started)
    finally:
        link.close()


def _told(event: events.Event, words: ThroughWords, started: float) -> None:
    at = moment().mono - started
    match event:
        case events.KnockTold(count=count, rhythm=rhythm, secret=secret):
            drawn = f"  {beats(rhythm)}" if rhythm else ""
            say(
                f"{at:9.3f}  {(words.secret if secret else words.knocking).format(count=count, rhythm=drawn)}"
            )
        case events.HatchChanged(online=online):
            say(words.online if online else words.offline)
        case events.LinkChanged(up=False, why=why):
            say(words.lost.format(why=why))
        case _:
            pass
