"""A bartender's evening: wishes, counts, pauses, the room, a line to say, the slit, the foot switch, and several displays."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.effects import Play
from kiosk.core.order import Status
from kiosk.core.rules import BarRules, HatchRules
from tests.pilot import BAR_WORDS, LOOK, TOPICS, Pilot, drink_name, guest_words
from tests.screens.looks import WORDINGS
from tests.stories import BANCO, NAVIGLI

S = Status
IT, EN = guest_words("it"), guest_words("en")
RULES = BarRules()


def said(pilot: Pilot, text: str) -> bool:
    """Whether all the words of a sentence are on the guest's screen, however it is broken."""
    return all(word in pilot.hatch.text() for word in text.split())


# --- sold out ----------------------------------------------------------------------------------------------------
def test_three_more_and_then_no_more(pilot: Pilot) -> None:
    """The bartender gives a count; the count runs down on the bar; the hatch says when it is gone."""
    pilot.mark("negroni", f"\u2212 {BAR_WORDS.left.format(count=2)}")
    assert pilot.bar_sees(BAR_WORDS.left.format(count=2))
    pilot.guest_orders("negroni")
    assert pilot.bar_sees(BAR_WORDS.left_one)
    pilot.wait(9)
    order = pilot.guest_orders("negroni")
    assert pilot.board().sold_out == ("negroni",)
    pilot.knock()
    pilot.wait(1)
    assert pilot.hatch_sees(IT.sold_out)
    pilot.touch_bar(f"{BAR_WORDS.refuse} {order.word}", f"{BAR_WORDS.refuse_yes} {order.word}")
    assert not pilot.hatch_sees(IT.sold_out)


def test_sold_out_and_back_in_two_touches(pilot: Pilot) -> None:
    """The drinks, the drink, and it is gone at the hatch; the same two touches put it back, there too."""
    for gone in (True, False):
        pilot.mark("negroni")
        assert pilot.board().sold_out == (("negroni",) if gone else ())
        assert pilot.bar_sees(BAR_WORDS.put_back) is gone
        pilot.wait(9)


def test_until_i_say_and_put_back(pilot: Pilot) -> None:
    """It goes out of the basket that holds it, and outlives the night; put back, the hatch no longer says that it is gone."""
    words = IT.hint_sold_out.format(drinks=drink_name("negroni", "it"))
    pilot.knock()
    pilot.take("negroni")
    pilot.mark("negroni")
    assert pilot.bar_sees(BAR_WORDS.put_back)
    assert said(pilot, words)
    pilot.touch_bar(drink_name("negroni", "it"))
    assert pilot.board().sold_out == ()
    assert not pilot.hatch_sees(IT.sold_out)
    assert not said(pilot, words)
    pilot.take("negroni")
    pilot.touch_hatch(IT.leave)
    pilot.mark("negroni")
    pilot.wait(24 * 3600)
    assert pilot.board().sold_out == ("negroni",)


def test_out_for_tonight(pilot: Pilot) -> None:
    """Said so on the bar, gone at the hatch, and to be had again when the night is over."""
    pilot.mark("negroni", BAR_WORDS.tonight)
    assert pilot.bar_sees(BAR_WORDS.sold_out_tonight)
    pilot.wait(16 * 3600)
    assert pilot.board().sold_out == ()


# --- pauses and the room -----------------------------------------------------------------------------------------
def test_ten_minutes_for_the_ice(pilot: Pilot) -> None:
    """The bar tells what is left of it; it ends by itself; the order that waited is still there."""
    order = pilot.guest_orders("negroni")
    pilot.touch_bar(BAR_WORDS.house, BAR_WORDS.pause_for.format(minutes=10), BAR_WORDS.pause_reasons.ice)
    pause = pilot.board().pause
    assert pause is not None
    assert pause.reason == "ice"
    assert pilot.wall_says(lambda words: words.paused)
    assert any(said(pilot, guest_words(language).pause_reasons.ice) for language in LOOK.languages)
    pilot.wait(5 * 60)
    pilot.touch_bar(BAR_WORDS.house)
    assert pilot.bar_sees(BAR_WORDS.paused_for.format(minutes="5 min"))
    pilot.wait(6 * 60)
    assert pilot.board().pause is None
    assert pilot.statuses() == {order.number: S.PLACED}


