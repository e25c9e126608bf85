"""A rehearsal on real programs: it ends well, it finds what is doctored, and stopped in the middle it leaves nobody behind."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from kiosk import paths
from kiosk.commands.rehearsal.ledger import Fault
from kiosk.commands.rehearsal.model import rehearsal_model
from kiosk.commands.rehearsal.night import planned
from kiosk.commands.rehearsal.play import Asked, Rehearsal
from kiosk.commands.rehearsal.run import clock_for
from kiosk.commands.rehearsal.stand import configured
from kiosk.commands.rehearsal.still import all_kept, hold_still
from kiosk.commands.rehearsal.visit import Visit
from kiosk.settings import load
from kiosk.shell.broker import PrivateBroker
from kiosk.shell.journal import journal
from kiosk.wire.topics import Topics
from tests.real.house import kiosk, until
from tests.real.stranger import Stranger
from tests.real.test_demo_ends import session

SPEED = 40.0
MODEL = rehearsal_model()
LOG = journal("kiosk-rehearsal-test")


def test_a_dozen_orders_end_well() -> None:
    """A part of a Saturday, quick: everything placed is on the books once, all agree, and the figures are there."""
    arguments = ("--seed", "3", "--from", "23:00", "--minutes", "20", "--speed", "100", "--json")
    ran = kiosk("rehearse", *arguments)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    [report] = json.loads(ran.stdout)
    orders = report["orders"]
    assert report["faults"] == []
    assert orders["placed"] >= 8
    assert orders["open"] == 0
    ended = sum(orders[how] for how in ("collected", "refused", "cancelled", "uncollected"))
    assert ended == orders["placed"]
    went_without = sum(count for why, count in report["turned"].items() if why != "patience")
    assert orders["placed"] + went_without == report["groups"]
    assert report["quiet_points"] >= 2
    for latency in report["latencies_ms"].values():
        assert latency["count"] >= orders["collected"]
        assert 0 < latency["median"] <= latency["most"]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--from", "18:00"), "begins at 19:30"),
        (("--from", "late"), "22:30"),
        (("--speed", "0"), "1 to 1000"),
        (("--hatches", "0"), "1 to 200"),
        (("--minutes", "nan"), "1 to 1440"),
        (("--night", "monday"), "saturday"),
        (("--config", "/nowhere"), "is not there"),
    ],
)
def test_a_night_that_cannot_be_is_named(arguments: tuple[str, ...], why: str) -> None:
    """In one line, with what would do; and nothing is started."""
    ran = kiosk("rehearse", *arguments)
    assert ran.returncode == 2
    assert why in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_house_of_its_own_is_played_without_its_wiring(broker: PrivateBroker, tmp_path: Path) -> None:
    """Its languages, words and rules, but none of its broker, pins or books: nothing reaches the house itself."""
    house, folder = tmp_path / "house", tmp_path / "stand"
    (house / "wording").mkdir(parents=True)
    folder.mkdir()
    (house / "wording" / "en.toml").write_text('[bar]\nready = "Done \\"now\\""\n')
    (house / "kiosk.toml").write_text(
        '[house]\nlanguages = ["en", "it"]\n[hatch]\nname = "porta"\n[hatch.rules]\npromise_cap_s = 600.0\n'
        '[broker]\nhost = "10.9.9.9"\nusername = "porta"\n[pins]\nknock = 5\n[store]\npath = "/var/lib/kiosk.db"\n'
    )
    settings = load(configured(folder, "hatch-1", "bar-1a", broker, house))
    assert settings.languages == ("en", "it")
    assert settings.wordings["en"].bar.ready == 'Done "now"'
    assert settings.hatch.rules.promise_cap_s == 600
    assert (settings.hatch.name, settings.broker.host, settings.broker.port) == (
        "hatch-1",
        broker.host,
        broker.port,
    )
    assert settings.broker_username == ""
    assert settings.pins == load(paths.packaged_config()).pins
    assert settings.store_path == folder / "kiosk.db"


@pytest.mark.parametrize("program", ["hatch", "bar"])
def test_a_real_night_has_no_clock_of_its_own(program: str) -> None:
    """Only a simulated one: the program does not open, and says what would do."""
    ran = kiosk(program, "--clock", "60@2026-11-21T19:30+01:00")
    assert ran.returncode == 2
    assert "--simulate" in ran.stderr


@pytest.fixture
def played(broker: PrivateBroker, tmp_path: Path) -> Iterator[Rehearsal]:
    """A rehearsal with one stand up, and nobody at it yet."""
    asked = Asked("weekday", 1, 1, SPEED, 7200.0, 7260.0)
    clock, _ = clock_for(asked, MODEL, ZoneInfo("Europe/Rome"))
    with Rehearsal(asked, MODEL, broker, tmp_path, LOG, clock) as rehearsal:
        yield rehearsal


def ordered(rehearsal: Rehearsal) -> int:
    """A guest comes and orders two Negroni; the order's number."""
    [stand] = rehearsal.stands
    guest = planned(MODEL, MODEL.nights["weekday"], stand.settings.languages, 1)[0]
    patient = msgspec.structs.replace(guest, drinks=("negroni", "negroni"), patience_s=1e6, language="it")
    assert Visit(stand, patient, rehearsal.pace).play() is None
    return max(stand.ledger.tabs)


