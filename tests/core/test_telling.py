"""What the bar is told: a revision for every change of a fact, none twice, none before it is on record."""

from datetime import UTC, datetime

import msgspec
import pytest
from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.board import Board
from kiosk.core.effects import Play, ShowBoard, Write, WriteRevision
from kiosk.core.hatch import step
from kiosk.core.order import Status
from kiosk.core.request import Advance, Resend, SellOut, SetPause
from kiosk.core.telling import CLOSED_ON_BOARD, RESERVE, board
from tests.stories import BOOKS, PlayedHatch, boards


@pytest.fixture
def hatch() -> PlayedHatch:
    """A hatch with one order placed."""
    hatch = PlayedHatch()
    hatch.order()
    return hatch


def test_the_board_holds_what_the_bar_must_know(hatch: PlayedHatch) -> None:
    """Word, answer, lines, total, ages at the board's clock; the house's state beside it."""
    hatch.asked(SellOut("aviation", out=True))
    hatch.asked(SetPause(on=True))
    hatch.do(events.SlitMoved(hatch.clock.mono, open=True))
    hatch.clock.on(30)
    told = board(hatch.state, hatch.clock())
    (order,), (shown,) = hatch.state.orders, told.open
    assert (shown.number, shown.word, shown.answer, shown.lines) == (1, order.word, order.answer, order.lines)
    assert (shown.total_cents, shown.status, shown.before) == (700, Status.PLACED, None)
    assert shown.age_s == shown.status_age_s == pytest.approx(hatch.clock.mono - order.placed_mono)
    assert (told.books, told.night, told.clock) == (BOOKS, "2026-11-20", hatch.clock().wall)
    assert (told.sold_out, told.pause, told.slit_open, told.trouble) == (
        ("aviation",),
        hatch.state.pause,
        True,
        "",
    )


def test_open_orders_come_oldest_first_and_closed_ones_newest_first(hatch: PlayedHatch) -> None:
    """The way each list is read."""
    for _ in range(4):
        hatch.order()
    for number in (4, 1):
        hatch.asked(Advance(number, Status.REFUSED))
        hatch.clock.on(1)
    told = board(hatch.state, hatch.clock())
    assert [order.number for order in told.open] == [2, 3, 5]
    assert [order.number for order in told.closed] == [1, 4]


def test_no_more_closed_orders_than_one_would_look_through(hatch: PlayedHatch) -> None:
    """And only those that may still come back."""
    for number in range(1, CLOSED_ON_BOARD + 4):
        hatch.asked(Advance(number, Status.REFUSED))
        hatch.order()
    assert len(board(hatch.state, hatch.clock()).closed) == CLOSED_ON_BOARD
    hatch.clock.on(hatch.state.house.rules.recent_s + 1)
    assert board(hatch.state, hatch.clock()).closed == ()


def test_the_revision_rises_by_one_with_every_fact_that_changes(hatch: PlayedHatch) -> None:
    """An order's step, a sold-out drink, a pause, the slit: one board each."""
    before, already = hatch.state.revision, len(boards(hatch.done))
    hatch.asked(Advance(1, Status.ACKNOWLEDGED))
    hatch.asked(SellOut("negroni", out=True))
    hatch.asked(SetPause(on=True))
    hatch.do(events.SlitMoved(hatch.clock.mono, open=False))
    told = [shown.board.revision for shown in boards(hatch.done)[already:]]
    assert told == [before + 1, before + 2, before + 3, before + 4]


def test_a_new_night_is_told_at_noon(hatch: PlayedHatch) -> None:
    """And with it that nothing is sold yet, though the house does not open for hours."""
    for goal in (Status.ACKNOWLEDGED, Status.READY, Status.COLLECTED):
        hatch.asked(Advance(1, goal))
    hatch.wait(14 * 3600)
    before = boards(hatch.done)[-1].board
    hatch.wait(1.5 * 3600)
    told = boards(hatch.done)[-1].board
    assert (before.night, before.drinks_tonight) == ("2026-11-20", 1)
    assert (told.night, told.drinks_tonight) == ("2026-11-21", 0)


@pytest.mark.parametrize(
    "event",
    [
        events.Tick(),
        events.Shown(),
        events.Woken(),
        events.SeenBy("banco", BOOKS, 1),
        events.KnockEdge(5000.0, active=True),
        events.NobodyListens(),
        events.Requested("x", "banco", Advance(99, Status.READY)),
    ],
)
def test_what_changes_no_fact_tells_no_board(hatch: PlayedHatch, event: events.Event) -> None:
    """A guest at the hatch, a receipt, a knock: nothing that the board holds."""
    revision = hatch.state.revision
    assert boards(hatch.do(event)) == []
    assert hatch.state.revision == revision


def test_an_order_knows_the_revision_that_first_told_of_it(hatch: PlayedHatch) -> None:
    """So a receipt of that revision is a receipt of the order."""
    first = next(shown.board for shown in boards(hatch.done) if shown.board.open)
    assert hatch.state.orders[0].revision == first.revision


# --- never twice -------------------------------------------------------------------------------------------------
def test_revisions_are_put_on_record_a_block_at_a_time(hatch: PlayedHatch) -> None:
    """Before the first of the block is told, in the same transaction as what it tells."""
    fresh = PlayedHatch()
    write, shown = fresh.do(events.SlitMoved(1.0, open=False))
    assert write == Write((WriteRevision(1 + RESERVE),))
    assert isinstance(shown, ShowBoard)
    moves = 0
    while fresh.state.revision + 1 < fresh.state.reserved:
        moves += 1
        fresh.asked(SetPause(on=bool(moves % 2)))
    assert fresh.records.revision == 1 + RESERVE
    fresh.asked(SetPause(on=fresh.state.pause is None))
    assert fresh.records.revision == 1 + RESERVE + RESERVE


