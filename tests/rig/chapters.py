"""The chapters of the night: each does one thing to the machine, and asserts what a technician would look for."""

from collections.abc import Callable
from pathlib import Path

from kiosk.core.order import Status
from tests.rig.machine import tell
from tests.rig.night import BAR_TOUCH, SLIT, Night
from tests.rig.shadow import BAR_SIZE

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
# Bookworm's Mesa finds no GPU here, and its cage will not draw by one that is none. And its systemd gives a unit a /proc of
# its own, without the file that is mounted into it here to say which Pi this is; a Pi says so in any
# (as the arm64 machine does: there the device tree says it).
BOOKWORM = """
printf '[Service]\\nEnvironment=WLR_RENDERER=pixman\\n' >/etc/systemd/system/kiosk-display.service.d/91-rig.conf
printf '[Service]\\nBindReadOnlyPaths=-/run/rig-cpuinfo:/proc/cpuinfo\\n' >/etc/systemd/system/kiosk-hatch.service.d/91-rig.conf
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


def install(night: Night) -> None:
    """From nothing to a running kiosk, by one command; and again, which changes nothing."""
    machine = night.machine
    machine.off()
    machine.boot(fresh=True)
    machine.sh(PREPARE)
    machine.sh(TWO_SCREENS if night.both else BOOKWORM if machine.suite == "bookworm" else ":")
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

    places = [f"/etc/systemd/system/kiosk-{side}.service.d/95-less-slow.conf" for side in ("hatch", "bar")]
    for place in places:
        night.machine.sh(
            f"[ ! -d $(dirname {place}) ] || printf '[Service]\\nTimeoutStartSec=180\\n' >{place}"
        )
    night.machine.sh("systemctl daemon-reload")
    _taken_back(night, "4.", hangs)
    night.machine.sh(f"rm -f {' '.join(places)}; systemctl daemon-reload")


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


def cage(night: Night) -> None:
    """As a hatch alone, under cage: one program on one screen, full."""
    machine = night.machine
    machine.sh("rm -f /etc/systemd/system/kiosk-display.service.d/91-rig.conf; systemctl daemon-reload")
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
