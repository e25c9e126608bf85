"""What a machine may ail of: each is named by the doctor, survived by the units, and over once it is mended."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.rig.machine import tell
from tests.rig.night import KNOCK, SLOW_S, Night

HATCH = "kiosk-hatch.service"
FAIL, WARN = "fail", "warn"


def _named(night: Night, key: str, grade: str = FAIL) -> None:
    """The doctor names it, with its mend."""
    found = night.findings()
    assert key in found, f"{key} is not among {', '.join(sorted(found))}"
    tell(f"doctor: {found[key]['grade']} {found[key]['says']} -> {found[key]['mend']}")
    assert found[key]["grade"] == grade


def _says(night: Night, what: str) -> None:
    """The hatch's line in systemctl status has this word in it."""
    night.machine.until(what, lambda: what in night.machine.shown(HATCH, "StatusText"))
    tell(night.machine.shown(HATCH, "StatusText"))


@contextmanager
def _going_on(night: Night) -> Iterator[None]:
    """Meanwhile no program ends."""
    pids = [night.machine.shown(program, "MainPID") for program in night.programs]
    yield
    assert [night.machine.shown(program, "MainPID") for program in night.programs] == pids


def _shut_out(night: Night, why: str, key: str, picture: str) -> None:
    """The hatch cannot open: it says why, on its screen too, and systemd waits for it."""
    machine = night.machine
    machine.sh("systemctl restart --no-block kiosk-hatch")
    _says(night, why)
    machine.sh(f"sleep {SLOW_S}")
    machine.picture(picture)
    _named(night, key)
    assert machine.shown(HATCH, "ActiveState") == "activating"


def out_of_order(night: Night) -> None:
    """A mistake in the configuration: on the screen, in the status, by the doctor; mended, the hatch opens by itself."""
    night.machine.sh("printf 'knok = 17\\n' >>/etc/kiosk/kiosk.toml")
    _shut_out(night, "knok", "files.mistake", "out-of-order")
    night.machine.sh("sed -i '/^knok = 17$/d' /etc/kiosk/kiosk.toml")
    night.up()


def no_secret(night: Night) -> None:
    """The hatch's password is gone: the unit starts all the same, and the program says what it lacks."""
    machine = night.machine
    machine.sh("mv /etc/kiosk/secrets/hatch /srv/hatch-secret")
    _shut_out(night, "broker-password", "units.down", "no-secret")
    machine.sh("mv /srv/hatch-secret /etc/kiosk/secrets/hatch")
    night.up()


def wrong_password(night: Night) -> None:
    """The broker has another password than the hatch: guests order all the same; the README's mend mends it."""
    machine = night.machine
    machine.sh("echo wrong-as-can-be >/etc/kiosk/secrets/hatch; systemctl restart kiosk-hatch")
    _says(night, "NOT reached")
    with _going_on(night):
        _named(night, "broker.refused")
    assert "not authorized" in machine.sh("journalctl -b --no-pager -u kiosk-hatch -n 50").lower()
    machine.sh("rm /etc/mosquitto/kiosk/passwords")
    status, _ = night.install(night.place_of_current())
    assert status == 0
    night.up()


def no_rights(night: Night) -> None:
    """The list of rights has lost the hatch: the installer, run again, puts it back."""
    machine = night.machine
    machine.sh("sed -i '/^user hatch$/,/^$/d' /etc/mosquitto/kiosk/acl; systemctl restart mosquitto")
    machine.until("the broker", lambda: machine.active("mosquitto.service"))
    with _going_on(night):
        _named(night, "broker.may_not")
    status, _ = night.install(night.place_of_current())
    assert status == 0
    night.up()


ENCRYPTED = """
[broker]
host = "127.0.0.1"
port = 8883
tls = true
ca_file = "/etc/kiosk/tls/ca.crt"
"""


def old_certificate(night: Night) -> None:
    """An encrypted link whose certificate has ended: both sides go on without it; `pair` again mends it."""
    machine, systemd = night.machine, f"{night.place_of_current()}/systemd"
    machine.sh(f"cp /etc/kiosk/kiosk.toml /srv/ && cat >>/etc/kiosk/kiosk.toml <<'EOF'\n{ENCRYPTED}EOF")
    tell(machine.sh(f"cd /srv && {systemd}/pair 127.0.0.1"))
    machine.sh(f"UNTIL=20200101000000Z {systemd}/certificates /etc/kiosk/tls 127.0.0.1")
    machine.sh(
        "chown mosquitto: /etc/kiosk/tls/broker.key; systemctl restart mosquitto kiosk-hatch kiosk-bar"
    )
    _says(night, "NOT reached")
    with _going_on(night):
        _named(night, "broker.untrusted")
        machine.sh(f"cd /srv && {systemd}/pair 127.0.0.1")
        night.up()
    _named(night, "broker.encrypted", "ok")
    machine.sh(
        "cp /srv/kiosk.toml /etc/kiosk/ && rm -r /etc/kiosk/broker.d/bar.conf /etc/kiosk/tls /srv/kiosk-pair.tar"
    )
    machine.sh("systemctl restart mosquitto kiosk-hatch kiosk-bar")
    night.up()


FILL = "for size in 1M 1k; do dd if=/dev/zero of=/srv/filler-$size bs=$size 2>/dev/null; done; sync; df -k /"


