"""Tonight's speed: learned from the last orders, begun with the long run's, and kept within reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.pace import EXTRA_LEAST_S, EXTRA_MOST_S, LEARNED_FROM, QUICKEST, SLOWEST, Pace

SAMPLES = st.lists(st.tuples(st.floats(0, 4000), st.floats(10, 700)), max_size=30)


def after(*ratios: float, long_run: float = 1.0) -> Pace:
    """The pace after orders of 100 s that took so many times as long."""
    pace = Pace(long_run)
    for at, ratio in enumerate(ratios):
        pace = pace.learned(100 * ratio, 100.0, float(at))
    return pace


def test_a_night_begins_with_the_long_run() -> None:
    """Before anything was made tonight, it is as it usually is."""
    assert Pace(1.3).factor == 1.3


def test_after_eight_orders_the_night_has_its_own_speed() -> None:
    """What was usual counts for less with each order, and for nothing after the eighth."""
    assert after(1.5, long_run=1.0).factor == pytest.approx(1 + 0.5 / LEARNED_FROM, abs=0.01)
    assert after(*[1.5] * LEARNED_FROM).factor == pytest.approx(1.5)
    assert after(*[2.0] * 4, *[0.8] * LEARNED_FROM).factor == pytest.approx(0.8)


def test_orders_made_together_teach_the_truth_together() -> None:
    """Two tickets shaken in one go, called ready one after the other: the first took both's time, the second none."""
    assert after(*[2.0, 0.0] * 4).factor == pytest.approx(1.0)


def test_a_forgotten_touch_is_no_speed() -> None:
    """An order called ready an hour late counts as thrice its due, once."""
    assert after(36.0).factor == after(3.0).factor


@given(SAMPLES, st.floats(QUICKEST, SLOWEST))
def test_a_factor_stays_within_reason(samples: list[tuple[float, float]], long_run: float) -> None:
    """Half the menu's time to twice it, tonight's as well as the long run's."""
    pace = Pace(long_run)
    for took_s, expected_s in samples:
        pace = pace.learned(took_s, expected_s, 0.0)
    assert QUICKEST <= pace.factor <= SLOWEST
    assert QUICKEST <= pace.long_run <= SLOWEST


def test_the_long_run_follows_slowly_and_surely() -> None:
    """One slow order moves it by a hundredth of the difference; hundreds bring it there."""
    assert after(2.0).long_run == pytest.approx(1.01)
    assert after(*[1.5] * 500).long_run == pytest.approx(1.5, abs=0.01)


def test_the_bartenders_hand_has_limits_and_ends_with_the_night() -> None:
    """Plus and minus move the promise, to a point; the next night begins without."""
    assert Pace().extended(60).extended(60).extra_s == 120
    assert Pace().extended(1e6).extra_s == EXTRA_MOST_S
    assert Pace().extended(-1e6).extra_s == EXTRA_LEAST_S
    tomorrow = after(2.0, 2.0).extended(300).new_night()
    assert (tomorrow.extra_s, tomorrow.recent) == (0.0, ())
    assert tomorrow.factor == tomorrow.long_run > 1
