"""The pins: can they be had, is the knock line quiet, how does the slit stand."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from kiosk.commands.doctor.finding import Finding, fail, ok, warn
from kiosk.commands.doctor.listen import Listened
from kiosk.commands.doctor.reader import ROOT, said

LISTEN_S = 2.0
RESTLESS, NOISY = 2, 20
"""Edges in that time with nobody near: one blow on the wood rings a few times, a bad wire all the time."""
START_S = 20.0
"""So long the libraries of the pins may take to be loaded: on a cold card some seconds."""
STUCK = 0.9
"""Active for this part of the time, a line is at the wrong polarity, or broken."""


class Pins(Struct, frozen=True):
    """What came of it."""

    chips: tuple[str, ...]
    barred: tuple[str, ...]
    """Those of the chips that whoever asks may not use."""
    knock: int
    slit: int
    held_by: str = ""
    """The hatch's process, which has the pins while it runs."""
    listened: Listened | None = None
    """None where nobody listened, or the library hung."""


def gather(config: Path | None, knock: int, slit: int, held_by: str, root: Path = ROOT) -> Pins:
    """Look; and listen for some seconds, where no hatch has the pins."""
    chips = sorted(map(str, (root / "dev").glob("gpiochip*")))
    barred = [chip for chip in chips if not os.access(chip, os.R_OK | os.W_OK)]
    free = bool(chips) and not barred and not held_by
    return Pins(tuple(chips), tuple(barred), knock, slit, held_by, _listened(config) if free else None)


def _listened(config: Path | None) -> Listened | None:
    command = (sys.executable, "-m", "kiosk.commands.doctor.listen", str(config or ""), str(LISTEN_S))
    with tempfile.TemporaryDirectory(prefix="kiosk-doctor-") as folder:
        # env's -C is where lgpio makes its pipe.
        answer = said("env", "-C", folder, *command, within_s=LISTEN_S + START_S)
    try:
        return msgspec.json.decode(answer or "", type=Listened)
    except msgspec.MsgspecError:
        return None


def checks(pins: Pins) -> Iterator[Finding]:
    """What there is to say of them."""
    if not pins.chips:
        yield fail("pins.none")
    elif pins.held_by:
        yield ok("pins.held", pid=pins.held_by, chips=", ".join(pins.chips))
    elif pins.barred:
        yield fail("pins.barred", chips=", ".join(pins.barred))
    elif pins.listened is None:
        yield fail("pins.silent")
    elif pins.listened.error:
        yield fail("pins.unavailable", error=pins.listened.error)
    else:
        yield from _heard(pins, pins.listened)


def _heard(pins: Pins, heard: Listened) -> Iterator[Finding]:
    facts = {"pin": pins.knock, "edges": heard.edges, "seconds": LISTEN_S}
    if heard.active_s >= STUCK * LISTEN_S:
        yield fail("pins.stuck", **facts)
    elif heard.edges > NOISY:
        yield fail("pins.noisy", **facts)
    elif heard.edges > RESTLESS:
        yield warn("pins.restless", **facts)
    else:
        yield ok("pins.quiet", **facts)
    if heard.slit_open is None:
        yield fail("pins.no_slit", pin=pins.slit)
    else:
        yield ok("pins.slit_open" if heard.slit_open else "pins.slit_shut", pin=pins.slit)