def found(rehearsal: Rehearsal) -> list[Fault]:
    """What holding still finds now."""
    [stand] = rehearsal.stands
    stand.ledger.faults.clear()
    hold_still(stand, rehearsal.pace.clock, LOG)
    return stand.ledger.faults


def doctor(rehearsal: Rehearsal, sql: str) -> None:
    """Somebody writes into the books."""
    with sqlite3.connect(rehearsal.stands[0].settings.store_path) as db:
        db.execute(sql)
    db.close()


def test_a_doctored_book_is_found(played: Rehearsal) -> None:
    """While all is quiet, and in the end: with the order's number."""
    number = ordered(played)
    assert found(played) == []
    doctor(played, f"UPDATE orders SET word = 'Falso' WHERE number = {number}")
    assert {(fault.key, fault.order) for fault in found(played)} == {
        (where, number) for where in ("board", "display", "hatch", "believed")
    }
    report = played.report()
    assert ("word", number) in {(fault.key, fault.order) for fault in report.faults}


def test_an_order_that_is_gone_or_that_nobody_placed_is_found(played: Rehearsal) -> None:
    """One taken off the books, and one written into them."""
    first, second = ordered(played), ordered(played)
    [stand] = played.stands
    stand.ledger.tabs.pop(second)
    for table, column in (("changes", "order_number"), ("lines", "order_number"), ("orders", "number")):
        doctor(played, f"DELETE FROM {table} WHERE {column} = {first}")
    kept = all_kept(stand, played.pace.clock())
    faults = {(fault.key, fault.order) for fault in played.judged(stand, kept)}
    assert {("missing", first), ("stray", second)} <= faults


@pytest.mark.parametrize(("newer", "fault"), [(0, "board"), (500, "unquiet")])
def test_a_doctored_board_is_found(played: Rehearsal, newer: int, fault: str) -> None:
    """Somebody on the broker replaces what it keeps: at the same revision, or at one that the hatch never told."""
    number = ordered(played)
    assert found(played) == []
    [stand] = played.stands
    topic = Topics(stand.settings.broker.base).board(stand.name)
    with Stranger(stand.settings.broker.port, topic) as stranger:
        stranger.until("the board", lambda: stranger.on(topic))
        board = json.loads(stranger.on(topic)[-1].payload)
        [order] = board["open"]
        order["status"] = "ready"
        board["revision"] += newer
        stranger.say(topic, json.dumps(board).encode(), retain=True)
    assert (fault, 0 if newer else number) in {(one.key, one.order) for one in found(played)}


def test_a_display_that_is_gone_is_found(played: Rehearsal) -> None:
    """It answers nobody, and says of no order that it is on its screen."""
    ordered(played)
    assert found(played) == []
    [stand] = played.stands
    stand.bar.tell("quit")
    stand.bar.process.wait(10)
    number = ordered(played)
    faults = {(fault.key, fault.order) for fault in played.report().faults}
    assert {("ended", 0), ("unseen", number)} <= faults


def test_a_bad_night_ends_well(broker: PrivateBroker, tmp_path: Path) -> None:
    """The broker goes, a display and a hatch lose their power: in the end every order is there once, and all agree."""
    often = msgspec.structs.replace(MODEL.troubles, every_s=100.0)
    # Half an hour for a drink that nobody fetches is long for a test.
    patient = msgspec.structs.replace(MODEL.guests, never_fetched=0.0, gives_up=100.0)
    model = msgspec.structs.replace(MODEL, troubles=often, guests=patient)
    asked = Asked("saturday", 5, 1, 50.0, 12_600.0, 13_500.0, troubles=True)
    clock, begins_at = clock_for(asked, model, ZoneInfo("Europe/Rome"))
    with Rehearsal(asked, model, broker, tmp_path, LOG, clock) as rehearsal:
        rehearsal.begin(begins_at)
        until(lambda: rehearsal.over, "the end of the night", 90.0)
        report = rehearsal.report()
    assert all(report.troubles.values()), report.troubles
    assert report.orders.placed >= 3
    assert report.faults == ()


def test_interrupted_it_still_tells_and_takes_everybody_with_it(tmp_path: Path) -> None:
    """Ctrl+C at a terminal: what was seen until then is told, and no program is left."""
    told = tmp_path / "told"
    with told.open("wb") as out:
        command = [sys.executable, "-m", "kiosk", "rehearse", "--speed", "240", "--from", "23:00"]
        running = subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True)
    try:
        until(lambda: "[" in told.read_text(), "the first half hour", 60.0)
        assert len(session(running)) == 5  # itself, the broker, a hatch and its two displays
        os.killpg(running.pid, signal.SIGINT)
        assert running.wait(30) in (130, 1)
        assert session(running) == []
        words = told.read_text()
        assert MODEL.words.interrupted in words
        assert MODEL.words.all_well in words, words
        assert "Traceback" not in words
    finally:
        for pid in session(running):
            os.kill(pid, signal.SIGKILL)
        running.wait()
