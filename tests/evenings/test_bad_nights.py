"""Nights on which something breaks: the broker, a process, the books, or nobody is there."""

import pytest

from kiosk.core.effects import TellSeen
from kiosk.core.order import Status
from tests.pilot import BAR_WORDS, TOPICS, Pilot, guest_words
from tests.screens.looks import WORDINGS
from tests.stories import BANCO, NAVIGLI

S = Status
IT = guest_words("it")
VOICE = WORDINGS["it"].voice


# --- the broker --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("forgetting", [False, True])
def test_a_broker_that_goes_away_with_an_order_placed_meanwhile(pilot: Pilot, forgetting: bool) -> None:
    """The order is kept, the guest is told the truth, and the bar has it the moment the broker is back."""
    first = pilot.guest_orders("negroni")
    pilot.broker(down=True, forgetting=forgetting)
    assert pilot.bar_sees(BAR_WORDS.network_down)
    assert pilot.bar_sees(first.word)
    second = pilot.guest_orders("aviation", leave=False)
    assert pilot.hatch_sees(IT.truth_saved)
    assert not pilot.bar_sees(second.word)
    pilot.broker(down=False)
    assert pilot.bar_sees(second.word)
    assert pilot.bar_sees(BAR_WORDS.network_up)
    assert pilot.he_says(VOICE.seen)
    assert pilot.statuses() == {1: S.PLACED, 2: S.PLACED}


def test_while_the_broker_is_away_nothing_can_be_touched_that_would_not_be_heard(pilot: Pilot) -> None:
    """The key is dead as long as nobody hears it, and works as soon as somebody does."""
    order = pilot.guest_orders("negroni")
    key = f"{BAR_WORDS.acknowledge} {order.word}"
    pilot.broker(down=True)
    assert pilot.bars[BANCO].find(key) is None
    pilot.broker(down=False)
    pilot.touch_bar(key)
    assert pilot.order(1).status is S.ACKNOWLEDGED


def test_a_touch_that_is_lost_is_told_as_unanswered(pilot: Pilot) -> None:
    """What got lost on its way is told as not answered, and works when it is touched again."""
    order = pilot.guest_orders("negroni")
    with pilot.unheard():
        pilot.bring_to(order, S.ACKNOWLEDGED)
        pilot.wait(5)
    assert pilot.bar_sees(BAR_WORDS.silent)
    pilot.touch_bar(f"{BAR_WORDS.retry} {order.word}")
    assert pilot.order(1).status is S.ACKNOWLEDGED


def test_a_receipt_lost_with_the_broker_is_given_again(pilot: Pilot) -> None:
    """The board came through, what the bar said of it did not: the guest is not told for ever that nobody saw it."""
    with pilot.unheard():
        pilot.guest_orders("negroni", leave=False)
    assert pilot.hatch_sees(IT.truth_saved)
    end = pilot.ends[BANCO]
    # The display finds the broker before the hatch does, and a hatch that is not there hears no receipt.
    pilot.wire.away(forgetting=True)
    pilot.wire.up = True
    pilot.wire._connect(end)
    pilot.settle()
    pilot.wire._connect(pilot.ends[NAVIGLI])
    pilot.settle()
    assert pilot.he_says(VOICE.seen)


def test_messages_that_come_twice_and_out_of_order(pilot: Pilot) -> None:
    """Come to the same as messages that come once."""
    pilot.wire.twice = pilot.wire.backwards = True
    order = pilot.guest_orders("negroni")
    other = pilot.guest_orders("aviation")
    pilot.bring_to(order, S.ACKNOWLEDGED, S.READY)
    pilot.touch_bar(BAR_WORDS.undo)
    pilot.bring_to(order, S.READY, S.COLLECTED)
    pilot.touch_bar(f"{BAR_WORDS.refuse} {other.word}", f"{BAR_WORDS.refuse_yes} {other.word}")
    assert [(number, goal) for number, _, goal, _ in pilot.records.moves] == [
        (1, S.PLACED),
        (2, S.PLACED),
        (1, S.ACKNOWLEDGED),
        (1, S.READY),
        (1, S.ACKNOWLEDGED),
        (1, S.READY),
        (1, S.COLLECTED),
        (2, S.REFUSED),
    ]
    assert pilot.statuses() == {}


