"""Rows and values: how an order, a pause and a time are written down, and read again."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from sqlite_utils import Database

from kiosk.core.books import Books, Change
from kiosk.core.effects import (
    Record,
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
from kiosk.shell import store_house as house
from kiosk.shell.migrations import OPEN
from kiosk.shell.store_night import tally
from kiosk.shell.store_times import text

Row = Mapping[str, Any]
CLOSED_AT_MOST = 200
"""So many closed orders are read at a start, also when a clock that ran wrong calls all of them recent."""

_NO_MOMENT = Moment(0.0, datetime.min.replace(tzinfo=UTC))
"""Before everything: whatever is on record lies after it, and so at its second 0."""

_INSERT_ORDER = (
    "INSERT INTO orders (number, night, word, answer, language, status, status_before, placed_at, changed_at,"
    " total_cents, revision, promised_s) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_LINE = (
    "INSERT INTO lines (order_number, position, drink, name, quantity, price_cents, notes)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_CHANGE = "INSERT INTO changes (order_number, at, was, status, who) VALUES (?, ?, ?, ?, ?)"
_OPEN_ORDERS = f"SELECT * FROM orders WHERE {OPEN}"  # noqa: S608 (a constant of the schema)
_CLOSED_ORDERS = (
    f"SELECT * FROM orders WHERE NOT {OPEN} AND changed_at >= ?"  # noqa: S608 (a constant of the schema)
    " ORDER BY changed_at DESC LIMIT ?"
)

_LAST_NUMBERS = (
    "SELECT coalesce(max(number), 0) FROM orders",
    "SELECT coalesce(max(value), 0) FROM facts WHERE key = 'last_number'",
)
"""Of the orders on record, and of those that were forgotten."""


class NoSuchOrder(Exception):
    """A change of an order that is not in the books."""


# --- values into rows --------------------------------------------------------------------------------------------
def put(db: Database, record: Record) -> None:
    """Write one record into the transaction that is open."""
    match record:
        case WriteOrder(order):
            _put_order(db, order)
        case WriteStatus(order, was, who):
            _put_status(db, order, was, who)
        case WriteSoldOut():
            house.put_sold_out(db, record)
        case WritePause():
            house.put_pause(db, record)
        case WriteRoom():
            house.put_room(db, record)
        case WriteRevision(revision):
            db.execute("UPDATE facts SET value = max(value, ?) WHERE key = 'revision'", [revision])
        case WritePace():
            house.put_pace(db, record)


def _put_order(db: Database, order: Order) -> None:
    placed, changed = text(order.placed), text(order.changed)
    head = (order.number, order.night, order.word, order.answer, order.language, order.status, order.before)
    db.execute(_INSERT_ORDER, [*head, placed, changed, order.total_cents, order.revision, order.promised_s])
    for position, line in enumerate(order.lines):
        notes = msgspec.json.encode(line.notes).decode()
        row = [order.number, position, line.drink, line.name, line.quantity, line.price_cents, notes]
        db.execute(_INSERT_LINE, row)
    db.execute(_INSERT_CHANGE, [order.number, changed, None, order.status, "guest"])


def _put_status(db: Database, order: Order, was: Status, who: str) -> None:
    changed = text(order.changed)
    done = db.execute(
        "UPDATE orders SET status = ?, status_before = ?, changed_at = ?, revision = ? WHERE number = ?",
        [order.status, order.before, changed, order.revision, order.number],
    )
    if done.rowcount != 1:
        raise NoSuchOrder(f"there is no order {order.number} to make {order.status}")
    db.execute(_INSERT_CHANGE, [order.number, changed, was, order.status, who])


# --- rows into values --------------------------------------------------------------------------------------------
def books(db: Database, now: Moment, kept_s: float) -> Books:
    """All that a hatch must know, with the orders closed in the last `kept_s` seconds. Reads by index alone."""
    return Books(
        orders=_orders(db, now, kept_s),
        next_number=1 + max(_one(db, sql) for sql in _LAST_NUMBERS),
        revision=_one(db, "SELECT value FROM facts WHERE key = 'revision'"),
        marks=house.marks(db),
        pause=house.pause(db),
        room=house.room(db),
        pace=house.pace(db),
        pace_night=house.fact(db, "pace_night", "text", ""),
        tally=tally(db),
    )


def order(db: Database, number: int) -> Order | None:
    """The order with this number, however old; both its monotonic times are 0."""
    rows = list(db.query("SELECT * FROM orders WHERE number = ?", [number]))
    return _order(db, rows[0], _NO_MOMENT) if rows else None


def changes(db: Database, number: int) -> tuple[Change, ...]:
    """All that happened to an order, in the order of writing."""
    rows = db.query("SELECT at, was, status, who FROM changes WHERE order_number = ? ORDER BY id", [number])
    return tuple(
        Change(
            datetime.fromisoformat(row["at"]), _status_or_none(row["was"]), Status(row["status"]), row["who"]
        )
        for row in list(rows)
    )


def name_of_books(db: Database) -> str:
    """The name that these books got when they were begun."""
    return str(_one(db, "SELECT value FROM facts WHERE key = 'books'"))


def _orders(db: Database, now: Moment, kept_s: float) -> tuple[Order, ...]:
    since = text(now.wall - timedelta(seconds=kept_s))
    rows = [
        *db.query(_OPEN_ORDERS),
        *db.query(_CLOSED_ORDERS, [since, CLOSED_AT_MOST]),
    ]
    return tuple(_order(db, row, now) for row in sorted(rows, key=lambda row: int(row["number"])))


def _order(db: Database, row: Row, now: Moment) -> Order:
    placed, changed = datetime.fromisoformat(row["placed_at"]), datetime.fromisoformat(row["changed_at"])
    return Order(
        number=row["number"],
        night=row["night"],
        word=row["word"],
        answer=row["answer"],
        language=row["language"],
        lines=_lines(db, row["number"]),
        status=Status(row["status"]),
        placed=placed,
        changed=changed,
        placed_mono=_mono(placed, now),
        changed_mono=_mono(changed, now),
        revision=row["revision"],
        before=_status_or_none(row["status_before"]),
        promised_s=row["promised_s"],
        due_mono=None if row["promised_s"] is None else _mono(placed, now) + row["promised_s"],
    )


def _mono(at: datetime, now: Moment) -> float:
    """When it was on the present monotonic clock; what a clock that ran wrong puts in the future is now."""
    return now.mono - max(0.0, (now.wall - at).total_seconds())


def _lines(db: Database, number: int) -> tuple[Line, ...]:
    rows = db.query(
        "SELECT drink, name, quantity, price_cents, notes FROM lines WHERE order_number = ? ORDER BY position",
        [number],
    )
    return tuple(
        Line(**{**row, "notes": msgspec.json.decode(row["notes"], type=tuple[str, ...])})
        for row in list(rows)
    )


def _status_or_none(written: str | None) -> Status | None:
    return None if written is None else Status(written)


def _one(db: Database, sql: str) -> Any:
    """The one value of the one row that this asks for."""
    return db.execute(sql).fetchall()[0][0]
