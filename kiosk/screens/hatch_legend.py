"""The legend of an order by knocking: so many knocks, and what they do here."""

from kiosk.core import knocking
from kiosk.core.hatch_state import Visit
from kiosk.screens.hatch_wall import GAP
from kiosk.screens.hatch_words import HatchWords
from kiosk.screens.layout import centred, cut_left, rows
from kiosk.screens.look import Look
from kiosk.screens.parts import fitting, label, line
from kiosk.screens.scene import Box, Piece, Plate

SIZES = (22, 20, 18, 16, 15)
Told = tuple[tuple[int, str], ...]


def meanings(visit: Visit, words: HatchWords) -> Told:
    """What each count of knocks does on the picture that is shown, fewest first."""
    match visit.mood:
        case "drink":
            back = words.knock_less if visit.basket.quantity(visit.drink) else words.knock_back
            return (
                (knocking.ON, words.knock_on),
                (knocking.TAKE, words.knock_take),
                (knocking.FINISH, words.knock_finish),
                (knocking.BACK, back),
                (knocking.LANGUAGE, words.knock_language),
            )
        case "check":
            return (
                (knocking.ON, words.knock_more),
                (knocking.FINISH, words.knock_order),
                (knocking.BACK, words.knock_back),
                (knocking.LANGUAGE, words.knock_language),
            )
        case _:
            back = words.knock_leave if visit.mood == "menu" else words.knock_back
            return (
                (knocking.ON, words.knock_on),
                (knocking.FINISH, words.knock_finish),
                (knocking.BACK, back),
                (knocking.LANGUAGE, words.knock_language),
            )


def height(look: Look) -> int:
    """How tall the legend is: one row, or two on an upright screen."""
    return look.px(78 if look.size.upright else 40)


def legend(look: Look, box: Box, visit: Visit, words: HatchWords) -> tuple[Piece, ...]:
    """Each as wide as it needs: a lit figure, and the word for it."""
    told = meanings(visit, words)
    across = 3 if look.size.upright else len(told)
    parts = [told[at : at + across] for at in range(0, len(told), across)]
    lines = zip(rows(box, len(parts), look.px(4)), parts, strict=True)
    size = min(
        _size(look, row, part) for row, part in zip(rows(box, len(parts), look.px(4)), parts, strict=True)
    )
    return Plate(box, "walnut"), *(piece for row, part in lines for piece in _row(look, row, part, size))


def _size(look: Look, box: Box, told: Told) -> int:
    """The em at which a row's words fit beside their figures."""
    marks = len(told) * (_side(look, box) + look.px(3 * GAP))
    return fitting(look, Box(0, 0, box.w - marks, box.h), " ".join(text for _, text in told), "bold", SIZES)


def _row(look: Look, box: Box, told: Told, size: int) -> tuple[Piece, ...]:
    side = _side(look, box)
    pieces: list[Piece] = []
    for count, text in told:
        mark, box = cut_left(box, side, look.px(GAP))
        mark = centred(mark, side, side)
        cell, box = cut_left(box, look.metrics.width_px(text, "bold", size), look.px(2 * GAP))
        pieces += [
            Plate(mark, "candle"),
            line(look, mark, str(count), "bold", (26, 22, 20), "soot", "centre"),
            label(cell, text, "bold", size, "bone"),
        ]
    return tuple(pieces)


def _side(look: Look, box: Box) -> int:
    return min(box.h, look.px(36))
