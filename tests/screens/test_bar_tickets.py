"""What the bartender sees and can touch: on every screen, in every language, on quiet and on busy nights."""

from collections.abc import Callable
from itertools import combinations

import pytest
from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.bar_state import Act, Bar, Knock
from kiosk.core.board import Pause
from kiosk.core.moment import Moment
from kiosk.core.order import Status
from kiosk.core.request import Advance, Reason, SellOut
from kiosk.screens import bar
from kiosk.screens.bar_words import ReasonWords, StatusWords
from kiosk.screens.layout import whole
from kiosk.screens.look import Look
from kiosk.screens.scene import Plate, Scene, Text
from tests.screens import bar_states as evening
from tests.screens.bar_states import HATCH, NOW
from tests.screens.looks import LANGUAGES

LookAt = Callable[..., Look]

SIZES = ((800, 480), (1024, 600), (1280, 720), (1920, 1080), (720, 1280), (1080, 1920))
SIX = evening.bar(*evening.orders(6, 3))
ACTS = (
    Act("1", HATCH, Advance(1, Status.COLLECTED), NOW.mono - 1),
    Act("2", HATCH, Advance(2, Status.READY), NOW.mono - 5),
    Act("3", HATCH, Advance(3, Status.ACKNOWLEDGED), NOW.mono - 1, Reason.NOT_UNDERSTOOD),
    Act("4", HATCH, SellOut("negroni", out=True), NOW.mono - 5),
    Act("5", HATCH, SellOut("aviation", out=True), NOW.mono - 1, Reason.NO_SUCH_DRINK),
)
SHUT = tuple(
    replace(evening.order(number, 2, evening.CLOSED[number % 4], 400.0), before=Status.READY)
    for number in range(7, 27)
)
EVENINGS = {
    "nothing heard": evening.with_side(evening.bar(), board=None, menu=None, online=None),
    "no orders": evening.bar(),
    "one": evening.bar(*evening.orders(1)),
    "six": replace(SIX, last_move=(HATCH, 3), knock=Knock(HATCH, 3, NOW.mono - 1)),
    "thirty of six lines": evening.bar(*evening.orders(30, 6)),
    "last page": replace(evening.bar(*evening.orders(30, 6)), page=99),
    "asked": replace(SIX, acts=ACTS, refusing=(HATCH, 4), refusing_since=NOW.mono - 1),
    "network down": replace(evening.bar(*evening.orders(6, 6)), link_up=False, link_since=NOW.mono - 200),
    "hatch down": evening.with_side(SIX, online=False, online_since=NOW.mono - 7200),
    "books do not write": evening.with_board(
        SIX, trouble="store", pause=Pause(NOW.wall), sold_out=("negroni",)
    ),
    "newer": replace(SIX, misread=f"backdoor43/{HATCH}/board", misread_newer=True),
    "drinks": replace(evening.with_board(SIX, sold_out=("negroni", "whisky-cola")), view="drinks", acts=ACTS),
    "closed": replace(evening.bar(*evening.orders(6), shut=SHUT), view="closed", acts=ACTS),
    "two hatches": evening.with_second_hatch(evening.bar(*evening.orders(30, 6)), *evening.orders(9)),
    "two hatches, drinks": replace(evening.with_second_hatch(SIX), view="drinks", page=1),
    "two hatches, closed": replace(
        evening.with_second_hatch(evening.with_board(SIX, closed=SHUT)), view="closed"
    ),
}


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """A screen's width and height."""
    wide_high: tuple[int, int] = request.param
    return wide_high


@pytest.fixture(params=LANGUAGES)
def look(request: pytest.FixtureRequest, size: tuple[int, int], look_at: LookAt) -> Look:
    """A look at a size, in a house whose own language is each in turn."""
    return look_at(*size, request.param)


@pytest.fixture
def desk(look_at: LookAt) -> Look:
    """One look, where the size does not matter."""
    return look_at(1280, 720)


def shown(state: Bar, look: Look, mono: float = NOW.mono) -> Scene:
    """The scene of a state."""
    return bar.scene(state, look, Moment(mono, NOW.wall))


def touchable(scene: Scene) -> list[Plate]:
    """Everything a knuckle can work."""
    return [piece for piece in scene.pieces if isinstance(piece, Plate) and piece.event is not None]


def texts(scene: Scene) -> list[Text]:
    """The texts as pieces."""
    return [piece for piece in scene.pieces if isinstance(piece, Text)]


def offered(scene: Scene) -> list[events.Event | None]:
    """Every event that a touch would make."""
    return [plate.event for plate in touchable(scene)]


# --- on every screen ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("night", EVENINGS)
def test_everything_is_on_the_screen(night: str, look: Look) -> None:
    """No piece reaches beyond the screen's edge."""
    screen = whole(look.size)

    for piece in shown(EVENINGS[night], look).pieces:
        box = piece.box
        assert box.x >= 0, piece
        assert box.y >= 0, piece
        assert box.right <= screen.right, piece
        assert box.bottom <= screen.bottom, piece


