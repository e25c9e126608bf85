"""What the bartender says, as a note on paper pinned over whatever the hatch shows, and over no button."""

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from kiosk.core.hatch_state import Hatch
from kiosk.screens.layout import inset
from kiosk.screens.look import Look
from kiosk.screens.scene import Box, Picture, Piece, Plate, Size, Text

SIZES = (34, 30, 27, 24, 22, 20, 18, 16, 15, 14)
"""Of the letters, in 480ths."""
SHARES = (0.8, 0.6, 0.45, 0.33, 0.96)
"""Of the screen's width that the note may take."""
ACROSS, DOWN = 6, 16
"""So many places are tried in each direction: a note is found in a few milliseconds."""
GROUND = 0.5
"""A button that takes more than this part of the screen is the wall itself: a note may hang on it."""
SMALLER = 2
"""A pixel less of its own letters is worth so many of the letters that the note hides."""
KNOWN = 32


class Paper(Struct, frozen=True):
    """How large a note is with its words at one size."""

    size_px: int
    rows: tuple[str, ...]
    w: int
    h: int


def with_note(under: Sequence[Piece], state: Hatch, look: Look) -> tuple[Piece, ...]:
    """These pieces with the note over them, where it covers no button, lit or not, and as few words as can be.

    Nothing is over them while nothing is said; and pages of large letters have a line of their own for it.
    A line of which the note covers a part is left out: half a line says nothing.
    """
    text = said_line(state, look)
    if not text or (state.visit is not None and state.visit.large):
        return tuple(under)
    buttons = tuple(
        piece.box
        for piece in under
        if isinstance(piece, Plate) and (piece.event or piece.name) and not _is_ground(piece.box, look.size)
    )
    words = tuple((_ink(look, piece), piece.size_px) for piece in under if isinstance(piece, Text))
    papers = _papers(look, text)
    found = _placed(look.size, papers, buttons, words) or _squeezed(
        look.size, papers, buttons, words, look.touch_px
    )
    if found is None:
        return tuple(under)
    box, paper = found
    whole = (one for one in under if not (isinstance(one, Text) and _ink(look, one).meets(box)))
    return *whole, *_drawn(look, box, paper)


def said_line(state: Hatch, look: Look) -> str:
    """What is said, in the guest's language, on the sleeping wall in the house's; or nothing."""
    language = state.visit.language if state.visit is not None else look.languages[0]
    lines = look.words(language).hatch.said_lines
    return lines[state.said.line] if state.said is not None and state.said.line < len(lines) else ""


def _papers(look: Look, text: str) -> tuple[Paper, ...]:
    """The notes to try, the largest letters first."""
    papers: list[Paper] = []
    for size in SIZES:
        for share in SHARES:
            size_px, most = look.px(size), int(look.size.w * share)
            rows = look.metrics.wrap(text, "old", size_px, most - 2 * size_px)
            wide = max(look.metrics.width_px(row, "old", size_px) for row in rows)
            papers.append(Paper(size_px, rows, wide + 2 * size_px, len(rows) * size_px * 5 // 4 + size_px))
    return tuple(papers)


@lru_cache(KNOWN)
def _placed(
    size: Size, papers: tuple[Paper, ...], buttons: tuple[Box, ...], words: tuple[tuple[Box, int], ...]
) -> tuple[Box, Paper] | None:
    """A note that covers no button, as large as it can be without hiding large words; None where no note fits."""
    best: tuple[int, Box, Paper] | None = None
    for paper in papers:
        smaller = SMALLER * (papers[0].size_px - paper.size_px)
        if best is not None and smaller >= best[0]:
            break
        for box in _places(size, paper):
            if any(box.meets(button) for button in buttons):
                continue
            cost = smaller + sum(letters for word, letters in words if box.meets(word))
            if best is None or cost < best[0]:
                best = cost, box, paper
    return None if best is None else best[1:]


@lru_cache(KNOWN)
def _squeezed(
    size: Size,
    papers: tuple[Paper, ...],
    buttons: tuple[Box, ...],
    words: tuple[tuple[Box, int], ...],
    touch_px: int,
) -> tuple[Box, Paper] | None:
    """On a screen that is all buttons (the large letters'): over no word of theirs, and beside it a finger finds each."""
    for paper in papers:
        for box in _places(size, paper):
            met = [button for button in buttons if box.meets(button)]
            free = all(max(box.x - one.x, one.right - box.right) >= touch_px for one in met)
            if free and not any(box.meets(word) for word, _ in words):
                return box, paper
    return None


def _places(size: Size, paper: Paper) -> list[Box]:
    """Where a note of this size may hang, from the middle outwards at each height, the upper ones first."""
    free_w, free_h = size.w - paper.w, size.h - paper.h
    if free_w < 0 or free_h < 0:
        return []
    lefts = sorted(
        {free_w * at // ACROSS for at in range(ACROSS + 1)}, key=lambda left: abs(left - free_w // 2)
    )
    tops = sorted({free_h * at // DOWN for at in range(DOWN + 1)})
    return [Box(left, top, paper.w, paper.h) for top in tops for left in lefts]


def _drawn(look: Look, box: Box, paper: Paper) -> tuple[Piece, ...]:
    """Paper, a pin, and the words."""
    step, pin = paper.size_px * 5 // 4, look.px(18)
    inner = inset(box, paper.size_px // 2, paper.size_px // 2)
    return (
        Plate(box, "bone", "brass", look.px(2)),
        Picture(box, "paper"),
        *(
            Text(
                Box(inner.x, inner.y + at * step, inner.w, step), row, "old", paper.size_px, "soot", "centre"
            )
            for at, row in enumerate(paper.rows)
        ),
        Picture(Box(box.x + (box.w - pin) // 2, box.y, pin, pin), "pin"),
    )


def _ink(look: Look, text: Text) -> Box:
    """Where a text's letters are in its box."""
    wide = min(text.box.w, look.metrics.width_px(text.text, text.face, text.size_px))
    left = {"left": 0, "centre": (text.box.w - wide) // 2, "right": text.box.w - wide}[text.align]
    return Box(text.box.x + left, text.box.y, wide, text.box.h)


def _is_ground(box: Box, size: Size) -> bool:
    return box.w * box.h > size.w * size.h * GROUND