def test_an_old_board_that_arrives_late_changes_nothing(pilot: Pilot) -> None:
    """The bar goes on showing the later one."""
    pilot.guest_orders("negroni")
    old = pilot.wire.kept[TOPICS.board(NAVIGLI)]
    order = pilot.guest_orders("aviation")
    pilot.bars[BANCO].letters.append((TOPICS.board(NAVIGLI), old, False))
    pilot.settle()
    assert pilot.bar_sees(order.word)


@pytest.mark.parametrize("garbage", [b"\xff\x00", b"{", b'{"v": 99}', b"[]", b"x" * 1_000_000])
def test_garbage_on_the_wire_is_said_and_survived(pilot: Pilot, garbage: bytes) -> None:
    """Both sides go on; the bar says that something could not be read, until it can be again."""
    order = pilot.guest_orders("negroni")
    for topic in (TOPICS.board(NAVIGLI), TOPICS.response(NAVIGLI), TOPICS.knock(NAVIGLI)):
        pilot.bars[BANCO].letters.append((topic, garbage, False))
        pilot.settle()
        assert pilot.bars[BANCO].state.misread == topic
    for topic in (TOPICS.request(NAVIGLI), TOPICS.seen(NAVIGLI)):
        pilot.hatch.letters.append((topic, garbage, False))
    pilot.settle()
    assert pilot.bar_sees(order.word)
    pilot.knock()
    pilot.wait(1)
    assert not pilot.bars[BANCO].state.misread
    pilot.bring_to(order, S.ACKNOWLEDGED)
    assert pilot.order(1).status is S.ACKNOWLEDGED


# --- processes that die ------------------------------------------------------------------------------------------
def test_a_hatch_that_is_killed_comes_back_with_every_open_order(pilot: Pilot) -> None:
    """With the same words; the bar goes on where it was, and the next number is the next."""
    first = pilot.guest_orders("negroni")
    second = pilot.guest_orders("aviation", language="en")
    pilot.bring_to(first, S.ACKNOWLEDGED, S.READY)
    pilot.crash_hatch()
    assert pilot.statuses() == {1: S.READY, 2: S.PLACED}
    assert pilot.hatch_sees(first.word)
    assert pilot.hatch_sees(second.word)
    assert pilot.hatch.state.seen == pilot.hatch.state.revision
    pilot.bring_to(first, S.COLLECTED)
    assert pilot.guest_orders("negroni").number == 3


def test_a_hatch_killed_between_the_record_and_the_word(pilot: Pilot) -> None:
    """The order was written and nobody was told: it is there when the hatch is back."""
    pilot.ends[NAVIGLI].publish = lambda *_args, **_: None  # type: ignore[method-assign]
    order = pilot.guest_orders("negroni", leave=False)
    assert not pilot.bar_sees(order.word)
    pilot.crash_hatch()
    assert pilot.bar_sees(order.word)


def test_the_bar_says_that_the_hatch_is_gone(pilot: Pilot) -> None:
    """And what it knew still stands there."""
    order = pilot.guest_orders("negroni")
    pilot.wire.drop(pilot.ends.pop(NAVIGLI))
    pilot.settle(without_hatch=True)
    assert pilot.bar_sees(BAR_WORDS.hatch_down.format(hatch=BAR_WORDS.hatch))
    assert pilot.bar_sees(order.word)


def test_a_display_that_comes_late_sees_the_whole_board_at_once(pilot: Pilot) -> None:
    """Every open order, with its age, and what is sold out."""
    first, second = pilot.guest_orders("negroni"), pilot.guest_orders("aviation")
    pilot.bring_to(first, S.ACKNOWLEDGED)
    pilot.mark("negroni")
    pilot.wait(130)
    pilot.second_bar()
    assert pilot.statuses("due") == {1: S.ACKNOWLEDGED, 2: S.PLACED}
    assert pilot.bar_sees(second.word, "due")
    assert pilot.bar_sees(BAR_WORDS.untaken, "due")
    pilot.touch_bar(BAR_WORDS.house, BAR_WORDS.drinks, display="due")
    assert pilot.bar_sees(BAR_WORDS.sold_out, "due")


