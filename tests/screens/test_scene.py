"""What is drawn is what can be touched."""

from kiosk.core import events
from kiosk.screens.look import Look
from kiosk.screens.scene import Box, Picture, Plate, Scene, Size, Text
from tests.screens.looks import THEME, LookAt

LOW, HIGH = events.Picked("negroni"), events.PutBack("negroni")
SCENE = Scene(
    Size(100, 60),
    "soot",
    (
        Plate(Box(0, 0, 50, 50), "bone", name="Negroni", event=LOW),
        Text(Box(0, 0, 50, 20), "Forte, amaro", "plain", 15, "soot"),
        Picture(Box(10, 10, 20, 20), "negroni"),
        Plate(Box(30, 0, 20, 20), "bone", name="Togli Negroni", event=HIGH),
        Plate(Box(0, 0, 100, 60), rim="candle", rim_px=2),
    ),
)


def event_at(x: float, y: float) -> events.Event | None:
    touched = SCENE.touched(x, y)
    return None if touched is None else touched.event


def test_the_topmost_plate_with_an_event_is_touched() -> None:
    """A later plate covers an earlier one, and what carries no event lets a finger through."""
    assert event_at(5, 5) == LOW
    assert event_at(40, 10) == HIGH
    assert event_at(80, 30) is None


def test_edges_belong_to_one_box() -> None:
    """A box holds its first pixel and not the one beyond its last."""
    assert event_at(0, 0) == LOW
    assert event_at(49.9, 49.9) == LOW
    assert event_at(50, 25) is None


def test_boxes_that_only_touch_do_not_meet() -> None:
    """Neighbours share an edge and no pixel."""
    assert not Box(0, 0, 10, 10).meets(Box(10, 0, 10, 10))
    assert not Box(0, 0, 10, 10).meets(Box(0, 10, 10, 10))
    assert Box(0, 0, 10, 10).meets(Box(9, 9, 10, 10))


def test_find_by_name_goes_before_find_by_text() -> None:
    """A name is taken whole, whatever its case; a text may be told in part; what is not there is not found."""
    for wanted, event in (("negroni", LOW), (" TOGLI NEGRONI ", HIGH), ("amaro", LOW)):
        found = SCENE.find(wanted)
        assert found is not None
        assert found.event == event
    assert SCENE.find("Americano") is None


def test_texts_come_back_to_front() -> None:
    """Every line, in the order of drawing."""
    assert SCENE.texts() == ("Forte, amaro",)


def test_upright_and_lying() -> None:
    """A screen that is taller than wide stands."""
    assert Size(720, 1280).upright
    assert not Size(1280, 720).upright
    assert not Size(480, 480).upright


def test_a_look_measures_by_the_short_side(look_at: LookAt) -> None:
    """A length keeps its share of the short side, and never vanishes."""
    assert [look_at(*size).px(60) for size in ((800, 480), (480, 800), (1920, 1080))] == [60, 60, 135]
    assert look_at(800, 480).px(0.1) == 1


def test_an_unknown_language_is_answered_in_the_houses_own(look_at: LookAt) -> None:
    """Nobody meets a screen without words."""
    look: Look = look_at(800, 480, "en")
    assert look.words("it").language == "it"
    assert look.words("xx").language == "en"


def test_colours_are_three_numbers() -> None:
    """A theme's colour comes as red, green and blue."""
    assert THEME.rgb("candle") == (255, 207, 135)
