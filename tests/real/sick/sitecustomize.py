"""Makes a real kiosk process sick on command: put on its path by a test, it waits for a file that says how."""

import os
import sys
import threading
import time
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from types import ModuleType


def _wait(file: Path) -> None:
    while not file.exists():
        time.sleep(0.01)
    AILMENTS[file.read_text().strip()]()


def _loop_hangs() -> None:
    import pygame

    pygame.display.update = lambda *_: time.sleep(3600)


def _network_hangs() -> None:
    from paho.mqtt.client import Client

    from kiosk.shell import mqtt_line

    mqtt_line.SILENT_S = 0.5  # instead of a test that lasts for a minute and a half
    Client.loop = lambda *_: time.sleep(3600)  # type: ignore[method-assign, assignment]


def _pins_die() -> None:
    DYING.set()


AILMENTS = {"loop": _loop_hangs, "network": _network_hangs, "pins": _pins_die}
DYING = threading.Event()
BEGAN = time.monotonic()

if "BEGUN_AT" in os.environ:
    # A Pi without a battery, whose clock nobody has set: it begins where it began, and runs on.
    from kiosk.shell import clock

    class Past:
        """All that the clock's module asks of a datetime."""

        @staticmethod
        def now(zone: tzinfo) -> datetime:
            """The time at which this process began, and what has passed since."""
            passed = timedelta(seconds=time.monotonic() - BEGAN)
            return datetime.fromisoformat(os.environ["BEGUN_AT"]).astimezone(zone) + passed

    vars(clock)["datetime"] = Past

if "SICK_WHEN" in os.environ:
    # lgpio's one thread for all pins, as its module holds it.
    lgpio = ModuleType("lgpio")
    lgpio._notify_thread = threading.Thread(target=DYING.wait, daemon=True)  # type: ignore[attr-defined]
    lgpio._notify_thread.start()
    sys.modules["lgpio"] = lgpio
    threading.Thread(target=_wait, args=(Path(os.environ["SICK_WHEN"]),), daemon=True).start()
