"""A mistake in the configuration, told so that a technician can mend it; and the error that tells all of them."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct


class Mistake(Struct, frozen=True, order=True):
    """One thing to mend. `file` is the layer that holds it; `place` the key in it, or the line, or nothing."""

    file: Path
    place: str
    what: str
    mend: str

    def __str__(self) -> str:
        """As one line, whatever was written in the file: `file: place: what. mend`."""
        where = f"{self.file}: {self.place}" if self.place else f"{self.file}"
        line = f"{where}: {self.what}. {self.mend}"
        return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in line)


class SettingsError(Exception):
    """The configuration cannot be used; `mistakes` holds everything there is to mend."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))
