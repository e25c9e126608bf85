"""From an order's confirmation at the hatch to its ticket at the bar, and the bare floor below that."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from queue import SimpleQueue
from threading import Event

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

from kiosk.shell.broker import PrivateBroker
from kiosk.shell.mqtt_line import _at_once
from tests.bench.desk import Desk
from tests.bench.table import Goal, Row

ORDERS = 101
STAY = 2
"""So many orders stay open, so that the bar has something to show and room for one more; the others are cancelled."""
PAYLOAD = b"x" * 2048
"""About as much as a board with six open orders."""


def ticket(desk: Desk) -> Iterator[Row]:
    """From the confirming step's beginning in the hatch's process to the bar's picture with the ticket finished.

    Between them: the record's commit, the board through the broker, the bar's step and its painting.
    """
    commits, publishes, orders = [], [], []
    with _publisher(desk.broker) as publish, _committer(desk.folder / "bare.db") as commit:
        for turn in range(ORDERS):  # by turns: a disk has its moods
            commits.append(commit())
            publishes.append(publish())
            orders.append(_placed_ms(desk, turn))
    floor = [one + other for one, other in zip(commits, publishes, strict=True)]
    times = Row("", orders).median / Row("", floor).median
    yield Row(
        "order confirmed to ticket painted at the bar",
        orders[1:],
        goal=Goal("p95 <= 10", 10, 95),
        remark=f"{times:.1f} times the floor",
    )
    yield Row("  the first one after the start", orders[:1], remark="the bar's tickets are drawn first")
    yield Row("  floor: one commit (WAL, FULL), bare", commits)
    yield Row("  floor: one publish (QoS 1) received, bare", publishes)
    yield Row("  floor: both", floor)


def _placed_ms(desk: Desk, turn: int) -> float:
    """One guest orders one drink, and cancels it unless it is one of the first."""
    hatch, bar, words = desk.hatch, desk.bar, desk.settings.wordings[desk.settings.languages[0]].hatch
    drink = desk.settings.menu.drinks[turn % len(desk.settings.menu.drinks)]
    name = drink.names[desk.settings.languages[0]]
    for text in (words.knock, name, words.take, words.check, words.order):
        hatch.tell(f"touch {text}")
    time.sleep(0.03)  # asking the bar would take its time
    order = max(hatch.state()["orders"], key=lambda order: int(order["number"]))
    painted: float = bar.until(
        "the ticket",
        lambda: next(
            (
                state["painted_at"]
                for state in [bar.state()]
                if any(ticket["number"] == order["number"] for ticket in state["tickets"])
            ),
            0.0,
        ),
    )
    bar.sees(order["word"].split()[0])  # a ticket on a second page would be no ticket painted
    if turn >= STAY:
        for text in (words.cancel, words.cancel_yes):
            hatch.tell(f"touch {text}")
    hatch.tell(f"touch {words.done}")
    return (painted - float(order["placed"])) * 1000


@contextmanager
def _committer(path: Path) -> Iterator[Callable[[], float]]:
    """What commits one row and tells how many milliseconds it took."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("CREATE TABLE orders (number INTEGER PRIMARY KEY, word TEXT) STRICT")

        def commit() -> float:
            began = time.monotonic()
            db.execute("BEGIN IMMEDIATE")
            db.execute("INSERT INTO orders (word) VALUES (?)", ["word"])
            db.execute("COMMIT")
            return (time.monotonic() - began) * 1000

        yield commit


@contextmanager
def _publisher(broker: PrivateBroker) -> Iterator[Callable[[], float]]:
    """What publishes one message and tells how many milliseconds later it came back to a second client."""
    came = SimpleQueue[float]()
    giver, taker = _client(broker, "giver"), _client(broker, "taker")
    subscribed = Event()
    taker.on_message = lambda _client, _data, _message: came.put(time.monotonic())
    taker.on_subscribe = lambda _client, _data, _mid, _reasons, _more: subscribed.set()
    taker.subscribe("bare", qos=1)

    def publish() -> float:
        began = time.monotonic()
        giver.publish("bare", PAYLOAD, qos=1)
        return (came.get(timeout=5) - began) * 1000

    try:
        subscribed.wait(5)
        yield publish
    finally:
        for client in (giver, taker):
            client.disconnect()
            client.loop_stop()


def _client(broker: PrivateBroker, name: str) -> Client:
    """A client of paho's, with Nagle's delay off as in the kiosk, its own thread looping."""
    protocol = MQTTProtocolVersion.MQTTv5 if broker.protocol == "5" else MQTTProtocolVersion.MQTTv311
    client = Client(CallbackAPIVersion.VERSION2, client_id=name, protocol=protocol)
    client.on_socket_open = _at_once
    client.connect(broker.host, broker.port)
    client.loop_start()
    return client
