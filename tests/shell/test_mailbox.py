"""The mailbox keeps what it is given, in order, from any thread."""

import threading
import time

from kiosk.shell.mailbox import Mailbox


def test_what_was_put_first_is_taken_first() -> None:
    """Events are dealt with in the order in which they happened."""
    mailbox = Mailbox()
    for number in (1, 2, 3):
        mailbox.put(number)
    assert [mailbox.take(0), mailbox.take(0), mailbox.take(0), mailbox.take(0)] == [1, 2, 3, None]


def test_taking_without_time_does_not_wait() -> None:
    """An empty mailbox answers at once, also to a time that has passed already."""
    mailbox, began = Mailbox(), time.monotonic()
    assert mailbox.take(0) is None
    assert mailbox.take(-5.0) is None
    assert time.monotonic() - began < 0.5


def test_draining_takes_all_and_leaves_nothing() -> None:
    """Everything that waits is taken at once, in order."""
    mailbox = Mailbox()
    mailbox.put("a")
    mailbox.put("b")
    assert mailbox.drain() == ["a", "b"]
    assert mailbox.drain() == []


def test_a_put_wakes_the_sleeper() -> None:
    """A foreign thread's put ends the main thread's sleep long before its time-out."""
    mailbox = Mailbox()
    threading.Timer(0.05, mailbox.put, ("knock",)).start()
    assert mailbox.take(30.0) == "knock"


def test_nothing_is_lost_between_threads() -> None:
    """All that several threads put arrives, each thread's in its own order."""
    mailbox = Mailbox()

    def put_all(thread: int) -> None:
        for number in range(500):
            mailbox.put((thread, number))

    threads = [threading.Thread(target=put_all, args=(thread,)) for thread in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    items = mailbox.drain()
    assert len(items) == 2000
    for thread_number in range(4):
        mine = [item for item in items if isinstance(item, tuple) and item[0] == thread_number]
        assert mine == sorted(mine)


def test_the_end_goes_before_all_that_waits() -> None:
    """A flood of letters does not hold up a stop, whether the loop sleeps or not."""
    mailbox = Mailbox()
    for number in range(1000):
        mailbox.put(number)
    mailbox.put_first("stop")
    assert mailbox.take(0) == "stop"
    assert mailbox.take(0) == 0
    sleeping = Mailbox()
    threading.Timer(0.05, sleeping.put_first, ("stop",)).start()
    assert sleeping.take(30.0) == "stop"
