"""What may be ordered now: hours, last orders, the law with the wait before it, and what is promised already."""

from datetime import UTC, datetime, timedelta
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kiosk.core import events, intake
from kiosk.core.basket import Basket, Item
from kiosk.core.calendar import Calendar, CutOff, Span
from kiosk.core.effort import HAND_OVER_S
from kiosk.core.hatch_state import Hatch, Visit
from kiosk.core.order import Status
from kiosk.core.request import SellOut, SetPause
from kiosk.core.rules import HatchRules
from kiosk.core.wait import basket_s, new_order_s
from kiosk.core.watch import LOOK_S
from tests.core.test_night import evening, in_milan
from tests.stories import CALENDAR, Clock, PlayedHatch, a_house, boards

SUMMER = "2027-07-02"
"""A Friday in the season: alcohol ends at midnight."""
FREE = "lemonade"
ONE_NEGRONI = Basket((Item("negroni"),))
RULES = HatchRules()


def at_hour(day: str, hour: str, calendar: Calendar = CALENDAR) -> PlayedHatch:
    """A hatch that opens its books at this hour of Milan's."""
    return PlayedHatch(a_house(calendar=calendar), clock=Clock(wall=in_milan(day, hour)))


def visit(hatch: PlayedHatch) -> Visit:
    """The guest who is here."""
    assert hatch.state.visit is not None
    return hatch.state.visit


def objection(hatch: PlayedHatch, drink: str = "negroni") -> str:
    """Why a drink cannot be had now."""
    return intake.objection(hatch.state, drink, hatch.clock())


# --- hours -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("hour", "open_"), [("19:29", False), ("19:30", True), ("23:00", True), ("02:40", True), ("03:00", False)]
)
def test_orders_are_taken_within_the_hours(hour: str, open_: bool) -> None:
    """From half past seven; towards three only what can still be made."""
    day = "2026-11-21" if hour < "12" else "2026-11-20"
    assert at_hour(day, hour).state.intake.open is open_


def test_closed_says_when_again() -> None:
    """Before the hours tonight, after them tomorrow."""
    assert at_hour("2026-11-20", "18:00").state.intake.opens == in_milan("2026-11-20", "19:30")
    assert at_hour("2026-11-21", "04:00").state.intake.opens == in_milan("2026-11-21", "19:30")


def test_the_end_of_the_night_comes_by_itself() -> None:
    """Time alone brings last orders, then the end: each at the moment it was announced for, and told to the bar."""
    hatch = at_hour("2026-11-21", "02:00")
    last = [hatch.state.intake.last]
    hatch.wait(37 * 60)
    assert [*last, hatch.state.intake.last] == [False, True]
    ends = hatch.state.intake.ends
    assert ends is not None
    assert in_milan("2026-11-21", "02:50") < ends < in_milan("2026-11-21", "02:58")
    hatch.wait((ends - hatch.clock().wall).total_seconds() - 1)
    open_ = [hatch.state.intake.open]
    told = boards(hatch.wait(62))
    assert [*open_, hatch.state.intake.open] == [True, False]
    assert told[-1].board.open_now is False
    assert told[-1].board.opens == in_milan("2026-11-21", "19:30")


def test_the_morning_after_opens_by_itself_in_the_evening() -> None:
    """A hatch that runs for weeks needs nobody to open it."""
    hatch = at_hour("2026-11-21", "03:30")
    hatch.wait(15.9 * 3600)
    open_ = [hatch.state.intake.open]
    hatch.wait(0.2 * 3600)
    assert [*open_, hatch.state.intake.open] == [False, True]
    assert hatch.state.tonight.night == "2026-11-21"


@pytest.mark.parametrize(("night", "hours"), [("2027-03-27", 6.5), ("2027-10-30", 8.5)])
def test_over_a_change_of_the_clocks_the_house_is_open_for_its_real_hours(night: str, hours: float) -> None:
    """From half past seven to three by the clock, played second by second of real time."""
    hatch = at_hour(night, "19:30", evening())
    hatch.wait(hours * 3600 - 30 * 60)
    assert hatch.state.intake.open
    assert hatch.state.intake.closes == hatch.clock().wall + timedelta(minutes=30)
    hatch.wait(30 * 60)
    assert not hatch.state.intake.open


def test_a_closed_house_shows_its_menu_and_takes_no_order() -> None:
    """Whoever wakes it is told at once, and again at each touch that would order."""
    hatch = at_hour("2026-11-20", "18:00")
    hatch.do(events.Woken())
    assert visit(hatch).hint == "closed"
    hatch.clock.on(1)
    hatch.do(events.Picked("negroni"))
    assert (visit(hatch).hint, visit(hatch).basket.count) == ("closed", 0)


