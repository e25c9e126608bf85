"""The first night, and what may become of an order in it."""

import pytest

from kiosk.core.order import Status
from kiosk.core.rules import HatchRules
from tests.pilot import BAR_WORDS, Pilot, drink_name, guest_words
from tests.screens.looks import WORDINGS
from tests.stories import BANCO, HUMAN_S

S = Status
IT, EN = guest_words("it"), guest_words("en")
VOICE = WORDINGS["it"].voice


def test_the_first_night(pilot: Pilot) -> None:
    """An Italian guest, an English one; taken on, made, called, handed over through the slit."""
    assert pilot.hatch_sees(IT.knock)
    cola = pilot.guest_orders("whisky-cola", "whisky-cola", leave=False)
    assert pilot.hatch_sees(cola.word)
    assert pilot.hatch_sees(IT.answer.format(answer=cola.answer))
    assert pilot.he_says(VOICE.seen)
    assert pilot.bar_sees(BAR_WORDS.line.format(quantity=2, drink=drink_name("whisky-cola", "it")))
    pilot.touch_hatch(IT.done)

    sour = pilot.guest_orders("whiskey-sour", language="en", leave=False)
    assert pilot.hatch_sees(EN.place_one)
    pilot.touch_hatch(EN.done)
    assert (sour.language, sour.total_cents) == ("en", 600)
    assert pilot.statuses() == {1: S.PLACED, 2: S.PLACED}
    assert pilot.wall_says(lambda words: words.in_line)

    pilot.bring_to(cola, S.ACKNOWLEDGED, S.READY)
    assert pilot.wall_says(lambda words: words.ready)
    pilot.knock(2)
    pilot.wait(1)
    assert pilot.bar_sees(BAR_WORDS.knock.format(count=2))
    pilot.slit(is_open=True)
    assert pilot.bar_sees(BAR_WORDS.slit_open)
    pilot.bring_to(cola, S.COLLECTED)
    pilot.bring_to(sour, S.ACKNOWLEDGED, S.READY, S.COLLECTED)
    pilot.slit(is_open=False)
    assert pilot.bar_sees(BAR_WORDS.slit_shut)
    assert pilot.bar_sees(BAR_WORDS.no_orders)
    assert [move[2] for move in pilot.records.moves if move[0] == cola.number] == [
        S.PLACED,
        S.ACKNOWLEDGED,
        S.READY,
        S.COLLECTED,
    ]


def test_a_guest_is_told_each_step_as_it_happens(pilot: Pilot) -> None:
    """Seen, taken on, ready, handed over: on the guest's own screen."""
    order = pilot.guest_orders("negroni", leave=False)
    assert pilot.he_says(VOICE.seen)
    pilot.bring_to(order, S.ACKNOWLEDGED)
    assert pilot.he_says(VOICE.taken)
    pilot.bring_to(order, S.READY)
    assert pilot.he_says(VOICE.ready)
    pilot.bring_to(order, S.COLLECTED)
    assert pilot.hatch_sees(IT.collected)


def test_a_refusal_takes_two_touches_and_is_told(pilot: Pilot) -> None:
    """The guest reads that nothing is owed; the ticket is gone."""
    order = pilot.guest_orders("negroni", leave=False)
    pilot.touch_bar(f"{BAR_WORDS.refuse} {order.word}")
    assert pilot.bar_sees(BAR_WORDS.refuse_ask)
    assert pilot.order(1).status is S.PLACED
    pilot.touch_bar(f"{BAR_WORDS.refuse_yes} {order.word}")
    assert pilot.order(1).status is S.REFUSED
    assert pilot.hatch_sees(IT.refused)
    assert pilot.bar_sees(BAR_WORDS.no_orders)


def test_a_refusal_thought_better_of(pilot: Pilot) -> None:
    """No, or no second touch in time: the order stands."""
    order = pilot.guest_orders("negroni")
    pilot.touch_bar(f"{BAR_WORDS.refuse} {order.word}", f"{BAR_WORDS.refuse_no} {order.word}")
    pilot.touch_bar(f"{BAR_WORDS.refuse} {order.word}")
    pilot.wait(10)
    assert not pilot.bar_sees(BAR_WORDS.refuse_ask)
    assert pilot.order(1).status is S.PLACED


def test_a_guest_cancels_in_time(pilot: Pilot) -> None:
    """The ticket leaves the bar, and the guest owes nothing."""
    pilot.guest_orders("negroni", leave=False)
    pilot.touch_hatch(IT.cancel, IT.cancel_yes)
    assert pilot.order(1).status is S.CANCELLED
    assert pilot.hatch_sees(IT.cancelled)
    assert pilot.statuses() == {}


def test_a_guest_who_is_too_late_is_not_offered_to_cancel(pilot: Pilot) -> None:
    """Once it is in hand the button is gone."""
    order = pilot.guest_orders("negroni", leave=False)
    assert pilot.hatch_sees(IT.cancel)
    pilot.bring_to(order, S.ACKNOWLEDGED)
    assert not pilot.hatch_sees(IT.cancel)


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_the_bartender_takes_the_last_step_back(pilot: Pilot, steps: int) -> None:
    """From wherever it led, once."""
    order = pilot.guest_orders("negroni")
    way = [S.ACKNOWLEDGED, S.READY, S.COLLECTED]
    pilot.bring_to(order, *way[:steps])
    pilot.touch_bar(BAR_WORDS.undo)
    assert pilot.order(1).status is [S.PLACED, *way][steps - 1]
    scene = pilot.bars[BANCO].loop.scene
    assert scene is not None
    assert scene.find(BAR_WORDS.undo) is None


