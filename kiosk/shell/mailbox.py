"""The mailbox: the one way in. Any thread puts, the main thread takes."""

from queue import Empty, SimpleQueue


class Mailbox:
    """What has happened and is not dealt with yet, first come first served.

    `put` neither waits nor fails, so a foreign thread (pins, network) and a signal handler may call it.
    """

    def __init__(self) -> None:
        self._queue: SimpleQueue[object] = SimpleQueue()

    def put(self, item: object) -> None:
        """Leave an item. From any thread."""
        self._queue.put(item)

    def take(self, timeout_s: float | None = None) -> object | None:
        """Wait for the next item, at most so long (for ever without a time); None when none came."""
        try:
            if timeout_s is not None and timeout_s <= 0:
                return self._queue.get_nowait()
            return self._queue.get(timeout=timeout_s)
        except Empty:
            return None

    def drain(self) -> list[object]:
        """Take all that is there now, without waiting."""
        items: list[object] = []
        while (item := self.take(0)) is not None:
            items.append(item)
        return items
