"""The link's decisions, told in the mailbox's own items, without a network."""

import msgspec
import pytest
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

from kiosk.core import events
from kiosk.shell.mqtt import Address, Link, Listening
from kiosk.shell.mqtt_line import APART_S, RETRY_S, STEADY_S, Line, _Ears
from kiosk.shell.mqtt_news import Arrived, Connected, Disconnected, Heard, Receipt
from tests.shell.mqtt_rig import Side

REFUSED = Disconnected("Not authorized", 135)
LOST = Disconnected("connection lost", 128, STEADY_S + 1)
SHORT = Disconnected("connection lost", 128, 0.3)
APART = Disconnected("connection lost", 128, APART_S + 0.1)
"""As long as a twin stays away."""
THROWN_OUT_AT_THE_DOOR = Disconnected("connection lost", 128)
AWAY = Disconnected("Connection refused")


@pytest.fixture
def side() -> Side:
    """A side that never reaches out: the test tells it what the network's thread would have put."""
    return Side(1, "hatch", "house/seen", "house/status/bar/+", board="house/board")


def connected() -> Connected:
    """News of a broker that welcomed a client which in truth has no connection."""
    return Connected(Client(CallbackAPIVersion.VERSION2, protocol=MQTTProtocolVersion.MQTTv5))


def test_the_password_stays_out_of_every_print() -> None:
    """An address that ends in a journal or a traceback does not carry the password."""
    address = Address("broker", 1883, "hatch", username="hatch", password="open sesame")
    assert "sesame" not in f"{address} {address!r} {[address]}"


def test_a_change_is_told_once(side: Side) -> None:
    """Ten attempts that fail alike are one piece of news, not ten."""
    told = [event for _ in range(10) for event in side.link.handle(Disconnected("Connection refused"))]
    assert told == [events.LinkChanged(up=False, why="Connection refused")]
    assert side.link.handle(connected()) == [events.LinkChanged(up=True)]
    assert side.link.handle(LOST) == [events.LinkChanged(up=False, why="connection lost")]


def test_a_wrong_password_is_noted_once_with_its_mend(side: Side) -> None:
    """The journal says what to do, and is not flooded by the attempts that follow."""
    for _ in range(10):
        side.link.handle(Disconnected("Bad user name or password", 134))
    assert len(side.notes) == 1
    assert "password file" in side.notes[0]


def test_an_old_complaint_may_be_repeated_after_a_good_connection(side: Side) -> None:
    """A right that is lost again weeks later is noted again."""
    for item in (REFUSED, REFUSED, connected(), LOST, REFUSED):
        side.link.handle(item)
    assert ["password file" in line for line in side.notes] == [True, False, True]


def test_a_broker_out_of_reach_is_noted_once_an_outage_and_so_is_its_end(side: Side) -> None:
    """The journal gets the place, the reason in words, what goes on meanwhile and the mend; then that it is back."""
    for item in (AWAY, AWAY, AWAY, connected(), LOST, AWAY, AWAY, connected()):
        side.link.handle(item)
    away = (
        "no link to the broker at 127.0.0.1:1: Connection refused; orders are kept."
        " Start the broker (or see its own log), or mend host and port under [broker]"
    )
    assert side.notes == [away, "the broker at 127.0.0.1:1 is there, and the link is up"] * 2


def test_a_quick_return_is_no_outage(side: Side) -> None:
    """A connection that is lost and made again at the first attempt is not worth a line."""
    for item in (connected(), LOST, connected()):
        side.link.handle(item)
    assert side.notes == []


def test_a_flickering_broker_is_no_flood(side: Side) -> None:
    """One that comes and goes for hours is told of once, unless it then stays away for a minute."""
    for _ in range(1000):
        for item in (AWAY, AWAY, AWAY, connected(), SHORT):
            side.link.handle(item)
    assert len(side.notes) == 2
    for _ in range(1000):
        side.link.handle(AWAY)
    assert len(side.notes) == 3


def test_two_programs_of_one_name_are_found_out(side: Side) -> None:
    """Two that throw each other out are named as that, with the mend, once, however often it happens."""
    for _ in range(5):
        side.link.handle(connected())
        side.link.handle(Disconnected("Session taken over", 142, held_s=0.3, short_lives=1))
    assert len(side.notes) == 1
    assert "another program uses the client id hatch" in side.notes[0]
    assert "kiosk bar --display NAME" in side.notes[0]


def test_a_broker_that_gives_no_reason_does_not_hide_them(side: Side) -> None:
    """The third short life in a row says as much as a reason would, and the first two say nothing."""
    noted = []
    for lives in range(1, 6):
        side.link.handle(connected())
        side.link.handle(msgspec.structs.replace(SHORT, short_lives=lives))
        noted.append(len(side.notes))
    assert noted == [0, 0, 1, 1, 1]


