"""What a finger holds down is seen to be held down, and nothing else about the picture changes."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from kiosk.core.events import Event, Left, Picked
from kiosk.screens import bar as bar_screen
from kiosk.screens import hatch as hatch_screen
from kiosk.screens.look import Look
from kiosk.screens.press import pressed
from kiosk.screens.scene import Box, Plate, Scene, Size, Text
from tests.scenes import bar_moments
from tests.screens import bar_states as night
from tests.screens.hatch_states import NOW, moments
from tests.screens.looks import THEME, LookAt
from tests.screens.test_bar_contrast import behind, contrast, ends
from tests.screens.test_hatch_layout import MOVING

FILLED = Plate(Box(10, 10, 100, 60), "bone", "brass", 2, "plus", Picked("negroni"))
CLEAR = Plate(Box(200, 10, 100, 60), name="zone", event=Picked("negroni"))
AWAY = Plate(Box(10, 200, 100, 60), "walnut_light", name="away", event=Left())
NAMED = Text(Box(20, 20, 80, 20), "Negroni", "old", 20, "soot")
BESIDE = Text(Box(20, 210, 80, 20), "Esci", "bold", 20, "bone")
SCENE = Scene(Size(480, 480), "soot", (FILLED, NAMED, CLEAR, AWAY, BESIDE))


def buttons(scene: Scene) -> frozenset[Event]:
    """What can be touched."""
    return frozenset(
        piece.event for piece in scene.pieces if isinstance(piece, Plate) and piece.event is not None
    )


def on(scene: Scene, event: Event) -> Iterator[Text]:
    """The texts on a filled plate that carries this event."""
    plates = [
        piece
        for piece in scene.pieces
        if isinstance(piece, Plate) and piece.event == event and piece.fill is not None
    ]
    for piece in scene.pieces:
        if isinstance(piece, Text) and piece.text.strip():
            x, y = piece.box.x + piece.box.w / 2, piece.box.y + piece.box.h / 2
            if any(plate.box.holds(x, y) for plate in plates):
                yield piece


def everything(look: Look) -> Iterator[tuple[Scene, Event]]:
    """Every still picture of both programs with each of its buttons held down."""
    still = (state for name, state in moments("it").items() if name not in MOVING)
    scenes = [hatch_screen.scene(state, look, NOW) for state in still]
    scenes += [bar_screen.scene(state, look, night.NOW) for state in bar_moments().values()]
    for scene in scenes:
        for event in buttons(scene):
            yield pressed(scene, event), event


def test_nothing_held_is_the_same_picture() -> None:
    """Without a finger the scene is what it was, and a button that is not there changes nothing either."""
    assert pressed(SCENE, None) is SCENE
    assert pressed(SCENE, Picked("aviation")) == SCENE


def test_the_plate_goes_in() -> None:
    """It is shaded and lit around, and what stands on it goes in with it; the others stay as they are."""
    shown = pressed(SCENE, Picked("negroni"))
    plate = next(piece for piece in shown.pieces if isinstance(piece, Plate) and piece.name == "plus")
    assert plate.fill == "candle"
    moved = next(piece for piece in shown.pieces if isinstance(piece, Text) and piece.text == "Negroni")
    assert (moved.box.x, moved.box.y) == (20, 22)
    corners = {(piece.box.x, piece.box.y): piece.fill for piece in shown.pieces if isinstance(piece, Plate)}
    assert (corners[10, 10], corners[200, 10]) == ("brass_bright", "candle")
    assert AWAY in shown.pieces
    assert BESIDE in shown.pieces


def test_a_press_is_seen_on_wood_and_on_paper() -> None:
    """Around a button that shows what is behind it stand a light and a shade: one of them is seen on any ground."""
    tile = Plate(Box(10, 10, 100, 100), name="glass", event=Picked("gin-fizz"))
    shown = pressed(replace(SCENE, pieces=(tile,)), Picked("gin-fizz"))
    assert {piece.fill for piece in shown.pieces if isinstance(piece, Plate)} == {None, "candle", "soot"}


def test_it_can_still_be_touched() -> None:
    """A finger meets in the pressed picture what it met before."""
    shown = pressed(SCENE, Picked("negroni"))
    for x, y in ((15, 15), (60, 40), (205, 12), (60, 230), (400, 400)):
        before, after = SCENE.touched(x, y), shown.touched(x, y)
        assert (before and before.event) == (after and after.event)


@pytest.mark.parametrize("size", [(800, 480), (720, 1280)])
def test_every_button_shows_it(size: tuple[int, int], look_at: LookAt) -> None:
    """There is no button on any screen of which nobody would see that it is held down."""
    look = look_at(*size)
    for state in moments("it").values():
        scene = hatch_screen.scene(state, look, NOW)
        for event in buttons(scene):
            assert pressed(scene, event).pieces != scene.pieces, event


@pytest.mark.parametrize("size", [(800, 480), (720, 1280)])
def test_what_stands_on_it_can_be_read(size: tuple[int, int], look_at: LookAt) -> None:
    """On a plate that is held down every text keeps 4.5 to 1, on every screen of both programs."""
    look = look_at(*size)
    for scene, event in everything(look):
        for text in on(scene, event):
            for x in ends(look, text):
                ground = behind(scene, text, x, text.box.y + text.box.h / 2)
                assert contrast(THEME, text.colour, ground) >= 4.5, (text.text, text.colour, ground)
