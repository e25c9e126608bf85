"""Heights to edges: threshold, hysteresis, and a level of rest that is learned and followed."""

from math import exp, sin

from hypothesis import given
from hypothesis import strategies as st

from hardware.comparator import Comparator

EVERY_S = 0.002


def ready(rest: float = 0.02) -> Comparator:
    """One that has learned its rest within a second."""
    comparator = Comparator(0.15, 0.08, until=1.0)
    for turn in range(501):
        comparator.take(turn * EVERY_S, rest)
    return comparator


def changes(comparator: Comparator, values: list[float], start: float = 2.0) -> list[bool]:
    told = [comparator.take(start + turn * EVERY_S, value) for turn, value in enumerate(values)]
    return [change for change in told if change is not None]


def blow(height: float, rest: float = 0.02) -> list[float]:
    """A strike behind an envelope of 20 ms, for 0.2 s."""
    return [min(1.0, rest + height * exp(-turn * EVERY_S / 0.02)) for turn in range(100)]


def test_a_blow_is_one_edge_up_and_one_down() -> None:
    """A height above the threshold that falls below the release is heard once."""
    assert changes(ready(), blow(0.5)) == [True, False]


def test_a_weak_blow_is_none() -> None:
    """What never reaches the threshold is not heard."""
    assert changes(ready(), blow(0.12)) == []


def test_noise_about_the_threshold_is_no_storm() -> None:
    """Between release and threshold nothing changes, however often the threshold is crossed."""
    assert changes(ready(), [0.18 if turn % 2 else 0.12 for turn in range(500)]) == [True]


def test_a_signal_that_swings_about_half_the_supply_is_heard_both_ways() -> None:
    """Without a diode the piezo swings below its rest too; that is height as well."""
    assert changes(ready(0.5), [0.5, 0.3, 0.5]) == [True, False]
    ringing = [0.5 + 0.4 * exp(-turn / 10) * sin(turn) for turn in range(100)]
    told = changes(ready(0.5), ringing)
    assert told[0] is True
    assert told[-1] is False


def test_a_blow_while_it_learns_neither_tells_nor_spoils() -> None:
    """The median does not hear a blow in the first second."""
    comparator = Comparator(0.15, 0.08, until=1.0)
    assert changes(comparator, [*[0.02] * 100, *blow(0.9), *[0.02] * 301], start=0.0) == []
    assert comparator.rest == 0.02


def test_warmth_is_followed_and_a_knock_is_not() -> None:
    """A rest that creeps by half the range in some minutes is no edge; a blow leaves it where it was."""
    comparator = ready()
    creep = [0.02 + 0.5 * turn / 90_000 for turn in range(90_000)]
    assert changes(comparator, creep) == []
    rest = comparator.rest or 0.0
    assert abs(rest - creep[-1]) < 0.05
    changes(comparator, blow(0.4, creep[-1]), start=200.0)
    assert abs((comparator.rest or 0.0) - rest) < 0.01


def test_the_peak_is_kept_until_it_is_asked() -> None:
    """The greatest height is told once, and the next begins anew."""
    comparator = ready()
    changes(comparator, blow(0.5))
    assert abs(comparator.take_peak() - 0.5) < 0.01
    assert comparator.take_peak() == 0.0


@given(st.lists(st.floats(0, 1), max_size=200))
def test_changes_take_turns(values: list[float]) -> None:
    """Whatever is read, the wood begins to shake before it ceases, and never twice in a row."""
    told = changes(ready(), values)
    assert told == [turn % 2 == 0 for turn in range(len(told))]
