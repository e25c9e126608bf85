"""Large letters: everything a guest can read and touch, in type that is read at arm's length."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.hatch_state import Hatch
from kiosk.screens.hatch import scene
from kiosk.screens.look import CAPITAL, LARGE_CAPITAL_MM, MM_PER_INCH, Look
from kiosk.screens.scene import Picture, Plate, Scene, Text
from tests.screens.hatch_states import NOW, SIX, SLUGS, SOME, placed, visiting
from tests.screens.looks import LANGUAGES, PANELS, LookAt

CORNER = {events.LargeAsked(), events.AloudAsked()}


def enlarged(state: Hatch, page: int = 0) -> Hatch:
    """The same, in large letters."""
    assert state.visit is not None
    return replace(state, visit=replace(state.visit, large=True, page=page))


def pages(look: Look, state: Hatch) -> Iterator[Scene]:
    """Every page, from the first until it comes again."""
    first = scene(enlarged(state), look, NOW)
    yield first
    for page in range(1, 40):
        seen = scene(enlarged(state, page), look, NOW)
        if seen == first:
            return
        yield seen
    raise AssertionError("no end of pages")


def asks(seen: Scene) -> set[events.Event]:
    return {piece.event for piece in seen.pieces if isinstance(piece, Plate) and piece.event is not None}


def states(language: str) -> dict[str, Hatch]:
    """The pictures that a guest goes through, by name."""
    return {
        "menu": visiting(language, basket=SOME),
        "beside": visiting(language, basket=SOME, shelf="beside", hidden=True),
        "drink": visiting(language, mood="drink", drink=SLUGS[2], basket=SOME),
        "languages": visiting(language, mood="languages"),
        "basket": visiting(language, mood="basket", basket=SIX),
        "check": visiting(language, mood="check", basket=SIX),
        "placed": placed(language),
        "still_there": visiting(language, basket=SOME, warned=NOW.mono),
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", PANELS)
def test_no_letter_is_smaller_than_it_may_be(look_at: LookAt, size: tuple[int, int], language: str) -> None:
    """Capitals are 0.7 degrees high at 50 cm, on every page of every picture."""
    look = look_at(*size, language)
    for name, state in states(language).items():
        for seen in pages(look, state):
            for text in (piece for piece in seen.pieces if isinstance(piece, Text)):
                assert text.size_px >= look.large_px, (name, text)


@pytest.mark.parametrize(("size", "inches"), PANELS.items())
def test_a_large_capital_is_as_high_as_the_standard_asks(
    look_at: LookAt, size: tuple[int, int], inches: float
) -> None:
    """6.1 mm on the stated panel; and not twice that."""
    look = look_at(*size)
    mm_per_px = inches * MM_PER_INCH / (size[0] ** 2 + size[1] ** 2) ** 0.5
    assert LARGE_CAPITAL_MM <= look.large_px * CAPITAL * mm_per_px < LARGE_CAPITAL_MM * 1.2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", PANELS)
def test_the_pages_offer_all_that_the_picture_does(
    look_at: LookAt, size: tuple[int, int], language: str
) -> None:
    """Whatever could be touched in small letters can be touched in large ones, on one of the pages."""
    look = look_at(*size, language)
    for name, state in states(language).items():
        small = asks(scene(state, look, NOW))
        large = set().union(*(asks(seen) for seen in pages(look, state)))
        plus = {event for event in small if isinstance(event, events.Picked)} if name == "basket" else set()
        turning = {event for event in small | large if isinstance(event, events.PageAsked)}
        assert small - plus - turning <= large, (name, small - large)


def test_one_touch_in_the_corner_makes_them_large_and_small_again(look_at: LookAt) -> None:
    """The corner stands in the same place in both, on the wall, too."""
    look = look_at(800, 480)
    boxes = [
        {
            piece.event: piece.box
            for piece in seen.pieces
            if isinstance(piece, Plate) and piece.event in CORNER
        }
        for state in states("it").values()
        for seen in (
            scene(state, look, NOW),
            scene(enlarged(state), look, NOW),
            scene(replace(state, visit=None), look, NOW),
        )
    ]
    assert all(box == boxes[0] for box in boxes)
    assert set(boxes[0]) == CORNER


def test_the_word_is_stamped_on_a_plate(look_at: LookAt) -> None:
    """The pick-up word stays the largest thing."""
    seen = scene(enlarged(placed("it")), look_at(1280, 720), NOW)
    assert any(isinstance(piece, Picture) and piece.name == "plate" for piece in seen.pieces)
    texts = [piece for piece in seen.pieces if isinstance(piece, Text)]
    assert max(texts, key=lambda text: text.size_px).text == "Pirata"


def test_without_anything_that_speaks_there_is_no_ear(look_at: LookAt) -> None:
    """What cannot be done is not offered."""
    look = replace(look_at(800, 480), speaks=False)
    assert events.AloudAsked() not in asks(scene(visiting("it"), look, NOW))
    assert events.LargeAsked() in asks(scene(visiting("it"), look, NOW))
