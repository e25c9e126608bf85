"""What is written is read back; what cannot be read is said so, and never raises."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core import events
from kiosk.core.menu import LETTERS_AT_MOST
from kiosk.wire.reading import LIMITS, decode, reader
from kiosk.wire.topics import RETAINED, Kind, Place
from tests.wire.samples import DISPLAY, HATCH, MESSAGES, TOPICS

V1 = Path(__file__).parent / "v1"
KINDS = st.sampled_from(Kind)
Read = Callable[[str, bytes, bool], events.Event | None]


@pytest.fixture
def read() -> Read:
    """A reader of the house's topics."""
    return reader(TOPICS)


def place(kind: Kind) -> Place:
    """A topic of this kind."""
    return Place(HATCH, kind, DISPLAY if kind is Kind.STATUS_BAR else None)


def changed(name: str, **fields: Any) -> bytes:
    """A sample with some fields changed."""
    return json.dumps(json.loads((V1 / f"{name}.json").read_bytes()) | fields).encode()


def not_understood(event: events.Event | None) -> events.NotUnderstood:
    """The event, which must be that one."""
    assert isinstance(event, events.NotUnderstood)
    return event


@pytest.mark.parametrize("name", MESSAGES)
def test_what_is_written_is_read_back(name: str, read: Read) -> None:
    """Every message comes out of the wire as what went in."""
    topic, payload, event = MESSAGES[name]
    assert read(topic, payload, False) == event


@pytest.mark.parametrize("name", MESSAGES)
def test_version_1_stays_readable(name: str, read: Read) -> None:
    """Bytes that a version 1 once wrote are read as they were meant."""
    topic, _, event = MESSAGES[name]
    assert read(topic, (V1 / f"{name}.json").read_bytes(), False) == event


def test_no_stored_message_is_forgotten() -> None:
    """Every kind of message has its stored bytes, and all stored bytes are tested."""
    assert {path.stem for path in V1.glob("*.json")} == set(MESSAGES)
    assert {parsed.kind for topic, _, _ in MESSAGES.values() if (parsed := TOPICS.parse(topic))} == set(Kind)


@pytest.mark.parametrize("name", MESSAGES)
def test_unknown_fields_are_ignored_at_every_depth(name: str, read: Read) -> None:
    """A later program may say more than this one knows: the rest is understood."""

    def grown(value: Any) -> Any:
        if isinstance(value, dict):
            more = {} if set(value) <= {"it", "en"} else {"novelty": [{"deep": 1}]}
            return {key: grown(inner) for key, inner in value.items()} | more
        return [grown(inner) for inner in value] if isinstance(value, list) else value

    topic, payload, event = MESSAGES[name]
    assert read(topic, json.dumps(grown(json.loads(payload))).encode(), False) == event


def test_a_kept_board_is_told_from_a_live_one(read: Read) -> None:
    """A board that the broker had kept may be old, and says so."""
    topic, payload, _ = MESSAGES["board"]
    event = read(topic, payload, True)
    assert isinstance(event, events.BoardCame)
    assert not event.live


@pytest.mark.parametrize("kind", Kind)
def test_a_cleared_topic_is_no_news(kind: Kind) -> None:
    """An empty retained payload only means that the broker forgot."""
    assert decode(place(kind), b"", retained=True) is None


@pytest.mark.parametrize("name", ["request_advance", "seen", "knock", "response_ok"])
def test_happenings_that_a_broker_kept_are_not_obeyed(name: str, read: Read) -> None:
    """A retained request would be heard again after every restart: it is refused, whoever retained it."""
    topic, payload, _ = MESSAGES[name]
    assert not_understood(read(topic, payload, True)).topic == topic


@pytest.mark.parametrize("name", MESSAGES)
def test_a_newer_version_is_named_as_such(name: str, read: Read) -> None:
    """A payload of version 2 is not guessed at; the screen can say that an update is missing."""
    topic, _, _ = MESSAGES[name]
    answer = not_understood(read(topic, changed(name, v=2), False))
    assert answer.newer
    assert answer.topic == topic
    assert not not_understood(read(topic, changed(name, v=0), False)).newer


