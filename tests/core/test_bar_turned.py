"""What a finger hits that meant something else: keys that a board has turned under it, and keys of a view just opened."""

import pytest
from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.board import Board, Mark, Pause
from kiosk.core.request import Advance, Request, Say, SellOut, SetPause, Undo
from tests.core.test_bar_core import RULES, S, a_board, an_order, asked, came
from tests.stories import EVENING, NAVIGLI, PlayedBar

JUST_S = 0.1
BEFORE = replace(
    a_board(6, an_order(1), an_order(2, S.ACKNOWLEDGED, 5, S.PLACED)),
    marks=(Mark("aviation", 1, counted=True), Mark("gin-fizz", 3, counted=True)),
    pause=Pause(EVENING, None),
)


@pytest.fixture
def bar() -> PlayedBar:
    """A display that is connected, and shows two orders, two counts and a pause."""
    bar = PlayedBar()
    bar.do(events.LinkChanged(up=True), came(BEFORE), events.Shown())
    bar.clock.on(1)
    return bar


@pytest.mark.parametrize(
    ("told", "touch", "meant_later"),
    [
        (
            replace(BEFORE, open=(an_order(1, S.ACKNOWLEDGED), BEFORE.open[1])),
            events.Moved(NAVIGLI, 1, S.READY),
            Advance(1, S.READY),
        ),
        (
            replace(BEFORE, open=(BEFORE.open[0], an_order(2, S.READY, 5, S.ACKNOWLEDGED))),
            events.UndoAsked(NAVIGLI, 2, S.READY),
            Undo(2, S.READY),
        ),
        (
            replace(BEFORE, marks=(Mark("aviation", 0, counted=True),), sold_out=("aviation",)),
            events.SoldOutAsked(NAVIGLI, "aviation", out=False),
            SellOut("aviation", out=False),
        ),
        (
            replace(BEFORE, marks=(BEFORE.marks[0], Mark("gin-fizz", 2, counted=True))),
            events.SoldOutAsked(NAVIGLI, "gin-fizz", out=False),
            SellOut("gin-fizz", out=False),
        ),
        (replace(BEFORE, pause=None), events.PauseAsked(NAVIGLI, on=True), SetPause(on=True)),
    ],
    ids=["taken on elsewhere", "moved elsewhere", "ran out", "ran down", "pause over"],
)
def test_what_others_turned_under_the_finger_is_not_asked(
    bar: PlayedBar, told: Board, touch: events.Event, meant_later: Request
) -> None:
    """Another display, a guest or the clock was first: the key means the opposite, or the next step. A later touch means it."""
    bar.do(came(replace(told, revision=7)))
    bar.clock.on(JUST_S)
    assert asked(bar.do(touch)) == []
    bar.clock.on(RULES.double_touch_s)
    assert asked(bar.do(touch)) == [meant_later]


def test_other_keys_are_as_they_were(bar: PlayedBar) -> None:
    """What happened to one order holds up no touch on another; nor does what this display did itself."""
    bar.do(came(replace(BEFORE, revision=7, open=(BEFORE.open[0], an_order(2, S.READY, 5, S.ACKNOWLEDGED)))))
    assert asked(bar.do(events.Moved(NAVIGLI, 1, S.ACKNOWLEDGED))) == [Advance(1, S.ACKNOWLEDGED)]
    mine = an_order(1, S.ACKNOWLEDGED, 10, S.PLACED)
    bar.do(came(replace(BEFORE, revision=8, open=(mine, an_order(2, S.READY, 5, S.ACKNOWLEDGED)))))
    assert asked(bar.do(events.UndoAsked(NAVIGLI, 1, S.ACKNOWLEDGED))) == [Undo(1, S.ACKNOWLEDGED)]


def test_a_bounce_does_not_lead_back(bar: PlayedBar) -> None:
    """The key to the house and the key to the tickets have one place."""
    bar.do(events.ViewAsked("house"))
    bar.clock.on(JUST_S)
    views = []
    for view in ("tickets", "room"):
        bar.do(events.ViewAsked(view))
        views.append(bar.state.view)
    assert views == ["house", "room"]


def test_a_bounce_says_nothing_at_the_hatch(bar: PlayedBar) -> None:
    """Where the key to the lines was, there is a line."""
    bar.do(events.ViewAsked("house"), events.ViewAsked("say"))
    bar.clock.on(JUST_S)
    assert asked(bar.do(events.SayAsked(NAVIGLI, 0))) == []
    bar.clock.on(RULES.double_touch_s)
    assert asked(bar.do(events.SayAsked(NAVIGLI, 0))) == [Say(0)]


def test_whoever_goes_when_the_view_goes_stops_nothing(bar: PlayedBar) -> None:
    """The tickets come back by themselves; where the ways back were are now the pause and the way to the house."""
    bar.do(came(replace(BEFORE, revision=7, pause=None)), events.ViewAsked("drinks"))
    bar.clock.on(RULES.view_stays_s)
    bar.do(events.Tick())
    bar.clock.on(JUST_S)
    assert asked(bar.do(events.PauseAsked(NAVIGLI, on=True), events.ViewAsked("house"))) == []
    assert bar.state.view == "tickets"


def test_a_page_that_goes_leaves_no_pause_under_the_finger(bar: PlayedBar) -> None:
    """Where the key to the next page was, the pause widens when a guest cancels."""
    bar.do(came(replace(BEFORE, revision=7, pause=None)))
    bar.clock.on(1)
    bar.do(came(replace(BEFORE, revision=8, pause=None, open=BEFORE.open[:1])))
    bar.clock.on(JUST_S)
    assert asked(bar.do(events.PauseAsked(NAVIGLI, on=True))) == []
