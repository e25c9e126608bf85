"""The wait that a guest is told: what it is made of, how it is rounded, and that it never says less than the truth."""

from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kiosk.core import events, wait
from kiosk.core.basket import Basket, Item
from kiosk.core.effort import HAND_OVER_S, LID_S, making, preps
from kiosk.core.order import Order, Status
from kiosk.core.pace import Pace
from kiosk.core.request import Advance, SetPause, Undo
from kiosk.core.wait import rounded_min
from tests.stories import MENU, PlayedHatch, boards

S = Status
TIMES = preps(MENU)


@pytest.fixture
def hatch() -> PlayedHatch:
    """A hatch on a Friday evening, with nobody before it."""
    return PlayedHatch()


def prep_s(slug: str) -> float:
    """What the menu says that one takes."""
    drink = MENU.drink(slug)
    assert drink is not None
    return drink.prep_s


def made(hatch: PlayedHatch, number: int, took_s: float) -> None:
    """The bartender takes an order on, makes it, and hands it over."""
    hatch.asked(Advance(number, S.ACKNOWLEDGED))
    hatch.wait(took_s)
    hatch.asked(Advance(number, S.READY))
    hatch.asked(Advance(number, S.COLLECTED))


def the(hatch: PlayedHatch, number: int) -> Order:
    """An order as the hatch knows it."""
    order = hatch.state.order(number)
    assert order is not None
    return order


def new_s(hatch: PlayedHatch) -> float:
    """What a new order would have to wait."""
    return wait.new_order_s(hatch.state, hatch.clock())


# --- rounding ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("seconds", "minutes"),
    [
        (-50, 1),
        (0, 1),
        (1, 1),
        (60, 1),
        (60.5, 2),
        (240, 4),
        (300, 5),
        (301, 10),
        (600, 10),
        (601, 15),
        (1801, 35),
    ],
)
def test_a_wait_is_told_in_minutes_rounded_up(seconds: float, minutes: int) -> None:
    """One by one to five, then in fives; never none."""
    assert rounded_min(seconds) == minutes


@given(st.floats(0, 10_000), st.floats(0, 10_000))
def test_rounding_never_says_less_than_the_truth(one: float, other: float) -> None:
    """And a longer wait is never told as a shorter one."""
    assert rounded_min(one) * 60 >= one
    assert rounded_min(min(one, other)) <= rounded_min(max(one, other))


# --- what it is made of ------------------------------------------------------------------------------------------
def test_a_second_equal_drink_costs_about_half() -> None:
    """Measured in bars: 50 to 60 percent of the first; each has its lid."""
    one, two = (making([("whiskey-sour", count)], TIMES).mean_s for count in (1, 2))
    assert one == prep_s("whiskey-sour") + LID_S
    assert 0.5 <= (two - one - LID_S) / prep_s("whiskey-sour") <= 0.6


def test_two_different_drinks_cost_both() -> None:
    """There is nothing to make together."""
    both = making([("negroni", 1), ("aviation", 1)], TIMES).mean_s
    assert both == prep_s("negroni") + prep_s("aviation") + 2 * LID_S


def test_with_nobody_before_a_drink_is_promised_with_room_to_spare(hatch: PlayedHatch) -> None:
    """The drink itself, an allowance for the room, and the padding that keeps four promises in five."""
    own = making([("negroni", 1)], TIMES).mean_s
    told = wait.basket_s(hatch.state, Basket((Item("negroni"),)), hatch.clock())
    assert own < told < 2 * own + 60


def test_what_lies_ahead_is_waited_for(hatch: PlayedHatch) -> None:
    """Each order before adds its making and its hand-over."""
    alone = new_s(hatch)
    hatch.order("whiskey-sour")
    behind = new_s(hatch)
    assert behind - alone > prep_s("whiskey-sour") + LID_S + HAND_OVER_S
    hatch.order("whiskey-sour", "whiskey-sour")
    assert new_s(hatch) > behind + prep_s("whiskey-sour")


def test_the_order_in_the_making_counts_for_what_is_left_of_it(hatch: PlayedHatch) -> None:
    """Half made is half waited for; one that is overdue is not done with nothing."""
    number = hatch.order("whiskey-sour")
    hatch.asked(Advance(number, S.ACKNOWLEDGED))
    whole = new_s(hatch)
    hatch.wait(60)
    assert 55 < whole - new_s(hatch) < 90
    hatch.wait(600)
    assert new_s(hatch) > wait.new_order_s(PlayedHatch().state, hatch.clock()) + 100


def test_an_order_that_nobody_took_on_is_all_still_to_be_made(hatch: PlayedHatch) -> None:
    """Lying on the board makes nothing."""
    hatch.order("whiskey-sour")
    before = new_s(hatch)
    hatch.wait(120)
    assert new_s(hatch) == pytest.approx(before)


