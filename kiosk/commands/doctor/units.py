"""The units: installed, running, watched; and the hardware's own watchdog behind them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from kiosk.commands.doctor.finding import Finding, fail, ok, warn
from kiosk.commands.doctor.reader import ROOT, pairs, said, text

SIDES = ("hatch", "bar")
ASKED = (
    "LoadState", "ActiveState", "SubState", "NRestarts", "WatchdogUSec", "Result", "StatusText", "UnitFileState",
)  # fmt: skip
RESTLESS = 5
"""So many restarts are no accident any more."""


class Unit(Struct, frozen=True):
    """One unit as systemd describes it."""

    name: str
    loaded: bool = False
    enabled: bool = False
    active: str = ""
    """active, activating, failed, inactive ..."""
    restarts: int = 0
    watched: bool = False
    status: str = ""
    result: str = ""


class Units(Struct, frozen=True):
    """All there are, and the watchdog's device."""

    systemd: bool
    """Whether this machine is run by systemd at all."""
    services: tuple[Unit, ...] = ()
    compositor: Unit = Unit("kiosk-display.service")
    timers: tuple[Unit, ...] = ()
    watchdog: str = ""
    """The device's name; empty where there is none."""
    watchdog_active: bool = False

    @property
    def sides(self) -> frozenset[str]:
        """The sides that are installed here."""
        return frozenset(side for side, unit in zip(SIDES, self.services, strict=False) if unit.loaded)


def gather(root: Path = ROOT) -> Units:
    """Look."""
    device = root / "sys/class/watchdog/watchdog0"
    name, active = text(device / "identity"), text(device / "state") == "active"
    if not (root / "run/systemd/system").is_dir():
        return Units(systemd=False, watchdog=name, watchdog_active=active)
    return Units(
        systemd=True,
        services=tuple(_unit(f"kiosk-{side}.service") for side in SIDES),
        compositor=_unit("kiosk-display.service"),
        timers=tuple(_unit(f"kiosk-{name}.timer") for name in ("backup", "purge")),
        watchdog=name,
        watchdog_active=active,
    )


def _unit(name: str) -> Unit:
    return unit_from(name, pairs(said("systemctl", "show", name, f"--property={','.join(ASKED)}") or ""))


def unit_from(name: str, shown: Mapping[str, str]) -> Unit:
    """A unit out of what `systemctl show` writes."""
    restarts = shown.get("NRestarts", "")
    return Unit(
        name=name,
        loaded=shown.get("LoadState") == "loaded",
        enabled=shown.get("UnitFileState", "").startswith(("enabled", "static")),
        active=shown.get("ActiveState", ""),
        restarts=int(restarts) if restarts.isdecimal() else 0,
        watched=shown.get("WatchdogUSec", "0") not in {"0", "", "infinity"},
        status=shown.get("StatusText", ""),
        result=shown.get("Result", ""),
    )


def checks(units: Units) -> Iterator[Finding]:
    """What there is to say of them."""
    if not units.systemd:
        yield warn("units.no_systemd")
        return
    if not units.sides:
        yield warn("units.not_installed")
    for unit in units.services:
        if unit.loaded:
            yield from _service(unit)
    if units.sides and units.compositor.active != "active":
        yield fail("units.no_compositor", name=units.compositor.name, active=units.compositor.active or "-")
    for timer in units.timers:
        if "hatch" in units.sides and timer.active != "active":
            yield warn("units.no_timer", name=timer.name)
    yield from _watchdog(units)


def _service(unit: Unit) -> Iterator[Finding]:
    facts = {"name": unit.name, "active": unit.active, "status": unit.status or unit.result}
    if unit.active != "active":
        yield fail("units.down", **facts)
    else:
        yield ok("units.up", **facts)
    if unit.restarts >= RESTLESS:
        yield warn("units.restless", name=unit.name, restarts=unit.restarts)
    if not unit.watched:
        yield warn("units.unwatched", name=unit.name)


def _watchdog(units: Units) -> Iterator[Finding]:
    if not units.watchdog:
        yield warn("units.no_watchdog")
    elif units.watchdog_active:
        yield ok("units.watchdog", device=units.watchdog)
    else:
        yield warn("units.watchdog_idle", device=units.watchdog)
