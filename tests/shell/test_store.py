"""The books keep what they were told, whole or not at all."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlite_utils import Database

from kiosk.core.board import Mark, Pause, Room
from kiosk.core.books import Books, Change
from kiosk.core.effects import (
    Write,
    WriteOrder,
    WritePace,
    WritePause,
    WriteRevision,
    WriteRoom,
    WriteSoldOut,
    WriteStatus,
)
from kiosk.core.moment import Moment
from kiosk.core.order import Line, Order, Status
from kiosk.core.pace import EXTRA_LEAST_S, EXTRA_MOST_S, QUICKEST, SLOWEST, Pace
from kiosk.core.tally import Tally, counted
from kiosk.shell.migrations import migrations
from kiosk.shell.store import Store
from kiosk.shell.store_errors import StoreFull, StoreLocked, StoreReadOnly, StoreRefused, StoreUnreachable

OpenStore = Callable[..., Store]
MakeOrder = Callable[..., Order]

TABLES = ("orders", "lines", "changes", "sold_out", "pauses", "rooms", "facts")


def test_fresh_books_are_empty_and_named(open_store: OpenStore, now: Moment) -> None:
    """Books begun now hold nothing, count from one and have a name."""
    store = open_store()
    assert store.load(now, 900, 1800) == Books()
    assert len(store.books) == 12


def test_the_name_stays(open_store: OpenStore) -> None:
    """The books keep their name over a restart, and other books have another."""
    first = open_store()
    name = first.books
    first.close()
    assert open_store().books == name


def test_other_books_have_another_name(open_store: OpenStore, place: Path) -> None:
    """Two databases never share a name, or revisions of one would be taken for the other's."""
    assert open_store().books != open_store(place.with_name("other.db")).books


def test_an_order_comes_back_as_it_was(open_store: OpenStore, make_order: MakeOrder, now: Moment) -> None:
    """An order read after a restart equals the one written, lines and times included."""
    order = make_order(7, ago_s=61.25)
    first = open_store()
    first.write(Write((WriteOrder(order), WriteRevision(1000))))
    first.close()
    found = open_store().load(now, 900, 1800)
    tally = counted(Tally(), [WriteOrder(order)])
    assert found == Books(orders=(order,), next_number=8, revision=1000, tally=tally)


def test_a_status_comes_back_with_its_step_of_undo(
    open_store: OpenStore, make_order: MakeOrder, now: Moment
) -> None:
    """A change of status is in the order, and what undo would return to."""
    store = open_store()
    store.write(Write((WriteOrder(make_order()),)))
    moved = make_order(status=Status.ACKNOWLEDGED, before=Status.PLACED)
    store.write(Write((WriteStatus(moved, Status.PLACED, "bar-1"),)))
    assert store.load(now, 900, 1800).orders == (moved,)


def test_every_change_is_on_record(open_store: OpenStore, make_order: MakeOrder, now: Moment) -> None:
    """An order's past tells each status with its time and who asked."""
    store = open_store()
    placed = make_order(ago_s=60)
    cancelled = replace(make_order(status=Status.CANCELLED), placed=placed.placed)
    store.write(Write((WriteOrder(placed), WriteStatus(cancelled, Status.PLACED, "guest"))))
    assert store.changes(1) == (
        Change(placed.placed, None, Status.PLACED, "guest"),
        Change(now.wall, Status.PLACED, Status.CANCELLED, "guest"),
    )
    assert store.changes(2) == ()


def test_closed_orders_are_loaded_while_recent(
    open_store: OpenStore, make_order: MakeOrder, now: Moment
) -> None:
    """A closed order is loaded within the longer of the two times, an open one however old."""
    store = open_store()
    orders = (
        make_order(1, Status.COLLECTED, ago_s=1799),
        make_order(2, Status.COLLECTED, ago_s=1801),
        make_order(3, Status.READY, ago_s=90_000),
    )
    store.write(Write(tuple(WriteOrder(order) for order in orders)))
    assert [order.number for order in store.load(now, 900, 1800).orders] == [1, 3]
    assert [order.number for order in store.load(now, 1900, 1800).orders] == [1, 2, 3]


def test_the_number_goes_on_from_the_last_order_however_old(
    open_store: OpenStore, make_order: MakeOrder, now: Moment
) -> None:
    """A number is never given twice, also when its order is no longer loaded."""
    store = open_store()
    record = WriteOrder(make_order(41, Status.COLLECTED, ago_s=1_000_000))
    store.write(Write((record,)))
    assert store.load(now, 900, 1800) == Books(next_number=42, tally=counted(Tally(), [record]))


