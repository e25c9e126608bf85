"""What the tests share: what to do where a machine lacks a part, and a real broker, where it has one."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.shell.broker import PrivateBroker, find_mosquitto


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
