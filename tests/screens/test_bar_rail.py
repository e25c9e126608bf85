"""What stands beside the tickets: links, knocks, the slit, and the buttons that are always in the same place."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.bar_sight import tickets, to_make
from kiosk.core.bar_state import Act, Bar, Knock
from kiosk.core.bar_touches import OfAHatch
from kiosk.core.board import Pause
from kiosk.core.events import View
from kiosk.core.moment import Moment
from kiosk.core.order import Status
from kiosk.core.request import Advance, SetPause
from kiosk.screens import bar
from kiosk.screens.bar_moments import ROOM
from kiosk.screens.bar_parts import DULL
from kiosk.screens.bar_words import BarWords
from kiosk.screens.look import Look
from kiosk.screens.scene import Box, Picture, Plate, Scene, Text
from tests.screens import bar_states as evening
from tests.screens.bar_states import HATCH, NOW

LookAt = Callable[..., Look]
VIEWS = ("tickets", "drinks", "closed")
QUIET = evening.bar(*evening.orders(3))


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


def pictures(scene: Scene) -> set[str]:
    """The drawings that are on the screen."""
    return {piece.name for piece in scene.pieces if isinstance(piece, Picture)}


def named(scene: Scene, name: str) -> Box:
    """Where the plate of this name is, touchable or not."""
    return next(piece.box for piece in scene.pieces if isinstance(piece, Plate) and piece.name == name)


# --- links -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("view", VIEWS)
def test_links_are_always_told(view: str, look: Look, words: BarWords) -> None:
    """In every view the network and the hatch are told by word and by mark."""
    scene = shown(replace(QUIET, view=view), look)

    assert words.network_up in scene.texts()
    assert words.hatch_up.format(hatch=words.hatch) in scene.texts()
    assert "link_up" in pictures(scene)
    assert "link_down" not in pictures(scene)


def test_network_down_says_since_when(look: Look, words: BarWords) -> None:
    """A lost network is told with its minutes and with what still works."""
    scene = shown(replace(QUIET, link_up=False, link_since=NOW.mono - 185), look)

    assert words.network_down in scene.texts()
    assert words.network_notice.format(since="3 min") in " ".join(scene.texts())
    assert "link_down" in pictures(scene)


def test_network_down_says_nothing_of_what_lies_beyond(look: Look, words: BarWords) -> None:
    """Over a lost network neither the hatch nor its slit is known, whatever was heard last: they are told as unknown."""
    down = replace(QUIET, link_up=False, link_since=NOW.mono - 185, linked=())
    for online in (True, False):
        texts = shown(evening.with_side(down, online=online), look).texts()

        assert words.hatch_unheard.format(hatch=words.hatch) in texts
        assert words.slit_unknown in texts


def test_hatch_down_is_not_the_network(look: Look, words: BarWords) -> None:
    """A hatch that is away is told as such while the network is told to be there."""
    scene = shown(evening.with_side(QUIET, online=False, online_since=NOW.mono - 60), look)

    assert words.network_up in scene.texts()
    assert words.hatch_down.format(hatch=words.hatch) in scene.texts()
    assert words.hatch_notice.format(hatch=words.hatch, since="1 min") in " ".join(scene.texts())
    assert words.slit_unknown in scene.texts()


def test_more_hatches_than_lines(look: Look, words: BarWords) -> None:
    """Of more hatches than there is room for, the one that is down is told first and the rest are counted."""
    sides = [replace(QUIET.sides[0], hatch=f"h{at}", online=at != 7) for at in range(8)]
    scene = shown(replace(QUIET, sides=tuple(sides)), look)

    assert words.hatch_down.format(hatch="h7") in scene.texts()
    assert words.more_hatches.format(count=6) in scene.texts()


def test_waiting_is_not_quiet(look: Look, words: BarWords) -> None:
    """A display that has no board yet says that it waits, not that there is nothing to do."""
    unheard = evening.with_side(evening.bar(), board=None, online=None)

    assert words.waiting in " ".join(shown(unheard, look).texts())
    assert words.no_orders in " ".join(shown(evening.bar(), look).texts())
    assert words.no_orders not in " ".join(shown(unheard, look).texts())


def test_newer_message_is_told(look: Look, words: BarWords) -> None:
    """A message of a newer version asks for an update; one that is only garbled does not."""
    newer = shown(replace(QUIET, misread="bd/navigli/board", misread_newer=True), look)
    garbled = shown(replace(QUIET, misread="bd/navigli/board"), look)

    assert words.newer_notice.format(topic="bd/navigli/board") in " ".join(newer.texts())
    assert words.misread_notice.format(topic="bd/navigli/board") in " ".join(garbled.texts())


@pytest.mark.parametrize(
    ("trouble", "key"),
    [
        ("store", "store_notice"),
        ("knock_pin", "knock_pin_notice"),
        ("knock_stuck", "knock_stuck_notice"),
        ("knock_storm", "knock_storm_notice"),
        ("slit_pin", "slit_pin_notice"),
        ("flood", "trouble_notice"),
    ],
)
def test_trouble_of_the_hatch_is_told(trouble: str, key: str, look: Look, words: BarWords) -> None:
    """What the hatch cannot do is told, also when this version has no sentence for it."""
    told: str = getattr(words, key)
    scene = shown(evening.with_board(QUIET, trouble=trouble), look)

    assert told.format(trouble=trouble) in " ".join(scene.texts())


# --- slit and knock ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("stands", "key", "mark"),
    [
        (True, "slit_open", "slit_open"),
        (False, "slit_shut", "slit_shut"),
        (None, "slit_unknown", "slit_unknown"),
    ],
)
def test_slit_is_told(stands: bool | None, key: str, mark: str, look: Look, words: BarWords) -> None:
    """How the slit stands is told by word and by mark, and so is not knowing it."""
    scene = shown(evening.with_board(QUIET, slit_open=stands), look)

    assert getattr(words, key) in scene.texts()
    assert [name for name in pictures(scene) if name.startswith("slit_")] == [mark]


def test_the_room_has_a_mark(look: Look) -> None:
    """As long as it is taken its line of standing has an armchair before it."""
    taken = evening.with_board(QUIET, room=ROOM)

    assert "room" in pictures(shown(taken, look))
    assert "room" not in pictures(shown(QUIET, look))


@pytest.mark.parametrize(
    ("ill", "mark"),
    [
        (evening.with_side(QUIET, skew_s=3600.0), "clock"),
        (evening.with_side(QUIET, skew_s=-3600.0), "clock"),
        (evening.with_board(QUIET, trouble="clock"), "clock"),
        (evening.with_board(QUIET, trouble="knock_pin"), "ear"),
        (evening.with_board(QUIET, trouble="store"), "wrong"),
        (evening.with_board(QUIET, trouble="a new one"), "wrong"),
        (replace(QUIET, misread="bd/navigli/board"), "wrong"),
    ],
)
def test_only_a_broken_link_is_drawn_as_one(ill: Bar, mark: str, look: Look) -> None:
    """A notice bears the mark of what it is about: a clock that is off looks like a clock."""
    drawn = pictures(shown(ill, look))

    assert mark in drawn
    assert "link_down" not in drawn


def test_knock_is_announced_for_a_while(look: Look, words: BarWords) -> None:
    """A knock is told with its count and then no more."""
    told = words.knock.format(count=3)
    since = QUIET.rules.knock_shown_s

    assert told in shown(replace(QUIET, knock=Knock(HATCH, 3, NOW.mono)), look).texts()
    assert told not in shown(replace(QUIET, knock=Knock(HATCH, 3, NOW.mono - since)), look).texts()


def test_who_knocks_is_larger_than_how_often(look: Look, words: BarWords) -> None:
    """What the hands do next hangs on who it is: that is told above the count, and larger."""
    scene = shown(replace(evening.bar(), knock=Knock(HATCH, 3, NOW.mono, woke=True)), look)
    who, count = (
        next(piece for piece in scene.pieces if isinstance(piece, Text) and piece.text and piece.text in told)
        for told in (words.knock_new, words.knock.format(count=3))
    )

    assert who.size_px > count.size_px
    assert who.box.y < count.box.y


@pytest.mark.parametrize(
    "size", [(800, 480), (1024, 600), (1280, 720), (1920, 1080), (720, 1280), (1080, 1920)], ids=str
)
def test_counts_stay_while_it_knocks(size: tuple[int, int], look_at: LookAt) -> None:
    """What is to be made is pinned, also on a panel of seven inches while a knock is told."""
    scene = shown(replace(QUIET, knock=Knock(HATCH, 3, NOW.mono)), look_at(*size))
    ground = next(piece.box for piece in scene.pieces if isinstance(piece, Plate) and piece.rim == "candle")
    seen = {
        piece.name if isinstance(piece, Picture) else piece.text
        for piece in scene.pieces
        if isinstance(piece, Picture | Text) and within(piece.box, ground)
    }
    known = to_make(tickets(QUIET, NOW.mono))
    assert known
    assert [count.drink for count in known if not {count.drink, count.name} & seen] == []


def within(inner: Box, outer: Box) -> bool:
    """Whether one box lies in the other."""
    return (
        inner.x >= outer.x
        and inner.y >= outer.y
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )


def test_knock_of_several_hatches_says_where(look: Look) -> None:
    """With more than one hatch a knock says at which."""
    two = evening.with_second_hatch(evening.bar())

    assert "darsena" not in shown(two, look).texts()
    assert "darsena" in shown(replace(two, knock=Knock("darsena", 2, NOW.mono)), look).texts()


# --- buttons -----------------------------------------------------------------------------------------------------
def test_undo_takes_back_the_last_move(look: Look, words: BarWords) -> None:
    """Undo offers the order that this display moved last, as the board says that it stands."""
    done = replace(evening.order(9, 1, Status.COLLECTED), before=Status.READY)
    state = replace(evening.with_board(QUIET, closed=(done,)), last_move=(HATCH, 9))

    assert events.UndoAsked(HATCH, 9, Status.COLLECTED) in offered(shown(state, look))


@pytest.mark.parametrize("view", VIEWS)
def test_undo_never_moves(view: str, look: Look, words: BarWords) -> None:
    """Undo stands in the same place in every view, whether or not there is something to undo."""
    done = replace(evening.order(9, 1, Status.COLLECTED), before=Status.READY)
    state = replace(evening.with_board(QUIET, closed=(done,)), last_move=(HATCH, 9))
    place = named(shown(QUIET, look), words.undo)

    assert named(shown(replace(QUIET, view=view), look), words.undo) == place
    assert named(shown(replace(state, view=view), look), words.undo) == place


def test_undo_is_dull_without_a_move(look: Look) -> None:
    """Undo cannot be touched with nothing to undo, with undo used up, or while a move is on its way."""
    used = replace(
        evening.with_board(QUIET, closed=(evening.order(9, 1, Status.COLLECTED),)), last_move=(HATCH, 9)
    )
    underway = replace(
        evening.with_board(
            QUIET, open=(replace(evening.order(9, 1, Status.ACKNOWLEDGED), before=Status.PLACED),)
        ),
        last_move=(HATCH, 9),
        acts=(Act("1", HATCH, Advance(9, Status.READY), NOW.mono - 1),),
    )

    for state in (QUIET, used, underway):
        assert not any(isinstance(event, events.UndoAsked) for event in offered(shown(state, look)))


@pytest.mark.parametrize("on", [False, True])
def test_pause_is_told_and_turned(on: bool, look: Look, words: BarWords) -> None:
    """The pause button says how the pause stands and asks for the other."""
    state = evening.with_board(QUIET, pause=Pause(NOW.wall) if on else None)
    scene = shown(replace(state, view="house"), look)

    assert (words.paused in scene.texts()) is on
    assert events.PauseAsked(HATCH, not on) in offered(scene)


def test_pause_asked_is_shown_as_asked(look: Look, words: BarWords) -> None:
    """A pause that was asked for shows as sent, and when nobody answers can be asked for again."""
    house = replace(QUIET, view="house")
    fresh = replace(house, acts=(Act("1", HATCH, SetPause(on=True), NOW.mono - 1),))
    old = replace(house, acts=(Act("1", HATCH, SetPause(on=True), NOW.mono - 5),))

    assert words.sent in shown(fresh, look).texts()
    assert events.PauseAsked(HATCH, on=True) not in offered(shown(fresh, look))
    assert words.silent in shown(old, look).texts()
    assert events.AskedAgain(HATCH, SetPause(on=True)) in offered(shown(old, look))


def test_out_of_reach_is_never_told_as_sent(look: Look, words: BarWords) -> None:
    """What is asked of a hatch that is known to be away, or over a lost network, was not sent, and cannot be now."""
    acts = (Act("1", HATCH, SetPause(on=True), NOW.mono - 0.1),)
    house = replace(QUIET, view="house", acts=acts)
    for away in (replace(house, link_up=False, linked=()), evening.with_side(house, online=False)):
        scene = shown(away, look)

        assert words.sent not in scene.texts()
        assert words.silent in scene.texts()
        assert events.AskedAgain(HATCH, SetPause(on=True)) not in offered(scene)


def test_each_hatch_has_its_own_pause(look: Look) -> None:
    """With more than one hatch the pause of each is on its own page of the house."""
    two = evening.with_second_hatch(evening.bar())

    assert not any(isinstance(event, events.PauseAsked) for event in offered(shown(two, look)))
    for page, hatch in enumerate((HATCH, "darsena")):
        assert events.PauseAsked(hatch, on=True) in offered(
            shown(replace(two, view="house", page=page), look)
        )


@pytest.mark.parametrize(("page", "here", "others"), [(0, HATCH, "1 \u203a"), (1, "darsena", "\u2039 1")])
def test_a_page_of_the_house_says_whose_it_is(page: int, here: str, others: str, look: Look) -> None:
    """Of several hatches' pages each is named by its own, never by the next one alone, and tells that there are others."""
    two = evening.with_second_hatch(evening.bar())
    scene = shown(replace(two, view="house", page=page), look)
    key = named(scene, here)

    assert others in [
        piece.text for piece in scene.pieces if isinstance(piece, Text) and within(piece.box, key)
    ]


