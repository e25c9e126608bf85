"""Shared widgets, as functions: look and words in, pieces out."""

from msgspec.structs import replace

from kiosk.core.events import Event
from kiosk.screens.layout import inset
from kiosk.screens.look import Look
from kiosk.screens.scene import Align, Box, Face, Piece, Plate, Text


def label(box: Box, text: str, face: Face, size_px: int, colour: str, align: Align = "left") -> Text:
    """One line of text in a box."""
    return Text(box, text, face, size_px, colour, align)


def rim(box: Box, colour: str, px: int) -> tuple[Plate, ...]:
    """Light along a box's inside edge, as four strips: where it comes or goes, only they are painted anew."""
    px = max(0, min(px, box.w // 2, box.h // 2))
    sides = box.h - 2 * px
    return (
        Plate(Box(box.x, box.y, box.w, px), colour),
        Plate(Box(box.x, box.bottom - px, box.w, px), colour),
        Plate(Box(box.x, box.y + px, px, sides), colour),
        Plate(Box(box.right - px, box.y + px, px, sides), colour),
    )


def button(
    look: Look,
    box: Box,
    text: str,
    event: Event,
    *,
    strong: bool = False,
    sizes: tuple[int, ...] = (26, 22, 18, 16),
) -> tuple[Piece, ...]:
    """A brass-rimmed plate that says what a touch will do; `strong` for the one that goes on."""
    fitting = look.metrics.fit(text, "bold", box.w - look.px(16), tuple(look.px(size) for size in sizes))
    return (
        Plate(box, "brass_bright" if strong else "walnut_light", "brass", look.px(2), text, event),
        Text(inset(box, look.px(8), 0), text, "bold", fitting, "soot" if strong else "bone", "centre"),
    )


def line(
    look: Look, box: Box, text: str, face: Face, sizes: tuple[float, ...], colour: str, align: Align = "left"
) -> Text:
    """One line at the largest of `sizes` (in 480ths of the short side) that fits the box."""
    return Text(box, text, face, fitting(look, box, text, face, sizes), colour, align)


def fitting(look: Look, box: Box, text: str, face: Face, sizes: tuple[float, ...]) -> int:
    """The em in pixels at which a line fits the box in both directions, or else the smallest offered."""
    offered = tuple(look.px(size) for size in sizes)
    low_enough = tuple(size for size in offered if size * 6 // 5 <= box.h) or offered[-1:]
    return look.metrics.fit(text, face, box.w, low_enough)


def fits(look: Look, box: Box, text: str, face: Face, size: float) -> bool:
    """Whether a text broken into lines fits the box at a size (in 480ths)."""
    size_px = look.px(size)
    lines = look.metrics.wrap(text, face, size_px, box.w)
    wide = max((look.metrics.width_px(one, face, size_px) for one in lines), default=0)
    return wide <= box.w and len(lines) * (size_px * 5 // 4) <= box.h


def block(
    look: Look,
    box: Box,
    text: str,
    face: Face,
    sizes: tuple[float, ...],
    colour: str,
    align: Align = "left",
    *,
    middle: bool = False,
) -> tuple[Text, ...]:
    """A text broken into lines at the largest of `sizes` (in 480ths) at which all of it fits the box.

    From the top of the box, or about its middle. What does not fit even at the smallest is cut off below.
    """
    size = next((one for one in sizes if fits(look, box, text, face, one)), sizes[-1])
    size_px = look.px(size)
    step = size_px * 5 // 4
    lines = look.metrics.wrap(text, face, size_px, box.w)
    shown = lines[: max(1, box.h // step)]
    top = box.y + (box.h - step * len(shown)) // 2 if middle else box.y
    pieces = tuple(
        Text(Box(box.x, top + at * step, box.w, step), one, face, size_px, colour, align)
        for at, one in enumerate(shown)
    )
    return pieces if len(shown) == len(lines) else (*pieces[:-1], replace(pieces[-1], whole=text))
