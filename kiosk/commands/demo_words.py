"""What is told of the scripted night, as fields: a missing one is found before it begins."""

from msgspec import Struct


class NightWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What is told of the night; see config/demo.toml."""

    asleep: str
    knock: str
    order_it: str
    placed: str
    seen: str
    acknowledged: str
    broker_gone: str
    order_en: str
    unseen: str
    broker_back: str
    ready: str
    collect: str
    handed_over: str
    hammering: str
    refused: str
    second: str
    books: str
    ended: str
    astray: str
