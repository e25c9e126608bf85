"""What processes cost, as the kernel keeps account of it (proc(5)): time on cores, and memory of their own."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from kiosk.commands.rehearsal.figures import Costs
from kiosk.commands.rehearsal.stand import Stand
from kiosk.shell.broker import PrivateBroker

MB = 1e6
KIB = 1024


class Used(Struct, frozen=True):
    """What had been used at a moment: seconds of cores, since each began."""

    at: float
    hatches_s: float
    bars_s: float
    broker_s: float
    player_s: float
    busy_s: float
    """Of all cores, by anybody."""


def used(stands: Sequence[Stand], broker: PrivateBroker) -> Used:
    """Until now."""
    return Used(
        time.monotonic(),
        sum(_cpu_s(stand.hatch.process.pid) for stand in stands),
        sum(_cpu_s(bar.process.pid) for stand in stands for bar in stand.bars.values()),
        _cpu_s(broker.pid),
        time.process_time(),
        _busy_s(),
    )


def costs(before: Used, stands: Sequence[Stand], broker: PrivateBroker) -> Costs:
    """What has been used since then, as parts of a core; of hatch and bar, what one of them used. And memory now."""
    now, count, displays = used(stands, broker), len(stands), sum(len(stand.bars) for stand in stands)
    lasted_s = max(1e-3, now.at - before.at)
    hatches = sum(_own_mb(stand.hatch.process.pid) for stand in stands)
    bars = sum(_own_mb(bar.process.pid) for stand in stands for bar in stand.bars.values())
    return Costs(
        lasted_s=lasted_s,
        hatch_cpu=(now.hatches_s - before.hatches_s) / lasted_s / count,
        bar_cpu=(now.bars_s - before.bars_s) / lasted_s / displays,
        broker_cpu=(now.broker_s - before.broker_s) / lasted_s,
        player_cpu=(now.player_s - before.player_s) / lasted_s,
        machine_cpu=(now.busy_s - before.busy_s) / lasted_s / (os.cpu_count() or 1),
        hatch_mb=hatches / count,
        bar_mb=bars / displays,
        broker_mb=_own_mb(broker.pid),
        all_mb=hatches + bars + _own_mb(broker.pid),
    )


def _cpu_s(pid: int | None) -> float:
    """User and system time of a process; 0 for one that is gone."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0.0
    user, system = stat.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _busy_s() -> float:
    """All cores' time but what they idled or waited for disks."""
    fields = [int(field) for field in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return (sum(fields) - fields[3] - fields[4]) / os.sysconf("SC_CLK_TCK")


def _own_mb(pid: int | None) -> float:
    """Its share of all its pages (Pss); 0 for one that is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * KIB / MB for line in lines if line.startswith("Pss:")), 0.0)
