"""Rectangle arithmetic: boxes into smaller boxes."""

from kiosk.screens.scene import Box, Size


def whole(size: Size) -> Box:
    """The screen itself."""
    return Box(0, 0, size.w, size.h)


def inset(box: Box, dx: int, dy: int | None = None) -> Box:
    """The box less a margin on each side; `dy` is `dx` unless said."""
    dy = dx if dy is None else dy
    return Box(box.x + dx, box.y + dy, max(0, box.w - 2 * dx), max(0, box.h - 2 * dy))


def cut_top(box: Box, h: int, gap: int = 0) -> tuple[Box, Box]:
    """A strip of height `h` off the top, and the rest below a gap."""
    return Box(box.x, box.y, box.w, h), Box(box.x, box.y + h + gap, box.w, max(0, box.h - h - gap))


def cut_bottom(box: Box, h: int, gap: int = 0) -> tuple[Box, Box]:
    """A strip of height `h` off the bottom, and the rest above a gap."""
    return Box(box.x, box.bottom - h, box.w, h), Box(box.x, box.y, box.w, max(0, box.h - h - gap))


def cut_left(box: Box, w: int, gap: int = 0) -> tuple[Box, Box]:
    """A strip of width `w` off the left, and the rest beyond a gap."""
    return Box(box.x, box.y, w, box.h), Box(box.x + w + gap, box.y, max(0, box.w - w - gap), box.h)


def cut_right(box: Box, w: int, gap: int = 0) -> tuple[Box, Box]:
    """A strip of width `w` off the right, and the rest before a gap."""
    return Box(box.right - w, box.y, w, box.h), Box(box.x, box.y, max(0, box.w - w - gap), box.h)


def columns(box: Box, count: int, gap: int = 0) -> tuple[Box, ...]:
    """`count` equal columns, side by side; the last takes what does not divide."""
    width = (box.w - gap * (count - 1)) // count
    lefts = [box.x + at * (width + gap) for at in range(count)]
    return tuple(Box(x, box.y, width if x != lefts[-1] else box.right - x, box.h) for x in lefts)


def rows(box: Box, count: int, gap: int = 0) -> tuple[Box, ...]:
    """`count` equal rows, one below the other; the last takes what does not divide."""
    height = (box.h - gap * (count - 1)) // count
    tops = [box.y + at * (height + gap) for at in range(count)]
    return tuple(Box(box.x, y, box.w, height if y != tops[-1] else box.bottom - y) for y in tops)


def grid(box: Box, across: int, down: int, gap: int = 0) -> tuple[Box, ...]:
    """`down` rows of `across` columns, read like a page."""
    return tuple(cell for row in rows(box, down, gap) for cell in columns(row, across, gap))


def centred(box: Box, w: int, h: int) -> Box:
    """A box of this size in the middle of another."""
    return Box(box.x + (box.w - w) // 2, box.y + (box.h - h) // 2, w, h)
