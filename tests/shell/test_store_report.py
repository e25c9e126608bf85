"""A night is read for its report whole, while a hatch writes, and the same whether it was purged or not."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.core.effects import Write, WriteOrder, WriteStatus
from kiosk.core.figures import Figures, Sold, figures
from kiosk.core.order import Order, Status
from kiosk.core.tally import Tally, counted
from kiosk.shell import store_night, store_report
from kiosk.shell.migrations import migrations
from kiosk.shell.store import Store
from kiosk.shell.store_counts import purge
from kiosk.shell.store_errors import StoreCorrupt, StoreForeign, StoreNewer, StoreOlder, StoreUnreachable
from kiosk.shell.store_report import NoSuchNight, read_night

OpenStore = Callable[..., Store]
Sell = Callable[..., tuple[WriteOrder | WriteStatus, ...]]
MakeOrder = Callable[..., Order]
OLD, TONIGHT = "2026-03-01", "2026-03-14"


@pytest.fixture
def sell(open_store: OpenStore, make_order: MakeOrder) -> Sell:
    """Puts an order on record: placed on a night at a time (UTC), called after `wait_s`, ended as said."""
    store = open_store()

    def sold(
        number: int,
        night: str,
        clock: str,
        ended: Status | None = Status.COLLECTED,
        wait_s: float | None = 240,
    ) -> tuple[WriteOrder | WriteStatus, ...]:
        placed = datetime.fromisoformat(f"{night}T{clock}:00+00:00")
        order = replace(make_order(number), night=night, placed=placed, changed=placed)
        records: list[WriteOrder | WriteStatus] = [WriteOrder(order)]
        steps = [(Status.READY, wait_s)] if wait_s is not None else []
        steps += [(ended, (wait_s or 0) + 60)] if ended is not None else []
        for status, after_s in steps:
            after = replace(order, status=status, changed=placed + timedelta(seconds=after_s or 0))
            records.append(WriteStatus(after, order.status, "banco"))
            order = after
        store.write(Write(tuple(records)))
        return tuple(records)

    return sold


def a_night(sell: Sell, night: str, first: int = 1) -> Figures:
    """Some orders of every kind; what the tally makes of them."""
    records = (
        *sell(first, night, "21:10", wait_s=240),
        *sell(first + 1, night, "21:29", wait_s=120),
        *sell(first + 2, night, "21:30", ended=Status.REFUSED, wait_s=None),
        *sell(first + 3, night, "21:35", ended=Status.UNCOLLECTED, wait_s=500),
        *sell(first + 4, night, "22:05", ended=Status.CANCELLED, wait_s=None),
    )
    return counted(Tally(), records).figures(night)


def test_the_report_says_what_the_board_said(sell: Sell, place: Path) -> None:
    """The books add up to what the hatch's tally told all night."""
    told = a_night(sell, TONIGHT)
    read = read_night(place, TONIGHT)
    assert figures(read.halves) == told
    assert (told.orders, told.drinks, told.takings_cents, told.wait_longest_s) == (5, 6, 5800, 500)
    assert read.forgotten == 0


def test_a_purged_night_reads_the_same(sell: Sell, place: Path) -> None:
    """All figures stay; only the drinks' names as they were written went with the orders."""
    told = a_night(sell, OLD)
    before = read_night(place, OLD)
    assert purge(place, TONIGHT).orders == 5
    after = read_night(place, OLD)
    assert figures(after.halves) == told
    assert [replace(half, forgotten=0) for half in after.halves] == list(before.halves)
    assert [replace(one, name="") for one in before.sold] == list(after.sold)
    assert after.forgotten == 5


def test_a_night_purged_in_part_is_the_sum_of_both(sell: Sell, place: Path) -> None:
    """An order that stayed open too long is still on record, and the rest are counts."""
    a_night(sell, OLD)
    sell(6, OLD, "21:15", ended=None)
    whole = figures(read_night(place, OLD).halves)
    assert purge(place, TONIGHT).still_open == (6,)
    read = read_night(place, OLD)
    assert figures(read.halves) == whole
    assert (whole.orders, whole.open, read.forgotten) == (6, 1, 5)
    assert Sold("whiskey-sour", Status.READY, 1, 1100, "Whiskey Sour") in read.sold


def test_after_a_restart_the_tally_goes_on(
    sell: Sell, open_store: OpenStore, place: Path, now: object
) -> None:
    """What a hatch finds in its books equals what it counted; who was called before is not called again."""
    records = (*sell(1, TONIGHT, "21:10"), *sell(2, TONIGHT, "21:40", ended=None))
    reader = Store.read(place)
    with closing(reader):
        assert reader.load(now, 900, 1800).tally == counted(Tally(), records)  # type: ignore[arg-type]