def test_two_displays_agree(pilot: Pilot) -> None:
    """What one does the other shows; a touch that comes second does no harm."""
    pilot.second_bar()
    order = pilot.guest_orders("negroni")
    pilot.wait(1)
    for display in (BANCO, "due"):
        pilot.bars[display].touch(f"{BAR_WORDS.acknowledge} {order.word}")
    pilot.settle()
    assert pilot.statuses(BANCO) == pilot.statuses("due") == {1: S.ACKNOWLEDGED}
    pilot.touch_bar(f"{BAR_WORDS.ready} {order.word}", display="due")
    pilot.touch_bar(f"{BAR_WORDS.hand_over} {order.word}")
    assert pilot.statuses("due") == {}
    assert [who for _, was, _, who in pilot.records.moves if was is not None] == [BANCO, "due", BANCO]
    assert list(pilot.hatch.state.displays) == [BANCO, "due"]
    pilot.close_bar("due")
    assert list(pilot.hatch.state.displays) == [BANCO]


# --- nobody there ------------------------------------------------------------------------------------------------
def test_nobody_there_is_told_to_the_guest(pilot: Pilot) -> None:
    """No display has shown the order in time: the guest is told to knock, and so is the wall."""
    pilot.close_bar()
    order = pilot.guest_orders("negroni", leave=False)
    assert pilot.hatch_sees(IT.truth_saved)
    pilot.wait(11)
    assert pilot.hatch_sees(IT.truth_unseen)
    pilot.touch_hatch(IT.done)
    assert pilot.wall_says(lambda words: words.unanswered)
    pilot.open_bar(BANCO)
    assert pilot.bar_sees(order.word)
    assert not pilot.wall_says(lambda words: words.unanswered)


def test_an_order_that_nobody_takes_on_is_told_on_both_sides(pilot: Pilot) -> None:
    """It was seen, and then nothing: the bar calls out and the wall sends the guest to knock."""
    order = pilot.guest_orders("negroni")
    pilot.wait(121)
    assert pilot.wall_says(lambda words: words.unanswered)
    assert pilot.bar_sees(BAR_WORDS.untaken)
    pilot.bring_to(order, S.ACKNOWLEDGED)
    assert not pilot.wall_says(lambda words: words.unanswered)
    assert not pilot.bar_sees(BAR_WORDS.untaken)


def test_an_order_behind_another_view_is_not_told_as_seen(pilot: Pilot) -> None:
    """Until the tickets are back on the screen."""
    pilot.touch_bar(BAR_WORDS.house)
    before = sum(isinstance(effect, TellSeen) for effect in pilot.bars[BANCO].did)
    pilot.guest_orders("negroni", leave=False)
    assert sum(isinstance(effect, TellSeen) for effect in pilot.bars[BANCO].did) == before
    assert pilot.hatch_sees(IT.truth_saved)
    pilot.wait(9)
    assert pilot.he_says(VOICE.seen)


# --- the books ---------------------------------------------------------------------------------------------------
def test_books_that_cannot_be_written(pilot: Pilot) -> None:
    """Nothing is promised that is not written; both sides are told; when the books take ink, all goes on."""
    first = pilot.guest_orders("negroni")
    pilot.records.broken = True
    pilot.knock()
    pilot.take("aviation")
    pilot.touch_hatch(IT.check, IT.order)
    assert pilot.hatch_sees(IT.hint_not_saved)
    assert pilot.board().trouble == "store"
    pilot.bring_to(first, S.ACKNOWLEDGED)
    assert pilot.bar_sees(BAR_WORDS.reason.not_saved)
    assert pilot.order(1).status is S.PLACED
    pilot.records.broken = False
    pilot.wait(7)
    assert pilot.board().trouble == ""
    pilot.touch_hatch(IT.order)
    pilot.bring_to(first, S.ACKNOWLEDGED)
    assert pilot.statuses() == {1: S.ACKNOWLEDGED, 2: S.PLACED}


def test_a_wall_whose_books_are_shut_says_so(pilot: Pilot) -> None:
    """Before anybody has chosen anything."""
    pilot.guest_orders("negroni")
    pilot.records.broken = True
    pilot.touch_bar(BAR_WORDS.house, BAR_WORDS.pause)
    assert pilot.wall_says(lambda words: words.trouble)
    pilot.records.broken = False
    pilot.wait(6)
    assert not pilot.wall_says(lambda words: words.trouble)
