"""The table: a row for each thing measured, with its median, its tail and the goal beside it."""

import math
import os
import platform
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pygame
from msgspec import Struct

WIDTHS = (46, 9, 9, 9, 9, 5)
TITLES = ("", "median", "p95", "p99", "worst", "n")
ENOUGH = {95: 20, 99: 100}
"""So many samples before a tail means anything; with fewer a dash stands there."""


class Goal(Struct, frozen=True):
    """What the design wants of a row."""

    words: str
    most: float
    """In the row's unit."""
    percent: int = 100
    """Of which of the row's percentiles; 100 is the worst."""


class Row(Struct, frozen=True):
    """What was measured: samples in one unit."""

    what: str
    samples: Sequence[float]
    unit: str = "ms"
    goal: Goal | None = None
    remark: str = ""

    @property
    def median(self) -> float:
        """Half of the samples are not greater."""
        return percentile(self.samples, 50)

    @property
    def verdict(self) -> str:
        """The goal in words, and whether it was missed; empty where there is none."""
        if self.goal is None:
            return ""
        missed = percentile(self.samples, self.goal.percent) > self.goal.most
        return f"{self.goal.words}, MISSED" if missed else self.goal.words


def percentile(samples: Sequence[float], percent: int) -> float:
    """The least sample that so many percent are not greater than (nearest rank)."""
    return sorted(samples)[max(1, math.ceil(len(samples) * percent / 100)) - 1]


def head() -> str:
    """The titles."""
    return _line(TITLES, "goal")


def line(row: Row) -> str:
    """A row as it is printed."""
    figures = [f"{row.median:.3g} {row.unit}"]
    figures += [
        f"{percentile(row.samples, percent):.3g}" if len(row.samples) >= enough else "-"
        for percent, enough in ENOUGH.items()
    ]
    figures += [f"{max(row.samples):.3g}" if len(row.samples) > 1 else "-", str(len(row.samples))]
    return _line((row.what, *figures), "; ".join(filter(None, (row.verdict, row.remark))))


def _line(cells: Sequence[str], last: str) -> str:
    first, *others = [
        f"{cell:{'<' if at == 0 else '>'}{width}}"
        for at, (cell, width) in enumerate(zip(cells, WIDTHS, strict=True))
    ]
    return "".join((first, *others, "  ", last)).rstrip()


def machine(folder: Path, broker: str) -> str:
    """What this run was made on."""
    parts = (
        f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.2f}",
        f"Python {platform.python_version()}",
        f"pygame {pygame.version.ver}, SDL {'.'.join(map(str, pygame.get_sdl_version()))}",
        f"SQLite {sqlite3.sqlite_version} on {_file_system(folder)}",
        f"broker {broker}",
    )
    return "; ".join(parts)


def _file_system(folder: Path) -> str:
    """The kind of file system a folder lies on: a commit costs nothing on tmpfs."""
    here = str(folder.resolve())
    mounts = [mount.split()[1:3] for mount in Path("/proc/mounts").read_text().splitlines()]
    return max((at, kind) for at, kind in mounts if here == at or here.startswith(at.rstrip("/") + "/"))[1]
