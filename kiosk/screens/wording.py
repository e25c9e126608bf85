"""Every sentence that a person reads, as fields: a missing one is found at the door, not at the hatch."""

from msgspec import Struct


class HatchWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What the guest reads."""


class BarWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What the bartender reads."""


class Wording(Struct, frozen=True, forbid_unknown_fields=True):
    """One language."""

    language: str
    """ISO 639-1, as Babel takes it."""
    name: str
    """The language's name for itself."""
    hatch: HatchWords
    bar: BarWords
