"""The system below: which Debian, which Python, and where each library comes from."""

import os
import platform
import sqlite3
import struct
import sys
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

from msgspec import Struct

from kiosk import __version__
from kiosk.commands.doctor.finding import Finding, fail, ok, warn
from kiosk.commands.doctor.reader import ROOT, pairs, text

KNOWN = ("bookworm", "trixie")
BITS = 64
PYTHON = (3, 11)
LEAST: Mapping[str, tuple[int, ...]] = {
    "gpiozero": (2, 0, 1),
    "paho-mqtt": (2, 1),
    "sqlite-utils": (4, 2, 1),
    "msgspec": (0, 21),
    "babel": (2, 17),
}
"""As in pyproject.toml; pygame and lgpio come under two names each."""
IF_THERE: Mapping[str, tuple[int, ...]] = {"pygame": (2, 6), "pygame-ce": (2, 5, 8), "lgpio": (0, 2, 2)}
"""Of these the one or the other. pip quietly takes lgpio 0.0.0.2, which is empty, where it finds no other."""
TWO_NAMES = (("pygame", "pygame-ce"), ("lgpio", "adafruit-lgpio"))
"""Both install the same module: side by side they are a mixture of two versions."""


class System(Struct, frozen=True):
    """What is installed."""

    name: str
    codename: str
    bits: int
    machine: str
    python: tuple[int, ...]
    prefix: str
    versions: Mapping[str, str]
    """Of each library that is there."""
    strays: tuple[str, ...] = ()
    """Libraries that are not from this program's own environment."""
    sqlite: str = ""


def gather(root: Path = ROOT) -> System:
    """Look."""
    release = pairs(text(root / "etc/os-release"))
    names = (*LEAST, *(name for both in TWO_NAMES for name in both))
    found = {name: version for name in names if (version := _version(name))}
    return System(
        name=release.get("PRETTY_NAME", platform.system()),
        codename=release.get("VERSION_CODENAME", ""),
        bits=struct.calcsize("P") * 8,
        machine=platform.machine(),
        python=tuple(sys.version_info[:3]),
        prefix=sys.prefix,
        versions=found,
        strays=tuple(name for name in found if not _own(name)),
        sqlite=sqlite3.sqlite_version,
    )


def checks(system: System) -> Iterator[Finding]:
    """What there is to say of it."""
    facts = {"name": system.name, "machine": system.machine}
    yield (ok if system.codename in KNOWN else warn)(
        "system.known" if system.codename in KNOWN else "system.unknown", **facts
    )
    if system.bits != BITS:
        yield warn("system.bits", bits=system.bits)
    python = ".".join(map(str, system.python))
    if system.python < PYTHON:
        yield fail("system.python_old", version=python)
    yield from _libraries(system, python)


def _libraries(system: System, python: str) -> Iterator[Finding]:
    versions = system.versions
    for name, least in LEAST.items():
        wanted = ".".join(map(str, least))
        if name not in versions:
            yield fail("libraries.missing", name=name, wanted=wanted)
        elif _numbers(versions[name]) < least:
            yield fail("libraries.old", name=name, version=versions[name], wanted=wanted)
    for name, least in IF_THERE.items():
        if name in versions and _numbers(versions[name]) < least:
            yield fail("libraries.old", name=name, version=versions[name], wanted=".".join(map(str, least)))
    for one, other in TWO_NAMES:
        if one in versions and other in versions:
            yield fail("libraries.mixed", one=one, other=other)
    if not {"pygame", "pygame-ce"} & set(versions):
        yield fail("libraries.missing", name="pygame", wanted="2.6")
    # lgpio alone may come from the system: Raspberry Pi OS packages it, and PyPI lacks it for some Pythons.
    strays = [name for name in system.strays if name not in TWO_NAMES[1]]
    if strays:
        yield warn("libraries.stray", names=", ".join(strays), prefix=system.prefix)
    listed = ", ".join(f"{name} {version}" for name, version in sorted(versions.items()))
    yield ok(
        "libraries.listed",
        listed=listed,
        kiosk=__version__,
        python=python,
        prefix=system.prefix,
        sqlite=system.sqlite,
    )


def _numbers(version: str) -> tuple[int, ...]:
    """The leading numbers of a version: 2.0.1.post3 is 2, 0, 1."""
    numbers: list[int] = []
    for part in version.split("."):
        if not part.isdecimal():
            break
        numbers.append(int(part))
    return tuple(numbers)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _own(name: str) -> bool:
    """Whether a library lies in the environment that this program runs from."""
    place = os.path.realpath(str(metadata.distribution(name).locate_file("")))
    return place.startswith(os.path.realpath(sys.prefix) + os.sep)
