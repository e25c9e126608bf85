"""Every moment at the hatch, on every size and in every language, stands where a guest can read and touch it."""

from collections.abc import Iterator

import pytest

from kiosk.screens.hatch import scene
from kiosk.screens.look import MM_PER_INCH, Look
from kiosk.screens.scene import Box, Picture, Piece, Plate, Scene, Text
from tests.screens.hatch_states import NOW, moments
from tests.screens.looks import LANGUAGES, PANELS, LookAt

SIZES = ((800, 480), (1024, 600), (1280, 720), (1920, 1080), (720, 1280), (1080, 1920))
MOVING = frozenset({"opening", "stamping"})


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    w, h = request.param
    return int(w), int(h)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=(False, True), ids=("bare", "strip"))
def look(request: pytest.FixtureRequest, look_at: LookAt, size: tuple[int, int], language: str) -> Look:
    return look_at(*size, language, strip=request.param)


def scenes(look: Look) -> Iterator[tuple[str, Scene]]:
    return ((name, scene(state, look, NOW)) for name, state in moments(look.languages[0]).items())


def touchables(seen: Scene) -> list[Plate]:
    return [piece for piece in seen.pieces if isinstance(piece, Plate) and piece.event is not None]


def ink(look: Look, text: Text) -> Box:
    """Where the letters are, by the metrics: capitals to descenders, without the air above and below."""
    wide = look.metrics.width_px(text.text, text.face, text.size_px)
    room = text.box.w - wide
    x = text.box.x + {"left": 0, "centre": room // 2, "right": room}[text.align]
    tall = text.size_px * 9 // 10
    return Box(x, text.box.y + (text.box.h - tall) // 2, wide, tall)


def opaque(piece: Piece) -> bool:
    """Whether it hides what is under it. A pin is smaller than its drawing's box, and a shade lets everything through."""
    if isinstance(piece, Picture):
        return piece.name != "pin"
    return isinstance(piece, Plate) and piece.fill is not None


def shown(piece: Piece) -> Box:
    """Where its pixels are."""
    return piece.shown if isinstance(piece, Picture) else piece.box


def within(outer: Box, inner: Box) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )


def test_everything_is_on_the_screen(look: Look) -> None:
    """Nothing but the sliding wall, with what hangs on it, leaves the screen."""
    whole = Box(0, 0, look.size.w, look.size.h)
    for name, seen in scenes(look):
        for piece in seen.pieces:
            box = piece.shown if isinstance(piece, Picture) else piece.box
            assert name == "opening" or within(whole, box), (name, piece)


def test_no_text_is_wider_than_its_box(look: Look) -> None:
    """Every line fits the box it stands in."""
    for name, seen in scenes(look):
        for text in (piece for piece in seen.pieces if isinstance(piece, Text)):
            assert look.metrics.width_px(text.text, text.face, text.size_px) <= text.box.w, (name, text)
            assert text.size_px <= text.box.h, (name, text)


def test_no_text_is_too_small(look: Look) -> None:
    """No letter is smaller than fifteen 480ths of the short side, and no line is empty."""
    for name, seen in scenes(look):
        for text in (piece for piece in seen.pieces if isinstance(piece, Text)):
            assert text.size_px >= look.px(15), (name, text)
            assert text.text.strip(), (name, text)
            assert "{" not in text.text, (name, text)


def test_texts_do_not_overlap(look: Look) -> None:
    """No two lines share ink; of what the sliding wall covers nothing is seen."""
    for name, seen in scenes(look):
        if name in MOVING:
            continue
        inks = [(text, ink(look, text)) for text in seen.pieces if isinstance(text, Text)]
        for at, (text, box) in enumerate(inks):
            for other, over in inks[at + 1 :]:
                assert not box.meets(over), (name, text, other)


def test_no_letter_is_cut_off(look: Look) -> None:
    """No plate or drawing that is laid later covers a part of a line; what covers, covers all of it, or slides."""
    for name, seen in scenes(look):
        if name in MOVING:
            continue
        for at, text in enumerate(seen.pieces):
            if isinstance(text, Text):
                box = ink(look, text)
                cutting = [one for one in seen.pieces[at + 1 :] if opaque(one) and shown(one).meets(box)]
                assert all(within(shown(one), box) for one in cutting), (name, text, cutting)


def test_what_begins_on_a_button_ends_on_it(look: Look) -> None:
    """No line that touches a button's plate leaves it: what stands on a button is of the button, and the rest is beside it."""
    for name, seen in scenes(look):
        if name in MOVING:
            continue
        plates = [plate.box for plate in touchables(seen) if plate.fill is not None]
        for text in (piece for piece in seen.pieces if isinstance(piece, Text)):
            box = ink(look, text)
            assert all(within(plate, box) for plate in plates if plate.meets(box)), (name, text)


def test_touchables_do_not_overlap(look: Look) -> None:
    """No finger meets two answers."""
    for name, seen in scenes(look):
        plates = touchables(seen)
        for at, plate in enumerate(plates):
            for other in plates[at + 1 :]:
                assert not plate.box.meets(other.box), (name, plate, other)


@pytest.mark.parametrize(("size", "inches"), PANELS.items())
def test_a_fingertip_is_twenty_millimetres(look_at: LookAt, size: tuple[int, int], inches: float) -> None:
    """On the panel as its maker states it, whatever its pixels."""
    mm_per_px = inches * MM_PER_INCH / (size[0] ** 2 + size[1] ** 2) ** 0.5
    assert look_at(*size).touch_px * mm_per_px >= 20


def test_touchables_are_large(look: Look) -> None:
    """What can be touched is as large as a fingertip, each way."""
    least = look.touch_px
    for name, seen in scenes(look):
        for plate in touchables(seen):
            assert plate.box.w >= least, (name, plate)
            assert plate.box.h >= least, (name, plate)


def test_every_button_is_found_by_what_it_says(look: Look) -> None:
    """A touch by name meets what carries the name, so that a stagehand can play every guest."""
    for name, seen in scenes(look):
        for plate in touchables(seen):
            if plate.name:
                found = seen.find(plate.name)
                assert found is not None, (name, plate)
                assert found.event == plate.event, (name, plate)


def test_what_is_wrong_is_told_whole(look: Look) -> None:
    """However many rows it takes, nothing is cut off a sentence that says what sold out or that the link is down."""
    words = look.words(look.languages[0]).hatch
    told = {name: " ".join(seen.texts()) for name, seen in scenes(look)}
    assert words.unlinked in told["asleep_unlinked"]
    for name in ("hint_sold_out", "hint_all_sold_out", "check_sold_out"):
        before, after = words.hint_sold_out.split("{drinks}")
        assert before.strip() in told[name], name
        assert after.strip() in told[name], name


def test_what_is_written_on_paper_stays_on_it(look: Look) -> None:
    """The dark letters of a note on the wall stand on its paper, all of them."""
    for name, seen in scenes(look):
        if not name.startswith("asleep"):
            continue
        papers = [piece.box for piece in seen.pieces if isinstance(piece, Picture) and piece.name == "paper"]
        for text in (piece for piece in seen.pieces if isinstance(piece, Text) and piece.colour == "soot"):
            assert any(within(paper, ink(look, text)) for paper in papers), (name, text)


def test_the_word_is_the_largest_thing(look: Look) -> None:
    """The pick-up word is larger than any other text at any moment."""
    words: list[int] = []
    others: list[int] = []
    for name, seen in scenes(look):
        if name == "large_placed":  # the same word, larger
            continue
        largest = max(
            (piece for piece in seen.pieces if isinstance(piece, Text)), key=lambda text: text.size_px
        )
        (words if name in {"placed_new", "placed_ready"} else others).append(largest.size_px)
        if name == "placed_new":
            assert largest.face == "old"
    assert min(words) > max(size for size in others if size not in words)
