"""What is left of a drink: until the bartender says, for tonight, or a count that runs down by itself."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.board import Mark
from kiosk.core.effects import Note
from kiosk.core.order import Status
from kiosk.core.request import Advance, SellOut, Undo
from kiosk.core.rules import HatchRules
from kiosk.core.watch import LOOK_S
from tests.stories import MENU, PlayedHatch, boards

S = Status
H = 3600.0
NOON_S = 15 * H
"""From nine in the evening, when these tests begin, to the noon that ends the night."""


@pytest.fixture
def hatch() -> PlayedHatch:
    """A hatch on a Friday at nine in the evening."""
    return PlayedHatch()


def left(hatch: PlayedHatch, drink: str = "negroni") -> int | None:
    """What its mark says is left of a drink, which the books agree with; None without one."""
    marks = {mark.drink: mark for mark in hatch.state.marks}
    assert marks == hatch.records.marks
    return marks[drink].left if drink in marks else None


def choose(hatch: PlayedHatch, *drinks: str) -> None:
    """A guest wakes the hatch and chooses."""
    hatch.do(events.Woken())
    hatch.clock.on(1)
    hatch.touch(*(events.Picked(drink) for drink in drinks))


# --- a count -----------------------------------------------------------------------------------------------------
def test_a_count_runs_down_with_the_orders_and_then_the_drink_is_sold_out(hatch: PlayedHatch) -> None:
    """Three more, one after the other; the board says at each order what is left."""
    hatch.asked(SellOut("negroni", out=False, left=3))
    hatch.order("negroni", "aviation")
    assert left(hatch) == 2
    hatch.order("negroni", "negroni")
    assert (left(hatch), hatch.state.sold_out) == (0, ("negroni",))
    told = boards(hatch.done)[-1].board
    assert (told.sold_out, told.marks) == (("negroni",), (Mark("negroni", 0, counted=True),))


def test_more_than_is_left_cannot_be_chosen(hatch: PlayedHatch) -> None:
    """The guest is told at the touch that asks for one too many, and keeps the others."""
    hatch.asked(SellOut("negroni", out=False, left=2))
    choose(hatch, "negroni", "negroni", "negroni")
    visit = hatch.state.visit
    assert visit is not None
    assert (visit.basket.quantity("negroni"), visit.hint, visit.gone) == (2, "sold_out", ("negroni",))


def test_a_count_that_shrinks_takes_the_rest_from_the_basket_at_once(hatch: PlayedHatch) -> None:
    """Four were chosen, the bartender says two: two stay."""
    choose(hatch, *["negroni"] * 4)
    hatch.asked(SellOut("negroni", out=False, left=2))
    visit = hatch.state.visit
    assert visit is not None
    assert (visit.basket.quantity("negroni"), visit.hint) == (2, "sold_out")


def test_placing_looks_once_more(hatch: PlayedHatch) -> None:
    """Whatever is in the basket, no more is ordered than is left: it is a promise."""
    hatch.do(events.Woken())
    hatch.choose("negroni", "negroni")
    hatch.state = replace(hatch.state, marks=(Mark("negroni", 1, counted=True),))
    hatch.do(events.Confirmed())
    visit = hatch.state.visit
    assert visit is not None
    assert not hatch.state.orders
    assert (visit.basket.quantity("negroni"), visit.hint) == (1, "sold_out")


def test_what_will_not_be_made_may_be_ordered_again(hatch: PlayedHatch) -> None:
    """Cancelled, or refused before it was made; brought back it counts again; and what was made is gone."""
    hatch.asked(SellOut("negroni", out=False, left=3))
    number = hatch.order("negroni", "negroni")
    hatch.asked(Advance(number, S.REFUSED))
    assert left(hatch) == 3
    hatch.asked(Undo(number, S.REFUSED))
    assert left(hatch) == 1
    hatch.asked(Advance(number, S.ACKNOWLEDGED))
    hatch.asked(Advance(number, S.READY))
    hatch.asked(Advance(number, S.REFUSED))
    assert left(hatch) == 1


def test_what_was_sold_out_by_word_is_not_revived_by_a_cancellation(hatch: PlayedHatch) -> None:
    """Only a count counts."""
    number = hatch.order("negroni")
    hatch.asked(SellOut("negroni", out=True))
    hatch.asked(Advance(number, S.REFUSED))
    assert hatch.state.sold_out == ("negroni",)


def test_an_order_that_crossed_the_count_on_its_way_counts(hatch: PlayedHatch) -> None:
    """The bartender counted before they saw order 2: of the five it takes one, however often the request is heard."""
    hatch.order("negroni")
    hatch.order("negroni")
    for id_ in ("first", "again"):
        assert hatch.asked(SellOut("negroni", out=False, left=5, after=1), id_).ok
        assert left(hatch) == 4


def test_a_count_outlives_a_crash(hatch: PlayedHatch) -> None:
    """It is written with the order that ran it down, or not at all."""
    hatch.asked(SellOut("negroni", out=False, left=3))
    hatch.order("negroni")
    hatch.crash()
    assert left(hatch) == 2


@pytest.mark.parametrize("drink", [MENU.free[0].slug, MENU.hidden[0].slug])
def test_every_line_of_the_menu_can_sell_out(hatch: PlayedHatch, drink: str) -> None:
    """What has no alcohol and what is hidden, too."""
    assert hatch.asked(SellOut(drink, out=True)).ok
    assert hatch.state.sold_out == (drink,)


def test_put_back_ends_any_mark(hatch: PlayedHatch) -> None:
    """A count, a night's, one by word."""
    for request in (
        SellOut("negroni", out=False, left=3),
        SellOut("negroni", out=True, tonight=True),
        SellOut("negroni", out=True),
    ):
        hatch.asked(request)
        assert left(hatch) is not None
        hatch.asked(SellOut("negroni", out=False))
        assert left(hatch) is None


