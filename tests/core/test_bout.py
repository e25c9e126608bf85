"""Whether a hand made a bout: what is not believed, and the reason told. Patterns from domain 7.4."""

from collections.abc import Sequence
from itertools import accumulate

import pytest
from msgspec.structs import replace

from kiosk.core.blows import Hit, Reading
from kiosk.core.bout import MOST_KNOCKS, Judged, judged, knocked_again, ratios
from kiosk.core.habit import Habit, learnt
from kiosk.core.heard import Doubt
from kiosk.core.rules import KnockRules

MOST_ODD = KnockRules().most_odd
HAND = (0.22, 0.23, 0.21, 0.235, 0.205, 0.225)
"""Gaps of a hand that knocks evenly."""


def hits(gaps: Sequence[float], rings_ms: Sequence[float] = (), grain_ms: float = 1.0) -> tuple[Hit, ...]:
    """Blows with these gaps between them, each ringing so long (30 ms unless said)."""
    starts = accumulate(gaps, initial=1.0)
    rings = [*rings_ms, *(30.0 for _ in range(len(gaps) + 1 - len(rings_ms)))]
    return tuple(
        Hit(at, ring / 1000, ring / 1000, grain_ms / 1000) for at, ring in zip(starts, rings, strict=True)
    )


def known_wood() -> Habit:
    """An ear that has heard a dozen bouts here, of people who differ."""
    habit = Habit()
    for turn in range(12):
        ring_ms = (18, 25, 30, 36, 44, 28)[turn % 6]
        habit = learnt(habit, hits(HAND[:2], (ring_ms, ring_ms * 1.1, ring_ms * 0.9)))
    return habit


def verdict(
    found: tuple[Hit, ...], habit: Habit | None = None, unrest: float = 0.0, most_odd: float = MOST_ODD
) -> Judged:
    """These blows judged, where nothing speaks against reading them so."""
    return judged(Reading(found, -3.0), habit or Habit(), unrest, most_odd)


def doubt(found: tuple[Hit, ...], habit: Habit | None = None, unrest: float = 0.0) -> Doubt:
    """Why these are no knocking, or nothing."""
    return verdict(found, habit, unrest).doubt


@pytest.mark.parametrize("count", [2, 3, 4, 5, 7])
def test_a_hand_is_believed(count: int) -> None:
    """Two knocks to seven, by an ear that knows nothing yet."""
    assert doubt(hits((HAND * 2)[: count - 1])) == ""


@pytest.mark.parametrize("gap_s", [0.1, 0.15, 0.35, 0.5])
def test_quick_and_slow_hands_are_believed(gap_s: float) -> None:
    """From the quickest measured at a door to nearly the slowest."""
    assert doubt(hits([gap_s, gap_s * 1.06, gap_s * 0.96])) == ""


def test_one_blow_is_a_bump() -> None:
    """A bag against the wood."""
    assert doubt(hits(())) == "lone"


def test_two_contacts_of_one_cup_are_a_bump() -> None:
    """It touches again 80 ms later."""
    assert doubt(hits((0.082,))) == "lone"


def test_one_blow_and_small_ones_after_it_are_a_bump() -> None:
    """An elbow and what it brings along, on wood that the ear knows."""
    assert doubt(hits((0.19, 0.31), (45, 9, 7)), known_wood()) == "lone"


def test_steps_are_not_believed() -> None:
    """Somebody walks by: 595 ms apart, longer than any gap within a knocking."""
    assert doubt(hits((0.60, 0.61, 0.59, 0.60))) == "steps"


def test_a_shaker_is_not_believed() -> None:
    """More blows than any guest's, or than who asks to be spoken to."""
    assert doubt(hits((HAND * 8)[:MOST_KNOCKS])) == "many"


def test_who_knocks_ten_times_is_believed() -> None:
    """To be spoken to, ten knocks are asked for."""
    assert doubt(hits((HAND * 2)[:9])) == ""


def test_a_machine_is_not_believed() -> None:
    """Six knocks without a difference are no hand's; five may be by chance."""
    assert doubt(hits((0.22,) * 5)) == "regular"
    assert doubt(hits((0.22,) * 4)) == ""


def test_what_is_much_weaker_than_knocks_are_here_is_not_believed() -> None:
    """Somebody knocks at the front door: by its rhythm a knocking, but hardly to be heard."""
    faint = hits(HAND[:2], (3, 2.5, 3))
    assert doubt(faint) == ""
    assert doubt(faint, known_wood()) == "faint"


def test_what_is_much_coarser_than_knocks_are_here_is_not_believed() -> None:
    """A tram shakes the wood at 40 Hz; knocks ring at hundreds."""
    assert doubt(hits(HAND[:3], (30, 30, 30, 30), grain_ms=12), known_wood()) == "rumble"


def test_clicks_on_restless_wood_are_not_believed() -> None:
    """Coins: quick, uneven, and everything moves. The same hand on calm wood has the benefit of the doubt."""
    coins = hits((0.09, 0.21, 0.1, 0.22, 0.1))
    assert doubt(coins, unrest=2.0) == "crowd"
    assert doubt(hits(HAND[:2]), unrest=2.0) == ""


def test_a_stricter_ear_believes_less() -> None:
    """The one knob between missed knocks and wakes by mistake."""
    odd = verdict(hits((0.45,)))
    assert odd.doubt == ""
    assert verdict(hits((0.45,)), most_odd=odd.odd - 0.1).doubt != ""


def test_an_answer_to_the_walls_question_is_a_blow_like_a_knock() -> None:
    """A second lone blow counts on calm wood; a tick does not, nor what is much weaker than knocks are, nor one of many."""
    again = hits(())
    assert knocked_again(again, known_wood(), 0.9)
    assert not knocked_again((replace(again[0], tick=True),), Habit(), 0.9)
    assert not knocked_again(hits((), (3,)), known_wood(), 0.9)
    assert not knocked_again(again, known_wood(), 1.4)


def test_ratios_are_parts_of_the_longest() -> None:
    """And of one knock there are none."""
    assert ratios((1.0, 1.5, 1.75)) == (1.0, 0.5)
    assert ratios((1.0,)) == ()


# --- what is learnt ------------------------------------------------------------------------------------------------
def test_the_ear_follows_its_wood() -> None:
    """A screw is turned, and all knocks ring half as long: what was faint is usual after some dozen bouts."""
    habit = known_wood()
    softer = hits(HAND[:2], (7, 6, 7))
    before = verdict(softer, habit).odd
    for _ in range(30):
        habit = learnt(habit, softer)
    assert verdict(softer, habit).odd < before / 2


def test_what_was_believed_though_odd_hardly_becomes_the_measure() -> None:
    """Two dozen steps that were taken for knocks move what is usual less than three knockings; of such alone nothing is learnt."""
    steps, odd = hits((0.55,) * 2, (90, 85, 92)), 5.0
    assert learnt(Habit(), steps, odd) == Habit()
    misled = known_wood()
    for _ in range(24):
        misled = learnt(misled, steps, odd)
    taught = known_wood()
    for _ in range(3):
        taught = learnt(taught, steps)
    assert known_wood().weight < misled.weight < taught.weight


def test_the_first_bout_is_believed_whatever_it_is_like() -> None:
    """An ear that has just opened doubts nobody for being soft or coarse."""
    for ring_ms, grain_ms in ((4, 0.5), (170, 0.5), (40, 40)):
        assert doubt(hits(HAND[:2], (ring_ms,) * 3, grain_ms)) == ""
