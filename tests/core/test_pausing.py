"""Pauses that end by the clock or with a reason, and the private room's ninety minutes."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.core import events
from kiosk.core.effects import Answer
from kiosk.core.pace import EXTRA_LEAST_S, EXTRA_MOST_S
from kiosk.core.request import Reason, Say, SetExtra, SetPause, SetRoom
from kiosk.core.rules import HatchRules
from tests.stories import SAID_LINES, PlayedHatch, boards

MINUTE = 60.0
RULES = HatchRules()


@pytest.fixture
def hatch() -> PlayedHatch:
    """A hatch on a Friday at nine in the evening."""
    return PlayedHatch()


def until(hatch: PlayedHatch, minutes: float) -> datetime:
    """So many minutes from now, by the hatch's clock."""
    return hatch.clock().wall + timedelta(minutes=minutes)


def paused(hatch: PlayedHatch) -> str | None:
    """The reason of the pause that holds, which the books agree with; None without one."""
    assert (hatch.state.pause is None) == (hatch.records.pause is None)
    return None if hatch.state.pause is None else hatch.state.pause.reason


# --- pauses ------------------------------------------------------------------------------------------------------
def test_a_pause_for_minutes_ends_by_the_clock(hatch: PlayedHatch) -> None:
    """At its time and not before; on record; and the waiting order is still there."""
    hatch.order()
    hatch.asked(SetPause(on=True, until=until(hatch, 10), reason="ice"))
    hatch.wait(10 * MINUTE - 1)
    assert paused(hatch) == "ice"
    hatch.wait(2)
    assert paused(hatch) is None
    assert len(hatch.state.open_orders) == 1


def test_a_pause_heard_twice_is_as_long_as_heard_once(hatch: PlayedHatch) -> None:
    """The request names the end and not the length: also when it comes late, under another id."""
    request = SetPause(on=True, until=until(hatch, 10))
    hatch.asked(request, "one")
    hatch.clock.on(5 * MINUTE)
    hatch.asked(request, "two")
    hatch.wait(5 * MINUTE)
    assert hatch.state.pause is None


def test_a_pause_is_changed_while_it_lasts(hatch: PlayedHatch) -> None:
    """Longer, without an end, for a reason: it goes on since when it began."""
    hatch.asked(SetPause(on=True, until=until(hatch, 5)))
    began = hatch.clock().wall
    hatch.clock.on(MINUTE)
    hatch.asked(SetPause(on=True, reason="guests"))
    hatch.wait(60 * MINUTE)
    assert hatch.state.pause == hatch.records.pause
    assert hatch.state.pause is not None
    assert (hatch.state.pause.since, hatch.state.pause.until) == (began, None)


@pytest.mark.parametrize(("minutes", "reason"), [(-1, Reason.TOO_LATE), (13 * 60, Reason.MAY_NOT)])
def test_a_pause_that_is_over_or_has_no_measure_is_refused(
    hatch: PlayedHatch, minutes: float, reason: Reason
) -> None:
    """A request that lay about until its end had passed pauses nothing; nor does one until next week."""
    assert hatch.asked(SetPause(on=True, until=until(hatch, minutes))).reason is reason
    assert hatch.state.pause is None


def test_a_pause_outlives_a_crash_and_still_ends(hatch: PlayedHatch) -> None:
    """With what is left of it."""
    hatch.asked(SetPause(on=True, until=until(hatch, 10)))
    hatch.clock.on(4 * MINUTE)
    hatch.crash()
    hatch.wait(6 * MINUTE - 1)
    assert paused(hatch) == ""
    hatch.wait(2)
    assert paused(hatch) is None


def test_a_pause_is_never_longer_than_it_was_asked(hatch: PlayedHatch) -> None:
    """Though the hatch starts again with a clock that runs years behind."""
    hatch.asked(SetPause(on=True, until=until(hatch, 10)))
    hatch.clock.on(-20 * 365 * 86_400.0)
    hatch.crash()
    hatch.wait(10 * MINUTE)
    assert hatch.state.pause is None


def test_a_clock_that_is_set_meanwhile_changes_no_length(hatch: PlayedHatch) -> None:
    """The board tells the end at the clock it has now."""
    hatch.asked(SetPause(on=True, until=until(hatch, 10)))
    hatch.clock._started += timedelta(hours=5)
    hatch.clock.on(MINUTE)
    hatch.do(events.DisplayChanged("banco", online=True))
    told = boards(hatch.done)[-1].board
    assert told.pause is not None
    assert told.pause.until == told.clock + timedelta(minutes=9)
    hatch.wait(9 * MINUTE)
    assert hatch.state.pause is None


@pytest.mark.parametrize("by", [timedelta(hours=-2), timedelta(hours=2)])
def test_a_clock_that_is_set_in_a_pause_moves_no_promise(hatch: PlayedHatch, by: timedelta) -> None:
    """What is left of the pause is as long as before, for the next guest and for the one who waits."""
    number = hatch.order()
    hatch.asked(SetPause(on=True, until=until(hatch, 10)))
    wait_min, before = hatch.state.intake.wait_min, hatch.state.order(number)
    hatch.clock.show(hatch.clock().wall + by)
    hatch.do(events.Tick())
    assert (hatch.state.intake.wait_min, hatch.state.order(number)) == (wait_min, before)