def test_an_old_order_can_be_read_alone(open_store: OpenStore, make_order: MakeOrder) -> None:
    """A report finds an order by its number; a record knows no monotonic time."""
    store = open_store()
    old = make_order(5, Status.REFUSED, ago_s=500_000)
    store.write(Write((WriteOrder(old),)))
    assert store.order(5) == replace(old, placed_mono=0.0, changed_mono=0.0)
    assert store.order(6) is None


def test_a_clock_that_runs_behind_puts_nothing_in_the_future(
    open_store: OpenStore, make_order: MakeOrder, now: Moment
) -> None:
    """A start with a clock before the orders' own times takes them for placed now."""
    store = open_store()
    store.write(Write((WriteOrder(make_order(1)), WriteOrder(make_order(2, Status.COLLECTED)))))
    past = replace(now, wall=now.wall - timedelta(days=4000))
    found = store.load(past, 900, 1800).orders
    assert [(order.placed_mono, order.changed_mono) for order in found] == [(past.mono, past.mono)] * 2


def test_a_clock_that_runs_behind_does_not_load_all_that_ever_was(
    open_store: OpenStore, make_order: MakeOrder, now: Moment
) -> None:
    """However wrong the clock, a start reads a bounded number of closed orders: the last ones."""
    store = open_store()
    closed = (make_order(number, Status.COLLECTED, ago_s=1000 - number) for number in range(1, 301))
    store.write(Write(tuple(WriteOrder(order) for order in closed)))
    past = replace(now, wall=now.wall - timedelta(days=4000))
    assert [order.number for order in store.load(past, 900, 1800).orders] == list(range(101, 301))


def test_a_promise_comes_back_and_is_due_when_it_was(
    open_store: OpenStore, make_order: MakeOrder, now: Moment
) -> None:
    """A guest who was told five minutes waits for the rest of them after a restart."""
    first = open_store()
    first.write(Write((WriteOrder(replace(make_order(ago_s=60), promised_s=300)),)))
    first.close()
    (found,) = open_store().load(now, 900, 1800).orders
    assert (found.promised_s, found.due_mono) == (300, now.mono + 240)


def test_an_order_of_books_from_before_promises_has_none(place: Path, now: Moment) -> None:
    """Yesterday's books are opened by today's program; what was promised then is not known."""
    place.parent.mkdir()
    old = Database(place)
    migrations.apply(old, stop_before="promises")
    written = (
        "1, '2026-03-14', 'w', 'a', 'it', 'placed', NULL, '2026-03-14T22:30:00.000000Z',"
        " '2026-03-14T22:30:00.000000Z', 700, 3"
    )
    old.execute(f"INSERT INTO orders VALUES ({written})")
    old.conn.commit()
    old.close()
    store = Store.open(place, note=print)
    (found,) = store.load(now, 900, 1800).orders
    store.close()
    assert (found.promised_s, found.due_mono) == (None, None)


def test_the_pace_comes_back(open_store: OpenStore, now: Moment) -> None:
    """What was learned over many nights, and what the bartender added on which: the last that was said."""
    first = open_store()
    for pace in (WritePace(1.0, 0.0, "2026-03-13"), WritePace(1.25, 120, "2026-03-14")):
        first.write(Write((pace,)))
    first.close()
    found = open_store().load(now, 900, 1800)
    assert found == Books(pace=Pace(1.25, (), 120.0), pace_night="2026-03-14")


@pytest.mark.parametrize("nonsense", ["fast", 7, -3.5, 1e300])
def test_a_pace_that_cannot_be_is_none(open_store: OpenStore, now: Moment, nonsense: object) -> None:
    """Somebody wrote into the books by hand: the night begins all the same, at a speed within reason."""
    store = open_store()
    for key in ("pace", "pace_extra_s", "pace_night"):
        store._db.execute("INSERT INTO facts VALUES (?, ?)", [key, nonsense])
    pace = store.load(now, 900, 1800).pace
    assert QUICKEST <= pace.factor <= SLOWEST
    assert EXTRA_LEAST_S <= pace.extra_s <= EXTRA_MOST_S


def test_marks_come_back_as_they_were_last(open_store: OpenStore, now: Moment) -> None:
    """A drink has one mark: the last it was given, with its count and its night; one taken back has none."""
    store = open_store()
    counted = Mark("sour", 3, counted=True)
    said = [
        ("sour", Mark("sour")),
        ("cola", Mark("cola")),
        ("sour", counted),
        ("cola", None),
        ("tonic", None),
        ("cola", Mark("cola", night="2026-11-20")),
    ]
    for second, (drink, mark) in enumerate(said):
        store.write(Write((WriteSoldOut(drink, mark, now.wall + timedelta(seconds=second), "bar"),)))
    assert store.load(now, 1, 1).marks == (Mark("cola", night="2026-11-20"), counted)


