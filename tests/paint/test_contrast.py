"""What a guest reads, and what they may touch, stands out from what is really painted behind it: wood, paper, light."""

from collections.abc import Iterator

import pygame
import pytest

from kiosk.paint.brush import Brush
from kiosk.screens import hatch
from kiosk.screens.look import Look
from kiosk.screens.scene import Box, Plate, Scene, Text
from tests.screens.hatch_states import NOW, moments
from tests.screens.looks import LookAt
from tests.screens.test_bar_contrast import CONTROL, TEXT, ratio
from tests.screens.test_hatch_layout import MOVING, ink, within

PASSING = MOVING | {"knocked", "hammered"}
"""A wall that slides, a plate that is stamped, ripples that run through the grain: over in less than half a second."""
ODD = 20
"""One in so many points behind a line may be anything: a nail's head, the edge of a plank."""
ACROSS, DOWN = 40, 8
"""So many points behind a line are looked at."""
STILL = tuple(name for name in moments("it") if name not in PASSING)

Rgb = tuple[int, int, int]


@pytest.fixture(params=[(800, 480), (720, 1280)], ids=lambda size: f"{size[0]}x{size[1]}")
def look(request: pytest.FixtureRequest, look_at: LookAt) -> Look:
    """A lying screen and a standing one."""
    return look_at(*request.param)


def painted(brush: Brush, scene: Scene) -> pygame.Surface:
    """The picture without its words."""
    pieces = tuple(piece for piece in scene.pieces if not isinstance(piece, Text))
    surface = pygame.Surface((scene.size.w, scene.size.h), 0, 32)
    brush.draw(surface, Scene(scene.size, scene.ground, pieces))
    return surface


def points(surface: pygame.Surface, box: Box) -> Iterator[Rgb]:
    """The colours of some points spread over a box."""
    seen = pygame.Rect(box.x, box.y, box.w, box.h).clip(surface.get_rect())
    for y in range(seen.top, seen.bottom, max(1, seen.h // DOWN)):
        for x in range(seen.left, seen.right, max(1, seen.w // ACROSS)):
            red, green, blue, _ = surface.get_at((x, y))
            yield red, green, blue


def around(surface: pygame.Surface, box: Box) -> Iterator[Rgb]:
    """The colours of some points just outside a box."""
    for edge in (
        Box(box.x, box.y - 2, box.w, 1),
        Box(box.x, box.bottom + 1, box.w, 1),
        Box(box.x - 2, box.y, 1, box.h),
        Box(box.right + 1, box.y, 1, box.h),
    ):
        yield from points(surface, edge)


def least(colour: Rgb, grounds: Iterator[Rgb]) -> float:
    """The contrast that all but the odd ones of these points give a colour; more than any where there are no points."""
    found = sorted(ratio(colour, ground) for ground in grounds)
    return found[len(found) // ODD] if found else 21.0


@pytest.mark.parametrize("name", STILL)
def test_words_stand_out_from_what_is_painted_behind_them(name: str, look: Look, brush: Brush) -> None:
    """Every line of every still moment has 4.5 to 1 against the wood, the paper or the light that it is written on."""
    scene = hatch.scene(moments("it")[name], look, NOW)
    surface = painted(brush, scene)

    for text in (piece for piece in scene.pieces if isinstance(piece, Text)):
        assert least(look.theme.rgb(text.colour), points(surface, ink(look, text))) >= TEXT, text


@pytest.mark.parametrize("name", STILL)
def test_what_can_be_touched_stands_out(name: str, look: Look, brush: Brush) -> None:
    """Every button's plate or rim has 3 to 1 against what is around it; or words or lit plates in it say where it is."""
    scene = hatch.scene(moments("it")[name], look, NOW)
    surface = painted(brush, scene)

    for plate in (piece for piece in scene.pieces if isinstance(piece, Plate) and piece.event is not None):
        assert stands_out(scene, look, surface, plate), plate


def stands_out(scene: Scene, look: Look, surface: pygame.Surface, button: Plate) -> bool:
    """Whether one finds it."""
    plates = [
        one
        for one in scene.pieces
        if isinstance(one, Plate) and (one is button or within(button.box, one.box))
    ]
    colours = [(one.box, colour) for one in plates for colour in (one.rim, one.fill) if colour is not None]
    if any(least(look.theme.rgb(colour), around(surface, box)) >= CONTROL for box, colour in colours):
        return True
    return any(isinstance(one, Text) and within(button.box, ink(look, one)) for one in scene.pieces)


def test_words_that_do_not_stand_out_are_found(brush: Brush, look_at: LookAt) -> None:
    """Brass on a bone plate is nothing to read, and walnut on soot no button: what the two laws above would say of them."""
    look, box = look_at(800, 480), Box(100, 100, 300, 60)
    paper = Scene(look.size, "soot", (Plate(box, "bone"),))
    assert least(look.theme.rgb("brass"), points(painted(brush, paper), box)) < TEXT
    dull = Plate(box, "walnut", "walnut", 2)
    wood = Scene(look.size, "soot", (dull,))
    assert not stands_out(wood, look, painted(brush, wood), dull)
