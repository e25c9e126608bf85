"""Boxes cut into boxes: nothing lost, nothing doubled."""

import itertools

from hypothesis import given
from hypothesis import strategies as some

from kiosk.screens.layout import (
    centred,
    columns,
    cut_bottom,
    cut_left,
    cut_right,
    cut_top,
    grid,
    inset,
    rows,
    whole,
)
from kiosk.screens.scene import Box, Size

BOX = Box(10, 20, 101, 77)
boxes = some.builds(
    Box, some.integers(-50, 500), some.integers(-50, 500), some.integers(40, 2000), some.integers(40, 2000)
)
counts = some.integers(1, 8)
gaps = some.integers(0, 4)


def test_whole() -> None:
    """The whole screen begins in its corner."""
    assert whole(Size(800, 480)) == Box(0, 0, 800, 480)


def test_inset_takes_a_margin_on_each_side() -> None:
    """A margin may differ across and down, and never leaves less than nothing."""
    assert inset(BOX, 5) == Box(15, 25, 91, 67)
    assert inset(BOX, 5, 0) == Box(15, 20, 91, 77)
    assert inset(BOX, 80).w == 0
    assert inset(BOX, 80).h == 0


def test_cuts_leave_the_rest() -> None:
    """A strip off each side and what remains beyond the gap."""
    assert cut_top(BOX, 10, 2) == (Box(10, 20, 101, 10), Box(10, 32, 101, 65))
    assert cut_bottom(BOX, 10, 2) == (Box(10, 87, 101, 10), Box(10, 20, 101, 65))
    assert cut_left(BOX, 10, 2) == (Box(10, 20, 10, 77), Box(22, 20, 89, 77))
    assert cut_right(BOX, 10, 2) == (Box(101, 20, 10, 77), Box(10, 20, 89, 77))


@given(boxes, counts, gaps)
def test_columns_fill_the_box(box: Box, count: int, gap: int) -> None:
    """Columns stand a gap apart from edge to edge, in full height."""
    cells = columns(box, count, gap)
    assert len(cells) == count
    assert (cells[0].x, cells[-1].right) == (box.x, box.right)
    assert all(after.x - before.right == gap for before, after in itertools.pairwise(cells))
    assert {(cell.y, cell.h) for cell in cells} == {(box.y, box.h)}


@given(boxes, counts, gaps)
def test_rows_fill_the_box(box: Box, count: int, gap: int) -> None:
    """Rows lie a gap apart from edge to edge, in full width."""
    cells = rows(box, count, gap)
    assert len(cells) == count
    assert (cells[0].y, cells[-1].bottom) == (box.y, box.bottom)
    assert all(after.y - before.bottom == gap for before, after in itertools.pairwise(cells))
    assert {(cell.x, cell.w) for cell in cells} == {(box.x, box.w)}


@given(boxes, counts, counts, gaps)
def test_grid_is_read_like_a_page(box: Box, across: int, down: int, gap: int) -> None:
    """Cells come row by row, and no two share a pixel."""
    cells = grid(box, across, down, gap)
    assert len(cells) == across * down
    assert [(cell.y, cell.x) for cell in cells] == sorted((cell.y, cell.x) for cell in cells)
    assert not any(one.meets(other) for at, one in enumerate(cells) for other in cells[at + 1 :])


@given(boxes, some.integers(0, 40), some.integers(0, 40))
def test_centred_stands_in_the_middle(box: Box, w: int, h: int) -> None:
    """The margins on opposite sides differ by a pixel at most."""
    inner = centred(box, w, h)
    assert (inner.w, inner.h) == (w, h)
    assert abs((inner.x - box.x) - (box.right - inner.right)) <= 1
    assert abs((inner.y - box.y) - (box.bottom - inner.bottom)) <= 1
