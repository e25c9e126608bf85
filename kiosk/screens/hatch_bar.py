"""The lower bar of every screen of the hatch: the fixed corner, and beside it what else a finger may ask for.

The corner is the same everywhere, also on the sleeping wall: large letters, and the ear that has all read aloud.
It lies low and to the left, where somebody in a wheelchair reaches it (domain 5.2, rows 17 and 20).
"""

from msgspec import Struct

from kiosk.core import events
from kiosk.core.events import Event
from kiosk.core.hatch_state import Visit
from kiosk.screens.hatch_wall import GAP
from kiosk.screens.hatch_words import HatchWords
from kiosk.screens.layout import centred, columns, cut_bottom, cut_left, inset, rows
from kiosk.screens.look import Look
from kiosk.screens.parts import block
from kiosk.screens.scene import Box, Picture, Piece, Plate

SQUARE_SIZES = (20, 18, 16, 15)
SIDE = 96
"""The least width of a side, in 480ths."""
MAIN_PERCENT = 140
"""A main is at least so wide, in parts of what a finger needs."""
MAIN_SIZES = (32, 28, 25, 22, 20, 18, 16, 15)


class Way(Struct, frozen=True):
    """Something a finger may ask for: what it is called, what a touch of it says, and how it looks."""

    text: str
    event: Event | None
    """None: not now; it is wood, and says so by being unlit."""
    strong: bool = False
    """The one that goes on."""
    under: str = ""
    """What stands below the text, as an amount."""
    sign: str = ""
    """A drawing that stands for the text; the text is then its name."""


def bar(
    look: Look,
    room: Box,
    words: HatchWords,
    visit: Visit | None,
    sides: tuple[Way, ...] = (),
    mains: tuple[Way, ...] = (),
) -> tuple[tuple[Piece, ...], Box]:
    """The bar along the lower edge of a room, and the room above it.

    Beside the corner come the `sides`, each as wide as a finger needs, then the `mains`, which share what is left;
    on a narrow screen these have a row of their own.
    """
    gap, side = look.px(GAP), side_px(look)
    beside = room.w - corner_count(look) * (look.touch_px + gap)
    across = _across(look, len(sides), len(mains)) <= beside
    fit = len(sides) if across else min(len(sides), max(0, (beside + gap) // (side + gap)))
    low, above = cut_bottom(room, look.touch_px if across else 2 * look.touch_px + gap, gap)
    upper, lower = (low, low) if across else rows(low, 2, gap)
    marks, rest = corner(look, upper, words, visit)
    pieces: list[Piece] = [*marks]
    shared = not across or not mains
    cells = columns(rest, fit, gap) if shared and fit else _squares(rest, fit, side, gap)
    pieces += [
        piece
        for cell, way in zip(cells, sides, strict=False)
        for piece in button(look, cell, way, SQUARE_SIZES)
    ]
    rest = cut_left(rest, fit * (side + gap))[1] if across else lower
    cells = _squares(rest, len(sides) - fit, side, gap)
    pieces += [
        piece
        for cell, way in zip(cells, sides[fit:], strict=True)
        for piece in button(look, cell, way, SQUARE_SIZES)
    ]
    rest = cut_left(rest, (len(sides) - fit) * (side + gap))[1]
    cells = _shares(look, rest, mains)
    pieces += [
        piece for cell, way in zip(cells, mains, strict=True) for piece in button(look, cell, way, MAIN_SIZES)
    ]
    return tuple(pieces), above


def corner_count(look: Look) -> int:
    """How many squares the fixed corner has: the ear is there only where something can speak."""
    return 2 if look.speaks else 1


def corner(look: Look, box: Box, words: HatchWords, visit: Visit | None) -> tuple[tuple[Piece, ...], Box]:
    """The fixed corner at a bar's left end, and the rest of the bar."""
    large, aloud = (visit.large, visit.aloud) if visit else (False, "")
    marks: list[tuple[str, str, Event, bool]] = [("large", words.large_name, events.LargeAsked(), large)]
    if look.speaks:
        marks.append(
            ("ear_loud" if aloud == "louder" else "ear", words.aloud_name, events.AloudAsked(), bool(aloud))
        )
    pieces: list[Piece] = []
    for drawing, name, event, lit in marks:
        cell, box = cut_left(box, look.touch_px, look.px(GAP))
        side = cell.h * 48 // 100
        rim = "candle" if lit else "brass"
        pieces += [
            Plate(cell, "walnut_light" if lit else "walnut", rim, look.px(4 if lit else 2), name, event),
            Picture(centred(cell, side, side), drawing),
        ]
    return tuple(pieces), box


def button(look: Look, box: Box, way: Way, sizes: tuple[float, ...]) -> tuple[Piece, ...]:
    """A brass-rimmed plate that says what a touch will do; wood without a light where it would do nothing."""
    lit, strong = way.event is not None, way.strong and way.event is not None
    fill = "brass_bright" if strong else "walnut_light" if lit else "walnut"
    ink = "soot" if strong else "bone" if lit else "brass"
    if way.sign:
        side = min(box.w, box.h) * 52 // 100
        rim = Plate(box, fill, "brass" if lit else "walnut_light", look.px(2), way.text, way.event)
        return rim, Picture(centred(box, side, side), way.sign)
    inner = inset(box, look.px(6), look.px(4))
    text, under = rows(inner, 2) if way.under else (inner, inner)
    return (
        Plate(box, fill, "brass" if lit else "walnut_light", look.px(2), way.text, way.event),
        *block(look, text, way.text, "bold", sizes, ink, "centre", middle=True),
        *(block(look, under, way.under, "bold", sizes, ink, "centre", middle=True) if way.under else ()),
    )


def ticked(look: Look, box: Box) -> Picture:
    """The tick on a button of what is chosen: not by its light alone."""
    return Picture(centred(cut_left(box, look.px(44))[0], look.px(28), look.px(28)), "tick")


def side_px(look: Look) -> int:
    """How wide a side is: as a finger needs, and as a word of the longest language needs."""
    return max(look.touch_px, look.px(SIDE))


def _across(look: Look, sides: int, mains: int) -> int:
    """What so many sides and mains need to stand in one row."""
    return (
        sides * side_px(look)
        + mains * look.touch_px * MAIN_PERCENT // 100
        + (sides + mains - 1) * look.px(GAP)
    )


def _squares(box: Box, count: int, side: int, gap: int) -> tuple[Box, ...]:
    """So many cells, each as wide as a side."""
    return tuple(Box(box.x + at * (side + gap), box.y, side, box.h) for at in range(count))


def _shares(look: Look, box: Box, mains: tuple[Way, ...]) -> tuple[Box, ...]:
    """Cells for the mains: the strong one takes half as much again as another, and what is left over."""
    gap, weights = look.px(GAP), [3 if way.strong else 2 for way in mains]
    room, least, cells = box.w - gap * (len(mains) - 1), look.touch_px * MAIN_PERCENT // 100, []
    for at, weight in enumerate(weights):
        wide = max(least, room * weight // sum(weights)) if at < len(weights) - 1 else box.w
        cell, box = cut_left(box, min(wide, box.w), gap)
        cells.append(cell)
    return tuple(cells)
