"""`kiosk check --pins` on a Pi whose lines a test holds: level, noise and slit, each with a mend when it is wrong."""

import subprocess
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.real.house import kiosk
from tests.real.pi_desk import PiDesk


@pytest.fixture
def pi(tmp_path: Path) -> PiDesk:
    """A Pi with a module that idles low and a slit that is shut."""
    return PiDesk(tmp_path)


def checked(pi: PiDesk, *more: str) -> subprocess.CompletedProcess[str]:
    ran = kiosk("check", "--pins", "0.5", *more, environment=pi.environment)
    assert "Traceback" not in ran.stderr
    return ran


def test_pins_that_are_well(pi: PiDesk) -> None:
    """Where the line rests, how many edges, how the slit stands; nothing to mend, status 0."""
    ran = checked(pi)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "knock:  GPIO17 rests low, 0.0 edges a second" in ran.stdout
    assert "slit:   GPIO27 stands low: the slit is shut; 0.0 edges a second" in ran.stdout
    assert "The pins are well." in ran.stdout


def test_the_other_polarity_is_well_too(pi: PiDesk) -> None:
    """A module that idles high, and a slit that stands open, which is told with what else it may be."""
    pi.set(levels={"17": 1, "27": 1})
    ran = checked(pi)
    assert ran.returncode == 0
    assert "GPIO17 rests high" in ran.stdout
    assert "the slit is open" in ran.stdout
    assert "If the slit is in fact shut, its wire is broken" in ran.stdout


def test_a_noisy_line_is_counted_and_its_mend_told(pi: PiDesk) -> None:
    """A line that shakes all the time: edges a second, and what to do."""
    over = Event()

    def shake() -> None:
        level = 0
        while not over.wait(0.02):
            level = 1 - level
            pi.set(levels={"17": level, "27": 0})

    shaker = Thread(target=shake)
    shaker.start()
    ran = checked(pi)
    over.set()
    shaker.join()
    assert ran.returncode == 2
    assert "It is not quiet. See what shakes the wood" in ran.stdout
    assert "1 to mend at the pins" in ran.stderr


def test_a_line_that_nothing_holds_is_found(pi: PiDesk) -> None:
    """A module without power or with a broken wire leaves the line to the Pi's own resistor."""
    pi.set(levels={"17": None, "27": 0})
    ran = checked(pi)
    assert ran.returncode == 2
    assert "Nothing but the Pi's own resistor holds the line" in ran.stdout


def test_a_polarity_that_was_told_wrong_is_found(pi: PiDesk, tmp_path: Path) -> None:
    """The line stands active with nobody knocking: the message says what to write."""
    house = tmp_path / "house"
    house.mkdir()
    (house / "kiosk.toml").write_text("[pins]\nknock_active_high = false\n", encoding="utf-8")
    ran = checked(pi, "--config", str(house))
    assert ran.returncode == 2
    assert 'write knock_active_high = true under [pins], or "learn"' in ran.stdout


def test_a_held_pin_says_who_most_likely_holds_it(pi: PiDesk) -> None:
    """The running hatch, and how to stop it; the other line is read all the same."""
    pi.set(busy=[17])
    ran = checked(pi)
    assert ran.returncode == 2
    assert "knock:  cannot be read" in ran.stdout
    assert "systemctl stop kiosk-hatch" in ran.stdout
    assert "the slit is shut" in ran.stdout


def test_a_missing_chip_is_told_for_each_line(pi: PiDesk) -> None:
    """With the mend, and without a traceback."""
    pi.set(chip=False)
    ran = checked(pi)
    assert ran.returncode == 2
    assert ran.stdout.count("cannot be read") == 2
    assert "/dev/gpiochip" in ran.stdout


def test_a_converter_is_read_with_its_rest_and_its_noise(pi: PiDesk, tmp_path: Path) -> None:
    """A piezo's rest and noise are parts of the range; one that reads nothing at all is not believed."""
    house = tmp_path / "house"
    house.mkdir()
    (house / "kiosk.toml").write_text('[pins]\nkind = "mcp3008"\n', encoding="utf-8")
    ran = checked(pi, "--config", str(house))
    assert ran.returncode == 0, ran.stdout
    assert "channel 0 of the MCP3008 rests at 0.010 of its range, its noise reaches 0.000" in ran.stdout
    pi.set(height=0)
    ran = checked(pi, "--config", str(house))
    assert ran.returncode == 2
    assert "It reads nothing at all" in ran.stdout


def test_a_machine_without_pins_says_so(tmp_path: Path) -> None:
    """No lgpio: the configuration is read, and then one line says that there are no pins, and what would bring them."""
    (tmp_path / "lgpio.py").write_text("raise ImportError('there is no lgpio here')\n", encoding="utf-8")
    pi = PiDesk(tmp_path)
    ran = kiosk("check", "--pins", environment={**pi.environment, "PYTHONPATH": str(tmp_path)})
    assert ran.returncode == 2
    assert "Nothing to mend." in ran.stdout
    assert len(ran.stderr.splitlines()) == 1
    assert "python3-lgpio" in ran.stderr


def test_a_mistake_in_the_configuration_comes_first(pi: PiDesk, tmp_path: Path) -> None:
    """Pins are read by a configuration that can be: else its mistakes are told, as ever."""
    house = tmp_path / "house"
    house.mkdir()
    (house / "kiosk.toml").write_text("[pins]\nknock = 27\n", encoding="utf-8")
    ran = checked(pi, "--config", str(house))
    assert ran.returncode == 2
    assert "cannot both be" in ran.stderr
    assert "Reading the pins" not in ran.stdout


@pytest.mark.parametrize("seconds", ["0", "-1", "1e9", "soon", "nan"])
def test_a_time_that_nobody_would_wait_is_a_fault_of_usage(seconds: str) -> None:
    """Zero, the past, for ever, no number."""
    ran = kiosk("check", "--pins", seconds)
    assert ran.returncode == 2
    assert "--pins" in ran.stderr
