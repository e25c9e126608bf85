"""A house with its own configuration folder over the packaged defaults, and drawings that are there."""

from pathlib import Path

import pytest

from kiosk import paths
from tests.settings.a_house import AHouse


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AHouse:
    """An empty configuration folder, and an assets folder that has a drawing for each packaged drink."""
    for name in ("CREDENTIALS_DIRECTORY", "STATE_DIRECTORY", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    made = AHouse(tmp_path)
    monkeypatch.setattr(paths, "assets", lambda: made.assets)
    return made
