"""Which bursts are blows: rebounds, rattle, double hits and ticks are none, fast knocks are. Numbers from domain 7.1b and 7.3."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.blows import DOUBTS, readings
from kiosk.core.heard import Burst
from kiosk.core.rules import KnockRules

RULES = KnockRules()


def struck(at: float, rings_ms: float = 30.0) -> Burst:
    """A blow on a piezo: an edge every millisecond while it rings."""
    return Burst(at, rings_ms / 1000, max(2, round(rings_ms)))


def tick(at: float) -> Burst:
    """One short pulse of a line at rest."""
    return Burst(at, 0.0004, 2)


def blows(*bursts: Burst) -> list[float]:
    """When the blows were, by the likeliest reading."""
    return [blow.at for blow in readings(bursts, RULES)[0].blows]


@pytest.mark.parametrize("after_s", [0.072, 0.085, 0.1, 0.11])
def test_a_weak_bump_after_a_blow_is_its_rebound(after_s: float) -> None:
    """A shutter rattles 40 to 110 ms after a blow, a fifth to two fifths as strong: three knocks stay three."""
    bursts = [struck(1.0), struck(1.0 + after_s, 9), struck(1.23), struck(1.45)]
    assert blows(*bursts) == [1.0, 1.23, 1.45]


@pytest.mark.parametrize("gap_s", [0.1, 0.105, 0.112, 0.125])
def test_fast_knocks_are_no_rebounds(gap_s: float) -> None:
    """As strong as one another, 100 ms apart: each is a knock."""
    starts = [1.0, 1.0 + gap_s, 1.0 + 2 * gap_s, 1.0 + 3 * gap_s]
    assert blows(*map(struck, starts)) == starts


def test_a_light_touch_is_not_the_blow() -> None:
    """A touch 45 ms before it: the knock is told with its own time, so that a rhythm is not bent."""
    assert blows(struck(1.0), struck(1.205, 5), struck(1.25), struck(1.5)) == [1.0, 1.25, 1.5]


def test_a_rebound_as_strong_as_its_blow_is_told_by_the_tempo() -> None:
    """90 ms after a knock, in a bout of knocks 240 ms apart, is no hand's."""
    assert blows(struck(1.0), struck(1.24), struck(1.33, 22), struck(1.48)) == [1.0, 1.24, 1.48]


@pytest.mark.parametrize("at", [0.6, 1.1, 1.36, 1.9])
def test_a_tick_among_knocks_is_none(at: float) -> None:
    """The line's own chatter, before, between and after knocks."""
    bursts = sorted([struck(1.0), struck(1.25), struck(1.5), tick(at)], key=lambda burst: burst.at)
    assert blows(*bursts) == [1.0, 1.25, 1.5]


def test_a_weak_knock_in_its_place_is_a_knock() -> None:
    """Not all blows of a hand are alike."""
    assert blows(struck(1.0), struck(1.22, 16), struck(1.44)) == [1.0, 1.22, 1.44]


def test_strong_blows_are_never_argued_away() -> None:
    """However uneven: a rhythm with a breath in it stays whole."""
    starts = [1.0, 1.2, 1.4, 1.6, 2.3, 2.5, 2.7]
    assert blows(*map(struck, starts)) == starts


def test_other_readings_are_offered_the_likeliest_first() -> None:
    """Where it is not clear what a burst was, the other count is there for whoever knows a rhythm; and no count twice."""
    found = readings([struck(1.0), struck(1.1, 22), struck(1.2), struck(1.37)], RULES)
    assert len(found) > 1
    assert [reading.cost for reading in found] == sorted(reading.cost for reading in found)
    assert len({len(reading.blows) for reading in found}) == len(found)


@given(
    st.lists(
        st.tuples(st.floats(0.016, 1.0), st.floats(0.0, 0.2), st.integers(1, 300)), min_size=1, max_size=64
    )
)
def test_whatever_comes_is_read(bursts: list[tuple[float, float, int]]) -> None:
    """Any bout has a likeliest reading, of bursts of its own in their order; and no more readings than doubts allow."""
    starts = list(accumulate((gap + lasted for gap, lasted, _ in bursts), initial=1.0))
    heard = [Burst(at, lasted, edges) for at, (_, lasted, edges) in zip(starts, bursts, strict=False)]
    found = readings(heard, RULES)
    assert 1 <= len(found) <= DOUBTS + 1
    own = [burst.at for burst in heard]
    for reading in found:
        times = [blow.at for blow in reading.blows]
        assert times == sorted(set(times))
        assert set(times) <= set(own)
        assert times
