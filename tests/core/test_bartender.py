"""The bartender's side: requests granted once, or refused with the reason; and orders that nobody fetched."""

import pytest

from kiosk.core import events
from kiosk.core.bartender import ANSWERS_KEPT
from kiosk.core.board import Mark
from kiosk.core.effects import Answer, Note, Play, ShowMenu, Write
from kiosk.core.order import Status
from kiosk.core.request import Advance, Reason, Request, Resend, Response, SellOut, SetPause, Undo
from kiosk.core.rules import HatchRules
from tests.stories import MENU, PlayedHatch, boards

RULES = HatchRules()
S = Status
WAY = (S.ACKNOWLEDGED, S.READY, S.COLLECTED)
GRANTED = None


@pytest.fixture
def hatch() -> PlayedHatch:
    """A hatch with one order placed."""
    hatch = PlayedHatch()
    hatch.order()
    return hatch


def brought_to(hatch: PlayedHatch, *goals: Status) -> None:
    """Take order 1 through these."""
    for goal in goals:
        assert hatch.asked(Advance(1, goal)).ok


# --- forward -----------------------------------------------------------------------------------------------------
def test_an_order_goes_the_straight_way(hatch: PlayedHatch) -> None:
    """Three touches: taken on, ready, handed over; each is written with who asked."""
    brought_to(hatch, *WAY)
    assert hatch.records.moves == [
        (1, None, S.PLACED, "guest"),
        (1, S.PLACED, S.ACKNOWLEDGED, "banco"),
        (1, S.ACKNOWLEDGED, S.READY, "banco"),
        (1, S.READY, S.COLLECTED, "banco"),
    ]


def test_the_bell_rings_when_an_order_is_ready_and_only_then(hatch: PlayedHatch) -> None:
    """A request heard again by its goal rings no second bell."""
    hatch.asked(Advance(1, S.ACKNOWLEDGED))
    assert Play("bell") not in hatch.done
    hatch.asked(Advance(1, S.READY), "one")
    hatch.asked(Advance(1, S.READY), "two")
    assert hatch.done.count(Play("bell")) == 1


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_an_order_is_refused_from_any_open_status(hatch: PlayedHatch, steps: int) -> None:
    """No has to be possible until the hand-over."""
    brought_to(hatch, *WAY[:steps], S.REFUSED)
    assert hatch.status(1) is S.REFUSED


@pytest.mark.parametrize("goal", [S.READY, S.COLLECTED, S.PLACED, S.CANCELLED, S.UNCOLLECTED])
def test_no_step_is_skipped_and_nobody_moves_for_another(hatch: PlayedHatch, goal: Status) -> None:
    """A placed order is neither ready nor handed over nor cancelled by the bartender."""
    assert hatch.asked(Advance(1, goal)).reason is Reason.MAY_NOT
    assert hatch.status(1) is S.PLACED


def test_a_goal_already_reached_is_granted_without_a_record(hatch: PlayedHatch) -> None:
    """Two displays that ask the same, or one that asks late, both hear yes; it happens once."""
    brought_to(hatch, S.ACKNOWLEDGED, S.READY)
    writes = hatch.records.writes
    brought_to(hatch, S.READY, S.ACKNOWLEDGED)
    assert (hatch.status(1), hatch.records.writes) == (S.READY, writes)


def test_what_is_closed_stays_closed(hatch: PlayedHatch) -> None:
    """A refused order is not taken on by a touch that came late."""
    brought_to(hatch, S.REFUSED)
    assert hatch.asked(Advance(1, S.ACKNOWLEDGED)).reason is Reason.MAY_NOT


@pytest.mark.parametrize("request_", [Advance(7, S.READY), Undo(7, S.READY)])
def test_an_order_that_does_not_exist(hatch: PlayedHatch, request_: Request) -> None:
    """The answer says so, and nothing else happens."""
    before = hatch.records.writes
    assert hatch.asked(request_).reason is Reason.NO_SUCH_ORDER
    assert hatch.records.writes == before


# --- back --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "path",
    [(S.ACKNOWLEDGED,), (S.ACKNOWLEDGED, S.READY), WAY, (S.REFUSED,), (S.ACKNOWLEDGED, S.REFUSED)],
)
def test_one_step_back_from_anywhere(hatch: PlayedHatch, path: tuple[Status, ...]) -> None:
    """The order stands again where it stood, and there is no second step back."""
    brought_to(hatch, *path)
    was = (S.PLACED, *path)[-2]
    assert hatch.asked(Undo(1, path[-1])).ok
    assert hatch.status(1) is was
    assert hatch.asked(Undo(1, was)).reason is Reason.TOO_LATE


def test_a_step_back_heard_twice_is_one_step(hatch: PlayedHatch) -> None:
    """Also when it comes under another id: it names where the order stood."""
    brought_to(hatch, S.ACKNOWLEDGED, S.READY)
    assert [hatch.asked(Undo(1, S.READY), id_).ok for id_ in ("a", "a", "b")] == [True] * 3
    assert hatch.status(1) is S.ACKNOWLEDGED


