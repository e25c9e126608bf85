"""What goes wrong in a night's midst: something hangs, is killed, or loses its power. It comes back by itself."""

from tests.rig.night import Night


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
