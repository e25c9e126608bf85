"""Copies of the books: one taken while a hatch writes, and one put back while none does.

A copy is a whole database in one file. It appears under its name only when it is complete, checked and on the disk.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import uuid4

from sqlite_utils import Database

from kiosk.shell import store_door as door
from kiosk.shell.migrations import migrations
from kiosk.shell.store import prepared
from kiosk.shell.store_errors import StoreCorrupt, StoreError, StoreNoCopy, StoreUnreachable, in_our_words

PART = ".part"


def backup(books: Path, copy: Path) -> None:
    """Copy the books as they are at this moment to `copy`; a hatch may be writing.

    An older copy of that name is replaced, anything else is left alone. Raises a StoreError, with nothing changed.
    """
    if copy.resolve() == books.resolve():
        raise StoreNoCopy(copy, "it is the books themselves")
    if copy.exists():
        _check(copy)
    part = copy.with_name(copy.name + PART)
    with in_our_words(part):
        _copied(books, part)
        part.replace(copy)
        _settle(copy.parent)


def restore(copy: Path, books: Path) -> Path | None:
    """Put a copy in the place of the books; where the old ones are kept now, if there were any.

    The restored books get a new name: revisions of the board that displays have seen count for nothing in them.
    Raises StoreLocked while a hatch has the books open, StoreNoCopy, StoreNewer or another StoreError; by then the
    old books are back in their place.
    """
    lock = door.lock(books)
    aside: Path | None = None
    try:
        _check(copy)
        part = books.with_name(books.name + PART)
        with in_our_words(part):
            _copied(copy, part)
            _renamed(part)
            aside = door.put_aside(books, "before-restore") if books.exists() else None
            part.replace(books)
            _settle(books.parent)
        prepared(books, None).close()
    except StoreError:
        if aside is not None:
            _put_back(aside, books)
        raise
    finally:
        os.close(lock)
    return aside


def _check(copy: Path) -> None:
    """Raise unless this is a whole database of a kiosk, of this version or an older one."""
    if not copy.exists():
        raise StoreUnreachable(copy, "it is not there")
    if not copy.is_file() or copy.stat().st_size < door.SMALLEST_BYTES:
        raise StoreNoCopy(copy)
    try:
        with door.looking(copy) as db:
            door.refuse_strangers(db, copy)
            if not migrations.applied(db):
                raise StoreNoCopy(copy, "it holds no orders")
            _check_whole(db, copy)
    except StoreCorrupt as error:
        raise StoreNoCopy(copy, error.why) from error


def _check_whole(db: Database, copy: Path) -> None:
    found = db.execute("PRAGMA integrity_check(1)").fetchall()
    if found != [("ok",)]:
        raise StoreCorrupt(copy, str(found[0][0]))


def _copied(source: Path, part: Path) -> None:
    """A copy in one file that only its owner reads, checked, and on the disk."""
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with door.looking(source) as db, closing(sqlite3.connect(part, isolation_level=None)) as copy:
            door.refuse_strangers(db, source)
            db.conn.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        with door.looking(part) as db:
            _check_whole(db, source)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    with part.open("rb") as file:
        os.fsync(file.fileno())


def _renamed(part: Path) -> None:
    """These are other books from now on."""
    with closing(door.connected(part, "rw")) as db:
        db.execute("UPDATE facts SET value = ? WHERE key = 'books'", [uuid4().hex[:12]])


def _put_back(aside: Path, books: Path) -> None:
    with in_our_words(books):
        for tail in door.BESIDE:
            books.with_name(books.name + tail).unlink(missing_ok=True)
            kept = aside.with_name(aside.name + tail)
            if kept.exists():
                kept.replace(books.with_name(books.name + tail))


def _settle(folder: Path) -> None:
    """What was renamed in this folder survives a power cut."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
