"""Single orders are forgotten after their nights; their counts stay, and nothing that somebody still waits for goes."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from kiosk.core.effects import Write, WriteOrder, WriteStatus
from kiosk.core.moment import Moment
from kiosk.core.order import Order, Status
from kiosk.shell.migrations import migrations
from kiosk.shell.store import Store
from kiosk.shell.store_counts import BATCH, purge
from kiosk.shell.store_errors import StoreLocked, StoreOlder, StoreUnreachable

OpenStore = Callable[..., Store]
MakeOrder = Callable[..., Order]
OLD, TONIGHT = "2026-03-01", "2026-03-14"


def at(day: str, clock: str) -> datetime:
    """A moment, UTC."""
    return datetime.fromisoformat(f"{day}T{clock}:00+00:00")


@pytest.fixture
def sold(open_store: OpenStore, make_order: MakeOrder) -> Callable[..., None]:
    """Puts an order of a night on record: placed at a clock time, called after `wait_s`, ended as said."""
    store = open_store()

    def sell(
        number: int,
        night: str,
        clock: str,
        ended: Status | None = Status.COLLECTED,
        wait_s: float | None = 240,
    ) -> None:
        placed = replace(make_order(number), night=night, placed=at(night, clock), changed=at(night, clock))
        store.write(Write((WriteOrder(placed),)))
        was = placed
        if wait_s is not None:
            ready = replace(placed, status=Status.READY, changed=placed.placed + timedelta(seconds=wait_s))
            store.write(Write((WriteStatus(ready, was.status, "banco"),)))
            was = ready
        if ended is not None:
            over = replace(was, status=ended, changed=was.changed + timedelta(seconds=60))
            store.write(Write((WriteStatus(over, was.status, "banco"),)))

    return sell


def rows(place: Path, sql: str) -> list[tuple[Any, ...]]:
    """What the database says."""
    with closing(sqlite3.connect(place)) as db:
        return db.execute(sql).fetchall()


def test_a_night_becomes_counts_by_drink_and_by_half_hour(sold: Callable[..., None], place: Path) -> None:
    """How many of each drink by how it ended; orders, drinks, cents and waits of each half hour of placing."""
    sold(1, OLD, "21:10", wait_s=240)
    sold(2, OLD, "21:29", wait_s=120)
    sold(3, OLD, "21:30", ended=Status.REFUSED, wait_s=None)
    sold(4, TONIGHT, "21:00")
    purged = purge(place, TONIGHT)
    assert (purged.orders, purged.nights, purged.still_open) == (3, (OLD,), ())
    assert rows(place, "SELECT * FROM night_drinks ORDER BY drink, ended") == [
        (OLD, "whiskey-sour", "collected", 2, 2200),
        (OLD, "whiskey-sour", "refused", 1, 1100),
        (OLD, "whisky-cola", "collected", 4, 3600),
        (OLD, "whisky-cola", "refused", 2, 1800),
    ]
    assert rows(place, "SELECT * FROM night_halves ORDER BY half_at, ended") == [
        (OLD, f"{OLD}T21:00:00.000000Z", "collected", 2, 6, 5800, 2, 360, 240),
        (OLD, f"{OLD}T21:30:00.000000Z", "refused", 1, 3, 2900, 0, 0, 0),
    ]
    assert rows(place, "SELECT number, night FROM orders") == [(4, TONIGHT)]
    for table in ("lines", "changes"):
        assert rows(place, f"SELECT DISTINCT order_number FROM {table}") == [(4,)]


def test_what_is_forgotten_is_not_in_the_file_any_more(
    sold: Callable[..., None], place: Path, open_store: OpenStore, make_order: MakeOrder
) -> None:
    """Neither in the database nor in what SQLite keeps beside it: overwritten, not only unlinked."""
    store = open_store(place.with_name("other.db"))
    secret = replace(make_order(1), night=OLD, word="salamandra", status=Status.COLLECTED)
    store.write(Write((WriteOrder(secret),)))
    store.close()
    purge(place.with_name("other.db"), TONIGHT)
    left = b"".join(file.read_bytes() for file in place.parent.glob("other.db*"))
    assert b"SQLite format 3" in left
    assert b"salamandra" not in left


def test_an_order_that_somebody_waits_for_is_kept_and_named(sold: Callable[..., None], place: Path) -> None:
    """However old; once it is closed, the next purge adds it to its night's counts."""
    sold(1, OLD, "21:10")
    sold(2, OLD, "21:20", ended=None)
    assert purge(place, TONIGHT).still_open == (2,)
    assert rows(place, "SELECT number FROM orders") == [(2,)]
    with closing(sqlite3.connect(place, isolation_level=None)) as db:
        db.execute("UPDATE orders SET status = 'uncollected' WHERE number = 2")
    assert purge(place, TONIGHT).orders == 1
    halves = rows(place, "SELECT ended, orders FROM night_halves ORDER BY ended")
    assert halves == [("collected", 1), ("uncollected", 1)]