def test_what_was_undone_can_be_done_and_undone_again(hatch: PlayedHatch) -> None:
    """One step of undo for every step forward."""
    brought_to(hatch, S.ACKNOWLEDGED)
    hatch.asked(Undo(1, S.ACKNOWLEDGED))
    brought_to(hatch, S.ACKNOWLEDGED)
    assert hatch.asked(Undo(1, S.ACKNOWLEDGED)).ok
    assert hatch.status(1) is S.PLACED


def test_a_step_back_from_where_the_order_never_stood(hatch: PlayedHatch) -> None:
    """Is refused."""
    assert hatch.asked(Undo(1, S.READY)).reason is Reason.MAY_NOT


def test_a_closed_order_comes_back_only_while_it_is_recent(hatch: PlayedHatch) -> None:
    """To the very second that the house states."""
    brought_to(hatch, S.REFUSED)
    hatch.clock.on(RULES.recent_s + 0.01)
    assert hatch.asked(Undo(1, S.REFUSED)).reason is Reason.TOO_LATE
    hatch.clock.on(-0.01)
    assert hatch.asked(Undo(1, S.REFUSED), "again").ok


def test_a_guests_cancellation_can_be_taken_back(hatch: PlayedHatch) -> None:
    """A finger slipped: the bartender may bring any closed order back."""
    hatch.do(events.Woken())
    hatch.choose("negroni")
    hatch.do(events.Confirmed())
    hatch.clock.on(1)
    hatch.do(events.CancelAsked(2))
    assert hatch.asked(Undo(2, S.CANCELLED)).ok
    assert hatch.status(2) is S.PLACED


# --- heard twice -------------------------------------------------------------------------------------------------
def test_a_request_heard_twice_is_answered_twice_and_done_once(hatch: PlayedHatch) -> None:
    """The same id gets the same answer, even when things have moved on."""
    refused = hatch.asked(Advance(1, S.READY), "same")
    brought_to(hatch, S.ACKNOWLEDGED)
    assert hatch.asked(Advance(1, S.READY), "same") == refused == Response("same", Reason.MAY_NOT)
    assert hatch.status(1) is S.ACKNOWLEDGED


def test_answers_are_remembered_for_a_while_and_not_for_ever(hatch: PlayedHatch) -> None:
    """A night of requests does not grow the hatch."""
    for number in range(ANSWERS_KEPT + 10):
        hatch.asked(Advance(99, S.READY), f"id-{number}")
    assert [answer.id for answer in hatch.state.answers] == [
        f"id-{number}" for number in range(10, ANSWERS_KEPT + 10)
    ]


def test_a_request_heard_twice_that_was_written_the_second_time_is_not_called_unwritten(
    hatch: PlayedHatch,
) -> None:
    """The second hearing may come before the first one's failure is told: what was granted stays granted."""
    assert hatch.asked(Advance(1, S.ACKNOWLEDGED), "one").ok
    failed = events.WriteFailed(events.Requested("one", "banco", Advance(1, S.ACKNOWLEDGED)), "locked")
    assert Answer(Response("one")) in hatch.do(failed)


def test_a_request_that_could_not_be_written_is_told_and_may_be_asked_again(hatch: PlayedHatch) -> None:
    """Not saved, nothing changed; the same id asked again succeeds."""
    with hatch.broken_books():
        assert hatch.asked(Advance(1, S.ACKNOWLEDGED), "one").reason is Reason.NOT_SAVED
    assert hatch.status(1) is S.PLACED
    assert hatch.asked(Advance(1, S.ACKNOWLEDGED), "one").ok
    assert hatch.status(1) is S.ACKNOWLEDGED


def test_a_request_that_could_not_be_read_is_answered_by_its_id(hatch: PlayedHatch) -> None:
    """And one without even an id is left alone."""
    answered = hatch.do(events.NotUnderstood("x/request", "why", id="one"))
    assert answered == [Answer(Response("one", Reason.NOT_UNDERSTOOD))]
    assert hatch.do(events.NotUnderstood("x/request", "why")) == []


def test_the_board_is_told_before_the_answer(hatch: PlayedHatch) -> None:
    """Whoever asked sees it done when they hear yes."""
    kinds = [
        type(effect).__name__
        for effect in hatch.do(events.Requested("r", "banco", Advance(1, S.ACKNOWLEDGED)))
    ]
    assert kinds == ["Write", "ShowBoard", "Play", "Answer"]


def test_an_order_that_goes_on_is_heard(hatch: PlayedHatch) -> None:
    """The shaker when it is taken on, the bell when it is ready; asked for again, nothing."""
    heard = [
        [
            effect.sound
            for effect in hatch.do(events.Requested(id_, "banco", Advance(1, goal)))
            if isinstance(effect, Play)
        ]
        for id_, goal in (("a", S.ACKNOWLEDGED), ("b", S.ACKNOWLEDGED), ("c", S.READY), ("d", S.READY))
    ]
    assert heard == [["shaker"], [], ["bell"], []]


