"""The legend of an order by knocking: so many knocks, and what they do here."""

from kiosk.core import knocking
from kiosk.core.hatch_state import Visit
from kiosk.screens.hatch_wall import GAP
from kiosk.screens.hatch_words import HatchWords
from kiosk.screens.layout import cut_left, inset
from kiosk.screens.look import Look
from kiosk.screens.parts import fitting, label, line
from kiosk.screens.scene import Box, Piece, Plate

SIZES = (22, 20, 18, 16, 15)


def meanings(visit: Visit, words: HatchWords) -> tuple[tuple[int, str], ...]:
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


def legend(look: Look, box: Box, visit: Visit, words: HatchWords) -> tuple[Piece, ...]:
    """Side by side, each as wide as it needs: a lit figure, and the word for it."""
    told = meanings(visit, words)
    side = min(box.h, look.px(36))
    gaps = (len(told) - 1) * look.px(GAP) + len(told) * (side + look.px(2 * GAP))
    size = fitting(look, Box(0, 0, box.w - gaps, box.h), " ".join(text for _, text in told), "bold", SIZES)
    pieces: list[Piece] = [Plate(box, "walnut")]
    for count, text in told:
        mark, box = cut_left(box, side, look.px(GAP))
        mark = Box(mark.x, mark.y + (mark.h - side) // 2, side, side)
        cell, box = cut_left(box, look.metrics.width_px(text, "bold", size), look.px(2 * GAP))
        pieces += [
            Plate(mark, "candle"),
            line(look, inset(mark, look.px(2)), str(count), "bold", (26, 22, 20), "soot", "centre"),
            label(cell, text, "bold", size, "bone"),
        ]
    return tuple(pieces)
