"""The main screens look as they are stored."""

import os
from pathlib import Path

import pytest

from kiosk.screens.scene import Size
from tests.pictures_stored.album import RENEW, Album
from tests.scenes import Shot, Studio

HERE = Path(__file__).parent
SIZES = (Size(800, 480), Size(720, 1280))
HATCH = (
    "hatch-asleep_words",
    "hatch-menu_some",
    "hatch-check",
    "hatch-placed_new",
    "hatch-placed_ready",
    "hatch-still_there",
    "hatch-paused",
    "hatch-said_placed_ready",
)
BAR = (
    "bar-empty",
    "bar-six",
    "bar-acts",
    "bar-drinks",
    "bar-closed",
    "bar-link_down",
    "bar-thirty",
    "bar-wishes",
    "bar-calling",
    "bar-refusing",
    "bar-knock",
    "bar-handed",
    "bar-house",
    "bar-house_paused",
    "bar-room",
    "bar-say",
    "bar-figures",
    "bar-paused",
    "bar-skew",
    "bar-two_hatches",
)
LARGER = Size(1280, 720)
"""The bartender's usual panel."""
SHOTS = (
    *(Shot(name, size, "it") for size in SIZES for name in (*HATCH, *BAR)),
    *(Shot(name, LARGER, "it") for name in BAR),
    Shot("hatch-menu_some", SIZES[0], "en"),
)
ALBUM = Album(HERE / "stored", HERE / "failed", renew=os.environ.get("RENEW_PICTURES") == "1")


@pytest.fixture(scope="module")
def studio() -> Studio:
    """The house's real letters, drawings, colours and sentences."""
    return Studio()


@pytest.mark.parametrize("shot", SHOTS, ids=str)
def test_the_screen_looks_as_it_is_stored(shot: Shot, studio: Studio) -> None:
    """A main screen differs from its stored picture by no more than another build of the same libraries would make it."""
    if not ALBUM.names and not ALBUM._renew:
        pytest.skip(f"no picture is stored yet: {RENEW} stores them all")
    complaint = ALBUM.complaint(str(shot), studio.draw(shot))
    assert not complaint, complaint


def test_nothing_is_stored_that_nobody_draws() -> None:
    """Every stored picture is one of the main screens."""
    assert set(ALBUM.names) <= {str(shot) for shot in SHOTS}
