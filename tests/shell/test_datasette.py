"""The questions that are ready for Datasette are answered by real books, as Datasette asks them, and say what the report says."""

import re
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from kiosk import paths
from kiosk.core.board import Mark, Pause
from kiosk.core.effects import Write, WriteOrder, WritePause, WriteSoldOut, WriteStatus
from kiosk.core.figures import Sold, by_drink, by_half_hour, figures
from kiosk.core.order import Order, Status
from kiosk.shell.store import Store
from kiosk.shell.store_counts import purge
from kiosk.shell.store_report import read_night

FILE = yaml.safe_load((paths.packaged_config() / "datasette.yaml").read_text(encoding="utf-8"))
QUERIES: Mapping[str, Any] = FILE["databases"]["kiosk"]["queries"]
OLD, TONIGHT = "2026-03-01", "2026-03-14"
Row = dict[str, Any]


@pytest.fixture
def books(open_store: Callable[..., Store], make_order: Callable[..., Order], place: Path) -> Path:
    """Two nights: of each drink some handed over, some not; a pause, and a drink that ran out."""
    store = open_store()
    for number, (night, clock, ended, wait_s) in enumerate(
        (
            (OLD, "21:10", Status.COLLECTED, 240),
            (OLD, "21:40", Status.UNCOLLECTED, 500),
            (OLD, "22:05", Status.REFUSED, None),
            (TONIGHT, "21:20", Status.COLLECTED, 300),
            (TONIGHT, "21:25", Status.COLLECTED, 700),
            (TONIGHT, "23:55", Status.CANCELLED, None),
            (TONIGHT, "23:58", None, None),
        ),
        start=1,
    ):
        placed = datetime.fromisoformat(f"{night}T{clock}:00+00:00")
        order = replace(make_order(number), night=night, placed=placed, changed=placed, promised_s=600)
        store.write(Write((WriteOrder(order),)))
        for status, after_s in ((Status.READY, wait_s), (ended, (wait_s or 0) + 60)):
            if status is not None and after_s is not None:
                after = replace(order, status=status, changed=placed + timedelta(seconds=after_s))
                store.write(Write((WriteStatus(after, order.status, "banco"),)))
                order = after
    at = datetime.fromisoformat(f"{TONIGHT}T21:00:00+00:00")
    until = at + timedelta(minutes=5)
    store.write(Write((WritePause(Pause(at, None, "ice"), at, "banco"), WritePause(None, until, "banco"))))
    gone = WriteSoldOut("negroni", Mark("negroni", night=TONIGHT), at, "banco")
    store.write(Write((gone, WriteSoldOut("negroni", None, until, "banco"))))
    return place


def asked(place: Path, name: str, **given: str) -> list[Row]:
    """The rows of a query, asked as Datasette does: read-only, and a named parameter that was left out is an empty text."""
    sql = QUERIES[name]["sql"]
    named = re.findall(r"(?<![:\w']):([a-z_]+)\b", sql)
    with closing(sqlite3.connect(f"{place.as_uri()}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(sql, {one: given.get(one, "") for one in named}).fetchall()]


@pytest.mark.parametrize("name", QUERIES)
def test_every_question_is_answered(name: str, books: Path) -> None:
    """Each has rows, says what it is, and names the fields that it takes."""
    query = QUERIES[name]
    assert query["title"]
    assert query["description"]
    assert set(re.findall(r"(?<![:\w']):([a-z_]+)\b", query["sql"])) == set(query.get("params", []))
    assert asked(books, name)


def test_all_nights_say_what_the_report_says(books: Path) -> None:
    """One row a night, the last one first, with the very figures of `kiosk report`."""
    rows = asked(books, "nights")
    assert [row["night"] for row in rows] == [TONIGHT, OLD]
    for row in rows:
        night = figures(read_night(books, row["night"]).halves)
        assert (row["orders"], row["handed_over"], row["still_open"]) == (
            night.orders,
            night.collected,
            night.open,
        )
        assert (row["uncollected"], row["refused"], row["cancelled"]) == (
            night.uncollected,
            night.refused,
            night.cancelled,
        )
        assert (row["drinks"], row["takings"]) == (night.drinks, night.takings_cents / 100)
        assert row["wait_mean_min"] == pytest.approx(night.wait_mean_s / 60, abs=0.06)
        assert row["wait_longest_min"] == pytest.approx(night.wait_longest_s / 60, abs=0.06)


@pytest.mark.parametrize("night", [OLD, TONIGHT])
def test_one_night_says_what_the_report_says(night: str, books: Path) -> None:
    """By half hour and by drink; left empty, the field means the last night."""
    read = read_night(books, night)
    halves = asked(books, "half_hours", night=night)
    told = [(part.orders, part.drinks, part.takings_cents / 100) for _, part in by_half_hour(read.halves)]
    assert [(row["orders"], row["drinks"], row["takings"]) for row in halves] == told
    drinks = asked(books, "drinks", night=night)
    ranked = [(sold[0].drink, _collected(sold)) for sold in by_drink(read.sold)]
    assert [(row["drink"], row["handed_over"]) for row in drinks] == ranked
    if night == TONIGHT:
        assert (asked(books, "half_hours"), asked(books, "drinks")) == (halves, drinks)


def _collected(sold: tuple[Sold, ...]) -> int:
    return sum(one.quantity for one in sold if one.status is Status.COLLECTED)


def test_a_purged_night_still_answers(books: Path) -> None:
    """Everything but which orders they were."""
    before = {name: asked(books, name, night=OLD) for name in QUERIES}
    assert purge(books, TONIGHT).orders == 3
    after = {name: asked(books, name, night=OLD) for name in QUERIES}
    assert [row["only_counted"] for row in after["nights"]] == [0, 3]
    assert before.pop("promises")
    assert after.pop("promises") == []
    for rows in (before["nights"], after["nights"]):
        for row in rows:
            del row["only_counted"]
    assert after == before


def test_kept_and_late_promises_are_told_apart(books: Path) -> None:
    """By what a guest was told and how long they waited; no promise is judged that nobody could keep."""
    rows = asked(books, "promises")
    assert [(row["number"], row["promise"], row["waited_min"]) for row in rows] == [
        (4, "kept", 5.0),
        (5, "late", 11.7),
    ]
