"""Large letters: any sheet in type that is read at arm's length, on as many pages as it takes.

Nothing on these pages is smaller than `Look.large_px`, and whatever can be touched is a row or a button of its own.
"""

from collections.abc import Iterable

from msgspec import Struct

from kiosk.core import events
from kiosk.core.hatch_state import Hatch, Visit
from kiosk.core.moment import Moment
from kiosk.screens.hatch_bar import Way, corner
from kiosk.screens.hatch_said import said_line
from kiosk.screens.hatch_sheet import sheet
from kiosk.screens.hatch_wall import GAP, MARGIN, stage, wall
from kiosk.screens.layout import cut_bottom, cut_left, cut_top, inset, rows
from kiosk.screens.look import Look
from kiosk.screens.parts import block, label
from kiosk.screens.scene import Box, Picture, Piece, Plate, Text
from kiosk.screens.sheet import Row, Sheet

LINE_PERCENT, TITLE_PERCENT = 125, 125
"""From one line to the next, and a title's size, in parts of an em."""
WORD_EMS = (4, 3.5, 3, 2.6, 2.2, 1.9, 1.7, 1.5, 1.2, 1)
"""Sizes of the pick-up word, in large ems."""


class Part(Struct, frozen=True):
    """A part of the column, before it is known where: so tall, and one of these."""

    h: int
    line: str = ""
    title: bool = False
    row: Row | None = None
    word: str = ""


def pieces(state: Hatch, visit: Visit, look: Look, now: Moment) -> tuple[Piece, ...]:
    """The page that is shown."""
    told, words = sheet(state, visit, look, now), look.words(visit.language).hatch
    upright, gap = look.size.upright, look.px(GAP)
    low, rest = cut_bottom(
        inset(stage(look), look.px(MARGIN)), look.touch_px * (1 + upright) + gap * upright, gap
    )
    upper, lower = rows(low, 2, gap) if upright else (low, low)
    marks, beside = corner(look, upper, words, visit)
    note, column = _note(look, inset(rest, look.px(6), 0), said_line(state, look))
    pages = _pages(look, column.h, _parts(look, column, told))
    at = visit.page % len(pages)
    on = words.page_large.format(page=at + 1, pages=len(pages))
    turn = Way(on, events.PageAsked(1)) if len(pages) > 1 else None
    return (
        *wall(look),
        *note,
        *_column(look, column, pages[at]),
        *marks,
        *_bar(look, beside, lower, turn, _goes_on(told)),
    )


def _note(look: Look, box: Box, said: str) -> tuple[tuple[Piece, ...], Box]:
    """What the bartender has just said, over whatever page is shown; and the room below it."""
    if not said:
        return (), box
    lines = look.metrics.wrap(said, "plain", look.large_px, box.w - 2 * look.px(12))
    paper, rest = cut_top(box, len(lines) * _line_h(look.large_px) + look.px(8), look.px(GAP))
    cells = rows(inset(paper, look.px(12), look.px(4)), len(lines))
    texts = (
        label(cell, line, "plain", look.large_px, "soot") for cell, line in zip(cells, lines, strict=True)
    )
    return (Plate(paper, "bone", "brass", look.px(2)), *texts), rest