def test_a_ready_drink_still_costs_its_hand_over(hatch: PlayedHatch) -> None:
    """Its guest will come and pay."""
    alone = new_s(hatch)
    number = hatch.order()
    hatch.asked(Advance(number, S.ACKNOWLEDGED))
    hatch.wait(60)
    hatch.asked(Advance(number, S.READY))
    assert new_s(hatch) == pytest.approx(alone + HAND_OVER_S, abs=10)
    hatch.asked(Advance(number, S.COLLECTED))
    assert new_s(hatch) == pytest.approx(alone, abs=10)


def test_a_pause_with_an_end_is_waited_for(hatch: PlayedHatch) -> None:
    """Back in ten minutes means ten minutes more."""
    before = new_s(hatch)
    hatch.asked(SetPause(on=True, until=hatch.clock().wall + timedelta(minutes=10)))
    assert new_s(hatch) == pytest.approx(before + 600)


def test_the_bartender_may_move_the_promise_but_not_below_the_drink_itself(hatch: PlayedHatch) -> None:
    """Minus ten minutes does not make a drink in no time."""
    now, plain = hatch.clock(), new_s(hatch)
    assert wait.new_order_s(replace(hatch.state, pace=Pace(extra_s=300)), now) == pytest.approx(plain + 300)
    assert wait.new_order_s(replace(hatch.state, pace=Pace(extra_s=-600)), now) >= 60


# --- learning ----------------------------------------------------------------------------------------------------
def test_a_slow_night_makes_longer_promises(hatch: PlayedHatch) -> None:
    """Eight orders that took one and a half times as long, and the ninth guest is told so."""
    quick = new_s(hatch)
    due = making([("negroni", 1)], TIMES).mean_s
    for _ in range(8):
        made(hatch, hatch.order(), 1.5 * due)
    assert hatch.state.pace.factor == pytest.approx(1.5, abs=0.05)
    assert new_s(hatch) > quick + 0.5 * making([("negroni", 1)], TIMES).mean_s


def test_an_order_is_not_blamed_for_the_one_before_it(hatch: PlayedHatch) -> None:
    """Two taken on at once: the second was begun when the first was ready."""
    due = making([("negroni", 1)], TIMES).mean_s
    first, second = hatch.order(), hatch.order()
    for number in (first, second):
        hatch.asked(Advance(number, S.ACKNOWLEDGED))
    for number in (first, second):
        hatch.wait(due)
        hatch.asked(Advance(number, S.READY))
    assert [sample.took_s for sample in hatch.state.pace.recent] == pytest.approx([due, due], abs=1)


def test_a_hand_over_in_between_is_not_the_makings_fault(hatch: PlayedHatch) -> None:
    """Whoever pays while the next drink is made takes their own time, not the drink's."""
    first, second = hatch.order(), hatch.order()
    for number in (first, second):
        hatch.asked(Advance(number, S.ACKNOWLEDGED))
    hatch.wait(50)
    hatch.asked(Advance(first, S.READY))
    hatch.wait(HAND_OVER_S)
    hatch.asked(Advance(first, S.COLLECTED))
    hatch.wait(58)
    hatch.asked(Advance(second, S.READY))
    assert hatch.state.pace.recent[-1].took_s == pytest.approx(58, abs=0.1)


def test_an_undone_ready_teaches_nothing_twice(hatch: PlayedHatch) -> None:
    """A knuckle that slipped is no lesson in speed."""
    number = hatch.order()
    hatch.asked(Advance(number, S.ACKNOWLEDGED))
    hatch.wait(58)
    hatch.asked(Advance(number, S.READY))
    learned = hatch.state.pace.recent
    hatch.asked(Undo(number, S.READY))
    hatch.wait(2)
    hatch.asked(Advance(number, S.READY))
    assert hatch.state.pace.recent == learned


def test_what_was_learned_is_on_record_and_outlives_the_night(hatch: PlayedHatch) -> None:
    """The next start begins with the long run."""
    made(hatch, hatch.order(), 150)
    learned = hatch.state.pace.long_run
    assert learned > 1
    assert hatch.records.pace.long_run == learned
    hatch.crash()
    assert hatch.state.pace.long_run == learned
    assert hatch.state.pace.recent == ()


# --- promises ----------------------------------------------------------------------------------------------------
def test_a_guest_is_promised_at_placing_and_it_is_on_record(hatch: PlayedHatch) -> None:
    """What was told stands in the books, so that it can be held against the truth."""
    told = rounded_min(wait.basket_s(hatch.state, Basket((Item("negroni"),)), hatch.clock()))
    number = hatch.order()
    order = the(hatch, number)
    assert order.promised_s == told * 60
    assert hatch.records.orders[number].promised_s == told * 60
    assert order.due_mono == order.placed_mono + order.promised_s


