"""The bartender's display: what it shows, what it asks, what it tells as seen."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.bar import closed, deadline, tickets
from kiosk.core.bar_sight import under_way
from kiosk.core.board import Board, BoardOrder, Pause
from kiosk.core.effects import Ask, Effect, Note, Play, ShowStatus, TellSeen
from kiosk.core.order import Line, Status
from kiosk.core.request import Advance, Reason, Request, Response, SellOut, SetPause, Undo
from kiosk.core.rules import BarRules
from tests.stories import BANCO, BOOKS, EVENING, MENU, NAVIGLI, PlayedBar

RULES = BarRules()
S = Status


def an_order(
    number: int, status: Status = S.PLACED, age_s: float = 10.0, before: Status | None = None
) -> BoardOrder:
    """One Negroni."""
    lines = (Line("negroni", "Negroni", 1, 700),)
    return BoardOrder(number, f"word{number}", "answer", "it", lines, 700, status, age_s, age_s / 2, before)


def a_board(revision: int, *orders: BoardOrder, books: str = BOOKS) -> Board:
    """A board with these orders, open or closed by their status."""
    shut = {S.COLLECTED, S.REFUSED, S.CANCELLED, S.UNCOLLECTED}
    return Board(
        books,
        revision,
        "2026-11-20",
        EVENING,
        open=tuple(order for order in orders if order.status not in shut),
        closed=tuple(order for order in orders if order.status in shut),
    )


def came(board: Board, hatch: str = NAVIGLI, *, live: bool = True) -> events.BoardCame:
    """A board arrives."""
    return events.BoardCame(hatch, board, live=live)


@pytest.fixture
def bar() -> PlayedBar:
    """A display that is connected and shows one placed order."""
    bar = PlayedBar()
    bar.do(events.LinkChanged(up=True), came(a_board(5, an_order(1))), events.Shown())
    bar.clock.on(1)
    return bar


def asked(effects: list[Effect]) -> list[Request]:
    """What was asked among effects."""
    return [effect.request for effect in effects if isinstance(effect, Ask)]


def shown_numbers(bar: PlayedBar) -> list[int]:
    """The open orders, as they stand on the screen."""
    return [ticket.order.number for ticket in tickets(bar.state, bar.clock.mono)]


# --- boards ------------------------------------------------------------------------------------------------------
def test_a_later_board_replaces_an_earlier_one(bar: PlayedBar) -> None:
    """Whole: nothing of the earlier one stays."""
    bar.do(came(a_board(6, an_order(2))))
    assert shown_numbers(bar) == [2]


def test_an_earlier_board_is_left_lying(bar: PlayedBar) -> None:
    """Messages overtake each other; revisions do not. The journal has a line of it."""
    before = bar.state
    facts = (("hatch", NAVIGLI), ("revision", "4"), ("known", "5"))
    assert bar.do(came(a_board(4, an_order(9)))) == [Note("board_older", facts)]
    assert bar.state is before


def test_the_same_revision_again_brings_a_fresh_clock(bar: PlayedBar) -> None:
    """A hatch that says it again knows the ages better."""
    bar.do(came(a_board(5, an_order(1, age_s=77))))
    assert tickets(bar.state, bar.clock.mono)[0].age_s == 77


def test_other_books_are_believed_whatever_their_revision(bar: PlayedBar) -> None:
    """A hatch that had to begin fresh books begins at one; its first order is news though its number is not."""
    performed = bar.do(came(a_board(1, an_order(1), books="fresh")))
    assert shown_numbers(bar) == [1]
    assert performed == [Play("order")]


def test_a_hatch_that_is_not_ours_is_not_ours(bar: PlayedBar) -> None:
    """Its board, menu, status and knocks change nothing."""
    before = bar.state
    performed = bar.do(
        came(a_board(99), "darsena"),
        events.MenuCame("darsena", MENU),
        events.HatchChanged("darsena", online=True, since=EVENING),
        events.KnockTold("darsena", 3),
    )
    assert performed == []
    assert bar.state is before


def test_a_new_order_is_heard_once(bar: PlayedBar) -> None:
    """One sound for what was not known; none for a board that only changed, or for what another display took on."""
    assert bar.do(came(a_board(6, an_order(1), an_order(2)))) == [Play("order")]
    assert bar.do(came(a_board(6, an_order(1), an_order(2)))) == []
    assert bar.do(came(a_board(7, an_order(1), an_order(2), an_order(3, S.ACKNOWLEDGED)))) == []


def test_tickets_of_all_hatches_stand_oldest_first_and_grow_older() -> None:
    """Ages are the hatch's, counted on by this display's clock."""
    bar = PlayedBar(NAVIGLI, "darsena")
    bar.do(came(a_board(1, an_order(1, age_s=60), an_order(2, age_s=10))))
    bar.clock.on(30)
    bar.do(came(a_board(1, an_order(1, age_s=50)), "darsena"))
    seen = [
        (ticket.hatch, ticket.order.number, ticket.age_s) for ticket in tickets(bar.state, bar.clock.mono + 5)
    ]
    assert seen == [(NAVIGLI, 1, 95), ("darsena", 1, 55), (NAVIGLI, 2, 45)]


def test_closed_orders_stand_last_closed_first() -> None:
    """Across hatches."""
    bar = PlayedBar(NAVIGLI, "darsena")
    bar.do(came(a_board(1, an_order(1, S.REFUSED, age_s=100), an_order(2, S.COLLECTED, age_s=20))))
    bar.do(came(a_board(1, an_order(3, S.REFUSED, age_s=60)), "darsena"))
    assert [ticket.order.number for ticket in closed(bar.state, bar.clock.mono)] == [2, 3, 1]


# --- asking ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("touch", "request_"),
    [
        (events.Moved(NAVIGLI, 1, S.ACKNOWLEDGED), Advance(1, S.ACKNOWLEDGED)),
        (events.UndoAsked(NAVIGLI, 1, S.READY), Undo(1, S.READY)),
        (events.SoldOutAsked(NAVIGLI, "negroni", out=True), SellOut("negroni", out=True)),
        (events.PauseAsked(NAVIGLI, on=True), SetPause(on=True)),
    ],
)
def test_a_touch_becomes_a_request(bar: PlayedBar, touch: events.Event, request_: Request) -> None:
    """To the hatch it belongs to, under an id that is new in this run of this display."""
    assert bar.do(touch) == [Ask(NAVIGLI, f"{BANCO}-boot-1", request_)]
    assert [act.request for act in bar.state.acts] == [request_]


def test_a_bouncing_knuckle_asks_once(bar: PlayedBar) -> None:
    """Neither the same again, nor, once the hatch has granted it at once, the next step."""
    bar.do(events.Moved(NAVIGLI, 1, S.ACKNOWLEDGED))
    bar.clock.on(0.02)
    assert bar.do(events.Moved(NAVIGLI, 1, S.ACKNOWLEDGED)) == []
    bar.do(came(a_board(6, an_order(1, S.ACKNOWLEDGED))))
    bar.clock.on(0.1)
    assert bar.do(events.Moved(NAVIGLI, 1, S.READY)) == []
    bar.clock.on(RULES.double_touch_s)
    assert asked(bar.do(events.Moved(NAVIGLI, 1, S.READY))) == [Advance(1, S.READY)]


@pytest.mark.parametrize(
    ("touch", "granted", "bounce"),
    [
        (
            events.PauseAsked(NAVIGLI, on=True),
            {"pause": Pause(EVENING)},
            events.PauseAsked(NAVIGLI, on=False),
        ),
        (
            events.SoldOutAsked(NAVIGLI, "negroni", out=True),
            {"sold_out": ("negroni",)},
            events.SoldOutAsked(NAVIGLI, "negroni", out=False),
        ),
    ],
)
def test_a_bounce_does_not_take_back_what_the_touch_did(
    bar: PlayedBar, touch: events.Event, granted: dict[str, object], bounce: events.Event
) -> None:
    """The button under the knuckle means the opposite as soon as the hatch has answered."""
    bar.do(touch)
    bar.do(came(replace(a_board(6, an_order(1)), **granted)))
    bar.clock.on(0.1)
    assert bar.do(bounce) == []
    bar.clock.on(RULES.double_touch_s)
    assert len(asked(bar.do(bounce))) == 1


def test_a_knuckle_that_bounces_does_not_hand_over_the_next_guests_order(bar: PlayedBar) -> None:
    """A ticket that is gone makes room: the next one moves up under the finger."""
    bar.do(came(a_board(6, an_order(1, S.READY, age_s=20), an_order(2, S.READY))), events.Shown())
    bar.do(events.Moved(NAVIGLI, 1, S.COLLECTED))
    bar.do(came(a_board(7, an_order(2, S.READY), an_order(1, S.COLLECTED))))
    bar.clock.on(0.1)
    assert bar.do(events.Moved(NAVIGLI, 2, S.COLLECTED), events.RefuseAsked(NAVIGLI, 2)) == []
    assert bar.state.refusing is None
    bar.clock.on(RULES.double_touch_s)
    assert asked(bar.do(events.Moved(NAVIGLI, 2, S.COLLECTED))) == [Advance(2, S.COLLECTED)]


def test_a_new_ticket_at_the_end_moves_nothing(bar: PlayedBar) -> None:
    """The touch that was under way still counts."""
    bar.do(came(a_board(6, an_order(1), an_order(2, age_s=1))))
    assert asked(bar.do(events.Moved(NAVIGLI, 1, S.ACKNOWLEDGED))) == [Advance(1, S.ACKNOWLEDGED)]


def test_the_closed_list_that_moves_up_does_not_bring_back_another(bar: PlayedBar) -> None:
    """A bounce on `bring back` hits the row below."""
    first, second = an_order(1, S.REFUSED, 10, S.PLACED), an_order(2, S.REFUSED, 20, S.PLACED)
    bar.do(came(a_board(6, first, second)), events.ViewAsked("closed"))
    bar.clock.on(1)
    bar.do(events.UndoAsked(NAVIGLI, 1, S.REFUSED))
    bar.do(came(a_board(7, an_order(1), second)))
    bar.clock.on(0.1)
    assert bar.do(events.UndoAsked(NAVIGLI, 2, S.REFUSED)) == []


def test_two_tickets_can_be_touched_in_a_row(bar: PlayedBar) -> None:
    """A quick hand on two tickets that stay where they are is two touches."""
    bar.do(came(a_board(6, an_order(1), an_order(2, age_s=1))))
    touches = [events.Moved(NAVIGLI, number, S.ACKNOWLEDGED) for number in (1, 2)]
    assert asked(bar.do(*touches)) == [Advance(1, S.ACKNOWLEDGED), Advance(2, S.ACKNOWLEDGED)]


def test_what_the_board_shows_is_granted(bar: PlayedBar) -> None:
    """The board, or a plain yes, ends what was asked for; whichever is first."""
    bar.do(events.Moved(NAVIGLI, 1, S.ACKNOWLEDGED), events.PauseAsked(NAVIGLI, on=True))
    bar.do(came(a_board(6, an_order(1, S.ACKNOWLEDGED))))
    assert [act.request for act in bar.state.acts] == [SetPause(on=True)]
    bar.do(events.Answered(NAVIGLI, Response(f"{BANCO}-boot-2")))
    assert not bar.state.acts


def test_a_refusal_is_shown_for_a_while(bar: PlayedBar) -> None:
    """The ticket says why; another display's answers are not ours."""
    bar.do(events.Moved(NAVIGLI, 1, S.READY))
    bar.do(events.Answered(NAVIGLI, Response("other-1", Reason.TOO_LATE)))
    bar.do(events.Answered(NAVIGLI, Response(f"{BANCO}-boot-1", Reason.MAY_NOT)))
    (ticket,) = tickets(bar.state, bar.clock.mono)
    assert ticket.sent is not None
    assert ticket.sent.refused is Reason.MAY_NOT
    bar.wait(RULES.notice_s - 0.1)
    assert bar.state.acts
    bar.wait(0.2)
    assert not bar.state.acts


