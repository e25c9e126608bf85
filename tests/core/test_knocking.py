"""A whole order by knocking alone, and the way back."""

import pytest

from kiosk.core import events
from kiosk.core.basket import Item
from kiosk.core.effects import Play, TellKnock
from kiosk.core.hatch_state import Visit
from kiosk.core.knocking import LONG
from kiosk.core.order import Status
from kiosk.core.request import SellOut, SetPause
from tests.stories import MENU, PlayedHatch

SLUGS = [drink.slug for drink in MENU.drinks]


@pytest.fixture
def knocker() -> PlayedHatch:
    """A hatch that somebody has knocked open."""
    hatch = PlayedHatch()
    hatch.knock(2)
    return hatch


def visit(hatch: PlayedHatch) -> Visit:
    """The present visit; a test that asks expects one."""
    assert hatch.state.visit is not None
    return hatch.state.visit


def knock(hatch: PlayedHatch, *bouts: int) -> None:
    """One bout after the other."""
    for times in bouts:
        hatch.knock(times)


def test_a_whole_order(knocker: PlayedHatch) -> None:
    """One moves on, two take, three finish, three order: two Americanos without a touch."""
    knock(knocker, 1, 1, 2, 2, 3)
    assert (visit(knocker).mood, visit(knocker).basket.items) == ("check", (Item(SLUGS[1], 2),))
    assert Play("stamp") in knocker.knock(3)
    assert visit(knocker).mood == "placed"
    assert [(line.drink, line.quantity) for line in knocker.records.orders[1].lines] == [(SLUGS[1], 2)]


def test_a_wish_is_a_stop_of_its_own(knocker: PlayedHatch) -> None:
    """The Sour comes as it is, and at the next knock without egg."""
    knock(knocker, 1, 1, 1)
    assert (visit(knocker).drink, visit(knocker).wishes) == ("whiskey-sour", ())
    knock(knocker, 1, 2)
    assert visit(knocker).basket.items == (Item("whiskey-sour", 1, ("no-egg",)),)


def test_every_drink_is_met_and_then_the_first_again(knocker: PlayedHatch) -> None:
    """The eight, the wish, those without alcohol; none that is sold out."""
    knocker.asked(SellOut("americano", out=True))
    met = []
    for _ in range(len(MENU.drinks) + len(MENU.free) + 1):
        knock(knocker, 1)
        met.append(visit(knocker).drink)
    assert met[0] == met[-1] == SLUGS[0]
    assert set(met) == {drink.slug for drink in (*MENU.drinks, *MENU.free)} - {"americano"}


def test_four_go_back_step_by_step(knocker: PlayedHatch) -> None:
    """From the check to the menu; at a drink one of it is put back first; at the menu the guest leaves."""
    knock(knocker, 1, 2, 3, 4)
    assert (visit(knocker).mood, visit(knocker).basket.count) == ("menu", 1)
    knock(knocker, 1, 4)
    assert (visit(knocker).mood, visit(knocker).basket.count) == ("drink", 0)
    knock(knocker, 4)
    assert visit(knocker).mood == "menu"
    knock(knocker, 4)
    assert knocker.state.visit is None


def test_five_change_the_language(knocker: PlayedHatch) -> None:
    """Each of the house's in turn."""
    languages = []
    for _ in knocker.state.house.languages:
        knock(knocker, 5)
        languages.append(visit(knocker).language)
    assert languages == [*knocker.state.house.languages[1:], "it"]


def test_three_with_nothing_chosen_say_so(knocker: PlayedHatch) -> None:
    """There is nothing to finish."""
    knock(knocker, 3)
    assert (visit(knocker).mood, visit(knocker).hint) == ("menu", "empty")


def test_a_long_bout_begins_to_speak_and_ends_it() -> None:
    """Ten knocks, at the wall or later, read aloud to who cannot see the ear; ten more stop it."""
    hatch = PlayedHatch()
    hatch.knock(LONG)
    assert (visit(hatch).aloud, visit(hatch).mood, visit(hatch).knocking) == ("spoken", "menu", True)
    hatch.knock(LONG)
    assert visit(hatch).aloud == ""


