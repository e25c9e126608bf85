"""The board: which Pi, whether its power supply holds, how warm it is."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from kiosk.commands.doctor.finding import Finding, fail, ok, warn
from kiosk.commands.doctor.reader import ROOT, number, said, text

WARM_C, HOT_C = 75.0, 85.0
"""A Pi slows itself down from 80 degrees on, and hard at 85 (config.txt: temp_limit)."""
UNDER_VOLTAGE, CAPPED, THROTTLED, SOFT_LIMIT = 1 << 0, 1 << 1, 1 << 2, 1 << 3
EVER = 16
"""The same four bits, so much higher: whether it ever was so since the start (vcgencmd get_throttled)."""


class Board(Struct, frozen=True):
    """What it says of itself; None where it says nothing."""

    model: str = ""
    throttled: int | None = None
    low_voltage: bool | None = None
    celsius: float | None = None


def gather(root: Path = ROOT) -> Board:
    """Look."""
    model = text(root / "proc/device-tree/model") or text(root / "sys/firmware/devicetree/base/model")
    milli = number(root / "sys/class/thermal/thermal_zone0/temp")
    alarms = [
        number(monitor / "in0_lcrit_alarm")
        for monitor in sorted((root / "sys/class/hwmon").glob("*"))
        if text(monitor / "name") == "rpi_volt"
    ]
    return Board(
        model=model,
        throttled=_throttled(root),
        low_voltage=bool(alarms[0]) if alarms and alarms[0] is not None else None,
        celsius=None if milli is None else milli / 1000,
    )


def _throttled(root: Path) -> int | None:
    """The firmware's word on power and heat: from its own tool, else from the kernel's file."""
    told = said("vcgencmd", "get_throttled") if root == ROOT else None
    if told is not None and told.startswith("throttled="):
        return int(told.partition("=")[2], 16)
    word = text(root / "sys/devices/platform/soc/soc:firmware/get_throttled")
    try:
        return int(word, 16) if word else None
    except ValueError:
        return None


def checks(board: Board) -> Iterator[Finding]:
    """What there is to say of it."""
    yield (
        ok("board.model", model=board.model)
        if "Raspberry Pi" in board.model
        else warn("board.no_pi", model=board.model or "-")
    )
    yield from _power(board)
    if board.celsius is not None:
        heat = fail if board.celsius >= HOT_C else warn if board.celsius >= WARM_C else ok
        yield heat("board.warm" if heat is not ok else "board.cool", celsius=round(board.celsius, 1))


def _power(board: Board) -> Iterator[Finding]:
    word = board.throttled
    if word is None and board.low_voltage is None:
        return
    word = word or 0
    if board.low_voltage or word & UNDER_VOLTAGE:
        yield fail("power.low")
    elif word & UNDER_VOLTAGE << EVER:
        yield warn("power.was_low")
    else:
        yield ok("power.good")
    if word & (CAPPED | THROTTLED | SOFT_LIMIT):
        yield warn("power.throttled", word=hex(word))
    elif word & (CAPPED | THROTTLED | SOFT_LIMIT) << EVER:
        yield warn("power.was_throttled", word=hex(word))