def full_disk(night: Night) -> None:
    """Not a byte is left: nothing ends, what cannot be written is said; with room again the books are written again."""
    machine = night.machine
    machine.sh(FILL)
    with _going_on(night):
        night.tries_to_order("negroni")
        machine.picture("full-disk")
        night.bar_picture("bar-full-disk")
        tell(machine.shown(HATCH, "StatusText"))
        _named(night, "books.no_room")
        machine.sh("rm /srv/filler*")
        machine.until("the books", lambda: "CANNOT" not in machine.shown(HATCH, "StatusText"))
    # And a hatch that starts on a full disk.
    machine.sh(f"{FILL}; systemctl restart --no-block kiosk-hatch")
    night.shadow.crash_hatch()
    machine.sh(f"sleep {4 * SLOW_S}")
    tell(machine.shown(HATCH, "ActiveState") + ": " + machine.shown(HATCH, "StatusText"))
    machine.picture("started-on-a-full-disk")
    machine.sh("rm /srv/filler*")
    night.up()
    assert "CANNOT" not in machine.shown(HATCH, "StatusText")


def read_only(night: Night) -> None:
    """The books' partition came up read-only, as after an error of its card: named, shown, and over by itself."""
    machine, orders = night.machine, night.statuses()
    machine.sh(
        """set -e; systemctl stop kiosk-hatch; cp -a /var/lib/kiosk /srv/books; mount -t tmpfs -o size=64m books /var/lib/kiosk
        cp -a /srv/books/. /var/lib/kiosk/; chown --reference=/srv/books /var/lib/kiosk; chmod --reference=/srv/books /var/lib/kiosk
        rm -r /srv/books; mount -o remount,ro /var/lib/kiosk"""
    )
    _shut_out(night, "kiosk.db", "books.read_only", "read-only")
    machine.sh("mount -o remount,rw /var/lib/kiosk")
    night.up()
    assert night.statuses() == orders
    machine.sh("systemctl stop kiosk-hatch; umount /var/lib/kiosk; systemctl start kiosk-hatch")
    night.up()


def clock_of_1970(night: Night) -> None:
    """The clock starts near its beginning (never before the machine itself, says Linux), and jumps when the network tells it: nothing ends, no order is forgotten."""
    machine, orders = night.machine, night.statuses()
    now = machine.sh("date +%s").strip()
    machine.sh("date -s '1970-01-02 00:02:00 UTC' && systemctl restart kiosk-hatch kiosk-bar")
    night.up()
    machine.picture("1970")
    with _going_on(night):
        _named(night, "clock.past")
        machine.sh(f"date -s @{int(now) + 600}")
        machine.sh(f"sleep {4 * SLOW_S}")
        night.up()
        assert night.statuses() == orders
        tell(
            machine.run(
                "systemctl list-timers --no-pager kiosk-*; journalctl -b --no-pager -n 20 -u kiosk-backup -u kiosk-purge"
            )[1]
        )
    machine.picture("after-1970")


def pin_busy(night: Night) -> None:
    """Another program has the knock's line: a touch wakes the hatch; and once it lets go, knocks do again."""
    machine = night.machine
    machine.sh("systemctl stop kiosk-hatch; systemd-run --unit=thief gpiomon --chip gpiochip0 " + KNOCK)
    machine.sh("systemctl start kiosk-hatch")
    night.up()
    _says(night, "CANNOT be read")
    with _going_on(night):
        machine.picture("pin-busy")
        night.bar_picture("bar-pin-busy")
        _named(night, "broker.no_knock")
        machine.sh("systemctl stop thief")
        machine.until("the line", lambda: "CANNOT" not in machine.shown(HATCH, "StatusText"))


def no_pins(night: Night) -> None:
    """The chip goes while the hatch is open, and comes back; and a hatch that starts without any."""
    machine = night.machine
    with _going_on(night):
        machine.sh("echo 0 >/sys/kernel/config/gpio-sim/pi/live")
        _says(night, "CANNOT be read")
        _named(night, "pins.none")
    machine.sh("systemctl restart kiosk-hatch")
    night.up()
    _says(night, "CANNOT be read")
    with _going_on(night):
        machine.sh("rig-gpio setup")
        machine.until("the lines", lambda: "CANNOT" not in machine.shown(HATCH, "StatusText"))
    night.slit(is_open=False)


def no_output(night: Night) -> None:
    """The monitor is off at the start (under cage): named, tried again, and there once it is switched on."""
    machine = night.machine
    output = "/sys/class/drm/card0-Virtual-1/status"
    machine.sh(
        f"echo off >{output}; systemctl restart --no-block kiosk-display kiosk-hatch; sleep {4 * SLOW_S}"
    )
    tell(
        machine.run(
            "systemctl --no-pager status kiosk-display kiosk-screen kiosk-hatch | grep -E 'service|Active|Status'"
        )[1]
    )
    _named(night, "screen.no_output")
    machine.sh(f"echo detect >{output}; udevadm trigger --action=change /sys/class/drm/card0")
    tell(machine.sh(f"cat {output}"))
    machine.until("the hatch", lambda: machine.active("kiosk-display.service", HATCH), 900)
    machine.sh(f"sleep {2 * SLOW_S}")
    machine.picture("output-is-back")
