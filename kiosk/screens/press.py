"""A finger on a button: the plate goes in under it at once, whatever the touch will come to."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec.structs import replace

from kiosk.core.events import Event
from kiosk.screens.layout import inset
from kiosk.screens.parts import rim
from kiosk.screens.scene import Box, Piece, Plate, Scene

DEEP = 240
"""A pressed plate goes in by this part of the screen's short side."""
SHADED: Mapping[str, str] = MappingProxyType(
    {
        "candle": "brass_bright",
        "bone": "candle",
        "brass_bright": "brass",
        "walnut_light": "walnut",
        "walnut": "soot",
    }
)
"""What a plate's colour becomes; the letters on it can still be read."""


def pressed(scene: Scene, event: Event | None) -> Scene:
    """The scene with every plate that carries this event pushed in; the same scene for None."""
    if event is None:
        return scene
    deep = max(2, min(scene.size.w, scene.size.h) // DEEP)
    pieces: list[Piece] = []
    under: list[Box] = []
    for piece in scene.pieces:
        if not isinstance(piece, Plate):
            pieces.append(_moved(piece, deep) if any(_within(piece, box) for box in under) else piece)
        elif piece.event == event:
            pieces += _pushed(piece, deep)
            under += [] if piece.fill is None else [piece.box]
        else:
            pieces.append(piece)
    return replace(scene, pieces=tuple(pieces))


def _pushed(plate: Plate, deep: int) -> tuple[Piece, ...]:
    """Darker, in the shadow of its own upper edge, and lit around; one that shows what is behind is lit and shaded around.

    What is behind may be wood or paper: on one the light is seen, on the other the shade.
    """
    if plate.fill is None:
        return plate, *rim(plate.box, "candle", deep), *rim(inset(plate.box, deep), "soot", deep)
    fill = SHADED.get(plate.fill, plate.fill)
    inner = Box(plate.box.x + deep, plate.box.y + deep, max(0, plate.box.w - 2 * deep), deep)
    lit = rim(plate.box, "brass_bright" if fill == "candle" else "candle", deep)
    return replace(plate, fill=fill, rim=None), Plate(inner, "soot"), *lit


def _moved(piece: Piece, deep: int) -> Piece:
    box = piece.box
    return replace(piece, box=Box(box.x, box.y + deep, box.w, box.h))


def _within(piece: Piece, box: Box) -> bool:
    one = piece.box
    return box.x <= one.x and one.right <= box.right and box.y <= one.y and one.bottom <= box.bottom
