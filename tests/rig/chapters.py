"""The chapters of the night: each does one thing to the machine, and asserts what a technician would look for."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.core.order import Status
from tests.rig.machine import Machine, tell
from tests.rig.shadow import BAR_SIZE, Shadow, Tap

PROGRAMS = ("kiosk-display.service", "kiosk-hatch.service", "kiosk-bar.service")
BAR_OUTPUT, BAR_TOUCH = "HEADLESS-1", "rig-touch-bar"
"""The machine has one screen: the bar's is an output that the compositor keeps in memory, with a touch device of its own."""
KNOCK, SLIT = "17", "27"
SLOW_S = 8
"""What a guest waits between two touches, where a picture takes seconds to be painted."""
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

[hatch.rules]
idle_s = 600.0   # an emulated screen is slow, and so is this guest

[bar.screen]
width = 0
height = 0
frame = false
driver = "wayland"
"""
PREPARE = f"""
set -e
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
"""
TWO_SCREENS = """
printf '[Service]\\nEnvironment=WLR_BACKENDS=drm,libinput,headless WLR_HEADLESS_OUTPUTS=1\\n' >/etc/systemd/system/kiosk-display.service.d/91-rig.conf
"""
# As Raspberry Pi OS has python3-lgpio, and plain Debian has not.
LGPIO = """
set -e
cd "$(mktemp -d)" && python3 -m zipfile -e /opt/rig/wheels/lgpio*.whl . && cp lgpio.py _lgpio*.so /usr/lib/python3/dist-packages/
"""


A_STEP_MORE = """

@migrations()
def the_future(db: Database) -> None:
    db.execute("CREATE TABLE tips (number INTEGER) STRICT")
"""
"""What a newer release does to the books before it fails: the one before cannot read them any more."""


class Night:
    """The machine, the release's source, and the shadow of what was played on it."""

    def __init__(self, machine: Machine, source: Path, wheels: Path | None, folder: Path) -> None:
        self.machine, self.wheels, self.source = machine, wheels, source
        self.shadow = Shadow()
        self._folder = folder

    @property
    def both(self) -> bool:
        """Whether the machine has the bar's display, too."""
        return self.kind[0] == "both"

    def bar_picture(self, name: str) -> None:
        """The bartender's display, where there is one."""
        if self.both:
            self.machine.picture(name, BAR_OUTPUT)

    @property
    def kind(self) -> tuple[str, ...]:
        """What the machine is made into: Debian 12 has no labwc, so there it is a hatch alone, under cage."""
        if self.machine.suite == "bookworm":
            return ("hatch",)
        touch = ("--hatch-touch", "'Rig Touchscreen'", "--bar-touch", "'Rig Bar Touch'")
        return ("both", "--screen", "labwc", "--bar-on", BAR_OUTPUT, *touch)

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
        programs = PROGRAMS if self.both else PROGRAMS[:2]
        machine.until("the units", lambda: machine.active(*programs, "mosquitto.service"), 900)
        machine.until("the board", self.board)
        for one in programs[1:]:
            machine.until("the link", lambda one=one: "NOT reached" not in machine.shown(one, "StatusText"))  # type: ignore[misc]

    def touch(self, taps: list[Tap], screen: str = "rig-touch") -> None:
        """Fingers on the machine's screens, where the shadow's were."""
        for tap in taps:
            tell(f"touch {tap.text!r} at {tap.box.x},{tap.box.y}")
            self.machine.tap(tap.box, screen)
            self.machine.sh(f"sleep {SLOW_S}")

    def place(self, drink: str) -> int:
        """A guest knocks, orders, and goes; the order's number."""
        known = self.statuses()
        self.shadow.guest_orders(drink)
        *menu, order, done = self.shadow.taps()
        self.machine.pin("knock", KNOCK, "2", "250", "20")
        self.machine.sh(f"sleep {SLOW_S}")
        self.machine.picture("menu")
        self.touch(menu)
        self.machine.picture("check")
        self.touch([order])
        self.machine.until("the order in the books", lambda: set(self.statuses()) - set(known))
        self.machine.picture("placed")
        self.touch([done])
        return max(self.statuses())

    def on_board(self, number: int) -> bool:
        """Whether the broker's board has this order open."""
        return any(one["number"] == number for one in self.board().get("open", ()))

    def slit(self, *, is_open: bool) -> None:
        """The bartender's hand on the slit."""
        self.machine.pin("release" if is_open else "press", SLIT)
        self.shadow.slit(is_open=is_open)
        self.machine.until("the slit on the board", lambda: self.board().get("slit_open") is is_open)


def install(night: Night) -> None:
    """From nothing to a running kiosk, by one command; and again, which changes nothing."""
    machine = night.machine
    machine.off()
    machine.boot(fresh=True)
    machine.sh(PREPARE)
    if night.both:
        machine.sh(TWO_SCREENS)
    if machine.suite == "trixie":
        machine.sh(LGPIO)
    if night.wheels:
        machine.put(night.wheels, "/srv/wheels")
    machine.sh(f"cat >/etc/kiosk/kiosk.toml <<'EOF'\n{HOUSE}EOF")
    machine.pin("press", SLIT)  # the slit is shut
    place = night.release("1.")
    status, _ = night.install(place, *night.kind)
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
    night.up()
    night.slit(is_open=False)  # the simulated chip forgets what is held down when a program takes the line
    machine.picture("hatch-asleep")
    night.bar_picture("bar-waiting")
    tell(
        machine.run(
            "systemctl --no-pager --failed; systemctl --no-pager status kiosk-hatch kiosk-bar | grep -E 'Active|Status|Memory'"
        )[1]
    )
    tell(machine.run("ss -ltnp")[1])


