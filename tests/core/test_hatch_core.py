"""The hatch's own events: its sensors, its link, the displays, and what they have seen."""

import pytest
from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.effects import Note, Play, ShowMenu, ShowStatus, TellKnock
from kiosk.core.order import Status
from kiosk.core.request import Advance, SetPause
from kiosk.core.rules import SLIT_SETTLES_S, KnockRules
from tests.stories import BOOKS, MENU, PlayedHatch, boards

RULES = KnockRules()


@pytest.fixture
def hatch() -> PlayedHatch:
    """A hatch with one order placed, whose slit is shut."""
    hatch = PlayedHatch()
    hatch.do(events.SlitMoved(hatch.clock.mono, open=False))
    hatch.order()
    return hatch


def knock(hatch: PlayedHatch, gap_s: float = 0.2) -> None:
    """One knock, and the time until the next one."""
    at = hatch.clock.mono
    hatch.do(events.KnockEdge(at, active=True), events.KnockEdge(at + 0.002, active=False))
    hatch.wait(gap_s)


# --- the sensors -------------------------------------------------------------------------------------------------
def test_each_knock_is_heard_and_the_bout_is_told_after_its_silence(hatch: PlayedHatch) -> None:
    """The sound at once; how many, when it is over."""
    for _ in range(3):
        knock(hatch)
    assert hatch.done.count(Play("knock")) == 3
    assert not [effect for effect in hatch.done if isinstance(effect, TellKnock)]
    (told,) = [effect for effect in hatch.wait(RULES.bout_gap_s) if isinstance(effect, TellKnock)]
    assert told.count == 3
    assert told.rhythm == pytest.approx((1, 1))


def test_two_bouts_are_told_apart_even_when_no_tick_came_between(hatch: PlayedHatch) -> None:
    """The next knock's own time stamp ends the bout before it."""
    at = hatch.clock.mono
    for start in (at, at + 0.2):
        hatch.do(events.KnockEdge(start, active=True), events.KnockEdge(start + 0.01, active=False))
    told = hatch.do(events.KnockEdge(at + RULES.bout_gap_s + 1, active=True))
    assert [effect for effect in told if isinstance(effect, TellKnock)] == [TellKnock(2, (1.0,), woke=True)]


def test_a_knock_is_dated_by_when_it_is_handled(hatch: PlayedHatch) -> None:
    """The picture's answer to it begins when it can begin."""
    knock(hatch, 0)
    assert hatch.state.knocked == hatch.clock.mono


def test_how_the_slit_stands_at_start_is_no_movement() -> None:
    """No sound, but a fact on the board."""
    fresh = PlayedHatch()
    performed = fresh.do(events.SlitMoved(fresh.clock.mono, open=True))
    assert Play("latch") not in performed
    assert boards(performed)[0].board.slit_open is True


def test_the_slit_moves_once_it_has_settled(hatch: PlayedHatch) -> None:
    """It is told and heard when the switch has stopped chattering."""
    performed = hatch.do(events.SlitMoved(hatch.clock.mono, open=True))
    assert performed == []
    performed = hatch.wait(SLIT_SETTLES_S)
    assert Play("latch") in performed
    assert boards(performed)[0].board.slit_open is True


def test_a_slit_that_only_rattled_did_not_move(hatch: PlayedHatch) -> None:
    """Open and shut again before it settled: nothing is told."""
    hatch.do(
        events.SlitMoved(hatch.clock.mono, open=True), events.SlitMoved(hatch.clock.mono + 0.01, open=False)
    )
    assert hatch.wait(1) == []


def test_wood_that_speaks_of_the_slit_is_no_guest(hatch: PlayedHatch) -> None:
    """A knock right after the slit moved wakes nobody; a later one does."""
    hatch.do(events.SlitMoved(hatch.clock.mono, open=True))
    hatch.wait(RULES.slit_hold_s / 2)
    knock(hatch)
    assert hatch.state.visit is None
    hatch.wait(RULES.slit_hold_s)
    knock(hatch)
    assert hatch.state.visit is not None


def test_a_lost_sensor_is_told_to_the_bar_and_the_journal_and_the_hatch_goes_on(hatch: PlayedHatch) -> None:
    """The board says what ails the hatch, the journal why; a touch still orders; and its return is told as well."""
    performed = hatch.do(events.PinFault("knock", "GPIO17 is busy"))
    assert Note("pin_fault", (("line", "knock"), ("why", "GPIO17 is busy"))) in performed
    assert boards(performed)[0].board.trouble == "knock_pin"
    assert hatch.order("negroni") == 2
    performed = hatch.do(events.PinBack("knock"))
    assert Note("pin_back", (("line", "knock"),)) in performed
    assert boards(performed)[0].board.trouble == ""


