"""As a systemd service: ready when the door is open, petting while it turns and only then, and saying how it stands."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.shell.broker import PrivateBroker
from kiosk.shell.player import Player
from tests.overseer import Overseer
from tests.real.house import House, until

WATCHDOG_S = 2.0
SICK = Path(__file__).parent / "sick"


@pytest.fixture
def overseer(tmp_path: Path) -> Iterator[Overseer]:
    """Systemd's end of the socket."""
    with Overseer(tmp_path / "notify") as listening:
        yield listening


def petted_on(overseer: Overseer) -> float:
    """Wait for the next pet; when it came."""
    known = len(overseer.times("WATCHDOG", "1"))
    return until(lambda: overseer.times("WATCHDOG", "1")[known:], "a pet")[0]


def test_a_service_says_what_it_should_when_it_should(house: House, overseer: Overseer) -> None:
    """READY with open books and a picture, pets at their time while asleep, orders and link in the status, STOPPING."""
    hatch = house.hatch(overseer.environment(WATCHDOG_S))
    [ready] = until(lambda: overseer.times("READY", "1"), "READY")
    assert overseer.heard[0].lines["READY"] == "1"
    assert hatch.state()["first_painted_at"] < ready
    assert house.store_path.exists()
    until(lambda: "is reached" in overseer.last("STATUS"), "the link in the status")
    pets = until(lambda: overseer.times("WATCHDOG", "1")[4:] and overseer.times("WATCHDOG", "1"), "five pets")
    assert max(late - early for early, late in pairwise(pets)) < WATCHDOG_S / 2
    house.place(hatch, "negroni")
    until(lambda: "Open orders: 1" in overseer.last("STATUS"), "the order in the status")
    assert "NO bartender's display" in overseer.last("STATUS")
    assert not overseer.times("STOPPING")
    assert hatch.stop() == 0
    until(lambda: overseer.times("STOPPING", "1"), "STOPPING")
    assert len(overseer.times("READY")) == 1


def test_the_bar_is_a_service_too(house: House, broker: PrivateBroker, overseer: Overseer) -> None:
    """READY, pets, the tickets in its status, a lost broker in it, and pets without a broker."""
    hatch = house.hatch()
    bar = house.bar(environment=overseer.environment(WATCHDOG_S))
    house.linked(hatch, bar)
    house.place(hatch, "negroni")
    until(lambda: "Tickets: 1" in overseer.last("STATUS"), "the ticket in the status")
    broker.stop()
    until(lambda: "NOT reached" in overseer.last("STATUS"), "the loss in the status")
    petted_on(overseer)
    petted_on(overseer)
    assert bar.stop() == 0
    until(lambda: overseer.times("STOPPING", "1"), "STOPPING")


@pytest.mark.parametrize("ailment", ["loop", "network", "pins"])
def test_a_part_that_hangs_or_dies_stops_the_petting(
    house: House, overseer: Overseer, tmp_path: Path, ailment: str
) -> None:
    """The main loop, the network's thread, the pins' thread: the process lives on, and systemd hears nothing any more."""
    when = tmp_path / "sick"
    path = os.pathsep.join(filter(None, (str(SICK), os.environ.get("PYTHONPATH", ""))))
    hatch = house.hatch(overseer.environment(WATCHDOG_S, PYTHONPATH=path, SICK_WHEN=str(when)))
    house.linked(hatch)
    petted_on(overseer)
    petted_on(overseer)
    when.write_text(ailment)
    fell_ill = time.monotonic()
    knocked(hatch)
    until(lambda: time.monotonic() > fell_ill + 2 * WATCHDOG_S + 1, "the time", 10)
    assert not [at for at in overseer.times("WATCHDOG", "1") if at > fell_ill + 1.7]
    assert hatch.process.poll() is None
    if ailment != "loop":
        assert f"{ailment}' thread" in house.journal("hatch") or f"{ailment}'s thread" in house.journal(
            "hatch"
        )


def knocked(hatch: Player) -> None:
    """Knock, so that there is something to paint; a loop that hangs does not answer."""
    assert hatch.process.stdin is not None
    time.sleep(0.2)
    hatch.process.stdin.write("knock 2\n")


def test_without_systemd_nothing_is_expected(quiet_house: House) -> None:
    """Started by hand it opens, turns and ends like ever."""
    given = {name: text for name, text in os.environ.items() if name != "NOTIFY_SOCKET"}
    hatch = quiet_house.hatch(given)
    assert hatch.stop() == 0


@pytest.fixture
def opening(quiet_house: House, overseer: Overseer) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts a side as a service does, and leaves it to itself."""
    started: list[subprocess.Popen[str]] = []

    def start(side: str, **more: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "kiosk", side, "--config", str(quiet_house.config)]
        environment = overseer.environment(None, SDL_VIDEODRIVER="dummy", **more)
        started.append(subprocess.Popen(command, env=environment, text=True, stderr=subprocess.PIPE))
        return started[-1]

    yield start
    for one in started:
        one.kill()
        one.communicate()


@pytest.mark.parametrize("side", ["hatch", "bar"])
def test_what_must_be_mended_first_stands_in_the_status(
    quiet_house: House, overseer: Overseer, opening: Callable[[str], subprocess.Popen[str]], side: str
) -> None:
    """A program that cannot open says why where `systemctl status` shows it, stays with its picture, and never is READY."""
    quiet_house.configure("[pins]\nknok = 17\n")
    service = opening(side)
    until(lambda: "pins.knok" in overseer.last("STATUS"), "the mistake in the status")
    with pytest.raises(subprocess.TimeoutExpired):
        service.wait(timeout=2.0)
    service.terminate()
    _, said = service.communicate(timeout=5.0)
    assert service.returncode == 2
    assert "pins.knok" in said
    assert "Traceback" not in said
    assert not overseer.times("READY")


def test_books_that_cannot_be_opened_are_told_at_the_door(
    quiet_house: House, overseer: Overseer, opening: Callable[[str], subprocess.Popen[str]]
) -> None:
    """With the screen open already, the hatch puts another picture up, and leaves at once when it is asked to."""
    quiet_house.store_path.mkdir()
    service = opening("hatch")
    until(lambda: str(quiet_house.store_path) in overseer.last("STATUS"), "the books in the status")
    service.terminate()
    assert service.wait(timeout=5.0) in {2, -signal.SIGTERM}
    assert not overseer.times("READY")


@pytest.mark.parametrize("side", ["hatch", "bar"])
def test_an_empty_password_is_shown_at_the_door(
    overseer: Overseer, opening: Callable[..., subprocess.Popen[str]], tmp_path: Path, side: str
) -> None:
    """A credential with nothing in it is a mistake to mend: it stands in the status, and on a screen that stays."""
    (tmp_path / "broker-password").write_text("\n", encoding="utf-8")
    service = opening(side, CREDENTIALS_DIRECTORY=str(tmp_path))
    until(lambda: "broker-password" in overseer.last("STATUS"), "the password in the status")
    with pytest.raises(subprocess.TimeoutExpired):
        service.wait(timeout=2.0)
    service.terminate()
    _, said = service.communicate(timeout=5.0)
    assert "first line is empty" in said
    assert not overseer.times("READY")