def order(night: Night) -> None:
    """A guest's knock, touches and slit; the bartender's touches: an order from the wood to the hand."""
    machine = night.machine
    night.slit(is_open=False)
    number = night.place("negroni")
    assert night.statuses()[number] == "placed"
    machine.until("the ticket", lambda: night.on_board(number))
    night.bar_picture("bar-ticket")
    placed = night.shadow.last_order()
    for goal in (Status.ACKNOWLEDGED, Status.READY):
        night.touch(night.shadow.brought_to(placed, goal), BAR_TOUCH)
        machine.until(goal, lambda goal=goal: night.statuses()[number] == goal)  # type: ignore[misc]
    machine.picture("hatch-ready")
    night.slit(is_open=True)
    night.bar_picture("bar-slit-open")
    night.touch(night.shadow.brought_to(placed, Status.COLLECTED), BAR_TOUCH)
    machine.until("collected", lambda: night.statuses()[number] == "collected")
    night.slit(is_open=False)
    night.bar_picture("bar-after")


def alone(night: Night) -> None:
    """A hatch whose display is away takes an order all the same, and tells the guest the truth about it."""
    number = night.place("whisky-cola")
    assert night.statuses()[number] == "placed"
    night.machine.picture("on-no-display")


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
    """A release that ends before it is ready, and has changed the books' shape by then, is taken back with the books."""

    def broken(copy: Path) -> None:
        broken = "    raise RuntimeError('this release is broken')\n"
        _change(copy / "kiosk" / "commands" / "hatch.py", "    foresee(stage, program, state)\n", broken)
        shape = copy / "kiosk" / "shell" / "migrations.py"
        shape.write_text(shape.read_text(encoding="utf-8") + A_STEP_MORE, encoding="utf-8")

    _taken_back(night, "3.", broken)
    aside = night.machine.sh("ls /var/lib/kiosk/kiosk.db.newer-*").split()
    assert aside, "the newer books were not kept"


def hanging_upgrade(night: Night) -> None:
    """A release that never says that it is ready is taken back once systemd has waited long enough."""

    def hangs(copy: Path) -> None:
        _change(
            copy / "kiosk" / "commands" / "service.py",
            "    pulse.ready()\n",
            "    __import__('time').sleep(3600)\n",
        )

    slow = "/etc/systemd/system/kiosk-hatch.service.d/95-less-slow.conf"
    night.machine.sh(f"printf '[Service]\\nTimeoutStartSec=180\\n' >{slow}; systemctl daemon-reload")
    _taken_back(night, "4.", hangs)
    night.machine.sh(f"rm {slow}; systemctl daemon-reload")


def _change(file: Path, old: str, new: str) -> None:
    """Exchange one text of a release's file for another."""
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{file.name} holds no {old!r}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def _taken_back(night: Night, version: str, change: Callable[[Path], None]) -> None:
    """Install a release that does not come up: the one before runs again, with its orders, and that is said."""
    before, orders = night.current(), night.statuses()
    status, said = night.install(night.release(version, change))
    assert status != 0
    assert "taken back" in said
    assert night.current() == before
    assert night.statuses() == orders
    assert version not in night.machine.sh("ls /opt/kiosk/releases")
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


def out_of_order(night: Night) -> None:
    """A hatch that cannot open says so on its screen, to systemd and to the doctor; mended, it opens by itself."""
    machine = night.machine
    machine.sh("printf 'knok = 17\\n' >>/etc/kiosk/kiosk.toml; systemctl restart --no-block kiosk-hatch")
    machine.until("why", lambda: "knok" in machine.shown("kiosk-hatch.service", "StatusText"))
    machine.sh(f"sleep {SLOW_S}")
    machine.picture("out-of-order")
    _, said = machine.run("cd / && kiosk doctor")
    assert "knok" in said
    assert "kiosk-hatch.service is activating" in said
    machine.sh("sed -i '/^knok = 17$/d' /etc/kiosk/kiosk.toml")
    night.up()


def compositor(night: Night) -> None:
    """A killed compositor comes back, and both programs with it."""
    machine = night.machine
    machine.sh("kill -9 $(systemctl show -P MainPID kiosk-display)")
    machine.until("its end", lambda: int(machine.shown("kiosk-display.service", "NRestarts")) > 0)
    night.up()
    machine.sh("sleep 15")
    machine.picture("hatch-after-compositor")
    night.bar_picture("bar-after-compositor")


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
    machine.cut()
    machine.boot()
    night.up()
    assert number in night.statuses()
    machine.until("the order on the board", lambda: night.on_board(number))
    night.bar_picture("bar-after-the-plug")


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
    "alone": alone,
    "doctor": doctor,
    "upgrade": upgrade,
    "failed-upgrade": failed_upgrade,
    "hanging-upgrade": hanging_upgrade,
    "rollback": rollback,
    "hung": hung,
    "out-of-order": out_of_order,
    "compositor": compositor,
    "broker": broker,
    "plug": plug,
    "cage": cage,
    "uninstall": uninstall,
}
ON: dict[str, tuple[str, ...]] = {
    "trixie": tuple(name for name in ALL if name != "alone"),
    "bookworm": tuple(name for name in ALL if name not in ("order", "cage")),
}
"""What is played on each Debian."""
