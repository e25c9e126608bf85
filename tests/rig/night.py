"""The night that is played: the machine, the releases that are put on it, and the shadow of what was played."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.rig.machine import Machine, tell
from tests.rig.shadow import Shadow, Tap

PROGRAMS = ("kiosk-display.service", "kiosk-hatch.service", "kiosk-bar.service")
BAR_OUTPUT, BAR_TOUCH = "HEADLESS-1", "rig-touch-bar"
"""The machine has one screen: the bar's is an output that the compositor keeps in memory, with a touch device of its own."""
KNOCK, SLIT = "17", "27"
SLOW_S = 8
"""What a guest waits between two touches, where a picture takes seconds to be painted."""
RELEASE = ("kiosk", "hardware", "assets", "config", "systemd", "pyproject.toml", "README.md", "LICENSE")


class Night:
    """The machine, the release's source, and the shadow of what was played on it."""

    def __init__(self, machine: Machine, source: Path, wheels: Path | None, folder: Path) -> None:
        self.machine, self.wheels, self.source = machine, wheels, source
        self.shadow = Shadow()
        self._folder = folder

    @property
    def both(self) -> bool:
        """Whether the machine has the bar's display, too."""
        return self.kind[0] == "both"

    @property
    def programs(self) -> tuple[str, ...]:
        """The units that a person sees something of."""
        return PROGRAMS if self.both else PROGRAMS[:2]

    def bar_picture(self, name: str) -> None:
        """The bartender's display, where there is one."""
        if self.both:
            self.machine.picture(name, BAR_OUTPUT)

    @property
    def kind(self) -> tuple[str, ...]:
        """What the machine is made into: Debian 12 has no labwc, so there it is a hatch alone, under cage."""
        if self.machine.suite == "bookworm":
            return ("hatch",)
        touch = ("--hatch-touch", "'Rig Touchscreen'", "--bar-touch", "'Rig Bar Touch'")
        return ("both", "--screen", "labwc", "--bar-on", BAR_OUTPUT, *touch)

    def release(self, version: str, change: Callable[[Path], None] = lambda _: None) -> str:
        """Put a release's tarball on the machine, as it would be unpacked there; where."""
        copy = self._folder / version
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        tar = subprocess.run(
            ["git", "archive", "HEAD", *RELEASE], cwd=self.source, check=True, capture_output=True
        )
        subprocess.run(["tar", "-x", "-C", copy], input=tar.stdout, check=True)
        init = copy / "kiosk" / "__init__.py"
        text = init.read_text(encoding="utf-8")
        init.write_text(text.replace('__version__ = "', f'__version__ = "{version}', 1), encoding="utf-8")
        change(copy)
        self.machine.put(copy, f"/srv/{version}")
        return f"/srv/{version}"

    def install(self, place: str, *words: str) -> tuple[int, str]:
        """Run a release's installer."""
        wheels = ["--wheelhouse", "/srv/wheels"] if self.wheels else []
        status, said = self.machine.run(" ".join([f"{place}/systemd/install", *words, *wheels]), 3600)
        tell(said)
        return status, said

    def current(self) -> str:
        """The release that is in place."""
        return self.machine.sh("basename $(readlink /opt/kiosk/current)").strip()

    def place_of_current(self) -> str:
        """Where the release that is in place was unpacked: its version is as far as its first digit and point."""
        return f"/srv/{self.current()[:2]}"

    def findings(self) -> dict[str, dict[str, Any]]:
        """What the doctor finds, by key."""
        found = json.loads(self.machine.run("cd / && kiosk doctor --json 2>/dev/null")[1])["findings"]
        return {one["key"]: one for one in found}

    def board(self) -> dict[str, Any]:
        """What the broker keeps of the hatch."""
        status, said = self.machine.run(
            'mosquitto_sub -V 5 -h 127.0.0.1 -u doctor -P "$(cat /etc/kiosk/secrets/doctor)" -C 1 -W 20 -t backdoor43/navigli/board'
        )
        found: dict[str, Any] = json.loads(said) if status == 0 else {}
        return found

    def statuses(self) -> dict[int, str]:
        """Every order in the books."""
        said = self.machine.sh(
            "sqlite3 -readonly /var/lib/kiosk/kiosk.db 'select number, status from orders'"
        )
        return {int(number): status for number, status in (line.split("|") for line in said.split())}

    def up(self) -> None:
        """Wait until all of it is, and the two sides have heard of each other."""
        machine = self.machine
        machine.until("the units", lambda: machine.active(*self.programs, "mosquitto.service"), 900)
        machine.until("the board", self.board)
        for one in self.programs[1:]:
            machine.until("the link", lambda one=one: "NOT reached" not in machine.shown(one, "StatusText"))  # type: ignore[misc]

    def touch(self, taps: list[Tap], screen: str = "rig-touch") -> None:
        """Fingers on the machine's screens, where the shadow's were."""
        for tap in taps:
            tell(f"touch {tap.text!r} at {tap.box.x},{tap.box.y}")
            self.machine.tap(tap.box, screen)
            self.machine.sh(f"sleep {SLOW_S}")

    def place(self, drink: str) -> int:
        """A guest knocks, orders, and goes; the order's number."""
        known = self.statuses()
        self.shadow.guest_orders(drink)
        *menu, order, done = self.shadow.taps()
        self.machine.pin("knock", KNOCK, "2", "250", "20")
        self.machine.sh(f"sleep {SLOW_S}")
        self.machine.picture("menu")
        self.touch(menu)
        self.machine.picture("check")
        self.touch([order])
        self.machine.until("the order in the books", lambda: set(self.statuses()) - set(known))
        self.machine.picture("placed")
        self.touch([done])
        return max(self.statuses())

    def tries_to_order(self, drink: str) -> None:
        """A guest knocks, orders, and is told that it cannot be; the shadow's books are broken as the machine's are."""
        self.shadow.records.broken = True
        self.shadow.tries_to_order(drink)
        self.machine.pin("knock", KNOCK, "2", "250", "20")
        self.machine.sh(f"sleep {SLOW_S}")
        self.touch(self.shadow.taps())
        self.shadow.records.broken = False

    def on_board(self, number: int) -> bool:
        """Whether the broker's board has this order open."""
        return any(one["number"] == number for one in self.board().get("open", ()))

    def slit(self, *, is_open: bool) -> None:
        """The bartender's hand on the slit."""
        self.machine.pin("release" if is_open else "press", SLIT)
        self.shadow.slit(is_open=is_open)
        self.machine.until("the slit on the board", lambda: self.board().get("slit_open") is is_open)
