"""What Mr. V speaks of, that he repeats nothing too soon, and whom he tells off."""

from datetime import UTC, datetime
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core import events
from kiosk.core.host import hammers, topic
from kiosk.core.order import Status
from kiosk.core.request import Advance, SetPause
from kiosk.core.voice import Topic
from tests.screens.looks import WORDINGS
from tests.stories import ROME, PlayedHatch

VOICE = WORDINGS["it"].voice
KIND = (0.15, 0.5)
"""The intervals in which nearly everybody knocks, in seconds (domain 7.1b)."""


@pytest.fixture
def hatch() -> PlayedHatch:
    """A hatch that sleeps."""
    return PlayedHatch()


def line(hatch: PlayedHatch, about: Topic) -> str:
    """What he says now, in Italian; it must be about this."""
    assert topic(hatch.state) == about
    lines: tuple[str, ...] = getattr(VOICE, about)
    return hatch.state.voice.line(about, lines)


def said(hatch: PlayedHatch) -> str:
    """What he says now, whatever it is about."""
    about = topic(hatch.state)
    return "" if about is None else line(hatch, about)


def comes_and_goes(hatch: PlayedHatch) -> str:
    """A guest wakes the hatch by a touch, reads, and leaves; what was read."""
    hatch.clock.on(1)
    hatch.do(events.Woken())
    read = line(hatch, "empty")
    hatch.touch(events.Left())
    return read


def hammer(hatch: PlayedHatch, times: int, gap_s: float) -> None:
    """Somebody strikes the wood so quickly, and as unevenly as a hand does."""
    for turn in range(times):
        at = hatch.clock.mono
        hatch.do(events.KnockEdge(at, active=True), events.KnockEdge(at + 0.002, active=False))
        hatch.wait(gap_s * (0.92, 1.06, 1.0, 1.09, 0.95)[turn % 5])


# --- never the same twice ----------------------------------------------------------------------------------------
def test_guests_in_a_row_read_every_line_before_one_comes_again(hatch: PlayedHatch) -> None:
    """As many guests as there are lines read as many lines, and the next round says them all again."""
    for _ in range(2):
        assert sorted(comes_and_goes(hatch) for _ in VOICE.empty) == sorted(VOICE.empty)


def test_each_drink_gets_a_remark_of_its_own(hatch: PlayedHatch) -> None:
    """Six drinks one after the other, six remarks; taking one back says nothing new."""
    hatch.do(events.Woken())
    remarks = []
    for drink in ("negroni", "americano", "aviation", "gin-fizz", "negroni", "negroni"):
        hatch.touch(events.Picked(drink))
        hatch.clock.on(1)
        remarks.append(line(hatch, "chosen"))
    assert len(set(remarks)) == len(remarks)
    hatch.touch(events.PutBack("negroni"))
    assert line(hatch, "chosen") == remarks[-1]


def test_a_line_stays_as_long_as_its_moment(hatch: PlayedHatch) -> None:
    """Neither time nor a change of language makes him change his mind."""
    hatch.do(events.Woken())
    before = hatch.state.voice
    hatch.wait(30)
    hatch.touch(events.LanguageChosen("de"))
    assert hatch.state.voice == before


def test_an_order_is_followed_by_lines(hatch: PlayedHatch) -> None:
    """Nothing but the plain truth until somebody has seen it; then a line at each step, to the end."""
    hatch.do(events.Woken())
    hatch.choose("negroni")
    hatch.touch(events.Confirmed())
    assert said(hatch) == ""
    hatch.do(events.SeenBy("banco", "books-of-the-tests", hatch.state.revision))
    assert line(hatch, "seen")
    for status, about in (
        (Status.ACKNOWLEDGED, "taken"),
        (Status.READY, "ready"),
        (Status.COLLECTED, "collected"),
    ):
        hatch.asked(Advance(1, status))
        assert topic(hatch.state) == about


def test_a_refusal_is_neutral(hatch: PlayedHatch) -> None:
    """Whoever is refused hears no joke."""
    number = hatch.order()
    hatch.do(events.Woken())
    hatch.choose("negroni")
    hatch.touch(events.Confirmed())
    hatch.asked(Advance(number + 1, Status.REFUSED))
    assert hatch.state.visit is not None
    assert hatch.state.visit.mood == "placed"
    assert topic(hatch.state) is None


