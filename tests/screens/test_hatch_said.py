"""What the bartender says hangs over the guest's screen as a note, and over no button."""

import pytest
from msgspec.structs import replace

from kiosk.core.hatch_state import Said
from kiosk.screens import hatch
from kiosk.screens.hatch_said import GROUND
from kiosk.screens.scene import Box, Picture, Plate, Scene
from tests.screens.hatch_states import HOUSE, NOW, moments
from tests.screens.looks import PANELS, WORDINGS, LookAt

LONGEST = {
    language: max(range(len(words.hatch.said_lines)), key=lambda at: len(words.hatch.said_lines[at]))
    for language, words in WORDINGS.items()
}
NAMES = tuple(moments("it"))
CROWDED = tuple(name for name in NAMES if name.startswith("large_"))
"""Screens that may be nothing but buttons: there a finger still finds each beside the note, and its words are free."""


def paper(scene: Scene) -> Box | None:
    """Where the note is: the last paper that was hung."""
    return next(
        (
            piece.box
            for piece in reversed(scene.pieces)
            if isinstance(piece, Picture) and piece.name == "paper"
        ),
        None,
    )


def beside(button: Box, note: Box) -> int:
    """How much of a button is left beside a note that hangs over it."""
    return max(note.x - button.x, button.right - note.right)


@pytest.mark.parametrize("size", PANELS, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", NAMES)
def test_a_note_is_seen_and_covers_no_button(name: str, size: tuple[int, int], look_at: LookAt) -> None:
    """Whatever the hatch shows, at every size, in every language: the longest line is read, and all can be touched."""
    for language in WORDINGS:
        look, line = look_at(*size, language), LONGEST[language]
        state = replace(moments(language)[name], said=Said(line, NOW.mono - 1))
        scene = hatch.scene(state, look, NOW)
        box, said = paper(scene), WORDINGS[language].hatch.said_lines[line]
        written = " ".join(scene.texts())
        buttons = [one for one in scene.pieces if isinstance(one, Plate) and one.event is not None]
        small = [one for one in buttons if one.box.w * one.box.h <= size[0] * size[1] * GROUND]

        assert all(word in written for word in said.split())
        if name.startswith("large_"):  # a line of its own, above whatever stands on the page
            continue
        assert box is not None
        assert all(beside(one.box, box) >= look.touch_px for one in small if one.box.meets(box))
        assert name in CROWDED or not [one for one in small if one.box.meets(box)]
        assert box.x >= 0
        assert box.right <= size[0]
        assert box.bottom <= size[1]


def test_nothing_hangs_there_while_nothing_is_said(look_at: LookAt) -> None:
    """And a line that this wording does not have is no line."""
    look, quiet = look_at(800, 480), moments("it")["menu_some"]
    beyond = replace(quiet, said=Said(99, NOW.mono))

    assert hatch.scene(beyond, look, NOW) == hatch.scene(quiet, look, NOW)


def test_it_is_said_in_the_guests_language(look_at: LookAt) -> None:
    """Of the guest who is there; on the sleeping wall in the house's own."""
    look = look_at(1280, 720)
    guest = replace(moments("en")["menu_some"], said=Said(0, NOW.mono))
    wall = replace(moments("it")["asleep"], said=Said(0, NOW.mono))
    own, english = WORDINGS[HOUSE.languages[0]].hatch.said_lines[0], WORDINGS["en"].hatch.said_lines[0]

    assert all(word in " ".join(hatch.scene(guest, look, NOW).texts()) for word in english.split())
    assert all(word in " ".join(hatch.scene(wall, look, NOW).texts()) for word in own.split())
