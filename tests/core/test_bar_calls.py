"""How a display calls the bartender: new orders until they are answered, and the foot switch that answers them."""

import pytest
from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.bar_calls import LOUDEST
from kiosk.core.effects import Ask, Effect, Play
from kiosk.core.order import Status
from kiosk.core.request import Advance, Request
from kiosk.core.rules import BarRules
from tests.core.test_bar_core import a_board, an_order, came
from tests.stories import EVENING, NAVIGLI, PlayedBar

RULES = BarRules()
S = Status


@pytest.fixture
def bar() -> PlayedBar:
    """A display that is connected and empty."""
    bar = PlayedBar()
    bar.do(events.LinkChanged(up=True), came(a_board(5)), events.Shown())
    bar.clock.on(1)
    return bar


def steps(effects: list[Effect]) -> list[int]:
    """How loud each call was."""
    return [effect.step for effect in effects if isinstance(effect, Play) and effect.sound == "order"]


def asked(effects: list[Effect]) -> list[Request]:
    """What was asked among effects."""
    return [effect.request for effect in effects if isinstance(effect, Ask)]


# --- calling -----------------------------------------------------------------------------------------------------
def test_a_new_order_is_called_out_louder_and_louder(bar: PlayedBar) -> None:
    """Softly at once, then in steps, and never beyond the loudest."""
    heard = steps(bar.do(came(a_board(6, an_order(1)))))
    heard += steps(bar.wait(5.5 * RULES.call_every_s))
    assert heard == [0, 1, 2, 3, LOUDEST, LOUDEST]


@pytest.mark.parametrize(
    "answer",
    [
        came(a_board(7, an_order(1, S.ACKNOWLEDGED))),
        came(a_board(7, an_order(1, S.CANCELLED))),
        came(a_board(7, an_order(1, S.REFUSED))),
        came(a_board(7)),
    ],
)
def test_what_was_taken_on_calls_no_more(bar: PlayedBar, answer: events.Event) -> None:
    """Taken on here or elsewhere, or gone."""
    bar.do(came(a_board(6, an_order(1))))
    bar.clock.on(1)
    bar.do(answer)
    assert steps(bar.wait(600)) == []
    assert not bar.state.calling


@pytest.mark.parametrize(
    "touch",
    [events.ViewAsked("house"), events.RefuseAsked(NAVIGLI, 1), events.Moved(NAVIGLI, 1, S.ACKNOWLEDGED)],
)
def test_a_touch_hushes_and_an_order_is_not_forgotten(bar: PlayedBar, touch: events.Event) -> None:
    """Silence for a minute; then the same again, softly at first: touching the display is not taking an order on."""
    bar.do(came(a_board(6, an_order(1))))
    bar.wait(3.5 * RULES.call_every_s)
    bar.do(touch)
    assert steps(bar.wait(RULES.hush_s - 1)) == []
    assert bar.state.calling == ((NAVIGLI, 1),)
    assert steps(bar.wait(1 + 2.5 * RULES.call_every_s)) == [0, 1, 2]


def test_a_hush_is_over_with_the_next_order(bar: PlayedBar) -> None:
    """It calls at once, and again in its turn."""
    bar.do(came(a_board(6, an_order(1))))
    bar.clock.on(1)
    bar.do(events.ViewAsked("house"))
    assert steps(bar.do(came(a_board(7, an_order(1), an_order(2, age_s=0))))) == [0]
    assert steps(bar.wait(1.5 * RULES.call_every_s)) == [1]


def test_every_touch_hushes_anew_and_a_house_may_want_none(bar: PlayedBar) -> None:
    """Who works the display is not shouted at; with no hush a touch changes nothing of the calls."""
    bar.do(came(a_board(6, an_order(1))))
    for view in ("house", "tickets", "closed", "tickets"):
        bar.do(events.ViewAsked(view))
        assert steps(bar.wait(RULES.hush_s - 1)) == []
    bar.state = replace(bar.state, rules=replace(RULES, hush_s=0.0))
    bar.do(came(a_board(7, an_order(1), an_order(2, age_s=0))))
    bar.clock.on(1)
    bar.do(events.ViewAsked("house"))
    assert steps(bar.wait(RULES.call_every_s)) == [1]


@pytest.mark.parametrize(
    ("gone", "back"),
    [
        (events.LinkChanged(up=False), events.LinkChanged(up=True)),
        (
            events.HatchChanged(NAVIGLI, online=False, since=EVENING),
            events.HatchChanged(NAVIGLI, online=True, since=EVENING),
        ),
    ],
    ids=["link", "hatch"],
)
def test_who_cannot_answer_is_not_called(bar: PlayedBar, gone: events.Event, back: events.Event) -> None:
    """While no touch reaches the hatch the display is silent, and calls again when one does."""
    bar.do(came(a_board(6, an_order(1))))
    bar.do(gone)
    assert steps(bar.wait(600)) == []
    bar.do(back)
    assert steps(bar.wait(1.5 * RULES.call_every_s))[:1] == [1]