def test_guests_in_the_room(pilot: Pilot) -> None:
    """Two sit down: their clock is on the bar and nowhere else; the pause for their sake lasts as long; they leave."""
    pilot.touch_bar(BAR_WORDS.house, BAR_WORDS.room, "2")
    room = pilot.board().room
    assert room is not None
    assert (room.seats, room.until - room.since) == (2, timedelta(minutes=90))
    assert pilot.bar_sees(BAR_WORDS.room_left.format(minutes="90 min"))
    assert not pilot.hatch_sees("90")
    pilot.touch_bar(f"\u2039\u00a0{BAR_WORDS.house}")
    until = BAR_WORDS.guests_until.format(time=f"{room.until:%H:%M}")
    pilot.touch_bar(until)
    pause = pilot.board().pause
    assert pause is not None
    assert (pause.until, pause.reason) == (room.until, "guests")
    pilot.wait(95 * 60)
    assert pilot.board().pause is None
    assert pilot.bar_sees(BAR_WORDS.room_over.format(minutes="5 min"))
    pilot.touch_bar(BAR_WORDS.house, BAR_WORDS.room, BAR_WORDS.room_end)
    assert pilot.board().room is None


@pytest.mark.parametrize(("reason", "ends"), [("guests", True), ("ice", False)])
def test_guests_who_leave_end_their_pause(pilot: Pilot, reason: str, *, ends: bool) -> None:
    """The room is free: the street is told no longer of guests that are gone. A pause for another reason stays."""
    pilot.touch_bar(BAR_WORDS.house, BAR_WORDS.room, "2", f"\u2039\u00a0{BAR_WORDS.house}")
    room = pilot.board().room
    assert room is not None
    until = BAR_WORDS.guests_until.format(time=f"{room.until:%H:%M}")
    pilot.touch_bar(until if reason == "guests" else BAR_WORDS.pause_reasons.ice)
    assert pilot.board().pause is not None
    pilot.touch_bar(BAR_WORDS.room, BAR_WORDS.room_end)
    assert pilot.board().room is None
    assert (pilot.board().pause is None) is ends


def test_a_pause_chosen_over_the_guests_pause(pilot: Pilot) -> None:
    """Two sit in the room, and then the ice runs out: the street is told of ice, and no longer until when they sit."""
    pilot.touch_bar(BAR_WORDS.house, BAR_WORDS.room, "2", f"\u2039\u00a0{BAR_WORDS.house}")
    room = pilot.board().room
    assert room is not None
    pilot.touch_bar(BAR_WORDS.guests_until.format(time=f"{room.until:%H:%M}"))
    pilot.knock()
    assert said(pilot, IT.pause_reasons.guests)
    assert said(pilot, IT.paused_until.format(minutes=90))
    pilot.wait(1)
    pilot.touch_bar(BAR_WORDS.pause_reasons.ice)
    pause = pilot.board().pause
    assert pause is not None
    assert (pause.reason, pause.until) == ("ice", None)
    assert said(pilot, IT.pause_reasons.ice)
    assert not said(pilot, IT.paused_until.format(minutes=90))


# --- the promise, and a word -------------------------------------------------------------------------------------
def test_the_bartender_moves_the_promise(pilot: Pilot) -> None:
    """One touch, two minutes: at once on the bar, and with the next guest."""
    before = pilot.board().wait_min
    pilot.touch_bar(BAR_WORDS.house)
    for _ in range(3):
        pilot.touch_bar(BAR_WORDS.wait_more)
    after = pilot.board()
    assert before is not None
    assert after.wait_min is not None
    assert after.extra_s == 360
    assert after.wait_min > before
    assert pilot.bar_sees(BAR_WORDS.wait_told.format(minutes=f"{after.wait_min} min"))
    assert pilot.bar_sees(BAR_WORDS.wait_added.format(minutes=6))
    pilot.touch_bar(BAR_WORDS.wait_less)
    assert pilot.board().extra_s == 240


