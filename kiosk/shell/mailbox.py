"""The mailbox: the one way in. Any thread puts, the main thread takes."""

from queue import Empty, SimpleQueue

from kiosk.core.events import KnockEdge

MOST_WAITING = 1024
"""With so many letters waiting, an edge of the knock line more or less says nothing: it storms, or the program stands still."""


class Mailbox:
    """What has happened and is not dealt with yet, first come first served.

    `put` neither waits nor fails, so a foreign thread (pins, network) and a signal handler may call it.
    """

    def __init__(self) -> None:
        self._queue: SimpleQueue[object] = SimpleQueue()
        self._first: SimpleQueue[object] = SimpleQueue()

    def put(self, item: object) -> None:
        """Leave an item. From any thread.

        Of a knock line gone mad only so many edges wait: the memory must not fill with them, nor a touch wait behind them.
        """
        if not isinstance(item, KnockEdge) or self._queue.qsize() < MOST_WAITING:
            self._queue.put(item)

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
        return self._first.get() if item is None and not self._first.empty() else item

    def drain(self) -> list[object]:
        """Take all that is there now, without waiting."""
        items: list[object] = []
        while (item := self.take(0)) is not None:
            items.append(item)
        return items
