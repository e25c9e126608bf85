"""A scene: pieces on a screen, back to front, and which of them a finger meets."""

from typing import Literal

from msgspec import Struct

from kiosk.core.events import Event


class Size(Struct, frozen=True):
    """A screen's width and height in pixels."""

    w: int
    h: int

    @property
    def upright(self) -> bool:
        """Whether it stands rather than lies."""
        return self.h > self.w


class Box(Struct, frozen=True):
    """A rectangle in pixels from the screen's top left corner."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        """The first pixel column beyond it."""
        return self.x + self.w

    @property
    def bottom(self) -> int:
        """The first pixel row beyond it."""
        return self.y + self.h

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def within(self, other: "Box") -> "Box":
        """What of it lies in another, which may be nothing."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        w, h = min(self.right, other.right) - x, min(self.bottom, other.bottom) - y
        return Box(x, y, max(0, w), max(0, h))

    def meets(self, other: "Box") -> bool:
        """Whether the two share a pixel."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )


Face = Literal["old", "plain", "bold"]
"""The old-style printed face; the plain one for figures and small text; its bold."""
Align = Literal["left", "centre", "right"]


class Plate(Struct, frozen=True):
    """A flat piece of one colour with an optional rim. With an event it can be touched, under its name."""

    box: Box
    fill: str | None = None
    """A colour of the theme; None lets what is behind shine through."""
    rim: str | None = None
    rim_px: int = 0
    name: str = ""
    event: Event | None = None
    light: int = 100
    """Where it has no fill: so many percent of the light behind it come through. Less than 100 is a shade."""


class Text(Struct, frozen=True):
    """One line of text, its middle line on the box's middle. `size_px` is the face's em."""

    box: Box
    text: str
    face: Face
    size_px: int
    colour: str
    align: Align = "left"
    struck: bool = False
    whole: str = ""
    """The text of which this is the last that there was room for; nothing where all of it stands there."""
    edge: str | None = None
    """A colour of the theme that shines along the letters' lower right edges, as where they are stamped into metal."""
    letters: tuple[int, int] | None = None
    """The first, and the first no more, of the letters that are there yet, each in its place; None for the whole line."""


class Picture(Struct, frozen=True):
    """A drawing from assets/drawings, by name, drawn to fill the box (it keeps its own shape where it has one)."""

    box: Box
    name: str
    seen: Box | None = None
    """The hole through which it is seen, as a shutter that slides behind its frame; None for all of it."""

    @property
    def shown(self) -> Box:
        """Where its pixels are."""
        return self.box if self.seen is None else self.box.within(self.seen)


Piece = Plate | Text | Picture


class Swipes(Struct, frozen=True):
    """A screen on which fingers are drawn across, and what that asks for. A swipe touches no button, wherever it begins."""

    on: Event | None = None
    """To the left or upwards: what comes next."""
    back: Event | None = None
    """To the right or downwards: what was before."""


class Scene(Struct, frozen=True):
    """All that a screen shows at one moment."""

    size: Size
    ground: str
    """The theme's colour behind everything."""
    pieces: tuple[Piece, ...]
    swipes: Swipes | None = None
    """None: here a finger that wanders is no swipe, and touches where it is lifted from what it was put on."""

    def touched(self, x: float, y: float) -> Plate | None:
        """The topmost touchable piece under a point, or None. A plate without an event lets a finger through."""
        for piece in reversed(self.pieces):
            if isinstance(piece, Plate) and piece.event is not None and piece.box.holds(x, y):
                return piece
        return None

    def find(self, text: str) -> Plate | None:
        """The touchable piece that is named `text`, or else shows it; case does not matter."""
        wanted = text.casefold().strip()
        plates = [piece for piece in self.pieces if isinstance(piece, Plate) and piece.event is not None]
        named = next((plate for plate in plates if plate.name.casefold() == wanted), None)
        if named is not None:
            return named
        shown = [
            piece for piece in self.pieces if isinstance(piece, Text) and wanted in piece.text.casefold()
        ]
        middles = [(text.box.x + text.box.w / 2, text.box.y + text.box.h / 2) for text in shown]
        return next((plate for plate in (self.touched(x, y) for x, y in middles) if plate is not None), None)

    def texts(self) -> tuple[str, ...]:
        """Every text on the screen, back to front."""
        return tuple(piece.text for piece in self.pieces if isinstance(piece, Text))
