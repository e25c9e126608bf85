"""How soon the bartender reads: drinks as large as they fit, the same thing in the same way, words of one size."""

import pytest
from msgspec.structs import replace

from kiosk.core.bar_state import Bar, Knock
from kiosk.core.order import Line, Status
from kiosk.screens import bar
from kiosk.screens.look import CAPITAL, Look
from kiosk.screens.scene import Picture, Plate, Scene, Text
from tests.screens import bar_states as evening
from tests.screens.bar_states import HATCH, MENU, NOW
from tests.screens.looks import LANGUAGES, PANELS, LookAt

DRAWINGS = {drink.picture or drink.slug for drink in MENU.drinks}


@pytest.fixture(params=[(800, 480), (1280, 720), (720, 1280)], ids=lambda size: f"{size[0]}x{size[1]}")
def look(request: pytest.FixtureRequest, look_at: LookAt) -> Look:
    """Lying screens and a standing one."""
    return look_at(*request.param)


def shown(state: Bar, look: Look) -> Scene:
    """The scene of a state."""
    return bar.scene(state, look, NOW)


def written(scene: Scene, text: str) -> Text:
    """The first text that reads so."""
    return next(piece for piece in scene.pieces if isinstance(piece, Text) and piece.text == text)


def of(*quantities: int) -> Bar:
    """One order of so many of each drink, in the menu's order."""
    lines = tuple(
        Line(drink.slug, drink.names["it"], quantity, drink.price_cents)
        for drink, quantity in zip(MENU.drinks, quantities, strict=False)
    )
    return evening.bar(replace(evening.order(1), lines=lines))


def test_few_drinks_are_large(look: Look) -> None:
    """One drink alone is written at least half as large again as the first of six, and has its drawing."""
    name = MENU.drinks[0].names["it"]
    one, six = shown(of(1), look), shown(of(1, 1, 1, 1, 1, 1), look)

    assert written(one, name).size_px >= written(six, name).size_px * 3 / 2
    assert MENU.drinks[0].slug in {piece.name for piece in one.pieces if isinstance(piece, Picture)}


