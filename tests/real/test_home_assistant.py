"""Home Assistant's part played at a real broker: it finds the hatch, sees it, switches it, and finds it again after a birth."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jinja2 import Environment

from tests.real.house import House, payload
from tests.real.stranger import Stranger

CONFIG = "homeassistant/device/backdoor43_navigli/config"
BIRTH = "homeassistant/status"


@pytest.fixture
def home(house: House) -> Iterator[Stranger]:
    """Home Assistant, listening to everything."""
    with Stranger(house.port, "#") as stranger:
        yield stranger


def document(home: Stranger) -> dict[str, Any]:
    """Wait for what the hatch says of itself; that."""
    home.until("the document", lambda: home.on(CONFIG))
    return payload(home.on(CONFIG)[-1].payload)


def board(home: Stranger, house: House) -> dict[str, Any]:
    """The board as it was last told."""
    topic = f"{house.topic}/board"
    home.until("a board", lambda: home.on(topic))
    return payload(home.on(topic)[-1].payload)


def test_the_hatch_is_found_with_everything_it_has(house: House, home: Stranger) -> None:
    """Retained, on connecting, with a switch for every drink of tonight's menu."""
    house.linked(house.hatch())
    found = document(home)
    switches = {key for key in found["components"] if key.startswith("sold_out_")}
    assert {f"sold_out_{drink.slug}" for drink in house.settings.menu.every} <= switches
    with Stranger(house.port, CONFIG) as late:
        late.until("the document", lambda: late.on(CONFIG))
        assert late.on(CONFIG)[0].retained


def test_it_is_said_again_when_home_assistant_is_born(house: House, home: Stranger) -> None:
    """And with it the board, so that nothing is unknown for long."""
    house.linked(house.hatch())
    document(home)
    before = len(home.on(CONFIG)), len(home.on(f"{house.topic}/board"))
    home.say(BIRTH, b"online")
    home.until("both again", lambda: len(home.on(CONFIG)) > before[0])
    home.until("both again", lambda: len(home.on(f"{house.topic}/board")) > before[1])


def test_a_switch_acts_and_is_answered(house: House, home: Stranger) -> None:
    """Pause and sold out, on and off: the state comes back on the topic that the switch reads, and an answer each."""
    hatch = house.hatch()
    house.linked(hatch)
    found = document(home)["components"]
    response = f"{house.topic}/response"
    pause, negroni = found["pause"]["command_topic"], found["sold_out_negroni"]["command_topic"]
    for number, (topic, order, look) in enumerate(
        (
            (pause, b"ON", lambda: board(home, house)["pause"]),
            (pause, b"OFF", lambda: not board(home, house)["pause"]),
            (negroni, b"ON", lambda: "negroni" in board(home, house)["sold_out"]),
            (negroni, b"OFF", lambda: "negroni" not in board(home, house)["sold_out"]),
        ),
        start=1,
    ):
        home.say(topic, order)
        home.until("the board", look)
        home.until("an answer", lambda number=number: len(home.on(response)) == number)  # type: ignore[misc]
    answers = [payload(one.payload) for one in home.on(response)]
    assert [answer["reason"] for answer in answers] == [None] * 4
    assert len({answer["id"] for answer in answers}) == 4
    home.say(f"{house.topic}/" + "home/sold_out/daiquiri", b"ON")
    home.until("the refusal", lambda: len(home.on(response)) == 5)
    assert payload(home.on(response)[-1].payload)["reason"] == "no_such_drink"


def test_drinks_are_counted_through_a_restart(house: House, home: Stranger) -> None:
    """Orders waiting and drinks tonight stand on the board, and a hatch that starts again goes on counting."""
    hatch = house.hatch()
    house.linked(hatch)
    house.place(hatch, "negroni", "negroni")
    home.until("two drinks", lambda: board(home, house)["drinks_tonight"] == 2)
    assert len(board(home, house)["open"]) == 1
    assert hatch.stop() == 0
    hatch = house.hatch()
    house.linked(hatch)
    house.place(hatch, "americano")
    home.until("three drinks", lambda: board(home, house)["drinks_tonight"] == 3)


def test_a_house_that_wants_none_of_it_says_nothing(house: House, home: Stranger) -> None:
    """With discovery switched off there is no document, and a switch is not listened to."""
    text = (house.config / "kiosk.toml").read_text(encoding="utf-8")
    house.configure(f"{text}\n[home_assistant]\ndiscovery = false\n")
    hatch = house.hatch()
    house.linked(hatch)
    home.say(f"{house.topic}/" + "home/pause", b"ON")
    house.place(hatch, "negroni")
    home.until("the order", lambda: board(home, house)["open"])
    assert not home.on(CONFIG)
    assert board(home, house)["pause"] is None
    assert not home.on(f"{house.topic}/response")


def test_templates_are_what_home_assistant_would_render(house: House, home: Stranger) -> None:
    """Rendered as Jinja with the hatch's real messages they give ON, OFF, a number, an event."""
    hatch = house.hatch()
    house.linked(hatch)
    found = document(home)["components"]
    house.place(hatch, "negroni")
    home.until("the order", lambda: board(home, house)["open"])
    home.until("the knock", lambda: home.on(f"{house.topic}/knock"))
    environment = Environment(autoescape=False)
    environment.filters["tojson"] = json.dumps

    def shown(key: str) -> str:
        entity = found[key]
        last = home.on(entity["state_topic"])[-1].payload
        template = environment.from_string(entity["value_template"])
        assert template.render() == ""
        text: str = template.render(value_json=json.loads(last))
        return text

    assert (shown("waiting"), shown("drinks")) == ("1", "1")
    assert (shown("pause"), shown("sold_out_negroni"), shown("link"), shown("slit")) == (
        "OFF",
        "OFF",
        "ON",
        "OFF",
    )
    assert json.loads(shown("knock"))["event_type"] == "knock"
