"""The brush: draws a scene's pieces on any surface; needs no display."""

from collections.abc import Sequence

import pygame
from msgspec import Struct
from msgspec.structs import replace

from kiosk.paint.ink import Ink, Rgb
from kiosk.paint.pictures import Pictures
from kiosk.screens.look import Theme
from kiosk.screens.scene import Box, Picture, Piece, Plate, Scene, Text

WHOLE = 100
"""Percent of light."""
TILE = (256, 64)
"""Of shade, in pixels."""

Paintable = Plate | Text | Picture


class Laid(Struct, frozen=True):
    """A piece that leaves pixels, and the rectangle in which it leaves them."""

    piece: Paintable
    rect: pygame.Rect


class Brush:
    """Draws with these letters, drawings and colours."""

    def __init__(self, ink: Ink, pictures: Pictures, theme: Theme) -> None:
        self._ink = ink
        self._pictures = pictures
        self._theme = theme

    def draw(self, surface: pygame.Surface, scene: Scene, clip: pygame.Rect | None = None) -> None:
        """Draw a scene, or only what of it lies in `clip` (pixels)."""
        self.fill(surface, scene.ground, self.lay(scene), clip or surface.get_rect())

    def lay(self, scene: Scene) -> tuple[Laid, ...]:
        """The pieces that leave pixels, back to front, with where they leave them."""
        return tuple(
            Laid(_bare(piece), self._extent(piece)) for piece in scene.pieces if _leaves_pixels(piece)
        )

    def fill(self, surface: pygame.Surface, ground: str, laid: Sequence[Laid], clip: pygame.Rect) -> None:
        """Draw the ground and all that meets a rectangle, inside the rectangle."""
        surface.set_clip(clip)
        met = [laid[at] for at in clip.collidelistall([one.rect for one in laid])]
        covers = [(at, one.rect) for at, one in enumerate(met) if self._solid(one)]
        if not any(cover.contains(clip) for _, cover in covers):
            surface.fill(self._theme.rgb(ground))
        for at, one in enumerate(met):
            seen = one.rect.clip(clip)
            if not any(above > at and cover.contains(seen) for above, cover in covers):
                self._stroke(surface, one)
        surface.set_clip(None)

    def prepare(self, scene: Scene, surface: pygame.Surface) -> None:
        """Rasterise everything that a scene needs, so that its first showing on this surface is quick."""
        surface.set_clip(pygame.Rect(0, 0, 1, 1))
        for piece in scene.pieces:
            if isinstance(piece, Picture) and self._drawing(piece).get_flags() & pygame.RLEACCELOK:
                surface.blit(
                    self._drawing(piece), (0, 0)
                )  # SDL looks for the runs now, and the corner is clear
        surface.set_clip(None)
        self.lay(scene)

    def _solid(self, one: Laid) -> bool:
        """Whether it is a drawing that lets nothing shine through, as the shutter is: what it hides need not be drawn."""
        return isinstance(one.piece, Picture) and not self._drawing(one.piece).get_flags() & pygame.SRCALPHA

    def _extent(self, piece: Piece) -> pygame.Rect:
        return self._letters(piece)[0] if isinstance(piece, Text) else _rect(_shown(piece))

    def _letters(self, text: Text) -> tuple[pygame.Rect, pygame.Rect]:
        """Where those letters of a line go that are there, and which part of the line's surface they are."""
        rect = self._line_rect(text)
        if text.letters is None:
            return rect, rect.move(-rect.x, -rect.y)
        first, end = (self._ink.begins(text.text, text.face, text.size_px, at) for at in text.letters)
        end = rect.w if text.letters[1] >= len(text.text) else end
        part = pygame.Rect(first, 0, max(0, end - first), rect.h)
        return part.move(rect.topleft), part

    def _line_rect(self, text: Text) -> pygame.Rect:
        """Where a line's surface goes: its capitals' middle on the box's middle."""
        box, line = text.box, self._line(text)
        room = box.w - line.get_width()
        x = box.x + {"left": 0, "centre": room // 2, "right": room}[text.align]
        y = box.y + box.h // 2 - self._ink.middle(text.face, text.size_px)
        return line.get_rect(topleft=(x, y))

    def _line(self, text: Text) -> pygame.Surface:
        colour, edge = self._theme.rgb(text.colour), text.edge and self._theme.rgb(text.edge)
        return self._ink.text(
            text.text, text.face, text.size_px, colour, struck=text.struck, edge=edge or None
        )

    def _stroke(self, surface: pygame.Surface, one: Laid) -> None:
        piece, rect = one.piece, one.rect
        match piece:
            case Plate():
                self._plate(surface, piece, rect)
            case Text():
                surface.blit(self._line(piece), rect, self._letters(piece)[1])
            case Picture(box=box):
                surface.blit(self._drawing(piece), rect, rect.move(-box.x, -box.y))

    def _drawing(self, piece: Picture) -> pygame.Surface:
        return self._pictures.picture(piece.name, piece.box.w, piece.box.h)

    def _plate(self, surface: pygame.Surface, plate: Plate, rect: pygame.Rect) -> None:
        if plate.fill is not None:
            _fill(surface, self._theme.rgb(plate.fill), rect)
        elif plate.light < WHOLE:
            _shade(surface, plate.light, rect)
        if plate.rim is not None and plate.rim_px > 0:
            _rim(surface, self._theme.rgb(plate.rim), rect, min(plate.rim_px, rect.w, rect.h))


def _rim(surface: pygame.Surface, colour: Rgb, rect: pygame.Rect, px: int) -> None:
    """Four strips inside the rectangle's edge."""
    for strip in (
        (rect.x, rect.y, rect.w, px),
        (rect.x, rect.bottom - px, rect.w, px),
        (rect.x, rect.y, px, rect.h),
        (rect.right - px, rect.y, px, rect.h),
    ):
        _fill(surface, colour, pygame.Rect(strip))


def _fill(surface: pygame.Surface, colour: Rgb, rect: pygame.Rect) -> None:
    """Fill what of a rectangle is to be painted. Of one that begins off the surface pygame 2.6 fills too much."""
    surface.fill(colour, rect.clip(surface.get_clip()))


def _shade(surface: pygame.Surface, percent: int, rect: pygame.Rect) -> None:
    """Darken what of a rectangle is to be painted, tile by tile: a sixth of the time of pygame's multiplying fill."""
    dark = pygame.Surface(TILE, 0, 32)
    dark.set_alpha(255 * (WHOLE - percent) // WHOLE)
    painted = rect.clip(surface.get_clip())
    for y in range(painted.top, painted.bottom, TILE[1]):
        for x in range(painted.left, painted.right, TILE[0]):
            surface.blit(dark, (x, y), (0, 0, painted.right - x, painted.bottom - y))


def _rect(box: Box) -> pygame.Rect:
    return pygame.Rect(box.x, box.y, box.w, box.h)


def _shown(piece: Plate | Picture) -> Box:
    return piece.shown if isinstance(piece, Picture) else piece.box


def _leaves_pixels(piece: Piece) -> bool:
    if isinstance(piece, Plate | Picture) and (_shown(piece).w <= 0 or _shown(piece).h <= 0):
        return False
    if isinstance(piece, Plate):
        return piece.fill is not None or piece.light < WHOLE or (piece.rim is not None and piece.rim_px > 0)
    return not isinstance(piece, Text) or bool(piece.text.strip())


def _bare(piece: Piece) -> Paintable:
    """The piece as the eye knows it: what a touch of it would do is not seen."""
    return replace(piece, name="", event=None) if isinstance(piece, Plate) else piece
