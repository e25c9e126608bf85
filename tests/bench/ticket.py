"""From an order's confirmation at the hatch to its ticket at the bar, and the bare floor below that."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from queue import SimpleQueue

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

from kiosk.shell.broker import PrivateBroker
from kiosk.shell.mqtt_line import _at_once
from tests.bench.desk import Desk
from tests.bench.table import Row

ORDERS = 101
STAY = 5
"""So many orders stay open, so that the bar has something to show; the others are cancelled again."""
BARE = 300
PAUSE_S = 0.002
PAYLOAD = b"x" * 2048
"""About as much as a board with six open orders."""


def ticket(desk: Desk) -> Iterator[Row]:
    """From the confirming step's beginning in the hatch's process to the bar's picture with the ticket finished.

    Between them: the record's commit, the board through the broker, the bar's step and its painting.
    """
    floor = _floor(desk)
    samples = [_placed_ms(desk, turn) for turn in range(ORDERS)]
    row = Row("order confirmed to ticket painted at the bar", samples[1:], goal="p95 <= 10")
    yield Row(
        row.what, row.samples, row.unit, row.goal, f"{row.median / floor[-1].median:.1f} times the floor"
    )
    yield Row("  the first one after the start", samples[:1], remark="the bar's tickets are drawn first")
    yield from floor


def _placed_ms(desk: Desk, turn: int) -> float:
    """One guest orders one drink, and cancels it unless it is one of the first."""
    hatch, bar, words = desk.hatch, desk.bar, desk.settings.wordings[desk.settings.languages[0]].hatch
    drink = desk.settings.menu.drinks[turn % len(desk.settings.menu.drinks)]
    for text in (words.knock, drink.names[desk.settings.languages[0]], words.check, words.order):
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
    if turn >= STAY:
        hatch.tell(f"touch {words.cancel}")
    hatch.tell(f"touch {words.done}")
    return (painted - float(order["placed"])) * 1000


def _floor(desk: Desk) -> tuple[Row, ...]:
    """What nobody can do without: one commit (WAL, FULL), and one bare publish (QoS 1) received, one after the other."""
    commits, publishes = _commits_ms(desk.folder / "bare.db"), _publishes_ms(desk.broker)
    both = [commit + publish for commit, publish in zip(commits, publishes, strict=True)]
    return (
        Row("  floor: one commit, nothing around it", commits),
        Row("  floor: one publish to its receipt", publishes),
        Row("  floor: both", both),
    )


def _commits_ms(path: Path) -> list[float]:
    samples = []
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("CREATE TABLE orders (number INTEGER PRIMARY KEY, word TEXT) STRICT")
        for _ in range(BARE):
            time.sleep(PAUSE_S)
            began = time.monotonic()
            db.execute("BEGIN IMMEDIATE")
            db.execute("INSERT INTO orders (word) VALUES (?)", ["word"])
            db.execute("COMMIT")
            samples.append((time.monotonic() - began) * 1000)
    return samples


def _publishes_ms(broker: PrivateBroker) -> list[float]:
    samples, came = [], SimpleQueue[float]()

    def heard(_client: Client, _data: object, _message: MQTTMessage) -> None:
        came.put(time.monotonic())

    giver, taker = _client(broker, "giver"), _client(broker, "taker")
    taker.on_message = heard
    taker.subscribe("bare", qos=1)
    try:
        time.sleep(0.2)
        for _ in range(BARE):
            time.sleep(PAUSE_S)
            began = time.monotonic()
            giver.publish("bare", PAYLOAD, qos=1)
            samples.append((came.get(timeout=5) - began) * 1000)
    finally:
        for client in (giver, taker):
            client.disconnect()
            client.loop_stop()
    return samples


def _client(broker: PrivateBroker, name: str) -> Client:
    """A client of paho's, with Nagle's delay off as in the kiosk, its own thread looping."""
    protocol = MQTTProtocolVersion.MQTTv5 if broker.protocol == "5" else MQTTProtocolVersion.MQTTv311
    client = Client(CallbackAPIVersion.VERSION2, client_id=name, protocol=protocol)
    client.on_socket_open = _at_once
    client.connect(broker.host, broker.port)
    client.loop_start()
    return client
