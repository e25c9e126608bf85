"""Listens to the pins for some seconds, in a process of its own: `python -m kiosk.commands.doctor.listen CONFIG SECONDS`.

lgpio makes a pipe in the working directory and starts a thread; whoever starts this gives it a folder to do so in.
"""

import sys
import time
from contextlib import ExitStack
from pathlib import Path

import msgspec
from msgspec import Struct

from hardware.pins import PinsUnavailable
from kiosk.commands.sensors import sensors
from kiosk.core import events
from kiosk.settings import load


class Listened(Struct, frozen=True):
    """What was heard."""

    edges: int = 0
    """Of the knock line, one way or the other."""
    active: bool = False
    """Whether the knock line says at the end that something shakes."""
    active_s: float = 0.0
    """For how long of the time it did."""
    slit_open: bool | None = None
    error: str = ""
    """Why nothing could be heard, with its mend."""


def listened(config: Path | None, seconds: float) -> Listened:
    """Open the sensors as the hatch does, and count."""
    heard: list[object] = []
    try:
        with ExitStack() as closing:
            sensors(load(config), heard.append, closing, simulate=False)
            began = time.monotonic()
            time.sleep(seconds)
            return counted(heard, began, time.monotonic())
    except PinsUnavailable as error:
        return Listened(error=str(error))


def counted(heard: list[object], began: float, ended: float) -> Listened:
    """What these letters of the sensors come to."""
    lost = next((item.why for item in heard if isinstance(item, events.PinFault)), "")
    edges = [item for item in heard if isinstance(item, events.KnockEdge)]
    slit = [item.open for item in heard if isinstance(item, events.SlitMoved)]
    active_s, since = 0.0, began
    active = bool(edges) and not edges[0].active
    for edge in edges:
        active_s += max(0.0, edge.at - since) if active else 0.0
        active, since = edge.active, edge.at
    active_s += ended - since if active else 0.0
    return Listened(len(edges), active, active_s, slit[-1] if slit else None, lost)


if __name__ == "__main__":
    found = listened(Path(sys.argv[1]) if sys.argv[1] else None, float(sys.argv[2]))
    print(msgspec.json.encode(found).decode())