def test_what_is_not_answered_can_be_asked_again(bar: PlayedBar) -> None:
    """Not before it is overdue; under a new id; and after a while it is let go."""
    bar.do(events.Moved(NAVIGLI, 1, S.ACKNOWLEDGED))
    bar.wait(RULES.unanswered_s - 0.1)
    assert bar.do(events.Moved(NAVIGLI, 1, S.ACKNOWLEDGED)) == []
    bar.wait(0.2)
    assert bar.do(events.Moved(NAVIGLI, 1, S.ACKNOWLEDGED)) == [
        Ask(NAVIGLI, f"{BANCO}-boot-2", Advance(1, S.ACKNOWLEDGED))
    ]
    assert [act.id for act in bar.state.acts] == [f"{BANCO}-boot-2"]
    bar.wait(RULES.act_kept_s)
    assert not bar.state.acts


def test_a_refusal_takes_two_touches(bar: PlayedBar) -> None:
    """The first only asks; it is dropped by a no, by another touch, or by time."""
    for ends in (events.RefuseDropped(), events.ViewAsked("drinks"), events.Moved(NAVIGLI, 1, S.REFUSED)):
        assert bar.do(events.RefuseAsked(NAVIGLI, 1)) == []
        assert bar.state.refusing == (NAVIGLI, 1)
        bar.clock.on(RULES.double_touch_s)
        bar.do(ends)
        assert bar.state.refusing is None
    bar.do(events.RefuseAsked(NAVIGLI, 1))
    bar.wait(RULES.refuse_s)
    assert bar.state.refusing is None