def test_a_hatch_that_is_away_tells_no_slit(look: Look) -> None:
    """Among several hatches the slit of one that is away is not told: nobody knows how it stands by now."""
    two = evening.with_second_hatch(evening.bar())
    away = replace(two, sides=tuple(replace(side, online=False) for side in two.sides))

    assert {"slit_shut", "slit_open"} & pictures(shown(two, look))
    assert not {"slit_shut", "slit_open"} & pictures(shown(away, look))


def test_the_pause_is_one_touch_away(look: Look) -> None:
    """From the tickets it is paused at once, and with pages of tickets too."""
    for count in (1, 6):
        tickets = evening.bar(*evening.orders(count))
        assert events.PauseAsked(HATCH, on=True) in offered(shown(tickets, look))


@pytest.mark.parametrize("view", ["tickets", "house", "drinks", "room", "say", "closed", "figures"])
def test_out_of_reach_no_key_looks_alive(view: View, look: Look) -> None:
    """With the network down or the hatch away none of its keys can be touched, nor has one the look of it; ways still lead on."""
    done = replace(evening.order(9, 1, Status.COLLECTED), before=Status.READY)
    near = replace(evening.with_board(QUIET, closed=(done,)), view=view, last_move=(HATCH, 9))
    for away in (replace(near, link_up=False, linked=()), evening.with_side(near, online=False)):
        alive = [plate for plate in shown(near, look).pieces if isinstance(plate, Plate)]
        dead = [plate for plate in shown(away, look).pieces if isinstance(plate, Plate)]

        assert any(isinstance(plate.event, OfAHatch) for plate in alive)
        assert not any(isinstance(plate.event, OfAHatch) for plate in dead)
        assert any(isinstance(plate.event, events.ViewAsked) for plate in dead)
        names = {plate.name for plate in alive if plate.fill and isinstance(plate.event, OfAHatch)}
        assert {(plate.fill, plate.rim) for plate in dead if plate.name in names} <= {(DULL.fill, DULL.rim)}


