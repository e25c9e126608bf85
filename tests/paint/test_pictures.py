"""The drawings are all there, light, and of the kind that can be drawn."""

from pathlib import Path
from typing import Any

import pygame
import pytest

from kiosk.paint.pictures import NoDrawing, Pictures, at_size
from tests.paint.conftest import ASSETS

DRAWINGS = ASSETS / "drawings"
NAMES = tuple(sorted(file.stem for file in DRAWINGS.glob("*.svg")))
DRINKS = (
    "negroni",
    "americano",
    "whiskey-sour",
    "boulevardier",
    "aviation",
    "old-fashioned",
    "gin-fizz",
    "whisky-cola",
)
FILLING = ("wall", "wall_bar", "inside", "shutter", "slit_frame", "shelf", "plate", "paper")
HEAVIEST = {"wall": 62_000, "wall_bar": 24_000}
"""Bytes; everything else stays below LIGHT."""
LIGHT = 20_000


def opaque_rect(surface: pygame.Surface) -> pygame.Rect:
    rects: Any = pygame.mask.from_surface(
        surface, 8
    ).get_bounding_rects()  # a list, whatever pygame's stubs say
    return pygame.Rect(rects[0].unionall(rects))


def test_names(pictures: Pictures) -> None:
    """The drawings know their own names, the eight drinks among them."""
    assert pictures.names() == NAMES
    assert set(DRINKS) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_drawn(pictures: Pictures, name: str) -> None:
    """Every drawing shows something, at the size that was asked for, however small."""
    for size in ((60, 60), (300, 120), (1, 1)):
        assert pictures.picture(name, *size).get_size() == size
    assert opaque_rect(pictures.picture(name, 60, 60)).w > 0


@pytest.mark.parametrize("name", NAMES)
def test_light(name: str) -> None:
    """No drawing is so heavy that a Pi would be long over it, and none uses what the rasteriser leaves out."""
    svg = (DRAWINGS / f"{name}.svg").read_text()
    assert len(svg) <= HEAVIEST.get(name, LIGHT)
    assert not [
        tag for tag in ("<text", "<filter", "<clipPath", "<mask", "<use", "<image", "<style") if tag in svg
    ]


@pytest.mark.parametrize("name", DRINKS)
def test_own_shape(pictures: Pictures, name: str) -> None:
    """A glass keeps its shape in a wide box, in the middle of it, and stands near the box's floor."""
    wide, own = opaque_rect(pictures.picture(name, 400, 150)), opaque_rect(pictures.picture(name, 120, 150))
    assert abs(wide.w - own.w) <= 2
    assert abs(wide.x - own.x - 140) <= 2
    assert own.bottom >= 144


@pytest.mark.parametrize("name", FILLING)
def test_filling(pictures: Pictures, name: str) -> None:
    """A drawing without a shape of its own reaches all four edges of any box."""
    for size in ((400, 150), (120, 300)):
        rect = opaque_rect(pictures.picture(name, *size))
        assert rect.x <= size[0] / 20
        assert rect.y <= size[1] / 20
        assert rect.right >= size[0] * 0.95
        assert rect.bottom >= size[1] * 0.95


def test_solid_wall(pictures: Pictures) -> None:
    """The wall lets nothing through, so it is copied and not blended; a glass does."""
    assert not pictures.picture("wall", 320, 200).get_flags() & pygame.SRCALPHA
    assert pictures.picture("negroni", 60, 75).get_flags() & pygame.SRCALPHA


def test_missing_drawing(pictures: Pictures) -> None:
    """A drawing that is not there is named, with its mend."""
    with pytest.raises(NoDrawing, match=r"unicorn\.svg.*put it back"):
        pictures.picture("unicorn", 10, 10)


@pytest.mark.parametrize("text", ["", "no drawing", "<svg", "\x00\x01"])
def test_broken_drawing(tmp_path: Path, text: str) -> None:
    """A broken file is one clear error that names it."""
    (tmp_path / "broken.svg").write_text(text)
    with pytest.raises(NoDrawing, match=r"broken\.svg cannot be shown"):
        Pictures(tmp_path).picture("broken", 10, 12)


def test_at_size() -> None:
    """The root is given the wanted size, whatever it said before; the rest stays."""
    svg = '<?xml version="1.0"?><svg width="5" viewBox="0 0 5 5" height=\'7\'><rect width="5" height="5"/></svg>'
    assert at_size(svg, 30, 40) == (
        '<?xml version="1.0"?><svg viewBox="0 0 5 5" preserveAspectRatio="xMidYMid meet" width="30" height="40">'
        '<rect width="5" height="5"/></svg>'
    )


@pytest.mark.parametrize("name", ["spritz", "x" * 400, "nul\0"])
def test_a_drink_that_is_new_to_the_bar_is_drawn_as_a_cup(name: str) -> None:
    """A menu may name a drawing that this machine has not: the bar goes on."""
    pictures = Pictures(DRAWINGS, "cup")
    assert pictures.picture(name, 40, 50).get_size() == pictures.picture("cup", 40, 50).get_size()
    assert pictures.missing(["cup", "spritz"]) == (DRAWINGS / "spritz.svg",)


def test_a_sparse_drawing_is_kept_as_its_runs(pictures: Pictures) -> None:
    """Of a ripple only what is drawn of it is kept and blitted, and a person sees no difference; a glass stays as it is."""
    ripple = pictures.picture("ripple_3", 300, 130)
    assert ripple.get_flags() & pygame.RLEACCELOK
    assert not pictures.picture("negroni", 120, 150).get_flags() & pygame.RLEACCELOK
    plain = ripple.copy()
    plain.set_alpha(255)
    assert not plain.get_flags() & pygame.RLEACCELOK
    shown = []
    for drawing in (ripple, plain):
        surface = pygame.Surface((320, 140), 0, 32)
        surface.fill((60, 40, 20))
        surface.blit(drawing, (10, 5))
        shown.append(pygame.image.tobytes(surface, "RGB"))
    assert max(abs(one - other) for one, other in zip(*shown, strict=True)) <= 1
    assert len(set(shown[0])) > 3
