"""Shared widgets, as functions: look and words in, pieces out."""

from kiosk.core.events import Event
from kiosk.screens.layout import inset
from kiosk.screens.look import Look
from kiosk.screens.scene import Align, Box, Face, Piece, Plate, Text


def label(box: Box, text: str, face: Face, size_px: int, colour: str, align: Align = "left") -> Text:
    """One line of text in a box."""
    return Text(box, text, face, size_px, colour, align)


def paragraph(
    look: Look, box: Box, text: str, face: Face, size_px: int, colour: str, align: Align = "left"
) -> tuple[Text, ...]:
    """A text broken into lines from the top of the box down, one and a quarter em apart."""
    step = size_px * 5 // 4
    lines = look.metrics.wrap(text, face, size_px, box.w)
    return tuple(
        Text(Box(box.x, box.y + at * step, box.w, step), line, face, size_px, colour, align)
        for at, line in enumerate(lines)
    )


def button(
    look: Look, box: Box, text: str, event: Event, *, strong: bool = False, sizes: tuple[int, ...] = (26, 22, 18, 16)
) -> tuple[Piece, ...]:
    """A brass-rimmed plate that says what a touch will do; `strong` for the one that goes on."""
    fitting = look.metrics.fit(text, "bold", box.w - look.px(16), tuple(look.px(size) for size in sizes))
    return (
        Plate(box, "brass_bright" if strong else "walnut_light", "brass", look.px(2), text, event),
        Text(inset(box, look.px(8), 0), text, "bold", fitting, "soot" if strong else "bone", "centre"),
    )
