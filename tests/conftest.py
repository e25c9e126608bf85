"""What the tests share: a real broker, where the machine has one."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.shell.broker import PrivateBroker, find_mosquitto


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[PrivateBroker]:
    """A running mosquitto of this test's own on a free loopback port."""
    if find_mosquitto() is None:
        why = "mosquitto is not installed (sudo apt install mosquitto)"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{why}, and CI must not skip these tests")
        pytest.skip(why)
    with PrivateBroker(tmp_path, kind="mosquitto") as running:
        yield running