def test_an_unreadable_request_can_still_be_answered(read: Read) -> None:
    """The id survives whatever else is wrong, so the bar hears that it was not understood."""
    topic, _, _ = MESSAGES["request_advance"]
    for broken in (
        changed("request_advance", request={"type": "dance"}),
        changed("request_advance", request={"type": "advance", "number": "x", "goal": "ready"}),
        changed("request_advance", display="a/b"),
        changed("request_advance", v=2),
        changed("request_advance", v="one"),
    ):
        assert not_understood(read(topic, broken, False)).id == "counter-1-advance"


@pytest.mark.parametrize("ident", ["", "x" * 81, "a b", "a\n", "\u00e9", 7, None])
def test_an_id_that_cannot_be_echoed_is_not(ident: object, read: Read) -> None:
    """An id is printable and short, or it is none."""
    topic, _, _ = MESSAGES["request_advance"]
    assert not not_understood(read(topic, changed("request_advance", id=ident), False)).id


@pytest.mark.parametrize("kind", Kind)
def test_a_huge_payload_is_not_looked_into(kind: Kind) -> None:
    """One byte beyond the limit is refused, however well it reads."""
    name = next(name for name, (topic, _, _) in MESSAGES.items() if TOPICS.parse(topic) == place(kind))
    payload = MESSAGES[name][1]
    limit = LIMITS[kind]
    assert not isinstance(decode(place(kind), payload.ljust(limit), retained=False), events.NotUnderstood)
    assert isinstance(decode(place(kind), payload.ljust(limit + 1), retained=False), events.NotUnderstood)


@pytest.mark.parametrize("name", MESSAGES)
def test_a_truncated_message_is_not_understood(name: str, read: Read) -> None:
    """Every cut of a message is refused as a whole: half a board would hide orders."""
    topic, payload, _ = MESSAGES[name]
    for length in range(1, len(payload)):
        assert isinstance(read(topic, payload[:length], False), events.NotUnderstood)


HOSTILE = {
    "nested arrays": b"[" * 4000,
    "nested objects": b'{"a":' * 800,
    "nested in an ignored field": b'{"v":1,"zzz":' + b"[" * 1900 + b"]" * 1900 + b"}",
    "no object": b"7",
    "null": b"null",
    "two values": b"{}{}",
    "not UTF-8": b'{"v":1,"id":"\xff\xfe"}',
    "UTF-16": '{"v":1}'.encode("utf-16"),
    "byte order mark": b'\xef\xbb\xbf{"v":1}',
    "half a surrogate pair": b'{"v":1,"id":"\\ud800"}',
    "not a number": b'{"v":NaN}',
    "a number without end": b'{"v":' + b"9" * 4050 + b"}",
    "a number beyond floats": b'{"v":1e999}',
    "NUL": b"\x00",
}


