"""The chapters of the night: each does one thing to the machine, and asserts what a technician would look for."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.core.order import Status
from tests.pilot import BAR_WORDS, drink_name, guest_words
from tests.rig.machine import Machine, tell
from tests.rig.shadow import BAR_SIZE, Shadow

PROGRAMS = ("kiosk-display.service", "kiosk-hatch.service", "kiosk-bar.service")
BAR_OUTPUT, BAR_TOUCH = "HEADLESS-1", "rig-touch-bar"
"""The machine has one screen: the bar's is an output that the compositor keeps in memory, with a touch device of its own."""
KNOCK, SLIT = "17", "27"
RELEASE = ("kiosk", "hardware", "assets", "config", "systemd", "pyproject.toml", "README.md", "LICENSE")
HOUSE = """\
# The technician's, there before the kiosk: the installer must leave it as it is.
[pins]
knock_active_high = false

[hatch.screen]
width = 0
height = 0
frame = false
driver = "wayland"

[bar.screen]
width = 0
height = 0
frame = false
driver = "wayland"
"""
PREPARE = f"""
set -e
date -s '2026-11-20 20:00:00 UTC'
mkdir -p /etc/kiosk /etc/systemd/system/kiosk-display.service.d /etc/systemd/system/kiosk-screen.service.d
sed 's,/run/rig-touch,/run/{BAR_TOUCH},; s,Rig Touchscreen,Rig Bar Touch,' /usr/local/sbin/rig-touch >/usr/local/sbin/{BAR_TOUCH}
chmod 755 /usr/local/sbin/{BAR_TOUCH}
sed 's,rig-touch serve 800 480,{BAR_TOUCH} serve {BAR_SIZE.w} {BAR_SIZE.h},' /etc/systemd/system/rig-touch.service >/etc/systemd/system/{BAR_TOUCH}.service
systemctl daemon-reload
systemctl enable --now rig-touch {BAR_TOUCH}
for unit in display screen hatch bar; do
  mkdir -p /etc/systemd/system/kiosk-$unit.service.d
  printf '[Service]\\nTimeoutStartSec=600\\n' >/etc/systemd/system/kiosk-$unit.service.d/90-slow.conf
done
for unit in hatch bar; do
  printf '[Service]\\nTimeoutStartSec=600\\nWatchdogSec=90\\n' >/etc/systemd/system/kiosk-$unit.service.d/90-slow.conf
done
printf '[Service]\\nEnvironment=WLR_BACKENDS=drm,libinput,headless WLR_HEADLESS_OUTPUTS=1\\n' >/etc/systemd/system/kiosk-display.service.d/91-rig.conf
"""
# As Raspberry Pi OS has python3-lgpio, and plain Debian has not.
LGPIO = """
set -e
cd "$(mktemp -d)" && python3 -m zipfile -e /opt/rig/wheels/lgpio*.whl . && cp lgpio.py _lgpio*.so /usr/lib/python3/dist-packages/
"""
WORDS = guest_words("it")


class Night:
    """The machine, the release's source, and the shadow of what was played on it."""

    def __init__(self, machine: Machine, source: Path, wheels: Path | None, folder: Path) -> None:
        self.machine, self.wheels, self.source = machine, wheels, source
        self.shadow = Shadow()
        self._folder = folder

    def release(self, version: str, change: Callable[[Path], None] = lambda _: None) -> str:
        """Put a release's tarball on the machine, as it would be unpacked there; where."""
        copy = self._folder / version
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        tar = subprocess.run(
            ["git", "archive", "HEAD", *RELEASE], cwd=self.source, check=True, capture_output=True
        )
        subprocess.run(["tar", "-x", "-C", copy], input=tar.stdout, check=True)
        init = copy / "kiosk" / "__init__.py"
        text = init.read_text(encoding="utf-8")
        init.write_text(text.replace('__version__ = "', f'__version__ = "{version}', 1), encoding="utf-8")
        change(copy)
        self.machine.put(copy, f"/srv/{version}")
        return f"/srv/{version}"

    def install(self, place: str, *words: str) -> tuple[int, str]:
        """Run a release's installer."""
        wheels = ["--wheelhouse", "/srv/wheels"] if self.wheels else []
        status, said = self.machine.run(" ".join([f"{place}/systemd/install", *words, *wheels]), 3600)
        tell(said)
        return status, said

    def current(self) -> str:
        """The release that is in place."""
        return self.machine.sh("basename $(readlink /opt/kiosk/current)").strip()

    def board(self) -> dict[str, Any]:
        """What the broker keeps of the hatch."""
        status, said = self.machine.run(
            'mosquitto_sub -V 5 -h 127.0.0.1 -u doctor -P "$(cat /etc/kiosk/secrets/doctor)" -C 1 -W 20 -t backdoor43/navigli/board'
        )
        found: dict[str, Any] = json.loads(said) if status == 0 else {}
        return found

    def statuses(self) -> dict[int, str]:
        """Every order in the books."""
        said = self.machine.sh(
            "sqlite3 -readonly /var/lib/kiosk/kiosk.db 'select number, status from orders'"
        )
        return {int(number): status for number, status in (line.split("|") for line in said.split())}

    def up(self) -> None:
        """Wait until all of it is, and the two sides have heard of each other."""
        machine = self.machine
        machine.until("the units", lambda: machine.active(*PROGRAMS, "mosquitto.service"), 900)
        machine.until("the board", self.board)
        machine.until("the link", lambda: "NOT" not in machine.shown("kiosk-bar.service", "StatusText"))

    def touch(self, *texts: str) -> None:
        """The guest's finger."""
        for text in texts:
            self.machine.tap(self.shadow.hatch_box(text))
            self.machine.sh("sleep 3")

    def touch_bar(self, *texts: str) -> None:
        """The bartender's."""
        for text in texts:
            self.machine.tap(self.shadow.bar_box(text), BAR_TOUCH)
            self.machine.sh("sleep 3")

    def place(self, *drinks: str) -> int:
        """A guest knocks, orders, and goes; the order's number."""
        known = self.statuses()
        self.machine.pin("knock", KNOCK, "2", "250", "20")
        self.shadow.pilot.knock(2)
        self.machine.sh("sleep 6")
        self.machine.picture("menu")
        self.touch(*(drink_name(drink, "it") for drink in drinks))
        self.machine.picture("chosen")
        self.touch(WORDS.check, WORDS.order)
        self.machine.picture("placed")
        self.machine.until("the order in the books", lambda: set(self.statuses()) - set(known))
        self.touch(WORDS.done)
        return max(self.statuses())


