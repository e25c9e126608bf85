"""Under the compositors of a Pi: the hatch fills the screen, outlives nothing that it should not, and comes back."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pygame
import pytest

from tests.real.conftest import cannot
from tests.real.house import House, until

BEHIND = Path(__file__).parents[2] / "systemd" / "labwc"
NO_POINTER = {"XCURSOR_THEME": "kiosk-empty", "XCURSOR_PATH": str(BEHIND.parent / "machine" / "cursors")}
SCREEN = (1280, 720)
"""What a wlroots without devices gives."""
HEADLESS = {"WLR_BACKENDS": "headless", "WLR_RENDERER": "pixman", "WLR_LIBINPUT_NO_DEVICES": "1"}


class Compositor:
    """cage or labwc, with nothing on its screen yet, as kiosk-display.service starts them."""

    def __init__(self, name: str, folder: Path) -> None:
        self.folder = folder
        self.socket = folder / "wayland-0"
        self._own = {**os.environ, "XDG_RUNTIME_DIR": str(folder), "WAYLAND_DISPLAY": "wayland-0"}
        command = ["cage", "-d", "--", "sleep", "infinity"]
        if name == "labwc":
            (folder / "labwc").mkdir(exist_ok=True)
            rules = (BEHIND / "rc.xml").read_text(encoding="utf-8")
            rules = (
                rules.replace("@HATCH@", "HEADLESS-1").replace("@BAR@", "HEADLESS-1").replace("@TOUCH@\n", "")
            )
            (folder / "labwc" / "rc.xml").write_text(rules, encoding="utf-8")
            command = ["labwc", "-C", str(folder / "labwc")]
        environment = {
            **os.environ,
            **HEADLESS,
            **NO_POINTER,
            "XDG_RUNTIME_DIR": str(folder),
            "HOME": str(folder),
        }
        self._process = subprocess.Popen(
            command, env=environment, stderr=subprocess.DEVNULL, **_nobody(folder)
        )
        until(self._lit, f"{name}'s screen")

    def _lit(self) -> bool:
        """Whether there is an output yet: the socket is there a moment earlier."""
        asked = subprocess.run(["grim", "-"], check=False, capture_output=True, env=self._own)
        return asked.returncode == 0

    @property
    def programs(self) -> dict[str, str]:
        """What a program of its screen is told, as the units tell it."""
        return {**os.environ, "WAYLAND_DISPLAY": str(self.socket), "SDL_VIDEODRIVER": "wayland"}

    def picture(self, file: Path) -> pygame.Surface:
        """What is on its screen."""
        subprocess.run(["grim", file], check=True, env=self._own, timeout=20)
        return pygame.image.load(file)

    def kill(self) -> None:
        """As a crash does."""
        self._process.kill()
        self._process.wait()


def _nobody(folder: Path) -> dict[str, Any]:
    """A compositor is never root's (cage refuses): where the tests are, it is given another user and its folder."""
    if os.geteuid() != 0:
        return {}
    for place in (folder, *folder.rglob("*")):
        shutil.chown(place, "nobody", "nogroup")
    return {"user": "nobody", "group": "nogroup", "extra_groups": []}


def debian() -> str:
    """The release of Debian's that this machine runs, or nothing."""
    lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    facts = dict(line.split("=", 1) for line in lines if "=" in line)
    return facts.get("VERSION_ID", "").strip('"')


@pytest.fixture(params=["cage", "labwc"])
def compositor(request: pytest.FixtureRequest) -> Iterator[Compositor]:
    """A running compositor without a screen, a keyboard or a GPU."""
    if debian() == "12":
        pytest.skip("Debian 12 has no labwc, and its wlroots takes no pictures of a screen that is not there")
    missing = [name for name in (request.param, "grim") if shutil.which(name) is None]
    if missing:
        cannot(f"{', '.join(missing)} not installed (sudo apt install {' '.join(missing)})")
    with tempfile.TemporaryDirectory() as folder:  # pytest's own are shut for other users
        running = Compositor(request.param, Path(folder))
        yield running
        running.kill()


@pytest.fixture
def full(quiet_house: House) -> House:
    """A house whose screens take what the compositor gives."""
    text = (quiet_house.config / "kiosk.toml").read_text(encoding="utf-8")
    text = text.replace(
        'width = 800\nheight = 480\ndriver = "dummy"',
        'width = 0\nheight = 0\nframe = false\ndriver = "wayland"',
    )
    quiet_house.configure(text)
    return quiet_house


def test_the_hatch_fills_the_screen(compositor: Compositor, full: House, tmp_path: Path) -> None:
    """Every pixel of the output is the hatch's own, asleep and with its menu, without a title bar or a gap."""
    hatch = full.hatch(compositor.programs)
    hatch.tell("knock 2")
    hatch.until("the menu", lambda: hatch.state()["mood"] == "menu")
    time.sleep(2.0)  # what moves has come to rest, and the compositor has shown it
    hatch.tell(f"shot {tmp_path / 'own.png'}")
    own, shown = pygame.image.load(tmp_path / "own.png"), compositor.picture(tmp_path / "shown.png")
    assert own.get_size() == shown.get_size() == SCREEN
    assert _alike(own, shown) == 1.0


def test_a_program_comes_back_on_the_same_screen(compositor: Compositor, full: House, tmp_path: Path) -> None:
    """Killed and started again, it is on the screen again: the compositor stays."""
    full.hatch(compositor.programs).kill()
    full.hatch(compositor.programs)
    time.sleep(1.0)
    assert (
        len({tuple(compositor.picture(tmp_path / "shown.png").get_at((x, 360))) for x in range(0, 1280, 40)})
        > 1
    )


def test_a_lost_compositor_ends_the_program_well(compositor: Compositor, full: House) -> None:
    """Without its screen the hatch closes its books and ends by itself, so that systemd starts it on the next one."""
    hatch = full.hatch(compositor.programs)
    compositor.kill()
    assert hatch.process.wait(timeout=20) == 0
    assert full.books_are_free()


def _alike(one: pygame.Surface, other: pygame.Surface) -> float:
    """The share of pixels that are the same, one in sixteen looked at."""
    places = [(x, y) for x in range(0, SCREEN[0], 4) for y in range(0, SCREEN[1], 4)]
    same = sum(one.get_at(place)[:3] == other.get_at(place)[:3] for place in places)
    return same / len(places)
