"""The slit answers a knock: its shutter slides aside, and the eyes behind it look for who it was."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kiosk.screens import hatch_asleep
from kiosk.screens.hatch_slit import (
    BLINK_S,
    CROSS,
    EYES,
    GLANCE_S,
    RAISED,
    RIPPLE_S,
    ajar_until,
    flares,
    gaze,
    gaze_until,
    next_gaze,
    peephole,
    ripples,
    ripples_until,
    slit,
)
from kiosk.screens.hatch_wall import stage
from kiosk.screens.look import DRAWINGS, Look
from kiosk.screens.scene import Box, Picture, Text
from tests.screens.hatch_states import ASLEEP, NOW
from tests.screens.looks import LookAt

BOX, FALL, SINCE = Box(40, 40, 560, 150), 60, 100.0


@pytest.fixture
def look(look_at: LookAt) -> Look:
    return look_at(1280, 720)


def shutter(pieces: tuple[object, ...]) -> Box:
    """Where the shutter is seen."""
    (seen,) = (piece.shown for piece in pieces if isinstance(piece, Picture) and piece.name == "shutter")
    return seen


def test_it_slides_aside_and_stays(look: Look) -> None:
    """From shut to ajar the shutter only ever gets narrower, and then it stands still."""
    wide = [shutter(peephole(look, BOX, FALL, SINCE, (SINCE,), SINCE + at / 60)).w for at in range(30)]
    assert wide[0] == BOX.w
    assert wide == sorted(wide, reverse=True)
    end = ajar_until(SINCE)
    settled, later = (shutter(peephole(look, BOX, FALL, SINCE, (SINCE,), end + at)) for at in (0.0, 9.0))
    assert settled == later == shutter(slit(look, BOX, FALL, eyes="eyes"))
    assert 0.2 * BOX.w < settled.w < 0.4 * BOX.w


def test_half_of_the_way_is_behind_it_within_four_frames(look: Look) -> None:
    """The knocker sees at once that something opens."""
    half = shutter(peephole(look, BOX, FALL, SINCE, (SINCE,), SINCE + 4 / 60)).w
    assert half < BOX.w - (BOX.w - shutter(slit(look, BOX, FALL, eyes="eyes")).w) / 2


def test_the_eyes_answer_each_knock() -> None:
    """They blink, look to one side and come back; at the next knock they look to the other."""
    one, two = (SINCE,), (SINCE, SINCE + 0.3)
    assert gaze(one, SINCE) == "eyes_shut"
    assert gaze(one, SINCE + BLINK_S) == "eyes_left"
    assert gaze(one, SINCE + GLANCE_S) == "eyes"
    assert gaze(two, two[-1] + GLANCE_S) == "eyes_amused"
    assert gaze(two, gaze_until(two)) == "eyes"
    assert gaze(two, two[-1] + BLINK_S) == "eyes_right"


def test_hammering_raises_a_brow() -> None:
    """Who hammers is looked at, and who does not stop is looked at crossly; from a calm knocker neither is seen."""
    hammering = tuple(SINCE + 0.15 * at for at in range(CROSS))
    assert gaze(hammering[:RAISED], hammering[RAISED - 1] + 0.2) == "eyes_raised"
    assert gaze(hammering, hammering[-1] + 0.2) == "eyes_cross"
    assert gaze(hammering, gaze_until(hammering)) == "eyes"
    calm = tuple(SINCE + 0.6 * at for at in range(CROSS))
    assert {gaze(calm, at + after) for at in calm for after in (0.0, 0.1, 0.3)} <= {
        "eyes",
        "eyes_left",
        "eyes_right",
        "eyes_shut",
        "eyes_amused",
    }


@pytest.mark.parametrize(
    "knocks", [(SINCE,), (SINCE - 0.6, SINCE), tuple(SINCE - 0.1 * at for at in range(7, -1, -1))]
)
def test_the_eyes_are_due_exactly_when_they_move(knocks: tuple[float, ...]) -> None:
    """Between two of the times that are told nothing moves, and the last of them leaves them at rest."""
    mono = SINCE
    while (due := next_gaze(knocks, mono)) > mono:
        assert gaze(knocks, mono) == gaze(knocks, due - 0.001)
        mono = due
    assert mono == gaze_until(knocks)
    assert gaze(knocks, mono + 60) == gaze(knocks, mono)
    assert gaze_until(()) == 0.0


def test_the_eyes_look_out_of_the_wall_where_the_slit_is(look: Look) -> None:
    """The sleeping wall stays as it is around them, and a touch still wakes it."""
    still = hatch_asleep.pieces(ASLEEP, look, NOW)
    looking = hatch_asleep.pieces(replace(ASLEEP, knocks=(SINCE,)), look, NOW, peeping_since=SINCE)
    frames = [
        next(piece.box for piece in pieces if isinstance(piece, Picture) and piece.name == "slit_frame")
        for pieces in (still, looking)
    ]
    assert frames[0] == frames[1]
    assert "eyes" in {piece.name for piece in looking if isinstance(piece, Picture)}
    assert [piece for piece in still if isinstance(piece, Text)] == [
        piece for piece in looking if isinstance(piece, Text)
    ]
    assert looking[-1] == still[-1]


@given(st.lists(st.floats(0.0, 0.6), max_size=40))
def test_light_answers_three_knocks_a_second_at_most(gaps: list[float]) -> None:
    """However somebody hammers; a knock after a pause is always answered."""
    knocks = tuple(accumulate(gaps, initial=SINCE))
    answered = flares(knocks)
    assert answered[0] == SINCE
    assert all(sum(at <= other < at + 1 for other in answered) <= 3 for at in answered)
    assert flares((*knocks, knocks[-1] + 0.6))[-1] == knocks[-1] + 0.6


def test_each_knock_sends_its_own_ripple(look: Look) -> None:
    """It begins with the knock, grows, and is over within 0.4 s; a second knock does not wait for the first one's."""
    reach = [
        [piece.box.w for piece in ripples(look, BOX, (SINCE,), SINCE + at) if isinstance(piece, Picture)]
        for at in (0.0, RIPPLE_S, 2 * RIPPLE_S)
    ]
    assert [len(one) for one in reach] == [1, 1, 1]
    assert reach == sorted(reach)
    end = ripples_until((SINCE,))
    assert 0.25 <= end - SINCE <= 0.4
    assert ripples(look, BOX, (SINCE,), end) == ripples(look, BOX, (SINCE,), SINCE - 1) == ()
    assert len(ripples(look, BOX, (SINCE, SINCE + 0.1), SINCE + 0.15)) == 2


def test_a_ripple_stays_on_the_wall(look: Look) -> None:
    """However far it reaches, nothing of it is off the screen or on the strip that tells the keys."""
    for one in ripples(look, BOX, (SINCE,), SINCE + 2 * RIPPLE_S):
        assert isinstance(one, Picture)
        assert one.shown.within(stage(look)) == one.shown


def test_every_pair_of_eyes_is_drawn() -> None:
    """Whatever the eyes do is one of the screens' own drawings."""
    knocks = tuple(SINCE + 0.1 * at for at in range(12))
    seen = {gaze(knocks[:many], knocks[many - 1] + after) for many in range(1, 13) for after in (0, 0.2, 2)}
    assert seen <= set(EYES) <= set(DRAWINGS)