def test_a_night_forgotten_in_two_parts_adds_up(sold: Callable[..., None], place: Path) -> None:
    """The same drink, the same half hour, the same ending: one row, with the longer of the waits."""
    sold(1, OLD, "21:10", wait_s=100)
    purge(place, TONIGHT)
    sold(2, OLD, "21:20", wait_s=300)
    purge(place, TONIGHT)
    assert rows(place, "SELECT orders, called, wait_s, longest_s FROM night_halves") == [(2, 2, 400, 300)]
    assert rows(place, "SELECT quantity FROM night_drinks WHERE drink = 'whisky-cola'") == [(4,)]


def test_orders_under_a_wrong_clock_go_with_those_around_them(sold: Callable[..., None], place: Path) -> None:
    """A night of 1970 is not an old one: while it is new it stays, and it goes with the nights after it."""
    sold(1, "1970-01-01", "21:00")
    sold(2, "1970-01-01", "21:05")
    assert purge(place, TONIGHT).orders == 0
    sold(3, OLD, "21:00")
    sold(4, "1970-01-01", "21:00")
    purged = purge(place, TONIGHT)
    assert (purged.orders, purged.nights) == (3, ("1970-01-01", OLD))
    assert rows(place, "SELECT number FROM orders") == [(4,)]


def test_no_number_is_given_twice(sold: Callable[..., None], place: Path, now: Moment) -> None:
    """With every order forgotten the next one goes on counting."""
    for number in (1, 2, 3):
        sold(number, OLD, "21:00")
    assert purge(place, TONIGHT).orders == 3
    store = Store.read(place)
    assert store.load(now, 900, 1800).next_number == 4
    store.close()


def test_books_without_orders_have_nothing_due(open_store: OpenStore, place: Path, now: Moment) -> None:
    """And the first number stays the first."""
    open_store()
    assert purge(place, TONIGHT).orders == 0
    store = Store.read(place)
    assert store.load(now, 900, 1800).next_number == 1
    store.close()


def test_many_orders_are_forgotten_some_at_a_time(sold: Callable[..., None], place: Path) -> None:
    """More than one transaction holds; and the counts are all there."""
    many = BATCH + 20
    for number in range(1, many + 1):
        sold(number, OLD, "21:00", wait_s=None)
    assert purge(place, TONIGHT).orders == many
    assert rows(place, "SELECT orders FROM night_halves") == [(many,)]


def test_a_hatch_writes_on_meanwhile(
    sold: Callable[..., None], open_store: OpenStore, place: Path, make_order: MakeOrder
) -> None:
    """The open books of a hatch see nothing of it: they write the next order as ever."""
    sold(1, OLD, "21:00")
    assert purge(place, TONIGHT).orders == 1
    sold(2, TONIGHT, "22:00")
    assert rows(place, "SELECT number FROM orders") == [(2,)]


def test_books_in_use_by_a_tool_are_not_waited_for_in_vain(
    sold: Callable[..., None], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another program holds is said, and nothing is half forgotten."""
    monkeypatch.setattr("kiosk.shell.store_counts.WAIT_S", 0.1)
    sold(1, OLD, "21:00")
    with closing(sqlite3.connect(place, isolation_level=None)) as tool:
        tool.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked):
            purge(place, TONIGHT)
    assert rows(place, "SELECT number FROM orders") == [(1,)]
    assert rows(place, "SELECT * FROM night_drinks") == []


def test_books_of_an_older_version_are_left_to_the_hatch(open_store: OpenStore, place: Path) -> None:
    """Only a hatch brings books up to a new version; until then the mend is told."""
    open_store().close()
    last = [migration.name for migration in migrations._migrations][-1]
    with closing(sqlite3.connect(place, isolation_level=None)) as db:
        db.execute("DELETE FROM _sqlite_migrations WHERE name = ?", [last])
    with pytest.raises(StoreOlder, match="start the hatch once"):
        purge(place, TONIGHT)


def test_no_books_are_none_to_purge(place: Path) -> None:
    """And none are made."""
    with pytest.raises(StoreUnreachable):
        purge(place, datetime.now(UTC).date().isoformat())
    assert not place.exists()
