"""Told to stop, each program ends cleanly and at once, whatever the broker does and whatever it is busy with."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.shell.broker import PrivateBroker
from kiosk.shell.player import Player
from tests.real.house import House, payload, until
from tests.real.stranger import Stranger

WITHIN_S = 1.5
"""The promise is half a second; a machine that runs other things besides is given more."""
SIGNS = (signal.SIGTERM, signal.SIGINT)


def ended(player: Player, sign: signal.Signals) -> int:
    """Send a signal; the exit status. Fails when that takes too long."""
    began = time.monotonic()
    player.process.send_signal(sign)
    status = player.process.wait(10)
    took_s = time.monotonic() - began
    print(f"{player.name} ended {took_s * 1000:.0f} ms after {sign.name}")
    assert took_s < WITHIN_S
    return status


def no_fault(house: House, *names: str) -> bool:
    """Whether nothing in these journals is a fault of the program."""
    journals = [house.journal(name) for name in names]
    return not any(
        word in text for text in journals for word in ("Traceback", "Fatal Python error", "Exception")
    )


@pytest.mark.parametrize("sign", SIGNS)
def test_both_say_goodbye_and_leave_nothing_locked(house: House, sign: signal.Signals) -> None:
    """Exit status 0, offline on the retained status, the database free, no file of SQLite left beside it."""
    hatch, bar = house.hatch(), house.bar()
    house.linked(hatch, bar)
    order = house.place(hatch, "negroni")
    house.ticket(bar, order["number"])
    assert ended(bar, sign) == 0
    assert ended(hatch, sign) == 0
    statuses = (f"{house.topic}/status/hatch", f"{house.topic}/status/bar/{house.settings.bar.name}")
    with Stranger(house.port, f"{house.topic}/#") as stranger:
        for topic in statuses:
            [status] = stranger.until(topic, lambda topic=topic: stranger.on(topic))  # type: ignore[misc]
            assert status.retained
            assert payload(status.payload)["online"] is False
    assert not Path(f"{house.store_path}-wal").exists()
    assert house.books_are_free()
    assert no_fault(house, "hatch", "bar")


@pytest.mark.parametrize("sign", SIGNS)
def test_a_hung_broker_holds_nobody_up(house: House, broker: PrivateBroker, sign: signal.Signals) -> None:
    """With a broker that accepts and says nothing, both end in time, and what they said is read when it wakes."""
    hatch, bar = house.hatch(), house.bar()
    house.linked(hatch, bar)
    house.place(hatch, "negroni")
    assert broker.pid is not None
    os.kill(broker.pid, signal.SIGSTOP)
    try:
        assert [ended(player, sign) for player in (hatch, bar)] == [0, 0]
    finally:
        os.kill(broker.pid, signal.SIGCONT)
    assert house.books_are_free()
    assert no_fault(house, "hatch", "bar")
    with Stranger(house.port, f"{house.topic}/status/#") as stranger:
        stranger.until(
            "both offline",
            lambda: (
                {one.topic for one in stranger.heard if payload(one.payload)["online"] is False}
                >= {f"{house.topic}/status/hatch", f"{house.topic}/status/bar/{house.settings.bar.name}"}
            ),
        )


@pytest.mark.parametrize("sign", SIGNS)
def test_a_broker_that_is_gone_holds_nobody_up(
    house: House, broker: PrivateBroker, sign: signal.Signals
) -> None:
    """Without a broker both end in time, in the middle of their attempts to reach it."""
    hatch, bar = house.hatch(), house.bar()
    house.linked(hatch, bar)
    broker.stop()
    for player in (hatch, bar):
        player.until("the loss", lambda player=player: not player.state()["link_up"])  # type: ignore[misc]
    assert [ended(player, sign) for player in (hatch, bar)] == [0, 0]
    assert house.books_are_free()
    assert no_fault(house, "hatch", "bar")


@pytest.mark.parametrize(("count", "gap_ms"), [(60, 1000), (100, 60)])
def test_a_knocking_in_progress_holds_nobody_up(quiet_house: House, count: int, gap_ms: int) -> None:
    """A stagehand that was told to knock for a minute, or like a woodpecker, stops with the program."""
    hatch = quiet_house.hatch()
    assert hatch.process.stdin is not None
    hatch.process.stdin.write(f"knock {count} {gap_ms}\n")
    # The answer comes after the last blow only: there is nothing to wait for but time.
    time.sleep(0.15)
    assert ended(hatch, signal.SIGTERM) == 0
    assert no_fault(quiet_house, "hatch")


def test_a_program_outlives_whoever_plays_it(quiet_house: House) -> None:
    """When nobody listens to the answers or says a line any more, it stays open for its guests, and stops when told."""
    hatch = quiet_house.hatch()
    assert hatch.process.stdin is not None
    assert hatch.process.stdout is not None
    hatch.process.stdout.close()
    hatch.process.stdin.write("see\nstate\nsee\n")
    hatch.process.stdin.close()
    with pytest.raises(Exception, match="timed out"):
        hatch.process.wait(0.3)
    assert ended(hatch, signal.SIGTERM) == 0
    assert no_fault(quiet_house, "hatch")


def test_without_standard_input_there_is_no_stagehand(quiet_house: House) -> None:
    """A simulated hatch that was started with its standard input shut opens, and stops when told."""
    program = f"{sys.executable} -m kiosk hatch --simulate --config {quiet_house.config}"
    log = quiet_house.folder / "hatch.log"
    with log.open("wb") as journal:
        hatch = subprocess.Popen(["sh", "-c", f"exec {program} <&-"], stderr=journal)
    try:
        until(lambda: "is open" in log.read_text(), "the hatch")
        hatch.terminate()
        assert hatch.wait(10) == 0
    finally:
        hatch.kill()
    assert no_fault(quiet_house, "hatch")


@pytest.mark.parametrize("delay_s", [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4])
def test_told_to_stop_while_it_opens(quiet_house: House, delay_s: float) -> None:
    """A hatch that is stopped while it starts ends without a traceback, and its books are free."""
    hatch = quiet_house.spawn("hatch", ["hatch"])
    time.sleep(delay_s)
    # Before it has said what it does with the signal, the system ends it: systemd takes that for a clean end, too.
    assert ended(hatch, signal.SIGTERM) in (0, -signal.SIGTERM)
    assert quiet_house.books_are_free()
    assert no_fault(quiet_house, "hatch")