# --- still pictures ----------------------------------------------------------------------------------------------
STATES = {
    "tickets": evening.bar(evening.order(1, age_s=59.0), evening.order(2, status=Status.READY, age_s=7.0)),
    "acts": replace(QUIET, acts=(Act("1", HATCH, Advance(1, Status.READY), NOW.mono - 1),)),
    "network": replace(evening.bar(), link_up=False, link_since=NOW.mono - 30),
    "hatch": evening.with_side(evening.bar(), online=False, online_since=NOW.mono - 30),
    "refusing": replace(QUIET, refusing=(HATCH, 3), refusing_since=NOW.mono - 1),
    "knock": replace(evening.bar(), knock=Knock(HATCH, 3, NOW.mono - 1)),
    "hushed": replace(QUIET, calling=((HATCH, 3),), hushed=NOW.mono + 40),
    "closed": replace(evening.bar(shut=(evening.order(1, 1, Status.COLLECTED, 110.0),)), view="closed"),
}


@pytest.mark.parametrize("name", STATES)
def test_no_change_is_missed(name: str, look: Look) -> None:
    """Until the announced moment the picture stays the same; so no second of waiting shows a stale one."""
    state, mono = STATES[name], NOW.mono
    for _ in range(6):
        at = bar.changes_at(state, Moment(mono, NOW.wall))
        if at is None:
            break
        before = bar.scene(state, look, Moment(mono, NOW.wall))
        assert at > mono
        assert bar.scene(state, look, Moment(max(mono, at - 0.01), NOW.wall)) == before
        mono = at


def test_ages_turn_on_the_minute(look: Look) -> None:
    """A ticket of 59 seconds shows one minute at the announced moment."""
    state = evening.bar(replace(evening.order(1, age_s=59.0), status_age_s=30.0))
    at = bar.changes_at(state, NOW)

    assert at is not None
    assert at == pytest.approx(NOW.mono + 1, abs=0.01)
    assert "1 min" in bar.scene(state, look, Moment(at, NOW.wall)).texts()


def test_nothing_changes_without_a_reason() -> None:
    """An empty wall with everything up never changes by itself and never moves."""
    assert bar.changes_at(evening.bar(), NOW) is None
    assert bar.moving_until(evening.bar()) <= NOW.mono


def test_knock_moves_and_comes_to_rest(look: Look) -> None:
    """The picture of a knock moves until the announced moment and is still after it."""
    state = replace(evening.bar(), knock=Knock(HATCH, 3, NOW.mono))
    rest = bar.moving_until(state)

    assert rest > NOW.mono
    assert bar.scene(state, look, NOW) != bar.scene(state, look, Moment(rest, NOW.wall))
    assert bar.scene(state, look, Moment(rest, NOW.wall)) == bar.scene(
        state, look, Moment(rest + 1, NOW.wall)
    )
