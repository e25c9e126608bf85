"""The canvas paints what differs, and nothing that does not."""

from pathlib import Path

import pygame
import pytest
from hypothesis import HealthCheck, given, settings

from kiosk.paint.brush import Brush
from kiosk.paint.canvas import Canvas
from kiosk.paint.changes import apart
from kiosk.screens.scene import Box, Picture, Plate, Scene, Text
from tests.paint.scenes import SIZE, evenings, scene

STRANGE = (1, 2, 3)
"""A colour that no scene has."""
NEGRONI = Picture(Box(0, 0, 60, 80), "negroni")
PRICE = Text(Box(120, 60, 60, 30), "€ 7,00", "bold", 18, "bone", "right")


def shown() -> bytes:
    surface = pygame.display.get_surface()
    assert surface is not None
    return pygame.image.tobytes(surface, "RGB")


def scribble(x: int, y: int) -> None:
    surface = pygame.display.get_surface()
    assert surface is not None
    surface.set_at((x, y), STRANGE)


def scribbled(x: int, y: int) -> bool:
    surface = pygame.display.get_surface()
    assert surface is not None
    return tuple(surface.get_at((x, y))) == (*STRANGE, 255)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(evenings())
def test_partly_is_wholly(canvas: Canvas, brush: Brush, scenes: list[Scene]) -> None:
    """Painting what differs leaves the same picture, pixel by pixel, as painting everything."""
    canvas.renew()
    for one in scenes:
        canvas.paint(one)
        whole = pygame.Surface(SIZE, 0, 32)
        brush.draw(whole, one)
        assert shown() == pygame.image.tobytes(whole, "RGB")


def test_only_what_differs(canvas: Canvas) -> None:
    """A new price does not repaint the glass beside it."""
    canvas.paint(scene(NEGRONI, PRICE))
    scribble(30, 40)
    scribble(170, 75)
    canvas.paint(scene(NEGRONI, Text(PRICE.box, "€ 8,00", "bold", 18, "bone", "right")))
    assert scribbled(30, 40)
    assert not scribbled(170, 75)


def test_what_a_touch_does_is_not_seen(canvas: Canvas) -> None:
    """A button that only does something else now is not repainted."""
    from kiosk.core.events import Left, MenuAsked

    canvas.paint(scene(Plate(Box(0, 0, 50, 50), "bone", event=Left(), name="a")))
    scribble(10, 10)
    canvas.paint(scene(Plate(Box(0, 0, 50, 50), "bone", event=MenuAsked(), name="b")))
    assert scribbled(10, 10)


def test_renewed_window(canvas: Canvas) -> None:
    """An uncovered window gets all of its picture back, and says how large it is."""
    canvas.paint(scene(NEGRONI, PRICE))
    before = shown()
    scribble(5, 5)
    scribble(190, 110)
    size = canvas.renew()
    assert shown() == before
    assert (size.w, size.h) == SIZE


def test_resized_window(canvas: Canvas) -> None:
    """After a resize the next scene covers the window's new surface."""
    canvas.paint(scene(NEGRONI))
    pygame.display.set_mode((300, 100))
    size = canvas.renew()
    assert (size.w, size.h) == (300, 100)
    canvas.paint(Scene(size, "bone", ()))
    assert set(shown()) == {0xF3, 0xE9, 0xD5}


def test_prepared(canvas: Canvas) -> None:
    """Getting ready for a scene shows nothing of it."""
    canvas.paint(scene(PRICE))
    before = shown()
    canvas.prepare(scene(NEGRONI, PRICE, *(Picture(Box(0, 0, 200, 90), f"ripple_{at}") for at in (1, 2, 3))))
    assert shown() == before


def test_saved(canvas: Canvas, tmp_path: Path) -> None:
    """A saved picture is what is shown."""
    canvas.paint(scene(NEGRONI, PRICE))
    canvas.save(tmp_path / "shot.png")
    assert pygame.image.tobytes(pygame.image.load(tmp_path / "shot.png"), "RGB") == shown()


def test_not_saved(canvas: Canvas, tmp_path: Path) -> None:
    """A picture that cannot be written says which, and is no pygame error."""
    canvas.paint(scene(PRICE))
    with pytest.raises(OSError, match="nowhere"):
        canvas.save(tmp_path / "nowhere" / "shot.png")


def test_apart() -> None:
    """Rectangles that meet become one, also when only their union meets a third."""
    first, second, third = pygame.Rect(0, 0, 10, 10), pygame.Rect(30, 0, 10, 10), pygame.Rect(5, 5, 30, 2)
    assert apart([first, second, third]) == [pygame.Rect(0, 0, 40, 10)]
    assert apart([first, second]) == [first, second]
