"""What is kept of a night: its single orders are counted by drink and by half hour, and then forgotten.

Nobody needs to know in a year who drank what at which minute, not even without a name (GDPR, article 5(1)(c)).
The counts of a night that was forgotten in two parts add up. An open order is never forgotten.
"""

from contextlib import closing
from pathlib import Path

from msgspec import Struct
from sqlite_utils import Database

from kiosk.shell import store_door as door
from kiosk.shell.migrations import OPEN, migrations
from kiosk.shell.store_errors import StoreOlder, in_our_words

BATCH = 200
"""Orders in one transaction: a hatch that wants to write meanwhile waits for some milliseconds."""
WAIT_S = 5.0
"""Whoever forgets has time: a hatch in the middle of writing goes first."""
EARLIEST = "2025-01-01"
"""A night before this was named by a clock that nobody had set, and says nothing of its orders' age."""

_DRINKS = f"""INSERT INTO night_drinks (night, drink, ended, quantity, cents)
    SELECT night, drink, status, sum(quantity), sum(quantity * price_cents)
    FROM orders JOIN lines ON order_number = number
    WHERE number BETWEEN ? AND ? AND NOT {OPEN} GROUP BY night, drink, status
    ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity, cents = cents + excluded.cents"""  # noqa: S608
_HALVES = f"""INSERT INTO night_halves (night, half_at, ended, orders, drinks, cents, called, wait_s, longest_s)
    SELECT night, half_at, status, count(*), sum(drinks), sum(cents), count(wait_s),
        coalesce(sum(wait_s), 0), coalesce(max(wait_s), 0)
    FROM figures_of_orders WHERE number BETWEEN ? AND ? AND NOT {OPEN} GROUP BY night, half_at, status
    ON CONFLICT DO UPDATE SET orders = orders + excluded.orders, drinks = drinks + excluded.drinks,
        cents = cents + excluded.cents, called = called + excluded.called, wait_s = wait_s + excluded.wait_s,
        longest_s = max(longest_s, excluded.longest_s)"""  # noqa: S608 (constants of the schema)
_CLOSED = f"SELECT number FROM orders WHERE number BETWEEN ? AND ? AND NOT {OPEN}"  # noqa: S608
_FORGET = (
    f"DELETE FROM changes WHERE order_number IN ({_CLOSED})",  # noqa: S608
    f"DELETE FROM lines WHERE order_number IN ({_CLOSED})",  # noqa: S608
    f"DELETE FROM orders WHERE number BETWEEN ? AND ? AND NOT {OPEN}",  # noqa: S608
)
_LAST_NUMBER = """INSERT INTO facts (key, value) SELECT 'last_number', coalesce(max(number), 0) FROM orders WHERE true
    ON CONFLICT DO UPDATE SET value = max(value, excluded.value)"""


class Purged(Struct, frozen=True):
    """What was forgotten, and what was not."""

    orders: int
    """So many single orders, now counted."""
    nights: tuple[str, ...]
    """Of these nights."""
    still_open: tuple[int, ...] = ()
    """The numbers of orders that are as old, and stay because somebody still waits for them."""


def purge(path: Path, before: str) -> Purged:
    """Count and forget every closed order up to the last one of the nights before this one (`YYYY-MM-DD`).

    Up to the last one by number: what a clock that ran wrong has filed under a night of 1970 goes with the orders
    around it, and not while it is new. A hatch may own the books meanwhile. Raises StoreOlder and other StoreErrors.
    """
    with in_our_words(path), closing(door.connected(path, "rw")) as db:
        door.refuse_strangers(db, path)
        if migrations.pending(db):
            raise StoreOlder(path)
        for pragma in ("foreign_keys = ON", "secure_delete = ON", f"busy_timeout = {int(WAIT_S * 1000)}"):
            db.execute(f"PRAGMA {pragma}").fetchall()
        last = _last_due(db, before)
        due = f"FROM orders WHERE number <= ? AND NOT {OPEN}"
        nights = [
            row[0] for row in db.execute(f"SELECT DISTINCT night {due} ORDER BY night", [last]).fetchall()
        ]
        forgotten = _forget(db, last)
        waiting = db.execute(f"SELECT number FROM orders WHERE number <= ? AND {OPEN}", [last]).fetchall()  # noqa: S608
        if forgotten:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()  # busy is no fault: the next one does it
        return Purged(forgotten, tuple(nights), tuple(number for (number,) in waiting))


def _last_due(db: Database, before: str) -> int:
    """The highest number of an order whose night is over long enough; 0 when there is none."""
    rows = db.execute("SELECT max(number) FROM orders WHERE night < ? AND night >= ?", [before, EARLIEST])
    return rows.fetchall()[0][0] or 0


def _forget(db: Database, last: int) -> int:
    """Count and delete, some at a time, the oldest first; how many."""
    forgotten = 0
    # The next order's number must not be one that was given before.
    with door.transaction(db):
        db.execute(_LAST_NUMBER)
    while some := db.execute(f"{_CLOSED} ORDER BY number LIMIT {BATCH}", [0, last]).fetchall():
        span = [some[0][0], some[-1][0]]
        with door.transaction(db):
            db.execute(_DRINKS, span)
            db.execute(_HALVES, span)
            for statement in _FORGET:
                db.execute(statement, span)
        forgotten += len(some)
    return forgotten