def test_two_evenings_begin_with_different_lines() -> None:
    """After an order and a restart he does not begin where he began."""
    hatch = PlayedHatch()
    first = comes_and_goes(hatch)
    hatch.clock.on(1)
    hatch.order()
    hatch.crash()
    assert comes_and_goes(hatch) != first


@pytest.mark.parametrize(
    ("local", "about"),
    [
        ("2026-11-20T21:00", None),
        ("2026-11-21T02:45", "last_orders"),
        ("2026-11-21T12:00", "closed"),
        ("2027-06-20T00:30", "cut_off"),
    ],
)
def test_the_hour_is_a_topic_of_the_wall(hatch: PlayedHatch, local: str, about: Topic | None) -> None:
    """Asleep he has something to say about what matters most now: closed, last orders, no more alcohol."""
    hatch.clock.show(datetime.fromisoformat(local).replace(tzinfo=ROME).astimezone(UTC))
    hatch.do(events.Tick())
    assert topic(hatch.state) == about


# --- manners -----------------------------------------------------------------------------------------------------
def test_a_hammering_knocker_is_told_off(hatch: PlayedHatch) -> None:
    """Seven blows in a second: cross while they fall, and still when the menu opens; a drink is an apology."""
    hammer(hatch, 7, 0.14)
    scolding = line(hatch, "hammered")
    assert scolding in VOICE.hammered
    hatch.wait(1.5)
    assert line(hatch, "hammered") == scolding
    hatch.touch(events.Picked("negroni"))
    assert topic(hatch.state) == "chosen"


def test_the_next_guest_is_not_to_blame(hatch: PlayedHatch) -> None:
    """What one guest did is forgotten when they leave."""
    hammer(hatch, 7, 0.14)
    hatch.wait(1.5)
    hatch.touch(events.Left())
    hatch.clock.on(5)
    hatch.knock(3)
    assert topic(hatch.state) == "empty"


def test_whoever_hammers_next_hears_something_else(hatch: PlayedHatch) -> None:
    """Each fit of hammering has its own line, also of the same guest."""
    heard = []
    for _ in range(2):
        for _ in range(2):
            hammer(hatch, 7, 0.14)
            heard.append(line(hatch, "hammered"))
            hatch.wait(3)
        hatch.touch(events.Left())
        hatch.clock.on(5)
    assert len(set(heard)) == 4


@pytest.mark.parametrize("knocks", [2, 3, 4, 5])
def test_a_kind_knocker_is_not_told_off(hatch: PlayedHatch, knocks: int) -> None:
    """Two to five knocks, as nearly everybody knocks, and as quickly as anybody does."""
    hammer(hatch, knocks, 0.12)
    hatch.wait(1.5)
    assert topic(hatch.state) == "empty"


@given(
    gaps=st.lists(st.floats(*KIND), max_size=40),
    pause=st.floats(0.7, 5.0),
    bout=st.integers(2, 5),
)
def test_no_calm_row_of_knocks_is_hammering(gaps: list[float], pause: float, bout: int) -> None:
    """However many calls of up to five knocks follow one another, each as quick as people knock."""
    apart = [pause if at % bout == bout - 1 else gap for at, gap in enumerate(gaps)]
    times = tuple(accumulate(apart, initial=100.0))
    assert not any(hammers(times[max(0, at - 12) : at]) for at in range(len(times) + 1))


def test_who_knocks_long_to_be_spoken_to_is_not_told_off() -> None:
    """Eleven calm knocks ask for a voice; they are no insult."""
    assert not hammers(tuple(accumulate([0.22] * 10, initial=100.0)))


@given(gap=st.floats(0.09, 0.17), count=st.integers(6, 30))
def test_quick_blows_are_hammering(gap: float, count: int) -> None:
    """Six or more, each within a sixth of a second of the last."""
    assert hammers(tuple(accumulate([gap] * (count - 1), initial=100.0))[-12:])


def test_pounding_in_a_pause_is_told_off_too(hatch: PlayedHatch) -> None:
    """The hands are busy, and hammering does not free them."""
    hatch.asked(SetPause(on=True))
    hatch.do(events.Woken())
    calm = line(hatch, "paused")
    hammer(hatch, 7, 0.14)
    assert line(hatch, "hammered") != calm
