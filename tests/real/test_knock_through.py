"""A watch while the hatch owns the pin: it says so, offers the hatch's ear, and listens through it."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real.house import ENDS_WITHIN_S, House, kiosk
from tests.real.looked_at import KIOSK, LookedAt
from tests.real.pi_desk import PiDesk


@pytest.fixture
def pi(tmp_path: Path) -> PiDesk:
    """A Pi whose knock pin the hatch holds."""
    pi = PiDesk(tmp_path)
    pi.set(busy=[17])
    return pi


@pytest.fixture
def through(house: House) -> Iterator["subprocess.Popen[str]"]:
    """A watch through the house's hatch."""
    running = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "knock", "watch", "--through-hatch", "--config", str(house.config)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield running
    running.kill()
    running.communicate()


def until(running: "subprocess.Popen[str]", what: str) -> str:
    """The first line that holds a text. The test's own timeout ends a wait in vain."""
    assert running.stdout is not None
    for line in running.stdout:
        if what in line:
            return line
    raise AssertionError(f"{what!r} did not come")


def test_a_held_pin_is_told_and_the_offer_made(pi: PiDesk) -> None:
    """Where nobody can answer: what holds it, how to listen all the same, and how to stop it; status 2."""
    ran = kiosk("knock", "watch", environment=pi.environment)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "held by another program, most likely the running hatch" in ran.stderr
    assert "kiosk knock watch --through-hatch" in ran.stderr
    assert "systemctl stop kiosk-hatch" in ran.stderr
    assert len(ran.stderr.splitlines()) == 2


def test_on_a_terminal_the_offer_can_be_taken(pi: PiDesk, house: House) -> None:
    """Enter is yes: and the watch goes on through the hatch that really runs."""
    hatch = house.hatch()
    hatch.until("the link", lambda: hatch.state()["link_up"])
    watch = LookedAt(
        [*KIOSK, "knock", "watch", "--config", str(house.config)], environment=pi.environment, columns=200
    )
    try:
        watch.says("Listen through the hatch instead? [Y/n]")
        watch.type("\n")
        watch.says("The hatch is there.")
        hatch.tell("knock 3")
        watch.says("KNOCKING   knocks: 3")
        watch.signal(signal.SIGINT)
        assert watch.ended() == 0
        assert watch.attributes() == watch.found
    finally:
        watch.close()


def test_the_offer_can_be_declined(pi: PiDesk) -> None:
    """N ends it, well."""
    watch = LookedAt([*KIOSK, "knock", "watch"], environment=pi.environment)
    try:
        watch.says("[Y/n]")
        watch.type("n\n")
        assert watch.ended() == 0
    finally:
        watch.close()


def test_a_watch_on_free_pins_hears_them(tmp_path: Path) -> None:
    """Real pins, as far as a test has them: edges on the line are knocks in the lines."""
    pi = PiDesk(tmp_path)
    watch = LookedAt([*KIOSK, "knock", "watch"], environment=pi.environment)
    try:
        watch.shows("rests low")
        for level in (1, 0):
            pi.set(levels={"17": level, "27": 0})
            watch.shows(lambda _rows: True)
        watch.shows("no guest   knocks: 1")
    finally:
        watch.close()


def test_through_the_hatch_each_knocking_is_told(house: House, through: "subprocess.Popen[str]") -> None:
    """How many and in which rhythm; and whether the hatch is there at all, also when it comes later."""
    hatch = house.hatch()
    until(through, "The hatch is there.")
    hatch.tell("knock 4 200")
    assert "knocks: 4  o" in until(through, "KNOCKING")
    assert hatch.stop() == 0
    until(through, "The hatch is not there")
    through.send_signal(signal.SIGTERM)
    assert through.wait(ENDS_WITHIN_S) == 0


def test_without_a_broker_it_says_so_and_waits(quiet_house: House) -> None:
    """One line with the reason, and a signal ends it."""
    running = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "kiosk",
            "knock",
            "watch",
            "--through-hatch",
            "--config",
            str(quiet_house.config),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    until(running, "The broker is not there")
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=ENDS_WITHIN_S)
    assert running.returncode == 0
