"""The bar's other views: what is sold out, what was closed, and the way back."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.bar_state import Act, Bar
from kiosk.core.board import Mark
from kiosk.core.events import View
from kiosk.core.order import Status
from kiosk.core.request import SellOut, Undo
from kiosk.screens import bar
from kiosk.screens.bar_drinks import LEFT
from kiosk.screens.bar_words import BarWords
from kiosk.screens.look import Look
from kiosk.screens.scene import Plate, Scene, Text
from tests.screens import bar_states as evening
from tests.screens.bar_states import HATCH, MENU, NOW

LookAt = Callable[..., Look]
WAYS: tuple[View, ...] = ("drinks", "closed", "room", "say", "figures")
DRINKS = replace(evening.with_board(evening.bar(), sold_out=("negroni",)), view="drinks")
GONE = replace(evening.order(9, 1, Status.COLLECTED, 240.0), before=Status.READY)
CLOSED = replace(evening.bar(shut=(GONE,)), view="closed")


@pytest.fixture(params=[(800, 480), (720, 1280)], ids=["lying", "standing"])
def look(request: pytest.FixtureRequest, look_at: LookAt) -> Look:
    """A lying screen and a standing one."""
    return look_at(*request.param)


@pytest.fixture
def words(look: Look) -> BarWords:
    """What the bartender reads."""
    return look.words("it").bar


def shown(state: Bar, look: Look) -> Scene:
    """The scene of a state."""
    return bar.scene(state, look, NOW)


def offered(scene: Scene) -> list[events.Event | None]:
    """Every event that a touch would make."""
    return [piece.event for piece in scene.pieces if isinstance(piece, Plate) and piece.event is not None]


def marks(scene: Scene) -> list[events.SoldOutAsked]:
    """What touches on the drinks ask for."""
    return [event for event in offered(scene) if isinstance(event, events.SoldOutAsked)]


def test_a_drink_is_sold_out_in_two_touches(look: Look) -> None:
    """From the tickets one touch leads to the drinks, and there each of them, the hidden ones too, is one touch away."""
    tickets = evening.bar(*evening.orders(3))

    assert events.ViewAsked("drinks") in offered(shown(tickets, look))
    assert [event for event in marks(shown(DRINKS, look)) if event.out] == [
        events.SoldOutAsked(HATCH, drink.slug, out=True)
        for drink in MENU.every
        if drink.slug != "negroni"  # it is out already
    ]


@pytest.mark.parametrize(
    ("marking", "asked"),
    [
        ("until_i_say", events.SoldOutAsked(HATCH, "aviation", out=True)),
        ("tonight", events.SoldOutAsked(HATCH, "aviation", out=True, tonight=True)),
        ("left", events.SoldOutAsked(HATCH, "aviation", out=False, left=5)),
    ],
)
def test_a_touch_means_what_is_lit(marking: events.Marking, asked: events.SoldOutAsked, look: Look) -> None:
    """Until I say, for tonight, or so many more: the lit key says what a touch on a drink asks for."""
    scene = shown(replace(DRINKS, marking=marking, marking_left=5), look)
    lit = [plate.event for plate in scene.pieces if isinstance(plate, Plate) and plate.fill == "candle"]

    assert asked in offered(scene)
    assert events.MarkingAsked(marking) in lit


@pytest.mark.parametrize("marking", ["until_i_say", "tonight"])
@pytest.mark.parametrize(
    "mark", [Mark("negroni"), Mark("negroni", night="2026-11-20")], ids=["out", "tonight"]
)
def test_what_is_out_is_put_back_by_a_touch(mark: Mark, marking: events.Marking, look: Look) -> None:
    """However it was marked, and whatever is lit: a drink that says "put back" is put back."""
    scene = shown(replace(evening.with_board(DRINKS, marks=(mark,)), marking=marking), look)

    assert events.SoldOutAsked(HATCH, "negroni", out=False) in marks(scene)


@pytest.mark.parametrize("marking", ["until_i_say", "tonight", "left"])
def test_put_back_stands_where_a_touch_puts_back_and_nowhere_else(
    marking: events.Marking, look: Look, words: BarWords
) -> None:
    """Whatever is lit: a drink that a touch would give a count does not say that it is put back, nor is any put back unsaid."""
    told = (Mark("negroni"), Mark("aviation", 0, counted=True), Mark("gin-fizz", 3, counted=True))
    scene = shown(
        replace(evening.with_board(DRINKS, marks=told), marking=marking, marking_left=3),
        look,
    )
    back = [event.drink for event in marks(scene) if not event.out and not event.left]

    assert back == (["gin-fizz"] if marking == "left" else ["negroni", "aviation"])
    for plate in (piece for piece in scene.pieces if isinstance(piece, Plate)):
        if isinstance(plate.event, events.SoldOutAsked):
            assert (words.put_back in within(scene, plate)) is (plate.event.drink in back)


def test_what_no_hatch_would_hear_is_not_offered_to_be_put_back(look: Look, words: BarWords) -> None:
    """A drink that is out says that it is out, and no longer that a touch would change it."""
    away = shown(evening.with_side(DRINKS, online=False), look).texts()

    assert words.sold_out in away
    assert words.put_back not in away


def within(scene: Scene, plate: Plate) -> list[str]:
    """What is written on a plate, or on what lies on it."""
    texts = (piece for piece in scene.pieces if isinstance(piece, Text))
    return [text.text for text in texts if text.box.within(plate.box) == text.box]


def test_a_count_is_changed_ended_or_put_back(look: Look) -> None:
    """Of a drink that runs out: another count counts anew, the same puts it back, and sold out is sold out."""
    counted = evening.with_board(DRINKS, sold_out=(), marks=(Mark("negroni", 5, counted=True),))
    asked = {
        (marking, left): next(
            event
            for event in marks(shown(replace(counted, marking=marking, marking_left=left), look))
            if event.drink == "negroni"
        )
        for marking, left in (("left", 5), ("left", 3), ("until_i_say", 5))
    }

    assert asked["left", 5] == events.SoldOutAsked(HATCH, "negroni", out=False)
    assert asked["left", 3] == events.SoldOutAsked(HATCH, "negroni", out=False, left=3)
    assert asked["until_i_say", 5] == events.SoldOutAsked(HATCH, "negroni", out=True)


def test_what_a_touch_gives_back_is_said_on_the_drink(look: Look, words: BarWords) -> None:
    """Sold out under a lit count: so many. Of so many already: that it is put back without end. Of another count: nothing more."""
    marked = (Mark("negroni"), Mark("aviation", 5, counted=True), Mark("gin-fizz", 2, counted=True))
    scene = shown(replace(evening.with_board(DRINKS, marks=marked), marking="left", marking_left=5), look)

    assert scene.texts().count(f"\u203a {words.left.format(count=5)}") == 1
    assert scene.texts().count(words.put_back) == 1


@pytest.mark.parametrize("left", LEFT)
def test_counts_go_up_and_down(left: int, look: Look) -> None:
    """One step down and one up, and from the ends no further."""
    steps = [
        event.left
        for event in offered(shown(replace(DRINKS, marking="left", marking_left=left), look))
        if isinstance(event, events.MarkingAsked) and event.left
    ]
    at = LEFT.index(left)

    assert steps == [*LEFT[max(0, at - 1) : at], *LEFT[at + 1 : at + 2]]


@pytest.mark.parametrize("count", [12, 16, 24])
def test_no_drink_is_left_out(count: int, look: Look) -> None:
    """However many are marked that no menu has any more: each is shown, and can be put back."""
    strange = tuple(Mark(f"old-{at}") for at in range(count - len(MENU.every)))
    scene = shown(evening.with_board(DRINKS, marks=strange), look)

    assert len(marks(scene)) == max(count, len(MENU.every))


def test_a_mark_says_what_it_is(look: Look, words: BarWords) -> None:
    """Out, out for tonight, or so many left; what is not out is not struck through."""
    marks = (Mark("aviation", night="2026-11-20"), Mark("gin-fizz", 3, counted=True), Mark("negroni"))
    state = replace(
        evening.with_board(evening.bar(), sold_out=("aviation", "negroni"), marks=marks), view="drinks"
    )
    scene = shown(state, look)

    keys = (words.sold_out, words.sold_out)  # of which two keys speak as well
    assert scene.texts().count(words.sold_out) == len(keys) + 1
    assert {words.sold_out_tonight, words.left.format(count=3)} <= set(scene.texts())
    struck = {piece.text for piece in scene.pieces if isinstance(piece, Text) and piece.struck}
    assert struck == {"Aviation", "Negroni"}


@pytest.mark.parametrize("marking", ["until_i_say", "tonight", "left"])
@pytest.mark.parametrize(
    "mark", [Mark("old-list"), Mark("old-list", 3, counted=True)], ids=["out", "counted"]
)
def test_a_mark_of_what_no_menu_has_can_be_taken_away(
    mark: Mark, marking: events.Marking, look: Look
) -> None:
    """Last month's drink: it stands among the others by the name it is marked by, and a touch can only put it back."""
    strange = replace(evening.with_board(DRINKS, marks=(mark,)), marking=marking, marking_left=5)

    assert events.SoldOutAsked(HATCH, "old-list", out=False) in marks(shown(strange, look))


