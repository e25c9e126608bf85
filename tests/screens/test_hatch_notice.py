"""What the hour and the law make of the house, in words: closed and why, and when again."""

from datetime import timedelta

from msgspec.structs import replace

from kiosk.core.intake_state import Intake
from kiosk.screens.hatch_notice import notice
from tests.screens.hatch_states import ASLEEP, NOW
from tests.screens.looks import WORDINGS

IT, EN = WORDINGS["it"], WORDINGS["en"]
TOMORROW = NOW.wall + timedelta(hours=20)
CHRISTMAS = replace(ASLEEP.tonight, reason={"it": "È Natale."})


def test_a_closed_house_says_when_again() -> None:
    """By the guest's own forms, on the house's clock."""
    closed = replace(ASLEEP, intake=Intake(open=False, opens=TOMORROW))
    assert notice(closed, IT, NOW) == (IT.hatch.closed, IT.hatch.closed_until.format(when="sabato, 19:30"))


def test_a_night_off_says_why_in_the_languages_that_were_given() -> None:
    """The house's own reason comes first; a language that it does not speak reads when it opens again."""
    closed = replace(ASLEEP, intake=Intake(open=False, opens=TOMORROW), tonight=CHRISTMAS)
    again = IT.hatch.closed_until.format(when="sabato, 19:30")
    assert notice(closed, IT, NOW) == (IT.hatch.closed, f"È Natale. {again}")
    assert notice(closed, EN, NOW) == (EN.hatch.closed, EN.hatch.closed_until.format(when="Saturday, 19:30"))


def test_a_house_that_does_not_know_when_says_why_or_that_it_is_enough() -> None:
    """Nothing is promised."""
    for_good = replace(ASLEEP, intake=Intake(open=False))
    assert notice(for_good, IT, NOW) == (IT.hatch.closed, IT.hatch.closed_line)
    assert notice(replace(for_good, tonight=CHRISTMAS), IT, NOW) == (IT.hatch.closed, "È Natale.")


def test_an_open_house_with_a_reason_for_its_hours_says_nothing_of_it() -> None:
    """Whoever can order need not be told why it closes early."""
    assert notice(replace(ASLEEP, tonight=CHRISTMAS), IT, NOW) is None
