"""Scenes for the painter's tests: made by hand, or by hypothesis."""

from hypothesis import strategies as st

from kiosk.core.events import Left, MenuAsked
from kiosk.screens.scene import Box, Picture, Piece, Plate, Scene, Size, Text

SIZE = (200, 120)
COLOURS = ("soot", "walnut", "walnut_light", "brass", "candle", "bone", "campari")

boxes = st.builds(Box, st.integers(-30, 190), st.integers(-30, 110), st.integers(0, 140), st.integers(0, 90))
plates = st.builds(
    Plate,
    boxes,
    st.none() | st.sampled_from(COLOURS),
    st.none() | st.sampled_from(COLOURS),
    st.integers(0, 9),
    st.just(""),
    st.none() | st.builds(Left) | st.builds(MenuAsked),
    st.just(100) | st.integers(0, 100),
)
texts = st.builds(
    Text,
    boxes,
    st.sampled_from(("Negroni", "€ 7,00", "Ça va ?", "2 Gin Fizz", "", " ")),
    st.sampled_from(("old", "plain", "bold")),
    st.integers(6, 44),
    st.sampled_from(COLOURS),
    st.sampled_from(("left", "centre", "right")),
    st.booleans(),
    st.just(""),
    st.none() | st.sampled_from(COLOURS),
    st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9)),
)
drawn = st.builds(
    Picture,
    boxes,
    st.sampled_from(("negroni", "tick", "shutter", "slit_glow", "pin", "ripple_2")),
    st.none() | boxes,
)
pieces: st.SearchStrategy[Piece] = st.one_of(plates, texts, drawn)


@st.composite
def evenings(draw: st.DrawFn) -> list[Scene]:
    """Scenes that follow one another: pieces come, go, change places, are there twice."""
    known = draw(st.lists(pieces, min_size=1, max_size=10))
    some = st.lists(st.sampled_from(known), max_size=10)
    ground = st.sampled_from(("soot", "soot", "soot", "walnut"))
    kept = st.sets(st.sampled_from(range(len(known)))).map(
        lambda which: [piece for at, piece in enumerate(known) if at in which]
    )
    return [scene(*draw(kept | kept | some), ground=draw(ground)) for _ in range(4)]


def scene(*shown: Piece, ground: str = "soot") -> Scene:
    """A scene of these pieces on the tests' screen."""
    return Scene(Size(*SIZE), ground, shown)
