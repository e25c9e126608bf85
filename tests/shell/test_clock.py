"""The clocks: one counts, one tells the hour, and somebody may have confirmed it."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.shell.clock import MACHINE, Clock, NoClock, confirmed, going_by, moment


def test_the_one_never_goes_back_and_the_other_is_utc() -> None:
    """Two moments in a row."""
    one, other = moment(), moment()
    assert one.mono <= other.mono
    assert one.wall.utcoffset() is not None
    assert abs((other.wall - one.wall).total_seconds()) < 5


@pytest.mark.parametrize(
    ("timesyncd", "synchronized", "battery", "believed"),
    [
        (False, False, False, True),  # nobody keeps account: a desk, or another keeper of time
        (True, False, False, False),  # a Pi without a battery, before the network came
        (True, True, False, True),
        (True, False, True, True),
    ],
)
def test_a_clock_is_believed_when_a_server_or_a_battery_told_it(
    tmp_path: Path, timesyncd: bool, synchronized: bool, battery: bool, believed: bool
) -> None:
    """What systemd-timesyncd and the kernel leave in the file system says so."""
    timesync, rtc = tmp_path / "timesync", tmp_path / "rtc0"
    if timesyncd:
        timesync.mkdir()
    if synchronized:
        (timesync / "synchronized").touch()
    if battery:
        rtc.mkdir()
    assert confirmed(timesync, rtc) is believed


HOUR = "2026-11-21T19:30:00+01:00"


def test_a_rehearsal_passes_quicker_on_both_clocks() -> None:
    """Sixty times: a tenth of a second of the machine's is six of the night's, by monotonic time and by the hour."""
    clock = Clock(60.0, datetime.fromisoformat(HOUR), begun=time.monotonic())
    one = clock()
    time.sleep(0.1)
    other = clock()
    passed_s = other.mono - one.mono
    assert 6.0 <= passed_s < 30.0
    assert (other.wall - one.wall).total_seconds() == pytest.approx(passed_s, abs=1e-3)


def test_a_stamp_of_the_machine_s_lies_where_the_clock_was() -> None:
    """There and back: what pins say with the machine's clock is on the night's where it happened."""
    clock = Clock(30.0, datetime.fromisoformat(HOUR), begun=1000.0)
    assert clock.at(1002.0) == 1060.0
    assert clock.machine(1060.0) == 1002.0


def test_all_programs_of_a_rehearsal_agree() -> None:
    """What one tells another of its clock makes the same clock."""
    clock = Clock(37.5, datetime(2026, 11, 21, 18, 30, 0, 250, tzinfo=UTC), begun=123456.789012345)
    assert going_by(clock.told(), simulate=True) == clock


def test_a_night_goes_by_the_machine_s_clock_unless_asked() -> None:
    """And then to the last bit: nothing is reckoned with."""
    assert going_by(None, simulate=False) is MACHINE
    assert MACHINE.at(1234.000000001) == 1234.000000001
    assert abs(MACHINE().mono - time.monotonic()) < 5


@pytest.mark.parametrize(
    ("asked", "simulate", "why"),
    [
        (f"60@{HOUR}", False, "--simulate"),
        ("60", True, "SPEED@HOUR"),
        ("quick@2026-11-21", True, "SPEED@HOUR"),
        (f"60@{HOUR}@soon", True, "SPEED@HOUR"),
        (f"0@{HOUR}", True, "0.1 to 1000"),
        (f"nan@{HOUR}", True, "0.1 to 1000"),
        (f"1e9@{HOUR}", True, "0.1 to 1000"),
    ],
)
def test_a_clock_that_cannot_be_is_named(asked: str, simulate: bool, why: str) -> None:
    """A real night never has one of its own; and what was said is told with what would do."""
    with pytest.raises(NoClock, match=why):
        going_by(asked, simulate=simulate)
