"""What an order holds: how many of each drink, its name, and its drawing where there is room."""

from kiosk.core.order import Line
from kiosk.screens.bar_parts import Glance, clipped
from kiosk.screens.bar_ways import Way, Written, best, cells_of, measured, spots_of, times
from kiosk.screens.layout import centred, inset
from kiosk.screens.scene import Box, Picture, Piece, Plate, Text

GLASSES = (110, 88, 70, 56, 46, 38, 34, 30)
"""The heights of drawings, in 480ths; each is four fifths as wide."""


def order_lines(
    glance: Glance, box: Box, hatch: str, lines: tuple[Line, ...], *, wide: bool, most_px: int
) -> tuple[Piece, ...]:
    """The lines of an order in their box, none larger than `most_px`; more than one of a drink is white on black."""
    if not lines:  # the wire allows it, and a display that stops helps nobody
        return ()
    written = measured(glance, lines)
    way = best(box, written, wide=wide, most_px=most_px)
    cells = cells_of(box, written, way)
    ruled = [cell for cell in cells if cell.y > box.y] if way.style in ("beside", "below") else []
    return (
        *(Plate(Box(cell.x, cell.y, cell.w, glance.px(1)), "brass") for cell in ruled),
        *(
            piece
            for cell, one in zip(cells, lines, strict=False)
            for piece in _line(glance, cell, hatch, one, written, way, most_px)
        ),
    )


def _line(
    glance: Glance, cell: Box, hatch: str, one: Line, written: Written, way: Way, most_px: int
) -> tuple[Piece, ...]:
    """Quantity, name and drawing of one drink."""
    spots = spots_of(cell, written, way)
    name = _drawing(glance, hatch, one)
    drawn = (Picture(_glass(glance, spots.drawing), name),) if spots.drawing and name else ()
    if way.style == "beside":
        size = min(most_px, way.size_px * 3 // 2, spots.quantity.h * 5 // 6)
        size = next(
            (px for px in range(size, way.size_px, -1) if written.quantity_px(px) <= spots.quantity.w),
            way.size_px,
        )
        plate = centred(spots.quantity, written.quantity_px(size), size * 6 // 5)
        plate = Box(spots.quantity.x, plate.y, plate.w, plate.h)
    else:
        size = way.size_px
        middle = (spots.quantity.h - way.step) // 2 if way.style == "before" else 0
        plate = Box(spots.quantity.x, spots.quantity.y + middle, spots.quantity.w, way.step)
    return (
        *_quantity(glance, plate, one.quantity, size),
        *_name(glance, spots.name, one.name, way),
        *drawn,
    )


def _quantity(glance: Glance, box: Box, quantity: int, size_px: int) -> tuple[Piece, ...]:
    """How many: bare for one, white on black for more."""
    more = quantity > 1
    plate = (Plate(inset(box, 0, max(1, size_px // 12)), "soot"),) if more else ()
    text = clipped(glance.look, times(glance, quantity), "bold", size_px, box.w)
    return (*plate, Text(box, text, "bold", size_px, "bone" if more else "soot", "centre"))


def _name(glance: Glance, box: Box, name: str, way: Way) -> tuple[Text, ...]:
    """The name in as many rows as it needs, from the top, or about the middle of a drawing before it."""
    look = glance.look
    found = look.metrics.wrap(name, "bold", way.size_px, box.w)
    top = box.y + (box.h - len(found) * way.step) // 2 if way.style == "before" else box.y
    return tuple(
        Text(
            Box(box.x, top + at * way.step, box.w, way.step),
            clipped(look, row, "bold", way.size_px, box.w),
            "bold",
            way.size_px,
            "soot",
        )
        for at, row in enumerate(found)
    )


def _glass(glance: Glance, box: Box) -> Box:
    """Where a drawing stands in its place. Of few sizes: one that is drawn already need not be drawn anew."""
    most = min(box.h, box.w * 5 // 4)
    high = next((px for px in map(glance.px, GLASSES) if px <= most), most)
    return centred(box, high * 4 // 5, high)


def _drawing(glance: Glance, hatch: str, one: Line) -> str:
    """The drawing of a drink as the hatch's menu names it; of one that is not on it none is known to be there."""
    side = glance.state.side(hatch)
    drink = side.menu.drink(one.drink) if side is not None and side.menu is not None else None
    return drink.picture or drink.slug if drink is not None else ""
