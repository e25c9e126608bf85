"""A machine with a technician: releases unpacked on it, their installers run, and what lies there afterwards."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.real.conftest import cannot
from tests.systemd.fresh_root import SOURCE, FreshRoot

VERSION = ("kiosk/__init__.py", '__version__ = "')
OWN = "[pins]\nknock = 22\n"


class Machine:
    """The root, with what is done to it by a technician."""

    def __init__(self, folder: Path) -> None:
        missing = [name for name in ("mosquitto_passwd", "systemd-sysusers") if shutil.which(name) is None]
        if missing:
            cannot(f"{' and '.join(missing)} not installed (sudo apt install mosquitto systemd)")
        self.root = FreshRoot(folder)
        self.wheels = self.root.path("root/wheels")

    def release(self, name: str, **broken: tuple[str, str]) -> Path:
        """A release's folder, its version this name."""
        file, old = VERSION
        return self.root.release(name, {file: (old, f"{old}{name}."), **broken})

    def install(self, release: Path, *words: str) -> subprocess.CompletedProcess[str]:
        """Run its installer."""
        return self.root.run(release / "systemd" / "install", *words, "--wheelhouse", self.wheels)

    def current(self) -> str:
        """The release in place."""
        return self.root.path("opt/kiosk/current").readlink().name

    def releases(self) -> list[str]:
        """Those that are kept."""
        return sorted(place.name for place in self.root.path("opt/kiosk/releases").iterdir())

    def files(self) -> dict[str, tuple[int, bytes]]:
        """Everything that it put outside /opt, and the house's own: name, mode and content."""
        laid = self.root.path("opt/kiosk/laid").read_text(encoding="utf-8").split()
        own = [
            f"/{file.relative_to(self.root.at)}"
            for file in self.root.path("etc/kiosk").rglob("*")
            if file.is_file()
        ]
        places = [(name, self.root.path(name)) for name in (*laid, *own)]
        return {
            name: (
                place.lstat().st_mode,
                str(place.readlink()).encode() if place.is_symlink() else place.read_bytes(),
            )
            for name, place in places
        }

    def furnish(self) -> None:
        """Give it a wheelhouse, and a configuration of its own."""
        given = {**os.environ, "PYTHON": "/usr/bin/python3"}
        wheelhouse = [SOURCE / "systemd" / "wheelhouse", self.wheels]
        subprocess.run(wheelhouse, check=True, capture_output=True, env=given)
        self.root.path("etc/kiosk").mkdir(parents=True)
        self.root.path("etc/kiosk/kiosk.toml").write_text(OWN, encoding="utf-8")
