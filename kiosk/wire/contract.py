"""The contract as an AsyncAPI 3 document: made from the topics and the message structs, so that it cannot differ from them.

https://www.asyncapi.com/docs/reference/specification/v3.0.0
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from kiosk.core.board import Board
from kiosk.core.menu import Menu
from kiosk.core.request import Response
from kiosk.wire.messages import VERSION, Asked, Knocked, Seen, Status
from kiosk.wire.reading import LIMITS
from kiosk.wire.topics import RETAINED, Kind, Topics

Json = dict[str, Any]
SCHEMAS = "#/components/schemas/{name}"
NAME = "[A-Za-z0-9_-]{1,64}"


class ContractWords(Struct, frozen=True, forbid_unknown_fields=True):
    """config/contract.toml."""

    title: str
    description: str
    broker: str
    base: str
    hatch: str
    display: str
    drink: str


class Channel(NamedTuple):
    """One topic: what it is called here, how it is spelled, what it carries, and which way it goes for a display."""

    name: str
    address: str
    says: str
    carries: type[Struct] | None
    """None for the bare words of a switch."""
    receives: bool
    retained: bool
    qos: int
    limit_bytes: int


CARRIES: Mapping[Kind, type[Struct]] = MappingProxyType(
    {
        Kind.STATUS_HATCH: Status,
        Kind.STATUS_BAR: Status,
        Kind.MENU: Menu,
        Kind.BOARD: Board,
        Kind.SEEN: Seen,
        Kind.REQUEST: Asked,
        Kind.RESPONSE: Response,
        Kind.KNOCK: Knocked,
    }
)
SENT = frozenset({Kind.STATUS_BAR, Kind.SEEN, Kind.REQUEST})
"""By a display; the rest it receives."""
SWITCHES = ("home_pause", "home_sold_out")
SWITCH_BYTES = 3
"""ON or OFF."""


def contract(words: ContractWords) -> Json:
    """The document. The same for the same program, to the letter."""
    channels = _channels()
    payloads, found = msgspec.json.schema_components(CARRIES.values(), ref_template=SCHEMAS)
    refs = dict(zip(CARRIES.values(), map(_opened, payloads), strict=True))
    schemas = {_name(name): _opened(schema) for name, schema in found.items()}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": words.title,
            "version": f"{VERSION}.0.0",
            "description": " ".join(words.description.split()),
            "license": {"name": "MIT"},
        },
        "defaultContentType": "application/json",
        "servers": {
            "broker": {
                "host": "{host}:{port}",
                "protocol": "mqtt",
                "protocolVersion": "5.0",
                "description": words.broker,
                "variables": {"host": {"default": "127.0.0.1"}, "port": {"default": "1883"}},
            }
        },
        "channels": {channel.name: _channel(channel, words) for channel in channels},
        "operations": {_verb(channel): _operation(channel) for channel in channels},
        "components": {
            "messages": {channel.name: _message(channel, refs) for channel in channels},
            "schemas": dict(sorted(schemas.items())),
        },
    }


def _channels() -> tuple[Channel, ...]:
    """Every topic, spelled by the only place where one is spelled, with what stands there about it."""
    topics, hatch = Topics("BASE"), "HATCH"
    spelled = [(kind, kind.name.lower(), kind in RETAINED) for kind in Kind]
    known = [
        Channel(
            name, _address(topics, name, hatch), _says(name), CARRIES[kind], kind not in SENT, retained,
            0 if kind is Kind.KNOCK else 1, LIMITS[kind],
        )
        for kind, name, retained in spelled
    ]  # fmt: skip
    switches = [
        Channel(
            name,
            _address(topics, name, hatch),
            _says(name),
            None,
            receives=False,
            retained=False,
            qos=1,
            limit_bytes=SWITCH_BYTES,
        )
        for name in SWITCHES
    ]
    return (*known, *switches)


def _address(topics: Topics, name: str, hatch: str) -> str:
    more = {"status_bar": ("DISPLAY",), "home_sold_out": ("DRINK",)}.get(name, ())
    spelled: str = getattr(topics, name)(hatch, *more)
    for word in ("BASE", "HATCH", "DISPLAY", "DRINK"):
        spelled = spelled.replace(word, f"{{{word.lower()}}}")
    return spelled


def _says(name: str) -> str:
    return str(getattr(Topics, name).__doc__)


def _channel(channel: Channel, words: ContractWords) -> Json:
    named = [name for name in ("base", "hatch", "display", "drink") if f"{{{name}}}" in channel.address]
    return {
        "address": channel.address,
        "description": channel.says,
        "messages": {channel.name: {"$ref": f"#/components/messages/{channel.name}"}},
        "parameters": {name: {"description": getattr(words, name)} for name in named},
    }


def _verb(channel: Channel) -> str:
    return f"{'receive' if channel.receives else 'send'}_{channel.name}"


def _operation(channel: Channel) -> Json:
    here = f"#/channels/{channel.name}"
    return {
        "action": "receive" if channel.receives else "send",
        "channel": {"$ref": here},
        "summary": channel.says,
        "messages": [{"$ref": f"{here}/messages/{channel.name}"}],
        "bindings": {"mqtt": {"qos": channel.qos, "retain": channel.retained, "bindingVersion": "0.2.0"}},
    }


def _message(channel: Channel, refs: Mapping[type[Struct], Json]) -> Json:
    if channel.carries is None:
        return {
            "name": channel.name,
            "contentType": "text/plain",
            "payload": {"type": "string", "enum": ["ON", "OFF"]},
        }
    version = {"type": "object", "properties": {"v": {"const": VERSION}}, "required": ["v"]}
    return {
        "name": channel.name,
        "contentType": "application/json",
        "payload": {"allOf": [version, refs[channel.carries]]},
        "x-at-most-bytes": channel.limit_bytes,
    }


def _name(found: str) -> str:
    """A schema's name. Where two structs have one name, msgspec gives the whole place of each."""
    return "".join(part[0].upper() + part[1:] for part in found.split(".")[-2:])


def _opened(schema: Any) -> Any:
    """A schema as a reader applies it: unknown fields are let by, and AsyncAPI's discriminator is a name alone.

    Patterns are written as ECMA-262 has them: ^ and $ instead of Python's own words for the ends of a text.
    """
    if isinstance(schema, list):
        return [_opened(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    opened = {key: _opened(value) for key, value in schema.items()}
    if opened.get("additionalProperties") is False:
        del opened["additionalProperties"]
    if isinstance(opened.get("discriminator"), dict):
        opened["discriminator"] = opened["discriminator"]["propertyName"]
    if isinstance(opened.get("pattern"), str):
        opened["pattern"] = opened["pattern"].replace(r"\A", "^").replace(r"\Z", "$")
    if isinstance(opened.get("$ref"), str):
        stem, _, name = opened["$ref"].rpartition("/")
        opened["$ref"] = f"{stem}/{_name(name)}"
    return opened
