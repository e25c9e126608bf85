"""Storage: room, whether it can be written, and what the kernel and the card say of its health."""

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from kiosk.commands.doctor.finding import Finding, fail, ok, warn
from kiosk.commands.doctor.reader import ROOT, number, text

MIB = 1024 * 1024
LITTLE_MIB, LEAST_MIB = 300, 50
"""Below the first somebody should clear up; below the second an order may find no room."""
LEAST_INODES = 500
WORN, WORN_OUT = 9, 11
"""Of an eMMC's life-time estimate: 9 is 80 to 90 percent used, 11 is beyond its planned life (JEDEC JESD84-B51)."""
PRE_EOL_URGENT = 3


class Volume(Struct, frozen=True):
    """The file system that a folder lies on."""

    folder: str
    free_mib: int
    free_inodes: int | None
    """None where the file system counts none."""
    read_only: bool
    kind: str = ""
    """ext4, overlay, tmpfs ..., as it is mounted."""


class Storage(Struct, frozen=True):
    """All there is to know."""

    volumes: tuple[Volume, ...]
    errors: tuple[tuple[str, int], ...] = ()
    """Of each ext4 file system: the errors that the kernel has counted."""
    worn: tuple[tuple[str, int], ...] = ()
    """Of each eMMC: the worse of its two life-time estimates, 1 to 11."""
    pre_eol: tuple[tuple[str, int], ...] = ()


def gather(folders: tuple[Path, ...], root: Path = ROOT) -> Storage:
    """Look at the root and at these folders (or what is nearest above them)."""
    mounts = _mounts(root)
    nearest = dict.fromkeys(_there(folder) for folder in (root, *folders))
    volumes = [_volume(folder, mounts) for folder in nearest]
    cards = sorted((root / "sys/block").glob("mmcblk*"))
    return Storage(
        volumes=tuple(volumes),
        errors=tuple(
            (system.name, count)
            for system in sorted((root / "sys/fs/ext4").glob("*"))
            if (count := number(system / "errors_count")) is not None
        ),
        worn=tuple(
            (card.name, max(used))
            for card in cards
            if (used := [int(part, 16) for part in text(card / "device/life_time").split() if _is_hex(part)])
        ),
        pre_eol=tuple(
            (card.name, int(word, 16))
            for card in cards
            if _is_hex(word := text(card / "device/pre_eol_info"))
        ),
    )


def checks(storage: Storage) -> Iterator[Finding]:
    """What there is to say of it."""
    for volume in storage.volumes:
        yield from _room(volume)
    for device, count in storage.errors:
        if count:
            yield fail("storage.errors", device=device, count=count)
    for card, used in storage.worn:
        if used >= WORN:
            yield (fail if used >= WORN_OUT else warn)("storage.worn", card=card, percent=min(used * 10, 100))
    for card, word in storage.pre_eol:
        if word >= PRE_EOL_URGENT:
            yield fail("storage.end_of_life", card=card)
    if not any(count for _, count in storage.errors):
        yield ok("storage.healthy", systems=len(storage.errors), cards=len(storage.worn))


def _room(volume: Volume) -> Iterator[Finding]:
    folder, mib = volume.folder, volume.free_mib
    if volume.read_only:
        # A read-only root is a good thing; the folder of the books is judged with the books.
        yield ok("storage.read_only", folder=folder)
        return
    if mib < LITTLE_MIB:
        yield (fail if mib < LEAST_MIB else warn)("storage.full", folder=folder, mib=mib)
    elif volume.free_inodes is not None and volume.free_inodes < LEAST_INODES:
        yield fail("storage.no_inodes", folder=folder, inodes=volume.free_inodes)
    else:
        yield ok("storage.room", folder=folder, mib=mib, kind=volume.kind or "-")


def volume_of(folder: Path, root: Path = ROOT) -> Volume:
    """The file system that a folder lies on, or what is nearest above it."""
    return _volume(_there(folder), _mounts(root))


def _volume(folder: Path, mounts: tuple[tuple[str, str], ...]) -> Volume:
    found = os.statvfs(folder)
    where = str(folder.resolve())
    kinds = [kind for point, kind in mounts if where == point or where.startswith(point.rstrip("/") + "/")]
    return Volume(
        folder=str(folder),
        free_mib=found.f_bavail * found.f_frsize // MIB,
        free_inodes=found.f_favail if found.f_files else None,
        read_only=bool(found.f_flag & os.ST_RDONLY),
        kind=kinds[-1] if kinds else "",
    )


def _mounts(root: Path) -> tuple[tuple[str, str], ...]:
    """Where what kind of file system is mounted, the outermost first."""
    rows = [line.split() for line in text(root / "proc/self/mounts").splitlines()]
    points = [(row[1].replace("\\040", " "), row[2]) for row in rows if len(row) > 2]  # noqa: PLR2004 (fstab(5))
    return tuple(sorted(points, key=lambda point: len(point[0])))


def _there(folder: Path) -> Path:
    """The folder itself, or the nearest above it that is there."""
    return next((one for one in (folder, *folder.parents) if one.is_dir()), Path("/"))


def _is_hex(word: str) -> bool:
    try:
        int(word, 16)
    except ValueError:
        return False
    return True
