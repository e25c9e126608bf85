"""The slit and what passes through it: the one ready order is offered as handed over; and who it was that knocked."""

import pytest

from kiosk.core import events
from kiosk.core.effects import TellKnock
from kiosk.core.order import Status
from kiosk.core.request import Advance, Undo
from tests.stories import PlayedHatch, boards

S = Status


@pytest.fixture
def hatch() -> PlayedHatch:
    """A hatch whose slit is shut."""
    hatch = PlayedHatch()
    hatch.do(events.SlitMoved(hatch.clock.mono, open=False))
    return hatch


def ready(hatch: PlayedHatch) -> int:
    """An order that is ready."""
    number = hatch.order()
    hatch.asked(Advance(number, S.ACKNOWLEDGED))
    hatch.asked(Advance(number, S.READY))
    return number


def slit(hatch: PlayedHatch, *, is_open: bool) -> None:
    """The bartender's hand on the slit, and two seconds."""
    hatch.do(events.SlitMoved(hatch.clock.mono, open=is_open))
    hatch.wait(2)


def offered(hatch: PlayedHatch) -> int | None:
    """What the last board offers as handed over."""
    return boards(hatch.done)[-1].board.offered


def test_the_one_ready_order_is_offered_when_the_slit_was_opened_and_shut(hatch: PlayedHatch) -> None:
    """Not while it stands open, and no more once it was handed over."""
    number = ready(hatch)
    hatch.order()
    slit(hatch, is_open=True)
    assert offered(hatch) is None
    slit(hatch, is_open=False)
    assert offered(hatch) == number
    assert hatch.status(number) is S.READY
    hatch.asked(Advance(number, S.COLLECTED))
    assert offered(hatch) is None


def test_of_two_ready_orders_none_is_offered(hatch: PlayedHatch) -> None:
    """Nobody knows which of them it was."""
    ready(hatch)
    ready(hatch)
    slit(hatch, is_open=True)
    slit(hatch, is_open=False)
    assert offered(hatch) is None


def test_an_order_that_became_ready_behind_the_open_slit_is_not_offered(hatch: PlayedHatch) -> None:
    """The slit was opened for something else."""
    slit(hatch, is_open=True)
    ready(hatch)
    slit(hatch, is_open=False)
    assert offered(hatch) is None


def test_an_offer_is_taken_back_when_the_slit_opens_again(hatch: PlayedHatch) -> None:
    """It was not that, or there is more to come."""
    number = ready(hatch)
    slit(hatch, is_open=True)
    slit(hatch, is_open=False)
    hatch.asked(Undo(number, S.READY))
    assert offered(hatch) is None
    hatch.asked(Advance(number, S.READY))
    slit(hatch, is_open=True)
    assert offered(hatch) is None


def test_the_board_tells_how_long_the_slit_stands_open(hatch: PlayedHatch) -> None:
    """So a display that starts later knows it too."""
    slit(hatch, is_open=True)
    hatch.clock.on(100)
    hatch.do(events.DisplayChanged("late", online=True))
    assert boards(hatch.done)[-1].board.slit_age_s == pytest.approx(102, abs=1)


# --- knocks ------------------------------------------------------------------------------------------------------
def knocks(hatch: PlayedHatch, times: int = 2) -> TellKnock:
    """Somebody knocks so often; what the bar is told."""
    performed = []
    for _ in range(times):
        at = hatch.clock.mono
        performed += hatch.do(events.KnockEdge(at, active=True), events.KnockEdge(at + 0.002, active=False))
        performed += hatch.wait(0.2)
    performed += hatch.wait(1)
    (told,) = [effect for effect in performed if isinstance(effect, TellKnock)]
    return told


def test_a_knock_that_woke_the_wall_is_told_as_such(hatch: PlayedHatch) -> None:
    """And one of a guest who is already there is not."""
    hatch.clock.on(10)
    assert knocks(hatch).woke
    hatch.choose("negroni")
    hatch.clock.on(1)
    hatch.do(events.Confirmed())
    hatch.clock.on(2)
    assert not knocks(hatch).woke
