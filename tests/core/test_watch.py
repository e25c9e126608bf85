"""The eye on the clock: a clock that is set, one that cannot be right, one that nobody confirmed."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from kiosk.core import events, hatch
from kiosk.core.clock import A_JUMP_S, PATIENCE_S
from kiosk.core.effects import Effect, Note
from kiosk.core.pace import Pace
from kiosk.core.watch import LOOK_S
from tests.core.test_intake import FREE, at_hour, objection, visit
from tests.core.test_night import in_milan
from tests.stories import Clock, PlayedHatch, a_house, boards

IN_1970 = datetime(1970, 1, 1, 0, 0, 20, tzinfo=UTC)


def notes(effects: list[Effect]) -> list[str]:
    """What the journal was told."""
    return [effect.key for effect in effects if isinstance(effect, Note)]


def in_1970() -> PlayedHatch:
    """A Pi without a battery and without a network has just started."""
    return PlayedHatch(a_house(), clock=Clock(mono=20.0, wall=IN_1970))


# --- a clock that is set -----------------------------------------------------------------------------------------
def test_a_clock_set_forward_past_the_end_closes_the_house_at_the_next_look() -> None:
    """Nothing else happens: half a minute later the hatch has seen it, and the journal says so."""
    hatch_ = at_hour("2026-11-21", "01:00")
    hatch_.clock.show(in_milan("2026-11-21", "03:30"))
    told = hatch_.wait(LOOK_S + 1)
    assert not hatch_.state.intake.open
    assert notes(told) == ["clock_set"]
    assert boards(told)[-1].board.open_now is False


def test_a_touch_sees_a_set_clock_at_once() -> None:
    """No order slips in between the setting and the next look."""
    hatch_ = at_hour("2027-07-02", "23:00")
    hatch_.do(events.Woken())
    hatch_.choose("negroni", FREE)
    hatch_.clock.show(in_milan("2027-07-02", "23:59"))
    hatch_.do(events.Confirmed())
    assert hatch_.records.orders == {}
    assert visit(hatch_).gone == ("negroni",)


def test_a_clock_set_back_takes_the_ban_back() -> None:
    """It was fast: the truth is the later word."""
    hatch_ = at_hour("2027-07-03", "00:10")
    assert objection(hatch_) == "ban"
    hatch_.clock.show(in_milan("2027-07-02", "23:10"))
    hatch_.do(events.Tick())
    assert objection(hatch_) == ""


@pytest.mark.parametrize("by_s", [-A_JUMP_S / 2, A_JUMP_S / 2])
def test_a_clock_that_is_nudged_is_no_news(by_s: float) -> None:
    """NTP corrects a running clock by fractions of a second."""
    hatch_ = at_hour("2026-11-20", "22:00")
    hatch_.clock.show(hatch_.clock().wall + timedelta(seconds=by_s))
    assert notes(hatch_.wait(LOOK_S + 1)) == []


def test_a_set_clock_changes_no_age_and_no_promise() -> None:
    """Those go by the clock that never jumps."""
    hatch_ = at_hour("2026-11-20", "22:00")
    number = hatch_.order()
    before = hatch_.state.order(number)
    hatch_.clock.show(in_milan("2026-11-20", "23:30"))
    hatch_.do(events.Tick())
    assert hatch_.state.order(number) == before


def test_a_look_is_always_due_and_never_in_the_past() -> None:
    """The hatch neither oversleeps a cut-off nor spins at one."""
    hatch_, looks = at_hour("2027-07-02", "23:20"), 0
    end = hatch_.clock.mono + 3600
    while hatch_.clock.mono < end:
        due = hatch.deadline(hatch_.state)
        assert due is not None
        assert hatch_.clock.mono < due <= hatch_.clock.mono + LOOK_S
        hatch_.clock.mono = due
        hatch_.do(events.Tick())
        looks += 1
    assert looks < 3600 / LOOK_S + 20


# --- a clock that cannot be right --------------------------------------------------------------------------------
def test_in_1970_no_alcohol_is_sold_and_the_house_is_not_closed() -> None:
    """No hour is known. What the law may forbid waits; what it never forbids is sold; both sides are told."""
    hatch_ = in_1970()
    assert hatch_.state.intake.open
    assert objection(hatch_, "negroni") == "clock"
    assert objection(hatch_, FREE) == ""
    assert boards(hatch_.do(events.PublishAgain()))[-1].board.trouble == "clock"
    hatch_.do(events.Woken())
    hatch_.clock.on(1)
    hatch_.do(events.Picked("negroni"))
    assert (visit(hatch_).hint, visit(hatch_).gone) == ("clock", ("negroni",))
    hatch_.do(events.Left())
    hatch_.clock.on(1)
    hatch_.order(FREE)
    assert len(hatch_.records.orders) == 1


def test_when_the_clock_is_set_everything_is_as_its_hour_says() -> None:
    """The network came: alcohol is sold again, the trouble is over, and the journal has both."""
    hatch_ = in_1970()
    hatch_.clock.show(in_milan("2026-11-20", "22:00"))
    told = hatch_.wait(LOOK_S + 1)
    assert notes(told) == ["clock_set", "clock_right"]
    assert boards(told)[-1].board.trouble == ""
    assert objection(hatch_) == ""
    assert hatch_.state.intake.closes == in_milan("2026-11-21", "03:00")


def test_a_clock_that_falls_back_to_1970_takes_alcohol_out_of_the_basket() -> None:
    """A battery died under the guest's hands."""
    hatch_ = at_hour("2026-11-20", "22:00")
    hatch_.do(events.Woken())
    hatch_.choose("negroni")
    hatch_.clock.show(IN_1970)
    told = hatch_.do(events.Stayed())
    assert "clock_past" in notes(told)
    assert (visit(hatch_).hint, visit(hatch_).basket.count) == ("clock", 0)


