"""A Pi on the test's desk: its chip, who holds a pin, and how its lines stand, for real processes of the kiosk."""

import json
import os
from pathlib import Path

HERE = Path(__file__).parent / "pi"


class PiDesk:
    """A file that the stand-in for lgpio reads; give `environment` to the process."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "pi.json"
        self._facts: dict[str, object] = {
            "chip": True,
            "busy": [],
            "levels": {"17": 0, "27": 0},
            "height": 10,
        }
        self.set()
        paths = os.pathsep.join(filter(None, (str(HERE), os.environ.get("PYTHONPATH", ""))))
        self.environment = {**os.environ, "PYTHONPATH": paths, "KIOSK_TEST_PI": str(self._file)}

    def set(self, **facts: object) -> None:
        """Change something. Levels are by BCM number; None leaves a line to its pull."""
        self._facts |= facts
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps(self._facts), encoding="utf-8")
        fresh.replace(self._file)  # nobody reads half of it