@pytest.mark.parametrize("night", EVENINGS)
def test_touchables_do_not_overlap(night: str, look: Look) -> None:
    """A knuckle never meets two buttons at once."""
    for one, other in combinations(touchable(shown(EVENINGS[night], look)), 2):
        assert not one.box.meets(other.box), (one, other)


@pytest.mark.parametrize("night", EVENINGS)
def test_touchables_are_large(night: str, look: Look) -> None:
    """Every button measures at least 56 of the short side's 480 parts in both directions."""
    least = look.px(56)

    for plate in touchable(shown(EVENINGS[night], look)):
        assert min(plate.box.w, plate.box.h) >= least, plate


@pytest.mark.parametrize("night", EVENINGS)
def test_texts_fit(night: str, look: Look) -> None:
    """No text is wider than its box, and none had to be cut short."""
    for text in texts(shown(EVENINGS[night], look)):
        assert look.metrics.width_px(text.text, text.face, text.size_px) <= text.box.w, text
        assert not text.text.endswith("…") or text.text == look.words(look.languages[0]).bar.sent, text


@pytest.mark.parametrize("night", EVENINGS)
def test_texts_do_not_overlap(night: str, look: Look) -> None:
    """No text's letters lie on another's."""
    inked = [
        replace(text.box, y=text.box.y + (text.box.h - text.size_px) // 2, h=text.size_px)
        for text in texts(shown(EVENINGS[night], look))
    ]

    for one, other in combinations(inked, 2):
        assert not one.meets(other), (one, other)


@pytest.mark.parametrize("night", EVENINGS)
def test_names_are_their_own(night: str, look: Look) -> None:
    """No two buttons have the same name, so that a player can ask for each."""
    names = [plate.name for plate in touchable(shown(EVENINGS[night], look))]

    assert sorted(set(names)) == sorted(names)


def test_word_is_the_largest(look: Look) -> None:
    """Nothing on a ticket is written larger than its pick-up word."""
    state = EVENINGS["six"]
    sides = state.sides[0].board
    assert sides is not None
    words = {order.word for order in sides.open}
    written = texts(shown(state, look))
    least = min(text.size_px for text in written if text.text in words)

    assert all(text.size_px <= least for text in written if text.text not in words)


@pytest.mark.parametrize(
    ("wide", "high", "at_least"),
    [(800, 480, 3), (1024, 600, 3), (1280, 720, 4), (1920, 1080, 4), (720, 1280, 4)],
)
def test_as_many_tickets_as_fit(wide: int, high: int, at_least: int, look_at: LookAt) -> None:
    """So many tickets are shown at once, and the rest are counted at the arrow."""
    look = look_at(wide, high)
    scene = shown(evening.bar(*evening.orders(30, 6)), look)
    tickets = [event for event in offered(scene) if isinstance(event, events.Moved)]

    assert len(tickets) >= at_least
    assert look.words("it").bar.later.format(count=30 - len(tickets)) in scene.texts()
    assert events.PageAsked(1) in offered(scene)


def test_pages_hold_every_ticket_once(look: Look) -> None:
    """Turning the pages to the end shows each order once and the oldest first."""
    state = evening.bar(*evening.orders(30, 2))
    numbers: list[int] = []
    for _ in range(30):
        seen = offered(shown(state, look))
        numbers += [event.number for event in seen if isinstance(event, events.Moved)]
        turn = next(
            (event.by for event in seen if isinstance(event, events.PageAsked) and event.by > 0), None
        )
        if turn is None:
            break
        state = replace(state, page=state.page + turn)

    assert numbers == list(range(1, 31))


def test_page_beyond_the_end_leads_back(desk: Look) -> None:
    """A page that is no longer there shows the last one, and one touch of the arrow leads to the one before it."""
    back = [
        event for event in offered(shown(EVENINGS["last page"], desk)) if isinstance(event, events.PageAsked)
    ]
    moved = replace(EVENINGS["last page"], page=99 + back[0].by)
    forth = [event for event in offered(shown(moved, desk)) if isinstance(event, events.PageAsked)]

    assert len(back) == 1
    assert [event.by for event in forth] == [-1, 1]


# --- a ticket ----------------------------------------------------------------------------------------------------
def test_ticket_tells_all(look: Look) -> None:
    """A ticket shows word, answering word, quantities, total and minutes."""
    order = evening.order(1, 2, Status.ACKNOWLEDGED, 190.0)
    said = " ".join(shown(evening.bar(order), look).texts())
    words = look.words(look.languages[0]).bar

    assert order.word in said
    assert order.answer in said
    assert all(words.line.format(quantity=line.quantity, drink=line.name) in said for line in order.lines)
    assert f"{order.total_cents / 100:.2f}" in said.replace(",", ".")
    assert words.minutes.format(minutes=3) in said


@pytest.mark.parametrize(
    ("status", "goal"),
    [
        (Status.PLACED, Status.ACKNOWLEDGED),
        (Status.ACKNOWLEDGED, Status.READY),
        (Status.READY, Status.COLLECTED),
    ],
)
def test_one_touch_goes_forward(status: Status, goal: Status, look: Look) -> None:
    """The big button of a ticket takes it to the next status, whichever it has."""
    scene = shown(evening.bar(evening.order(5, 2, status)), look)

    assert [event for event in offered(scene) if isinstance(event, events.Moved)] == [
        events.Moved(HATCH, 5, goal)
    ]


def test_handing_over_states_the_age(look: Look) -> None:
    """The button that hands over says that the guest is an adult."""
    scene = shown(evening.bar(evening.order(5, 2, Status.READY)), look)
    plate = scene.find(look.words(look.languages[0]).bar.hand_over_adult)

    assert plate is not None
    assert plate.event == events.Moved(HATCH, 5, Status.COLLECTED)


def test_refusing_takes_two_touches(look: Look) -> None:
    """The first touch only asks; then the ticket offers yes and no, and nowhere near the first touch."""
    words = look.words(look.languages[0]).bar
    state = evening.bar(evening.order(5))
    first = shown(state, look).find(f"{words.refuse} {evening.order(5).word}")
    asked = shown(replace(state, refusing=(HATCH, 5), refusing_since=NOW.mono - 1), look)

    assert first is not None
    assert first.event == events.RefuseAsked(HATCH, 5)
    assert words.refuse_ask in asked.texts()
    assert events.Moved(HATCH, 5, Status.REFUSED) in offered(asked)
    assert events.RefuseDropped() in offered(asked)
    assert not any(plate.box.meets(first.box) for plate in touchable(asked))


def test_asked_is_shown_as_asked(desk: Look) -> None:
    """What was asked and not granted shows as sent, and its ticket cannot be moved meanwhile."""
    act = Act("1", HATCH, Advance(5, Status.ACKNOWLEDGED), NOW.mono - 1)
    scene = shown(replace(evening.bar(evening.order(5)), acts=(act,)), desk)

    assert desk.words("it").bar.sent in scene.texts()
    assert not [event for event in offered(scene) if isinstance(event, events.Moved | events.RefuseAsked)]


def test_silence_offers_the_same_again(desk: Look) -> None:
    """A request that nobody answered in time says so and offers the very same once more."""
    act = Act("1", HATCH, Advance(5, Status.ACKNOWLEDGED), NOW.mono - 5)
    scene = shown(replace(evening.bar(evening.order(5)), acts=(act,)), desk)

    assert desk.words("it").bar.silent in scene.texts()
    assert events.Moved(HATCH, 5, Status.ACKNOWLEDGED) in offered(scene)


@pytest.mark.parametrize("reason", Reason)
def test_refused_request_says_why(reason: Reason, look: Look) -> None:
    """Every reason has its words on the ticket, and the ticket can be worked again."""
    act = Act("1", HATCH, Advance(5, Status.ACKNOWLEDGED), NOW.mono - 1, reason)
    scene = shown(replace(evening.bar(evening.order(5)), acts=(act,)), look)

    assert getattr(look.words(look.languages[0]).bar.reason, reason.value) in scene.texts()
    assert events.Moved(HATCH, 5, Status.ACKNOWLEDGED) in offered(scene)


@pytest.mark.parametrize(("words", "values"), [(ReasonWords, Reason), (StatusWords, Status)])
def test_every_value_has_a_word(words: type, values: type[Reason | Status]) -> None:
    """Each reason and each status has a field of its own in the wording, and no field is idle."""
    assert set(words.__annotations__) == {value.value for value in values}


def test_age_changes_shape(desk: Look) -> None:
    """Fresh, warm and hot differ in their plates, not only in colour."""
    rules = evening.bar().rules
    fresh, warm, hot = (
        [
            (piece.fill is None, piece.rim_px)
            for piece in shown(evening.bar(evening.order(5, 2, Status.ACKNOWLEDGED, age)), desk).pieces
            if isinstance(piece, Plate)
        ]
        for age in (1.0, rules.warm_after_s, rules.hot_after_s)
    )

    assert len({tuple(fresh), tuple(warm), tuple(hot)}) == 3


def test_untaken_calls_out(look: Look) -> None:
    """A ticket that nobody took on in time calls out; one that was taken on does not."""
    late = look.words(look.languages[0]).bar.untaken
    age = evening.bar().rules.untaken_after_s

    assert late in shown(evening.bar(evening.order(5, 2, Status.PLACED, age)), look).texts()
    assert late not in shown(evening.bar(evening.order(5, 2, Status.PLACED, age - 1)), look).texts()
    assert late not in shown(evening.bar(evening.order(5, 2, Status.ACKNOWLEDGED, age)), look).texts()


def test_ticket_names_its_hatch_among_several(desk: Look) -> None:
    """With more than one hatch each ticket says from which; with one it does not."""
    two = evening.with_second_hatch(evening.bar(evening.order(1, age_s=90.0)), evening.order(2))

    assert {HATCH, "darsena"} <= set(shown(two, desk).texts())
    assert HATCH not in shown(evening.bar(evening.order(1)), desk).texts()


def test_joined_words_fit(look: Look) -> None:
    """A pick-up word of two words is written whole."""
    order = replace(evening.order(1), word="Astronauta Fantasma")
    said = shown(evening.bar(order), look).texts()

    assert "Astronauta Fantasma" in said or {"Astronauta", "Fantasma"} <= set(said)
