"""What SQLite and the disk say is said again with the place and the mend."""

import errno
import re
import sqlite3
from pathlib import Path

import pytest

from kiosk.shell import store_errors
from kiosk.shell.store_errors import StoreError, in_our_words

PLACE = Path("/somewhere/books.db")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_BUSY, "StoreLocked"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "StoreLocked"),
        (sqlite3.SQLITE_LOCKED, "StoreLocked"),
        (sqlite3.SQLITE_READONLY, "StoreReadOnly"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "StoreReadOnly"),
        (sqlite3.SQLITE_FULL, "StoreFull"),
        (sqlite3.SQLITE_IOERR_FSYNC, "StoreFailing"),
        (sqlite3.SQLITE_CANTOPEN, "StoreUnreachable"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "StoreCorrupt"),
        (sqlite3.SQLITE_NOTADB, "StoreCorrupt"),
        (sqlite3.SQLITE_CONSTRAINT_CHECK, "StoreRefused"),
        (sqlite3.SQLITE_NOMEM, "StoreError"),
    ],
)
def test_an_error_of_sqlite_is_told_by_its_kind(code: int, kind: str) -> None:
    """Each result code, plain or extended, becomes the error that says how to mend it."""
    error = sqlite3.OperationalError("as SQLite says")
    error.sqlite_errorcode = code
    with pytest.raises(StoreError, match=re.escape("/somewhere/books.db")) as raised, in_our_words(PLACE):
        raise error
    assert type(raised.value).__name__ == kind
    assert "as SQLite says" in str(raised.value)
    assert type(raised.value).mend in str(raised.value)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.EACCES, "StoreReadOnly"),
        (errno.EROFS, "StoreReadOnly"),
        (errno.ENOSPC, "StoreFull"),
        (errno.EIO, "StoreFailing"),
        (errno.ENOENT, "StoreUnreachable"),
    ],
)
def test_an_error_of_the_disk_is_told_by_its_kind(number: int, kind: str) -> None:
    """What the file system says becomes the error that says how to mend it."""
    with pytest.raises(StoreError) as raised, in_our_words(PLACE):
        raise OSError(number, "as the kernel says")
    assert (type(raised.value).__name__, "as the kernel says" in str(raised.value)) == (kind, True)


def test_an_error_without_a_code_is_still_ours() -> None:
    """Python's module raises errors of its own, such as use after closing."""
    with pytest.raises(StoreError, match="closed database"), in_our_words(PLACE):
        raise sqlite3.ProgrammingError("Cannot operate on a closed database.")


def test_each_message_is_one_line_with_its_mend() -> None:
    """A reason of several lines is still one line in the journal."""
    message = str(store_errors.StoreCorrupt(PLACE, "*** in database main ***\nPage 4: gone"))
    assert message.startswith("/somewhere/books.db is damaged (*** in database main *** Page 4: gone): ")
    assert "\n" not in message
