"""The house's colours: every one a colour."""

import re

from kiosk.screens.look import Theme
from kiosk.settings.document import Document
from kiosk.settings.shape import shown

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def read(document: Document) -> Theme | None:
    """The theme; None, and every reason noted, when it cannot be used."""
    theme = document.read_as(Theme)
    for name in document.table:
        colour = document.value(name)
        if colour is not None and not _COLOUR.fullmatch(colour):
            document.blame(
                (name,), f"is {shown(colour)}, which is no colour", 'Write red, green and blue, as "#e0b561"'
            )
    return theme