def test_a_refused_order_is_brought_back_from_the_closed_ones(pilot: Pilot) -> None:
    """By its word, in the view of what was closed; the guest's screen follows."""
    order = pilot.guest_orders("negroni", leave=False)
    pilot.touch_bar(f"{BAR_WORDS.refuse} {order.word}", f"{BAR_WORDS.refuse_yes} {order.word}")
    pilot.touch_bar(BAR_WORDS.house, BAR_WORDS.closed, f"{BAR_WORDS.bring_back} {order.word}")
    assert pilot.order(1).status is S.PLACED
    assert pilot.hatch_sees(order.word)


def test_a_drink_that_sells_out_meanwhile(pilot: Pilot) -> None:
    """The guest is told at once, orders the rest, and the next guest cannot choose it."""
    pilot.knock()
    pilot.take("negroni", "aviation")
    pilot.touch_hatch(IT.check)
    pilot.mark("negroni")
    assert pilot.bar_sees(BAR_WORDS.sold_out)
    assert pilot.hatch_sees(IT.hint_sold_out.format(drinks=drink_name("negroni", "it")))
    assert not pilot.records.orders
    pilot.touch_hatch(IT.order)
    assert [line.drink for line in pilot.order(1).lines] == ["aviation"]
    pilot.touch_hatch(IT.done)
    pilot.knock()
    pilot.wait(HUMAN_S)
    assert pilot.hatch_sees(IT.sold_out)
    pilot.touch_bar(drink_name("negroni", "it"))
    assert not pilot.hatch_sees(IT.sold_out)


def test_just_a_minute(pilot: Pilot) -> None:
    """The wall and the guest at it are told; what was chosen stays; then it goes on."""
    pilot.knock()
    pilot.take("negroni")
    pilot.touch_hatch(IT.check)
    pilot.touch_bar(BAR_WORDS.house, BAR_WORDS.pause)
    assert pilot.bar_sees(BAR_WORDS.paused)
    assert pilot.hatch_sees(IT.paused)
    pilot.touch_bar(BAR_WORDS.go_on)
    pilot.touch_hatch(IT.order)
    assert [line.drink for line in pilot.order(1).lines] == ["negroni"]
    pilot.touch_hatch(IT.done)
    pilot.wait(9)
    pilot.touch_bar(BAR_WORDS.house, BAR_WORDS.pause)
    assert pilot.wall_says(lambda words: words.paused)


def test_a_forgotten_visit(pilot: Pilot) -> None:
    """Asked whether they are still there, and then the wall sleeps; nothing was ordered."""
    pilot.knock()
    pilot.wait(HUMAN_S)
    pilot.touch_hatch(IT.language, WORDINGS["en"].name)
    pilot.take("negroni", language="en")
    pilot.wait(46)
    assert pilot.he_says(WORDINGS["en"].voice.still_there)
    pilot.wait(31)
    assert pilot.hatch_sees(IT.knock)
    assert not pilot.records.orders


def test_a_guest_who_says_that_they_are_there(pilot: Pilot) -> None:
    """Keeps what was chosen."""
    pilot.knock()
    pilot.take("negroni")
    pilot.wait(46)
    pilot.touch_hatch(IT.stay, IT.check, IT.order)
    assert [line.drink for line in pilot.order(1).lines] == ["negroni"]


def test_a_full_house() -> None:
    """The guest is told to try again, and can when one order is done."""
    pilot = Pilot(HatchRules(open_orders=2))
    first = pilot.guest_orders("negroni")
    pilot.guest_orders("negroni")
    pilot.knock()
    pilot.take("aviation")
    pilot.touch_hatch(IT.check, IT.order)
    assert pilot.hatch_sees(IT.hint_full)
    pilot.bring_to(first, S.ACKNOWLEDGED, S.READY, S.COLLECTED)
    pilot.touch_hatch(IT.order)
    assert [line.drink for line in pilot.order(3).lines] == ["aviation"]


def test_an_order_that_nobody_fetches(pilot: Pilot) -> None:
    """Is closed by the clock on both sides, and can be brought back."""
    order = pilot.guest_orders("negroni")
    pilot.bring_to(order, S.ACKNOWLEDGED, S.READY)
    pilot.wait(1801)
    assert pilot.order(1).status is S.UNCOLLECTED
    assert pilot.bar_sees(BAR_WORDS.no_orders)
    pilot.touch_bar(BAR_WORDS.house, BAR_WORDS.closed, f"{BAR_WORDS.bring_back} {order.word}")
    assert pilot.statuses() == {1: S.READY}


def test_a_night_of_many_guests(pilot: Pilot) -> None:
    """Thirty orders in a row: each word is its guest's alone, each is served, none is left."""
    words: set[str] = set()
    waiting = []
    for turn in range(30):
        waiting.append(pilot.guest_orders(("negroni", "gin-fizz", "old-fashioned")[turn % 3]))
        words.add(waiting[-1].word)
        if len(waiting) == 3:
            pilot.bring_to(waiting.pop(0), S.ACKNOWLEDGED, S.READY, S.COLLECTED)
    for order in waiting:
        pilot.bring_to(order, S.ACKNOWLEDGED, S.READY, S.COLLECTED)
    assert len(words) == 30
    assert {order.status for order in pilot.records.orders.values()} == {S.COLLECTED}
    assert pilot.bar_sees(BAR_WORDS.no_orders)
