"""Who may open the books, and what happens to a file that is not what it should be."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from kiosk.core.effects import Write, WriteRevision
from kiosk.core.order import Order
from kiosk.shell import store_door
from kiosk.shell.store import Store
from kiosk.shell.store_errors import (
    StoreError,
    StoreForeign,
    StoreFull,
    StoreLocked,
    StoreNewer,
    StoreReadOnly,
    StoreUnreachable,
)

OpenStore = Callable[..., Store]
MakeOrder = Callable[..., Order]

NOBODY = 65534
HOLDER = """
import sys
from pathlib import Path
from kiosk.shell.store import Store
store = Store.open(Path(sys.argv[1]), note=print)
print("held", flush=True)
sys.stdin.read()
"""


def files(place: Path) -> dict[str, bytes]:
    """Every file beside the books with what is in it."""
    return {path.name: path.read_bytes() for path in place.parent.iterdir()}


# --- one hatch, one database -------------------------------------------------------------------------------------
def test_a_second_hatch_is_turned_away(open_store: OpenStore, place: Path) -> None:
    """Books that are open cannot be opened again to write, and the message names the process."""
    open_store()
    with pytest.raises(StoreLocked, match=f"process {os.getpid()} "):
        Store.open(place, note=print)


@pytest.mark.real
def test_a_second_process_is_turned_away_until_the_first_is_killed(
    open_store: OpenStore, place: Path
) -> None:
    """The lock holds across processes, and a killed hatch leaves none behind."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(place)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(store_door.__file__).parents[2], text=True,
    )  # fmt: skip
    with holder:
        assert holder.stdout is not None
        said = [holder.stdout.readline() for _ in range(2)]
        assert said[-1] == "held\n"
        with pytest.raises(StoreLocked, match=f"process {holder.pid} .*one hatch owns one database"):
            open_store()
        holder.kill()
    assert open_store().books


def test_closed_books_can_be_opened_again(open_store: OpenStore) -> None:
    """Closing gives the lock back, and closing twice harms nobody."""
    first = open_store()
    first.close()
    first.close()
    assert open_store().books == first.books


def test_a_refused_opening_gives_the_lock_back(open_store: OpenStore, place: Path) -> None:
    """After an opening that failed for another reason the next one is not told of a lock."""
    place.parent.mkdir()
    with closing(sqlite3.connect(place)) as other:
        other.execute("CREATE TABLE songs (name)")
    for _ in range(2):
        with pytest.raises(StoreForeign):
            open_store()


def test_a_tool_that_holds_the_database_delays_no_longer_than_half_a_second(
    open_store: OpenStore, place: Path
) -> None:
    """A start beside another program's write transaction ends with a clear error."""
    open_store().close()
    with closing(sqlite3.connect(place, isolation_level=None)) as tool:
        tool.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked, match="close the tool"):
            open_store()
    assert open_store().books


# --- not ours to write -------------------------------------------------------------------------------------------
def test_books_of_a_newer_program_are_refused_untouched(
    open_store: OpenStore, place: Path, notes: list[str]
) -> None:
    """A database with a step this program does not know stays as it is, byte for byte, and the message says so."""
    open_store().close()
    with closing(sqlite3.connect(place, isolation_level=None)) as tomorrow:
        tomorrow.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('kiosk', 'tips', '2030')"
        )
    before = place.read_bytes()
    openings: tuple[Callable[[], Store], ...] = (open_store, lambda: Store.read(place))
    for opening in openings:
        with pytest.raises(StoreNewer, match=r"tips.*install that version"):
            opening()
    assert place.read_bytes() == before
    assert not [name for name in files(place) if "corrupt" in name]


def test_books_of_a_newer_program_keep_their_wal_after_a_crash(open_store: OpenStore, place: Path) -> None:
    """Refused books whose last orders still lie in the -wal keep both files as they are."""
    store = open_store()
    store._db.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('kiosk', 'tips', '2030')"
    )
    crashed = place.parent.with_name("crashed") / place.name
    shutil.copytree(place.parent, crashed.parent)
    before = files(crashed)
    with pytest.raises(StoreNewer):
        Store.open(crashed, note=print)
    after = files(crashed)
    assert [after[name] == before[name] for name in (crashed.name, f"{crashed.name}-wal")] == [True, True]


@pytest.mark.parametrize("newer", [False, True])
def test_a_change_that_a_power_cut_interrupted_is_taken_back_first(
    open_store: OpenStore, place: Path, newer: bool
) -> None:
    """A journal left from before the -wal is played back; only then is the file judged, by the same rules."""
    name = open_store().books
    interrupted = place.parent.with_name("interrupted") / place.name
    interrupt_a_change(place, interrupted, newer=newer)
    assert interrupted.with_name(f"{place.name}-journal").stat().st_size > 0
    if newer:
        with pytest.raises(StoreNewer):
            open_store(interrupted)
    else:
        assert open_store(interrupted).books == name


