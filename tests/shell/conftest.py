"""What the tests of the books share, as fixtures: a moment, orders, and books that are closed again."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.core.moment import Moment
from kiosk.core.order import Line, Order, Status
from kiosk.shell.store import Store

MakeOrder = Callable[..., Order]
OpenStore = Callable[..., Store]


@pytest.fixture
def now() -> Moment:
    """A moment of one night."""
    return Moment(5000.0, datetime(2026, 3, 14, 22, 30, tzinfo=UTC))


@pytest.fixture
def make_order(now: Moment) -> MakeOrder:
    """An order of two lines, placed and changed `ago_s` seconds before now."""

    def make(
        number: int = 1, status: Status = Status.PLACED, ago_s: float = 0.0, before: Status | None = None
    ) -> Order:
        at = now.wall - timedelta(seconds=ago_s)
        return Order(
            number=number,
            night="2026-03-14",
            word="lanterna",
            answer="ombra",
            language="it",
            lines=(
                Line("whisky-cola", "Whisky & Cola", 2, 900),
                Line("whiskey-sour", "Whiskey Sour", 1, 1100),
            ),
            status=status,
            placed=at,
            changed=at,
            placed_mono=now.mono - ago_s,
            changed_mono=now.mono - ago_s,
            revision=number,
            before=before,
        )

    return make


@pytest.fixture
def notes() -> list[str]:
    """What opening the books had to say."""
    return []


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the books lie: in a folder that is not there yet."""
    return tmp_path / "var" / "books.db"


@pytest.fixture
def open_store(place: Path, notes: list[str]) -> Iterator[OpenStore]:
    """Opens the books at `place`, or elsewhere, and closes them at the end of the test."""
    opened: list[Store] = []

    def open_it(path: Path = place) -> Store:
        opened.append(Store.open(path, note=notes.append))
        return opened[-1]

    yield open_it
    for store in opened:
        store.close()
