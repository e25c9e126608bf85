"""What a display asks of the house: marks, pauses, the room, a line to say; and the truth about links and clocks."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.bar_granted import granted
from kiosk.core.bar_sight import more, tickets, to_make, together
from kiosk.core.board import Board, Mark, Pause, Room
from kiosk.core.effects import Ask, Effect, ShowStatus, TellSeen
from kiosk.core.order import Line, Status
from kiosk.core.request import Reason, Request, Response, Say, SellOut, SetPause, SetRoom
from kiosk.core.rules import BarRules
from tests.core.test_bar_core import a_board, an_order, came
from tests.stories import BANCO, BOOKS, EVENING, NAVIGLI, PlayedBar

RULES = BarRules()
S = Status
LATER = EVENING + timedelta(minutes=10)
ROOM = Room(EVENING, EVENING + timedelta(minutes=90), 2)


@pytest.fixture
def bar() -> PlayedBar:
    """A display that is connected and empty; its hatch's clock says what this one's says."""
    bar = PlayedBar()
    bar.do(events.LinkChanged(up=True), came(a_board(5)), events.Shown())
    return bar


def asked(effects: list[Effect]) -> list[Request]:
    """What was asked among effects."""
    return [effect.request for effect in effects if isinstance(effect, Ask)]


# --- requests name the goal --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("touch", "request_"),
    [
        (events.SoldOutAsked(NAVIGLI, "negroni", out=True), SellOut("negroni", out=True)),
        (
            events.SoldOutAsked(NAVIGLI, "negroni", out=True, tonight=True),
            SellOut("negroni", out=True, tonight=True),
        ),
        (
            events.SoldOutAsked(NAVIGLI, "negroni", out=False, left=3),
            SellOut("negroni", out=False, left=3, after=7),
        ),
        (events.PauseAsked(NAVIGLI, on=True, minutes=10), SetPause(on=True, until=LATER)),
        (events.PauseAsked(NAVIGLI, on=True, reason="ice"), SetPause(on=True, reason="ice")),
        (events.GuestsAsked(NAVIGLI), SetPause(on=True, until=ROOM.until, reason="guests")),
        (events.RoomAsked(NAVIGLI, 0), SetRoom(0)),
        (events.SayAsked(NAVIGLI, 2), Say(2)),
    ],
)
def test_a_touch_names_the_goal(bar: PlayedBar, touch: events.Event, request_: Request) -> None:
    """An end by the hatch's clock and not a length; a count beyond the last order that is known."""
    bar.do(came(replace(a_board(6), last_number=7, room=ROOM)))
    assert asked(bar.do(touch)) == [request_]


def test_what_a_touch_does_not_speak_of_stays(bar: PlayedBar) -> None:
    """A pause for ten minutes gets a reason and keeps its end; one with a reason gets an end and keeps its reason."""
    bar.do(came(replace(a_board(6), pause=Pause(EVENING, LATER))))
    bar.clock.on(RULES.double_touch_s)
    assert asked(bar.do(events.PauseAsked(NAVIGLI, on=True, reason="ice"))) == [
        SetPause(on=True, until=LATER, reason="ice")
    ]
    bar.do(came(replace(a_board(7), pause=Pause(EVENING, None, "ice"))))
    bar.clock.on(5)
    assert asked(bar.do(events.PauseAsked(NAVIGLI, on=True, minutes=10))) == [
        SetPause(on=True, until=LATER + timedelta(seconds=5), reason="ice")
    ]


MARKED = replace(a_board(6), sold_out=("negroni",), marks=(Mark("negroni"),))


