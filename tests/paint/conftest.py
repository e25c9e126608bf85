"""What every test of the painter is given: letters, drawings and colours of the house, and a screen nobody sees."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["SDL_VIDEODRIVER"] = "dummy"

from kiosk.paint.brush import Brush
from kiosk.paint.canvas import Canvas
from kiosk.paint.display import Window
from kiosk.paint.ink import Ink
from kiosk.paint.pictures import Pictures
from tests.paint.scenes import SIZE
from tests.screens.looks import THEME

ASSETS = Path(__file__).parents[2] / "assets"


@pytest.fixture(scope="session")
def ink() -> Ink:
    """The house's letters."""
    return Ink(ASSETS / "fonts")


@pytest.fixture(scope="session")
def pictures() -> Pictures:
    """The house's drawings."""
    return Pictures(ASSETS / "drawings")


@pytest.fixture(scope="session")
def brush(ink: Ink, pictures: Pictures) -> Brush:
    """The house's brush."""
    return Brush(ink, pictures, THEME)


@pytest.fixture
def canvas(brush: Brush, monkeypatch: pytest.MonkeyPatch) -> Iterator[Canvas]:
    """A window that nobody sees."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    opened = Canvas(Window("BackDoor43", "kiosk-test", SIZE), brush)
    yield opened
    opened.close()