def test_the_next_order_calls_anew_and_softly(bar: PlayedBar) -> None:
    """Also while the one before it is still placed."""
    bar.do(came(a_board(6, an_order(1))))
    bar.wait(2.5 * RULES.call_every_s)
    assert steps(bar.do(came(a_board(7, an_order(1), an_order(2, age_s=0))))) == [0]
    assert bar.state.calling == ((NAVIGLI, 1), (NAVIGLI, 2))


# --- the foot switch ---------------------------------------------------------------------------------------------
def press(bar: PlayedBar, *, held_s: float = 0.3) -> list[Effect]:
    """A foot on the switch, as its contact rings going in and out."""
    performed: list[Effect] = []
    for pressed, edges_ms in ((True, (0.0, 0.4, 1.1, 2.0, 3.3)), (False, (0.0, 0.3, 0.9, 1.6, 2.2))):
        for turn, after_ms in enumerate(edges_ms):
            at = bar.clock.mono + after_ms / 1000
            performed += bar.do(events.FootMoved(at, pressed=pressed == (turn % 2 == 0)))
        bar.clock.on(held_s if pressed else 1.0)
    return performed


@pytest.mark.parametrize("held_s", [0.05, 0.3, 2.5])
def test_a_press_is_one_step_however_it_rings(bar: PlayedBar, held_s: float) -> None:
    """Short, usual or long: neither the contact's chatter nor letting go is a second press."""
    bar.do(came(a_board(6, an_order(1, age_s=60), an_order(2))))
    assert asked(press(bar, held_s=held_s)) == [Advance(1, S.ACKNOWLEDGED)]


def test_the_foot_moves_the_oldest_that_is_not_made_yet(bar: PlayedBar) -> None:
    """What is ready waits for its guest, whose age a foot cannot see; what was asked already is not asked again."""
    bar.do(came(a_board(6, an_order(1, S.READY, 90), an_order(2, S.ACKNOWLEDGED, 60), an_order(3, age_s=5))))
    assert asked(press(bar)) == [Advance(2, S.READY)]
    assert asked(press(bar)) == [Advance(3, S.ACKNOWLEDGED)]
    assert asked(press(bar)) == []


def test_the_foot_hands_nothing_over(bar: PlayedBar) -> None:
    """Also not what most likely went through the slit: it cannot see how old a guest is. It moves the next one on."""
    board = replace(a_board(6, an_order(1, S.ACKNOWLEDGED, 90), an_order(2, S.READY)), offered=2)
    bar.do(came(board))
    bar.clock.on(1)
    assert asked(press(bar) + press(bar)) == [Advance(1, S.READY)]


def test_the_foot_moves_nothing_that_is_not_seen(bar: PlayedBar) -> None:
    """Among the drinks the first press brings the tickets back, and the next one moves the oldest on."""
    bar.do(came(a_board(6, an_order(1))), events.ViewAsked("drinks"))
    bar.clock.on(1)
    assert asked(press(bar)) == []
    assert bar.state.view == "tickets"
    assert asked(press(bar)) == [Advance(1, S.ACKNOWLEDGED)]


def test_a_foot_that_presses_twice_moves_twice(bar: PlayedBar) -> None:
    """Once it has rested."""
    bar.do(came(a_board(6, an_order(1, age_s=60), an_order(2))))
    assert asked(press(bar) + press(bar)) == [Advance(1, S.ACKNOWLEDGED), Advance(2, S.ACKNOWLEDGED)]


def test_a_hatch_out_of_reach_holds_up_no_foot() -> None:
    """Its order is older, and cannot be moved: the foot moves the other hatch's; alone, nothing."""
    bar = PlayedBar(NAVIGLI, "darsena")
    bar.do(events.LinkChanged(up=True), came(a_board(6, an_order(1, age_s=60))))
    bar.do(came(a_board(6, an_order(2, age_s=5)), "darsena"))
    bar.do(events.HatchChanged(NAVIGLI, online=False, since=EVENING))
    assert asked(press(bar)) == [Advance(2, S.ACKNOWLEDGED)]
    bar.do(events.HatchChanged("darsena", online=False, since=EVENING))
    assert asked(press(bar)) == []


def test_a_foot_with_nothing_to_move_does_nothing(bar: PlayedBar) -> None:
    """On an empty wall."""
    assert press(bar) == []
