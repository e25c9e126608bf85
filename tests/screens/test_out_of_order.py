"""What stands on a screen whose program cannot open."""

import pytest

from kiosk.screens import out_of_order
from kiosk.screens.layout import whole
from kiosk.screens.look import Look
from kiosk.screens.scene import Plate, Scene, Size, Text
from tests.screens.looks import LANGUAGES, METRICS, PANELS, THEME, WORDINGS

WHY = "/etc/kiosk/kiosk.toml: pins.knok: is no key\nof [pins]. Perhaps you meant knock"


def look(size: tuple[int, int]) -> Look:
    """The house's, on a panel."""
    return Look(Size(*size), THEME, METRICS, WORDINGS, LANGUAGES, PANELS[size])


def read(scene: Scene) -> str:
    """All that stands there, as one text."""
    return " ".join(scene.texts())


@pytest.mark.parametrize("size", PANELS)
def test_a_guest_reads_what_to_do_and_a_technician_why(size: tuple[int, int]) -> None:
    """Every language of the house has its whole sentence, the reason stands below, and all of it is on the screen."""
    scene = out_of_order.hatch(look(size), WHY)
    for language in LANGUAGES:
        assert WORDINGS[language].hatch.out_of_order in read(scene)
    assert " ".join(WHY.split()) in read(scene)
    screen = whole(scene.size)
    letters = [piece for piece in scene.pieces if isinstance(piece, Text)]
    assert {piece.face for piece in letters} <= {"old", "plain"}
    assert all(piece.box.within(screen) == piece.box and not piece.whole for piece in letters)
    assert all(METRICS.width_px(one.text, one.face, one.size_px) <= one.box.w for one in letters)
    assert len({piece.size_px for piece in letters if piece.face == "old"}) == 1


@pytest.mark.parametrize("size", PANELS)
def test_the_bartender_reads_the_house_s_own_language(size: tuple[int, int]) -> None:
    """One sentence, as large as it can be, and the reason."""
    scene = out_of_order.bar(look(size), WHY)
    assert WORDINGS[LANGUAGES[0]].bar.out_of_order in read(scene)
    assert " ".join(WHY.split()) in read(scene)


def test_nothing_can_be_touched_there() -> None:
    """There is nobody behind it."""
    pieces = out_of_order.hatch(look((800, 480)), WHY).pieces
    assert not [piece for piece in pieces if isinstance(piece, Plate) and piece.event is not None]


def test_a_reason_of_any_length_stays_below_the_sentences() -> None:
    """Twenty mistakes are cut off, and cover nothing."""
    scene = out_of_order.hatch(look((800, 480)), "\n".join([WHY] * 20))
    small = [piece for piece in scene.pieces if isinstance(piece, Text) and piece.face == "plain"]
    large = [piece for piece in scene.pieces if isinstance(piece, Text) and piece.face == "old"]
    assert small[-1].whole
    assert max(piece.box.bottom for piece in large) <= min(piece.box.y for piece in small)
    assert max(piece.box.bottom for piece in small) <= 480
