"""What kiosk.toml may not say even though each key by itself is right."""

import os
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.settings.document import Document
from kiosk.settings.house import SoundFiles
from kiosk.settings.shape import Place

EARLIER: tuple[tuple[Place, Place], ...] = (
    (("hatch", "rules", "seen_within_s"), ("hatch", "rules", "taken_within_s")),
    (("bar", "rules", "warm_after_s"), ("bar", "rules", "hot_after_s")),
    (("bar", "rules", "unanswered_s"), ("bar", "rules", "act_kept_s")),
    (("knock", "ring_s"), ("knock", "dead_time_s")),
    (("knock", "dead_time_s"), ("knock", "rebound_s")),
    (("knock", "least_ring_s"), ("knock", "most_ring_s")),
    (("knock", "most_ring_s"), ("knock", "bout_gap_s")),
    (("knock", "bout_gap_s"), ("knock", "breath_s")),
)
"""The first of each two must be the shorter."""
SPI_PINS = (7, 8, 9, 10, 11)
"""What the Pi's SPI bus takes: three pins, and the two that select what hangs on it."""
TLS_FILES: tuple[Place, ...] = (("broker", "ca_file"), ("broker", "certificate_file"), ("broker", "key_file"))
SOUNDS = tuple(SoundFiles.__struct_fields__)
OWN_SCREEN = ("x11", "kmsdrm")
"""The drivers under which a program may ask for the full screen itself (elsewhere the compositor does it)."""


def check_house(kiosk: Document) -> None:
    """Note every contradiction in kiosk.toml."""
    _pins(kiosk)
    _piezo(kiosk)
    for earlier, later in EARLIER:
        _in_turn(kiosk, earlier, later)
    for side in ("hatch", "bar"):
        _screen(kiosk, side)
    for place in (("house", "languages"), ("bar", "hatches")):
        _doubled(kiosk, place)
    for file in (("store", "path"), ("broker", "password_file"), *TLS_FILES):
        _absolute(kiosk, file)
    _tls(kiosk)
    _sounds(kiosk)


def zone(kiosk: Document) -> ZoneInfo | None:
    """The house's clock, or None when there is no such zone."""
    name = kiosk.value("house", "time_zone")
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # not known; no name at all; a folder of names
        mend = "Use a name of the IANA list, as Europe/Rome"
        kiosk.blame(("house", "time_zone"), f'is "{name}", which is no time zone', mend)
        return None


def _pins(kiosk: Document) -> None:
    """No two things on one pin. A piezo has the SPI bus instead of a pin of its own."""
    knock, slit = ("pins", "knock"), ("pins", "slit")
    foot = ("bar", "pins", "foot")
    number = kiosk.value(*foot)
    for other in (knock, slit):
        if number is not None and number == kiosk.value(*other):
            what = f"is pin {number}, and {'.'.join(other)} is, too"
            kiosk.blame(kiosk.written(foot, other), what, "Give each its own: one Pi may serve both sides")
    pin = kiosk.value(*slit)
    if pin is None:
        return
    if kiosk.value("pins", "kind") == "mcp3008":
        if pin in SPI_PINS:
            what = f"is pin {pin}, which the piezo's converter needs for itself"
            kiosk.blame(slit, what, "Wire the slit's switch to another pin, as 27")
    elif pin == kiosk.value(*knock):
        what = f"is pin {pin}, and pins.knock and pins.slit cannot both be"
        kiosk.blame(kiosk.written(knock, slit), what, "Give each sensor the pin that it is wired to")


def _piezo(kiosk: Document) -> None:
    """Between its two heights nothing changes: that keeps noise on the threshold from being a storm."""
    threshold, release = ("piezo", "threshold"), ("piezo", "release")
    upper, lower = kiosk.value(*threshold), kiosk.value(*release)
    if upper is not None and lower is not None and lower >= upper:
        what = f"piezo.release is {lower:g} and piezo.threshold {upper:g}"
        kiosk.blame(kiosk.written(threshold, release), what, "Make release the smaller, about half")


def _in_turn(kiosk: Document, earlier: Place, later: Place) -> None:
    first, second = kiosk.value(*earlier), kiosk.value(*later)
    if first is None or second is None or first < second:
        return
    names = ".".join(map(str, earlier)), ".".join(map(str, later))
    what = f"{names[0]} is {first:g} s and {names[1]} {second:g} s"
    kiosk.blame(kiosk.written(earlier, later), what, f"Make {earlier[-1]} the shorter")


def _screen(kiosk: Document, side: str) -> None:
    width, height = (kiosk.value(side, "screen", key) for key in ("width", "height"))
    if width is not None and height is not None and bool(width) != bool(height):
        place = kiosk.written((side, "screen", "width"), (side, "screen", "height"))
        what = f"is one of {width} x {height} pixels"
        kiosk.blame(place, what, "Write both, or 0 for both to take what the display gives")
    driver = kiosk.value(side, "screen", "driver")
    if kiosk.value(side, "screen", "fullscreen") and driver is not None and driver not in OWN_SCREEN:
        what = f'is true with driver "{driver}"'
        mend = 'Write false (a compositor makes it full), or name the driver "x11" or "kmsdrm"'
        kiosk.blame((side, "screen", "fullscreen"), what, mend)


def _sounds(kiosk: Document) -> None:
    """A sound file of the house's own is there, and is what the card can play."""
    for name in SOUNDS:
        place = ("sounds", "files", name)
        path = kiosk.value(*place)
        if path and not (path.endswith(".wav") and Path(path).is_absolute() and Path(path).is_file()):
            kiosk.blame(place, f'is "{path}"', "Write the whole path of a WAV file that is there, or nothing")


def _doubled(kiosk: Document, place: Place) -> None:
    names = kiosk.value(*place) or []
    twice = sorted({str(name) for name in names if names.count(name) > 1})
    if twice:
        kiosk.blame(place, f"names {', '.join(twice)} twice", "Name each once")


def _absolute(kiosk: Document, place: Place) -> None:
    path = kiosk.value(*place)
    if path and not Path(path).is_absolute():
        kiosk.blame(place, f'is "{path}"', "Write the whole path, from / on")


def _tls(kiosk: Document) -> None:
    """The files that an encrypted link needs must be there, and none be named for one that is not encrypted."""
    encrypted = kiosk.value("broker", "tls")
    for place in TLS_FILES:
        name = kiosk.value(*place)
        if not name:
            continue
        if encrypted is False:
            kiosk.blame(place, f"names {name}, and broker.tls is false", "Write tls = true, or name no file")
        elif Path(name).is_absolute() and not os.access(name, os.R_OK):
            mend = "Let systemd/pair make it, or let the kiosk's user read it"
            kiosk.blame(place, f"names {name}, which cannot be read", mend)
    certificate, key = (kiosk.value("broker", name) for name in ("certificate_file", "key_file"))
    if certificate is not None and key is not None and bool(certificate) != bool(key):
        place = kiosk.written(("broker", "certificate_file"), ("broker", "key_file"))
        kiosk.blame(
            place,
            "is one of a pair whose other half is missing",
            "Name the certificate and its key, or neither",
        )
