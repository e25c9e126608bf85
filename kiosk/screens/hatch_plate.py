"""The brass plate: it drops onto its nails, the pick-up word is stamped into it letter by letter, and then it is still."""

from math import floor

from msgspec.structs import replace

from kiosk.screens.layout import inset
from kiosk.screens.look import Look
from kiosk.screens.parts import block
from kiosk.screens.scene import Box, Picture, Piece, Text

WORD = (170, 150, 132, 116, 100, 88, 76, 64, 56, 48, 40)
"""Sizes of the pick-up word, in 480ths: the largest thing this screen ever shows."""
HUNG_S = 0.14
"""So long the plate drops;"""
BLOWS, BLOW_S = 8, 0.05
"""then so many blows fall, so far apart, as in assets/sounds/stamp.wav; each drives in its share of the letters."""
DROP = 30
"""From so far above, in 480ths."""
JOLT = 2
"""So far, in 480ths, a blow pushes the plate down until half of the time to the next."""


def plate(look: Look, box: Box, word: str, since: float, mono: float) -> tuple[Piece, ...]:
    """The plate with as much of the word as is stamped at a moment; the letter under the die is still bright."""
    lower = Box(box.x, box.y - _above(look, since, mono), box.w, box.h)
    lines = block(
        look,
        inset(lower, look.px(34), look.px(4)),
        word,
        "old",
        WORD,
        "soot",
        "centre",
        middle=True,
    )
    there, bright = _letters(word, since, mono)
    return Picture(lower, "plate"), *_stamped(lines, there, bright)


def hangs(since: float, mono: float) -> bool:
    """Whether it has dropped into its place."""
    return mono >= since + HUNG_S


def until(since: float) -> float:
    """When it is still (monotonic)."""
    return since + HUNG_S + (BLOWS + 1) * BLOW_S


def _above(look: Look, since: float, mono: float) -> int:
    """How far above its place it is, in pixels; below it, for a moment, under a blow."""
    if not hangs(since, mono):
        gone = max(0.0, mono - since) / HUNG_S
        return round((1 - gone) ** 2 * look.px(DROP))
    blows = (mono - since - HUNG_S) / BLOW_S
    return -look.px(JOLT) if blows < BLOWS and blows % 1 < 1 / 2 else 0


def _letters(word: str, since: float, mono: float) -> tuple[int, int]:
    """How many letters are there, and how many of them, the last ones, are bright."""
    if mono >= until(since):
        return len(word), 0
    blows = floor((mono - since - HUNG_S) / BLOW_S) + 1
    there, before = (-(-len(word) * max(0, min(BLOWS, count)) // BLOWS) for count in (blows, blows - 1))
    return there, there - before


def _stamped(lines: tuple[Text, ...], there: int, bright: int) -> tuple[Piece, ...]:
    """The lines, each with only those of its letters that are there; a blank between two lines is a letter too."""
    pieces: list[Piece] = []
    for line in lines:
        count = len(line.text)
        dark, hot = (max(0, min(count, letters)) for letters in (there - bright, there))
        stamped = replace(line, edge="candle")
        pieces.append(stamped if dark == count else replace(stamped, letters=(0, dark)))
        pieces += [replace(stamped, colour="bone", letters=(dark, hot))] if dark < hot else []
        there -= count + 1
    return tuple(pieces)