def test_a_promise_that_stops_the_orders_says_so(pilot: Pilot) -> None:
    """Plus and plus, until the hatch takes no order for it: the display says that, and not until when orders are taken."""
    pilot.touch_bar(BAR_WORDS.house)
    while not pilot.board().full:
        assert not pilot.bar_sees(BAR_WORDS.line_full)
        pilot.touch_bar(BAR_WORDS.wait_more)
    assert pilot.bar_sees(BAR_WORDS.line_full)
    pilot.touch_bar(BAR_WORDS.wait_less)
    assert not pilot.bar_sees(BAR_WORDS.line_full)


def test_what_the_bartender_took_from_the_promise_is_said_as_taken(pilot: Pilot) -> None:
    """In words, without a sign that could be missed."""
    pilot.touch_bar(BAR_WORDS.house, BAR_WORDS.wait_less)
    assert pilot.board().extra_s == -120
    assert pilot.bar_sees(BAR_WORDS.wait_taken.format(minutes=2))


def test_a_word_from_behind_the_wood(pilot: Pilot) -> None:
    """One touch; in the guest's language; for a few seconds; and the bar says that it was said."""
    pilot.knock()
    pilot.touch_hatch(IT.language, WORDINGS["en"].name)
    pilot.touch_bar(BAR_WORDS.house, BAR_WORDS.say, WORDINGS["it"].hatch.said_lines[2])
    assert said(pilot, EN.said_lines[2])
    assert pilot.bar_sees(BAR_WORDS.said)
    pilot.wait(10)
    assert not said(pilot, EN.said_lines[2])


@pytest.mark.parametrize("language", LOOK.languages)
def test_a_word_is_said_in_the_guests_language_whatever_they_look_at(pilot: Pilot, language: str) -> None:
    """At the menu, over a drink, and beside the word on the plate; another display may say the next one at once."""
    words, other = guest_words(language), pilot.second_bar()
    lines = WORDINGS["it"].hatch.said_lines
    pilot.knock()
    if language != "it":
        pilot.touch_hatch(IT.language, WORDINGS[language].name)
    pilot.touch_bar(BAR_WORDS.house, BAR_WORDS.say, lines[0])
    assert said(pilot, words.said_lines[0])
    pilot.touch_hatch(drink_name("negroni", language))
    assert said(pilot, words.said_lines[0])
    pilot.touch_hatch(words.take, words.check, words.order)
    pilot.touch_bar(BAR_WORDS.house, BAR_WORDS.say, lines[3], display="due")
    assert said(pilot, words.said_lines[3])
    assert BAR_WORDS.said in other.text()
    pilot.wait(10)
    assert not said(pilot, words.said_lines[3])


# --- closed orders -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("ending", ["handed over", "refused", "taken back", "given up"])
def test_a_closed_order_is_brought_back_to_where_it_was(ending: str) -> None:
    """However it ended, from either display's list: both have its ticket again, and its guest reads where it stands."""
    pilot = Pilot(HatchRules(uncollected_after_s=60))
    other = pilot.second_bar()
    order = pilot.guest_orders("negroni", leave=False)
    stands = S.PLACED
    if ending in ("handed over", "given up"):
        stands = S.READY
        pilot.bring_to(order, S.ACKNOWLEDGED, S.READY, *([S.COLLECTED] if ending == "handed over" else []))
        pilot.wait(61 if ending == "given up" else 1)
    elif ending == "refused":
        pilot.touch_bar(f"{BAR_WORDS.refuse} {order.word}", f"{BAR_WORDS.refuse_yes} {order.word}")
    else:
        pilot.touch_hatch(IT.cancel, IT.cancel_yes)
    assert pilot.statuses() == {}
    pilot.touch_bar(BAR_WORDS.house, BAR_WORDS.closed, f"{BAR_WORDS.bring_back} {order.word}", display="due")
    assert pilot.statuses() == {order.number: stands}
    assert pilot.bar_sees(order.word)
    assert BAR_WORDS.nothing_closed in other.text()
    assert pilot.order(order.number).status is stands


