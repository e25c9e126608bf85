"""Rows and values: how an order, a pause and a time are written down, and read again."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from sqlite_utils import Database

from kiosk.core.board import Pause
from kiosk.core.books import Books, Change
from kiosk.core.effects import (
    Record,
    WriteOrder,
    WritePace,
    WritePause,
    WriteRevision,
    WriteSoldOut,
    WriteStatus,
)
from kiosk.core.moment import Moment
from kiosk.core.order import Line, Order, Status
from kiosk.core.pace import Pace, clipped
from kiosk.shell.migrations import OPEN

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


class NoSuchOrder(Exception):
    """A change of an order that is not in the books."""


# --- times -------------------------------------------------------------------------------------------------------
def text(at: datetime) -> str:
    """A moment as it is written: UTC, to the microsecond, of one width."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _text_or_none(at: datetime | None) -> str | None:
    return None if at is None else text(at)


def _time_or_none(written: str | None) -> datetime | None:
    return None if written is None else datetime.fromisoformat(written)


# --- values into rows --------------------------------------------------------------------------------------------
def put(db: Database, record: Record) -> None:
    """Write one record into the transaction that is open."""
    match record:
        case WriteOrder(order):
            _put_order(db, order)
        case WriteStatus(order, was, who):
            _put_status(db, order, was, who)
        case WriteSoldOut():
            _put_sold_out(db, record)
        case WritePause():
            _put_pause(db, record)
        case WriteRevision(revision):
            db.execute("UPDATE facts SET value = max(value, ?) WHERE key = 'revision'", [revision])
        case WritePace():
            _put_pace(db, record)


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


def _put_sold_out(db: Database, mark: WriteSoldOut) -> None:
    if mark.out:
        said = "INSERT INTO sold_out (drink, since, who) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
        db.execute(said, [mark.drink, text(mark.at), mark.who])
    else:
        said = "UPDATE sold_out SET ended = ?, ended_by = ? WHERE drink = ? AND ended IS NULL"
        db.execute(said, [text(mark.at), mark.who, mark.drink])


def _put_pause(db: Database, record: WritePause) -> None:
    ended = "UPDATE pauses SET ended = ?, ended_by = ? WHERE ended IS NULL"
    db.execute(ended, [text(record.at), record.who])
    if record.pause is not None:
        begun = "INSERT INTO pauses (since, until, who) VALUES (?, ?, ?)"
        db.execute(begun, [text(record.pause.since), _text_or_none(record.pause.until), record.who])


def _put_pace(db: Database, pace: WritePace) -> None:
    facts = {"pace": float(pace.long_run), "pace_extra_s": float(pace.extra_s), "pace_night": pace.night}
    for key, value in facts.items():
        db.execute(
            "INSERT INTO facts VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", [key, value]
        )


# --- rows into values --------------------------------------------------------------------------------------------
def books(db: Database, now: Moment, kept_s: float) -> Books:
    """All that a hatch must know, with the orders closed in the last `kept_s` seconds. Reads by index alone."""
    return Books(
        orders=_orders(db, now, kept_s),
        next_number=_one(db, "SELECT coalesce(max(number), 0) + 1 FROM orders"),
        revision=_one(db, "SELECT value FROM facts WHERE key = 'revision'"),
        sold_out=tuple(
            row["drink"]
            for row in db.query("SELECT drink FROM sold_out WHERE ended IS NULL ORDER BY since, id")
        ),
        pause=_pause(db),
        pace=_pace(db),
        pace_night=_fact(db, "pace_night", "text", ""),
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


def _pause(db: Database) -> Pause | None:
    rows = list(db.query("SELECT since, until FROM pauses WHERE ended IS NULL"))
    return Pause(datetime.fromisoformat(rows[0]["since"]), _time_or_none(rows[0]["until"])) if rows else None


def _pace(db: Database) -> Pace:
    """What is known of the pace; a value that cannot be one is none, and no reason to put the books aside."""
    long_run, extra_s = _fact(db, "pace", "real", 1.0), _fact(db, "pace_extra_s", "real", 0.0)
    return Pace(clipped(long_run)).extended(extra_s)


def _fact(db: Database, key: str, kind: str, default: Any) -> Any:
    rows = list(db.query("SELECT value FROM facts WHERE key = ? AND typeof(value) = ?", [key, kind]))
    return rows[0]["value"] if rows else default


def _status_or_none(written: str | None) -> Status | None:
    return None if written is None else Status(written)


def _one(db: Database, sql: str) -> Any:
    """The one value of the one row that this asks for."""
    return db.execute(sql).fetchall()[0][0]
