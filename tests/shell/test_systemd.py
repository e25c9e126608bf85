"""What is said to systemd arrives as it expects it; and without systemd nothing is said, and nothing fails."""

import os
from pathlib import Path

import pytest

from kiosk.shell.systemd import Systemd
from tests.overseer import Overseer
from tests.real.house import until


@pytest.mark.parametrize("abstract", [False, True])
def test_lines_arrive_in_one_datagram(tmp_path: Path, abstract: bool) -> None:
    """On a path and on an abstract address; a line break within a line cannot start another."""
    address = f"@kiosk-test-{os.getpid()}" if abstract else str(tmp_path / "notify")
    with Overseer(address) as overseer:
        assert Systemd({"NOTIFY_SOCKET": address}).tell(READY="1", STATUS="so far\nWATCHDOG=trigger")
        until(lambda: overseer.heard, "the datagram")
    assert [said.lines for said in overseer.heard] == [
        {"READY": "1", "STATUS": "so far WATCHDOG=trigger"},
    ]


@pytest.mark.parametrize("address", ["", "relative/notify", "vsock:2:1234"])
def test_without_systemd_nothing_is_said(address: str) -> None:
    """On a desk, or with an address of another kind, every word is silence."""
    systemd = Systemd({"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "20000000"})
    assert not systemd.listens
    assert systemd.watchdog_s is None
    assert not systemd.tell(READY="1")


def test_a_socket_that_is_gone_is_no_fault(tmp_path: Path) -> None:
    """Nobody at the other end: the line is lost, and the program goes on."""
    assert not Systemd({"NOTIFY_SOCKET": str(tmp_path / "gone")}).tell(WATCHDOG="1")


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        ({}, None),
        ({"WATCHDOG_USEC": "20000000"}, 20.0),
        ({"WATCHDOG_USEC": "500000", "WATCHDOG_PID": str(os.getpid())}, 0.5),
        ({"WATCHDOG_USEC": "500000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "soon"}, None),
        ({"WATCHDOG_USEC": ""}, None),
    ],
)
def test_how_long_the_watchdog_waits(given: dict[str, str], seconds: float | None) -> None:
    """As WATCHDOG_USEC says, if it is meant for this process."""
    assert Systemd({"NOTIFY_SOCKET": "/run/systemd/notify"} | given).watchdog_s == seconds
