"""A copy is whole and of one moment; what is restored is checked first, and what was there before is kept."""

import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.core.effects import Write, WriteOrder
from kiosk.core.moment import Moment
from kiosk.core.order import Order
from kiosk.shell.store import Store
from kiosk.shell.store_copies import backup, restore
from kiosk.shell.store_errors import (
    StoreCorrupt,
    StoreForeign,
    StoreLocked,
    StoreNewer,
    StoreNoCopy,
    StoreUnreachable,
)

OpenStore = Callable[..., Store]
MakeOrder = Callable[..., Order]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Where a copy goes."""
    return tmp_path / "copy.db"


def numbers(path: Path, now: Moment) -> list[int]:
    """The numbers of the open orders in these books."""
    store = Store.read(path)
    try:
        return [order.number for order in store.load(now, 900, 1800).orders]
    finally:
        store.close()


# --- backup ------------------------------------------------------------------------------------------------------
def test_a_copy_holds_all_that_is_written_by_then(
    open_store: OpenStore, place: Path, copy: Path, make_order: MakeOrder, now: Moment
) -> None:
    """Also what still stands in the -wal of a hatch that has the books open; in one file that only its owner reads."""
    store = open_store()
    store.write(Write((WriteOrder(make_order(1)),)))
    backup(place, copy)
    store.write(Write((WriteOrder(make_order(2)),)))
    assert numbers(copy, now) == [1]
    assert [file.name for file in copy.parent.iterdir() if file.name.startswith("copy")] == ["copy.db"]
    assert copy.stat().st_mode & 0o777 == 0o600


def test_a_copy_is_of_one_moment_while_orders_come_in(
    open_store: OpenStore, place: Path, tmp_path: Path, make_order: MakeOrder, now: Moment
) -> None:
    """Each copy has every order up to some number, with all its lines, and none after it."""
    store, stop = open_store(), threading.Event()
    copies = [tmp_path / f"copy-{turn}.db" for turn in range(10)]

    def copying() -> None:
        for one in copies:
            backup(place, one)
        stop.set()

    thread = threading.Thread(target=copying)
    thread.start()
    number = 0
    while not stop.is_set():
        number += 1
        store.write(Write((WriteOrder(make_order(number)),)))
    thread.join()
    for one in copies:
        with closing(sqlite3.connect(one)) as db:
            [(count, last)] = db.execute("SELECT count(*), coalesce(max(number), 0) FROM orders").fetchall()
            [(lines,)] = db.execute("SELECT count(*) FROM lines").fetchall()
        assert (count, lines) == (last, 2 * last)
    assert number > 0


def test_an_older_copy_is_replaced(open_store: OpenStore, place: Path, copy: Path, now: Moment) -> None:
    """Under the same name."""
    open_store()
    backup(place, copy)
    before = copy.stat().st_ino
    backup(place, copy)
    assert copy.stat().st_ino != before


def test_anything_else_is_not_overwritten(open_store: OpenStore, place: Path, copy: Path) -> None:
    """A letter, another program's database, the books themselves."""
    open_store()
    copy.write_text("Dear kiosk, " * 100)
    with pytest.raises(StoreNoCopy):
        backup(place, copy)
    assert copy.read_text().startswith("Dear kiosk")
    copy.unlink()
    with closing(sqlite3.connect(copy)) as other:
        other.execute("CREATE TABLE cats (name TEXT)")
    with pytest.raises(StoreForeign):
        backup(place, copy)
    with pytest.raises(StoreNoCopy, match="the books themselves"):
        backup(place, place)


def test_a_copy_of_damaged_books_is_none(
    open_store: OpenStore, place: Path, copy: Path, make_order: MakeOrder
) -> None:
    """It is said that the books are damaged, and no file is left that looks like a copy."""
    store = open_store()
    for number in range(1, 200):
        store.write(Write((WriteOrder(make_order(number)),)))
    store.close()
    with place.open("r+b") as file:
        file.seek(3 * 4096)
        file.write(os.urandom(8 * 4096))
    with pytest.raises(StoreCorrupt):
        backup(place, copy)
    assert not [file for file in copy.parent.iterdir() if file.name.startswith("copy")]