def test_the_first_board_of_a_run_has_a_revision_that_no_run_before_it_told(hatch: PlayedHatch) -> None:
    """Wherever in its block the run before was killed: at its very end, too."""
    while hatch.state.revision + 1 < hatch.state.reserved:
        hatch.do(events.SlitMoved(hatch.clock.mono, open=not hatch.state.slit_open))
        hatch.wait(1)
    told = {shown.board.revision for shown in boards(hatch.done)}
    hatch.crash()
    (shown,) = boards(hatch.do(events.LinkChanged(up=True)))
    assert shown.board.revision not in told


def test_after_a_crash_no_revision_is_told_again(hatch: PlayedHatch) -> None:
    """The first change after the start is told above all that may have been told before."""
    told = hatch.state.revision
    hatch.crash()
    (shown,) = boards(hatch.do(events.SlitMoved(hatch.clock.mono, open=True)))
    assert shown.board.revision > told
    assert hatch.records.revision >= shown.board.revision


def test_a_slit_that_cannot_be_put_on_record_is_told_later(hatch: PlayedHatch) -> None:
    """The switch says how it stands once at start: books that will not take ink must not lose that."""
    hatch.crash()
    with hatch.broken_books():
        assert boards(hatch.do(events.SlitMoved(hatch.clock.mono, open=True))) == []
        assert hatch.state.slit_open is True
    (shown,) = boards(hatch.wait(hatch.state.house.rules.retry_s))
    assert (shown.board.slit_open, shown.board.trouble) == (True, "")


# --- books that will not take ink --------------------------------------------------------------------------------
@pytest.mark.parametrize("event", [events.LinkChanged(up=True), events.DisplayChanged("banco", online=True)])
def test_who_is_there_is_known_also_when_the_board_that_came_with_it_cannot_be_put_on_record(
    event: events.Event,
) -> None:
    """Nobody says twice that the broker is reached, or that a display is there."""
    fresh = PlayedHatch()
    fresh.clock.show(datetime(2026, 11, 21, 9, tzinfo=UTC))
    with fresh.broken_books():
        fresh.do(event)
    assert fresh.records.refusals == 1
    assert fresh.state.link_up or fresh.state.displays == ("banco",)


def test_trouble_is_told_while_revisions_are_left(hatch: PlayedHatch) -> None:
    """The bar hears that the books cannot be written, once."""
    with hatch.broken_books():
        hatch.asked(Advance(1, Status.ACKNOWLEDGED))
        hatch.asked(Advance(1, Status.ACKNOWLEDGED), "again")
    assert [shown.board.trouble for shown in boards(hatch.done)].count("store") == 1


def test_trouble_is_not_told_with_a_revision_that_may_have_been_used(hatch: PlayedHatch) -> None:
    """With no revision left that is on record, silence is better than a lie."""
    hatch.crash()
    with hatch.broken_books():
        hatch.asked(Advance(1, Status.ACKNOWLEDGED))
    assert hatch.state.trouble == "store"
    assert hatch.state.revision == hatch.state.reserved


def test_the_books_are_tried_again_until_they_take_ink(hatch: PlayedHatch) -> None:
    """Then trouble is over, and the board says so."""
    rules = hatch.state.house.rules
    with hatch.broken_books():
        hatch.asked(Advance(1, Status.ACKNOWLEDGED))
        hatch.wait(20 * rules.retry_s)
        assert hatch.state.trouble == "store"
    (shown,) = boards(hatch.wait(rules.retry_s))
    assert shown.board.trouble == hatch.state.trouble == ""


def test_any_record_that_is_made_ends_the_trouble(hatch: PlayedHatch) -> None:
    """Who asks again need not wait for the retry."""
    with hatch.broken_books():
        hatch.asked(Advance(1, Status.ACKNOWLEDGED))
    hatch.asked(Advance(1, Status.ACKNOWLEDGED), "again")
    assert hatch.state.trouble == ""


def test_a_step_that_failed_is_as_if_it_never_was(hatch: PlayedHatch) -> None:
    """But for the trouble, its retry and its revision, the state is the one before."""
    before = hatch.state
    with hatch.broken_books():
        performed = hatch.do(events.Requested("r", "banco", Advance(1, Status.ACKNOWLEDGED)))
    after = replace(hatch.state, trouble="", retry_at=before.retry_at, revision=before.revision)
    assert after == before
    assert not [effect for effect in performed if isinstance(effect, Play)]


def test_an_order_of_1970_can_still_be_told(hatch: PlayedHatch) -> None:
    """A Pi without a clock took the order in 1970, and its clock was set since: the bar's reader takes its age."""
    (order,) = hatch.state.orders
    old = replace(order, placed_mono=-1.8e9, changed_mono=-1.8e9)
    told = board(replace(hatch.state, orders=(old,)), hatch.clock())
    assert msgspec.json.decode(msgspec.json.encode(told), type=Board) == told


@pytest.mark.parametrize(
    "event",
    [
        events.LinkChanged(up=True),
        events.DisplayChanged("banco", online=True),
        events.PublishAgain(),
        events.Requested("id1", "banco", Resend()),
    ],
)
def test_a_board_that_is_asked_for_is_the_newest(hatch: PlayedHatch, event: events.Event) -> None:
    """Also when the same step finds by the clock that a promise has become untrue: the broker must not keep an older one."""
    hatch.clock.on(3600.0)
    before = hatch.state.revision
    after, effects = step(hatch.state, event, hatch.clock())
    assert after.revision == before + 1, "the wait has changed by now"
    assert [one.board.revision for one in effects if isinstance(one, ShowBoard)] == [after.revision]
