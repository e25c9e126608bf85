"""The booted machine: commands in it, files into it, fingers on its screen and its pins, pictures out of it."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kiosk.screens.scene import Box
from tests.stories import EVENING

WAIT_S = 240.0
"""An emulated Pi is ten to twenty times slower than one."""
STILL_LOOKS = 4
AS_SCREEN = "runuser -u kiosk-display -- env XDG_RUNTIME_DIR=/run/kiosk-display WAYLAND_DISPLAY=wayland-0"


class Machine:
    """One machine of the rig, by its name."""

    def __init__(self, rig: Path, name: str, suite: str, arch: str, pictures: Path) -> None:
        self.suite, self.arch, self.pictures = suite, arch, pictures
        self._rig, self._name = rig, name
        self._taken = 0
        pictures.mkdir(parents=True, exist_ok=True)

    def rig(self, tool: str, *words: str, timeout_s: float = 1800) -> subprocess.CompletedProcess[str]:
        """One of the rig's own tools."""
        command = ["nice", str(self._rig / tool), *words]
        return subprocess.run(command, check=False, capture_output=True, text=True, timeout=timeout_s)

    def boot(self, *, fresh: bool = False) -> None:
        """Start it; from the image, or from its disk as it was left."""
        more = ["--fresh"] if fresh else []
        which = ("--suite", self.suite, "--arch", self.arch)
        done = self.rig("vm", "boot", "-n", self._name, *which, "--smp", "2", "--wait", "600", *more)
        assert done.returncode == 0, done.stderr
        tell(done.stderr.strip())
        self.sh(f"date -s '{EVENING:%Y-%m-%d %H:%M:%S} UTC'")

    def off(self) -> None:
        """Shut it down in order."""
        self.rig("vm", "off", "-n", self._name)

    def cut(self) -> None:
        """Pull the plug."""
        self.rig("vm", "cut", "-n", self._name)

    def run(self, command: str, timeout_s: float = 900) -> tuple[int, str]:
        """A command line as root: its status, and all that it said."""
        words = ("sh", "-n", self._name, "-t", str(timeout_s), f"{{ {command}\n}} 2>&1")
        done = self.rig("vm", *words, timeout_s=timeout_s + 60)
        return done.returncode, done.stdout + done.stderr

    def sh(self, command: str, timeout_s: float = 900) -> str:
        """A command line that must end well; what it said."""
        status, said = self.run(command, timeout_s)
        assert status == 0, f"{command}\n{said}"
        return said

    def put(self, source: Path, to: str) -> None:
        """A folder's contents into a folder of the machine."""
        done = self.rig("vm", "put", "-n", self._name, str(source), to)
        assert done.returncode == 0, done.stderr

    def until(self, what: str, look: Callable[[], object], within_s: float = WAIT_S) -> None:
        """Look again and again."""
        end = time.monotonic() + within_s
        while not look():
            assert time.monotonic() < end, f"{what} did not come within {within_s:g} s\n{self.journal()}"
            time.sleep(1)

    def journal(self, lines: int = 40) -> str:
        """What the kiosk's units said last."""
        units = "-u kiosk-hatch -u kiosk-bar -u kiosk-display -u kiosk-screen -u mosquitto"
        look = f"journalctl -b --no-pager -o short-monotonic -n {lines}"
        return self.run(f"{look} {units}; {look} -t kiosk-display")[1]

    # --- what is there -------------------------------------------------------------------------------------------
    def active(self, *units: str) -> bool:
        """Whether all of them are."""
        states = self.run(f"systemctl is-active {' '.join(units)}")[1].split()
        return states == ["active"] * len(units)

    def shown(self, unit: str, what: str) -> str:
        """A property of a unit."""
        return self.sh(f"systemctl show -P {what} {unit}").strip()

    # --- hands ---------------------------------------------------------------------------------------------------
    def pin(self, *words: str) -> None:
        """What happens on the header's lines, as rig-gpio has it."""
        self.sh(f"rig-gpio {' '.join(words)}")

    def tap(self, box: Box, screen: str = "rig-touch") -> None:
        """A finger in the middle of a box."""
        self.sh(f"{screen} tap {box.x + box.w // 2} {box.y + box.h // 2} 120")

    # --- eyes ----------------------------------------------------------------------------------------------------
    def picture(self, name: str, output: str = "") -> Path:
        """What is on the screen once it stands still, or on another output of the compositor."""
        self._taken += 1
        file = self.pictures / f"{self._taken:02}-{name}.png"
        before, left = b"", STILL_LOOKS
        while (now := self._look(file, output)) != before and left:
            before, left = now, left - 1
            time.sleep(2)
        tell(f"picture {file}")
        return file

    def _look(self, file: Path, output: str) -> bytes:
        """One picture. An emulated GPU takes seconds to draw one, and may be caught at it."""
        if output:
            self.sh(f"{AS_SCREEN} grim -o {output} /run/kiosk-display/{file.name}")
            self.rig("vm", "get", "-n", self._name, f"/run/kiosk-display/{file.name}", str(self.pictures))
        else:
            self.rig("vm", "shot", "-n", self._name, str(file))
        return file.read_bytes()


def tell(line: str) -> None:
    """A line for whoever watches."""
    print(line, file=sys.stderr, flush=True)