# --- the night in figures ----------------------------------------------------------------------------------------
def test_the_night_in_figures(pilot: Pilot) -> None:
    """Handed over, refused and still open, as it stands now; the till's sum follows an undo; tomorrow begins at nothing."""
    figures = WORDINGS["it"].figures
    sold, refused = pilot.guest_orders("negroni", "aviation"), pilot.guest_orders("negroni")
    pilot.guest_orders("gin-fizz")
    pilot.wait(120)
    pilot.bring_to(sold, S.ACKNOWLEDGED, S.READY, S.COLLECTED)
    pilot.touch_bar(f"{BAR_WORDS.refuse} {refused.word}", f"{BAR_WORDS.refuse_yes} {refused.word}")
    told = pilot.board().figures
    assert told is not None
    assert (told.orders, told.collected, told.refused, told.open) == (3, 1, 1, 1)
    assert (told.drinks, told.takings_cents, told.called) == (2, sold.total_cents, 1)
    assert 120 <= told.wait_longest_s <= 240
    pilot.touch_bar(BAR_WORDS.house, figures.title)
    assert pilot.bar_sees(figures.no_receipt)
    pilot.touch_bar(
        BAR_WORDS.tickets, BAR_WORDS.house, BAR_WORDS.closed, f"{BAR_WORDS.bring_back} {sold.word}"
    )
    told = pilot.board().figures
    assert told is not None
    assert (told.collected, told.open, told.takings_cents, told.called) == (0, 2, 0, 1)
    pilot.crash_hatch()
    pilot.settle()
    assert pilot.board().figures == told
    pilot.wait(20 * 3600)
    told = pilot.board().figures
    assert told is not None
    assert told.orders == 0


def test_the_figures_are_copied_at_leisure_and_a_new_order_is_seen_at_once(pilot: Pilot) -> None:
    """They stand for minutes, a knock is told beside them, and the order that follows has the display back and calls."""
    figures = WORDINGS["it"].figures
    pilot.touch_bar(BAR_WORDS.house, figures.title)
    pilot.wait(5 * 60)
    pilot.knock()
    pilot.wait(1)
    assert pilot.bar_sees(figures.no_receipt)
    assert pilot.bar_sees(BAR_WORDS.knock_new)
    pilot.touch_hatch(IT.leave)
    order = pilot.guest_orders("negroni")
    assert pilot.bar_sees(order.word)
    assert pilot.hatch.state.seen >= order.revision


def test_a_ready_that_was_taken_back_begins_anew() -> None:
    """It rings again, its guest has the whole time to come for it, and the figures tell the wait until it was made."""
    pilot = Pilot(HatchRules(uncollected_after_s=300))
    order = pilot.guest_orders("negroni")
    pilot.bring_to(order, S.ACKNOWLEDGED)
    pilot.wait(10)
    pilot.bring_to(order, S.READY)
    pilot.touch_bar(BAR_WORDS.undo)
    assert pilot.statuses() == {order.number: S.ACKNOWLEDGED}
    figures = pilot.board().figures
    assert figures is not None
    assert figures.called == 0
    pilot.wait(4 * 60)
    rung = pilot.hatch.did.count(Play("bell"))
    pilot.bring_to(order, S.READY)
    assert pilot.hatch.did.count(Play("bell")) == rung + 1
    pilot.wait(4 * 60)
    assert pilot.statuses() == {order.number: S.READY}
    figures = pilot.board().figures
    assert figures is not None
    assert figures.called == 1
    assert figures.wait_longest_s >= 4 * 60
    pilot.wait(2 * 60)
    assert pilot.statuses() == {}


# --- the slit, knocks, calls, the foot ---------------------------------------------------------------------------
def test_what_went_through_the_slit_is_handed_over_first(pilot: Pilot) -> None:
    """The one ready order comes to the front, green; an older one waits behind it."""
    older = pilot.guest_orders("aviation")
    order = pilot.guest_orders("negroni")
    pilot.bring_to(order, S.ACKNOWLEDGED, S.READY)
    pilot.slit(is_open=True)
    pilot.slit(is_open=False)
    assert pilot.bar_sees(BAR_WORDS.offered)
    scene = pilot.bars[BANCO].loop.scene
    assert scene is not None
    texts = list(scene.texts())
    assert texts.index(order.word) < texts.index(older.word)
    pilot.bring_to(order, S.COLLECTED)
    assert not pilot.bar_sees(BAR_WORDS.offered)


