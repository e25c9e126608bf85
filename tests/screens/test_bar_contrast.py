"""What the bartender reads stands out from what is behind it, on every screen and on every evening."""

import pytest

from kiosk.screens import bar
from kiosk.screens.look import Look, Theme
from kiosk.screens.scene import Picture, Piece, Plate, Scene, Text
from tests.screens.bar_states import NOW
from tests.screens.looks import LookAt
from tests.screens.test_bar_tickets import EVENINGS

GROUNDS = {"paper": "bone", "wall_bar": "walnut"}
"""The colour of the two drawings that lie behind texts."""
TEXT, CONTROL = 4.5, 3.0
"""WCAG 2.2, success criteria 1.4.3 and 1.4.11."""


@pytest.fixture(params=[(800, 480), (1920, 1080), (720, 1280)], ids=lambda size: f"{size[0]}x{size[1]}")
def look(request: pytest.FixtureRequest, look_at: LookAt) -> Look:
    """Lying screens and a standing one."""
    return look_at(*request.param)


def contrast(theme: Theme, one: str, other: str) -> float:
    """The contrast ratio of two of the theme's colours."""
    return ratio(theme.rgb(one), theme.rgb(other))


def ratio(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """The contrast ratio of two colours, as WCAG 2.2 defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(rgb: tuple[int, int, int]) -> float:
    """How light a colour is, from 0 to 1."""
    shares = [value / 255 for value in rgb]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def behind(scene: Scene, piece: Piece, x: float, y: float) -> str:
    """The topmost colour under a piece at a point."""
    at = next(at for at, one in enumerate(scene.pieces) if one is piece)
    for one in reversed(scene.pieces[:at]):
        if isinstance(one, Plate) and one.fill is not None and one.box.holds(x, y):
            return one.fill
        if isinstance(one, Picture) and one.name in GROUNDS and one.box.holds(x, y):
            return GROUNDS[one.name]
    return scene.ground


def ends(look: Look, text: Text) -> tuple[float, float, float]:
    """Where a line begins, where its middle is, and where it ends."""
    wide = look.metrics.width_px(text.text, text.face, text.size_px)
    room = text.box.w - wide
    left = text.box.x + {"left": 0, "centre": room / 2, "right": room}[text.align]
    return left, left + wide / 2, left + wide - 1


@pytest.mark.parametrize("night", EVENINGS)
def test_texts_stand_out(night: str, look: Look) -> None:
    """From its first letter to its last every text has at least 4.5 to 1 against what it is written on."""
    scene = bar.scene(EVENINGS[night], look, NOW)

    for text in (piece for piece in scene.pieces if isinstance(piece, Text)):
        for x in ends(look, text):
            ground = behind(scene, text, x, text.box.y + text.box.h / 2)
            assert contrast(look.theme, text.colour, ground) >= TEXT, (text, ground)


@pytest.mark.parametrize("night", EVENINGS)
def test_buttons_stand_out(night: str, look: Look) -> None:
    """Every button's plate or its rim, or the sign in it where it is larger than it looks, has at least 3 to 1."""
    scene = bar.scene(EVENINGS[night], look, NOW)

    for plate in (piece for piece in scene.pieces if isinstance(piece, Plate) and piece.event is not None):
        assert max(contrasts(scene, look, plate), default=0) >= CONTROL, plate


def contrasts(scene: Scene, look: Look, plate: Plate) -> list[float]:
    """How a button's colours stand out; of one without colours, those of the rimmed plates in it."""
    seen = [plate] if plate.fill or plate.rim else [one for one in signs(scene) if within(one, plate)]
    return [
        contrast(look.theme, colour, behind(scene, one, one.box.x + one.box.w / 2, one.box.y + one.box.h / 2))
        for one in seen
        for colour in (one.fill, one.rim)
        if colour is not None
    ]


def signs(scene: Scene) -> list[Plate]:
    """The plates that only look like something: a fill in a rim of another colour."""
    plates = [piece for piece in scene.pieces if isinstance(piece, Plate)]
    return [one for one in plates if one.event is None and one.fill and one.rim]


def within(one: Plate, other: Plate) -> bool:
    """Whether a plate lies in another."""
    box, around = one.box, other.box
    return (
        around.x <= box.x and box.right <= around.right and around.y <= box.y and box.bottom <= around.bottom
    )


def test_contrast_is_the_standards(look: Look) -> None:
    """Black on white is 21 to 1, and a colour on itself is 1 to 1."""
    assert (luminance((255, 255, 255)) + 0.05) / (luminance((0, 0, 0)) + 0.05) == pytest.approx(21)
    assert contrast(look.theme, "campari", "campari") == 1
