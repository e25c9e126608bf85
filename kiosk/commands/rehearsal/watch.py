"""A stranger at the broker: hears every board, receipt, request and answer with the moment it came, and believes nobody."""

import time
from collections import defaultdict
from collections.abc import Sequence
from logging import Logger
from threading import Thread
from typing import Self, cast

from msgspec import Struct, field

from kiosk.commands.linking import link_for
from kiosk.commands.rehearsal.ledger import Ledger
from kiosk.core import events
from kiosk.core.board import Board
from kiosk.settings import Settings
from kiosk.shell.mailbox import Mailbox
from kiosk.shell.mqtt import Heard, Listening
from kiosk.shell.mqtt_news import Arrived
from kiosk.wire.reading import reader
from kiosk.wire.topics import Topics

NAP_S = 0.2
KEPT_WITHIN_S = 5.0
"""A message that the broker keeps comes at once."""


class Came(Struct, frozen=True):
    """What the network's thread heard, and when (the machine's monotonic seconds)."""

    at: float
    heard: Heard


class Sightings(Struct):
    """What was heard of one hatch; all times are the machine's monotonic seconds."""

    board_at: dict[int, float] = field(default_factory=dict)
    """By order: when the first board that holds it came."""
    told_in: dict[int, int] = field(default_factory=dict)
    """By order: that board's revision."""
    seen_at: dict[int, float] = field(default_factory=dict)
    """By order: when the first display's receipt came that it is on the screen."""
    seen_by: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """By display: the orders that it has told to be on its screen."""
    asked_at: dict[str, float] = field(default_factory=dict)
    """By the request's id."""
    answered_at: dict[str, float] = field(default_factory=dict)
    revision: int = -1
    facts: tuple[object, ...] = ()
    """Of the last board: its revision's orders, by number and status."""


class Watch:
    """Listens to every hatch of a rehearsal, in a thread of its own."""

    def __init__(self, settings: Settings, ledgers: Sequence[Ledger], log: Logger) -> None:
        self.sightings: dict[str, Sightings] = defaultdict(Sightings)
        self._ledgers = {ledger.hatch: ledger for ledger in ledgers}
        topics = Topics(settings.broker.base)
        self._parse, self._read = topics.parse, reader(topics)
        self._mailbox, self._over = Mailbox(), False
        kinds = (topics.board, topics.seen, topics.request, topics.response)
        listening = Listening(tuple(kind(hatch) for hatch in self._ledgers for kind in kinds), birth="")
        self._link = link_for(settings, "rehearsal", listening, None, self._came, log)
        self._thread = Thread(target=self._listen, name="watch")

    def __enter__(self) -> Self:
        self._thread.start()
        self._link.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over = True
        self._thread.join()
        self._link.close()

    def _came(self, heard: Heard) -> None:
        self._mailbox.put(Came(time.monotonic(), heard))

    def _listen(self) -> None:
        while not self._over:
            came = self._mailbox.take(NAP_S)
            if not isinstance(came, Came):
                continue
            if not isinstance(came.heard, Arrived):
                self._link.handle(came.heard)
                continue
            place = self._parse(came.heard.topic)
            if place is not None and place.hatch in self._ledgers:
                self._note(place.hatch, came.heard, came.at)

    def _note(self, hatch: str, letter: Arrived, at: float) -> None:
        event, sight = self._read(letter.topic, letter.payload, letter.retained), self.sightings[hatch]
        match event:
            case events.BoardCame(board=board):
                self._board(hatch, board, at)
            case events.SeenBy(display=display, revision=revision):
                seen = [number for number, told in sight.told_in.items() if told <= revision]
                sight.seen_by[display].update(seen)
                for number in seen:
                    sight.seen_at.setdefault(number, at)
            case events.Requested(id=id_):
                sight.asked_at.setdefault(id_, at)
            case events.Answered(response=response):
                sight.answered_at.setdefault(response.id, at)
            case _:
                pass

    def _board(self, hatch: str, board: Board, at: float) -> None:
        ledger, sight = self._ledgers[hatch], self.sightings[hatch]
        for order in board.open:
            sight.board_at.setdefault(order.number, at)
            sight.told_in.setdefault(order.number, board.revision)
        facts = _facts(board)
        if board.revision < sight.revision:
            ledger.blame("backwards", detail=f"{sight.revision}, {board.revision}")
        elif board.revision == sight.revision and facts != sight.facts:
            ledger.blame("reused", detail=f"{board.revision}: {sight.facts}, {facts}")
        sight.revision, sight.facts = board.revision, facts
        ledger.tell(lambda: setattr(ledger, "board", board))


def _facts(board: Board) -> tuple[object, ...]:
    """What may not differ within one revision: which orders there are, and how they stand."""
    return tuple((order.number, order.status) for order in board.open)


class Newcomer:
    """Somebody who has just come to the broker: gets the board that it keeps of a hatch, and what replaces it later."""

    def __init__(self, settings: Settings, hatch: str, log: Logger) -> None:
        self._mailbox, self._board = Mailbox(), cast("Board | None", None)
        listening = Listening((Topics(settings.broker.base).board(hatch),), birth="")
        self._link = link_for(settings, f"newcomer-{hatch}", listening, None, self._mailbox.put, log)

    def __enter__(self) -> Self:
        self._link.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._link.close()

    def board(self) -> Board | None:
        """The newest that came; waits for the first."""
        until = time.monotonic() + KEPT_WITHIN_S
        self._read(0.0)
        while self._board is None and (left_s := until - time.monotonic()) > 0:
            self._read(left_s)
        return self._board

    def _read(self, wait_s: float) -> None:
        """All that has come; wait for the first of it."""
        while (letter := self._mailbox.take(wait_s)) is not None:
            wait_s = 0.0
            for event in self._link.handle(letter) if isinstance(letter, Heard) else ():
                if isinstance(event, events.BoardCame):
                    self._board = event.board