def test_a_knuckle_that_bounces_does_not_refuse(bar: PlayedBar) -> None:
    """The second touch of a refusal is one of its own, not the first one's echo."""
    bar.do(events.RefuseAsked(NAVIGLI, 1))
    bar.clock.on(0.1)
    assert bar.do(events.Moved(NAVIGLI, 1, S.REFUSED)) == []
    bar.clock.on(RULES.double_touch_s)
    assert asked(bar.do(events.Moved(NAVIGLI, 1, S.REFUSED))) == [Advance(1, S.REFUSED)]


def test_undo_offers_what_this_display_moved_last(bar: PlayedBar) -> None:
    """Not what it asked of the house since."""
    bar.do(events.Moved(NAVIGLI, 1, S.ACKNOWLEDGED), events.PauseAsked(NAVIGLI, on=True))
    assert bar.state.last_move == (NAVIGLI, 1)


# --- seen --------------------------------------------------------------------------------------------------------
def test_what_is_on_the_screen_is_told_once() -> None:
    """When it is on the screen, and not again for every picture."""
    bar = PlayedBar()
    bar.do(events.LinkChanged(up=True))
    assert bar.do(came(a_board(5, an_order(1)))) == [Play("order")]
    assert bar.do(events.Shown()) == [TellSeen(NAVIGLI, BOOKS, 5)]
    assert bar.do(events.Shown()) == []


