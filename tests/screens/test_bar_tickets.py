"""What the bartender sees and can touch: on every screen, in every language, on quiet and on busy nights."""

from collections.abc import Callable
from datetime import timedelta
from itertools import combinations

import pytest
from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.bar_state import Act, Bar, Knock, Said
from kiosk.core.board import Mark, Pause, Room
from kiosk.core.events import View
from kiosk.core.moment import Moment
from kiosk.core.order import Line, Status
from kiosk.core.request import Advance, Reason, Say, SellOut, SetExtra, SetPause, SetRoom
from kiosk.screens import bar
from kiosk.screens.bar_moments import BUSY
from kiosk.screens.bar_words import ReasonWords, StatusWords
from kiosk.screens.layout import whole
from kiosk.screens.look import Look
from kiosk.screens.scene import Box, Picture, Plate, Scene, Swipes, Text
from tests.screens import bar_states as evening
from tests.screens.bar_states import HATCH, NOW

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
ROOM = Room(NOW.wall - timedelta(minutes=27), NOW.wall + timedelta(minutes=63), 4)
MARKS = (
    Mark("gin-fizz", 12, counted=True),
    Mark("negroni", night="2026-11-20"),
    Mark("old-fashioned", 3, counted=True),
    Mark("old-list"),
    Mark("whisky-cola"),
)
SOUR = Line("whiskey-sour", "Whiskey Sour", 1, 600, ("senza uovo",))
LEMON = Line("lemonade", "Limonata", 2, 500)
WISHES = evening.bar(
    replace(evening.order(1, 1, Status.ACKNOWLEDGED, 400.0), lines=(SOUR, replace(SOUR, notes=()))),
    replace(evening.order(2, 1, age_s=200.0), lines=(replace(SOUR, quantity=2), LEMON)),
    replace(evening.order(3, 1, age_s=100.0), lines=(SOUR, LEMON, Line("negroni", "Negroni", 2, 700))),
    evening.order(4, 6),
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
    "calling, slit forgotten": replace(
        evening.with_board(SIX, slit_open=True, slit_age_s=7200.0, room=ROOM, offered=3),
        calling=((HATCH, 6),),
        foot=True,
    ),
    "wishes": WISHES,
    "secret knock": replace(WISHES, knock=Knock(HATCH, 7, NOW.mono - 1, secret=True)),
    "clock off": evening.with_side(SIX, skew_s=-3600.0),
    "twin": replace(SIX, twin_at=NOW.mono - 1),
    "house": replace(
        evening.with_board(SIX, room=ROOM, wait_min=12, extra_s=-240.0, ends=ROOM.until), view="house"
    ),
    "house, promise asked": replace(
        evening.with_board(SIX, extra_s=1800.0, wait_min=95),
        view="house",
        acts=(Act("9", HATCH, SetExtra(1680.0), NOW.mono - 5),),
    ),
    "house, paused": replace(
        evening.with_board(SIX, pause=Pause(NOW.wall, ROOM.until, "guests"), room=ROOM), view="house"
    ),
    "house, asked": replace(
        SIX, view="house", acts=(Act("6", HATCH, SetPause(on=True), NOW.mono - 1, Reason.NOT_UNDERSTOOD),)
    ),
    "drinks": replace(
        evening.with_board(SIX, sold_out=("negroni", "whisky-cola"), marks=MARKS), view="drinks", acts=ACTS
    ),
    "drinks_left": replace(evening.with_board(SIX, marks=MARKS), view="drinks", marking="left"),
    "drinks, out of reach": replace(
        evening.with_side(
            evening.with_board(SIX, sold_out=("negroni",), marks=MARKS),
            online=False,
            online_since=NOW.mono - 60,
        ),
        view="drinks",
    ),
    "room": replace(evening.with_board(SIX, room=ROOM), view="room"),
    "room, free": replace(SIX, view="room", acts=(Act("7", HATCH, SetRoom(2), NOW.mono - 5),)),
    "say": replace(
        SIX,
        view="say",
        acts=(Act("8", HATCH, Say(2), NOW.mono - 5),),
        said=Said(HATCH, 0, NOW.mono - 1),
    ),
    "figures": replace(evening.with_board(SIX, night="2026-09-30", figures=BUSY), view="figures"),
    "figures, untold": replace(SIX, view="figures"),
    "closed": replace(evening.bar(*evening.orders(6), shut=SHUT), view="closed", acts=ACTS),
    "two hatches": evening.with_second_hatch(evening.bar(*evening.orders(30, 6)), *evening.orders(9)),
    "two hatches, house": replace(evening.with_second_hatch(SIX), view="house", page=1),
    "two hatches, drinks": replace(evening.with_second_hatch(SIX), view="drinks", page=1),
    "two hatches, closed": replace(
        evening.with_second_hatch(evening.with_board(SIX, closed=SHUT)), view="closed"
    ),
}


