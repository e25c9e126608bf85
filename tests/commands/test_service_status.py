"""What `systemctl status` says of the hatch: its sensors, too, for whoever has no eye on a screen."""

import pytest

from kiosk.commands.doctor.broker import AILS
from kiosk.commands.service import of_hatch, service_words
from kiosk.core import events
from kiosk.core.rules import KnockRules
from tests.stories import PlayedHatch

WORDS = service_words()


@pytest.mark.parametrize("line", ["knock", "slit"])
def test_a_lost_sensor_stands_in_the_status_until_it_is_back(line: str) -> None:
    """Named while it is lost, and gone with its return."""
    hatch = PlayedHatch()
    sound = of_hatch(hatch.state, WORDS)
    hatch.do(events.PinFault(line, "busy"))
    assert WORDS.wood_failing[f"{line}_pin"].strip() in of_hatch(hatch.state, WORDS)
    hatch.do(events.PinBack(line))
    assert of_hatch(hatch.state, WORDS) == sound


def test_a_sensor_that_sticks_stands_in_the_status() -> None:
    """As long as it does."""
    hatch = PlayedHatch()
    hatch.do(events.KnockEdge(hatch.clock.mono, active=True))
    hatch.wait(KnockRules().stuck_s)
    assert WORDS.wood_failing[hatch.state.wood_ails].strip() in of_hatch(hatch.state, WORDS)


def test_status_and_doctor_know_the_same_ailments() -> None:
    """One word for each, in both files of words."""
    assert set(WORDS.wood_failing) | {"store"} == set(AILS)
