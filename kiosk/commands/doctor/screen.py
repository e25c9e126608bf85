"""The screen: outputs, what SDL can draw on, touch panels; and keyboards, which have no business here."""

import ctypes.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from kiosk.commands.doctor.finding import Finding, fail, ok, warn
from kiosk.commands.doctor.reader import ROOT, said, text
from kiosk.paint.display import UNSEEN

SOCKET = "run/kiosk-display/wayland-0"
"""Where the compositor's unit puts its socket."""
LIBRARIES = ("EGL", "GLESv2")
"""Under Wayland and on the console SDL hands its pictures over as GL textures (reference: platform 1)."""
WORD = 64
KEY_A, KEY_Z, KEY_SPACE, BTN_TOUCH = 30, 44, 57, 330
ABS_X, ABS_MT_POSITION_X = 0, 53
"""Numbers of the kernel's input-event-codes.h."""


class Probed(Struct, frozen=True):
    """What kiosk.paint.probe wrote."""

    pygame: str = ""
    sdl: str = ""
    drivers: tuple[str, ...] = ()
    driver: str = ""
    sizes: tuple[tuple[int, int], ...] = ()
    error: str = ""


class Screen(Struct, frozen=True):
    """All there is to see with."""

    wanted: str
    """The driver that the configuration names; empty for SDL's own choice."""
    connectors: tuple[tuple[str, str], ...] = ()
    """Each output and whether something is connected to it."""
    probed: Probed | None = None
    """None when SDL did not answer in time."""
    wayland: str = ""
    """The compositor's socket, if it is known; whether somebody listens on it, the probe shows."""
    touch: tuple[str, ...] = ()
    keyboards: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """Libraries that are not installed."""


def gather(wanted: str, root: Path = ROOT) -> Screen:
    """Look; SDL is asked in a process of its own, because it may hang."""
    own = root / SOCKET
    wayland = os.environ.get("WAYLAND_DISPLAY") or (str(own) if own.exists() else "")
    touch, keyboards = devices(text(root / "proc/bus/input/devices"))
    return Screen(
        wanted=wanted,
        connectors=_connectors(root),
        probed=_probed(wanted, wayland),
        wayland=wayland,
        touch=touch,
        keyboards=keyboards,
        missing=tuple(name for name in LIBRARIES if ctypes.util.find_library(name) is None),
    )


def _connectors(root: Path) -> tuple[tuple[str, str], ...]:
    found = sorted((root / "sys/class/drm").glob("card*-*"))
    return tuple(
        (one.name.partition("-")[2], text(one / "status")) for one in found if (one / "status").exists()
    )


def _probed(wanted: str, wayland: str) -> Probed | None:
    given = [f"WAYLAND_DISPLAY={wayland}", f"XDG_RUNTIME_DIR={os.environ.get('XDG_RUNTIME_DIR', '/tmp')}"]  # noqa: S108 - an absolute socket needs no folder, and SDL wants one named
    env = ["env", *given] if wayland else []
    answer = said(*env, sys.executable, "-m", "kiosk.paint.probe", wanted)
    try:
        return msgspec.json.decode(answer or "", type=Probed)
    except msgspec.MsgspecError:
        return None


def devices(listed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The touch panels and the keyboards of /proc/bus/input/devices, by their names."""
    touch: list[str] = []
    keyboards: list[str] = []
    for block in listed.split("\n\n"):
        fields = _fields(block)
        keys, axes = _bits(fields.get("KEY", "")), _bits(fields.get("ABS", ""))
        if _has(axes, ABS_MT_POSITION_X) or (_has(keys, BTN_TOUCH) and _has(axes, ABS_X)):
            touch.append(fields.get("Name", "?"))
        elif all(_has(keys, key) for key in (KEY_A, KEY_Z, KEY_SPACE)):
            keyboards.append(fields.get("Name", "?"))
    return tuple(touch), tuple(keyboards)


def _fields(block: str) -> dict[str, str]:
    pairs = (line[3:].partition("=") for line in block.splitlines())
    return {name: value.strip().strip('"') for name, _, value in pairs}


def _bits(words: str) -> int:
    """The kernel's bitmap: hexadecimal words, the highest first."""
    value = 0
    for word in words.split():
        try:
            value = value << WORD | int(word, 16)
        except ValueError:
            return 0
    return value


def _has(bits: int, number: int) -> bool:
    return bool(bits >> number & 1)


def checks(screen: Screen) -> Iterator[Finding]:
    """What there is to say of it."""
    connected = [name for name, status in screen.connectors if status == "connected"]
    names = ", ".join(name for name, _ in screen.connectors)
    if not screen.connectors:
        yield warn("screen.no_drm")
    elif connected:
        yield ok("screen.outputs", names=", ".join(connected))
    else:
        yield fail("screen.no_output", names=names)
    yield _drawing(screen)
    if screen.missing and screen.wanted not in ("x11", *UNSEEN):
        yield warn("screen.libraries", names=", ".join(screen.missing))
    yield ok("screen.touch", names=", ".join(screen.touch)) if screen.touch else fail("screen.no_touch")
    if screen.keyboards:
        yield warn("screen.keyboards", names=", ".join(screen.keyboards))


def _drawing(screen: Screen) -> Finding:
    probed, wanted = screen.probed, screen.wanted or "-"
    if probed is None:
        return fail("screen.hangs", wanted=wanted)
    drivers = ", ".join(probed.drivers)
    if probed.error:
        return fail(
            "screen.no_driver",
            error=probed.error,
            wanted=wanted,
            drivers=drivers,
            wayland=screen.wayland or "-",
        )
    if probed.driver.lower() in UNSEEN and screen.wanted != probed.driver.lower():
        return fail("screen.unseen", driver=probed.driver, drivers=drivers, wayland=screen.wayland or "-")
    sizes = ", ".join(f"{w}x{h}" for w, h in probed.sizes)
    return ok("screen.draws", driver=probed.driver, sizes=sizes, pygame=probed.pygame, sdl=probed.sdl)