def test_who_knocks_sees_the_legend_and_who_touches_does_not(knocker: PlayedHatch) -> None:
    """It comes with the first knock at the open hatch and goes with the first touch."""
    assert not visit(knocker).knocking
    knock(knocker, 1)
    assert visit(knocker).knocking
    knocker.touch(events.MenuAsked())
    assert not visit(knocker).knocking


def test_choosing_by_knocking_does_not_ring_at_the_bar(knocker: PlayedHatch) -> None:
    """The bartender is told of the knock that woke the hatch, and not of every choice."""
    assert not [effect for effect in knocker.knock(1) if isinstance(effect, TellKnock)]
    knocker.touch(events.Left())
    knocker.clock.on(1)
    assert [effect for effect in knocker.knock(2) if isinstance(effect, TellKnock)]


def test_a_knock_beside_a_guest_who_touches_is_somebody_elses(knocker: PlayedHatch) -> None:
    """Who touches goes on touching: a knock then calls the hands, and changes nothing on the screen."""
    knocker.touch(events.DrinkAsked(SLUGS[3]))
    knocker.clock.on(2)
    told = knocker.knock(2)
    assert TellKnock in {type(effect) for effect in told}
    assert (visit(knocker).drink, visit(knocker).basket.count) == (SLUGS[3], 0)


def test_a_finger_that_drums_on_the_glass_chooses_nothing(knocker: PlayedHatch) -> None:
    """What the wood hears right after a waking touch is the finger."""
    knocker.touch(events.Left())
    knocker.clock.on(1)
    knocker.do(events.Woken())
    knocker.clock.on(0.1)
    knocker.knock(1)
    assert (visit(knocker).mood, visit(knocker).knocking) == ("menu", False)


def test_a_knock_that_answers_the_question_only_answers_it(knocker: PlayedHatch) -> None:
    """Whoever comes by and knocks three times does not order what somebody else has left lying there."""
    knock(knocker, 1, 2, 3)
    knocker.wait(knocker.state.house.rules.idle_s)
    assert visit(knocker).warned is not None
    knock(knocker, 3)
    assert (visit(knocker).warned, visit(knocker).mood, knocker.records.orders) == (None, "check", {})
    knock(knocker, 3)
    assert knocker.status(1) is Status.PLACED


@pytest.mark.parametrize("touch", [events.AloudAsked(), events.LargeAsked()])
def test_the_corner_takes_the_knocking_from_nobody(knocker: PlayedHatch, touch: events.Event) -> None:
    """Who touches the ear, which every screen has in its place, may still not see what else to touch."""
    knocker.touch(touch)
    knocker.clock.on(2)
    knock(knocker, 1, 2, 3, 3)
    assert knocker.status(1) is Status.PLACED


def test_in_a_pause_a_knock_orders_nothing(knocker: PlayedHatch) -> None:
    """It calls the hands, as any knock does."""
    knock(knocker, 1, 2, 3)
    knocker.asked(SetPause(on=True))
    knock(knocker, 3)
    assert not knocker.records.orders


def test_an_order_by_knocking_that_cannot_be_written_is_told_once(knocker: PlayedHatch) -> None:
    """The bout is heard and done with; the basket stays, and three more knocks order."""
    knock(knocker, 1, 2, 3)
    with knocker.broken_books():
        knock(knocker, 3)
        refusals = knocker.records.refusals
        assert (visit(knocker).mood, visit(knocker).hint, visit(knocker).basket.count) == (
            "check",
            "not_saved",
            1,
        )
        knocker.wait(3)
        assert knocker.records.refusals <= refusals + 1
    knocker.wait(10)
    knock(knocker, 3)
    assert knocker.status(1) is Status.PLACED