@pytest.mark.parametrize("left_", [0, 3], ids=["without end", "three more"])
def test_what_is_to_be_had_again_is_no_longer_told_as_gone(hatch: PlayedHatch, left_: int) -> None:
    """To the guest from whose basket it went: put back, or given a count; what is still out is told on."""
    choose(hatch, "negroni", "aviation", "americano")
    hatch.asked(SellOut("negroni", out=True))
    visit = hatch.state.visit
    assert visit is not None
    assert (visit.hint, visit.gone) == ("sold_out", ("negroni",))
    hatch.asked(SellOut("aviation", out=False, left=3))
    visit = hatch.state.visit
    assert visit is not None
    assert (visit.hint, visit.gone) == ("sold_out", ("negroni",))
    hatch.asked(SellOut("negroni", out=False, left=left_))
    visit = hatch.state.visit
    assert visit is not None
    assert (visit.hint, visit.gone) == ("", ())


# --- tonight -----------------------------------------------------------------------------------------------------
def test_tonight_ends_at_noon(hatch: PlayedHatch) -> None:
    """By itself, at the noon by whose night's name it was given; what is out by word stays out."""
    hatch.asked(SellOut("negroni", out=True, tonight=True))
    hatch.asked(SellOut("aviation", out=True))
    hatch.wait(NOON_S - 1)
    before = hatch.state.sold_out
    hatch.wait(2)
    assert (before, hatch.state.sold_out) == (("aviation", "negroni"), ("aviation",))
    assert left(hatch) is None


def test_a_mark_of_last_night_ends_when_the_hatch_opens(hatch: PlayedHatch) -> None:
    """It was switched off over noon."""
    hatch.asked(SellOut("negroni", out=True, tonight=True))
    hatch.clock.on(NOON_S + H)
    hatch.crash()
    hatch.wait(1)
    assert hatch.state.sold_out == ()


def test_a_clock_that_starts_in_the_past_ends_no_mark(hatch: PlayedHatch) -> None:
    """A Pi without a battery believes in 1970 for a while."""
    hatch.asked(SellOut("negroni", out=True, tonight=True))
    hatch.clock.on(-30 * 365 * 24 * H)
    hatch.crash()
    hatch.wait(2 * NOON_S)
    assert hatch.state.sold_out == ("negroni",)


def test_a_mark_of_last_night_goes_when_the_clock_is_set_right(hatch: PlayedHatch) -> None:
    """The Pi started in 1970, and the network told it the time: tonight begins without last night's marks."""
    hatch.asked(SellOut("negroni", out=True, tonight=True))
    tomorrow = hatch.clock().wall + timedelta(days=1)
    hatch.clock.on(-30 * 365 * 24 * H)
    hatch.crash()
    hatch.clock.show(tomorrow)
    hatch.wait(LOOK_S + 1)
    assert hatch.state.sold_out == ()


def test_noon_with_books_that_do_not_write(hatch: PlayedHatch) -> None:
    """It is tried again, and not in a frenzy."""
    hatch.asked(SellOut("negroni", out=True, tonight=True))
    hatch.wait(NOON_S - 1)
    with hatch.broken_books():
        performed = hatch.wait(1 + 10 * HatchRules().retry_s)
    assert 9 <= hatch.records.refusals <= 12
    performed += hatch.wait(HatchRules().retry_s)
    assert [effect.key for effect in performed if isinstance(effect, Note)] == ["write_failed", "write_again"]
    assert hatch.state.sold_out == ()
