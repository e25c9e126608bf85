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
        self._has: dict[str, bool] = {}
        pygame.freetype.init()
        try:
            self._font = pygame.freetype.Font(file, ASKED_PX)
        except (OSError, pygame.error) as error:
            raise NoFont(f"{file} is no font ({error}): put it back from the release") from error

    def lacks(self, text: str) -> frozenset[str]:
        """The letters of a text that the font does not have (a blank is no letter)."""
        letters = {letter for letter in text if not letter.isspace()}
        self._look_up("".join(sorted(letters - self._has.keys())))
        return frozenset(letter for letter in letters if not self._has[letter])

    def _look_up(self, letters: str) -> None:
        """Ask the font, once for each letter: a house's sentences are thousands, of the same hundred letters."""
        # pygame.font would tell the measures of the empty box; only freetype says None.
        measured: Sequence[object] = self._font.get_metrics(letters) if letters else ()
        self._has.update((letter, width is not None) for letter, width in zip(letters, measured, strict=True))
