"""What the doctor reads of a machine: from files as kernels and firmware write them, and from what is not there."""

from pathlib import Path

import pytest

from kiosk.commands.doctor import board, logins, pins, reader, screen, storage, system, units
from kiosk.commands.doctor.listen import counted
from kiosk.core import events
from kiosk.settings import load
from kiosk.shell.store_door import holder

TOUCH_AND_KEYS = """\
I: Bus=0003 Vendor=222a Product=0001 Version=0110
N: Name="ILITEK ILITEK-TP"
P: Phys=usb-0000:01:00.0-1.3/input0
H: Handlers=mouse0 event4
B: PROP=2
B: EV=1b
B: KEY=400 0 0 0 0 0
B: ABS=3273800000000003

I: Bus=0003 Vendor=046d Product=c31c Version=0110
N: Name="Logitech USB Keyboard"
H: Handlers=sysrq kbd leds event0
B: PROP=0
B: EV=120013
B: KEY=1000000000007 ff9f207ac14057ff febeffdfffefffff fffffffffffffffe
B: MSC=10

I: Bus=0019 Vendor=0001 Product=0001 Version=0100
N: Name="pwr_button"
B: PROP=0
B: EV=3
B: KEY=10000000000000 0
"""


def write(root: Path, **files: str) -> None:
    """A machine's files, `/` spelled `__`."""
    for name, text in files.items():
        file = root / name.replace("__", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def test_panels_and_keyboards_are_told_apart() -> None:
    """By what they can send, not by their names; a power button is neither."""
    assert screen.devices(TOUCH_AND_KEYS) == (("ILITEK ILITEK-TP",), ("Logitech USB Keyboard",))
    assert screen.devices("") == ((), ())
    assert screen.devices("N: Name=odd\nB: KEY=zz") == ((), ())


def test_a_board_is_read_as_a_pi_writes_it(tmp_path: Path) -> None:
    """Model with its zero, temperature in thousandths, the alarm of the supply, throttling in hexadecimal."""
    write(
        tmp_path,
        **{
            "proc/device-tree/model": "Raspberry Pi 4 Model B Rev 1.5\0",
            "sys/class/thermal/thermal_zone0/temp": "48312\n",
            "sys/class/hwmon/hwmon0/name": "cpu_thermal\n",
            "sys/class/hwmon/hwmon1/name": "rpi_volt\n",
            "sys/class/hwmon/hwmon1/in0_lcrit_alarm": "1\n",
            "sys/devices/platform/soc/soc:firmware/get_throttled": "50005\n",
        },
    )
    assert board.gather(tmp_path) == board.Board("Raspberry Pi 4 Model B Rev 1.5", 0x50005, True, 48.312)


def test_a_machine_that_says_nothing_is_read_as_that(tmp_path: Path) -> None:
    """No file there, no exception: each subject's reader gives what it has."""
    assert board.gather(tmp_path) == board.Board()
    assert system.gather(tmp_path).codename == ""
    assert not units.gather(tmp_path).systemd
    assert pins.gather(None, 17, 27, "", tmp_path) == pins.Pins((), (), 17, 27)
    found = storage.gather((tmp_path / "not" / "there",), tmp_path)
    assert [volume.folder for volume in found.volumes] == [str(tmp_path)]
    assert (found.errors, found.worn, found.pre_eol) == ((), (), ())


def test_a_cards_wear_and_a_disks_errors_are_read(tmp_path: Path) -> None:
    """As the kernel writes them: two estimates in hexadecimal, a count; one card tells nothing."""
    write(
        tmp_path,
        **{
            "sys/block/mmcblk0/device/life_time": "0x02 0x0b\n",
            "sys/block/mmcblk0/device/pre_eol_info": "0x03\n",
            "sys/block/mmcblk1/device/name": "SD64G\n",
            "sys/fs/ext4/mmcblk0p2/errors_count": "4\n",
            "proc/self/mounts": "/dev/root / ext4 rw 0 0\ntmpfs /run tmpfs rw 0 0\n",
        },
    )
    found = storage.gather((), tmp_path)
    assert (found.worn, found.pre_eol) == ((("mmcblk0", 11),), (("mmcblk0", 3),))
    assert found.errors == (("mmcblk0p2", 4),)
    assert found.volumes[0].kind == "ext4"


def test_outputs_are_read_with_whether_something_hangs_on_them(tmp_path: Path) -> None:
    """By the names that a cable's socket has; cards without sockets are none."""
    write(
        tmp_path,
        **{
            "sys/class/drm/card1-HDMI-A-1/status": "connected\n",
            "sys/class/drm/card1-HDMI-A-2/status": "disconnected\n",
            "sys/class/drm/card0/dev": "226:0\n",
        },
    )
    assert screen.gather("offscreen", tmp_path).connectors == (
        ("HDMI-A-1", "connected"),
        ("HDMI-A-2", "disconnected"),
    )


def test_sdl_is_asked_in_a_process_of_its_own() -> None:
    """It names itself, its drivers, and what it draws on; a driver that is not in it is an error, not an end."""
    drawn = screen.gather("offscreen").probed
    assert drawn is not None
    assert (drawn.driver, drawn.error) == ("offscreen", "")
    assert "offscreen" in drawn.drivers
    broken = screen.gather("riscos").probed
    assert broken is not None
    assert broken.error


def edges(*at: float) -> list[object]:
    """A line that goes up at the first time, down at the second, and so on."""
    return [events.KnockEdge(second, turn % 2 == 0) for turn, second in enumerate(at)]


@pytest.mark.parametrize(
    ("heard", "count", "active_s"),
    [
        ([], 0, 0.0),
        (edges(1.0, 1.5), 2, 0.5),
        (edges(0.5), 1, 1.5),
        ([events.KnockEdge(1.25, False)], 1, 1.25),
    ],
)
def test_how_long_the_line_was_active_is_counted(heard: list[object], count: int, active_s: float) -> None:
    """From its edges alone: what it was before the first one follows from that one."""
    found = counted([*heard, events.SlitMoved(0.0, True)], 0.0, 2.0)
    assert (found.edges, found.slit_open) == (count, True)
    assert found.active_s == pytest.approx(active_s)


def test_secrets_that_can_be_read_are_logins(tmp_path: Path) -> None:
    """One a file, its first line; and the configuration's own, once."""
    house = tmp_path / "config"
    house.mkdir()
    (house / "kiosk.toml").write_text('[broker]\nusername = "hatch"\n', encoding="utf-8")
    write(tmp_path, **{"etc/kiosk/secrets/bar": "knock-knock\n", "etc/kiosk/secrets/doctor": "aah\n"})
    settings = load(house)
    found = logins.at_hand(settings, frozenset({"hatch"}), tmp_path)
    assert [(one.role, one.username) for one in found] == [
        ("bar", "bar"),
        ("doctor", "doctor"),
        ("hatch", "hatch"),
    ]
    assert found[0].password is not None
    assert found[0].password.text == "knock-knock"
    assert "knock-knock" not in repr(found)


def test_a_command_that_hangs_or_fails_says_nothing() -> None:
    """And one that is not there."""
    assert reader.said("sleep", "5", within_s=0.1) is None
    assert reader.said("false") is None
    assert reader.said("there-is-no-such-command") is None
    assert reader.said("echo", "aah") == "aah"


def test_a_file_that_cannot_be_read_says_nothing(tmp_path: Path) -> None:
    """A folder, nothing at all, what is no text, what is no number."""
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\0")
    assert reader.text(tmp_path) == reader.text(tmp_path / "none") == ""
    assert reader.number(tmp_path / "bytes") is None


def test_who_holds_the_books_is_seen_without_touching_the_lock(tmp_path: Path) -> None:
    """In the kernel's own list: a hatch that starts at this moment must not find the lock taken."""
    lock = tmp_path / "kiosk.db.lock"
    assert holder(tmp_path / "kiosk.db") == ""
    lock.write_text("812\n")
    locks = tmp_path / "locks"
    locks.write_text(f"1: FLOCK  ADVISORY  WRITE 812 08:02:{lock.stat().st_ino} 0 EOF\n")
    assert holder(tmp_path / "kiosk.db", locks) == "812"
    locks.write_text("1: POSIX  ADVISORY  READ 99 08:02:1 0 EOF\n")
    assert holder(tmp_path / "kiosk.db", locks) == ""