@pytest.mark.parametrize("payload", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("kind", Kind)
def test_hostile_payloads_are_answered_with_a_word(kind: Kind, payload: bytes) -> None:
    """Known tricks against JSON readers come back as NotUnderstood with a reason of one short line."""
    answer = not_understood(decode(place(kind), payload, retained=False))
    assert 0 < len(answer.why) <= 200


WRONG: dict[str, dict[str, Any]] = {
    "status_hatch": {"online": "yes"},
    "status_bar": {"version": 3},
    "menu": {"drinks": [{"slug": "x"}]},
    "board": {"open": [{"number": "seventeen"}]},
    "seen": {"revision": -1},
    "request_advance": {"request": {"type": "advance", "number": 17, "goal": "drunk"}},
    "response_refused": {"reason": "moody"},
    "knock": {"count": 2.5},
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_types_are_not_understood(name: str, read: Read) -> None:
    """A field of the wrong type or an unknown word refuses the message and names the place."""
    topic, _, _ = MESSAGES[name]
    answer = not_understood(read(topic, changed(name, **WRONG[name]), False))
    assert "$." in answer.why


@pytest.mark.parametrize("clock", ["2025-11-07T18:30:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_a_time_that_cannot_be_reckoned_with_is_refused(clock: str, read: Read) -> None:
    """A time without a zone, or at the calendar's end, would fail where ages and hours are reckoned."""
    for name, fields in (
        ("board", {"clock": clock}),
        ("board", {"cut_off": clock}),
        ("board_hours", {"ends": clock}),
        ("board_closed", {"opens": clock}),
        ("board", {"pause": {"since": clock}}),
        ("board", {"pause": {"since": "2025-11-07T18:30:00Z", "until": clock}}),
        ("status_hatch", {"since": clock}),
    ):
        topic, _, _ = MESSAGES[name]
        assert clock[:10] in not_understood(read(topic, changed(name, **fields), False)).why


@pytest.mark.parametrize(
    "broken",
    [
        {"revision": 10**400},
        {"open": [{"number": 2**54}]},
        {"open": [{"age_s": 1e300}]},
        {"open": [{"due_s": -1e300}]},
        {"closed": [{"lines": [{"quantity": -1}]}]},
        {"closed": [{"lines": [{"price_cents": 10**400}]}]},
    ],
)
def test_a_number_that_cannot_be_reckoned_with_is_refused(broken: dict[str, Any], read: Read) -> None:
    """A number that would overflow where it is divided or drawn is refused at the door."""
    board = json.loads(V1.joinpath("board.json").read_bytes())
    order = board["open"][0]
    for field, orders in broken.items():
        whole = orders if field == "revision" else [order | wrong for wrong in orders]
        for one in whole if isinstance(whole, list) else []:
            one["lines"] = [order["lines"][0] | line for line in one["lines"]]
        topic, _, _ = MESSAGES["board"]
        assert isinstance(read(topic, changed("board", **{field: whole}), False), events.NotUnderstood)


def test_a_text_that_is_too_long_to_be_drawn_is_refused(read: Read) -> None:
    """To fit a text without end would halt the bar's screen, and again after every restart."""
    text = "w" * (LETTERS_AT_MOST + 1)
    order = json.loads(V1.joinpath("board.json").read_bytes())["open"][0]
    drinks = json.loads(V1.joinpath("menu.json").read_bytes())["drinks"]
    for name, fields in (
        ("board", {"open": [order | {"word": text}]}),
        ("board", {"trouble": text}),
        ("menu", {"currency": text}),
        ("menu", {"drinks": [drinks[0] | {"names": {"it": text}}]}),
    ):
        topic, _, _ = MESSAGES[name]
        assert "a text of 501 letters" in not_understood(read(topic, changed(name, **fields), False)).why


def test_an_order_from_before_the_clock_was_set_back_is_still_shown(read: Read) -> None:
    """A Pi may start in the past: a negative age must not hide the whole board."""
    order = json.loads(V1.joinpath("board.json").read_bytes())["open"][0]
    topic, _, _ = MESSAGES["board"]
    event = read(topic, changed("board", open=[order | {"age_s": -86400.0}]), False)
    assert isinstance(event, events.BoardCame)


def test_a_foreign_topic_is_named(read: Read) -> None:
    """What arrives on a topic that is none of the contract's is said to be so."""
    assert (
        not_understood(read("backdoor43/navigli/gossip", b"{}", False)).topic == "backdoor43/navigli/gossip"
    )


@given(kind=KINDS, payload=st.binary(min_size=1, max_size=200), retained=st.booleans())
def test_any_bytes_are_answered(kind: Kind, payload: bytes, *, retained: bool) -> None:
    """Random bytes are no message, and no exception either."""
    assert isinstance(decode(place(kind), payload, retained=retained), events.NotUnderstood)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@given(data=st.data(), name=st.sampled_from(sorted(MESSAGES)), retained=st.booleans())
def test_any_field_may_hold_anything(data: st.DataObject, name: str, *, retained: bool) -> None:
    """A message with one field replaced by any JSON is understood or refused, never an exception."""
    topic, payload, event = MESSAGES[name]
    fields = json.loads(payload)
    fields[data.draw(st.sampled_from(sorted(fields)))] = data.draw(JSON)
    answer = reader(TOPICS)(topic, json.dumps(fields).encode(), retained)
    assert isinstance(answer, (type(event), events.NotUnderstood))


def test_state_is_what_a_broker_may_keep() -> None:
    """The contract's retained topics are the two statuses, the menu and the board."""
    assert {Kind.STATUS_HATCH, Kind.STATUS_BAR, Kind.MENU, Kind.BOARD} == RETAINED