# --- the column --------------------------------------------------------------------------------------------------
def _parts(look: Look, column: Box, told: Sheet) -> tuple[Part, ...]:
    """Everything that the sheet says, one below the other; what has no room in the bar is a row, too."""
    size = look.large_px
    title = look.metrics.wrap(told.title, "old", size * TITLE_PERCENT // 100, column.w)
    lines = (
        line
        for said in (told.passing, *told.said)
        if said
        for line in look.metrics.wrap(said, "plain", size, column.w)
    )
    on = _goes_on(told)
    ways = (way for way in (*told.sides, *told.mains) if way.event is not None and way != on)
    asked = (*told.rows, *(Row(way.text, event=way.event) for way in ways))
    return (
        *(Part(_line_h(size * TITLE_PERCENT // 100), line, title=True) for line in title),
        *((Part(_line_h(round(size * WORD_EMS[0])), word=told.word),) if told.word else ()),
        *(Part(_line_h(size), line) for line in lines),
        *(Part(_row_h(look, column.w, row) + look.px(GAP), row=row) for row in asked),
    )


def _pages(look: Look, height: int, parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], ...]:
    """The parts, page after page, each as full as it gets."""
    pages: list[list[Part]] = [[]]
    for part in parts:
        if pages[-1] and sum(one.h for one in pages[-1]) + part.h > height + look.px(GAP):
            pages.append([])
        pages[-1].append(part)
    return tuple(map(tuple, pages))


def _column(look: Look, column: Box, parts: Iterable[Part]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for part in parts:
        box, column = cut_top(column, part.h)
        pieces += _part(look, box, part)
    return tuple(pieces)


def _part(look: Look, box: Box, part: Part) -> tuple[Piece, ...]:
    size = look.large_px
    if part.row is not None:
        return _row(look, cut_top(box, box.h - look.px(GAP))[0], part.row)
    if part.word:
        sizes = tuple(size * ems * 480 / min(look.size.w, look.size.h) for ems in WORD_EMS)
        inner = inset(box, look.px(20), look.px(4))
        return Picture(box, "plate"), *block(
            look, inner, part.word, "old", sizes, "soot", "centre", middle=True
        )
    if part.title:
        return (label(box, part.line, "old", size * TITLE_PERCENT // 100, "candle"),)
    return (label(box, part.line, "plain", size, "bone"),)


def _row(look: Look, box: Box, row: Row) -> tuple[Piece, ...]:
    """A plate across the column: what it is on the left, what belongs to it on the right or, where that is too wide, below."""
    inner = inset(box, look.px(16), look.px(2))
    lines = _row_lines(look, inner.w, row)
    cells = rows(inner, len(lines))
    lit, ink = row.lit, "soot" if row.lit else "bone" if row.event is not None else "brass"
    name = row.text if row.event is not None else ""
    texts = [
        Text(cell, line, "bold", look.large_px, ink, struck=row.struck)
        for cell, line in zip(cells, lines, strict=True)
    ]
    if row.value and lines[-1] != row.value:
        texts.append(Text(cells[-1], row.value, "bold", look.large_px, ink, "right"))
    return Plate(box, "candle" if lit else "walnut_light", "brass", look.px(2), name, row.event), *texts


def _row_lines(look: Look, width: int, row: Row) -> tuple[str, ...]:
    """The text in lines; with the value in a line of its own where it does not fit beside the last."""
    lines = look.metrics.wrap(row.text, "bold", look.large_px, width)
    beside = look.metrics.width_px(f"{lines[-1]} {row.value}", "bold", look.large_px) <= width
    return lines if beside or not row.value else (*lines, row.value)


def _row_h(look: Look, width: int, row: Row) -> int:
    lines = _row_lines(look, width - 2 * look.px(16), row)
    return max(look.touch_px, len(lines) * _line_h(look.large_px) + 2 * look.px(4))


def _line_h(size_px: int) -> int:
    return size_px * LINE_PERCENT // 100


# --- the bar -----------------------------------------------------------------------------------------------------
def _goes_on(told: Sheet) -> Way | None:
    """The way that goes on, which stands in the bar; None where there is none, or not now."""
    strong = [way for way in told.mains if way.strong and way.event is not None]
    return strong[-1] if strong else None


def _bar(look: Look, beside: Box, lower: Box, turn: Way | None, on: Way | None) -> tuple[Piece, ...]:
    """The next page beside the corner; the way on after it, or on an upright screen below."""
    turned, rest = _turning(look, beside, turn)
    if on is None:
        return turned
    box = lower if look.size.upright else rest
    return *turned, *_button(look, box, on)


def _turning(look: Look, beside: Box, turn: Way | None) -> tuple[tuple[Piece, ...], Box]:
    if turn is None:
        return (), beside
    wide = look.metrics.width_px(turn.text, "bold", look.large_px) + look.px(24)
    box, rest = cut_left(beside, beside.w if look.size.upright else max(look.touch_px, wide), look.px(GAP))
    return _button(look, box, turn), rest


def _button(look: Look, box: Box, way: Way) -> tuple[Piece, ...]:
    fill, ink = ("brass_bright", "soot") if way.strong else ("walnut_light", "bone")
    size = (look.large_px * 480 / min(look.size.w, look.size.h),)
    inner = inset(box, look.px(6), 0)
    return (
        Plate(box, fill, "brass", look.px(2), way.text, way.event),
        *block(look, inner, way.text, "bold", size, ink, "centre", middle=True),
    )
