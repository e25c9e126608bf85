"""What the books cost: an order placed, and books opened, when there are none yet and among a million."""

import time
from collections.abc import Iterator
from pathlib import Path

from kiosk.core.effects import Write, WriteOrder
from kiosk.core.order import Order, Status
from kiosk.shell.clock import moment
from kiosk.shell.store import Store
from tests.bench.desk import Desk
from tests.bench.fill import fill
from tests.bench.table import Row

MANY = 1_000_000
ORDERS = 300
OPENINGS = 20


def books(desk: Desk) -> Iterator[Row]:
    """Store.write of a new order of two lines, durable on return; and Store.open with load, of a million."""
    few, many = desk.folder / "few.db", desk.folder / "many.db"
    fill(many, MANY)
    first, millionth = _orders_ms(desk, few), _orders_ms(desk, many)
    yield Row("an order written, in empty books", first)
    row = Row("an order written, among a million", millionth, goal="as quick as the first")
    yield Row(
        row.what, row.samples, row.unit, row.goal, f"{row.median / Row('', first).median:.2f} times the first"
    )
    yield Row("books opened and loaded, 300 orders", _openings_ms(desk, few))
    yield Row("books opened and loaded, a million", _openings_ms(desk, many))


def _orders_ms(desk: Desk, path: Path) -> list[float]:
    samples = []
    store = Store.open(path, note=lambda _: None)
    try:
        first = store.load(moment(), 900, 1800).next_number
        for number in range(first, first + ORDERS):
            write = Write((WriteOrder(_order(desk, number)),))
            began = time.monotonic()
            store.write(write)
            samples.append((time.monotonic() - began) * 1000)
    finally:
        store.close()
    return samples


def _openings_ms(desk: Desk, path: Path) -> list[float]:
    rules, samples = desk.settings.hatch.rules, []
    for _ in range(OPENINGS):
        began = time.monotonic()
        store = Store.open(path, note=lambda _: None)
        store.load(moment(), rules.recent_s, rules.word_rests_s)
        samples.append((time.monotonic() - began) * 1000)
        store.close()
    return samples


def _order(desk: Desk, number: int) -> Order:
    """Two drinks, collected: it does not stay open."""
    menu, now = desk.settings.menu, moment()
    pair = desk.settings.pairs[number % len(desk.settings.pairs)]
    from kiosk.core.basket import Basket

    basket = Basket(((menu.drinks[0].slug, 2), (menu.drinks[1].slug, 1)))
    return Order(
        number=number,
        night="2026-11-20",
        word=pair.word,
        answer=pair.answer,
        language="it",
        lines=basket.lines(menu, "it"),
        status=Status.PLACED,
        placed=now.wall,
        changed=now.wall,
        placed_mono=now.mono,
        changed_mono=now.mono,
        revision=number,
    )