def test_nothing_is_told_as_seen_in_another_view(bar: PlayedBar) -> None:
    """Whoever looks at the drinks does not see the order; when the tickets are back they do."""
    bar.do(events.ViewAsked("drinks"), came(a_board(6, an_order(1), an_order(2))))
    assert bar.do(events.Shown()) == []
    bar.wait(RULES.view_stays_s)
    assert bar.do(events.Shown()) == [TellSeen(NAVIGLI, BOOKS, 6)]


def test_nothing_is_told_as_seen_without_a_link(bar: PlayedBar) -> None:
    """And on its return it is told, though the board has not changed."""
    bar.do(events.LinkChanged(up=False))
    assert bar.do(events.Shown()) == []
    assert bar.do(events.LinkChanged(up=True)) == [ShowStatus()]
    assert bar.do(events.Shown()) == [TellSeen(NAVIGLI, BOOKS, 5)]


@pytest.mark.parametrize("live", [True, False])
def test_a_board_said_again_is_told_as_seen_again(bar: PlayedBar, live: bool) -> None:
    """The hatch may have been away when it was told first."""
    bar.do(came(a_board(5, an_order(1)), live=live))
    assert bar.do(events.Shown()) == [TellSeen(NAVIGLI, BOOKS, 5)]


def test_a_hatch_that_came_back_is_told_again(bar: PlayedBar) -> None:
    """It may have forgotten what was seen."""
    bar.do(events.HatchChanged(NAVIGLI, online=False, since=EVENING))
    bar.do(events.HatchChanged(NAVIGLI, online=True, since=EVENING + timedelta(seconds=1)))
    assert bar.do(events.Shown()) == [TellSeen(NAVIGLI, BOOKS, 5)]