def test_sold_out_is_told_by_word_and_stroke(look: Look, words: BarWords) -> None:
    """A drink that is sold out says that a touch puts it back, its name struck through; and no other does."""
    scene = shown(DRINKS, look)
    struck = [piece.text for piece in scene.pieces if isinstance(piece, Text) and piece.struck]

    assert struck == ["Negroni"]
    assert scene.texts().count(words.put_back) == 1


def test_sold_out_asked_is_shown_as_asked(look: Look, words: BarWords) -> None:
    """A mark that was asked for cannot be touched until it is granted, or nobody answered."""
    first, request = events.SoldOutAsked(HATCH, "aviation", out=True), SellOut("aviation", out=True)
    fresh = replace(DRINKS, acts=(Act("1", HATCH, SellOut("aviation", out=True), NOW.mono - 1),))
    old = replace(DRINKS, acts=(Act("1", HATCH, SellOut("aviation", out=True), NOW.mono - 5),))

    assert first not in offered(shown(fresh, look))
    assert events.AskedAgain(HATCH, request) in offered(shown(old, look))
    assert words.silent in shown(old, look).texts()


def test_without_a_menu_it_waits(look: Look, words: BarWords) -> None:
    """Before the menu has come the drinks say so."""
    assert words.no_menu in shown(evening.with_side(DRINKS, menu=None), look).texts()


