"""What can be wrong with the books, each with its place and its mend, and SQLite's errors in these words."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class StoreError(Exception):
    """The books cannot be used. The message says what is wrong, where, and how to mend it."""

    what = "cannot be used"
    mend = "look at the reason given, and at the disk"

    def __init__(self, path: Path, why: str = "") -> None:
        self.path = path
        self.why = " ".join(why.split())
        reason = f" ({self.why})" if why else ""
        super().__init__(f"{path} {self.what}{reason}: {self.mend}")


class StoreLocked(StoreError):
    """Somebody else holds the books."""

    what = "is held by another program"
    mend = "stop the other hatch, or close the tool that has the database open; one hatch owns one database"


class StoreReadOnly(StoreError):
    """The books may be read and not written."""

    what = "cannot be written"
    mend = "give the hatch's user the right to write the file and its folder, and mount the disk read-write"


class StoreFull(StoreError):
    """No room is left."""

    what = "has no room to grow"
    mend = "free space on its disk"


class StoreFailing(StoreError):
    """The disk did not do what it was told."""

    what = "could not be read from or written to the disk"
    mend = "look for disk errors in the kernel's journal, and replace the card"


class StoreUnreachable(StoreError):
    """There is no file to open, or no way to it."""

    what = "cannot be opened"
    mend = "check that the path names a file, that its folder can be entered, and that the disk is mounted"


class StoreCorrupt(StoreError):
    """What is in the file is no database, or a damaged one."""

    what = "is damaged"
    mend = "start the hatch again: it keeps the damaged file aside and begins fresh books"


class StoreNewer(StoreError):
    """A newer program has written these books."""

    what = "was written by a newer version of this program"
    mend = "install that version again, or name another database"


class StoreOlder(StoreError):
    """An older program has written these books, and no hatch of this one has opened them yet."""

    what = "has not been brought up to this version of the program yet"
    mend = "start the hatch once"


class StoreNoCopy(StoreError):
    """What is no copy of a kiosk's books cannot be restored, nor replaced by one."""

    what = "is no copy of a kiosk's books"
    mend = "name a file that `kiosk backup` has written, or a new one"


class StoreForeign(StoreError):
    """A database of something else."""

    what = "is a database of another program"
    mend = "name another file for the hatch's database; this one was left as it is"


class StoreRefused(StoreError):
    """A record that the schema's rules forbid. Nothing of its transaction was written."""

    what = "refused a record"
    mend = "this is a mistake in the program: report it with this line"


_BY_CODE: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_BUSY: StoreLocked,
    sqlite3.SQLITE_LOCKED: StoreLocked,
    sqlite3.SQLITE_READONLY: StoreReadOnly,
    sqlite3.SQLITE_PERM: StoreReadOnly,
    sqlite3.SQLITE_FULL: StoreFull,
    sqlite3.SQLITE_IOERR: StoreFailing,
    sqlite3.SQLITE_CANTOPEN: StoreUnreachable,
    sqlite3.SQLITE_CORRUPT: StoreCorrupt,
    sqlite3.SQLITE_NOTADB: StoreCorrupt,
    sqlite3.SQLITE_CONSTRAINT: StoreRefused,
    sqlite3.SQLITE_MISMATCH: StoreRefused,
    sqlite3.SQLITE_TOOBIG: StoreRefused,
}
_BY_ERRNO: dict[int, type[StoreError]] = {
    errno.EACCES: StoreReadOnly,
    errno.EPERM: StoreReadOnly,
    errno.EROFS: StoreReadOnly,
    errno.ENOSPC: StoreFull,
    errno.EDQUOT: StoreFull,
    errno.EIO: StoreFailing,
}
_PRIMARY = 0xFF
"""The low byte of SQLite's extended result codes (sqlite.org/rescode.html)."""


@contextmanager
def in_our_words(path: Path) -> Iterator[None]:
    """Turn what SQLite or the file system says about `path` into a StoreError."""
    try:
        yield
    except sqlite3.Error as error:
        raise translated(error, path) from error
    except OSError as error:
        kind = _BY_ERRNO.get(error.errno or 0, StoreUnreachable)
        raise kind(path, error.strerror or str(error)) from error


def translated(error: sqlite3.Error, path: Path) -> StoreError:
    """SQLite's error in our words. An error of the Python module itself carries no code."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        kind = StoreCorrupt if str(error).startswith("Could not decode") else StoreError
    else:
        kind = _BY_CODE.get(code & _PRIMARY, StoreError)
    return kind(path, str(error))
