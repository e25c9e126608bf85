"""The contract's document says what the program does: every topic, every message, as it is really written."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kiosk.commands.contract import document
from kiosk.wire.reading import LIMITS
from kiosk.wire.topics import RETAINED, Kind, Place
from tests.wire.samples import DISPLAY, HATCH, MESSAGES, TOPICS

V1 = Path(__file__).parent / "v1"
DOCUMENT: dict[str, Any] = json.loads(document())
SWITCHES = {"home_pause", "home_sold_out"}


def kind_of(name: str) -> Kind:
    """What kind of message a sample is."""
    place = TOPICS.parse(MESSAGES[name][0])
    assert place is not None
    return place.kind


def errors(kind: Kind, payload: bytes) -> list[str]:
    """What the document has against a payload."""
    name = kind.name.lower()
    whole = {**DOCUMENT, "$ref": f"#/components/messages/{name}/payload"}
    return [error.message for error in Draft202012Validator(whole).iter_errors(json.loads(payload))]


def references(value: Any) -> Iterator[str]:
    """Every $ref in it."""
    if isinstance(value, dict):
        yield from (text for key, text in value.items() if key == "$ref")
        for one in value.values():
            yield from references(one)
    if isinstance(value, list):
        for one in value:
            yield from references(one)


@pytest.mark.parametrize("name", MESSAGES)
def test_what_is_stored_and_what_is_written_now_is_valid(name: str) -> None:
    """The stored bytes of version 1, and what the structs encode today."""
    assert errors(kind_of(name), (V1 / f"{name}.json").read_bytes()) == []
    assert errors(kind_of(name), MESSAGES[name][1]) == []


@pytest.mark.parametrize("name", MESSAGES)
def test_what_is_none_of_it_is_not_valid(name: str) -> None:
    """Without its version, of another version, with a field that is missing or of another kind."""
    fields = json.loads(MESSAGES[name][1])
    kind = kind_of(name)
    required = {Kind.MENU: "drinks", Kind.BOARD: "revision", Kind.SEEN: "books", Kind.KNOCK: "count"}
    status = kind in (Kind.STATUS_HATCH, Kind.STATUS_BAR)
    key = "online" if status else required.get(kind, "id")
    without = {field: value for field, value in fields.items() if field != "v"}
    lacking = {field: value for field, value in fields.items() if field != key}
    for wrong in (without, fields | {"v": 2}, lacking, fields | {key: {"odd": 1}}):
        assert errors(kind, json.dumps(wrong).encode()), wrong


def test_fields_from_later_are_let_by() -> None:
    """A reader ignores what it does not know, at every depth; so does the document."""
    for name, (_, payload, _) in MESSAGES.items():
        assert errors(kind_of(name), json.dumps(json.loads(payload) | {"novelty": 1}).encode()) == []
    menu = json.loads(MESSAGES["menu"][1])
    menu["drinks"][0]["novelty"] = {"deep": 1}
    assert errors(Kind.MENU, json.dumps(menu).encode()) == []


def test_every_topic_is_there_as_it_is_spelled() -> None:
    """Filled in with names, each address is the topic that the program itself reads; and the house's switches."""
    addresses = {name: channel["address"] for name, channel in DOCUMENT["channels"].items()}
    assert set(addresses) == {kind.name.lower() for kind in Kind} | SWITCHES
    filled = {
        name: address.format(base=TOPICS.base, hatch=HATCH, display=DISPLAY, drink="negroni")
        for name, address in addresses.items()
    }
    for kind in Kind:
        display = DISPLAY if kind is Kind.STATUS_BAR else None
        assert TOPICS.parse(filled[kind.name.lower()]) == Place(HATCH, kind, display)
    assert filled["home_sold_out"] == TOPICS.home_sold_out(HATCH, "negroni")


def test_every_channel_says_which_way_whether_kept_and_how_much() -> None:
    """A display receives what the hatch says and sends the rest; retained is what the program retains."""
    channels, operations = DOCUMENT["channels"], DOCUMENT["operations"]
    by_channel = {one["channel"]["$ref"].rpartition("/")[2]: one for one in operations.values()}
    assert set(by_channel) == set(channels)
    sent = {name for name, one in by_channel.items() if one["action"] == "send"}
    assert sent == {"status_bar", "seen", "request"} | SWITCHES
    for kind in Kind:
        name = kind.name.lower()
        assert by_channel[name]["bindings"]["mqtt"]["retain"] is (kind in RETAINED)
        assert DOCUMENT["components"]["messages"][name]["x-at-most-bytes"] == LIMITS[kind]
    assert all(channel["description"] for channel in channels.values())
    for name, channel in channels.items():
        assert set(channel["parameters"]) == set(re.findall(r"{(\w+)}", channel["address"])), name


def test_every_reference_leads_somewhere_and_no_schema_is_idle() -> None:
    """Within the document; an operation names its channel's own message, as AsyncAPI wants it."""
    found = set(references(DOCUMENT))
    for reference in found:
        place: Any = DOCUMENT
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]
    assert {f"#/components/schemas/{name}" for name in DOCUMENT["components"]["schemas"]} <= found
    for operation in DOCUMENT["operations"].values():
        [message] = operation["messages"]
        assert message["$ref"].startswith(f"{operation['channel']['$ref']}/messages/")


def test_patterns_are_those_that_everybody_reads() -> None:
    """ECMA-262 knows ^ and $ for the ends, and would take the words that Python has for letters."""
    assert "\\\\A" not in document()
    assert "\\\\Z" not in document()
    assert '"pattern": "^' in document()


@pytest.mark.real
def test_it_is_the_same_every_time() -> None:
    """To the letter, whatever the order in which this process hashes."""
    said = {
        subprocess.run(
            [sys.executable, "-m", "kiosk", "contract"],
            check=True,
            capture_output=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert said == {f"{document()}\n".encode()}
