"""What the tests of real pins share: a Pi 3 whose lgpio is the fake one."""

import sys
from collections.abc import Iterator
from types import ModuleType

import gpiozero.pins.local
import pytest
from gpiozero import Device

from tests.hardware import fake_lgpio


def forget_lgpio(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the next import of lgpio, and of gpiozero's pins upon it, be a first one, and leave no trace."""
    for name in ("lgpio", "gpiozero.pins.lgpio"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
        del sys.modules[name]


@pytest.fixture
def chip(monkeypatch: pytest.MonkeyPatch) -> Iterator[fake_lgpio.Chip]:
    """A Pi 3 whose lgpio is the fake one."""
    forget_lgpio(monkeypatch)
    monkeypatch.setitem(sys.modules, "lgpio", fake_lgpio)
    monkeypatch.setattr(fake_lgpio, "chip", fake_lgpio.Chip())
    monkeypatch.setattr(gpiozero.pins.local, "get_pi_revision", lambda: 0xA02082)
    yield fake_lgpio.chip
    # gpiozero keeps lgpio's pins on the class, for all factories of a process.
    gpiozero.pins.local.LocalPiFactory.pins.clear()
    gpiozero.pins.local.LocalPiFactory._reservations.clear()


@pytest.fixture(autouse=True)
def _own_factories() -> Iterator[None]:
    """Pretended SPI makes its factory the process's; the next test begins without."""
    yield
    Device.pin_factory = None
