"""Tonight in figures, on one large paper: for the till at the end of the night, and for whoever asks how it goes."""

from collections.abc import Sequence
from datetime import date

from kiosk.core.bar_state import Side
from kiosk.core.figures import Figures
from kiosk.screens import forms
from kiosk.screens.bar_parts import Glance, block, line
from kiosk.screens.bar_tickets import empty
from kiosk.screens.figures_told import Told
from kiosk.screens.layout import cut_bottom, cut_left, cut_right, cut_top, inset, rows
from kiosk.screens.scene import Box, Piece, Plate

Rows = tuple[tuple[str, str], ...]
TITLES = (40, 36, 32, 28, 25, 22, 20, 18, 16)
LABELS = (22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11)
VALUES = (34, 30, 27, 24, 22, 20, 18, 16, 14, 13, 12, 11)
TITLE_H, FOOT_H = 50, 30
AIR = 14
LINES = 6
"""Side by side: the orders and what became of them, and what came of it."""


def figures(glance: Glance, box: Box, page: int) -> tuple[Piece, ...]:
    """What the board's night has come to, of one hatch."""
    side, told = glance.state.sides[page], _told(glance, glance.state.sides[page])
    if side.board is None:
        return empty(glance, box, glance.words.waiting)
    if side.board.figures is None:
        return empty(glance, box, told.words.untold)
    inner = inset(box, glance.px(2 * AIR), glance.px(AIR))
    head, rest = cut_top(inner, glance.px(TITLE_H), glance.px(4))
    foot, middle = cut_bottom(rest, glance.px(FOOT_H), glance.px(4))
    return (
        Plate(box, "bone"),
        line(glance.look, head, _title(glance, side, told), "old", TITLES, "soot"),
        *_rows(glance, middle, told, side.board.figures),
        line(glance.look, foot, told.words.no_receipt, "plain", LABELS, "walnut_light"),
    )


def _told(glance: Glance, side: Side) -> Told:
    words = glance.look.words(glance.language)
    return Told(words.figures, words.locale, glance.currency(side), glance.state.zone)


def _title(glance: Glance, side: Side, told: Told) -> str:
    """What it is, of which night, and of which hatch where there are several."""
    night = side.board.night if side.board is not None else ""
    named = (told.words.title, _day(night, told.locale), side.hatch if glance.many else "")
    return " \u00b7 ".join(part for part in named if part)


def _day(night: str, locale: str) -> str:
    """A night's date as it is said; what is none, as it came."""
    try:
        return forms.day(date.fromisoformat(night), locale)
    except ValueError:
        return night


def _rows(glance: Glance, box: Box, told: Told, night: Figures) -> tuple[Piece, ...]:
    """On a lying screen in two columns, on a standing one below each other."""
    orders, became, came_to = (told.words.orders, str(night.orders)), told.orders(night), told.came_to(night)
    gap, in_px = glance.px(2), glance.px(2 * AIR)
    if glance.look.size.upright:
        cells = rows(box, 1 + len(became) + len(came_to), gap)
        first, second = cells[: 1 + len(became)], cells[1 + len(became) :]
    else:
        left, right = cut_left(box, box.w * 2 // 5, glance.px(3 * AIR))
        first, second = rows(left, LINES, gap), rows(right, LINES, gap)
    below = [cut_left(cell, in_px)[1] for cell in first[1:]]
    return (
        *_row(glance, first[0], *orders),
        *_filled(glance, below, became),
        *_filled(glance, second, came_to),
    )


def _filled(glance: Glance, cells: Sequence[Box], named: Rows) -> tuple[Piece, ...]:
    return tuple(piece for cell, one in zip(cells, named, strict=False) for piece in _row(glance, cell, *one))


def _row(glance: Glance, box: Box, label: str, value: str) -> tuple[Piece, ...]:
    wide = glance.look.metrics.width_px(value, "bold", glance.px(VALUES[0]))
    number, name = cut_right(box, min(wide, box.w * 9 // 20), glance.px(8))
    return (
        *block(glance.look, name, label, "plain", LABELS, "soot"),
        line(glance.look, number, value, "bold", VALUES, "soot", "right"),
    )