def test_who_chose_in_time_and_touched_too_late_is_told_before_anything_is_placed() -> None:
    """The house closed between the check and the touch."""
    hatch = at_hour("2026-11-21", "02:50")
    hatch.do(events.Woken())
    hatch.choose("negroni")
    hatch.clock.on(15 * 60)
    hatch.do(events.Confirmed())
    assert hatch.records.orders == {}
    assert (visit(hatch).hint, visit(hatch).basket.count) == ("closed", 1)


# --- the law -----------------------------------------------------------------------------------------------------
def test_alcohol_ends_before_the_cut_off_by_the_wait_and_a_margin() -> None:
    """So that the last drink is handed over, and not only begun, before midnight."""
    hatch = at_hour(SUMMER, "23:00")
    hatch.wait(40 * 60)
    (stop,) = hatch.state.intake.stops
    assert stop.ban.since == in_milan("2027-07-03", "00:00")
    assert not stop.ended
    assert objection(hatch) == ""
    needed = basket_s(hatch.state, ONE_NEGRONI, hatch.clock()) + HAND_OVER_S + RULES.cut_off_margin_s
    hatch.wait(20 * 60 - needed - 5)
    assert objection(hatch) == ""
    hatch.wait(10)
    assert objection(hatch) == "ban"
    assert hatch.clock().wall < stop.ban.since - timedelta(seconds=RULES.cut_off_margin_s)


def test_with_a_line_before_the_slit_alcohol_ends_earlier() -> None:
    """A rule at a fixed time would be wrong in both directions."""
    quiet, busy = at_hour(SUMMER, "23:37"), at_hour(SUMMER, "23:37")
    for _ in range(4):
        busy.order("whiskey-sour", "whiskey-sour")
    ends = [hatch.state.intake.stops[0].orders_until for hatch in (quiet, busy)]
    assert ends[1] < ends[0] - timedelta(minutes=5)


def test_after_the_cut_off_what_is_no_alcohol_is_still_sold() -> None:
    """At one in the morning of a summer's night a lemonade leaves the hatch, and a Negroni does not."""
    hatch = at_hour("2027-07-03", "01:00")
    assert hatch.state.intake.alcohol == "ended"
    assert objection(hatch) == "ban"
    hatch.order(FREE)
    assert [order.lines[0].drink for order in hatch.records.orders.values()] == [FREE]


def test_a_drink_under_a_ban_is_refused_when_it_is_picked_and_its_reason_is_known() -> None:
    """In the guest's language, as the calendar has it."""
    hatch = at_hour("2027-07-03", "01:00")
    hatch.do(events.Woken())
    hatch.clock.on(1)
    hatch.do(events.Picked("negroni"))
    assert (visit(hatch).hint, visit(hatch).gone, visit(hatch).basket.count) == ("ban", ("negroni",), 0)
    ban = intake.ban_on(hatch.state, "negroni", hatch.clock())
    assert ban is not None
    assert "mezzanotte" in ban.reason["it"]


def test_a_basket_that_can_no_longer_be_kept_is_told_by_itself() -> None:
    """While the guest reads the check the last moment passes: the drink leaves the basket, the lemonade stays."""
    hatch = at_hour(SUMMER, "23:52")
    hatch.do(events.Woken())
    hatch.choose("negroni", FREE)
    assert visit(hatch).mood == "check"
    while visit(hatch).hint == "":
        hatch.do(events.Stayed())
        hatch.wait(20)
    assert (visit(hatch).hint, visit(hatch).gone) == ("ban", ("negroni",))
    assert visit(hatch).basket.items == (Item(FREE),)
    assert hatch.clock().wall < in_milan("2027-07-03", "00:00") - timedelta(seconds=RULES.cut_off_margin_s)


def test_the_moment_a_basket_can_no_longer_be_kept_is_announced() -> None:
    """Three Whiskey Sours end sooner than a drink such as they are on average: to the second, without a touch."""
    hatch = at_hour(SUMMER, "23:51:50")
    hatch.do(events.Woken())
    hatch.clock.on(1)
    hatch.touch(*[events.Picked("whiskey-sour")] * 3)
    needed_s = (
        basket_s(hatch.state, visit(hatch).basket, hatch.clock()) + HAND_OVER_S + RULES.cut_off_margin_s
    )
    left_s = (in_milan("2027-07-03", "00:00") - hatch.clock().wall).total_seconds() - needed_s
    assert 0 < left_s < LOOK_S
    hatch.do(events.Stayed())
    hatch.wait(left_s - 0.1)
    hints = [visit(hatch).hint]
    hatch.wait(0.2)
    assert [*hints, visit(hatch).hint] == ["", "ban"]


