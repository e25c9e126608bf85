"""The books beside a plain dictionary: whatever is written, both tell the same."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kiosk.core.board import Mark, Pause
from kiosk.core.books import Books
from kiosk.core.effects import (
    Record,
    Write,
    WriteOrder,
    WritePace,
    WritePause,
    WriteRevision,
    WriteSoldOut,
    WriteStatus,
)
from kiosk.core.figures import Half
from kiosk.core.moment import Moment
from kiosk.core.order import Line, Order, Status
from kiosk.core.pace import Pace
from kiosk.core.tally import NightTally, Tally, counted
from kiosk.shell.store import Store

NOW = Moment(100_000.0, datetime(2026, 3, 14, 23, 0, tzinfo=UTC))
KEPT_S = 1800

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
seconds_ago = st.integers(0, 2 * KEPT_S).filter(lambda ago: ago != KEPT_S)
cents = st.integers(0, 10**6)
sold_lines = st.lists(st.builds(Line, words, words, st.integers(1, 20), cents), max_size=4).map(tuple)


@st.composite
def placings(draw: st.DrawFn) -> tuple[str, Order]:
    """A new order; its number is given when it is written."""
    ago_s = draw(seconds_ago)
    at, mono = NOW.wall - timedelta(seconds=ago_s), NOW.mono - ago_s
    order = Order(
        0,
        "2026-03-14",
        draw(words),
        draw(words),
        draw(words),
        draw(sold_lines),
        Status.PLACED,
        at,
        at,
        mono,
        mono,
        draw(st.integers(0, 99)),
    )
    promised_s = draw(st.none() | st.integers(60, 3600))
    due = None if promised_s is None else mono + promised_s
    return "place", replace(order, promised_s=promised_s, due_mono=due)


statuses = st.sampled_from(Status)
moves = st.tuples(st.just("move"), st.integers(0, 20), statuses, st.none() | statuses, seconds_ago)
drinks = st.sampled_from(["cola", "sour", "tonic"])
marks = st.tuples(st.just("mark"), drinks, st.none() | st.tuples(st.integers(0, 9), st.booleans()))
pauses = st.tuples(st.just("pause"), st.none() | st.booleans())
paces = st.tuples(st.just("pace"), st.floats(0.5, 2.0), st.floats(-600, 1800))
revisions = st.tuples(st.just("revision"), st.integers(0, 5000))
steps = st.lists(
    st.lists(placings() | moves | marks | pauses | paces | revisions, min_size=1, max_size=4), max_size=8
)


class Model:
    """What the books should say, kept the plain way."""

    def __init__(self) -> None:
        self.orders: dict[int, Order] = {}
        self.marks: dict[str, Mark] = {}
        self.pause: Pause | None = None
        self.revision = 0
        self.pace, self.pace_night = Pace(), ""
        self.waits: dict[int, int] = {}

    def take(self, act: tuple[Any, ...]) -> Record | None:
        """Do one act here, and say which record does it in the books."""
        match act:
            case ("place", order):
                number = len(self.orders) + 1
                self.orders[number] = replace(order, number=number)
                return WriteOrder(self.orders[number])
            case ("move", pick, status, before, ago_s) if self.orders:
                number = pick % len(self.orders) + 1
                was, times = self.orders[number], {"changed": NOW.wall - timedelta(seconds=ago_s)}
                self.orders[number] = replace(
                    was, status=status, before=before, changed_mono=NOW.mono - ago_s, **times
                )
                making = (Status.PLACED, Status.ACKNOWLEDGED)
                if status is Status.READY and was.status in making:
                    self.waits[number] = round((times["changed"] - was.placed).total_seconds())
                elif was.status is Status.READY and status in making:
                    self.waits.pop(number, None)
                return WriteStatus(self.orders[number], was.status, "bar")
            case ("mark", drink, None):
                self.marks.pop(drink, None)
                return WriteSoldOut(drink, None, NOW.wall, "bar")
            case ("mark", drink, (left, tonight)):
                self.marks[drink] = Mark(drink, left, "2026-11-20" if tonight else "", counted=left > 0)
                return WriteSoldOut(drink, self.marks[drink], NOW.wall, "bar")
            case ("pause", ends):
                until = NOW.wall + timedelta(minutes=5) if ends else None
                self.pause = None if ends is None else Pause(NOW.wall, until)
                return WritePause(self.pause, NOW.wall, "bar")
            case ("pace", long_run, extra_s):
                self.pace, self.pace_night = Pace(long_run, (), extra_s), "2026-03-14"
                return WritePace(long_run, extra_s, self.pace_night)
            case ("revision", revision):
                self.revision = max(self.revision, revision)
                return WriteRevision(revision)
        return None

    def books(self) -> Books:
        """What a start should find."""
        known = tuple(
            order for order in self.orders.values() if order.is_open or order.changed_mono > NOW.mono - KEPT_S
        )
        next_number = len(self.orders) + 1
        marks = tuple(self.marks[drink] for drink in sorted(self.marks))
        facts = marks, self.pause, None, self.pace, self.pace_night
        return Books(known, next_number, self.revision, *facts, tally=self.tally())

    def tally(self) -> Tally:
        """Every order by half hour of placing and by status, and each wait until it was called ready and not taken back."""
        parts: dict[tuple[datetime, Status], Half] = {}
        for order in self.orders.values():
            at = order.placed.replace(minute=0 if order.placed.minute < 30 else 30, second=0, microsecond=0)
            was = parts.get((at, order.status), Half(at, order.status))
            drinks = was.drinks + sum(line.quantity for line in order.lines)
            cents = was.cents + order.total_cents
            parts[at, order.status] = Half(at, order.status, was.orders + 1, drinks, cents)
        waits = {number: wait for number, wait in self.waits.items() if 0 <= wait <= 43_200}
        night = NightTally("2026-03-14", tuple(parts[key] for key in sorted(parts)), called=waits)
        return Tally((night,)) if self.orders else Tally()


@settings(max_examples=60, deadline=None)
@given(steps, st.integers(0, 8))
def test_any_evening_comes_back_as_it_was_written(
    evening: list[list[tuple[Any, ...]]], restart_at: int
) -> None:
    """After any steps, with a restart among them, the books say what a plain dictionary says."""
    model, tally = Model(), Tally()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "books.db"
        store = Store.open(place, note=lambda _: None)
        for index, acts in enumerate(evening):
            if index == restart_at:
                store.close()
                store = Store.open(place, note=lambda _: None)
            records = tuple(record for record in map(model.take, acts) if record is not None)
            store.write(Write(records))
            tally = counted(tally, records)
            assert store.load(NOW, 1, KEPT_S) == model.books()
            assert tally == model.tally()
        store.close()
