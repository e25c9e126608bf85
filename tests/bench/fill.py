"""Fills a database with closed orders, fast: what a house has after years of nights."""

import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.shell.store import Store
from kiosk.shell.store_times import text

NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)"
AT = "strftime('%Y-%m-%dT%H:%M:%S.000000Z', :first, '+' || (i * 60 + {}) || ' seconds')"
STEPS = (
    (None, "placed", 0),
    ("placed", "acknowledged", 30),
    ("acknowledged", "ready", 180),
    ("ready", "collected", 240),
)


def fill(path: Path, count: int) -> None:
    """Begin books at `path` and write `count` collected orders, of two lines and four changes, one a minute.

    The last closed a day ago. Not durable while it runs; half a minute for a million.
    """
    Store.open(path, note=lambda _: None).close()
    first = datetime.now(UTC) - timedelta(days=1, minutes=count)
    facts: dict[str, str | int | None] = {"count": count, "first": text(first)[:19]}
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN IMMEDIATE")
        db.execute(
            f"{NUMBERS} INSERT INTO orders SELECT i, substr({AT.format(0)}, 1, 10), 'word', 'answer', 'it',"
            f" 'collected', 'ready', {AT.format(0)}, {AT.format(240)}, 2600, i FROM n",
            facts,
        )
        for position, drink in enumerate(("whisky-cola", "whiskey-sour")):
            line = {**facts, "position": position, "drink": drink}
            db.execute(
                f"{NUMBERS} INSERT INTO lines SELECT i, :position, :drink, :drink, 1, 1300 FROM n", line
            )
        for was, status, after_s in STEPS:
            change = {**facts, "was": was, "status": status}
            db.execute(
                f"{NUMBERS} INSERT INTO changes (order_number, at, was, status, who)"
                f" SELECT i, {AT.format(after_s)}, :was, :status, 'bar' FROM n",
                change,
            )
        db.execute("UPDATE facts SET value = :count WHERE key = 'revision'", facts)
        db.execute("COMMIT")


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