def test_everything_is_checked_again_at_placing() -> None:
    """Nothing ticked in between, and the touch comes too late: nothing is placed, the guest reads what to change."""
    hatch = at_hour(SUMMER, "23:50")
    hatch.do(events.Woken())
    hatch.choose("negroni", FREE)
    hatch.clock.on(400)
    hatch.do(events.Confirmed())
    assert hatch.records.orders == {}
    assert (visit(hatch).hint, visit(hatch).gone) == ("ban", ("negroni",))
    hatch.clock.on(1)
    hatch.do(events.Confirmed())
    (order,) = hatch.records.orders.values()
    assert [line.drink for line in order.lines] == [FREE]


def test_a_large_order_ends_earlier_than_a_small_one() -> None:
    """One Americano may still be ready by midnight when six Whiskey Sours would not."""
    hatch = at_hour(SUMMER, "23:50")
    hatch.do(events.Woken())
    hatch.clock.on(1)
    hatch.touch(*[events.Picked("whiskey-sour")] * 6)
    assert 1 <= visit(hatch).basket.count < 6
    assert visit(hatch).hint == "ban"
    hatch.do(events.CheckAsked())
    hatch.clock.on(1)
    hatch.do(events.Confirmed())
    assert len(hatch.records.orders) == 1


def test_at_new_year_only_the_strong_ones_are_refused() -> None:
    """A Negroni is over 21 percent, an Americano is not."""
    hatch = at_hour("2026-12-31", "22:00")
    assert objection(hatch, "negroni") == "ban"
    assert objection(hatch, "americano") == ""
    assert [stop.ban.over_percent for stop in hatch.state.intake.stops] == [21]


def test_what_was_placed_in_time_may_be_finished() -> None:
    """A cut-off ends the intake and takes no order back."""
    hatch = at_hour(SUMMER, "23:50")
    number = hatch.order("americano")
    hatch.wait(20 * 60)
    assert hatch.status(number) is Status.PLACED


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("pick"), st.sampled_from(["negroni", "whiskey-sour", "americano", FREE])),
        st.tuples(st.just("wait"), st.integers(1, 200)),
        st.tuples(st.just("jump"), st.integers(1, 200)),
        st.tuples(st.just("confirm"), st.just("")),
    ),
    max_size=30,
)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 25 * 60), ACTS)
def test_nothing_is_ever_placed_that_could_only_be_handed_over_too_late(
    start_s: int, acts: list[tuple[str, str | int]]
) -> None:
    """Whatever guests do around midnight: with the wait they are told and the margin, alcohol is out by the cut-off."""
    hatch = PlayedHatch(a_house(), clock=Clock(wall=in_milan(SUMMER, "23:40") + timedelta(seconds=start_s)))
    cut_off, margin = in_milan("2027-07-03", "00:00"), timedelta(seconds=RULES.cut_off_margin_s)
    for what, how in acts:
        before = hatch.state
        now = hatch.clock()
        match what, how:
            case "pick", str(drink):
                hatch.do(events.Woken())
                hatch.clock.on(1)
                hatch.do(events.Picked(drink), events.CheckAsked())
            case "wait", int(seconds):
                hatch.wait(seconds)
            case "jump", int(seconds):
                hatch.clock.on(seconds)  # and no Tick
            case _:
                hatch.clock.on(1)
                now = hatch.clock()
                hatch.do(events.Confirmed(), events.Left())
        for order in hatch.state.orders[len(before.orders) :]:
            strong = any(line.drink != FREE for line in order.lines)
            assert not strong or now.wall + margin + timedelta(seconds=HAND_OVER_S) < cut_off


def test_no_ban_no_stop() -> None:
    """A house under no rule sells all night."""
    hatch = at_hour("2026-11-21", "01:00", evening())
    assert hatch.state.intake.stops == ()
    assert hatch.state.intake.cut_off is None


def test_a_cut_off_that_comes_with_the_end_of_the_night_is_not_told_beside_it() -> None:
    """At three the house closes and the law begins: last orders say it all."""
    hatch = at_hour("2026-11-21", "02:45")
    assert hatch.state.intake.last
    assert hatch.state.intake.stops == ()
    assert hatch.state.intake.cut_off == in_milan("2026-11-21", "03:00")