def test_without_its_switch_nobody_knows_how_the_slit_stands(hatch: PlayedHatch) -> None:
    """It is told as unknown; and what the switch says when it is back is no movement."""
    performed = hatch.do(events.PinFault("slit", "gone"))
    assert boards(performed)[0].board.slit_open is None
    assert boards(performed)[0].board.trouble == "slit_pin"
    performed = hatch.do(events.SlitMoved(hatch.clock.mono, open=True), events.PinBack("slit"))
    assert Play("latch") not in performed
    assert (hatch.state.slit_open, hatch.state.wood_ails) == (True, "")


def test_the_gravest_trouble_is_told(hatch: PlayedHatch) -> None:
    """The books before the knocks, and these before the slit."""
    shown = boards(hatch.do(events.PinFault("slit", "gone"), events.PinFault("knock", "gone")))
    assert [told.board.trouble for told in shown] == ["slit_pin", "knock_pin"]
    with hatch.broken_books():
        hatch.asked(SetPause(on=True))
        shown = boards(hatch.do(events.SlitMoved(hatch.clock.mono, open=True)))
    assert shown[-1].board.trouble == "store"


def test_a_line_that_sticks_is_told_and_told_again_when_it_rests(hatch: PlayedHatch) -> None:
    """The board says that no knock is heard, the journal why; a touch orders; and calm brings the ear back by itself."""
    at = hatch.clock.mono
    hatch.do(events.KnockEdge(at, active=True))
    performed = hatch.wait(RULES.stuck_s)
    assert Note("knock_stuck") in performed
    assert boards(performed)[-1].board.trouble == "knock_stuck"
    hatch.order()
    hatch.do(events.KnockEdge(hatch.clock.mono, active=False))
    performed = hatch.wait(RULES.calm_s)
    assert Note("knock_hears") in performed
    assert hatch.state.wood_ails == ""


def test_a_line_that_storms_is_told(hatch: PlayedHatch) -> None:
    """Ten thousand edges within a second are no wood's doing."""
    start = hatch.clock.mono
    told = [
        effect
        for turn in range(10_000)
        for effect in hatch.do(events.KnockEdge(start + turn / 10_000, active=turn % 2 == 0))
    ]
    assert Note("knock_storm") in told
    assert hatch.state.wood_ails == "knock_storm"


def test_edges_that_were_let_go_are_told_unless_a_storm_says_it_better(hatch: PlayedHatch) -> None:
    """Whoever mends the kiosk shall know that knocks may have been lost with them; of a storm one line is enough."""
    assert hatch.do(events.EdgesLost(hatch.clock.mono)) == [Note("knock_lost")]
    hatch.do(events.KnockEdge(hatch.clock.mono, active=True))
    hatch.wait(RULES.stuck_s)
    assert hatch.state.ear.deaf
    assert hatch.do(events.EdgesLost(hatch.clock.mono)) == []


def test_a_lost_line_leaves_no_half_heard_knock_behind(hatch: PlayedHatch) -> None:
    """It was active when it was lost: when it is back it is not stuck because of that."""
    hatch.do(events.KnockEdge(hatch.clock.mono, active=True), events.PinFault("knock", "gone"))
    hatch.do(events.PinBack("knock"))
    hatch.wait(RULES.stuck_s + 1)
    assert hatch.state.wood_ails == ""


def test_a_lost_line_forgets_nothing_that_the_line_did_not_say(hatch: PlayedHatch) -> None:
    """That the slit stands open, and how it is knocked on here, is still known when the sensor is back."""
    hatch.do(events.SlitMoved(hatch.clock.mono, open=True))
    hatch.wait(RULES.slit_hold_s)
    knock(hatch)
    hatch.wait(2)
    before = hatch.state.ear
    hatch.do(events.PinFault("knock", "gone"), events.PinBack("knock"))
    assert (hatch.state.ear.slit_open, hatch.state.ear.habit) == (True, before.habit)


def test_a_sensor_that_was_never_lost_does_not_come_back(hatch: PlayedHatch) -> None:
    """Nothing changes, and nothing is told."""
    before = hatch.state
    assert hatch.do(events.PinBack("knock")) == []
    assert hatch.state is before


def test_a_lost_sensor_is_known_even_when_the_books_take_no_ink(hatch: PlayedHatch) -> None:
    """Nobody says it a second time: the fact stays although its record could not be made."""
    hatch.state = replace(hatch.state, reserved=hatch.state.revision)
    with hatch.broken_books():
        hatch.do(events.PinFault("knock", "gone"))
        assert hatch.state.faults == ("knock",)
        hatch.do(events.PinBack("knock"))
        assert not hatch.state.faults


