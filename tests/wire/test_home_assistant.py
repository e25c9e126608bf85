"""Home Assistant gets one document that it can read, and its switches come back as requests."""

import json
import re
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from msgspec.structs import replace

from kiosk.commands.home import entity_names
from kiosk.core import events
from kiosk.core.request import SellOut, SetPause
from kiosk.wire.home_assistant import WHO, Home, discovery, listening
from kiosk.wire.reading import reader
from tests.wire.samples import HATCH, MENU, MESSAGES, TOPICS

HOME = Home("homeassistant", TOPICS, HATCH, "BackDoor43", "it", entity_names()["it"], "0.1.0")
PLATFORMS = {"event", "binary_sensor", "sensor", "switch"}
PAUSE, SOUR = TOPICS.home_pause(HATCH), TOPICS.home_sold_out(HATCH, "whiskey-sour")


@pytest.fixture
def document() -> dict[str, Any]:
    """What is said of the sample's menu."""
    read: dict[str, Any] = json.loads(discovery(HOME, MENU))
    return read


def templates(value: Any) -> Iterator[str]:
    """Every template in it."""
    if isinstance(value, dict):
        yield from (text for key, text in value.items() if key == "value_template")
        for one in value.values():
            yield from templates(one)
    if isinstance(value, list):
        for one in value:
            yield from templates(one)


def test_one_document_names_a_device_with_all_its_entities(document: dict[str, Any]) -> None:
    """Knock, slit, orders waiting, drinks tonight, pause, link, and a switch for each drink; each with an id of its own."""
    assert HOME.topic == "homeassistant/device/backdoor43_navigli/config"
    components = document["components"]
    assert set(components) == {
        *("knock", "slit", "waiting", "drinks", "pause", "link", "sold_out_whiskey-sour"),
    }
    assert {one["platform"] for one in components.values()} == PLATFORMS
    assert len({one["unique_id"] for one in components.values()}) == len(components)
    assert document["device"]["identifiers"] == ["backdoor43_navigli"]
    assert document["origin"]["name"]
    assert components["sold_out_whiskey-sour"]["name"] == "Whiskey Sour: finito"


def test_a_base_with_levels_is_one_name_there() -> None:
    """Home Assistant allows letters, digits, - and _ in that place."""
    from kiosk.wire.topics import Topics

    home = replace(HOME, topics=Topics("milan/backdoor43"))
    assert re.fullmatch(r"homeassistant/device/[A-Za-z0-9_-]+/config", home.topic)


def test_everything_but_the_link_is_gone_when_the_hatch_is(document: dict[str, Any]) -> None:
    """By the hatch's own status, its last will included."""
    status = TOPICS.status_hatch(HATCH)
    for key, one in document["components"].items():
        assert [available["topic"] for available in one.get("availability", [])] == (
            [] if key == "link" else [status]
        )
    assert document["components"]["link"]["state_topic"] == status


def test_every_entity_reads_a_topic_of_the_contract(document: dict[str, Any]) -> None:
    """Nothing is published for Home Assistant alone; and every template keeps silent about what is no JSON."""
    topics = {topic for topic, _, _ in MESSAGES.values()}
    assert {one["state_topic"] for one in document["components"].values()} <= topics
    texts = list(templates(document))
    assert len(texts) >= 10
    assert all(
        text.startswith("{% if value_json is defined %}") and text.endswith("{% endif %}") for text in texts
    )


def test_a_drink_that_left_the_menu_takes_its_switch_along() -> None:
    """Home Assistant removes a component that is named by its platform alone."""
    read = json.loads(discovery(HOME, MENU, frozenset({"daiquiri", "whiskey-sour"})))
    assert read["components"]["sold_out_daiquiri"] == {"platform": "switch"}
    assert "command_topic" in read["components"]["sold_out_whiskey-sour"]


@pytest.mark.parametrize("language", ["it", "en", "de", "fr", "es"])
def test_every_language_has_its_names(language: str) -> None:
    """Each filled in with what it is given."""
    home = replace(HOME, names=entity_names()[language], language=language)
    text = discovery(home, MENU).decode()
    assert "BackDoor43" in text
    assert "Whiskey Sour" in text or "whiskey-sour" in text


# --- switches ----------------------------------------------------------------------------------------------------
def heard(topic: str, payload: bytes, *, retained: bool = False) -> events.Event | None:
    """What a hatch makes of it."""
    numbers = count(1)
    return listening(reader(TOPICS), TOPICS, HATCH, lambda: f"home-{next(numbers)}")(topic, payload, retained)


@pytest.mark.parametrize(
    ("topic", "payload", "request_"),
    [
        (PAUSE, b"ON", SetPause(on=True)),
        (PAUSE, b"OFF", SetPause(on=False)),
        (SOUR, b"ON", SellOut("whiskey-sour", out=True)),
        (SOUR, b"OFF", SellOut("whiskey-sour", out=False)),
    ],
)
def test_a_switch_is_a_request_like_the_bars(topic: str, payload: bytes, request_: object) -> None:
    """With an id to be answered by, and Home Assistant as the one who asks."""
    assert heard(topic, payload) == events.Requested("home-1", WHO, request_)  # type: ignore[arg-type]


@pytest.mark.parametrize("payload", [b"on", b"TOGGLE", b"\xff", b"{}"])
def test_what_a_switch_does_not_know_is_said(payload: bytes) -> None:
    """And not guessed at."""
    assert isinstance(heard(PAUSE, payload), events.NotUnderstood)


def test_a_switch_that_the_broker_kept_is_not_obeyed() -> None:
    """It would pause the bar again after every restart."""
    assert isinstance(heard(PAUSE, b"ON", retained=True), events.NotUnderstood)


def test_nothing_said_is_nothing() -> None:
    """An empty payload is a topic that was cleared."""
    assert heard(PAUSE, b"") is None


def test_another_hatchs_switches_are_not_ours() -> None:
    """Nor is anything else below."""
    for topic in (TOPICS.home_pause("isola"), f"{SOUR}/more", f"{PAUSE}/more"):
        assert isinstance(heard(topic, b"ON"), events.NotUnderstood)


def test_the_contract_is_read_as_ever() -> None:
    """A reader that knows the switches knows all the rest."""
    for topic, payload, event in MESSAGES.values():
        assert heard(topic, payload) == event
