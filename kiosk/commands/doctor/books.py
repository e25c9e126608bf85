"""The books: can they be read and written, are they whole, who has them, and how old is the last copy."""

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from kiosk.commands.doctor.finding import Finding, fail, ok, warn
from kiosk.commands.doctor.storage import LEAST_MIB, Volume, volume_of
from kiosk.shell import store_door as door
from kiosk.shell.store_errors import StoreError

DAY_S = 86_400.0
COPY_DAYS = 2.0
"""A nightly copy that is older than this did not happen."""
BACKUPS = "backups"


class Books(Struct, frozen=True):
    """How the books stand."""

    path: str
    volume: Volume
    there: bool
    writable: bool
    """Whether whoever asks may write the file, or make it in its folder."""
    trouble: str = ""
    """What is wrong with what is in it, in the store's own words."""
    held_by: str = ""
    """The process that has them open."""
    orders: int = 0
    nights: int = 0
    """Nights whose single orders are still there."""
    copies: int = 0
    copy_days: float | None = None
    """The age of the newest copy; None when there is none."""


def gather(path: Path, now: datetime) -> Books:
    """Look, while a hatch may have them open. A large database takes some seconds to be read whole."""
    trouble, orders, nights = "", 0, 0
    try:
        if path.exists():
            orders, nights = _read(path)
    except StoreError as error:
        trouble = str(error)
    copies = sorted(path.parent.joinpath(BACKUPS).glob("*.db"), key=lambda file: file.stat().st_mtime)
    return Books(
        path=str(path),
        volume=volume_of(path.parent),
        there=path.exists(),
        writable=os.access(path if path.exists() else _nearest(path.parent), os.W_OK),
        trouble=trouble,
        held_by=door.holder(path),
        orders=orders,
        nights=nights,
        copies=len(copies),
        copy_days=max(0.0, now.timestamp() - copies[-1].stat().st_mtime) / DAY_S if copies else None,
    )


def _read(path: Path) -> tuple[int, int]:
    """How many orders of how many nights, once everything in the file was read and is right."""
    door.examine(path)
    with door.looking(path) as db:
        door.check_whole(db, path)
        if "orders" not in db.table_names():
            return 0, 0
        with closing(db.execute("SELECT count(*), count(DISTINCT night) FROM orders")) as asked:
            orders, nights = asked.fetchone()
    return orders, nights


def _nearest(folder: Path) -> Path:
    return next((one for one in (folder, *folder.parents) if one.exists()), folder)


def checks(books: Books) -> Iterator[Finding]:
    """What there is to say of them."""
    path = books.path
    if books.volume.read_only:
        yield fail("books.read_only", path=path)
    elif not books.writable:
        yield fail("books.not_writable", path=path)
    if books.volume.free_mib < LEAST_MIB:
        yield fail("books.no_room", path=path, mib=books.volume.free_mib)
    if books.trouble:
        yield fail("books.trouble", trouble=books.trouble)
    elif books.there:
        yield ok("books.whole", path=path, orders=books.orders, nights=books.nights)
    else:
        yield ok("books.none", path=path)
    if books.held_by:
        yield ok("books.held", pid=books.held_by)
    if not books.there:
        return
    if books.copy_days is None:
        yield warn("books.no_copy", folder=str(Path(path).parent / BACKUPS))
    elif books.copy_days > COPY_DAYS:
        yield warn("books.old_copy", days=round(books.copy_days, 1), copies=books.copies)
    else:
        yield ok("books.copied", days=round(books.copy_days, 1), copies=books.copies)
