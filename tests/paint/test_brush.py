"""The brush puts pieces where the scene says, without any display."""

from typing import Any

import pygame
import pytest
from msgspec.structs import replace

from kiosk.paint.brush import Brush
from kiosk.screens.scene import Align, Box, Picture, Plate, Text
from tests.paint.scenes import SIZE, scene

BONE, SOOT, BRASS = (0xF3, 0xE9, 0xD5), (0x0D, 0x09, 0x06), (0xA6, 0x7C, 0x3D)


def inked(surface: pygame.Surface) -> pygame.Rect:
    """The smallest rectangle around everything that is not ground."""
    surface.set_colorkey(SOOT)
    rects: Any = pygame.mask.from_surface(surface).get_bounding_rects()  # a list, whatever pygame's stubs say
    return pygame.Rect(rects[0].unionall(rects))


def at(surface: pygame.Surface, x: int, y: int) -> tuple[int, ...]:
    return tuple(surface.get_at((x, y)))[:3]


def test_without_display(brush: Brush) -> None:
    """A scene can be drawn on any surface with no display open."""
    pygame.display.quit()
    surface = pygame.Surface(SIZE, 0, 32)
    brush.draw(surface, scene(Plate(Box(10, 10, 20, 20), "bone")))
    assert at(surface, 15, 15) == BONE
    assert at(surface, 5, 5) == SOOT


def test_rim(brush: Brush) -> None:
    """A rim lies inside its box, as thick as it says, and a plate without fill lets the ground through."""
    surface = pygame.Surface(SIZE, 0, 32)
    brush.draw(surface, scene(Plate(Box(10, 10, 30, 20), None, "brass", 3)))
    across = [at(surface, x, 20) == BRASS for x in range(50)]
    assert [x for x, is_rim in enumerate(across) if is_rim] == [10, 11, 12, 37, 38, 39]


@pytest.mark.parametrize("align", ["left", "centre", "right"])
def test_alignment(brush: Brush, align: Align) -> None:
    """A line stands at its side of the box, its capitals' middle on the box's middle."""
    surface = pygame.Surface(SIZE, 0, 32)
    brush.draw(surface, scene(Text(Box(20, 30, 160, 60), "HHH", "bold", 30, "bone", align)))
    ink = inked(surface)
    assert abs(ink.centery - 60) <= 1
    assert {"left": abs(ink.left - 20), "centre": abs(ink.centerx - 100), "right": abs(ink.right - 180)}[
        align
    ] <= 4


def test_clip(brush: Brush) -> None:
    """With a clip nothing outside it changes."""
    surface = pygame.Surface(SIZE, 0, 32)
    surface.fill(BRASS)
    brush.draw(surface, scene(Plate(Box(0, 0, *SIZE), "bone")), pygame.Rect(50, 50, 10, 10))
    assert at(surface, 55, 55) == BONE
    assert at(surface, 49, 55) == BRASS
    assert at(surface, 60, 55) == BRASS


def test_through_a_hole(brush: Brush) -> None:
    """Of a drawing behind a hole only what is in the hole is drawn, and that as without one."""
    box, hole = Box(-40, 20, 120, 60), Box(10, 30, 50, 20)
    whole, part = (pygame.Surface(SIZE, 0, 32) for _ in range(2))
    brush.draw(whole, scene(Picture(box, "shutter")))
    brush.draw(part, scene(Picture(box, "shutter", hole)))
    inside = pygame.Rect(hole.x, hole.y, hole.w, hole.h)
    assert pygame.image.tobytes(part.subsurface(inside), "RGB") == pygame.image.tobytes(
        whole.subsurface(inside), "RGB"
    )
    assert inked(part) == inside


def test_some_letters_of_a_line(brush: Brush) -> None:
    """Each letter that is there stands where it stands in the whole line, and the others leave nothing."""
    line = Text(Box(0, 0, 200, 120), "Pirata", "old", 60, "bone", "centre")
    whole, parts, none = (pygame.Surface(SIZE, 0, 32) for _ in range(3))
    brush.draw(whole, scene(line))
    brush.draw(parts, scene(replace(line, letters=(0, 2)), replace(line, letters=(2, 6))))
    brush.draw(none, scene(replace(line, letters=(0, 0))))
    assert pygame.image.tobytes(parts, "RGB") == pygame.image.tobytes(whole, "RGB")
    assert set(pygame.image.tobytes(none, "RGB")) == set(bytes(SOOT))


def test_an_edge_of_light(brush: Brush) -> None:
    """Stamped letters are the same letters, with light along their lower right and nowhere else."""
    flat = Text(Box(0, 0, 200, 120), "Pirata", "old", 70, "bone")
    plain, stamped = (pygame.Surface(SIZE, 0, 32) for _ in range(2))
    brush.draw(plain, scene(flat))
    brush.draw(stamped, scene(replace(flat, edge="brass")))
    lit = pygame.mask.from_threshold(stamped, BRASS, (40, 40, 40, 255))
    assert lit.count() > 0
    before, after = inked(plain), inked(stamped)
    assert after.topleft == before.topleft
    assert (after.w - before.w, after.h - before.h) == (1, 1)


def test_a_shade(brush: Brush) -> None:
    """It darkens what is behind it, evenly and only there, and what stands on it not at all."""
    surface = pygame.Surface(SIZE, 0, 32)
    behind, front = Plate(Box(0, 0, 200, 120), "bone"), Plate(Box(60, 10, 20, 20), "bone")
    brush.draw(surface, scene(behind, Plate(Box(50, 0, 100, 120), light=50), front))
    assert at(surface, 10, 10) == at(surface, 65, 15) == BONE
    shaded = at(surface, 55, 5)
    assert all(abs(seen - channel // 2) <= 1 for seen, channel in zip(shaded, BONE, strict=True))
    assert at(surface, 149, 119) == shaded
    assert at(surface, 49, 119) == at(surface, 150, 119) == BONE