def test_two_rules_for_two_strengths_are_both_told() -> None:
    """Strong ones have ended since six, the rest will at midnight."""
    rules = (
        CutOff("strong", Span(360, 1080), {}, "x", over_percent=21.0),
        CutOff("all", Span(720, 1080), {}, "x"),
    )
    hatch = at_hour("2026-11-20", "23:50", evening(cut_offs=rules))
    assert [(stop.ban.name, stop.ended) for stop in hatch.state.intake.stops] == [
        ("strong", True),
        ("all", False),
    ]


# --- what is promised already ------------------------------------------------------------------------------------
def test_beyond_the_cap_nobody_new_is_taken_on() -> None:
    """Fifteen minutes of promises are enough; when the line has shortened the hatch takes orders again."""
    hatch = at_hour("2026-11-20", "22:00")
    while not hatch.state.intake.full:
        hatch.order("whiskey-sour", "whiskey-sour")
    assert intake.refusal(hatch.state) == "full"
    count = len(hatch.records.orders)
    hatch.order()
    assert len(hatch.records.orders) == count
    assert 3 <= count < 10
    hatch.do(events.Woken())
    assert visit(hatch).hint == "full"


def test_an_order_of_six_is_not_refused_for_its_own_size() -> None:
    """The cap is on what others wait for."""
    hatch = PlayedHatch(a_house(HatchRules(promise_cap_s=200)))
    hatch.order(*["whiskey-sour"] * 6)
    assert len(hatch.records.orders) == 1


def test_the_bar_is_told_what_a_new_guest_is_told() -> None:
    """The same figure on both sides, and when it changes."""
    hatch = at_hour("2026-11-20", "22:00")
    told = boards(hatch.do(events.PublishAgain()))
    assert told[-1].board.wait_min == hatch.state.intake.wait_min
    hatch.order("whiskey-sour", "whiskey-sour", "whiskey-sour")
    assert boards(hatch.done)[-1].board.wait_min == hatch.state.intake.wait_min > 2


# --- which objection ---------------------------------------------------------------------------------------------
def test_the_objections_in_their_order() -> None:
    """What can be changed by choosing something else is told before what cannot."""
    hatch = at_hour("2027-07-03", "01:00")
    assert objection(hatch, FREE) == ""
    hatch.asked(SetPause(on=True))
    assert objection(hatch, FREE) == "paused"
    assert objection(hatch, "negroni") == "ban"
    hatch.asked(SellOut("negroni", out=True))
    assert objection(hatch, "negroni") == "sold_out"
    assert objection(hatch, "no-such-drink") == "paused"


def test_the_times_of_the_intake_are_whole_minutes() -> None:
    """No clock shows an end that has passed: 02:54 means that until then orders are taken."""
    found = at_hour("2026-11-21", "02:41").state.intake
    assert found.ends is not None
    assert (found.ends.second, found.ends.microsecond) == (0, 0)
    assert found.ends.tzinfo is UTC
    assert replace(found, ends=None) != found
    assert found.ends > datetime(2026, 11, 21, 1, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "hour", "why"), [("2026-11-21", "02:50", "closed"), (SUMMER, "23:50", "ban")]
)
def test_the_end_holds_from_its_very_second(day: str, hour: str, why: str) -> None:
    """A touch half a second before it is an order, half a second after it is not, tick or no tick between."""
    hatch = at_hour(day, hour)
    now = hatch.clock()
    needed_s = basket_s(hatch.state, ONE_NEGRONI, now) + HAND_OVER_S + RULES.cut_off_margin_s
    end = hatch.state.tonight.closes if why == "closed" else in_milan("2027-07-03", "00:00")
    assert end is not None
    if why == "closed":  # which goes by a drink such as they are on average
        needed_s = new_order_s(hatch.state, now) + HAND_OVER_S + RULES.cut_off_margin_s
    hatch.clock.on((end - now.wall).total_seconds() - needed_s - 10.5)
    hatch.do(events.Woken())
    hatch.clock.on(10)
    assert intake.objection(_stepped(hatch), "negroni", hatch.clock()) == ""
    hatch.clock.on(1)
    assert intake.objection(_stepped(hatch), "negroni", hatch.clock()) == why


def _stepped(hatch: PlayedHatch) -> Hatch:
    """The state as any touch at this moment finds it."""
    hatch.do(events.Stayed())
    return hatch.state


def test_placing_does_not_rely_on_the_last_look() -> None:
    """Even where the eye on the clock has overslept, nothing forbidden is placed."""
    hatch = at_hour(SUMMER, "23:50")
    hatch.do(events.Woken())
    hatch.choose("negroni", FREE)
    hatch.state = replace(hatch.state, look_at=inf)
    hatch.clock.on(400)
    hatch.do(events.Confirmed())
    assert hatch.records.orders == {}
    assert visit(hatch).gone == ("negroni",)