# --- the private room --------------------------------------------------------------------------------------------
def test_the_room_has_ninety_minutes_from_its_first_guest(hatch: PlayedHatch) -> None:
    """Two come, then two more: the clock is that of the first; and the guest's side is not paused by it."""
    began = hatch.clock().wall
    hatch.asked(SetRoom(2))
    hatch.clock.on(10 * MINUTE)
    hatch.asked(SetRoom(4))
    room = hatch.state.room
    assert room == hatch.records.room
    assert room is not None
    assert (room.since, room.until, room.seats) == (began, began + timedelta(minutes=90), 4)
    assert hatch.state.pause is None
    hatch.asked(SetRoom(0))
    assert hatch.state.room is hatch.records.room is None


@pytest.mark.parametrize(("reason", "goes_on"), [("guests", True), ("ice", False)])
def test_with_the_guests_ends_their_pause(hatch: PlayedHatch, reason: str, goes_on: bool) -> None:
    """They leave before their time: the street need not wait for it; a pause for another reason is another's."""
    hatch.asked(SetRoom(2))
    hatch.asked(SetPause(on=True, until=until(hatch, 90), reason=reason))
    hatch.clock.on(30 * MINUTE)
    hatch.asked(SetRoom(0))
    assert hatch.state.room is hatch.records.room is None
    assert paused(hatch) == (None if goes_on else reason)


def test_the_room_asked_again_is_not_begun_anew(hatch: PlayedHatch) -> None:
    """A request heard twice, under whichever id, moves no clock and writes nothing."""
    hatch.asked(SetRoom(2), "one")
    room, writes = hatch.state.room, hatch.records.writes
    hatch.clock.on(MINUTE)
    hatch.asked(SetRoom(2), "two")
    assert (hatch.state.room, hatch.records.writes) == (room, writes)


def test_a_room_that_nobody_freed_is_free_at_noon(hatch: PlayedHatch) -> None:
    """Its clock runs on past the ninety minutes, to be seen; but not into the next night."""
    hatch.asked(SetRoom(2))
    hatch.wait(14 * 3600)
    kept = hatch.state.room
    hatch.wait(3600)
    assert kept is not None
    assert hatch.state.room is hatch.records.room is None


def test_the_room_outlives_a_crash(hatch: PlayedHatch) -> None:
    """With its clock."""
    hatch.asked(SetRoom(3))
    room = hatch.state.room
    hatch.crash()
    assert hatch.state.room == room is not None


# --- say it ------------------------------------------------------------------------------------------------------
def test_a_line_is_said_for_a_few_seconds(hatch: PlayedHatch) -> None:
    """And then no more; the board has nothing to tell of it."""
    revision = hatch.state.revision
    hatch.asked(Say(1))
    said = hatch.state.said
    hatch.wait(RULES.said_s)
    assert said is not None
    assert hatch.state.said is None
    assert hatch.state.revision == revision


def test_a_line_heard_twice_is_said_once(hatch: PlayedHatch) -> None:
    """The same again while it is being said changes nothing; another takes its place."""
    hatch.asked(Say(1), "one")
    said = hatch.state.said
    hatch.clock.on(1)
    assert hatch.asked(Say(1), "two").ok
    assert hatch.state.said is said
    hatch.asked(Say(2))
    assert hatch.state.said is not None
    assert hatch.state.said.line == 2


def test_a_line_that_the_house_does_not_have_is_not_said(hatch: PlayedHatch) -> None:
    """A display with a newer wording is told so."""
    answer = hatch.do(events.Requested("r", "banco", Say(SAID_LINES)))
    assert [effect.response.reason for effect in answer if isinstance(effect, Answer)] == [Reason.MAY_NOT]
    assert hatch.state.said is None


def test_the_board_tells_times_in_utc(hatch: PlayedHatch) -> None:
    """Of the room as of everything."""
    hatch.asked(SetRoom(1))
    told = boards(hatch.done)[-1].board
    assert told.room is not None
    assert told.room.since.tzinfo is UTC


# --- the promise -------------------------------------------------------------------------------------------------
def test_the_promise_is_moved_at_once(hatch: PlayedHatch) -> None:
    """The next guest is told so many minutes more; the board says whose they are; it is on record."""
    before = boards(hatch.do(events.DisplayChanged("banco", online=True)))[-1].board
    hatch.asked(SetExtra(600.0))
    told = boards(hatch.done)[-1].board
    assert before.wait_min is not None
    assert told.wait_min is not None
    assert (told.extra_s, told.wait_min >= before.wait_min + 9) == (600.0, True)
    hatch.crash()
    assert hatch.state.pace.extra_s == 600.0


def test_the_promise_asked_twice_is_moved_once(hatch: PlayedHatch) -> None:
    """The request names what shall be added in all; beyond the limits it is moved as far as it may be."""
    hatch.asked(SetExtra(120.0), "one")
    hatch.asked(SetExtra(120.0), "two")
    assert hatch.state.pace.extra_s == 120.0
    hatch.asked(SetExtra(80_000.0))
    assert hatch.state.pace.extra_s == EXTRA_MOST_S
    hatch.asked(SetExtra(-80_000.0))
    assert hatch.state.pace.extra_s == EXTRA_LEAST_S
