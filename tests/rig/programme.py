"""What is played on each Debian, in turn."""

from collections.abc import Callable

from tests.rig import ailments, chapters, mishaps
from tests.rig.night import Night

ALL: dict[str, Callable[[Night], None]] = {
    "install": chapters.install,
    "reboot": chapters.reboot,
    "order": chapters.order,
    "alone": chapters.alone,
    "doctor": chapters.doctor,
    "upgrade": chapters.upgrade,
    "failed-upgrade": chapters.failed_upgrade,
    "hanging-upgrade": chapters.hanging_upgrade,
    "rollback": chapters.rollback,
    "hung": mishaps.hung,
    "compositor": mishaps.compositor,
    "broker": mishaps.broker,
    "plug": mishaps.plug,
    "out-of-order": ailments.out_of_order,
    "no-secret": ailments.no_secret,
    "wrong-password": ailments.wrong_password,
    "no-rights": ailments.no_rights,
    "old-certificate": ailments.old_certificate,
    "full-disk": ailments.full_disk,
    "read-only": ailments.read_only,
    "1970": ailments.clock_of_1970,
    "pin-busy": ailments.pin_busy,
    "no-pins": ailments.no_pins,
    "cage": chapters.cage,
    "no-output": ailments.no_output,
    "uninstall": chapters.uninstall,
}
ON: dict[str, tuple[str, ...]] = {
    "trixie": tuple(name for name in ALL if name != "alone"),
    "bookworm": tuple(name for name in ALL if name not in ("order", "cage")),
}