def test_the_room_comes_back_with_its_clock(open_store: OpenStore, now: Moment) -> None:
    """As many as are in it now, and none once it is free."""
    store = open_store()
    two, four = (Room(now.wall, now.wall + timedelta(minutes=90), seats) for seats in (2, 4))
    for room in (two, four):
        store.write(Write((WriteRoom(room, now.wall, "bar"),)))
    assert store.load(now, 1, 1).room == four
    store.write(Write((WriteRoom(None, now.wall, "bar"),)))
    assert store.load(now, 1, 1).room is None


def test_the_last_pause_holds_until_it_ends(open_store: OpenStore, now: Moment) -> None:
    """A later pause replaces the one before, and its end leaves none."""
    store = open_store()
    first, second = (
        Pause(now.wall, now.wall + timedelta(minutes=5), "ice"),
        Pause(now.wall + timedelta(minutes=1)),
    )
    store.write(Write((WritePause(first, now.wall, "bar"),)))
    assert store.load(now, 1, 1).pause == first
    store.write(Write((WritePause(second, now.wall, "bar"),)))
    assert store.load(now, 1, 1).pause == second
    store.write(Write((WritePause(None, now.wall, "bar"),)))
    assert store.load(now, 1, 1).pause is None


def test_a_revision_never_goes_back(open_store: OpenStore, now: Moment) -> None:
    """A lower revision written later changes nothing."""
    store = open_store()
    for revision in (1000, 7, 1001, 0):
        store.write(Write((WriteRevision(revision),)))
    assert store.load(now, 1, 1).revision == 1001


# --- all or none -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "breaks",
    [
        pytest.param(lambda order: replace(order, lines=(Line("x", "X", 0, 900),)), id="no quantity"),
        pytest.param(lambda order: replace(order, lines=(Line("x", "X", 1, -900),)), id="negative price"),
        pytest.param(lambda order: replace(order, number=1), id="number taken"),
        pytest.param(lambda order: replace(order, number=0), id="no number"),
        pytest.param(lambda order: replace(order, number=2**63), id="number too large for SQLite"),
        pytest.param(lambda order: replace(order, revision=-1), id="negative revision"),
        pytest.param(lambda order: replace(order, status="lost"), id="no such status"),
        pytest.param(lambda order: replace(order, word="\ud800"), id="no text"),
        pytest.param(lambda order: replace(order, language=None), id="no language"),
        pytest.param(lambda order: replace(order, night="tonight"), id="no night"),
    ],
)
def test_records_are_written_all_or_none(
    open_store: OpenStore, make_order: MakeOrder, now: Moment, breaks: Callable[[Order], Order]
) -> None:
    """One record that breaks a rule of the schema undoes the whole step, and the next step goes through."""
    store = open_store()
    store.write(Write((WriteOrder(make_order(1)),)))
    before = store.load(now, 900, 1800)
    sold_out = WriteSoldOut("cola", Mark("cola"), now.wall, "bar")
    with pytest.raises(StoreRefused, match="refused a record"):
        store.write(Write((WriteRevision(5000), sold_out, WriteOrder(breaks(make_order(2))))))
    assert store.load(now, 900, 1800) == before
    store.write(Write((WriteOrder(make_order(2)),)))
    assert store.load(now, 900, 1800).next_number == 3


def test_a_change_of_an_order_that_is_not_there_is_refused(
    open_store: OpenStore, make_order: MakeOrder, now: Moment
) -> None:
    """A status for an unknown order is an error, not a silence."""
    store = open_store()
    with pytest.raises(StoreRefused, match="there is no order 9"):
        store.write(Write((WriteRevision(5), WriteStatus(make_order(9), Status.PLACED, "bar"))))
    assert store.load(now, 1, 1) == Books()


def test_a_full_disk_changes_nothing_and_passes(
    open_store: OpenStore, make_order: MakeOrder, now: Moment
) -> None:
    """Without room a step is an error that says so; with room again the same step is written."""
    store = open_store()
    store._db.execute("PRAGMA max_page_count = 1")  # SQLite takes it as "no page more than there are"
    many = Write(tuple(WriteOrder(make_order(number)) for number in range(1, 400)))
    with pytest.raises(StoreFull, match="free space"):
        store.write(many)
    assert store.load(now, 900, 1800) == Books()
    store._db.execute("PRAGMA max_page_count = 1000000")
    store.write(many)
    assert store.load(now, 900, 1800).next_number == 400


