"""Rhythms: known at any tempo, learned from takes, and told from one another."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.rhythm import Interval, Rhythm, matches, named
from kiosk.core.rhythm_taught import alike, learned, plain

FOUR_THREE = Rhythm("four and three", (1, 1, 1, "breath", 1, 1), secret=True)
SHAVE = Rhythm("shave and a haircut", (1, 0.5, 0.5, 1, 2, 1))


def knocked(*gaps: float, start: float = 1.0) -> tuple[float, ...]:
    """When knocks are, with these gaps between them."""
    return tuple(accumulate(gaps, initial=start))


@pytest.mark.parametrize("beat_s", [0.12, 0.2, 0.35, 0.5])
def test_a_rhythm_is_known_at_any_tempo(beat_s: float) -> None:
    """By its ratios."""
    assert matches(SHAVE, knocked(*(part * beat_s for part in (1, 0.5, 0.5, 1, 2, 1))))


@pytest.mark.parametrize("breath_s", [0.34, 0.5, 0.9, 1.5])
def test_a_breath_has_no_length(breath_s: float) -> None:
    """Only longer than the rest."""
    assert matches(FOUR_THREE, knocked(0.2, 0.21, 0.19, breath_s, 0.2, 0.22))


@pytest.mark.parametrize(
    "gaps",
    [
        (0.2, 0.2, 0.2, 0.2, 0.2, 0.2),
        (0.2, 0.2, 0.2, 0.25, 0.2, 0.2),
        (0.2, 0.2, 0.6, 0.2, 0.2, 0.2),
        (0.2, 0.2, 0.2, 0.6, 0.2),
        (0.2, 0.2, 0.2, 0.6, 0.2, 0.2, 0.2),
        (0.2, 0.2, 0.2, 0.6, 0.2, 0.5),
        (),
    ],
)
def test_another_rhythm_is_not_known(gaps: tuple[float, ...]) -> None:
    """Even knocks, a breath that is none, one at another place, too few, too many, a second breath, a bump."""
    assert not matches(FOUR_THREE, knocked(*gaps))


def test_the_first_that_fits_names_it() -> None:
    """And none, where none does."""
    assert named((SHAVE, FOUR_THREE), knocked(0.2, 0.2, 0.2, 0.6, 0.2, 0.2)) == FOUR_THREE
    assert named((SHAVE, FOUR_THREE), knocked(0.2, 0.2)) is None


intervals = st.lists(st.one_of(st.floats(0.2, 3.0), st.just("breath")), min_size=1, max_size=10).filter(
    lambda some: any(one != "breath" for one in some)
)


@given(
    intervals,
    st.floats(0.05, 0.5),
    st.floats(1.7, 6.0),
    st.lists(st.floats(-0.08, 0.08), min_size=10, max_size=10),
)
def test_whoever_knows_a_rhythm_is_known(
    parts: list[Interval], beat_s: float, breath: float, sway: list[float]
) -> None:
    """Any rhythm, at any tempo, with a hand's unevenness and a breath of any length."""
    longest = max(part for part in parts if part != "breath")
    gaps = [
        beat_s * (longest * breath if part == "breath" else part * (1 + off))
        for part, off in zip(parts, sway, strict=False)
    ]
    assert matches(Rhythm("any", tuple(parts)), knocked(*gaps))


# --- taught ------------------------------------------------------------------------------------------------------
def test_a_rhythm_is_learned_from_its_takes() -> None:
    """Twice, not quite alike, at two tempos: the ratios, and a breath where both breathe."""
    takes = (knocked(0.2, 0.21, 0.2, 0.7, 0.2, 0.19), knocked(0.26, 0.25, 0.27, 0.66, 0.26, 0.25))
    rhythm = learned("ours", takes, secret=True)
    assert isinstance(rhythm, Rhythm)
    assert (rhythm.name, rhythm.secret) == ("ours", True)
    assert rhythm.intervals[3] == "breath"
    assert [part for part in rhythm.intervals if part != "breath"] == pytest.approx([1.0] * 5, abs=0.1)
    assert all(matches(rhythm, take) for take in takes)


@pytest.mark.parametrize(
    ("takes", "why"),
    [
        ((), "few"),
        ((knocked(),), "few"),
        ((knocked(0.2, 0.2), knocked()), "few"),
        ((knocked(0.2, 0.2), knocked(0.2)), "counts"),
        ((knocked(0.2, 0.2, 0.4), knocked(0.4, 0.2, 0.2)), "differ"),
    ],
)
def test_takes_that_are_no_rhythm_are_told(takes: tuple[tuple[float, ...], ...], why: str) -> None:
    """One knock, not equally many, not the same."""
    assert learned("none", takes) == why


def test_rhythms_that_the_same_knocks_can_be_are_alike() -> None:
    """However they are written; and others are not."""
    assert alike(Rhythm("a", (1, 1, 1)), Rhythm("b", (2, 2.1, 1.9)))
    assert alike(FOUR_THREE, Rhythm("b", (1, 1, 1, 2, 1, 1)))
    assert not alike(FOUR_THREE, Rhythm("b", (1, 1, "breath", 1, 1, 1)))
    assert not alike(SHAVE, FOUR_THREE)
    assert not alike(Rhythm("a", (1, 1)), Rhythm("b", (1, 1, 1)))


def test_even_knocks_are_plain() -> None:
    """What everybody knocks is no secret."""
    assert plain(Rhythm("a", (1, 1, 1)))
    assert not plain(SHAVE)
    assert not plain(FOUR_THREE)