def test_a_slit_left_open_says_so(pilot: Pilot) -> None:
    """After a minute, with the minutes."""
    pilot.slit(is_open=True)
    assert pilot.bar_sees(BAR_WORDS.slit_open)
    pilot.wait(3 * 60 + 1)
    assert pilot.bar_sees(BAR_WORDS.slit_forgotten.format(minutes="3 min"))


def test_who_knocks(pilot: Pilot) -> None:
    """Somebody new; and with an order ready, that it may be its guest's."""
    pilot.knock(2)
    pilot.wait(1)
    assert pilot.bar_sees(BAR_WORDS.knock_new)
    pilot.touch_hatch(IT.leave)
    order = pilot.guest_orders("negroni")
    pilot.bring_to(order, S.ACKNOWLEDGED, S.READY)
    pilot.knock(2)
    pilot.wait(1)
    assert pilot.bar_sees(BAR_WORDS.knock_ready.format(word=order.word))


def test_a_new_order_calls_until_it_is_taken_on(pilot: Pilot) -> None:
    """Again and louder; the display that took it on silences the other, too."""
    other = pilot.second_bar()
    order = pilot.guest_orders("negroni")
    pilot.wait(2.5 * RULES.call_every_s)
    steps = [effect.step for effect in other.did if isinstance(effect, Play) and effect.sound == "order"]
    assert steps[-2:] == [1, 2]
    pilot.bring_to(order, S.ACKNOWLEDGED)
    count = len(other.did)
    pilot.wait(60)
    assert not [effect for effect in other.did[count:] if isinstance(effect, Play)]


def test_wet_hands(pilot: Pilot) -> None:
    """The foot switch takes the oldest order on and calls it ready; the hand-over is for eyes and hands."""
    pilot.guest_orders("negroni")
    bar = pilot.bars[BANCO]
    for _ in range(3):
        bar.letters.append(events.FootMoved(pilot.clock.mono, pressed=True))
        bar.letters.append(events.FootMoved(pilot.clock.mono + 0.001, pressed=False))
        pilot.wait(2)
    assert pilot.statuses() == {1: S.READY}


def test_more_tickets_than_fit(pilot: Pilot) -> None:
    """The rest is counted at the edge and a swipe away; a swipe closes nothing; after a while the first are back."""
    orders = [pilot.guest_orders("whisky-cola") for _ in range(6)]
    bar = pilot.bars[BANCO]
    assert bar.loop.scene is not None
    assert bar.loop.scene.swipes is not None
    assert not pilot.bar_sees(orders[5].word)
    assert bar.loop.scene.swipes.on is not None
    bar.loop.step(bar.loop.scene.swipes.on)
    pilot.settle()
    assert pilot.bar_sees(orders[5].word)
    assert len(pilot.statuses()) == 6
    pilot.wait(9)
    assert pilot.bar_sees(orders[0].word)


# --- what may come over the wire ---------------------------------------------------------------------------------
def board_of(pilot: Pilot, change: Callable[[dict[str, Any]], None]) -> None:
    """The bar hears the hatch's board with something changed in it."""
    board = json.loads(pilot.wire.kept[TOPICS.board(NAVIGLI)])
    change(board)
    pilot.bars[BANCO].letters.append((TOPICS.board(NAVIGLI), json.dumps(board).encode(), False))
    pilot.settle()


def test_a_board_from_a_newer_version(pilot: Pilot) -> None:
    """With more fields it is read as before; of another version it is named, and the last good tickets stay."""
    order = pilot.guest_orders("negroni")
    board_of(pilot, lambda board: board.update(moon="full", revision=board["revision"] + 1))
    assert pilot.bar_sees(order.word)
    board_of(pilot, lambda board: board.update(v=2))
    assert pilot.bar_sees(BAR_WORDS.newer_notice.format(topic=TOPICS.board(NAVIGLI))[:30])
    assert pilot.bar_sees(order.word)


