"""What is read aloud: a text, in which language, and how loudly."""

from msgspec import Struct


class Speech(Struct, frozen=True):
    """Something to be said. Another one, or none, ends it at once."""

    text: str
    language: str
    """ISO 639-1."""
    louder: bool
    asked: float
    """The guest's last sign (monotonic): the same text asked for once more is said once more."""