# --- the house ---------------------------------------------------------------------------------------------------
def test_a_drink_sells_out_and_is_to_be_had_again(hatch: PlayedHatch) -> None:
    """On the board and on record, once each."""
    assert hatch.asked(SellOut("negroni", out=True)).ok
    assert hatch.asked(SellOut("negroni", out=True)).ok
    assert (hatch.state.sold_out, hatch.records.marks) == (("negroni",), {"negroni": Mark("negroni")})
    assert hatch.asked(SellOut("negroni", out=False)).ok
    assert (hatch.state.sold_out, hatch.records.marks) == ((), {})


def test_a_drink_that_no_menu_has_cannot_sell_out(hatch: PlayedHatch) -> None:
    """But a mark left over from last month's menu can be taken away."""
    assert hatch.asked(SellOut("absinthe", out=True)).reason is Reason.NO_SUCH_DRINK
    hatch.records.marks["absinthe"] = Mark("absinthe")
    hatch.crash()
    assert hatch.asked(SellOut("absinthe", out=False)).ok
    assert hatch.state.sold_out == ()


def test_just_a_minute_and_go_on(hatch: PlayedHatch) -> None:
    """A pause holds from when it was asked, however often it is asked again."""
    hatch.asked(SetPause(on=True))
    since = hatch.state.pause
    hatch.clock.on(60)
    hatch.asked(SetPause(on=True))
    assert hatch.state.pause == hatch.records.pause == since is not None
    hatch.asked(SetPause(on=False))
    assert hatch.state.pause is hatch.records.pause is None


def test_pause_and_sold_out_outlive_a_crash(hatch: PlayedHatch) -> None:
    """They are in the books."""
    hatch.asked(SetPause(on=True))
    hatch.asked(SellOut("negroni", out=True))
    hatch.crash()
    assert (hatch.state.pause is not None, hatch.state.sold_out) == (True, ("negroni",))


def test_all_is_sent_again_when_asked(hatch: PlayedHatch) -> None:
    """Menu and board, with the present clock and no new revision."""
    revision = hatch.state.revision
    hatch.clock.on(5)
    menu, shown, answer = hatch.do(events.Requested("r", "banco", Resend()))
    assert (menu, answer) == (ShowMenu(MENU), Answer(Response("r")))
    (told,) = boards([shown])
    assert (told.board.revision, told.board.clock) == (revision, hatch.clock().wall)


# --- the clock ---------------------------------------------------------------------------------------------------
def test_a_ready_order_that_nobody_fetches_is_closed_by_the_clock(hatch: PlayedHatch) -> None:
    """At its time and not before, in the clock's name; the bartender may bring it back."""
    brought_to(hatch, S.ACKNOWLEDGED, S.READY)
    hatch.wait(RULES.uncollected_after_s - 0.1)
    assert hatch.status(1) is S.READY
    hatch.wait(0.2)
    assert hatch.records.moves[-1] == (1, S.READY, S.UNCOLLECTED, "clock")
    assert hatch.asked(Undo(1, S.UNCOLLECTED)).ok
    hatch.wait(RULES.uncollected_after_s - 0.1)
    assert hatch.status(1) is S.READY


@pytest.mark.parametrize("goals", [(), (S.ACKNOWLEDGED,)])
def test_the_clock_closes_nothing_that_is_not_ready(hatch: PlayedHatch, goals: tuple[Status, ...]) -> None:
    """A guest who waits is owed something, however long it takes."""
    brought_to(hatch, *goals)
    hatch.wait(86400)
    assert hatch.state.open_orders


def test_orders_forgotten_together_are_closed_together(hatch: PlayedHatch) -> None:
    """In one transaction."""
    hatch.order()
    for number in (1, 2):
        hatch.asked(Advance(number, S.ACKNOWLEDGED))
        hatch.asked(Advance(number, S.READY))
    performed = hatch.wait(RULES.uncollected_after_s)
    assert len([effect for effect in performed if isinstance(effect, Write)]) == 1
    assert not hatch.state.open_orders


def test_an_uncollected_order_that_cannot_be_written_is_tried_again(hatch: PlayedHatch) -> None:
    """Not in a frenzy: once in every retry, until the books take ink; the journal hears of its beginning and its end."""
    brought_to(hatch, S.ACKNOWLEDGED, S.READY)
    hatch.wait(RULES.uncollected_after_s - 1)
    with hatch.broken_books():
        performed = hatch.wait(1 + 10 * RULES.retry_s)
    assert 9 <= hatch.records.refusals <= 12
    performed += hatch.wait(RULES.retry_s)
    notes = [effect.key for effect in performed if isinstance(effect, Note)]
    assert notes == ["write_failed", "write_again"]
    assert hatch.status(1) is S.UNCOLLECTED
    assert not hatch.state.trouble