def test_same_thing_same_weight(look: Look) -> None:
    """One and several of a drink are written alike; several have a dark plate under their number."""
    scene = shown(of(1, 2), look)
    times = look.words("it").bar.line
    single, double = (written(scene, times.format(quantity=count, drink="").strip()) for count in (1, 2))
    dark = [piece.box for piece in scene.pieces if isinstance(piece, Plate) and piece.fill == "soot"]
    middle = [(text.box.x + text.box.w // 2, text.box.y + text.box.h // 2) for text in (single, double)]

    assert (single.face, single.size_px) == (double.face, double.size_px)
    assert [any(box.holds(*at) for box in dark) for at in middle] == [False, True]


def test_unknown_drink_has_no_drawing(look: Look) -> None:
    """A drink that the menu does not know is written without a drawing: none is promised to be there."""
    order = replace(evening.order(1), lines=(Line("old-list", "Vecchia Ricetta", 1, 700),))
    pictures = {piece.name for piece in shown(evening.bar(order), look).pieces if isinstance(piece, Picture)}

    assert "old-list" not in pictures
    assert not pictures & DRAWINGS


def test_order_without_lines_is_shown(look: Look) -> None:
    """An order that came without lines is still on the wall with its word."""
    bare = replace(evening.order(1), lines=())

    assert bare.word in shown(evening.bar(bare), look).texts()


def test_words_of_one_size(look: Look) -> None:
    """Words of like length are written at one size; a very long one stands small without making the others so."""
    words = ("Robot", "Domino", "Pirata")
    named = [replace(evening.order(at + 1), word=word) for at, word in enumerate(words)]
    alike = shown(evening.bar(*named), look)
    longer = shown(evening.bar(*named[:2], replace(named[2], word="Astronauta Fantasma")), look)

    assert len({written(alike, word).size_px for word in words}) == 1
    assert written(longer, "Robot").size_px == written(longer, "Domino").size_px
    assert written(longer, "Robot").size_px > min(
        piece.size_px
        for piece in longer.pieces
        if isinstance(piece, Text) and piece.text.startswith("Astronauta")
    )


def test_standing_is_of_one_size(look: Look) -> None:
    """The network, the hatch and the slit are told in letters of one size."""
    words = look.words("it").bar
    scene = shown(evening.bar(), look)
    told = (words.network_up, words.hatch_up.format(hatch=words.hatch), words.slit_shut)

    assert len({written(scene, text).size_px for text in told}) == 1


def test_knock_lights_the_rail(look: Look) -> None:
    """While a knock is told the rail's edge is lit, and the knock is written larger than the links."""
    words, calm = look.words("it").bar, evening.bar()
    scene = shown(replace(calm, knock=Knock(HATCH, 3, NOW.mono)), look)
    lit = {piece.box for piece in scene.pieces if isinstance(piece, Plate) and piece.rim == "candle"}
    ground = {piece.box for piece in shown(calm, look).pieces if isinstance(piece, Plate) and not piece.name}

    assert lit & ground
    assert written(scene, words.knock.format(count=3)).size_px > written(scene, words.network_up).size_px


def test_hushed_calls_leave_the_rail_dark(look: Look) -> None:
    """The edge is lit while an order calls, not while a touch has hushed it; its paper stays marked as new all along."""
    calling = replace(evening.bar(evening.order(4, 1, age_s=20.0)), calling=((HATCH, 4),))

    def lit(state: Bar) -> tuple[bool, bool]:
        plates = [piece for piece in bar.scene(state, look, NOW).pieces if isinstance(piece, Plate)]
        ground = next(
            plate for plate in plates if (plate.box.right, plate.box.bottom) == (look.size.w, look.size.h)
        )
        papers = [plate for plate in plates if plate.rim == "candle" and plate.box != ground.box]
        return ground.rim == "candle", bool(papers)

    assert lit(calling) == (True, True)
    assert lit(replace(calling, hushed=NOW.mono + 40)) == (False, True)
    assert lit(replace(calling, hushed=NOW.mono)) == (True, True)


def test_notice_leaves_no_word_alone(look: Look) -> None:
    """The last row of a notice is at least a third as long as its first, and all of it is there."""
    down = replace(evening.bar(), link_up=False, link_since=NOW.mono - 200)
    scene, sentence = shown(down, look), look.words("it").bar.network_notice.format(since="3 min")
    rows = [piece.text for piece in scene.pieces if isinstance(piece, Text) and piece.text in sentence]
    rows = [row for row in rows if len(row) > len("3 min")]

    assert " ".join(rows) == sentence
    assert len(rows[-1]) >= len(rows[0]) / 3


# --- what hands do seldom, and must find at once ------------------------------------------------------------------
ARM_MM = 1.5
"""A capital of this height subtends nearly nine minutes of arc at 60 cm; normal sight reads five."""


def capital_mm(text: Text, look: Look) -> float:
    """How high its capitals stand on the panel."""
    return text.size_px * CAPITAL / (look.mm(1000) / 1000)


@pytest.mark.parametrize("language", LANGUAGES)
def test_refusing_and_bringing_back_are_read_at_arms_length(language: str, look_at: LookAt) -> None:
    """In every language and at every size."""
    shut = evening.bar(shut=(replace(evening.order(1, 2, Status.REFUSED), before=Status.PLACED),))
    for size in PANELS:
        look = replace(look_at(*size), languages=(language,))
        words = look.words(language).bar
        refuse = written(shown(evening.bar(*evening.orders(2)), look), words.refuse)
        back = [
            piece
            for piece in shown(replace(shut, view="closed"), look).pieces
            if isinstance(piece, Text) and piece.text in words.bring_back and piece.face == "bold"
        ]

        assert capital_mm(refuse, look) >= ARM_MM
        assert min(capital_mm(text, look) for text in back) >= ARM_MM


def test_the_foots_mark_is_as_high_as_a_word(look: Look) -> None:
    """Whoever has wet hands sees which ticket the foot moves."""
    scene = shown(replace(evening.bar(evening.order(1)), foot=True), look)
    (mark,) = [piece for piece in scene.pieces if isinstance(piece, Picture) and piece.name == "foot"]

    assert mark.box.h >= look.px(30)
