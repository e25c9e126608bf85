"""What the processes cost: their first picture, their sleep, their memory."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from kiosk.shell.player import Player
from tests.bench.desk import Desk
from tests.bench.table import Goal, Row

STARTS = 20
ASLEEP_S = 20.0
SETTLED_S = 12.0
"""Until the light on the wall has breathed once, and each of its pictures is made."""
ASLEEP = Goal("<= 0.5 % of a core", 0.5)
MEMORY = Goal("<= 60 MB", 60)
NAMES = ("hatch", "bar")


def start(desk: Desk) -> Iterator[Row]:
    """From the moment before exec to the first picture finished, in the process's own words; files are in the cache."""
    for name in NAMES:
        samples = [_first_picture_ms(desk, name) for _ in range(STARTS)]
        yield Row(f"exec to first picture, {name}", samples, goal=Goal("all <= 400", 400))


def _first_picture_ms(desk: Desk, name: str) -> float:
    player = desk.spawn(name)
    try:
        painted: float = player.state()["first_painted_at"]
    finally:
        player.stop()
    return (painted - player.started) * 1000


def asleep(desk: Desk) -> Iterator[Row]:
    """User and system time of each process over 20 s in which nobody comes, linked to the broker."""
    players = (desk.hatch, desk.bar)
    time.sleep(SETTLED_S)
    before = [_cpu_s(player) for player in players]
    began = time.monotonic()
    time.sleep(ASLEEP_S)
    lasted = time.monotonic() - began
    for player, was in zip(players, before, strict=True):
        percent = (_cpu_s(player) - was) / lasted * 100
        yield Row(f"asleep for {ASLEEP_S:.0f} s, percent of a core, {player.name}", [percent], "%", ASLEEP)


def _cpu_s(player: Player) -> float:
    """Seconds of a core that a process has used: fields 14 and 15 of /proc/PID/stat (proc(5))."""
    stat = Path(f"/proc/{player.process.pid}/stat").read_text()
    user, system = stat.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def memory(desk: Desk) -> Iterator[Row]:
    """Of each process now: all its pages (VmRSS), and its fair share of those it has in common with others (Pss)."""
    for player in (desk.hatch, desk.bar):
        rss = _kib(Path(f"/proc/{player.process.pid}/status"), "VmRSS") / 1000 * 1.024
        pss = _kib(Path(f"/proc/{player.process.pid}/smaps_rollup"), "Pss") / 1000 * 1.024
        yield Row(f"memory, {player.name}", [rss], "MB", MEMORY, f"{pss:.3g} MB of it its own share (Pss)")


def _kib(file: Path, field: str) -> int:
    return next(
        int(line.split()[1]) for line in file.read_text().splitlines() if line.startswith(f"{field}:")
    )