LOOKS = (
    *((size, language) for size in SIZES for language in ("it", "de")),
    *((size, language) for size in (SIZES[0], SIZES[4]) for language in ("en", "fr", "es")),
)
"""The house's own language and the one with the longest words at every size, the others where there is least room."""


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[1]}-{look[0][0]}x{look[0][1]}")
def look(request: pytest.FixtureRequest, look_at: LookAt) -> Look:
    """A look at a size, in a house that speaks one of the languages."""
    size, language = request.param
    return look_at(*size, language)


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
    """Every button is met by a knuckle: 20 mm on the panel in both directions, wherever its sign is smaller."""
    least = look.touch_px

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
    """So many tickets are shown at once, and the rest are counted at the edge, a touch or a swipe away."""
    look = look_at(wide, high)
    scene = shown(evening.bar(*evening.orders(30, 6)), look)
    tickets = [event for event in offered(scene) if isinstance(event, events.Moved)]

    assert len(tickets) >= at_least
    assert look.words("it").bar.later.format(count=30 - len(tickets)) in scene.texts()
    assert events.PageAsked(1) in offered(scene)
    assert scene.swipes == Swipes(events.PageAsked(1), None)


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
    """A page that is no longer there shows the last one: a touch leads to the first, a swipe to the one before."""
    scene = shown(EVENINGS["last page"], desk)
    (turn,) = [event for event in offered(scene) if isinstance(event, events.PageAsked)]
    assert scene.swipes is not None
    assert isinstance(scene.swipes.back, events.PageAsked)
    before = shown(replace(EVENINGS["last page"], page=99 + scene.swipes.back.by), desk)

    assert turn.by == -99
    assert scene.swipes.on is None
    assert before.swipes == Swipes(events.PageAsked(1), events.PageAsked(-1))


@pytest.mark.parametrize("view", ["tickets", "house", "drinks", "room", "say", "closed"])
def test_a_swipe_is_a_swipe_in_every_view(view: View, desk: Look) -> None:
    """Also where there is nothing to turn: a finger that wanders over the display works no button."""
    assert shown(replace(SIX, view=view), desk).swipes is not None


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


def forward(state: Bar, look: Look) -> Box:
    """Where the hand goes by itself: the one big button of the first ticket."""
    return next(one.box for one in touchable(shown(state, look)) if isinstance(one.event, events.Moved))


def test_refusing_takes_two_touches(look: Look) -> None:
    """The first touch only asks; the yes is neither where that was nor where the hand goes by itself."""
    words = look.words(look.languages[0]).bar
    state = evening.bar(evening.order(5))
    first = shown(state, look).find(f"{words.refuse} {evening.order(5).word}")
    asked = shown(replace(state, refusing=(HATCH, 5), refusing_since=NOW.mono - 1), look)

    assert first is not None
    assert first.event == events.RefuseAsked(HATCH, 5)
    assert words.refuse_ask in asked.texts()
    assert events.Moved(HATCH, 5, Status.REFUSED) in offered(asked)
    assert events.RefuseDropped() in offered(asked)
    yes = asked.find(f"{words.refuse_yes} {evening.order(5).word}")
    assert yes is not None
    assert not yes.box.meets(first.box)
    assert not yes.box.meets(forward(state, look))


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


def test_a_word_that_two_hatches_have_open_is_told_apart_in_large_letters(look_at: LookAt) -> None:
    """Their tickets name the hatch larger than others do, in letters like a drink's; each hatch has a mark of its own."""
    for size in SIZES:
        two = evening.with_second_hatch(
            evening.bar(evening.order(1, age_s=90.0)), evening.order(1, age_s=80.0), evening.order(2)
        )
        pieces = bar.scene(two, look_at(*size), NOW).pieces
        names = [
            piece.size_px
            for piece in pieces
            if isinstance(piece, Text) and piece.text in (HATCH, "darsena") and piece.colour == "bone"
        ]

        marks = {piece.name for piece in pieces if isinstance(piece, Picture) and "hatch_" in piece.name}

        assert min(names[:2]) >= max(look_at(*size).px(24), names[2] + 1)
        assert len(marks) == 2


def test_the_second_touch_of_a_refusal_says_from_which_hatch(look_at: LookAt) -> None:
    """Of two orders with the same word the right one is refused."""
    two = evening.with_second_hatch(evening.bar(evening.order(1, age_s=90.0)), evening.order(1, age_s=80.0))
    asking = replace(two, refusing=("darsena", 1), refusing_since=NOW.mono - 1)
    for size in SIZES:
        assert "darsena" in bar.scene(asking, look_at(*size), NOW).texts()


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
