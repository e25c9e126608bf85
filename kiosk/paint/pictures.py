"""Drawings: SVG files by name, rasterised at the size that is wanted."""

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pygame

from kiosk.paint.shelf import Shelf

MOST_BYTES = 40_000_000
"""Enough for four whole screens of 1920x1080 and everything small."""
MOSTLY = 254
"""What has more alpha than this lets nothing through."""
SPARSE = 0.2
"""A drawing that covers less of its box is kept as its covered runs: a ripple in a tenth of the memory and of the time."""

_ROOT = re.compile(r"<svg\b[^>]*>")
_MEASURE = re.compile(r"""\s(?:width|height)\s*=\s*(?:"[^"]*"|'[^']*')""")


class NoDrawing(Exception):
    """A drawing is not there or cannot be read; its text says which, and how to mend it."""


class Pictures:
    """The drawings of a folder, each rasterised once for a size."""

    def __init__(self, drawings_dir: Path, spare: str | None = None) -> None:
        """`spare` stands for a drawing that is not there: a bar may be told of a drink that is new to it."""
        self._dir = drawings_dir
        self._spare = spare
        self._drawn = Shelf(MOST_BYTES)

    def names(self) -> tuple[str, ...]:
        """Every drawing there is."""
        return tuple(sorted(file.stem for file in self._dir.glob("*.svg")))

    def missing(self, names: Iterable[str]) -> tuple[Path, ...]:
        """The files of those of these drawings that are not there."""
        files = (self._dir / f"{name}.svg" for name in names)
        return tuple(file for file in files if not file.is_file())

    def picture(self, name: str, w: int, h: int) -> pygame.Surface:
        """A drawing on a surface of this size in pixels: in the middle in its own shape, or filling it if it has none.

        An SVG root that says preserveAspectRatio="none" has no shape of its own. Raises NoDrawing.
        """
        return self._drawn.take((name, w, h), lambda: self._rasterised(name, max(1, w), max(1, h)))

    def _rasterised(self, name: str, w: int, h: int) -> pygame.Surface:
        file = self._dir / f"{name}.svg"
        try:
            there = file.is_file()
        except OSError:  # a name that no file can have
            there = False
        if not there and self._spare not in (None, name):
            return self._rasterised(str(self._spare), w, h)
        try:
            sized = at_size(file.read_text(encoding="utf-8"), w, h)
            drawn = pygame.image.load(BytesIO(sized.encode()), ".svg")
        except (OSError, ValueError, pygame.error) as error:
            raise NoDrawing(
                f"the drawing {file} cannot be shown ({error}): put it back from the release"
            ) from error
        return _ready(drawn)


def at_size(svg: str, w: int, h: int) -> str:
    """An SVG text with another width and height at its root. Raises ValueError when it has no root.

    What the standard says of a root that says nothing of its shape is said here, since the rasteriser would stretch it.
    """
    root = _ROOT.search(svg)
    if root is None:
        raise ValueError("no <svg> in it")
    shape = "" if "preserveAspectRatio" in root.group() else ' preserveAspectRatio="xMidYMid meet"'
    sized = _MEASURE.sub("", root.group())[:-1] + f'{shape} width="{w}" height="{h}">'
    return svg[: root.start()] + sized + svg[root.end() :]


def _ready(drawn: pygame.Surface) -> pygame.Surface:
    """The same picture in the pixel order that blits fastest, without alpha if nothing shines through.

    `convert` would do it, but wants a display, and pictures are tested without one.
    """
    drawn.set_alpha(None)  # copied as it is, not blended: a tenth of the time
    ready = pygame.Surface(drawn.get_size(), 0 if _solid(drawn) else pygame.SRCALPHA, 32)
    ready.blit(drawn, (0, 0))
    if _sparse(drawn):
        ready.set_alpha(255, pygame.RLEACCEL)
    return ready


def _solid(drawn: pygame.Surface) -> bool:
    """Whether no pixel lets anything through."""
    w, h = drawn.get_size()
    return pygame.mask.from_surface(drawn, MOSTLY).count() == w * h


def _sparse(drawn: pygame.Surface) -> bool:
    """Whether most of it is clear, its corner too."""
    w, h = drawn.get_size()
    return drawn.get_at((0, 0)).a == 0 and pygame.mask.from_surface(drawn, 0).count() < w * h * SPARSE
