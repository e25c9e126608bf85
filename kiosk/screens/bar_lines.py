"""What an order holds, written as large as all of it fits on the ticket."""

from msgspec import Struct

from kiosk.core.order import Line
from kiosk.screens.bar_parts import Glance, clipped
from kiosk.screens.layout import columns
from kiosk.screens.scene import Box, Face, Text

WHOLE, BROKEN = (36, 32, 28, 25, 22, 20, 18, 17, 16, 15), (17, 15, 13, 12)
TRIES = (*((size, False) for size in WHOLE), *((size, True) for size in BROKEN))
"""Sizes in 480ths, and whether a name may be broken in two at it: rather a little smaller than broken."""
ONE_COLUMN = 3
"""A wide ticket writes more lines than this in two columns."""


class Written(Struct, frozen=True):
    """One line of an order as it is written: its face, and its name broken to the width; what follows is indented."""

    face: Face
    rows: tuple[str, ...]
    indent: int


def order_lines(glance: Glance, box: Box, lines: tuple[Line, ...], *, wide: bool) -> tuple[Text, ...]:
    """The lines of an order, from the top of the box; more than one of a drink is bold."""
    across = 2 if wide and len(lines) > ONE_COLUMN else 1
    each = max(1, -(-len(lines) // across))
    cells = columns(box, across, glance.px(8))
    shares = [(cell, lines[at * each : (at + 1) * each]) for at, cell in enumerate(cells)]
    size, may_break = next(
        (
            (glance.px(size), may_break)
            for size, may_break in TRIES
            if all(_fits(glance, cell, share, glance.px(size), may_break=may_break) for cell, share in shares)
        ),
        (glance.px(TRIES[-1][0]), False),
    )
    return tuple(
        text for cell, share in shares for text in _column(glance, cell, share, size, may_break=may_break)
    )


def _written(glance: Glance, order: Line, size_px: int, width_px: int, *, may_break: bool) -> Written:
    metrics = glance.look.metrics
    face: Face = "bold" if order.quantity > 1 else "plain"
    whole = glance.words.line.format(quantity=order.quantity, drink=order.name)
    if not may_break or metrics.width_px(whole, face, size_px) <= width_px:
        return Written(face, (whole,), 0)
    indent = metrics.width_px(glance.words.line.format(quantity=order.quantity, drink=""), face, size_px)
    first, *more = metrics.wrap(order.name, face, size_px, width_px - indent) or ("",)
    return Written(face, (glance.words.line.format(quantity=order.quantity, drink=first), *more), indent)


def _fits(glance: Glance, cell: Box, lines: tuple[Line, ...], size_px: int, *, may_break: bool) -> bool:
    written = [_written(glance, order, size_px, cell.w, may_break=may_break) for order in lines]
    width = glance.look.metrics.width_px
    wide_enough = all(
        width(row, one.face, size_px) + (one.indent if at else 0) <= cell.w
        for one in written
        for at, row in enumerate(one.rows)
    )
    return wide_enough and sum(len(one.rows) for one in written) * _step(size_px) <= cell.h


def _column(
    glance: Glance, cell: Box, lines: tuple[Line, ...], size_px: int, *, may_break: bool
) -> list[Text]:
    texts: list[Text] = []
    for order in lines:
        written = _written(glance, order, size_px, cell.w, may_break=may_break)
        for at, row in enumerate(written.rows):
            indent = written.indent if at else 0
            box = Box(cell.x + indent, cell.y + len(texts) * _step(size_px), cell.w - indent, _step(size_px))
            text = clipped(glance.look, row, written.face, size_px, box.w)
            texts.append(Text(box, text, written.face, size_px, "soot"))
    return texts


def _step(size_px: int) -> int:
    """From one line to the next, in pixels."""
    return size_px * 6 // 5