def install(night: Night) -> None:
    """From nothing to a running kiosk, by one command; and again, which changes nothing."""
    machine = night.machine
    machine.off()
    machine.boot(fresh=True)
    machine.sh(PREPARE)
    if machine.suite == "trixie":
        machine.sh(LGPIO)
    if night.wheels:
        machine.put(night.wheels, "/srv/wheels")
    machine.sh(f"cat >/etc/kiosk/kiosk.toml <<'EOF'\n{HOUSE}EOF")
    machine.pin("press", SLIT)  # the slit is shut
    place = night.release("1.")
    status, _ = night.install(place, "both", "--screen", "labwc", "--bar-on", BAR_OUTPUT)
    assert status == 0
    assert machine.sh("cat /etc/kiosk/kiosk.toml").strip() == HOUSE.strip()
    status, said = night.install(place)
    assert status == 0
    assert "nothing was changed" in said


def reboot(night: Night) -> None:
    """The machine boots into the kiosk."""
    machine = night.machine
    machine.off()
    machine.boot()
    machine.pin("press", SLIT)
    night.up()
    machine.sh("sleep 10")
    machine.picture("hatch-asleep")
    machine.picture("bar-waiting", BAR_OUTPUT)
    tell(
        machine.run(
            "systemctl --no-pager --failed; systemctl --no-pager status kiosk-hatch kiosk-bar | grep -E 'Active|Status|Memory'"
        )[1]
    )
    tell(machine.run("ss -ltnp")[1])


def order(night: Night) -> None:
    """A guest's knock, touches and slit; the bartender's touches: an order from the wood to the hand."""
    machine = night.machine
    number = night.place("negroni")
    assert night.statuses()[number] == "placed"
    placed = night.shadow.order()
    machine.until(
        "the ticket", lambda: any(one["word"] == placed.word for one in night.board().get("open", ()))
    )
    machine.picture("bar-ticket", BAR_OUTPUT)
    for button, status in ((BAR_WORDS.acknowledge, "acknowledged"), (BAR_WORDS.ready, "ready")):
        night.touch_bar(f"{button} {placed.word}")
        machine.until(status, lambda status=status: night.statuses()[number] == status)  # type: ignore[misc]
    machine.picture("hatch-ready")
    machine.pin("release", SLIT)
    night.shadow.pilot.slit(is_open=True)
    machine.until("the open slit", lambda: night.board().get("slit_open"))
    machine.picture("bar-slit-open", BAR_OUTPUT)
    night.touch_bar(f"{BAR_WORDS.hand_over} {placed.word}")
    machine.until("collected", lambda: night.statuses()[number] == "collected")
    machine.pin("press", SLIT)
    night.shadow.pilot.slit(is_open=False)
    assert night.shadow.stands(placed) is Status.COLLECTED
    machine.picture("bar-after", BAR_OUTPUT)


def doctor(night: Night) -> None:
    """The doctor looks at the machine as it stands."""
    tell(night.machine.run("cd / && kiosk doctor")[1])