# --- a clock that nobody confirmed -------------------------------------------------------------------------------
def test_a_clock_nobody_confirms_is_believed_and_the_bartender_is_told() -> None:
    """A Pi that was dark for an hour starts an hour late: sold is by its clock, and a person is asked to look."""
    clock = Clock(wall=in_milan("2026-11-20", "22:00"))
    clock.sure = False
    hatch_ = PlayedHatch(clock=clock)
    assert boards(hatch_.wait(PATIENCE_S - 1)) == []
    told = hatch_.wait(LOOK_S + 2)
    assert notes(told) == ["clock_unsure"]
    assert boards(told)[-1].board.trouble == "clock_unsure"
    assert objection(hatch_) == ""
    clock.sure = True
    told = hatch_.wait(LOOK_S + 1)
    assert notes(told) == ["clock_right"]
    assert boards(told)[-1].board.trouble == ""


def test_a_machine_that_asks_for_the_time_at_its_start_is_given_time() -> None:
    """Nobody is told of the first seconds after the power came."""
    clock = Clock(wall=in_milan("2026-11-20", "22:00"))
    clock.sure = False
    hatch_ = PlayedHatch(clock=clock)
    hatch_.wait(20)
    clock.sure = True
    assert notes(hatch_.wait(2 * PATIENCE_S)) == []


# --- nights ------------------------------------------------------------------------------------------------------
def test_a_new_night_begins_with_the_long_run_and_without_yesterdays_plus() -> None:
    """At noon the speed and the bartender's hand of the night are forgotten."""
    hatch_ = at_hour("2026-11-21", "02:00")
    pace = Pace(1.2).learned(300, 100, 0.0).extended(300)
    hatch_.state = replace(hatch_.state, pace=pace)
    hatch_.wait(9 * 3600)
    assert hatch_.state.pace.extra_s == 300
    hatch_.wait(2 * 3600)
    assert (hatch_.state.pace.recent, hatch_.state.pace.extra_s) == ((), 0.0)
    assert hatch_.state.pace.long_run == pace.long_run
