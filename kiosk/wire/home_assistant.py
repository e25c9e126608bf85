"""Home Assistant: what the hatch says of itself so that it appears there, and the switches that come back.

The device form of MQTT discovery: one retained document names all entities, each with the contract's own topics and a
template that reads the contract's own JSON; nothing is published for Home Assistant alone but this. An empty payload
says nothing, so every template is silent about it. https://www.home-assistant.io/integrations/mqtt/#mqtt-discovery
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from kiosk.core import events
from kiosk.core.menu import Drink, Menu
from kiosk.core.request import Request, SellOut, SetPause
from kiosk.wire.topics import Topics

WHO = "home-assistant"
"""Who asks, in the books."""
ON, OFF = b"ON", b"OFF"
ONLINE = "'online' if value_json.online else 'offline'"
COUNTED = {"platform": "sensor", "state_class": "measurement"}

Entity = dict[str, Any]
Read = Callable[[str, bytes, bool], events.Event | None]


class EntityNames(Struct, frozen=True, forbid_unknown_fields=True):
    """What the entities are called, in one language."""

    device: str
    knock: str
    slit: str
    waiting: str
    drinks: str
    pause: str
    sold_out: str
    link: str


class Home(Struct, frozen=True):
    """Whose kiosk it is, and what Home Assistant shall call it."""

    prefix: str
    """Of all discovery topics there, as `homeassistant`."""
    topics: Topics
    hatch: str
    house: str
    language: str
    names: EntityNames
    version: str

    @property
    def id(self) -> str:
        """Of the device: letters, digits, - and _ only."""
        return f"{self.topics.base}_{self.hatch}".replace("/", "_")

    @property
    def topic(self) -> str:
        """Where the document goes, retained."""
        return f"{self.prefix}/device/{self.id}/config"


def discovery(home: Home, menu: Menu, gone: frozenset[str] = frozenset()) -> bytes:
    """The document. `gone` are drinks that were on the menu and are no more: their switches are taken away."""
    drinks = menu.every
    switches = {f"sold_out_{drink.slug}": _sold_out(home, drink) for drink in drinks}
    removed = {
        f"sold_out_{slug}": {"platform": "switch"} for slug in sorted(gone - {drink.slug for drink in drinks})
    }
    components = {**_entities(home), **switches}
    for key, entity in components.items():
        entity["unique_id"] = f"{home.id}_{key}"
    document = {
        "device": {
            "identifiers": [home.id],
            "name": home.names.device.format(house=home.house, hatch=home.hatch),
            "model": "kiosk",
            "sw_version": home.version,
        },
        "origin": {"name": "kiosk", "sw_version": home.version},
        "qos": 1,
        "components": {**components, **removed},
    }
    return msgspec.json.encode(document)


def _entities(home: Home) -> dict[str, Entity]:
    topics, hatch, names = home.topics, home.hatch, home.names
    board, status = topics.board(hatch), topics.status_hatch(hatch)
    slit = "'None' if value_json.slit_open is none else 'ON' if value_json.slit_open else 'OFF'"
    knock = "{'event_type': 'secret' if value_json.secret else 'knock', 'count': value_json.count} | tojson"
    link = "'ON' if value_json.online else 'OFF'"
    return {
        "knock": _entity(
            home, topics.knock(hatch), names.knock, knock,
            platform="event", device_class="doorbell", event_types=["knock", "secret"],
        ),
        "slit": _entity(home, board, names.slit, slit, platform="binary_sensor", device_class="opening"),
        "waiting": _entity(home, board, names.waiting, "value_json.open | length", icon="mdi:glass-cocktail", **COUNTED),
        "drinks": _entity(home, board, names.drinks, "value_json.drinks_tonight", icon="mdi:counter", **COUNTED),
        "pause": _switch(home, names.pause, "value_json.pause", topics.home_pause(hatch), "mdi:hand-back-left"),
        # The link has no availability: it is what says that there is none.
        "link": {
            "platform": "binary_sensor", "name": names.link, "state_topic": status, "value_template": _quiet(link),
            "device_class": "connectivity", "entity_category": "diagnostic",
        },
    }  # fmt: skip


def _sold_out(home: Home, drink: Drink) -> Entity:
    name = home.names.sold_out.format(drink=drink.names.get(home.language, drink.slug))
    is_out = f"'{drink.slug}' in value_json.sold_out"
    return _switch(
        home, name, is_out, home.topics.home_sold_out(home.hatch, drink.slug), "mdi:glass-cocktail-off"
    )


def _switch(home: Home, name: str, is_on: str, command: str, icon: str) -> Entity:
    on = f"'ON' if {is_on} else 'OFF'"
    board = home.topics.board(home.hatch)
    return _entity(home, board, name, on, platform="switch", command_topic=command, icon=icon)


def _entity(home: Home, state_topic: str, name: str, value: str, **more: object) -> Entity:
    """An entity that reads one topic, and is not available while the hatch is not."""
    status = home.topics.status_hatch(home.hatch)
    available = {"topic": status, "value_template": _quiet(ONLINE)}
    return {
        "name": name,
        "state_topic": state_topic,
        "value_template": _quiet(value),
        "availability": [available],
        **more,
    }


def _quiet(value: str) -> str:
    """A template that says nothing of a payload that is no JSON."""
    return f"{{% if value_json is defined %}}{{{{ {value} }}}}{{% endif %}}"


# --- what comes back ---------------------------------------------------------------------------------------------
def listening(read: Read, topics: Topics, hatch: str, new_id: Callable[[], str]) -> Read:
    """A reader that knows the house's switches besides what `read` knows: each is a request like the bar's.

    `new_id` gives each a name of its own, by which it is answered.
    """
    switches = _switches(topics, hatch)

    def either(topic: str, payload: bytes, retained: bool) -> events.Event | None:  # noqa: FBT001 - as a reader is called
        request = _switched(switches, topic, payload)
        if request is None:
            ours = topic.startswith(f"{topics.home_pause(hatch).rpartition('/')[0]}/")
            if not ours:
                return read(topic, payload, retained)
            return events.NotUnderstood(topic[:200], "this switch knows ON and OFF") if payload else None
        if retained:
            return events.NotUnderstood(
                topic, "somebody had the broker retain it, so it says nothing about now"
            )
        return events.Requested(new_id(), WHO, request)

    return either


def _switches(topics: Topics, hatch: str) -> Mapping[str, str]:
    """The stem of each kind of switch."""
    return {"pause": topics.home_pause(hatch), "drink": topics.home_sold_out(hatch, "-").removesuffix("-")}


def _switched(stems: Mapping[str, str], topic: str, payload: bytes) -> Request | None:
    """What a switch asks for, or None when it is none of them or says neither."""
    if payload not in (ON, OFF):
        return None
    if topic == stems["pause"]:
        return SetPause(on=payload == ON)
    drink = topic.removeprefix(stems["drink"])
    return SellOut(drink, out=payload == ON) if drink != topic and "/" not in drink else None
