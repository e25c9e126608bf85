"""The doctor's checks are pure: from what was read to what is said, for each thing that can be wrong."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from kiosk.commands.doctor import (
    board,
    books,
    broker,
    clock,
    files,
    pins,
    screen,
    storage,
    system,
    tools,
    units,
)
from kiosk.commands.doctor.finding import Finding, Grade
from kiosk.commands.doctor.listen import Listened
from kiosk.commands.doctor.screen import Probed
from kiosk.commands.doctor.storage import Volume
from kiosk.commands.doctor.units import Unit
from kiosk.settings import Mistake
from kiosk.shell.mqtt_line import NOT_TRUSTED

WELL, LOOK, MEND = Grade.OK, Grade.WARN, Grade.FAIL
SYSTEM = system.System(
    name="Debian GNU/Linux 13 (trixie)",
    codename="trixie",
    bits=64,
    machine="aarch64",
    python=(3, 13, 5),
    prefix="/opt/kiosk/current/venv",
    versions={
        "pygame": "2.6.1", "gpiozero": "2.0.1.post3", "lgpio": "0.2.2.0", "paho-mqtt": "2.2.0", "sqlite-utils": "4.2.1",
        "msgspec": "0.22.0", "babel": "2.18.0",
    },
)  # fmt: skip
DATA = Volume("/var/lib/kiosk", 9000, 100_000, read_only=False, kind="ext4")
BOOKS = books.Books(
    "/var/lib/kiosk/kiosk.db", DATA, there=True, writable=True, orders=43, nights=2, copies=3, copy_days=0.5
)
CLOCK = clock.Clock(datetime(2026, 11, 25, 20, tzinfo=UTC), "Europe/Rome", synchronised=True, battery=True)
PINS = pins.Pins(("/dev/gpiochip0",), (), 17, 27, listened=Listened(slit_open=False))
SCREEN = screen.Screen(
    "wayland",
    (("HDMI-A-1", "connected"), ("HDMI-A-2", "disconnected")),
    Probed("2.6.1", "2.28.4", ("wayland", "x11", "offscreen"), "wayland", ((1280, 720),)),
    "/run/kiosk-display/wayland-0",
    touch=("ILITEK",),
)
BROKER = broker.Broker(
    "bar.lan",
    1883,
    logins=(broker.Met("hatch", "hatch"), broker.Met("bar", "bar")),
    trip_ms=3.0,
    hatch="navigli",
    hatch_online=True,
    displays=(broker.Display("banco", online=True),),
    revision=7,
    slit_open=False,
)
UNITS = units.Units(
    systemd=True,
    services=(
        Unit("kiosk-hatch.service", loaded=True, enabled=True, active="active", watched=True, status="Open"),
        Unit("kiosk-bar.service"),
    ),
    compositor=Unit("kiosk-display.service", loaded=True, active="active"),
    timers=(Unit("kiosk-backup.timer", active="active"),),
    watchdog="Broadcom BCM2835 Watchdog timer",
    watchdog_active=True,
)
STORAGE = storage.Storage((DATA,), errors=(("mmcblk0p2", 0),), worn=(("mmcblk0", 2),))
TOOLS = tools.Tools(speaks=True, audible=True)
BOARD = board.Board("Raspberry Pi 4 Model B Rev 1.5", throttled=0, low_voltage=False, celsius=48.3)

GOOD: tuple[tuple[Callable[[Any], Iterable[Finding]], Any], ...] = (
    (system.checks, SYSTEM), (board.checks, BOARD), (clock.checks, CLOCK), (storage.checks, STORAGE), (books.checks, BOOKS),
    (pins.checks, PINS), (screen.checks, SCREEN), (broker.checks, BROKER), (units.checks, UNITS), (tools.checks, TOOLS),
    (files.checks, files.Files((), ("/etc/kiosk/kiosk.toml",))),
)  # fmt: skip


@pytest.mark.parametrize(("check", "facts"), GOOD)
def test_a_machine_that_is_well_is_said_to_be(check: Callable[[Any], Iterable[Finding]], facts: Any) -> None:
    """Every subject says something, and nothing is to look at or to mend."""
    found = list(check(facts))
    assert found
    assert {finding.grade for finding in found} == {WELL}


def without(name: str) -> dict[str, str]:
    """The libraries but one."""
    return {one: version for one, version in SYSTEM.versions.items() if one != name}


BAD: tuple[tuple[Callable[[Any], Iterable[Finding]], Any, str, Grade], ...] = (
    # --- the system
    (system.checks, replace(SYSTEM, codename="buster"), "system.unknown", LOOK),
    (system.checks, replace(SYSTEM, bits=32), "system.bits", LOOK),
    (system.checks, replace(SYSTEM, python=(3, 9, 2)), "system.python_old", MEND),
    (system.checks, replace(SYSTEM, versions=without("paho-mqtt")), "libraries.missing", MEND),
    (system.checks, replace(SYSTEM, versions=without("pygame")), "libraries.missing", MEND),
    (system.checks, replace(SYSTEM, versions={**SYSTEM.versions, "gpiozero": "1.6.2"}), "libraries.old", MEND),
    (system.checks, replace(SYSTEM, versions={**SYSTEM.versions, "lgpio": "0.0.0.2"}), "libraries.old", MEND),
    (system.checks, replace(SYSTEM, versions={**SYSTEM.versions, "pygame-ce": "2.5.8"}), "libraries.mixed", MEND),
    (system.checks, replace(SYSTEM, strays=("gpiozero",)), "libraries.stray", LOOK),
    # --- the board
    (board.checks, replace(BOARD, model=""), "board.no_pi", LOOK),
    (board.checks, replace(BOARD, celsius=79.0), "board.warm", LOOK),
    (board.checks, replace(BOARD, celsius=86.0), "board.warm", MEND),
    (board.checks, replace(BOARD, throttled=0x50005), "power.low", MEND),
    (board.checks, replace(BOARD, throttled=0x50000), "power.was_low", LOOK),
    (board.checks, replace(BOARD, throttled=0x4), "power.throttled", LOOK),
    (board.checks, replace(BOARD, throttled=0x80000), "power.was_throttled", LOOK),
    (board.checks, replace(BOARD, throttled=None, low_voltage=True), "power.low", MEND),
    # --- the clock
    (clock.checks, replace(CLOCK, wall=datetime(1970, 1, 1, tzinfo=UTC)), "clock.past", MEND),
    (clock.checks, replace(CLOCK, synchronised=False), "clock.unset", LOOK),
    (clock.checks, replace(CLOCK, synchronised=None), "clock.unknown", LOOK),
    (clock.checks, replace(CLOCK, battery=False), "clock.no_battery", LOOK),
    # --- storage
    (storage.checks, replace(STORAGE, volumes=(replace(DATA, free_mib=200),)), "storage.full", LOOK),
    (storage.checks, replace(STORAGE, volumes=(replace(DATA, free_mib=3),)), "storage.full", MEND),
    (storage.checks, replace(STORAGE, volumes=(replace(DATA, free_inodes=3),)), "storage.no_inodes", MEND),
    (storage.checks, replace(STORAGE, errors=(("mmcblk0p2", 4),)), "storage.errors", MEND),
    (storage.checks, replace(STORAGE, worn=(("mmcblk0", 9),)), "storage.worn", LOOK),
    (storage.checks, replace(STORAGE, worn=(("mmcblk0", 11),)), "storage.worn", MEND),
    (storage.checks, replace(STORAGE, pre_eol=(("mmcblk0", 3),)), "storage.end_of_life", MEND),
    (storage.checks, replace(STORAGE, volumes=(replace(DATA, read_only=True),)), "storage.read_only", WELL),
    # --- the books
    (books.checks, replace(BOOKS, volume=replace(DATA, read_only=True)), "books.read_only", MEND),
    (books.checks, replace(BOOKS, writable=False), "books.not_writable", MEND),
    (books.checks, replace(BOOKS, volume=replace(DATA, free_mib=3)), "books.no_room", MEND),
    (books.checks, replace(BOOKS, trouble="kiosk.db is damaged"), "books.trouble", MEND),
    (books.checks, replace(BOOKS, copy_days=None), "books.no_copy", LOOK),
    (books.checks, replace(BOOKS, copy_days=9.0), "books.old_copy", LOOK),
    (books.checks, replace(BOOKS, there=False), "books.none", WELL),
    (books.checks, replace(BOOKS, held_by="812"), "books.held", WELL),
    # --- the pins
    (pins.checks, replace(PINS, chips=()), "pins.none", MEND),
    (pins.checks, replace(PINS, barred=("/dev/gpiochip0",)), "pins.barred", MEND),
    (pins.checks, replace(PINS, listened=None), "pins.silent", MEND),
    (pins.checks, replace(PINS, listened=Listened(error="GPIO17 is taken")), "pins.unavailable", MEND),
    (pins.checks, replace(PINS, held_by="812", listened=None), "pins.held", WELL),
    (pins.checks, replace(PINS, listened=Listened(5, slit_open=False)), "pins.restless", LOOK),
    (pins.checks, replace(PINS, listened=Listened(400, slit_open=False)), "pins.noisy", MEND),
    (pins.checks, replace(PINS, listened=Listened(active_s=2.0, slit_open=False)), "pins.stuck", MEND),
    (pins.checks, replace(PINS, listened=Listened(slit_open=None)), "pins.no_slit", MEND),
    (pins.checks, replace(PINS, listened=Listened(slit_open=True)), "pins.slit_open", WELL),
    # --- the screen
    (screen.checks, replace(SCREEN, connectors=()), "screen.no_drm", LOOK),
    (screen.checks, replace(SCREEN, connectors=(("HDMI-A-1", "disconnected"),)), "screen.no_output", MEND),
    (screen.checks, replace(SCREEN, probed=None), "screen.hangs", MEND),
    (screen.checks, replace(SCREEN, probed=Probed(error="wayland not available")), "screen.no_driver", MEND),
    (screen.checks, replace(SCREEN, wanted="", probed=Probed(driver="offscreen")), "screen.unseen", MEND),
    (screen.checks, replace(SCREEN, touch=()), "screen.no_touch", MEND),
    (screen.checks, replace(SCREEN, keyboards=("Logitech K120",)), "screen.keyboards", LOOK),
    (screen.checks, replace(SCREEN, missing=("EGL",)), "screen.libraries", LOOK),
    # --- the broker
    (broker.checks, broker.Broker("bar.lan", 1883, why="Connection refused"), "broker.away", MEND),
    (broker.checks, broker.Broker("bar.lan", 8883, why=f"{NOT_TRUSTED}: certificate has expired"), "broker.untrusted", MEND),
    (broker.checks, replace(BROKER, certificate_days=12.0), "broker.ends_soon", LOOK),
    (broker.checks, replace(BROKER, certificate_days=7000.0), "broker.encrypted", WELL),
    (broker.checks, replace(BROKER, why="Unsupported protocol version (132)", code=132), "broker.old_protocol", LOOK),
    (broker.checks, replace(BROKER, anonymous=True), "broker.open", MEND),
    (broker.checks, replace(BROKER, anonymous=True, host="127.0.0.1", logins=()), "broker.open_here", LOOK),
    (broker.checks, replace(BROKER, logins=()), "broker.no_login", LOOK),
    (broker.checks, replace(BROKER, logins=(broker.Met("hatch", "hatch", "Not authorized (135)"),)), "broker.refused", MEND),
    (broker.checks, replace(BROKER, logins=(broker.Met("hatch", "hatch", may_not=("b/h/board",)),)), "broker.may_not", MEND),
    (broker.checks, replace(BROKER, logins=(broker.Met("bar", "bar", may_too_much=("b/h/board",)),)), "broker.may_too_much", MEND),
    (broker.checks, replace(BROKER, logins=(broker.Met("bar", "bar", deaf_to=("b/h/response",)),)), "broker.deaf", MEND),
    (broker.checks, replace(BROKER, trip_lost=True), "broker.no_trip", MEND),
    (broker.checks, replace(BROKER, trip_ms=900.0), "broker.slow", LOOK),
    (broker.checks, replace(BROKER, displays=(broker.Display("banco", online=False),)), "broker.no_display", LOOK),
    (broker.checks, replace(BROKER, hatch_online=False), "broker.no_hatch", LOOK),
    (broker.checks, replace(BROKER, revision=None), "broker.no_board", LOOK),
    (broker.checks, replace(BROKER, slit_open=None), "broker.slit_unknown", LOOK),
    *((broker.checks, replace(BROKER, trouble=trouble), key, MEND) for trouble, key in broker.AILS.items()),
    # --- the units
    (units.checks, units.Units(systemd=False), "units.no_systemd", LOOK),
    (units.checks, replace(UNITS, services=(Unit("kiosk-hatch.service"),)), "units.not_installed", LOOK),
    (units.checks, replace(UNITS, services=(replace(UNITS.services[0], active="failed"),)), "units.down", MEND),
    (units.checks, replace(UNITS, services=(replace(UNITS.services[0], restarts=9),)), "units.restless", LOOK),
    (units.checks, replace(UNITS, services=(replace(UNITS.services[0], watched=False),)), "units.unwatched", LOOK),
    (units.checks, replace(UNITS, compositor=Unit("kiosk-display.service")), "units.no_compositor", MEND),
    (units.checks, replace(UNITS, timers=(Unit("kiosk-backup.timer"),)), "units.no_timer", LOOK),
    (units.checks, replace(UNITS, watchdog=""), "units.no_watchdog", LOOK),
    (units.checks, replace(UNITS, watchdog_active=False), "units.watchdog_idle", LOOK),
    # --- speech, sound, files
    (tools.checks, replace(TOOLS, speaks=False), "tools.no_voice", LOOK),
    (tools.checks, replace(TOOLS, voiceless=("lij",)), "tools.voiceless", LOOK),
    (tools.checks, replace(TOOLS, wordless=("xx",)), "tools.wordless", LOOK),
    (tools.checks, replace(TOOLS, audible=False), "tools.no_sound", LOOK),
    (tools.checks, replace(TOOLS, audible=False, sounds_on=False), "tools.quiet", WELL),
    (files.checks, files.Files((Mistake(Path("kiosk.toml"), "pins.knok", "is unknown", "Mend it"),)), "files.mistake", MEND),
)  # fmt: skip


@pytest.mark.parametrize(("check", "facts", "key", "grade"), BAD)
def test_what_is_not_well_is_named(
    check: Callable[[Any], Iterable[Finding]], facts: Any, key: str, grade: Grade
) -> None:
    """Under its own key, as grave as it is."""
    assert (key, grade) in {(finding.key, finding.grade) for finding in check(facts)}


def test_a_root_that_is_read_only_by_design_is_no_fault() -> None:
    """A read-only root is what a technician wants; only the books' own volume must be writable."""
    root = Volume("/", 0, None, read_only=True, kind="squashfs")
    found = list(storage.checks(replace(STORAGE, volumes=(root, DATA))))
    assert {finding.grade for finding in found} == {WELL}


@pytest.mark.parametrize(
    ("shown", "name", "expected"),
    [
        ({"LoadState": "not-found", "ActiveState": "inactive"}, "loaded", False),
        ({"LoadState": "loaded", "ActiveState": "active", "WatchdogUSec": "20s"}, "watched", True),
        ({"LoadState": "loaded", "WatchdogUSec": "infinity"}, "watched", False),
        ({"LoadState": "loaded", "WatchdogUSec": "0"}, "watched", False),
        ({"NRestarts": "7"}, "restarts", 7),
        ({"NRestarts": "[not set]"}, "restarts", 0),
    ],
)
def test_a_unit_is_read_from_what_systemctl_shows(shown: dict[str, str], name: str, expected: object) -> None:
    """Whatever is missing in it."""
    assert getattr(units.unit_from("kiosk-hatch.service", shown), name) == expected