def test_a_promise_counts_down(hatch: PlayedHatch) -> None:
    """It is a moment, not a guess made anew at every look."""
    number = hatch.order("whiskey-sour", "whiskey-sour")
    first = wait.due_min(the(hatch, number), hatch.clock())
    hatch.asked(Advance(number, S.ACKNOWLEDGED))
    hatch.wait(120)
    second = wait.due_min(the(hatch, number), hatch.clock())
    assert first is not None
    assert second is not None
    assert second < first


def test_a_promise_that_has_become_untrue_is_moved_and_the_second_time_with_a_word(
    hatch: PlayedHatch,
) -> None:
    """Nobody takes the order on: it is moved later, and from the second time on the screen has to say why."""
    number = hatch.order()
    excuses = {}
    for _ in range(40):
        excuses[the(hatch, number).moved_later] = wait.needs_excuse(the(hatch, number))
        hatch.wait(30)
    assert [excuses[times] for times in (0, 1, 2, 3)] == [False, False, True, True]


def test_the_bar_hears_of_a_promise_that_was_moved(hatch: PlayedHatch) -> None:
    """The board carries what the guest reads."""
    number = hatch.order()
    told = []
    for _ in range(20):
        told += boards(hatch.wait(30))
    late = [board.board.open[0].due_s for board in told]
    assert late
    assert all(due_s is not None and due_s > 0 for due_s in late)
    assert the(hatch, number).moved_later > 0


def test_a_promise_outlives_a_crash(hatch: PlayedHatch) -> None:
    """The guest was told a time, and a restart does not make it longer."""
    number = hatch.order("whiskey-sour")
    due = the(hatch, number).due_mono
    hatch.clock.on(20)
    hatch.crash()
    assert the(hatch, number).due_mono == pytest.approx(due)


@pytest.mark.parametrize("goal", [S.READY, S.COLLECTED, S.REFUSED])
def test_what_is_ready_or_closed_is_not_waited_for(hatch: PlayedHatch, goal: Status) -> None:
    """There is no figure to tell."""
    number = hatch.order()
    for step in (S.ACKNOWLEDGED, S.READY, goal):
        hatch.asked(Advance(number, step))
    assert wait.due_min(the(hatch, number), hatch.clock()) is None
    assert wait.queue(hatch.state, hatch.clock()).each == ()


def test_what_is_told_before_ordering_is_what_is_promised_then(hatch: PlayedHatch) -> None:
    """At the check a guest reads the same minutes as with the word, whatever lies ahead."""
    hatch.order("negroni")
    hatch.order("whiskey-sour", "negroni")
    hatch.do(events.Woken())
    hatch.choose("whiskey-sour")
    visit = hatch.state.visit
    assert visit is not None
    told = wait.basket_min(hatch.state, visit.basket, hatch.clock())
    hatch.do(events.Confirmed())
    assert wait.due_min(hatch.state.orders[-1], hatch.clock()) == told


ACTS = st.lists(
    st.one_of(
        st.tuples(
            st.just("order"), st.lists(st.sampled_from(["negroni", "whiskey-sour"]), min_size=1, max_size=3)
        ),
        st.tuples(st.just("forward"), st.integers(0, 5)),
        st.tuples(st.just("wait"), st.floats(1, 400)),
        st.tuples(st.just("pause"), st.booleans()),
    ),
    max_size=25,
)


OVERRUN: list[tuple[str, object]] = [
    ("order", ["negroni", "whiskey-sour"]),
    *[("order", ["negroni"])] * 3,
    ("order", ["whiskey-sour"]),
    ("order", ["negroni"]),
    ("forward", 1),
    *[("order", ["negroni"])] * 2,
    ("forward", 2),
    ("order", ["negroni", "negroni"]),
    ("wait", 371.0),
]
"""One order takes so long that the promises behind it come due while the next look is still ahead."""


@settings(max_examples=60, deadline=None)
@example(OVERRUN)
@given(ACTS)
def test_no_promise_ever_counts_down_below_the_truth(acts: list[tuple[str, object]]) -> None:
    """Whatever happens, each open order is due no sooner than it can be expected, within two seconds."""
    hatch = PlayedHatch()
    for what, how in acts:
        match what, how:
            case "order", list(drinks):
                hatch.do(events.Woken())
                hatch.choose(*drinks)
                hatch.do(events.Confirmed(), events.Left())
                hatch.clock.on(1)
            case "forward", int(at):
                for order in hatch.state.open_orders[at : at + 1]:
                    hatch.asked(Advance(order.number, NEXT[order.status]))
            case "wait", float(seconds):
                hatch.wait(seconds)
            case "pause", bool(on):
                hatch.asked(SetPause(on=on))
        hatch.wait(0)
        untrue = wait.untrue_at(hatch.state, wait.queue(hatch.state, hatch.clock()))
        assert untrue is None or untrue >= hatch.clock.mono - 2
        assert all(order.due_mono is not None for order in hatch.state.orders)


NEXT = {S.PLACED: S.ACKNOWLEDGED, S.ACKNOWLEDGED: S.READY, S.READY: S.COLLECTED}