def test_a_restart_in_1970_forgets_no_night(sell: Sell, place: Path, now: object) -> None:
    """The night before the power cut, the one by the wrong clock, and no more than are kept, in the order of their last order."""
    records: list[WriteOrder | WriteStatus] = []
    for number, night in enumerate(
        ("2026-03-10", "2026-03-11", TONIGHT, "1970-01-01", TONIGHT, "1970-01-01"), start=1
    ):
        records += sell(number, night, "21:10")
    with closing(Store.read(place)) as reader:
        loaded = reader.load(now, 900, 1800).tally  # type: ignore[arg-type]
    assert loaded == counted(Tally(), records)
    assert [one.night for one in loaded.nights] == ["2026-03-11", TONIGHT, "1970-01-01"]


def test_without_a_date_it_is_the_last_orders_night(sell: Sell, place: Path) -> None:
    """By its number, since a clock may have run wrong; with every order forgotten, the last night that was counted."""
    sell(1, OLD, "21:00")
    sell(2, "2031-01-01", "21:00")
    sell(3, TONIGHT, "21:00")
    assert read_night(place, "").night == TONIGHT
    purge(place, "2032-01-01")
    assert read_night(place, "").night == "2031-01-01"


def test_a_night_that_is_not_there_is_told_with_those_that_are(sell: Sell, place: Path) -> None:
    """Whether those are on record or only counted."""
    sell(1, OLD, "21:00")
    sell(2, TONIGHT, "21:00")
    purge(place, TONIGHT)
    with pytest.raises(NoSuchNight) as missing:
        read_night(place, "2026-03-02")
    assert (missing.value.night, missing.value.nights) == ("2026-03-02", (OLD, TONIGHT))


def test_empty_books_have_no_night(open_store: OpenStore, place: Path) -> None:
    """Neither a certain one nor the last."""
    open_store()
    for night in ("", TONIGHT):
        with pytest.raises(NoSuchNight) as missing:
            read_night(place, night)
        assert missing.value.nights == ()


def test_one_report_is_one_look(sell: Sell, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An order that is written while the report reads is in all of it or in nothing of it."""
    sell(1, TONIGHT, "21:10")

    real = store_night.halves_of

    def meanwhile(db: object, night: str) -> object:
        read = real(db, night)  # type: ignore[arg-type]
        sell(2, TONIGHT, "21:20")
        return read

    monkeypatch.setattr(store_report, "halves_of", meanwhile)
    read = read_night(place, TONIGHT)
    assert sum(half.drinks for half in read.halves) == sum(one.quantity for one in read.sold) == 3


def test_a_clock_that_was_set_measures_no_wait(sell: Sell, place: Path) -> None:
    """Neither a wait of years nor one below zero: such an order was called, and nobody knows after how long."""
    sell(1, TONIGHT, "21:00", wait_s=1_700_000_000)
    sell(2, TONIGHT, "21:01", wait_s=-30)
    sell(3, TONIGHT, "21:02", wait_s=60)
    night = figures(read_night(place, TONIGHT).halves)
    assert (night.collected, night.called, night.wait_mean_s, night.wait_longest_s) == (3, 1, 60, 60)


def test_books_that_cannot_be_read_say_why(open_store: OpenStore, place: Path) -> None:
    """Missing, another program's, a newer version's, an older one's, damaged: each in the books' own words."""
    with pytest.raises(StoreUnreachable):
        read_night(place, "")
    assert not place.exists()
    open_store().close()
    last = [migration.name for migration in migrations._migrations][-1]
    with closing(sqlite3.connect(place, isolation_level=None)) as db:
        db.execute("DELETE FROM _sqlite_migrations WHERE name = ?", [last])
    with pytest.raises(StoreOlder, match="start the hatch once"):
        read_night(place, "")
    with closing(sqlite3.connect(place, isolation_level=None)) as db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('kiosk', 'tips', '')"
        )
    with pytest.raises(StoreNewer):
        read_night(place, "")
    other = place.with_name("other.db")
    with closing(sqlite3.connect(other, isolation_level=None)) as db:
        db.execute("CREATE TABLE songs (name TEXT)")
    with pytest.raises(StoreForeign):
        read_night(other, "")
    other.write_bytes(b"no database at all, " * 100)
    with pytest.raises(StoreCorrupt):
        read_night(other, "")


def test_a_night_is_found_by_index(sell: Sell, place: Path) -> None:
    """However many nights there are: no part of a report, nor of a start, reads through all orders."""
    sell(1, TONIGHT, "21:00")
    with closing(sqlite3.connect(place)) as db:
        for sql in (store_night._HALVES, store_night._DRINKS, store_night._CALLED, store_night._COUNTED):
            plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", [TONIGHT]).fetchall()]
            assert not [step for step in plan if step.startswith("SCAN") and "figures_of" not in step], plan
