"""What the tests share: what to do where a machine lacks a part, a real broker, where it has one, and how screens look."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from kiosk.screens.look import Look
from kiosk.screens.scene import Size
from kiosk.shell.broker import PrivateBroker, find_mosquitto
from tests.screens.looks import LANGUAGES, METRICS, PANELS, THEME, WORDINGS, LookAt

# How long an example takes says how busy the machine is, and nothing of what is tested.
settings.register_profile("kiosk", settings(), deadline=None)
settings.load_profile("kiosk")


def needed(there: bool, why: str) -> None:
    """Skip a test that this machine cannot do; in CI that is a failure."""
    if there:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"{why}, and CI must not skip these tests")
    pytest.skip(why)


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[PrivateBroker]:
    """A running mosquitto of this test's own on a free loopback port."""
    needed(find_mosquitto() is not None, "mosquitto is not installed (sudo apt install mosquitto)")
    with PrivateBroker(tmp_path, kind="mosquitto") as running:
        yield running


@pytest.fixture(scope="session")
def look_at() -> LookAt:
    """A factory: `look_at(width, height, language, strip=...)` is a screen whose house speaks that language first."""

    def at(w: int, h: int, language: str = "it", *, strip: bool = False) -> Look:
        languages = (language, *(other for other in LANGUAGES if other != language))
        inches = PANELS.get((w, h), 10.1)
        return Look(Size(w, h), THEME, METRICS, WORDINGS, languages, inches, strip=strip)

    return at