@pytest.mark.parametrize(
    ("ends", "lives", "wait_s"),
    [
        ([SHORT] * 3, 3, RETRY_S[0]),
        ([SHORT] * 4, 4, APART_S),
        ([*[SHORT] * 4, APART], 5, APART_S),
        ([*[SHORT] * 4, LOST], 0, RETRY_S[0]),
        ([*[SHORT] * 3, AWAY, SHORT], 1, RETRY_S[0]),
        ([*[SHORT] * 3, THROWN_OUT_AT_THE_DOOR, SHORT], 4, APART_S),
        ([AWAY, AWAY, AWAY, AWAY, AWAY], 0, RETRY_S[1]),
    ],
)
def test_only_short_lives_in_a_row_keep_a_link_away(
    ends: list[Disconnected], lives: int, wait_s: float
) -> None:
    """A steady connection, or a broker out of reach, is no twin; a suspected one is left alone until it is no more."""
    line, wait = Line(Address("broker", 1883, "hatch"), None, lambda _: None), 0.0
    for ended in ends:
        line._count(ended)
        wait = line._next_wait_s(ended, wait)
    assert (line._short_lives, wait) == (lives, wait_s)


def test_only_what_was_asked_for_is_read(side: Side) -> None:
    """The embedded broker hands out other people's retained topics; those do not reach the decoder."""
    assert side.link.handle(Arrived("house/board", b"x", retained=True)) == []
    assert side.link.handle(Arrived("house/status/bar/a/b", b"x", retained=True)) == []
    assert len(side.link.handle(Arrived("house/status/bar/a", b"x", retained=True))) == 1


def test_what_the_decoder_has_no_event_for_is_no_event() -> None:
    """A cleared topic (the decoder says None) is not passed on."""
    items: list[Heard] = []
    link = Link(
        Address("broker", 1883, "hatch"),
        Listening(("house/seen",)),
        None,
        put=items.append,
        decode=lambda _topic, _payload, _retained: None,
        note=print,
    )
    assert link.handle(Arrived("house/seen", b"", retained=False)) == []


def test_the_birth_of_home_assistant_is_answered(side: Side) -> None:
    """Home Assistant's birth asks for everything again; its death, or a birth of long ago, does not."""
    born = Arrived("homeassistant/status", b"online", retained=False)
    assert side.link.handle(born) == [events.PublishAgain()]
    assert side.link.handle(Arrived("homeassistant/status", b"offline", retained=False)) == []
    assert side.link.handle(Arrived("homeassistant/status", b"online", retained=True)) == []


def test_a_receipt_for_something_long_gone_means_nothing(side: Side) -> None:
    """The broker's word on a message of an earlier connection is not taken for one of this."""
    assert side.link.handle(Receipt(7, 16, "No matching subscribers")) == []


def test_publishing_without_a_connection_is_dropped(side: Side) -> None:
    """What is published while the broker is away is not kept: all of it is published again on connect."""
    connection = connected()
    side.link.publish("house/board", b"old", retain=True, qos=1)
    side.link.handle(connection)
    side.link.handle(LOST)
    side.link.publish("house/board", b"old", retain=True, qos=1)
    assert not [message for message in connection.client._out_messages.values() if message.payload == b"old"]


def test_a_broker_that_takes_nothing_is_noted_once(side: Side) -> None:
    """Messages that pile up before a hung broker are dropped with one line, and never without end."""
    connection = connected()
    connection.client.max_queued_messages_set(20)
    side.link.handle(connection)
    for _ in range(50):
        side.link.publish("house/board", b"x", retain=True, qos=1)
    assert len(connection.client._out_messages) == 20
    assert len(side.notes) == 1
    assert "house/board" in side.notes[0]


def test_a_message_with_an_impossible_topic_does_not_hurt() -> None:
    """A topic that is not UTF-8 raises in paho when it is looked at; the callback swallows just that."""
    items: list[Heard] = []
    client = Client(CallbackAPIVersion.VERSION2)
    _Ears(items.append).listen(client)
    assert client.on_message is not None
    client.on_message(client, None, MQTTMessage(1, b"\xff\xfe"))
    client.on_message(client, None, MQTTMessage(2, b"good"))
    assert items == [Arrived("good", b"", retained=False)]


def test_what_was_dropped_is_said_again_when_the_broker_takes_messages(side: Side) -> None:
    """A board that found the queue full must not be the one that the bar never hears of."""
    client = Client(CallbackAPIVersion.VERSION2, protocol=MQTTProtocolVersion.MQTTv5)
    client.max_queued_messages_set(1)
    side.link.handle(Connected(client))
    subscribed = list(side.link._sent)
    side.link.publish("house/board", b"one", retain=True, qos=1)
    side.link.publish("house/board", b"two", retain=True, qos=1)
    assert "was dropped" in side.notes[0]
    waiting = [mid for mid in side.link._sent if mid not in subscribed]
    *before, last = [
        event for mid in (*subscribed, *waiting) for event in side.link.handle(Receipt(mid, 0, ""))
    ]
    assert (before, last) == ([], events.PublishAgain())