@pytest.mark.parametrize(
    ("told", "touch"),
    [
        (MARKED, events.SoldOutAsked(NAVIGLI, "negroni", out=False)),
        (replace(a_board(6), sold_out=("negroni",)), events.SoldOutAsked(NAVIGLI, "negroni", out=False)),
        (
            replace(a_board(6), marks=(Mark("negroni", 3, counted=True),)),
            events.SoldOutAsked(NAVIGLI, "negroni", out=False),
        ),
        (replace(a_board(6), pause=Pause(EVENING)), events.PauseAsked(NAVIGLI, on=False)),
    ],
)
def test_a_key_that_has_just_turned_does_not_count(bar: PlayedBar, told: Board, touch: events.Event) -> None:
    """Another display was quicker, or a count ran down: the finger on its way meant the key as it was, and not its opposite."""
    bar.do(events.ViewAsked("drinks"), came(told))
    assert bar.do(touch) == []
    bar.clock.on(RULES.double_touch_s)
    assert len(asked(bar.do(touch))) == 1


def test_what_was_asked_for_here_turns_no_key(bar: PlayedBar) -> None:
    """Whoever marks several drinks one after the other waits for none of them, whichever comes first, answer or board."""
    bar.do(events.ViewAsked("drinks"))
    (first,) = [
        one for one in bar.do(events.SoldOutAsked(NAVIGLI, "negroni", out=True)) if isinstance(one, Ask)
    ]
    bar.do(events.Answered(NAVIGLI, Response(first.id)), came(MARKED))
    assert len(asked(bar.do(events.SoldOutAsked(NAVIGLI, "aviation", out=True)))) == 1


def test_the_pause_that_came_under_a_finger_does_not_count(bar: PlayedBar) -> None:
    """Where the pages' key or the way back was, the pause is when they go: that touch meant them."""
    bar.do(events.ViewAsked("drinks"))
    bar.wait(RULES.view_stays_s)
    assert asked(bar.do(events.PauseAsked(NAVIGLI, on=True))) == []
    bar.clock.on(RULES.double_touch_s)
    assert asked(bar.do(events.PauseAsked(NAVIGLI, on=True))) == [SetPause(on=True)]


def test_another_view_begins_with_a_plain_mark(bar: PlayedBar) -> None:
    """What was lit for the last drink must not be asked of the next, minutes later; the count is kept, for its key tells it."""
    bar.do(events.ViewAsked("drinks"), events.MarkingAsked("left", 5))
    lit = [(bar.state.marking, bar.state.marking_left)]
    bar.wait(RULES.view_stays_s)
    bar.do(events.ViewAsked("drinks"))
    lit.append((bar.state.marking, bar.state.marking_left))
    assert lit == [("left", 5), ("until_i_say", 5)]


def test_guests_who_stay_beyond_their_time_pause_without_an_end(bar: PlayedBar) -> None:
    """An end that has passed would be refused as too late; they leave when they leave."""
    over = replace(ROOM, until=EVENING - timedelta(minutes=9))
    bar.do(came(replace(a_board(6), room=over)))
    assert asked(bar.do(events.GuestsAsked(NAVIGLI))) == [SetPause(on=True, reason="guests")]


@pytest.mark.parametrize(
    ("chosen", "request_"),
    [
        (events.PauseAsked(NAVIGLI, on=True), SetPause(on=True)),
        (events.PauseAsked(NAVIGLI, on=True, reason="ice"), SetPause(on=True, reason="ice")),
        (events.PauseAsked(NAVIGLI, on=True, minutes=10), SetPause(on=True, until=LATER)),
    ],
)
def test_a_pause_chosen_over_the_guests_is_only_what_was_chosen(
    bar: PlayedBar, chosen: events.Event, request_: SetPause
) -> None:
    """The room's end is the room's: ice is not fetched until the guests leave, and ten minutes are not for their sake."""
    bar.do(came(replace(a_board(6), room=ROOM, pause=Pause(EVENING, ROOM.until, "guests"))))
    bar.clock.on(RULES.double_touch_s)
    until = None if request_.until is None else bar.clock().wall + timedelta(minutes=10)
    assert asked(bar.do(chosen)) == [replace(request_, until=until)]


def test_asked_again_is_the_very_same(bar: PlayedBar) -> None:
    """The same end, though minutes have passed; under a new id."""
    (first,) = asked(bar.do(events.PauseAsked(NAVIGLI, on=True, minutes=10)))
    bar.wait(RULES.unanswered_s)
    assert bar.do(events.AskedAgain(NAVIGLI, first)) == [Ask(NAVIGLI, f"{BANCO}-boot-2", first)]


