"""What the books cost: an order placed, and books opened, when there are none yet and among a million."""

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from kiosk.core.basket import Basket, Item
from kiosk.core.effects import Write, WriteOrder
from kiosk.core.order import Order, Status
from kiosk.shell.clock import moment
from kiosk.shell.store import Store
from tests.bench.desk import Desk
from tests.bench.fill import fill
from tests.bench.table import Goal, Row

MANY = 1_000_000
ORDERS = 300
OPENINGS = 20
SAME = 1.25
"""What is no difference, with a disk's moods."""


def books(desk: Desk) -> Iterator[Row]:
    """Store.write of a new order of two lines, durable on return; and Store.open with load, of a million."""
    paths = few, many = desk.folder / "few.db", desk.folder / "many.db"
    fill(many, MANY)
    os.sync()  # else the first commit would wait for all of that to reach the disk
    first, millionth = _orders_ms(desk, paths)
    times = Row("", millionth).median / Row("", first).median
    yield Row("an order written, in empty books", first)
    yield Row(
        "an order written, among a million",
        millionth,
        goal=Goal(f"as quick as the first (median <= {SAME:g} times)", SAME * Row("", first).median, 50),
        remark=f"{times:.2f} times the first",
    )
    yield Row(f"books opened and loaded, {ORDERS} orders", _openings_ms(desk, few))
    yield Row("books opened and loaded, a million", _openings_ms(desk, many))


def _orders_ms(desk: Desk, paths: Sequence[Path]) -> tuple[list[float], ...]:
    """New orders, in each of these books by turns: a disk has its moods."""
    stores = [Store.open(path, note=lambda _: None) for path in paths]
    samples: tuple[list[float], ...] = tuple([] for _ in stores)
    firsts = [store.load(moment(), 900, 1800).next_number for store in stores]
    for turn in range(ORDERS):
        for store, first, times in zip(stores, firsts, samples, strict=True):
            write = Write((WriteOrder(_order(desk, first + turn)),))
            began = time.monotonic()
            store.write(write)
            times.append((time.monotonic() - began) * 1000)
    for store in stores:
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
    """A new one, of two drinks."""
    menu, now = desk.settings.menu, moment()
    pair = desk.settings.pairs[number % len(desk.settings.pairs)]
    basket = Basket((Item(menu.drinks[0].slug, 2), Item(menu.drinks[1].slug)))
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
