"""The clocks: one counts, one tells the hour, and somebody may have confirmed it."""

from pathlib import Path

import pytest

from kiosk.shell.clock import confirmed, moment


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
