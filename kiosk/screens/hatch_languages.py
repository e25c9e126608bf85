"""Which language: each by its own name, one touch."""

from kiosk.core import events
from kiosk.core.hatch_state import Visit
from kiosk.screens.hatch_bar import Way, bar, button, ticked
from kiosk.screens.hatch_wall import GAP, MARGIN, stage, wall
from kiosk.screens.layout import cut_top, grid, inset
from kiosk.screens.look import Look
from kiosk.screens.parts import line
from kiosk.screens.scene import Box, Piece


def pieces(visit: Visit, look: Look) -> tuple[Piece, ...]:
    """As many plates as there are languages, the present one lit and ticked."""
    words = look.words(visit.language).hatch
    low, rest = bar(
        look, inset(stage(look), look.px(MARGIN)), words, visit, (Way(words.back, events.MenuAsked()),)
    )
    head, rest = cut_top(rest, look.px(60), look.px(GAP))
    across = 2 if look.size.upright or len(look.languages) < 5 else 3  # noqa: PLR2004 - two rows of three
    down = -(-len(look.languages) // across)
    cells = zip(grid(rest, across, down, look.px(GAP)), look.languages, strict=False)
    plates = (piece for cell, language in cells for piece in _plate(look, cell, language, visit))
    return (
        *wall(look),
        line(look, head, words.language_title, "old", (40, 34, 30, 26), "bone", "centre"),
        *plates,
        *low,
    )


def _plate(look: Look, box: Box, language: str, visit: Visit) -> tuple[Piece, ...]:
    present = language == visit.language
    way = Way(look.words(language).name, events.LanguageChosen(language), strong=present)
    return *button(look, box, way, (36, 32, 28, 24, 20)), *((ticked(look, box),) if present else ())