def test_each_hatch_has_its_page_of_drinks(look: Look) -> None:
    """With two hatches the second page asks of the second."""
    two = replace(evening.with_second_hatch(DRINKS), page=1)

    assert {event.hatch for event in marks(shown(two, look))} == {"darsena"}


@pytest.mark.parametrize("status", evening.CLOSED)
def test_closed_tell_how_they_ended(status: Status, look: Look, words: BarWords) -> None:
    """A closed order shows its word and how it ended."""
    scene = shown(replace(evening.bar(shut=(replace(GONE, status=status),)), view="closed"), look)

    assert GONE.word in scene.texts()
    assert getattr(words.status, status.value) in scene.texts()
    assert words.ago.format(minutes="2 min") in scene.texts()


def test_closed_can_be_brought_back(look: Look) -> None:
    """A closed order whose undo is not used up can be brought back, and another cannot."""
    used = replace(CLOSED, sides=evening.bar(shut=(replace(GONE, before=None),)).sides)

    assert events.UndoAsked(HATCH, 9, Status.COLLECTED) in offered(shown(CLOSED, look))
    assert not any(isinstance(event, events.UndoAsked) for event in offered(shown(used, look)))


def test_bringing_back_is_shown_as_asked(look: Look, words: BarWords) -> None:
    """An undo on its way shows as sent."""
    scene = shown(replace(CLOSED, acts=(Act("1", HATCH, Undo(9, Status.COLLECTED), NOW.mono - 1),)), look)

    assert words.sent in scene.texts()
    assert not any(isinstance(event, events.UndoAsked) for event in offered(scene))


def test_nothing_closed_says_so(look: Look, words: BarWords) -> None:
    """An empty list says that it is empty."""
    assert words.nothing_closed in " ".join(shown(replace(CLOSED, sides=evening.bar().sides), look).texts())


@pytest.mark.parametrize("view", WAYS)
def test_every_view_leads_back(view: View, look: Look) -> None:
    """From each view one touch leads to the tickets and one to the house; the tickets lead to the house."""
    away = offered(shown(replace(evening.bar(), view=view), look))

    assert events.ViewAsked("tickets") in away
    assert events.ViewAsked("house") in away
    assert events.ViewAsked("house") in offered(shown(evening.bar(), look))


def test_the_house_leads_everywhere(look: Look) -> None:
    """To the drinks, the closed orders, the room and the lines to say, each in one touch."""
    ways = offered(shown(replace(evening.bar(), view="house"), look))
    assert {events.ViewAsked(view) for view in WAYS} <= {event for event in ways if event is not None}
