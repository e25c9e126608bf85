"""A sheet: what one picture of the hatch says, without any layout."""

from msgspec import Struct

from kiosk.core.events import Event
from kiosk.screens.hatch_bar import Way


class Row(Struct, frozen=True):
    """One thing among others: what it is, what belongs to it (a price, a count), and what a touch of it asks for."""

    text: str
    value: str = ""
    event: Event | None = None
    lit: bool = False
    """It is chosen."""
    struck: bool = False
    """It is not to be had."""


class Sheet(Struct, frozen=True):
    """A title, sentences, rows, and the ways on from here."""

    title: str
    said: tuple[str, ...] = ()
    passing: str = ""
    """A sentence that changes by itself every second: it is read, but not spoken again and again."""
    spoken: str = ""
    """What is spoken in its place."""
    word: str = ""
    """The pick-up word, stamped as large as it fits."""
    rows: tuple[Row, ...] = ()
    sides: tuple[Way, ...] = ()
    mains: tuple[Way, ...] = ()
