"""Letters: the three faces, how wide their texts will be, and the texts as surfaces."""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import pygame
import pygame.font

from kiosk.paint.shelf import Shelf
from kiosk.screens.metrics import FaceMetrics, Metrics
from kiosk.screens.scene import Face

Rgb = tuple[int, int, int]
Extents = Sequence[tuple[int, int, int, int, int] | None]
"""Of each letter: least and greatest x and y from its place on the baseline, and its advance, in pixels."""

FACES: dict[Face, str] = {
    "old": "IMFellEnglish-Regular.ttf",
    "plain": "Cantarell-Regular.otf",
    "bold": "Cantarell-Bold.otf",
}
"""The file of each face in assets/fonts; their licences are in assets/CREDITS.md."""
LETTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) + "€–—‘’‚“”„…•−×·°"  # noqa: RUF001 - really these
"""What Latin languages are written with."""
UNKNOWN = 1000
"""The width of a letter that is not measured, in thousandths of an em: wider than it will be."""
MEASURED_PX = 250
ROOM_PERCENT = 103
"""Real lines come out up to three hundredths wider than their letters' sum: hinting rounds each letter to a pixel."""
EDGE = 70
"""The light on a letter's edge is so many times thinner than the letter is large."""
MOST_BYTES = 3_000_000
MOST_FONTS = 12
"""A face at a size holds a tenth to a fifth of a megabyte and loads within one millisecond."""


class NoFont(Exception):
    """A face's file is not there or is no font; its text says which, and how to mend it."""


class Ink:
    """The faces, loaded at each size when it is first used."""

    def __init__(self, fonts_dir: Path) -> None:
        """Raises NoFont when a face's file is missing; whether it is a font shows when it is first used."""
        self._files = {face: fonts_dir / name for face, name in FACES.items()}
        missing = [str(file) for file in self._files.values() if not file.is_file()]
        if missing:
            raise NoFont(f"no font file {', '.join(missing)}: put it back from assets/fonts of the release")
        pygame.font.init()
        self._font = lru_cache(MOST_FONTS)(self._loaded)
        self._middles: dict[tuple[Face, int], int] = {}
        self._texts = Shelf(MOST_BYTES)

    def metrics(self) -> Metrics:
        """The faces' advance widths; no line is ever drawn wider than they say."""
        return self._metrics

    def text(
        self,
        text: str,
        face: Face,
        size_px: int,
        colour: Rgb,
        *,
        struck: bool = False,
        edge: Rgb | None = None,
    ) -> pygame.Surface:
        """A line as a surface with a clear ground, at most as wide as the metrics promised (and a hair more with an edge)."""
        key = (text, face, size_px, colour, struck, edge)
        if edge is None:
            return self._texts.take(key, lambda: self._drawn(text, face, size_px, colour, struck=struck))
        return self._texts.take(key, lambda: self._edged(text, face, size_px, colour, edge))

    def begins(self, text: str, face: Face, size_px: int, letter: int) -> int:
        """How far from a line's left one of its letters begins, in pixels; beyond the last letter, the line's end."""
        return self._font(face, size_px).size(text[:letter])[0]

    def middle(self, face: Face, size_px: int) -> int:
        """How far below a line's top the middle of its capitals and figures lies, in pixels: what the eye centres."""
        middle = self._middles.get((face, size_px))
        if middle is None:
            font = self._font(face, size_px)
            middle = self._middles[face, size_px] = font.get_ascent() - _capital(font) // 2
        return middle

    @cached_property
    def _metrics(self) -> Metrics:
        return Metrics({face: self._measured(face) for face in FACES})

    def _measured(self, face: Face) -> FaceMetrics:
        widths: Extents = self._font(face, MEASURED_PX).metrics(LETTERS)
        return FaceMetrics(
            {
                letter: -(-width[4] * ROOM_PERCENT * 10 // MEASURED_PX)
                for letter, width in zip(LETTERS, widths, strict=True)
                if width is not None
            },
            UNKNOWN,
        )

    def _loaded(self, face: Face, size_px: int) -> pygame.font.Font:
        try:
            font = pygame.font.Font(self._files[face], size_px)
            font.size("H")  # of a file that is no font pygame 2.6 says so only now
        except pygame.error as error:
            raise NoFont(f"{self._files[face]} is no font ({error}): put it back from the release") from error
        return font

    def _drawn(self, text: str, face: Face, size_px: int, colour: Rgb, *, struck: bool) -> pygame.Surface:
        line = _rendered(self._font(face, size_px), text, colour)
        promised = self._metrics.width_px(text, face, size_px)
        if line.get_width() > promised > 0:  # a line of nothing but narrow letters at an unlucky size
            line = pygame.transform.smoothscale(line, (promised, line.get_height()))
        if struck:
            thick = max(1, size_px // 14)
            line.fill(colour, (0, self._lower_middle(face, size_px) - thick // 2, line.get_width(), thick))
        return line

    def _edged(self, text: str, face: Face, size_px: int, colour: Rgb, edge: Rgb) -> pygame.Surface:
        """Letters in a hollow: its lower right edge catches the light."""
        hair = max(1, size_px // EDGE)
        dark, light = (self.text(text, face, size_px, paint) for paint in (colour, edge))
        line = pygame.Surface((dark.get_width() + hair, dark.get_height() + hair), pygame.SRCALPHA, 32)
        line.blit(light, (hair, hair))
        line.blit(dark, (0, 0))
        return line

    def _lower_middle(self, face: Face, size_px: int) -> int:
        """Where a line through small letters looks right: a little below the capitals' middle."""
        font = self._font(face, size_px)
        return font.get_ascent() - _capital(font) * 2 // 5


def _rendered(font: pygame.font.Font, text: str, colour: Rgb) -> pygame.Surface:
    """A line as a surface. pygame raises over a NUL and over what has no width; no text may end the program."""
    try:
        return font.render(text.replace("\0", "\ufffd"), True, colour)  # noqa: FBT003 - pygame-ce takes it by place only
    except pygame.error:
        return font.render(" ", True, colour)  # noqa: FBT003


def _capital(font: pygame.font.Font) -> int:
    """The height of a capital in pixels."""
    boxes: Extents = font.metrics("H")
    return font.get_ascent() if boxes[0] is None else boxes[0][3]