def interrupt_a_change(place: Path, copy: Path, *, newer: bool) -> None:
    """Copy the books out of the middle of a large change by a tool that keeps a journal instead of the -wal."""
    copy.parent.mkdir()
    with (
        closing(sqlite3.connect(place)) as sound,
        closing(sqlite3.connect(copy.with_name("making.db"))) as tool,
    ):
        sound.backup(tool)
        tool.isolation_level = None
        tool.execute("PRAGMA journal_mode = DELETE")
        if newer:
            tool.execute(
                "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('kiosk', 'x', '')"
            )
        tool.execute("PRAGMA cache_size = 2")
        tool.execute("BEGIN")
        tool.execute("UPDATE facts SET value = 'lost' WHERE key = 'books'")
        tool.executemany(
            "INSERT INTO facts VALUES (?, ?)", [(f"fact {index}", "x" * 500) for index in range(500)]
        )
        for tail in ("", "-journal"):
            shutil.copy(f"{copy.with_name('making.db')}{tail}", f"{copy}{tail}")
        tool.execute("ROLLBACK")


def test_a_database_of_another_program_is_refused_untouched(open_store: OpenStore, place: Path) -> None:
    """A path that names somebody else's database is a mistake, not a corrupt database."""
    place.parent.mkdir()
    with closing(sqlite3.connect(place)) as other:
        other.execute("CREATE TABLE songs (name)")
    before = place.read_bytes()
    with pytest.raises(StoreForeign, match=r"songs.*name another file"):
        open_store()
    assert place.read_bytes() == before


# --- places that will not do -------------------------------------------------------------------------------------
@pytest.fixture
def plain_user() -> Iterator[Path]:
    """Somebody whom permissions bind, also where the tests run as root, and a folder that is theirs."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    was = os.geteuid()
    if was == 0:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    yield folder
    os.seteuid(was)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_that_may_not_be_written_is_said(plain_user: Path) -> None:
    """A read-only folder: one error that says which right is lacking."""
    plain_user.chmod(0o555)
    with pytest.raises(StoreReadOnly, match=r"Permission denied.*right to write the file and its folder"):
        Store.open(plain_user / "books.db", note=print)


def test_a_file_that_may_not_be_written_is_said(plain_user: Path) -> None:
    """A read-only file in a good folder: found at the door, and not at the first order."""
    place = plain_user / "books.db"
    Store.open(place, note=print).close()
    place.chmod(0o444)
    before = place.read_bytes()
    with pytest.raises(StoreReadOnly, match="cannot be written"):
        Store.open(place, note=print)
    place.chmod(0o644)
    assert place.read_bytes() == before


def test_a_file_that_may_not_be_read_is_said_and_left(plain_user: Path) -> None:
    """A file without any right is neither taken for damaged nor moved."""
    place = plain_user / "books.db"
    Store.open(place, note=print).close()
    place.chmod(0o000)
    with pytest.raises(StoreUnreachable, match=r"books\.db"):
        Store.open(place, note=print)
    place.chmod(0o644)
    assert sorted(path.name for path in plain_user.iterdir()) == ["books.db", "books.db.lock"]


def test_a_path_through_a_file_is_said(open_store: OpenStore, tmp_path: Path) -> None:
    """A folder that is a file: one error with the path."""
    (tmp_path / "var").write_text("a file")
    with pytest.raises(StoreUnreachable, match="var"):
        open_store()


def test_a_path_that_is_a_folder_is_said(open_store: OpenStore, place: Path) -> None:
    """A folder where the file should be: one error with the path, and the folder stays."""
    place.mkdir(parents=True)
    with pytest.raises(StoreUnreachable, match=r"books\.db cannot be opened"):
        open_store()
    assert place.is_dir()


def test_a_start_without_room_is_said(
    open_store: OpenStore, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full at the start is an error that says so, not a damaged database."""
    connected = store_door.connected

    def cramped(path: Path, mode: str) -> Database:
        db = connected(path, mode)
        db.execute("PRAGMA max_page_count = 2")
        return db

    monkeypatch.setattr(store_door, "connected", cramped)
    with pytest.raises(StoreFull, match="free space"):
        open_store()
    monkeypatch.undo()
    store = open_store()
    store.write(Write((WriteRevision(1),)))
    assert not [name for name in files(place) if "corrupt" in name]


def test_every_error_of_the_books_is_one_kind() -> None:
    """Whoever opens the books has one exception to catch."""
    kinds = (StoreForeign, StoreFull, StoreLocked, StoreNewer, StoreReadOnly, StoreUnreachable)
    assert all(issubclass(kind, StoreError) for kind in kinds)
