"""A writer killed at any moment leaves whole steps only, and every step it was told is durable."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import kiosk
from kiosk.core.moment import Moment
from kiosk.shell.store import Store

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from kiosk.core.effects import Write, WriteOrder, WriteRevision, WriteStatus
from kiosk.core.order import Line, Order, Status
from kiosk.shell.store import Store

store = Store.open(Path(sys.argv[1]), note=lambda line: None)
lines = tuple(Line(f"drink-{place}", "Drink", 1, 900) for place in range(6))
number = int(sys.argv[2])
while True:
    at = datetime.now(UTC)
    placed = Order(number, "2026-03-14", "w", "a", "it", lines, Status.PLACED, at, at, 0.0, 0.0, number)
    taken = Order(number, "2026-03-14", "w", "a", "it", lines, Status.ACKNOWLEDGED, at, at, 0.0, 0.0, number)
    store.write(Write((WriteOrder(placed), WriteRevision(number), WriteStatus(taken, Status.PLACED, "bar"))))
    print(number, flush=True)
    number += 1
"""


@pytest.mark.real
def test_a_killed_writer_leaves_whole_steps_and_loses_none(
    open_store: Callable[[], Store], now: Moment, place: Path
) -> None:
    """After kill -9 in the middle of writing, each order has all its lines, changes and its revision, or is not there."""
    said = 0
    for orders in (1, 37, 90):
        said = killed_after(orders, place, said + 1)
        store = open_store()
        found = store.load(now, 900, 1800)
        assert [order.number for order in found.orders] == list(range(1, found.next_number))
        assert said <= found.next_number - 1 == found.revision
        assert {len(order.lines) for order in found.orders} == {6}
        assert {len(store.changes(order.number)) for order in found.orders} == {2}
        said = found.next_number - 1
        store.close()


def killed_after(orders: int, place: Path, first: int) -> int:
    """Let a process write orders from number `first`, kill it after so many; return the last that it told."""
    root = Path(kiosk.__file__).parents[1]
    command = [sys.executable, "-c", WRITER, str(place), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as writer:
        assert writer.stdout is not None
        for _ in range(orders):
            assert writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        told = writer.stdout.read().split()
    return int(told[-1]) if told else first + orders - 1
