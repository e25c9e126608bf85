"""The pick-up word is stamped letter by letter, quickly, and stays as it is."""

from collections.abc import Iterable
from itertools import pairwise

import pytest

from kiosk.screens.hatch_plate import BLOW_S, BLOWS, HUNG_S, hangs, plate, until
from kiosk.screens.look import Look
from kiosk.screens.scene import Box, Picture, Piece, Text
from tests.screens.looks import LookAt

BOX, SINCE = Box(20, 60, 1200, 260), 100.0
WORDS = ("Oro", "Pirata", "Astronauta", "Astronauta Lanterna")


@pytest.fixture
def look(look_at: LookAt) -> Look:
    return look_at(1280, 720)


def texts(pieces: Iterable[Piece]) -> list[Text]:
    return [piece for piece in pieces if isinstance(piece, Text)]


def stamped(pieces: Iterable[Piece]) -> str:
    """The letters that are there, dark ones and bright ones."""
    whole = (text.text if text.letters is None else text.text[slice(*text.letters)] for text in texts(pieces))
    return "".join(whole).replace(" ", "")


@pytest.mark.parametrize("word", WORDS)
def test_letter_by_letter(word: str, look: Look) -> None:
    """Nothing until the plate hangs; then with every blow the word grows, never gets shorter, and is whole at the last."""
    seen = [
        stamped(plate(look, BOX, word, SINCE, SINCE + HUNG_S + blow * BLOW_S + 0.001))
        for blow in range(BLOWS)
    ]
    assert stamped(plate(look, BOX, word, SINCE, SINCE + HUNG_S - 0.001)) == ""
    whole = word.replace(" ", "")
    assert all(after.startswith(before) for before, after in pairwise(seen))
    assert seen[-1] == whole
    assert 0 < len(seen[1]) < len(whole)


def test_within_six_tenths_of_a_second_and_then_still(look: Look) -> None:
    """The whole of it takes no longer, and what stands there at its end stands there for ever."""
    end = until(SINCE)
    assert end - SINCE <= 0.6
    assert plate(look, BOX, "Pirata", SINCE, end) == plate(look, BOX, "Pirata", SINCE, end + 600)
    (word,) = texts(plate(look, BOX, "Pirata", SINCE, end))
    assert (word.colour, word.edge, word.letters) == ("soot", "candle", None)


def test_the_letter_under_the_die_is_bright(look: Look) -> None:
    """It alone, and only until the next blow."""
    first = SINCE + HUNG_S + 0.001
    dark, bright = texts(plate(look, BOX, "Pirata", SINCE, first))
    assert (dark.colour, dark.letters, bright.colour, bright.letters) == ("soot", (0, 0), "bone", (0, 1))
    dark, bright = texts(plate(look, BOX, "Pirata", SINCE, first + BLOW_S))
    assert (dark.colour, dark.letters, bright.colour, bright.letters) == ("soot", (0, 1), "bone", (1, 2))


def test_every_letter_is_where_it_will_stay(look: Look) -> None:
    """Nothing on the plate shifts while the word grows, but with the plate under a blow."""
    end = texts(plate(look, BOX, "Pirata", SINCE, until(SINCE)))[0]
    for at in range(40):
        pieces = plate(look, BOX, "Pirata", SINCE, SINCE + at / 60)
        (brass,) = (piece for piece in pieces if isinstance(piece, Picture))
        for text in texts(pieces):
            assert text.box.x == end.box.x
            assert text.box.y - brass.box.y == end.box.y - BOX.y


def test_the_plate_falls_into_place(look: Look) -> None:
    """From above, faster than it is stamped, and never out of its place by more than a hair after it hangs."""
    boxes = [plate(look, BOX, "Pirata", SINCE, SINCE + at / 120)[0].box for at in range(80)]
    assert boxes[0].y < BOX.y
    assert not hangs(SINCE, SINCE + HUNG_S - 0.001)
    assert hangs(SINCE, SINCE + HUNG_S)
    assert all(0 <= box.y - BOX.y <= look.px(2) for box in boxes[round(HUNG_S * 120) + 1 :])
    assert boxes[-1] == BOX
