"""The mailbox keeps what it is given, in order, from any thread."""

import threading
import time

from kiosk.core.events import EdgesLost, KnockEdge, SlitMoved
from kiosk.shell.mailbox import MOST_SLOW, MOST_WAITING, PATIENCE_S, Mailbox


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


def test_a_line_gone_mad_fills_no_memory_and_says_so_once() -> None:
    """Of ten times as many edges as may wait only so many do, the loss is one letter, and a touch still comes in."""
    mailbox = Mailbox()
    for turn in range(10 * MOST_WAITING):
        mailbox.put(KnockEdge(turn / 10_000, turn % 2 == 0))
    mailbox.put("a touch")
    *edges, lost, touch = mailbox.drain()
    assert len(edges) == MOST_WAITING
    assert lost == EdgesLost(MOST_WAITING / 10_000)
    assert touch == "a touch"


def test_when_there_is_room_again_edges_come_in_and_the_next_loss_is_told_anew() -> None:
    """A flood that passed leaves the ear no deafer than it was."""
    mailbox = Mailbox()
    for _ in range(2):
        for turn in range(MOST_WAITING + 5):
            mailbox.put(KnockEdge(float(turn), turn % 2 == 0))
        items = mailbox.drain()
        assert sum(isinstance(item, KnockEdge) for item in items) == MOST_WAITING
        assert sum(isinstance(item, EdgesLost) for item in items) == 1


def test_how_the_slit_stands_is_never_let_go() -> None:
    """The last word of a switch holds until the next, however many edges wait before it."""
    mailbox = Mailbox()
    for turn in range(2 * MOST_WAITING):
        mailbox.put(KnockEdge(float(turn), turn % 2 == 0))
    mailbox.put(SlitMoved(9.0, True))
    assert mailbox.drain()[-1] == SlitMoved(9.0, True)


def test_a_slit_gone_mad_fills_no_memory_and_its_last_word_counts() -> None:
    """Of ten times as many as may wait only so many and one do, the last of them among those; then there is room again."""
    mailbox = Mailbox()
    for _ in range(2):
        for turn in range(10 * MOST_WAITING + 1):
            mailbox.put(SlitMoved(float(turn), turn % 2 == 0))
        mailbox.put("a touch")
        *moves, last, touch = mailbox.drain()
        assert moves == [SlitMoved(float(turn), turn % 2 == 0) for turn in range(MOST_WAITING)]
        assert last == SlitMoved(10.0 * MOST_WAITING, True)
        assert touch == "a touch"


def test_the_slits_last_word_is_kept_between_threads() -> None:
    """However fast one thread moves it while the other takes, the last that is taken is the last that was said."""
    mailbox, moves = Mailbox(), 20 * MOST_WAITING

    def move() -> None:
        for turn in range(moves):
            mailbox.put(SlitMoved(float(turn), True))

    mover = threading.Thread(target=move)
    mover.start()
    taken: list[object] = []
    while mover.is_alive():
        taken += mailbox.drain()
    mover.join()
    taken += mailbox.drain()
    times = [one.at for one in taken if isinstance(one, SlitMoved)]
    assert len(times) == len(taken)
    assert times == sorted(set(times))
    assert times[-1] == moves - 1


def test_a_flood_of_the_network_waits_where_it_comes_from() -> None:
    """Never more than so many of its letters are in memory; none is lost, none overtakes, and an edge need not wait."""
    mailbox, most = Mailbox(), 0

    def send() -> None:
        for turn in range(10 * MOST_SLOW):
            mailbox.put_slowly(turn)

    sender = threading.Thread(target=send)
    sender.start()
    taken: list[object] = []
    while len(taken) < 10 * MOST_SLOW:
        most = max(most, mailbox._queue.qsize())
        letter = mailbox.take(5.0)
        assert letter is not None
        taken.append(letter)
    sender.join()
    assert taken == list(range(10 * MOST_SLOW))
    assert most <= MOST_SLOW


def test_a_program_that_stands_still_does_not_hang_its_network() -> None:
    """After a short patience a letter is left all the same, so that the link can say goodbye."""
    mailbox, began = Mailbox(), time.monotonic()
    for turn in range(MOST_SLOW + 1):
        mailbox.put_slowly(turn)
    assert PATIENCE_S * 0.9 < time.monotonic() - began < PATIENCE_S + 2
    assert mailbox.drain() == list(range(MOST_SLOW + 1))