def test_a_board_with_drinks_that_the_menu_lacks(pilot: Pilot) -> None:
    """They stand on the ticket and in the counts by the name they came with; their mark can be taken away."""
    pilot.guest_orders("negroni")

    def strange(board: dict[str, Any]) -> None:
        board["open"][0]["lines"][0].update(drink="old-list", name="Vecchia Ricetta")
        board.update(sold_out=["absinthe"], revision=board["revision"] + 1)

    board_of(pilot, strange)
    assert pilot.bar_sees("Vecchia")
    pilot.touch_bar(BAR_WORDS.drinks)
    assert pilot.bar_sees(BAR_WORDS.put_back)
    pilot.touch_bar("absinthe")
    assert not pilot.bar_sees(BAR_WORDS.put_back)


def test_a_clock_an_hour_off(pilot: Pilot) -> None:
    """It is said by how much; ages are the hatch's own and stay right; and it is unsaid when the clock is set."""
    order = pilot.guest_orders("negroni")
    pilot.wait(130)
    state = pilot.bars[BANCO].state
    (side,) = state.sides
    assert side.board is not None
    (shown,) = side.board.open
    ahead = replace(
        side.board,
        clock=pilot.clock().wall + timedelta(hours=1),
        revision=side.board.revision + 1,
        open=(replace(shown, age_s=130.0),),
    )
    pilot.bars[BANCO].letters.append(events.BoardCame(NAVIGLI, ahead, live=True))
    pilot.settle()
    words = BAR_WORDS.skew_ahead_notice.format(hatch=BAR_WORDS.hatch, minutes="60 min").split()
    assert all(word in pilot.bars[BANCO].text() for word in words)
    assert pilot.bar_sees("2 min")
    pilot.bring_to(order, S.ACKNOWLEDGED)
    assert not pilot.bar_sees("60 min")


def test_the_same_revision_twice_and_an_older_one_after_a_newer(pilot: Pilot) -> None:
    """Nothing is there twice, and nothing goes back."""
    first = pilot.wire.kept[TOPICS.board(NAVIGLI)]
    pilot.guest_orders("negroni")
    again = pilot.wire.kept[TOPICS.board(NAVIGLI)]
    for payload in (again, again, first):
        pilot.bars[BANCO].letters.append((TOPICS.board(NAVIGLI), payload, False))
    pilot.settle()
    assert pilot.statuses() == {1: S.PLACED}


def test_a_display_of_the_same_name(pilot: Pilot) -> None:
    """Thrown out by another that says it is this one, it says so, with the name, while it is out and when it goes on."""
    order = pilot.guest_orders("negroni")
    bar = pilot.bars[BANCO]
    words = BAR_WORDS.twin_notice.format(display=BANCO).split()
    bar.letters.append(events.LinkChanged(up=False, why="taken over", twin=True))
    pilot.settle()
    assert all(word in bar.text() for word in words)
    bar.letters.append(events.LinkChanged(up=True))
    pilot.settle()
    assert all(word in bar.text() for word in words)
    pilot.bring_to(order, S.ACKNOWLEDGED)
    assert pilot.statuses() == {1: S.ACKNOWLEDGED}
    pilot.wait(100)
    assert not pilot.bar_sees(f"\u00ab{BANCO}\u00bb")


def test_a_request_that_nobody_answers(pilot: Pilot) -> None:
    """A pause that got lost on its way is shown as not answered, and asked again it is the same pause."""
    pilot.touch_bar(BAR_WORDS.house)
    with pilot.unheard():
        until = pilot.clock().wall + timedelta(minutes=20)
        pilot.touch_bar(BAR_WORDS.pause_for.format(minutes=20))
        pilot.wait(5)
    assert pilot.bar_sees(BAR_WORDS.silent)
    pilot.touch_bar(BAR_WORDS.retry)
    pause = pilot.board().pause
    assert pause is not None
    assert pause.until is not None
    assert until <= pause.until < until + timedelta(seconds=10)


@pytest.mark.parametrize("language", LOOK.languages)
def test_every_line_can_be_said(pilot: Pilot, language: str) -> None:
    """In every language there is a line for each that the bar offers."""
    assert len(WORDINGS[language].hatch.said_lines) == pilot.house.said_lines
    assert drink_name("negroni", language)