def test_without_books_there_is_no_copy(place: Path, copy: Path) -> None:
    """And a folder that is not there is named."""
    with pytest.raises(StoreUnreachable):
        backup(place, copy)
    assert not copy.exists()


# --- restore -----------------------------------------------------------------------------------------------------
def test_a_copy_comes_back_and_the_old_books_are_kept(
    open_store: OpenStore, place: Path, copy: Path, make_order: MakeOrder, now: Moment
) -> None:
    """As other books, so that displays forget the revisions they knew; what was there lies beside, whole."""
    store = open_store()
    store.write(Write((WriteOrder(make_order(1)),)))
    backup(place, copy)
    store.write(Write((WriteOrder(make_order(2)),)))
    name = store.books
    store.close()
    aside = restore(copy, place)
    assert aside is not None
    assert aside.name.startswith("books.db.before-restore-")
    assert (numbers(place, now), numbers(aside, now)) == ([1], [1, 2])
    again = open_store()
    assert again.books != name
    again.write(Write((WriteOrder(make_order(2)),)))


def test_a_copy_comes_back_where_nothing_is(
    open_store: OpenStore, place: Path, copy: Path, tmp_path: Path, make_order: MakeOrder, now: Moment
) -> None:
    """On a new card, where not even the folder is."""
    open_store().write(Write((WriteOrder(make_order(1)),)))
    backup(place, copy)
    fresh = tmp_path / "new" / "kiosk.db"
    assert restore(copy, fresh) is None
    assert numbers(fresh, now) == [1]


def test_not_while_a_hatch_has_the_books_open(
    open_store: OpenStore, place: Path, copy: Path, make_order: MakeOrder, now: Moment
) -> None:
    """The process is named, and nothing is changed."""
    store = open_store()
    backup(place, copy)
    store.write(Write((WriteOrder(make_order(1)),)))
    with pytest.raises(StoreLocked, match=f"process {os.getpid()}"):
        restore(copy, place)
    assert numbers(place, now) == [1]


def test_what_is_no_copy_is_refused_and_the_books_stay(
    open_store: OpenStore, place: Path, copy: Path, make_order: MakeOrder, now: Moment
) -> None:
    """Nothing there, an empty file, a letter, another program's database, a damaged copy, one of a newer version."""
    open_store().write(Write((WriteOrder(make_order(1)),)))
    backup(place, copy)
    whole = copy.read_bytes()
    open_store(place.with_name("free.db")).close()
    books = place.with_name("free.db")
    before = books.read_bytes()
    copy.unlink()
    with pytest.raises(StoreUnreachable):
        restore(copy, books)
    for text in (b"", b"Dear kiosk, " * 100, whole[: len(whole) // 2]):
        copy.write_bytes(text)
        with pytest.raises(StoreNoCopy):
            restore(copy, books)
    copy.unlink()
    with closing(sqlite3.connect(copy)) as other:
        other.execute("CREATE TABLE cats (name TEXT)")
    with pytest.raises(StoreForeign):
        restore(copy, books)
    copy.write_bytes(whole)
    with closing(sqlite3.connect(copy, isolation_level=None)) as tomorrow:
        tomorrow.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('kiosk', 'tips', '2030')"
        )
    with pytest.raises(StoreNewer):
        restore(copy, books)
    assert books.read_bytes() == before
    assert sorted(file.name for file in books.parent.glob("free.db*")) == ["free.db", "free.db.lock"]


def test_a_restore_that_fails_at_its_end_puts_the_old_books_back(
    open_store: OpenStore,
    place: Path,
    copy: Path,
    make_order: MakeOrder,
    now: Moment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As they were, under their own name."""
    store = open_store()
    backup(place, copy)
    store.write(Write((WriteOrder(make_order(1)),)))
    store.close()

    def full(path: Path, lock: int | None) -> Store:
        raise StoreCorrupt(path, "the test broke it")

    monkeypatch.setattr("kiosk.shell.store_copies.prepared", full)
    with pytest.raises(StoreCorrupt):
        restore(copy, place)
    assert numbers(place, now) == [1]