@pytest.mark.parametrize(
    ("request_", "facts", "is_granted"),
    [
        (SellOut("negroni", out=True), {"sold_out": ("negroni",)}, True),
        (SellOut("negroni", out=True), {"sold_out": ("negroni",), "marks": (Mark("negroni"),)}, True),
        (
            SellOut("negroni", out=True),
            {"sold_out": ("negroni",), "marks": (Mark("negroni", night="2026-11-20"),)},
            False,
        ),
        (SellOut("negroni", out=False), {"marks": (Mark("negroni", 3, counted=True),)}, False),
        (SellOut("negroni", out=False), {}, True),
        (SellOut("negroni", out=False, left=3), {"marks": (Mark("negroni", 3, counted=True),)}, False),
        (SetPause(on=True, until=LATER), {"pause": Pause(EVENING, LATER + timedelta(seconds=1))}, True),
        (SetPause(on=True, until=LATER), {"pause": Pause(EVENING)}, False),
        (SetPause(on=True, reason="ice"), {"pause": Pause(EVENING)}, False),
        (SetPause(on=False), {}, True),
        (SetRoom(2), {"room": ROOM}, True),
        (SetRoom(3), {"room": ROOM}, False),
        (SetRoom(0), {}, True),
        (Say(1), {}, False),
    ],
)
def test_only_what_the_board_shows_is_granted_by_it(
    request_: Request, facts: dict[str, object], is_granted: bool
) -> None:
    """The rest waits for its answer: a board that looks so for another reason is none."""
    assert granted(request_, replace(a_board(6), **facts)) is is_granted


def test_a_line_that_was_said_is_told_for_a_while(bar: PlayedBar) -> None:
    """When the hatch says so; one that it refused is not."""
    bar.do(events.SayAsked(NAVIGLI, 2))
    bar.do(came(a_board(6)))
    told = [bar.state.said]
    bar.do(events.Answered(NAVIGLI, Response(f"{BANCO}-boot-1")))
    told.append(bar.state.said)
    bar.wait(RULES.notice_s)
    told.append(bar.state.said)
    assert [one is not None for one in told] == [False, True, False]
    bar.do(events.SayAsked(NAVIGLI, 9))
    bar.do(events.Answered(NAVIGLI, Response(f"{BANCO}-boot-2", Reason.MAY_NOT)))
    assert bar.state.said is None


def test_an_answer_that_comes_twice_is_one_answer(bar: PlayedBar) -> None:
    """The second one is nobody's."""
    bar.do(events.RoomAsked(NAVIGLI, 2))
    answer = events.Answered(NAVIGLI, Response(f"{BANCO}-boot-1"))
    bar.do(answer)
    before = bar.state
    bar.do(answer)
    assert bar.state is before


# --- all in all --------------------------------------------------------------------------------------------------
def lines(*wanted: tuple[str, int, tuple[str, ...]]) -> tuple[Line, ...]:
    """Lines of an order: drink, how many, wishes."""
    return tuple(Line(drink, drink.title(), quantity, 700, notes) for drink, quantity, notes in wanted)


def test_what_is_to_be_made_is_counted_over_all_tickets() -> None:
    """Of all hatches, placed or taken on; what is ready is made."""
    bar = PlayedBar(NAVIGLI, "darsena")
    one = replace(an_order(1), lines=lines(("negroni", 2, ()), ("sour", 1, ("no egg",))))
    two = replace(an_order(2, S.ACKNOWLEDGED), lines=lines(("sour", 1, ())))
    made = replace(an_order(3, S.READY), lines=lines(("negroni", 5, ())))
    other = replace(an_order(1), lines=lines(("negroni", 1, ())))
    bar.do(came(a_board(1, one, two, made)), came(a_board(1, other), "darsena"))
    counts = to_make(tickets(bar.state, bar.clock.mono))
    assert [(count.drink, count.quantity) for count in counts] == [("negroni", 3), ("sour", 2)]