def test_books_that_another_program_writes_are_locked_not_lost(
    open_store: OpenStore, make_order: MakeOrder, now: Moment, place: Path
) -> None:
    """While a tool holds a write transaction a step fails soon, and succeeds once the tool is done."""
    store = open_store()
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreLocked):
        store.write(Write((WriteOrder(make_order()),)))
    other.execute("ROLLBACK")
    other.close()
    store.write(Write((WriteOrder(make_order()),)))
    assert store.load(now, 900, 1800).next_number == 2


# --- reading beside the owner ------------------------------------------------------------------------------------
def test_books_can_be_read_while_a_hatch_owns_them(
    open_store: OpenStore, make_order: MakeOrder, now: Moment, place: Path
) -> None:
    """A reader sees what is committed, and cannot write."""
    store = open_store()
    store.write(Write((WriteOrder(make_order()),)))
    reader = Store.read(place)
    assert (reader.books, reader.load(now, 900, 1800)) == (store.books, store.load(now, 900, 1800))
    with pytest.raises(StoreReadOnly):
        reader.write(Write((WriteRevision(9),)))
    reader.close()


def test_reading_books_that_are_not_there_makes_none(place: Path) -> None:
    """A reader of a missing file gets an error with the path, and no file comes to be."""
    with pytest.raises(StoreUnreachable, match=place.name):
        Store.read(place)
    assert not place.parent.exists()


# --- speed that does not fade ------------------------------------------------------------------------------------
def test_a_start_reads_by_index_alone(open_store: OpenStore, make_order: MakeOrder, now: Moment) -> None:
    """No question asked at a start walks through a whole table, so a million orders cost what ten cost."""
    store = open_store()
    store.write(Write((WriteOrder(make_order()),)))
    asked: list[str] = []
    store._db.conn.set_trace_callback(asked.append)
    store.load(now, 900, 1800)
    store._db.conn.set_trace_callback(None)
    questions = [sql for sql in asked if sql.startswith("SELECT")]
    plans = {sql: [row[3] for row in store._db.execute(f"EXPLAIN QUERY PLAN {sql}")] for sql in questions}
    walks = {
        sql: plan
        for sql, plan in plans.items()
        # A view's rows, once found by index, are walked through: SQLite calls that a scan, too.
        if any(step.startswith("SCAN") and "INDEX" not in step and "figures_of" not in step for step in plan)
    }
    assert len(questions) >= 6
    assert walks == {}


def test_every_commit_is_flushed(open_store: OpenStore) -> None:
    """The connection that writes is in WAL with a flush at every commit, and keeps foreign keys."""
    store = open_store()
    settings = {
        name: store._db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys")
    }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_step_is_one_transaction_that_begins_as_the_writer(
    open_store: OpenStore, make_order: MakeOrder
) -> None:
    """A step costs one commit, and takes the writer's place first: a deferred beginning fails without waiting."""
    store = open_store()
    said: list[str] = []
    store._db.conn.set_trace_callback(said.append)
    store.write(Write((WriteOrder(make_order()), WriteRevision(1))))
    store._db.conn.set_trace_callback(None)
    assert (said[0], said[-1]) == ("BEGIN IMMEDIATE", "COMMIT")
    assert not [sql for sql in said[1:-1] if sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]


def test_every_table_is_strict(open_store: OpenStore) -> None:
    """A text in a number's column is an error in every table of ours."""
    strict = {row[1]: row[5] for row in open_store()._db.execute("PRAGMA table_list") if row[2] == "table"}
    ours = {name: value for name, value in strict.items() if not name.startswith("sqlite_")}
    assert set(ours) == {*TABLES, "night_drinks", "night_halves", "_sqlite_migrations"}
    assert all(ours.values())


def test_nothing_that_identifies_a_guest_has_a_column(open_store: OpenStore) -> None:
    """The columns are exactly these: a new one is a decision."""
    store = open_store()
    columns = {table: [column.name for column in store._db.table(table).columns] for table in TABLES}
    assert columns == {
        "orders": [
            "number", "night", "word", "answer", "language", "status", "status_before",
            "placed_at", "changed_at", "total_cents", "revision", "promised_s",
        ],
        "lines": ["order_number", "position", "drink", "name", "quantity", "price_cents", "notes"],
        "changes": ["id", "order_number", "at", "was", "status", "who"],
        "sold_out": ["id", "drink", "since", "who", "ended", "ended_by", "remaining", "night", "counted"],
        "pauses": ["id", "since", "until", "who", "ended", "ended_by", "reason"],
        "rooms": ["id", "since", "until", "seats", "who", "ended", "ended_by"],
        "facts": ["key", "value"],
    }  # fmt: skip
