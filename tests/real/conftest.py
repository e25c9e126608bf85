"""What the tests with real processes share: a house whose programs are ended with the test."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from kiosk.shell.broker import PrivateBroker, free_port
from tests.real.house import House


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is real."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.real)


@pytest.fixture
def house(broker: PrivateBroker, tmp_path: Path) -> Iterator[House]:
    """A house with a broker."""
    yield from _lived_in(House(_folder(tmp_path), broker.port))


@pytest.fixture
def quiet_house(tmp_path: Path) -> Iterator[House]:
    """A house whose broker is not there."""
    yield from _lived_in(House(_folder(tmp_path), free_port()))


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "house"
    folder.mkdir()
    return folder


def _lived_in(house: House) -> Iterator[House]:
    try:
        yield house
    finally:
        house.close()


def cannot(why: str) -> NoReturn:
    """Skip what this machine cannot do; in CI that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{why}, and CI must not skip these tests")
    pytest.skip(why)
