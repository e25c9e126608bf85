"""The door of the books: who may come in, what lies there, and what is put aside before it is touched.

A damaged database is renamed with its -wal and -shm, never overwritten, never deleted. It is looked at through a
read-only connection first, because a writing one folds the -wal into the file when it closes.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from kiosk.core.moment import Moment
from kiosk.shell import store_rows as rows
from kiosk.shell.migrations import migrations
from kiosk.shell.store_errors import (
    StoreCorrupt,
    StoreForeign,
    StoreLocked,
    StoreNewer,
    StoreReadOnly,
    StoreUnreachable,
    in_our_words,
)

BUSY_S = 0.5
"""So long a statement waits for another connection: the loop must not stand still for longer."""
CHECKED_WHOLE_BYTES = 8 * 1024 * 1024
"""Up to this size (16 000 orders) every start checks the whole file: 20 ms on a desk, where a million orders take ten seconds."""
SMALLEST_BYTES = 512
"""One page of the smallest size (sqlite.org/fileformat.html)."""
LOOKED_BACK_S = 3600.0
"""As far back as a start reads closed orders, or farther."""
BESIDE = ("", "-wal", "-shm", "-journal")
"""The file itself and what SQLite keeps beside it; only together are they the database."""


def lock(path: Path) -> int:
    """Take the lock of these books for as long as the returned file descriptor is open.

    Raises StoreLocked, naming the process that holds it, and StoreReadOnly or StoreUnreachable for the folder.
    """
    place = path.with_name(path.name + ".lock")
    with in_our_words(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        held = os.open(place, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.ftruncate(held, 0)
            os.pwrite(held, f"{os.getpid()}\n".encode(), 0)
        except BlockingIOError as error:
            owner = os.pread(held, 32, 0).decode(errors="replace").strip() or "unknown"
            os.close(held)
            raise StoreLocked(path, f"process {owner} has it open") from error
        except BaseException:
            os.close(held)
            raise
    return held


def holder(path: Path, locks: Path = Path("/proc/locks")) -> str:
    """The process that holds the lock of these books, or nothing. The lock itself is not touched: a hatch may be starting."""
    place = path.with_name(path.name + ".lock")
    try:
        inode = f":{place.stat().st_ino}"
        held = [line.split() for line in locks.read_text().splitlines() if "FLOCK" in line]
        owner = place.read_text(errors="replace").strip()
    except OSError:
        return ""  # no lock was ever taken, or it is not ours to see
    return (owner or "?") if any(field.endswith(inode) for line in held for field in line) else ""


def connected(path: Path, mode: str) -> Database:
    """A connection as this room wants it: `rwc` makes the file, `rw` and `ro` do not."""
    address = f"{path.absolute().as_uri()}?mode={mode}"
    plain = sqlite3.connect(address, uri=True, timeout=BUSY_S, isolation_level=None)
    try:
        return Database(plain, execute_plugins=False, strict=True)
    except BaseException:
        plain.close()
        raise


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """Begin as the writer: a transaction that begins by reading loses to another writer without waiting."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.commit()
    except BaseException:
        db.rollback()
        raise


@contextmanager
def looking(path: Path) -> Iterator[Database]:
    """A read-only connection, closed at the end."""
    with in_our_words(path), closing(connected(path, "ro")) as db:
        yield db


def refuse_strangers(db: Database, path: Path) -> None:
    """Raise StoreNewer or StoreForeign when this database is not for this program. Writes nothing."""
    applied = {migration.name for migration in migrations.applied(db)}
    unknown = applied - _known()
    if unknown:
        raise StoreNewer(path, f"it knows {', '.join(sorted(unknown))}")
    tables = set(db.table_names()) - {migrations.migrations_table}
    if tables and not applied:
        raise StoreForeign(path, f"it holds {', '.join(sorted(tables)[:3])}")


def _known() -> set[str]:
    """The names of all steps this program has: on an empty database every one of them is pending."""
    with closing(sqlite3.connect(":memory:")) as nothing:
        empty = Database(nothing, execute_plugins=False)
        return {migration.name for migration in migrations.pending(empty)}


def examine(path: Path) -> None:
    """Raise StoreCorrupt, StoreNewer or StoreForeign for what lies at `path`, touching nothing of it."""
    size = path.stat().st_size if path.exists() else 0
    if size and not path.is_file():
        raise StoreUnreachable(path, "it is not a file")
    if size < SMALLEST_BYTES:
        _examine_rest(path, size)
        return
    # What a read-only connection cannot open, because a journal must be played back first, the writing one tells.
    with suppress(StoreReadOnly, StoreUnreachable), looking(path) as db:
        refuse_strangers(db, path)
        if size <= CHECKED_WHOLE_BYTES:
            check_whole(db, path)
        _check_where_a_night_reads(db, path)


def _examine_rest(path: Path, size: int) -> None:
    """What SQLite takes for no database yet it overwrites, and deletes the -wal, with perhaps the only orders left."""
    if size:
        raise StoreCorrupt(path, f"{size} bytes are no database")
    wal = path.with_name(path.name + "-wal")
    if wal.exists() and wal.stat().st_size > 0:
        raise StoreCorrupt(path, "the file is gone or empty, and its -wal is not")


def check_whole(db: Database, path: Path) -> None:
    """Read everything in the file once. Raises StoreCorrupt."""
    found = db.execute("PRAGMA quick_check(1)").fetchall()
    if found != [("ok",)]:
        raise StoreCorrupt(path, str(found[0][0]))


def _check_where_a_night_reads(db: Database, path: Path) -> None:
    """Read what a start reads and the ends where the next order goes: the pages that a night depends on."""
    if migrations.pending(db):
        return
    try:
        found = rows.books(db, Moment(0.0, datetime.now(UTC)), LOOKED_BACK_S)
        rows.changes(db, found.next_number - 1)
        rows.name_of_books(db)
    except (ValueError, TypeError, IndexError) as error:
        raise StoreCorrupt(path, f"it holds what this program never wrote: {error}") from error


def put_aside(path: Path, why: str = "corrupt") -> Path:
    """Rename the database and all that belongs to it, to a name that says why and when; return the new name."""
    stamp = f"{path.name}.{why}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    names = (path.with_name(stamp if again == 1 else f"{stamp}-{again}") for again in range(1, 10_000))
    aside = next(name for name in names if not any(_beside(name, tail).exists() for tail in BESIDE))
    with in_our_words(path):
        for tail in BESIDE:
            if _beside(path, tail).exists():
                _beside(path, tail).rename(_beside(aside, tail))
    return aside


def _beside(path: Path, tail: str) -> Path:
    return path.with_name(path.name + tail)
