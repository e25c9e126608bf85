"""Which letters a font file has: asked at the door, because a missing one is drawn as an empty box."""

from collections.abc import Sequence
from pathlib import Path

import pygame
import pygame.freetype

from kiosk.paint.ink import NoFont

ASKED_PX = 20


class Letters:
    """The letters of one font file."""

    def __init__(self, file: Path) -> None:
        """Raises NoFont when it is no font, or cannot be read."""
        pygame.freetype.init()
        try:
            self._font = pygame.freetype.Font(file, ASKED_PX)
        except (OSError, pygame.error) as error:
            raise NoFont(f"{file} is no font ({error}): put it back from the release") from error

    def lacks(self, text: str) -> frozenset[str]:
        """The letters of a text that the font does not have (a blank is no letter)."""
        # pygame.font would tell the measures of the empty box; only freetype says None.
        letters = "".join(sorted({letter for letter in text if not letter.isspace()}))
        measured: Sequence[object] = self._font.get_metrics(letters) if letters else ()
        return frozenset(letter for letter, width in zip(letters, measured, strict=True) if width is None)
