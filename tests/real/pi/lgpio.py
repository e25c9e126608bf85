"""Stands in for lgpio in a real process: a Pi 3 whose lines are a file that a test writes (see `tests.real.pi_desk`)."""

import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gpiozero.pins.local

RISING_EDGE, FALLING_EDGE, BOTH_EDGES = 1, 2, 3
SET_PULL_NONE, SET_PULL_UP, SET_PULL_DOWN = 128, 32, 64
POLL_S = 0.002
Callback = Callable[[int, int, int, int], None]

gpiozero.pins.local.get_pi_revision = lambda: 0xA02082
_callbacks: dict[int, Callback] = {}
_pulls: dict[int, int] = {}


class error(Exception):  # noqa: N801 - lgpio's own name
    """As lgpio raises it."""


def _desk() -> dict[str, Any]:
    """What the test wrote last: {"chip": true, "busy": [], "levels": {"17": 0}, "height": 10}."""
    read: dict[str, Any] = json.loads(Path(os.environ["KIOSK_TEST_PI"]).read_text(encoding="utf-8"))
    return read


def _level(gpio: int) -> int:
    """What drives the line, or else its pull."""
    level = _desk()["levels"].get(str(gpio))
    return int(level) if level is not None else int(_pulls.get(gpio) == SET_PULL_UP)


def _watch() -> None:
    """As lgpio's own thread: edges, stamped."""
    last: dict[int, int] = {}
    while True:
        time.sleep(POLL_S)
        for gpio, called in list(_callbacks.items()):
            level = _level(gpio)
            if last.setdefault(gpio, level) != level:
                last[gpio] = level
                called(0, gpio, level, time.monotonic_ns())


threading.Thread(target=_watch, name="lgpio", daemon=True).start()


def _asked() -> None:
    if not _desk()["chip"]:
        raise error("GPIO not open")


class Registered:
    """A callback that can be cancelled."""

    def __init__(self, gpio: int) -> None:
        self.gpio = gpio

    def cancel(self) -> None:
        _callbacks.pop(self.gpio, None)


def gpiochip_open(number: int) -> int:
    if not _desk()["chip"]:
        raise error("can not open gpiochip")
    return number


def gpiochip_close(handle: int) -> None:
    _callbacks.clear()


def gpio_claim_input(handle: int, gpio: int, flags: int = 0) -> None:
    _asked()
    if gpio in _desk()["busy"]:
        raise error("GPIO busy")
    _pulls[gpio] = flags


def gpio_claim_alert(handle: int, gpio: int, edges: int, flags: int) -> None:
    _asked()


def gpio_free(handle: int, gpio: int) -> None:
    """Freed."""


def gpio_get_mode(handle: int, gpio: int) -> int:
    _asked()
    return 0


def gpio_read(handle: int, gpio: int) -> int:
    _asked()
    return _level(gpio)


def gpio_set_debounce_micros(handle: int, gpio: int, debounce_us: int) -> None:
    """Never any."""


def gpio_claim_output(handle: int, gpio: int) -> None:
    raise error("GPIO operation not permitted")


def callback(handle: int, gpio: int, edges: int, called: Callback) -> Registered:
    _callbacks[gpio] = called
    return Registered(gpio)


def spi_open(port: int, device: int, baud: int, flags: int) -> int:
    _asked()
    return 1


def spi_close(handle: int) -> None:
    """Closed."""


def spi_xfer(handle: int, sent: list[int]) -> tuple[int, bytes]:
    _asked()
    height = int(_desk()["height"])
    return len(sent), bytes((0, height >> 8, height & 0xFF))
