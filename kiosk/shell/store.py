"""The books: orders, their changes, sold-out drinks, pauses and the board's revision in one SQLite file."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from kiosk.core.books import Books, Change
from kiosk.core.effects import Write
from kiosk.core.moment import Moment
from kiosk.core.order import Order
from kiosk.shell import store_door as door
from kiosk.shell import store_rows as rows
from kiosk.shell.migrations import migrations
from kiosk.shell.store_errors import StoreCorrupt, StoreError, StoreRefused, in_our_words

__all__ = ["Store", "StoreError"]

WAL_KEPT_BYTES = 4 * 1024 * 1024
"""After a burst the -wal shrinks back to this."""


class Store:
    """One open database. Belongs to the thread that opened it."""

    def __init__(self, path: Path, db: Database, lock: int | None = None) -> None:
        self._path = path
        self._db = db
        self._lock = lock
        with self._reading():
            self.books = rows.name_of_books(db)
        """Names this database for ever: revisions rise within it and say nothing across two."""

    @staticmethod
    def open(path: Path, *, note: Callable[[str], None]) -> "Store":
        """Open the books for a hatch, which then owns them; make them when there are none.

        A damaged file is kept aside under another name, `note` is told so in a sentence, and fresh books begin.
        Raises StoreLocked, StoreReadOnly, StoreFull, StoreNewer, StoreForeign or another StoreError; by then the
        file is as it was.
        """
        lock = door.lock(path)
        try:
            return _opened(path, lock, note)
        except BaseException:
            os.close(lock)
            raise

    @staticmethod
    def read(path: Path) -> "Store":
        """Open the books to read them, while a hatch may own them. Raises StoreUnreachable when there are none."""
        with in_our_words(path):
            db = door.connected(path, "ro")
            try:
                door.refuse_strangers(db, path)
                return Store(path, db)
            except BaseException:
                db.close()
                raise

    def load(self, now: Moment, recent_s: float, rests_s: float) -> Books:
        """All that a hatch must know of what was before: open orders, and those closed within either time."""
        with self._reading():
            return rows.books(self._db, now, max(recent_s, rests_s))

    def write(self, write: Write) -> None:
        """Write all records of a step in one transaction: durable on return, or a StoreError and nothing changed."""
        with in_our_words(self._path), door.transaction(self._db):
            try:
                for record in write.records:
                    rows.put(self._db, record)
            except (rows.NoSuchOrder, OverflowError, UnicodeError) as error:
                raise StoreRefused(self._path, str(error)) from error

    def order(self, number: int) -> Order | None:
        """The order with this number, however old, or None. A record knows no monotonic time: both are 0."""
        with self._reading():
            return rows.order(self._db, number)

    def changes(self, number: int) -> tuple[Change, ...]:
        """All that happened to an order, the placing first."""
        with self._reading():
            return rows.changes(self._db, number)

    def close(self) -> None:
        """Close the database and give its lock back. Closing twice is harmless."""
        self._db.close()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with in_our_words(self._path):
            try:
                yield
            except (ValueError, TypeError, IndexError) as error:
                raise StoreCorrupt(self._path, f"it holds what this program never wrote: {error}") from error


def _opened(path: Path, lock: int, note: Callable[[str], None]) -> Store:
    if not path.exists() or path.stat().st_size == 0:
        note(f"{path} is not there or empty: fresh books are begun")
    try:
        door.examine(path)
        return prepared(path, lock)
    except StoreCorrupt as damage:
        aside = door.put_aside(path)
        note(
            f"{path} was damaged ({damage.why}): it is kept beside as {aside.name}, and fresh books are begun. "
            "What was open in it must be asked of the guests; a technician may read it with sqlite3's .recover"
        )
    return prepared(path, lock)


def prepared(path: Path, lock: int | None) -> Store:
    """Connect, bring the schema up to this program, and prove that a record can be written."""
    with in_our_words(path):
        db = door.connected(path, "rwc")
        try:
            door.refuse_strangers(db, path)
            _set_up(db, path)
            migrations.apply(db)
            with door.transaction(db):
                db.execute("UPDATE facts SET value = value WHERE key = 'revision'")
            return Store(path, db, lock)
        except BaseException:
            db.close()
            raise


def _set_up(db: Database, path: Path) -> None:
    """WAL with a flush at every commit: one flush an order, and what is committed survives a power cut."""
    db.enable_wal()
    if db.journal_mode != "wal":
        raise StoreError(path, "its file system has no shared memory for SQLite's WAL; use a local disk")
    for pragma in ("synchronous = FULL", "foreign_keys = ON", f"journal_size_limit = {WAL_KEPT_BYTES}"):
        db.execute(f"PRAGMA {pragma}")
