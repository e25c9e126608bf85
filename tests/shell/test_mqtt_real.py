"""The link over a real Mosquitto, and over the embedded broker that stands in for it."""

import gc
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from paho.mqtt.enums import MQTTProtocolVersion

from kiosk.core import events
from kiosk.shell import mqtt_line
from kiosk.shell.broker import PrivateBroker
from kiosk.shell.mqtt_line import APART_S
from kiosk.shell.mqtt_news import Stopped, Will
from tests.shell.mqtt_rig import Side

pytestmark = pytest.mark.real

CLOSE_WITHIN_S = 0.4


@contextmanager
def frozen(broker: PrivateBroker) -> Iterator[None]:
    """The broker hangs: its port accepts, and nothing answers."""
    assert broker.pid is not None
    os.kill(broker.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(broker.pid, signal.SIGCONT)


def closing_takes(side: Side, *last: Will) -> float:
    """Close the side's link; the seconds that it took."""
    began = time.monotonic()
    side.link.close(*last)
    return time.monotonic() - began


def test_a_message_goes_from_one_side_to_the_other(broker: PrivateBroker) -> None:
    """Both sides connect in MQTT 5 and hear each other."""
    with Side(broker.port, "hatch", "h/request") as hatch, Side(broker.port, "bar", "h/board") as bar:
        assert hatch.listening()
        assert bar.listening()
        hatch.link.publish("h/board", b"one", retain=True, qos=1)
        bar.link.publish("h/request", b"two", retain=False, qos=1)
        assert bar.got("h/board", b"one")
        assert hatch.got("h/request", b"two")
        assert hatch.turns == [events.LinkChanged(up=True)]
        assert hatch.notes == []


def test_a_late_display_gets_the_board_that_was_kept(broker: PrivateBroker) -> None:
    """Whoever subscribes later gets the retained board at once, marked as kept."""
    with Side(broker.port, "hatch") as hatch:
        assert hatch.up()
        hatch.link.publish("h/board", b"kept", retain=True, qos=1)
        with Side(broker.port, "bar", "h/board") as bar:
            assert bar.got("h/board", b"kept")
            assert events.NotUnderstood("h/board", "kept", newer=True) in bar.events


def test_both_sides_come_back_when_the_broker_does(broker: PrivateBroker) -> None:
    """A broker that restarts is reached again by itself, with all subscriptions, and nothing stale is sent."""
    with Side(broker.port, "hatch") as hatch, Side(broker.port, "bar", "h/board") as bar:
        assert hatch.up()
        assert bar.listening()
        broker.stop()
        assert hatch.down()
        assert bar.down()
        hatch.link.publish("h/board", b"stale", retain=True, qos=1)
        broker.start()
        assert hatch.up()
        bar.heard.clear()
        assert bar.listening()
        hatch.link.publish("h/board", b"fresh", retain=True, qos=1)
        assert bar.got("h/board", b"fresh")
        assert ("h/board", b"stale") not in bar.messages


def test_what_a_hung_broker_never_acknowledged_is_not_sent_again(broker: PrivateBroker) -> None:
    """A board of before the hang does not overtake the one of after it: paho would send it again."""
    with Side(broker.port, "hatch", keepalive_s=1) as hatch:
        assert hatch.up()
        with frozen(broker):
            hatch.link.publish("h/board", b"old", retain=True, qos=1)
            assert hatch.down()
        broker.stop()
        broker.start()
        with Side(broker.port, "bar", "h/board") as bar:
            assert bar.listening()
            assert hatch.up()
            hatch.link.publish("h/board", b"new", retain=True, qos=1)
            assert bar.got("h/board", b"new")
            assert bar.messages == [("h/board", b"new")]


def test_a_hung_broker_is_noticed(broker: PrivateBroker) -> None:
    """A broker that accepts and says nothing counts as away after two keepalives."""
    with Side(broker.port, "hatch", keepalive_s=1) as hatch:
        assert hatch.up()
        with frozen(broker):
            assert hatch.until(lambda: not hatch.link.up, within_s=5.0)
        assert hatch.up()


def test_nobody_there_yet_is_no_obstacle(broker: PrivateBroker) -> None:
    """A side that starts before its broker says so once, and is up soon after the broker is."""
    broker.stop()
    with Side(broker.port, "hatch") as hatch:
        assert hatch.until(lambda: len(hatch.heard) >= 3)
        assert [turn.up for turn in hatch.turns] == [False]
        assert hatch.turns[0].why == "Connection refused"
        assert len(hatch.notes) == 1
        assert f"127.0.0.1:{broker.port}" in hatch.notes[0]
        assert "mend host and port" in hatch.notes[0]
        broker.start()
        assert hatch.until(lambda: hatch.link.up, within_s=4.0)
        assert [line.endswith("the link is up") for line in hatch.notes] == [False, True]


def test_the_last_will_speaks_for_a_killed_side(broker: PrivateBroker) -> None:
    """A process that is killed is reported as gone by the broker, and the report is kept."""
    program = (
        "import sys, time; sys.path.insert(0, '.')\n"
        "from kiosk.shell.mqtt import Will; from tests.shell.mqtt_rig import Side\n"
        "with Side(int(sys.argv[1]), 'hatch', will=Will('h/status', b'gone')) as side:\n"
        "    side.up(); side.link.publish('h/status', b'here', retain=True, qos=1); time.sleep(60)\n"
    )
    command = [sys.executable, "-c", program, str(broker.port)]
    with Side(broker.port, "bar", "h/status") as bar, subprocess.Popen(command, cwd=Path.cwd()) as killed:
        try:
            assert bar.got("h/status", b"here")
        finally:
            killed.kill()
        assert bar.got("h/status", b"gone")
        with Side(broker.port, "later", "h/status") as later:
            assert later.got("h/status", b"gone")


def test_a_clean_end_says_its_last_word_and_no_will(broker: PrivateBroker) -> None:
    """Closing publishes the last word, retained, takes leave properly (no will is sent), and is quick."""
    with Side(broker.port, "bar", "h/status", "h/will") as bar:
        assert bar.listening()
        with Side(broker.port, "hatch", will=Will("h/will", b"killed")) as hatch:
            assert hatch.up()
            assert closing_takes(hatch, Will("h/status", b"offline")) < CLOSE_WITHIN_S
        assert bar.got("h/status", b"offline")
        bar.link.publish("h/status", b"end", retain=False, qos=1)
        assert bar.got("h/status", b"end")
        assert bar.messages == [("h/status", b"offline"), ("h/status", b"end")]


def test_closing_is_quick_when_the_broker_hangs(broker: PrivateBroker) -> None:
    """Neither a hung connection nor one that is just being made holds the program up."""
    last = Will("h/status", b"offline")
    with Side(broker.port, "hatch") as hatch:
        assert hatch.up()
        with frozen(broker):
            assert closing_takes(hatch, last) < CLOSE_WITHIN_S
            with Side(broker.port, "bar") as bar:
                assert closing_takes(bar, last) < CLOSE_WITHIN_S


def test_closing_is_quick_when_the_broker_is_gone(broker: PrivateBroker) -> None:
    """Closing while the broker is away, or before anything began, does not wait for it."""
    with Side(broker.port, "hatch") as hatch:
        assert hatch.up()
        broker.stop()
        assert hatch.down()
        assert closing_takes(hatch, Will("h/status", b"offline")) < CLOSE_WITHIN_S
        assert hatch.link._line._thread is not None
        assert not hatch.link._line._thread.is_alive()
    assert closing_takes(Side(broker.port, "never started")) < CLOSE_WITHIN_S


def test_a_board_that_nobody_listens_to_is_found_out(broker: PrivateBroker) -> None:
    """MQTT 5 says when no display listens to the board; with one there it says nothing."""
    with Side(broker.port, "hatch", board="h/board") as hatch:
        assert hatch.up()
        hatch.link.publish("h/other", b"x", retain=True, qos=1)
        hatch.link.publish("h/board", b"x", retain=True, qos=1)
        assert hatch.until(lambda: events.NobodyListens() in hatch.events)
        assert hatch.events.count(events.NobodyListens()) == 1
        with Side(broker.port, "bar", "h/board") as bar:
            assert bar.listening()
            hatch.events.clear()
            hatch.heard.clear()
            hatch.link.publish("h/board", b"y", retain=True, qos=1)
            assert hatch.until(lambda: any("Success" in str(item) for item in hatch.heard))
            assert hatch.events == []


@pytest.fixture
def strict(broker: PrivateBroker) -> Iterator[PrivateBroker]:
    """A mosquitto that knows one user, `hatch`, who may publish below h/ and nowhere else."""
    tool = shutil.which("mosquitto_passwd", path=f"{os.environ.get('PATH', '')}:/usr/bin:/usr/local/bin")
    if tool is None:
        pytest.skip("mosquitto_passwd is not installed (it comes with mosquitto)")
    folder = broker.log.parent / "strict"
    folder.mkdir()
    passwords, rights = folder / "passwords", folder / "rights"
    subprocess.run([tool, "-b", "-c", str(passwords), "hatch", "right"], check=True, capture_output=True)
    rights.write_text("user hatch\ntopic readwrite h/#\n")
    for file in (passwords, rights):
        file.chmod(0o600)
    rules = f"allow_anonymous false\npassword_file {passwords}\nacl_file {rights}"
    with PrivateBroker(folder, kind="mosquitto", rules=rules) as running:
        yield running


def test_a_wrong_password_is_said_once_and_tried_on(strict: PrivateBroker) -> None:
    """A refused login is one line with the mend, one change of the link, and goes on trying quietly."""
    with Side(strict.port, "hatch", username="hatch", password="wrong") as hatch:
        assert hatch.until(lambda: len(hatch.heard) >= 3)
        assert len(hatch.turns) == len(hatch.notes) == 1
        assert "uthori" in hatch.turns[0].why
        assert "password file" in hatch.notes[0]
        assert "wrong" not in hatch.notes[0]


def test_a_publish_that_the_broker_refuses_is_noted_by_topic(strict: PrivateBroker) -> None:
    """A missing right shows in the journal once, with the topic and the mend; the link stays up."""
    with Side(strict.port, "hatch", username="hatch", password="right") as hatch:
        assert hatch.listening()
        for _ in range(3):
            hatch.link.publish("elsewhere/board", b"x", retain=True, qos=1)
        hatch.link.publish("h/board", b"x", retain=True, qos=1)
        assert hatch.until(lambda: sum(str(item).count("uthorized") for item in hatch.heard) >= 3)
        assert len(hatch.notes) == 1
        assert "elsewhere/board" in hatch.notes[0]
        assert "ACL" in hatch.notes[0]
        assert hatch.link.up


def test_two_programs_of_one_name_are_told_so_and_then_take_turns(broker: PrivateBroker) -> None:
    """Two that throw each other out both say why within seconds, once, and from then on no screen flickers."""
    with Side(broker.port, "twin") as first, Side(broker.port, "twin") as second:
        sides = (first, second)
        for side in sides:
            assert side.until(lambda side=side: side.notes, within_s=6.0)  # type: ignore[misc]
        before = [_welcomes(side) for side in sides]
        for side in sides:
            assert not side.until(lambda: False, within_s=APART_S / 2)
        assert [_welcomes(side) - was <= 1 for side, was in zip(sides, before, strict=True)] == [True, True]
        assert [len(side.notes) for side in sides] == [1, 1]
        assert all("another program uses the client id twin" in side.notes[0] for side in sides)


def _welcomes(side: Side) -> int:
    return sum(turn.up for turn in side.turns)


def test_small_messages_leave_at_once(broker: PrivateBroker) -> None:
    """Nagle's algorithm is off on the link's socket."""
    with Side(broker.port, "hatch") as hatch:
        assert hatch.up()
        sock = hatch.link._line._client.socket()  # type: ignore[union-attr]
        assert isinstance(sock, socket.socket)
        assert sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_thread_that_breaks_down_is_replaced(
    broker: PrivateBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should paho's thread die of a fault after all, the link says so and is up again by itself."""
    deaths: list[str] = []
    monkeypatch.setattr(threading, "excepthook", lambda told: deaths.append(str(told.exc_value)))
    with Side(broker.port, "hatch") as hatch:
        assert hatch.up()
        client = hatch.link._client
        assert client is not None
        client.on_publish = _fault
        hatch.link.publish("h/board", b"x", retain=True, qos=1)
        assert hatch.until(lambda: Stopped() in hatch.heard)
        assert deaths == ["a fault"]
        assert hatch.up()
        assert [turn.up for turn in hatch.turns] == [True, False, True]
        assert len(hatch.notes) == 1


def _fault(*_anything: object) -> None:
    raise RuntimeError("a fault")


@pytest.mark.skipif(sys.platform != "linux", reason="counts open files in /proc")
def test_a_night_without_a_broker_leaks_nothing(
    broker: PrivateBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every attempt takes a new client; none of the failed ones leaves a socket open, garbage collector or not."""
    monkeypatch.setattr(mqtt_line, "RETRY_S", (0.001, 0.001))
    broker.stop()
    gc.disable()
    try:
        with Side(broker.port, "hatch") as hatch:
            assert hatch.until(lambda: len(hatch.heard) >= 5)
            before = len(list(Path("/proc/self/fd").iterdir()))
            assert hatch.until(lambda: len(hatch.heard) >= 60)
            assert len(list(Path("/proc/self/fd").iterdir())) <= before + 2
            broker.start()
            assert hatch.up()
    finally:
        gc.enable()


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[PrivateBroker]:
    """The broker that the demo brings along, which speaks 3.1.1 only."""
    if importlib.util.find_spec("amqtt") is None:
        pytest.skip("amqtt is not installed (it comes with the extra [demo])")
    with PrivateBroker(tmp_path, kind="amqtt") as running:
        yield running


@pytest.mark.parametrize("protocol", ["auto", "3.1.1"])
def test_an_old_broker_is_spoken_to_in_its_own_version(embedded: PrivateBroker, protocol: str) -> None:
    """A broker of MQTT 3.1.1 carries the same messages, wills and boards, and is reached without delay."""
    with Side(embedded.port, "bar", "h/board", "h/status", protocol=protocol) as bar:
        assert bar.until(lambda: bar.link.up, within_s=3.0)
        assert bar.listening()
        with Side(embedded.port, "hatch", will=Will("h/status", b"gone"), protocol=protocol) as hatch:
            assert hatch.until(lambda: hatch.link.up, within_s=3.0)
            hatch.link.publish("h/board", b"one", retain=True, qos=1)
            assert bar.got("h/board", b"one")
            assert closing_takes(hatch, Will("h/status", b"offline")) < CLOSE_WITHIN_S
        assert bar.got("h/status", b"offline")
    with Side(embedded.port, "late", "h/board", protocol=protocol) as late:
        assert late.got("h/board", b"one")
        assert [turn.up for turn in late.turns] == [True]


def test_what_the_embedded_broker_hands_out_unasked_is_left_alone(embedded: PrivateBroker) -> None:
    """The embedded broker gives every client the retained topics of all others' subscriptions: the hatch does not read them."""
    with Side(embedded.port, "bar", "h/board") as bar, Side(embedded.port, "writer") as writer:
        assert bar.listening()
        assert writer.up()
        writer.link.publish("h/board", b"not for the hatch", retain=True, qos=1)
        assert bar.got("h/board", b"not for the hatch")
        with Side(embedded.port, "hatch", "h/request") as hatch:
            assert hatch.listening()
            writer.link.publish("h/request", b"for the hatch", retain=False, qos=1)
            assert hatch.got("h/request", b"for the hatch")
            assert hatch.messages == [("h/request", b"for the hatch")]


def test_a_link_moves_on_when_the_broker_becomes_another(
    embedded: PrivateBroker, broker: PrivateBroker
) -> None:
    """A house that replaces its old broker by Mosquitto on the same address gets MQTT 5 without a restart."""
    with Side(embedded.port, "hatch") as hatch:
        assert hatch.up()
        embedded.stop()
        assert hatch.down()
        folder = broker.log.parent / "new"
        folder.mkdir()
        with PrivateBroker(folder, embedded.port, kind="mosquitto"):
            assert hatch.up()
            assert hatch.link._client is not None
            assert hatch.link._client.protocol == MQTTProtocolVersion.MQTTv5
