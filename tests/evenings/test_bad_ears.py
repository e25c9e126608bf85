"""A knock line that cannot be believed: both screens say so, a touch sells meanwhile, and it comes back by itself."""

from collections.abc import Callable

import pytest

from kiosk.core import events
from kiosk.core.effects import Note, TellKnock
from kiosk.core.rules import KnockRules
from tests.pilot import BAR_WORDS, Pilot, guest_words

RULES = KnockRules()
IT = guest_words("it")


def storms(pilot: Pilot) -> None:
    """Ten thousand edges a second, for a second; the last leaves the line active."""
    start = pilot.clock.mono
    pilot.hatch.letters.extend(
        events.KnockEdge(start + turn / 10_000, active=turn % 2 == 0) for turn in range(9_999)
    )
    pilot.wait(1.0)


def sticks(pilot: Pilot) -> None:
    """The line becomes active and stays so."""
    pilot.hatch.letters.append(events.KnockEdge(pilot.clock.mono, active=True))
    pilot.wait(RULES.stuck_s + 0.1)


def rests(pilot: Pilot) -> None:
    """The line comes to rest, and stays there until it is believed again."""
    pilot.hatch.letters.append(events.KnockEdge(pilot.clock.mono, active=False))
    pilot.wait(RULES.calm_s + 0.1)


@pytest.mark.parametrize(
    ("goes_mad", "key", "notice"),
    [
        (storms, "knock_storm", BAR_WORDS.knock_storm_notice),
        (sticks, "knock_stuck", BAR_WORDS.knock_stuck_notice),
    ],
)
def test_a_line_gone_mad_is_told_on_both_screens_and_comes_back(
    pilot: Pilot, goes_mad: Callable[[Pilot], None], key: str, notice: str
) -> None:
    """The wall asks for a touch, the bar reads why, the journal has it; then a knock opens as ever, and nothing is said."""
    goes_mad(pilot)
    pilot.wait(120)
    assert Note(key) in pilot.hatch.did
    assert pilot.wall_says(lambda words: words.deaf)
    assert pilot.bar_sees(notice)
    rests(pilot)
    assert Note("knock_hears") in pilot.hatch.did
    assert not pilot.wall_says(lambda words: words.deaf)
    assert not pilot.bar_sees(notice)
    pilot.guest_orders("negroni")


def test_a_guest_orders_by_touch_while_the_wood_is_deaf(pilot: Pilot) -> None:
    """The ear is one way in, not the only one."""
    sticks(pilot)
    pilot.wait(120)
    pilot.hatch.loop.step(events.Woken())
    pilot.settle()
    pilot.take("negroni")
    pilot.touch_hatch(IT.check, IT.order)
    assert pilot.order(1).lines[0].drink == "negroni"


def test_each_knock_changes_the_picture_at_once_and_the_bout_is_told_with_its_rhythm(pilot: Pilot) -> None:
    """The wall's answer does not wait for the bout's end; the bar is told the count, and the intervals by the longest."""
    pictures = []
    at = pilot.clock.mono
    for after in (0.0, 0.2, 0.5):
        pilot.wait(at + after - pilot.clock.mono)
        before = pilot.hatch.loop.scene
        pilot.hatch.letters.extend(
            events.KnockEdge(at + after + more, active=more == 0.0) for more in (0.0, 0.002)
        )
        pilot.settle()
        pictures.append(pilot.hatch.loop.scene != before)
    assert pictures == [True] * 3
    assert not [one for one in pilot.hatch.did if isinstance(one, TellKnock)]
    pilot.wait(RULES.bout_gap_s + 0.1)
    (told,) = [one for one in pilot.hatch.did if isinstance(one, TellKnock)]
    assert told.count == 3
    assert told.rhythm == pytest.approx((2 / 3, 1.0))