def test_each_hatch_is_told_its_own() -> None:
    """A receipt names the books it is of."""
    bar = PlayedBar(NAVIGLI, "darsena")
    bar.do(events.LinkChanged(up=True), came(a_board(3)), came(a_board(8, books="theirs"), "darsena"))
    assert bar.do(events.Shown()) == [TellSeen(NAVIGLI, BOOKS, 3), TellSeen("darsena", "theirs", 8)]


def test_what_was_asked_without_a_link_is_not_on_its_way_when_it_returns(bar: PlayedBar) -> None:
    """Nobody heard it: it stands there as not answered, and a touch asks again at once."""
    bar.do(events.LinkChanged(up=False), events.Moved(NAVIGLI, 1, S.ACKNOWLEDGED))
    bar.wait(1)
    bar.do(events.LinkChanged(up=True))
    (ticket,) = tickets(bar.state, bar.clock.mono)
    assert not under_way(bar.state, ticket.sent, bar.clock.mono)
    assert asked(bar.do(events.Moved(NAVIGLI, 1, S.ACKNOWLEDGED))) == [Advance(1, S.ACKNOWLEDGED)]
    (ticket,) = tickets(bar.state, bar.clock.mono)
    assert under_way(bar.state, ticket.sent, bar.clock.mono)


# --- links, views, what cannot be read ---------------------------------------------------------------------------
def test_hatch_and_link_are_dated_by_their_change(bar: PlayedBar) -> None:
    """Hearing the same again does not make it new."""
    for _ in range(2):
        bar.do(events.HatchChanged(NAVIGLI, online=True, since=EVENING), events.LinkChanged(up=True))
        bar.clock.on(5)
    (side,) = bar.state.sides
    assert (side.online, side.online_since, bar.state.link_since) == (True, 1001.0, 1000.0)


def test_publishing_again_says_that_we_are_here(bar: PlayedBar) -> None:
    """It is all that is ours."""
    assert bar.do(events.PublishAgain()) == [ShowStatus()]


def test_a_knock_is_announced_for_a_while(bar: PlayedBar) -> None:
    """With its sound."""
    assert bar.do(events.KnockTold(NAVIGLI, 3)) == [Play("knock")]
    assert bar.state.knock is not None
    bar.wait(RULES.knock_shown_s)
    assert bar.state.knock is None


def test_another_view_goes_back_to_the_tickets(bar: PlayedBar) -> None:
    """So long after the last touch in it; an order nobody sees is an order nobody makes."""
    bar.do(events.ViewAsked("drinks"))
    bar.wait(RULES.view_stays_s - 1)
    bar.do(events.SoldOutAsked(NAVIGLI, "negroni", out=True))
    bar.wait(RULES.view_stays_s - 1)
    views: list[str] = [bar.state.view]
    bar.wait(1)
    views.append(bar.state.view)
    assert views == ["drinks", "tickets"]


def test_bringing_back_is_a_touch_of_the_list(bar: PlayedBar) -> None:
    """Whoever brings one order back has the list for as long again, to bring back the next."""
    gone = replace(an_order(1, S.COLLECTED), before=S.READY)
    bar.do(came(replace(a_board(6), closed=(gone,))), events.ViewAsked("closed"))
    bar.wait(RULES.view_stays_s - 1)
    bar.do(events.UndoAsked(NAVIGLI, 1, S.COLLECTED))
    bar.wait(RULES.view_stays_s - 1)
    assert bar.state.view == "closed"


