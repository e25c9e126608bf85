"""How wide a text will be: the faces' advance widths as plain numbers, so that layout stays pure."""

from collections.abc import Mapping
from itertools import repeat

from msgspec import Struct


class FaceMetrics(Struct, frozen=True):
    """Advance widths of one face in thousandths of an em, by character; `other` for a character not listed."""

    advances: Mapping[str, int]
    other: int = 600

    def width_px(self, text: str, size_px: int) -> int:
        """The width of a line of text at a size, rounded up."""
        thousandths = sum(map(self.advances.get, text, repeat(self.other)))
        return -(-thousandths * size_px // 1000)


class Metrics(Struct, frozen=True):
    """The metrics of each face by name (`old`, `plain`, `bold`)."""

    faces: Mapping[str, FaceMetrics]

    def width_px(self, text: str, face: str, size_px: int) -> int:
        """The width of a line in pixels."""
        return self.faces[face].width_px(text, size_px)

    def fit(self, text: str, face: str, width_px: int, sizes: tuple[int, ...]) -> int:
        """The first of `sizes` (largest first) at which the line fits, or the last."""
        return next((size for size in sizes if self.width_px(text, face, size) <= width_px), sizes[-1])

    def wrap(self, text: str, face: str, size_px: int, width_px: int) -> tuple[str, ...]:
        """Break a text into lines that fit; a single word that does not is left whole.

        Only at spaces: one that does not break (as in "7,00 €") is written to hold its words together.
        """
        lines: list[str] = []
        for word in filter(None, text.split(" ")):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width_px(longer, face, size_px) <= width_px:
                lines[-1] = longer
            else:
                lines.append(word)
        return tuple(lines)
