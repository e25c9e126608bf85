"""The units, as systemd itself reads them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.real.conftest import cannot

UNITS = Path(__file__).parents[2] / "systemd" / "units"
DROP_INS = {
    "kiosk-display-labwc.conf": "kiosk-display.service",
    "kiosk-lan.conf": "kiosk-hatch.service",
    "mosquitto-kiosk.conf": "mosquitto.service",
}
PROGRAM = "/opt/kiosk/current/venv/bin/kiosk"
EXPOSED_AT_MOST = {
    "kiosk-hatch.service": 2.0,
    "kiosk-bar.service": 2.0,
    "kiosk-backup.service": 1.0,
    "kiosk-purge.service": 1.0,
    "kiosk-screen.service": 6.0,
    "kiosk-display.service": 6.0,  # a login session: PAM allows no more
}
"""By `systemd-analyze security`, on a scale to ten."""


@pytest.fixture(autouse=True)
def systemd() -> None:
    """Everything here asks systemd."""
    if shutil.which("systemd-analyze") is None:
        cannot("systemd-analyze is not installed (sudo apt install systemd)")


@pytest.fixture
def laid(tmp_path: Path) -> Path:
    """The units as they lie on a machine that has them all, with a program that is there in the kiosk's place."""
    for unit in UNITS.iterdir():
        place = tmp_path / (f"{DROP_INS[unit.name]}.d" if unit.name in DROP_INS else "") / unit.name
        place.parent.mkdir(exist_ok=True)
        text = re.sub(
            r"/usr/bin/(cage|labwc)|/usr/sbin/mosquitto", "/bin/true", unit.read_text(encoding="utf-8")
        )
        place.write_text(text.replace(PROGRAM, "/bin/true"), encoding="utf-8")
    return tmp_path


def test_a_login_session_is_awaited_by_no_message() -> None:
    """PAM's process would keep a Type=exec start of systemd 252 waiting for ever, and swallow a Type=notify one's."""
    sessions = [text for unit in UNITS.iterdir() if "PAMName=" in (text := unit.read_text(encoding="utf-8"))]
    assert sessions
    assert all("\nType=simple\n" in text for text in sessions)


def test_systemd_finds_nothing_wrong_with_them(laid: Path) -> None:
    """No unknown key, no missing unit, no warning: `verify` says nothing at all."""
    units = sorted(str(unit) for unit in laid.iterdir() if unit.is_file())
    assert len(units) == len(list(UNITS.iterdir())) - len(DROP_INS)
    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (said.returncode, said.stderr) == (0, "")


def test_verify_would_say_so(laid: Path) -> None:
    """The check above has teeth: a misspelt key is told on standard error."""
    unit = laid / "kiosk-hatch.service"
    unit.write_text(unit.read_text(encoding="utf-8").replace("WatchdogSec", "WatchDogSec"), encoding="utf-8")
    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "WatchDogSec" in said.stderr


@pytest.mark.parametrize(("unit", "at_most"), EXPOSED_AT_MOST.items())
def test_a_unit_is_shut_as_tightly_as_it_can_be(unit: str, at_most: float) -> None:
    """The exposure that systemd reckons stays below the promised one."""
    said = subprocess.run(
        [
            "systemd-analyze",
            "security",
            "--offline=true",
            f"--threshold={at_most * 10:.0f}",
            str(UNITS / unit),
        ],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert said.returncode == 0, said.stdout.splitlines()[-1]


@pytest.mark.parametrize("side", ["hatch", "bar"])
def test_a_program_is_brought_back_whatever_ends_it(side: str) -> None:
    """Restarted for ever, watched by its own loop, after the broker and not failing without it, its name from the unit."""
    text = (UNITS / f"kiosk-{side}.service").read_text(encoding="utf-8")
    unit, service = text.split("[Service]")
    assert "StartLimitIntervalSec=0" in unit
    assert re.search(r"^After=.*mosquitto\.service", unit, re.MULTILINE)
    assert not re.search(r"^(Requires|BindsTo|Requisite)=", unit, re.MULTILINE)
    assert not re.search(r"time-sync\.target|time-wait-sync", unit)
    for line in (
        "Type=notify",
        "NotifyAccess=main",
        "Restart=always",
        "ProtectSystem=strict",
        f"User=kiosk-{side}",
    ):
        assert f"\n{line}\n" in service
    assert re.search(r"^WatchdogSec=\d+$", service, re.MULTILINE)
    assert f"LoadCredential=broker-password:/etc/kiosk/secrets/{side}\n" in service
    assert f"SetCredential=broker-username:{side}\n" in service


def test_each_program_has_the_devices_of_its_sensors() -> None:
    """The hatch its pins and the converter's bus, the bar the pin of its foot switch: by the unit, and by the user's groups."""
    groups = (UNITS.parent / "machine" / "sysusers.conf").read_text(encoding="utf-8")
    for side, device, group in (
        ("hatch", "gpiochip", "gpio"),
        ("hatch", "spi", "spi"),
        ("bar", "gpiochip", "gpio"),
    ):
        unit = (UNITS / f"kiosk-{side}.service").read_text(encoding="utf-8")
        assert f"\nDeviceAllow=char-{device} rw\n" in unit
        assert f"\nm kiosk-{side} {group}\n" in groups


def test_what_mesa_and_gpiozero_need_is_let_through() -> None:
    """Without mincore Mesa draws nothing, without a whole /proc gpiozero knows no Pi: both were seen."""
    text = (UNITS / "kiosk-hatch.service").read_text(encoding="utf-8")
    assert re.search(r"^SystemCallFilter=@system-service.*\bmincore\b", text, re.MULTILINE)
    assert not re.search(
        r"^(ProcSubset|MemoryDenyWriteExecute|PrivateUsers|PrivateDevices)=", text, re.MULTILINE
    )