# --- the link and the displays -----------------------------------------------------------------------------------
def test_on_every_connect_all_of_ours_is_published(hatch: PlayedHatch) -> None:
    """Also when it was connected before: the broker may have lost its memory."""
    for _ in range(2):
        status, menu, shown = hatch.do(events.LinkChanged(up=True))
        assert (status, menu) == (ShowStatus(), ShowMenu(MENU))
        assert boards([shown])[0].board.revision == hatch.state.revision
    assert hatch.state.link_up


def test_somebody_new_who_listens_gets_all_of_it(hatch: PlayedHatch) -> None:
    """Home Assistant was born."""
    kinds = [type(effect).__name__ for effect in hatch.do(events.PublishAgain())]
    assert kinds == ["ShowStatus", "ShowMenu", "ShowBoard"]


def test_the_link_is_dated_by_its_change(hatch: PlayedHatch) -> None:
    """Hearing the same again does not make it new."""
    hatch.do(events.LinkChanged(up=True))
    since = hatch.state.link_since
    hatch.clock.on(10)
    hatch.do(events.LinkChanged(up=True))
    assert hatch.state.link_since == since
    hatch.do(events.LinkChanged(up=False))
    assert (hatch.state.link_up, hatch.state.link_since) == (False, hatch.clock.mono)


def test_a_display_that_comes_gets_the_board_with_a_fresh_clock(hatch: PlayedHatch) -> None:
    """Ages count on from there, and it is no new revision."""
    revision = hatch.state.revision
    (shown,) = boards(hatch.do(events.DisplayChanged("banco", online=True)))
    assert (shown.board.revision, shown.board.clock) == (revision, hatch.clock().wall)


def test_displays_come_and_go(hatch: PlayedHatch) -> None:
    """Each once, however often it says so; none after the link or the broker said there is nobody."""
    for name in ("due", "banco", "due"):
        hatch.do(events.DisplayChanged(name, online=True))
    assert list(hatch.state.displays) == ["banco", "due"]
    hatch.do(events.DisplayChanged("banco", online=False))
    assert list(hatch.state.displays) == ["due"]
    hatch.do(events.NobodyListens())
    assert list(hatch.state.displays) == []
    hatch.do(events.DisplayChanged("due", online=True), events.LinkChanged(up=False))
    assert list(hatch.state.displays) == []


def test_what_a_display_has_seen_only_rises(hatch: PlayedHatch) -> None:
    """A receipt that comes late takes nothing back."""
    hatch.asked(SetPause(on=True))
    for revision in (1, hatch.state.revision, 1):
        hatch.do(events.SeenBy("banco", BOOKS, revision))
    assert hatch.state.seen == hatch.state.revision


def test_nobody_has_seen_what_was_not_told(hatch: PlayedHatch) -> None:
    """A receipt above the board's revision counts as one of the board: the next order is not seen before it is told."""
    hatch.do(events.SeenBy("banco", BOOKS, 10**9))
    assert hatch.state.seen == hatch.state.revision
    number = hatch.order()
    order = hatch.state.order(number)
    assert order is not None
    assert hatch.state.seen < order.revision


def test_a_receipt_for_other_books_says_nothing(hatch: PlayedHatch) -> None:
    """Revisions of another database are other revisions."""
    hatch.do(events.SeenBy("banco", "other-books", 10**9))
    assert hatch.state.seen == 0


# --- failures ----------------------------------------------------------------------------------------------------
def test_a_failed_record_is_noted_with_its_reason(hatch: PlayedHatch) -> None:
    """The journal gets the store's own words."""
    with hatch.broken_books():
        hatch.asked(SetPause(on=True))
    assert Note("write_failed", (("why", "the test broke the books"),)) in hatch.done


def test_a_crash_keeps_every_open_order(hatch: PlayedHatch) -> None:
    """Number, word, answer, lines, status and age; and the next order gets the next number."""
    hatch.order("whiskey-sour")
    hatch.clock.on(100)
    before = hatch.state.open_orders
    hatch.crash()
    after = hatch.state.open_orders
    assert [(order.number, order.word, order.answer, order.lines, order.status) for order in after] == [
        (order.number, order.word, order.answer, order.lines, order.status) for order in before
    ]
    assert [order.placed_mono for order in after] == pytest.approx([order.placed_mono for order in before])
    assert hatch.order() == 3


def test_a_ready_order_is_called_anew_after_a_restart(hatch: PlayedHatch) -> None:
    """A clock that was set meanwhile says it has been ready for years; it is not given up on that word."""
    number = hatch.order()
    hatch.asked(Advance(number, Status.ACKNOWLEDGED))
    hatch.asked(Advance(number, Status.READY))
    hatch.crash()
    hatch.wait(hatch.state.house.rules.uncollected_after_s - 1)
    assert hatch.status(number) is Status.READY
    hatch.wait(1)
    assert hatch.status(number) is Status.UNCOLLECTED
