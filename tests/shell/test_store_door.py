"""Who may open the books, and what happens to a file that is not what it should be."""

import os
import re
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

from kiosk.core.effects import Record, Write, WriteOrder, WriteRevision
from kiosk.core.moment import Moment
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

pytest_plugins = ("store_rig",)

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


def written(open_store: OpenStore, place: Path, record: Record) -> bytes:
    """Books with one record, closed: the bytes of the file."""
    store = open_store()
    store.write(Write((record,)))
    store.close()
    return place.read_bytes()


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


def test_a_database_of_another_program_is_refused_untouched(open_store: OpenStore, place: Path) -> None:
    """A path that names somebody else's database is a mistake, not a corrupt database."""
    place.parent.mkdir()
    with closing(sqlite3.connect(place)) as other:
        other.execute("CREATE TABLE songs (name)")
    before = place.read_bytes()
    with pytest.raises(StoreForeign, match=r"songs.*name another file"):
        open_store()
    assert place.read_bytes() == before


# --- damaged -----------------------------------------------------------------------------------------------------
def zeroed_page(whole: bytes, page: int) -> bytes:
    """The file with one page of zeros."""
    return whole[: 4096 * (page - 1)] + bytes(4096) + whole[4096 * page :]


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "garbage": lambda _: b"\x00\xffnot a database\n" * 700,
    "a picture": lambda _: b"\x89PNG\r\n\x1a\n" + bytes(5000),
    "one byte": lambda _: b"S",
    "truncated": lambda whole: whole[: len(whole) // 2],
    "truncated within a page": lambda whole: whole[: len(whole) - 5000],
    "zeroed header": lambda whole: bytes(100) + whole[100:],
    "all zeros": lambda whole: bytes(len(whole)),
    "broken schema": lambda whole: whole[:2000] + b"\xff" * 2096 + whole[4096:],
    "zeroed page of orders": lambda whole: zeroed_page(whole, orders_page(whole)),
    "text that is none": lambda whole: whole.replace(b"lanterna", b"lan\xff\xfe\xff\xffa"),
    "a time that is none": lambda whole: whole.replace(b"2026-03-14T22:30:00", b"2026-13-44T25:61:61"),
}


def orders_page(whole: bytes) -> int:
    """The number of the page that holds the only order."""
    return whole.index(b"lanterna") // 4096 + 1


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_file_is_kept_aside_and_fresh_books_begin(
    open_store: OpenStore, make_order: MakeOrder, now: Moment, place: Path, notes: list[str], kind: str
) -> None:
    """Whatever the damage: the file is kept byte for byte, a line says so, and the hatch can sell."""
    whole = written(open_store, place, WriteOrder(make_order()))
    damaged = DAMAGE[kind](whole)
    assert damaged != whole
    place.write_bytes(damaged)
    notes.clear()
    store = open_store()
    assert store.load(now, 900, 1800).orders == ()
    store.write(Write((WriteOrder(make_order()),)))
    kept = {
        name: held
        for name, held in files(place).items()
        if "corrupt" in name and not name.endswith(("-wal", "-shm"))
    }
    assert list(kept.values()) == [damaged]
    assert re.fullmatch(r"books\.db\.corrupt-\d{8}T\d{6}Z", next(iter(kept)))
    assert [("was damaged" in line, next(iter(kept)) in line, "\n" in line) for line in notes] == [
        (True, True, False)
    ]


def test_damaged_books_keep_their_wal(
    open_store: OpenStore, make_order: MakeOrder, place: Path, notes: list[str]
) -> None:
    """The orders in the -wal of a damaged database are kept with it, under the name that opens them."""
    store = open_store()
    store.write(Write((WriteOrder(make_order()),)))
    crashed = place.parent.with_name("crashed") / place.name
    shutil.copytree(place.parent, crashed.parent)
    wal = crashed.with_name(f"{crashed.name}-wal")
    wal_before = wal.read_bytes()
    crashed.write_bytes(b"garbage" * 1000)
    wal.write_bytes(wal_before[:32] + b"\xff" * 64 + wal_before[96:])
    before = wal.read_bytes()
    open_store(crashed)
    (aside,) = [name for name in files(crashed) if "corrupt" in name and name.endswith("Z-wal")]
    assert files(crashed)[aside] == before


@pytest.mark.parametrize("left", [None, b""], ids=["gone", "empty"])
def test_a_wal_without_its_database_is_kept(
    open_store: OpenStore, make_order: MakeOrder, place: Path, notes: list[str], left: bytes | None
) -> None:
    """SQLite deletes the -wal of a missing or empty database; the hatch keeps it."""
    store = open_store()
    store.write(Write((WriteOrder(make_order()),)))
    crashed = place.parent.with_name("crashed") / place.name
    shutil.copytree(place.parent, crashed.parent)
    before = files(crashed)[f"{crashed.name}-wal"]
    crashed.unlink()
    if left is not None:
        crashed.write_bytes(left)
    open_store(crashed)
    (aside,) = [name for name in files(crashed) if "corrupt" in name and name.endswith("Z-wal")]
    assert files(crashed)[aside] == before


def test_nothing_kept_aside_is_ever_overwritten(open_store: OpenStore, place: Path) -> None:
    """Damage that comes again within one second gets a name of its own each time."""
    garbage = [f"garbage {turn} ".encode() * 500 for turn in range(4)]
    place.parent.mkdir()
    for bytes_ in garbage:
        place.write_bytes(bytes_)
        open_store().close()
    kept = [
        held
        for name, held in files(place).items()
        if "corrupt" in name and not name.endswith(("-wal", "-shm"))
    ]
    assert sorted(kept) == sorted(garbage)


def test_a_large_file_is_not_read_whole(
    open_store: OpenStore, make_order: MakeOrder, now: Moment, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Above the limit a start checks only where a night reads: damage in a far past does not close the hatch."""
    store = open_store()
    store.write(
        Write(tuple(WriteOrder(make_order(number, "collected", ago_s=90_000)) for number in range(1, 1001)))
    )
    store.close()
    whole = place.read_bytes()
    place.write_bytes(whole.replace(b"lanterna", b"lan\xff\xfe\xff\xffa", 20))
    monkeypatch.setattr(store_door, "CHECKED_WHOLE_BYTES", 1000)
    assert open_store().load(now, 900, 1800).next_number == 1001


def test_an_empty_file_begins_fresh_books(open_store: OpenStore, place: Path, notes: list[str]) -> None:
    """A file of no bytes holds nothing to keep: fresh books begin in it, and a line says so."""
    place.parent.mkdir()
    place.touch()
    open_store()
    assert [str(place) in line and "fresh books" in line for line in notes] == [True]
    assert not [name for name in files(place) if "corrupt" in name]


def test_books_in_order_are_opened_without_a_word(open_store: OpenStore, notes: list[str]) -> None:
    """A start on sound books notes nothing."""
    open_store().close()
    notes.clear()
    open_store()
    assert notes == []


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