def upgrade(night: Night) -> None:
    """Another release, by the same command; the orders stay, the one before is kept."""
    before, orders = night.current(), night.statuses()
    status, _ = night.install(night.release("2."))
    assert status == 0
    assert night.current().startswith("2.")
    assert night.machine.sh("basename $(readlink /opt/kiosk/previous)").strip() == before
    assert night.statuses() == orders
    night.up()


def failed_upgrade(night: Night) -> None:
    """A release that does not come up is taken back: the same release runs, with the same orders."""
    before, orders = night.current(), night.statuses()

    def broken(copy: Path) -> None:
        program = copy / "kiosk" / "commands" / "hatch_hands.py"
        program.write_text(
            '"""Broken."""\n\nraise RuntimeError("this release is broken")\n', encoding="utf-8"
        )

    status, said = night.install(night.release("3.", broken))
    assert status != 0
    assert "taken back" in said
    assert night.current() == before
    assert night.statuses() == orders
    assert "3." not in night.machine.sh("ls /opt/kiosk/releases")
    night.up()


def rollback(night: Night) -> None:
    """Back by one release, with all orders."""
    orders = night.statuses()
    status, said = night.machine.run("/opt/kiosk/current/systemd/install --rollback", 1800)
    tell(said)
    assert status == 0
    assert night.current().startswith("1.")
    assert night.statuses() == orders
    night.up()


def hung(night: Night) -> None:
    """A program that stands still is ended by the watchdog and starts again."""
    machine = night.machine
    pid = machine.shown("kiosk-hatch.service", "MainPID")
    machine.sh(f"kill -STOP {pid}")
    machine.until(
        "another process", lambda: machine.shown("kiosk-hatch.service", "MainPID") not in (pid, "0"), 400
    )
    assert (
        "watchdog"
        in machine.sh("journalctl -b --no-pager -u kiosk-hatch | grep -i watchdog | tail -3").lower()
    )
    night.up()


def compositor(night: Night) -> None:
    """A killed compositor comes back, and both programs with it."""
    machine = night.machine
    machine.sh("kill -9 $(systemctl show -P MainPID kiosk-display)")
    machine.until("its end", lambda: int(machine.shown("kiosk-display.service", "NRestarts")) > 0)
    night.up()
    machine.sh("sleep 15")
    machine.picture("hatch-after-compositor")
    machine.picture("bar-after-compositor", BAR_OUTPUT)


def broker(night: Night) -> None:
    """A killed broker comes back; an order placed while it is away is kept and told."""
    machine = night.machine
    machine.sh("systemctl stop mosquitto")
    machine.until("the loss", lambda: "NOT" in machine.shown("kiosk-hatch.service", "StatusText"))
    machine.sh("systemctl start mosquitto; sleep 2; kill -9 $(systemctl show -P MainPID mosquitto)")
    night.up()
    assert machine.active("mosquitto.service")


def plug(night: Night) -> None:
    """The plug is pulled just after an order is in the books: it is there when the machine is back, and on the board."""
    machine = night.machine
    number = night.place("americano")
    word = night.shadow.order().word
    machine.cut()
    machine.boot()
    machine.pin("press", SLIT)
    night.up()
    assert number in night.statuses()
    machine.until("the order on the board", lambda: any(one["word"] == word for one in night.board()["open"]))
    machine.sh("sleep 10")
    machine.picture("bar-after-the-plug", BAR_OUTPUT)


def cage(night: Night) -> None:
    """As a hatch alone, under cage: one program on one screen, full."""
    machine = night.machine
    machine.sh("rm /etc/systemd/system/kiosk-display.service.d/91-rig.conf; systemctl daemon-reload")
    status, _ = night.install("/srv/1.", "hatch")
    assert status == 0
    machine.until("the hatch", lambda: machine.active("kiosk-hatch.service", "kiosk-display.service"), 900)
    assert "cage" in machine.sh("pgrep -a cage")
    machine.sh("sleep 10")
    machine.picture("hatch-under-cage")


def uninstall(night: Night) -> None:
    """The programs go; the books and the configuration stay."""
    machine = night.machine
    tell(machine.sh("/opt/kiosk/current/systemd/install --uninstall"))
    assert machine.run("ls /opt/kiosk /etc/systemd/system/kiosk.target")[0] != 0
    machine.sh("test -s /var/lib/kiosk/kiosk.db && test -s /etc/kiosk/kiosk.toml")


ALL: dict[str, Callable[[Night], None]] = {
    "install": install,
    "reboot": reboot,
    "order": order,
    "doctor": doctor,
    "upgrade": upgrade,
    "failed-upgrade": failed_upgrade,
    "rollback": rollback,
    "hung": hung,
    "compositor": compositor,
    "broker": broker,
    "plug": plug,
    "cage": cage,
    "uninstall": uninstall,
}