def test_the_figures_stay_to_be_copied_until_an_order_comes(bar: PlayedBar) -> None:
    """Minutes, without a touch; a new order calls and brings the tickets at once, and nobody looks for them."""
    bar.do(came(a_board(6, an_order(1, S.ACKNOWLEDGED))), events.ViewAsked("figures"))
    bar.wait(10 * RULES.view_stays_s)
    views: list[str] = [bar.state.view]
    performed = bar.do(came(a_board(7, an_order(1, S.ACKNOWLEDGED), an_order(2)))) + bar.wait(0)
    views.append(bar.state.view)
    assert views == ["figures", "tickets"]
    assert Play("order") in performed


def test_the_figures_do_not_stay_for_good(bar: PlayedBar) -> None:
    """Whoever went away finds the tickets; and over an order that waits already they stay as long as any view."""
    bar.do(came(a_board(6, an_order(1, S.ACKNOWLEDGED))), events.ViewAsked("figures"))
    bar.wait(RULES.figures_stay_s)
    views: list[str] = [bar.state.view]
    bar.do(came(a_board(7, an_order(1, S.PLACED))), events.ViewAsked("figures"))
    bar.wait(RULES.view_stays_s - 1)
    views.append(bar.state.view)
    bar.wait(1)
    views.append(bar.state.view)
    assert views == ["tickets", "figures", "tickets"]


def test_a_touch_right_after_a_view_went_by_itself_moves_no_ticket(bar: PlayedBar) -> None:
    """It was meant for what had been there."""
    bar.do(came(a_board(6, an_order(1))), events.ViewAsked("drinks"))
    bar.wait(RULES.view_stays_s)
    touch = events.Moved(NAVIGLI, 1, S.ACKNOWLEDGED)
    assert bar.do(touch) == []
    bar.clock.on(RULES.double_touch_s)
    assert len(bar.do(touch)) == 1


def test_a_later_page_of_tickets_goes_back_to_the_first(bar: PlayedBar) -> None:
    """The oldest orders are on the first page."""
    bar.do(events.PageAsked(1))
    assert bar.state.page == 1
    bar.wait(RULES.view_stays_s)
    assert bar.state.page == 0
    bar.do(events.PageAsked(-1))
    assert bar.state.page == 0


@pytest.mark.parametrize(
    ("kind", "readable"),
    [
        ("board", came(a_board(6))),
        ("menu", events.MenuCame(NAVIGLI, MENU)),
        ("status/hatch", events.HatchChanged(NAVIGLI, online=True, since=EVENING)),
        ("response", events.Answered(NAVIGLI, Response("x"))),
        ("knock", events.KnockTold(NAVIGLI, 1)),
    ],
)
def test_what_cannot_be_read_is_said_until_it_can(bar: PlayedBar, kind: str, readable: events.Event) -> None:
    """Until a message on that very topic could be read."""
    bar.do(events.NotUnderstood(f"house/{NAVIGLI}/{kind}", "garbage", newer=True))
    assert (bar.state.misread, bar.state.misread_newer) == (f"house/{NAVIGLI}/{kind}", True)
    bar.do(events.LinkChanged(up=True), events.Tick())
    assert bar.state.misread
    bar.do(readable)
    assert (bar.state.misread, bar.state.misread_newer) == ("", False)


def test_another_hatchs_message_does_not_make_it_readable() -> None:
    """A board of one hatch says nothing about the board of another."""
    bar = PlayedBar(NAVIGLI, "darsena")
    bar.do(events.NotUnderstood(f"house/{NAVIGLI}/board", "garbage"), came(a_board(1), "darsena"))
    assert bar.state.misread


def test_a_display_with_nothing_to_wait_for_waits_for_nothing(bar: PlayedBar) -> None:
    """Asleep it costs nothing."""
    bar.do(came(a_board(6, an_order(1, S.ACKNOWLEDGED))))
    assert deadline(bar.state) is None
