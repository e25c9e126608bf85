"""The mailbox: the one way in. Any thread puts, the main thread takes; and no flood fills the memory."""

from queue import Empty, SimpleQueue
from threading import Lock, Semaphore
from typing import NamedTuple

from kiosk.core.events import EdgesLost, KnockEdge, SlitMoved

MOST_WAITING = 1024
"""With so many letters waiting, an edge of a line more or less says nothing: it storms, or the program stands still."""
MOST_SLOW = 64
"""So many letters of the network may wait. Each is a quarter of a megabyte at most, by the broker's configuration."""
PATIENCE_S = 0.2
"""So long a slow letter waits for its turn; then it is left all the same, or a network would hang with the program."""


class _Slow(NamedTuple):
    """A letter that was left slowly."""

    item: object
    counted: bool
    """Whether it holds one of the places."""


class _LatestSlit:
    """The place in the queue of the slit's last word, whatever that will be when its turn comes."""


class Mailbox:
    """What has happened and is not dealt with yet, first come first served.

    `put` neither waits nor fails, so a foreign thread (pins, network) and a signal handler may call it.
    """

    def __init__(self) -> None:
        self._queue: SimpleQueue[object] = SimpleQueue()
        self._first: SimpleQueue[object] = SimpleQueue()
        self._places = Semaphore(MOST_SLOW)
        self._losing = False
        """Whether edges are being let go, and that was said."""
        self._slit: SlitMoved | None = None
        """The last word of a slit that chatters, where its place in the queue is taken already."""
        self._slit_lock = Lock()

    def put(self, item: object) -> None:
        """Leave an item. From any thread.

        Of a knock line gone mad only so many edges wait: the memory must not fill with them, nor a touch wait behind
        them. The first that is let go is told as `EdgesLost`; those after it are not, until there was room again. Of a
        slit switch gone mad the last word is kept, since it holds until the next.
        """
        if isinstance(item, SlitMoved):
            self._put_slit(item)
        elif not isinstance(item, KnockEdge):
            self._queue.put(item)
        elif self._queue.qsize() < MOST_WAITING:
            self._losing = False
            self._queue.put(item)
        elif not self._losing:
            self._losing = True
            self._queue.put(EdgesLost(item.at))

    def put_slowly(self, item: object) -> None:
        """Leave an item when not too many such wait, or after a short patience. From any thread but the one that takes.

        For the network: a flood then waits where it comes from, in the sender's pipe, and nothing of it is lost.
        """
        self._queue.put(_Slow(item, self._places.acquire(timeout=PATIENCE_S)))

    def put_first(self, item: object) -> None:
        """Leave an item that goes before all that wait: a flood must not hold up the end. From any thread."""
        self._first.put(item)
        self._queue.put(None)  # wakes whoever sleeps

    def take(self, timeout_s: float | None = None) -> object | None:
        """Wait for the next item, at most so long (for ever without a time); None when none came."""
        if not self._first.empty():
            return self._first.get()
        try:
            wait = timeout_s is None or timeout_s > 0
            item = self._queue.get(wait, timeout_s if wait else None)
        except Empty:
            return None
        if isinstance(item, _Slow):
            if item.counted:
                self._places.release()
            item = item.item
        elif isinstance(item, _LatestSlit):
            with self._slit_lock:
                item, self._slit = self._slit, None
        return self._first.get() if item is None and not self._first.empty() else item

    def drain(self) -> list[object]:
        """Take all that is there now, without waiting."""
        items: list[object] = []
        while (item := self.take(0)) is not None:
            items.append(item)
        return items

    def _put_slit(self, item: SlitMoved) -> None:
        """Leave it while there is room; after that one place is all that the switch has, for what it said last."""
        with self._slit_lock:
            if self._slit is None and self._queue.qsize() < MOST_WAITING:
                self._queue.put(item)
                return
            if self._slit is None:
                self._queue.put(_LatestSlit())
            self._slit = item