def test_the_same_for_others_is_counted_beside_each_line() -> None:
    """The very same only: one without egg is another drink; what is ready is made and makes nobody company."""
    bar = PlayedBar(NAVIGLI)
    one = replace(an_order(1, age_s=50), lines=lines(("negroni", 1, ()), ("sour", 1, ("no egg",))))
    two = replace(an_order(2, age_s=40), lines=lines(("negroni", 2, ()), ("sour", 1, ())))
    made = replace(an_order(3, S.READY, 30), lines=lines(("negroni", 4, ())))
    bar.do(came(a_board(1, one, two, made)))
    every = tickets(bar.state, bar.clock.mono)
    told = [[more(together(every), ticket, line) for line in ticket.order.lines] for ticket in every]
    assert told == [[2, 0], [1, 0], [0]]


def test_nobody_makes_a_drink_far_ahead() -> None:
    """Only the ticket in hand and the next three are told of each other."""
    bar = PlayedBar(NAVIGLI)
    bar.do(came(a_board(1, *(an_order(number, age_s=100 - number) for number in range(1, 7)))))
    every = tickets(bar.state, bar.clock.mono)
    told = [more(together(every), ticket, ticket.order.lines[0]) for ticket in every]
    assert told == [3, 3, 3, 3, 0, 0]


def test_what_was_offered_comes_first(bar: PlayedBar) -> None:
    """Before older ones."""
    bar.do(came(replace(a_board(6, an_order(1, age_s=90), an_order(2, S.READY)), offered=2)))
    assert [one.order.number for one in tickets(bar.state, bar.clock.mono)] == [2, 1]


# --- links and clocks --------------------------------------------------------------------------------------------
def test_each_hatch_has_a_link_of_its_own() -> None:
    """The network is there when all of them are; what is on the screen is told to each whose link is up."""
    bar = PlayedBar(NAVIGLI, "darsena")
    bar.do(came(a_board(3)), came(a_board(8), "darsena"))
    assert bar.do(events.LinkChanged(up=True, hatch=NAVIGLI)) == [ShowStatus()]
    up = [bar.state.link_up]
    assert bar.do(events.Shown()) == [TellSeen(NAVIGLI, BOOKS, 3)]
    bar.do(events.LinkChanged(up=True, hatch="darsena"))
    up.append(bar.state.link_up)
    assert up == [False, True]
    assert bar.do(events.Shown()) == [TellSeen("darsena", BOOKS, 8)]
    bar.do(events.LinkChanged(up=False, hatch=NAVIGLI))
    assert (bar.state.link_up, bar.state.linked) == (False, ("darsena",))


def test_a_display_with_our_name_is_noticed(bar: PlayedBar) -> None:
    """When the broker says that another program took our place."""
    bar.do(events.LinkChanged(up=False, why="taken over", twin=True))
    assert bar.state.twin_at == bar.clock.mono


@pytest.mark.parametrize(
    ("hours", "live", "skew_s"), [(1, True, 3600), (-1, True, -3600), (1, False, 3600), (-1, False, 0)]
)
def test_a_clock_that_is_off_is_known(bar: PlayedBar, hours: int, live: bool, skew_s: float) -> None:
    """From a board that was said now; of one that the broker had kept only when it comes from the future."""
    board = replace(a_board(6), clock=bar.clock().wall + timedelta(hours=hours))
    bar.do(came(board, live=live))
    (side,) = bar.state.sides
    assert side.skew_s == skew_s


def test_ages_are_the_hatchs_whatever_the_clocks_say(bar: PlayedBar) -> None:
    """An hour apart, and a ticket is as old as it is."""
    board = replace(a_board(6, an_order(1, age_s=30)), clock=bar.clock().wall - timedelta(hours=1))
    bar.do(came(board))
    bar.clock.on(30)
    assert tickets(bar.state, bar.clock.mono)[0].age_s == 60
