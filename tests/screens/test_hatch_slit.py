"""The slit answers a knock: its shutter slides aside, and the eyes behind it look for who it was."""

import pytest
from msgspec.structs import replace

from kiosk.screens import hatch_asleep
from kiosk.screens.hatch_slit import (
    BLINK_S,
    CROSS,
    EYES,
    GLANCE_S,
    RAISED,
    ajar_until,
    gaze,
    gaze_until,
    next_gaze,
    peephole,
    slit,
)
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
    assert gaze(two, two[-1] + BLINK_S) == "eyes_right"


def test_hammering_raises_a_brow() -> None:
    """Who hammers is looked at, and who does not stop is looked at crossly; from a calm knocker neither is seen."""
    hammering = tuple(SINCE + 0.15 * at for at in range(CROSS))
    assert gaze(hammering[:RAISED], hammering[RAISED - 1] + 0.2) == "eyes_raised"
    assert gaze(hammering, hammering[-1] + 0.2) == "eyes_cross"
    calm = tuple(SINCE + 0.6 * at for at in range(CROSS))
    assert {gaze(calm, at + after) for at in calm for after in (0.0, 0.1, 0.3)} <= {
        "eyes",
        "eyes_left",
        "eyes_right",
        "eyes_shut",
    }


def test_the_eyes_are_due_exactly_when_they_move() -> None:
    """Between two of the times that are told nothing moves, and at each of them something does."""
    mono, knocks = SINCE, (SINCE,)
    while (due := next_gaze(knocks, mono)) > mono:
        assert gaze(knocks, mono) == gaze(knocks, due - 0.001) != gaze(knocks, due)
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


def test_every_pair_of_eyes_is_drawn() -> None:
    """Whatever the eyes do is one of the screens' own drawings."""
    knocks = tuple(SINCE + 0.1 * at for at in range(12))
    seen = {gaze(knocks[:many], knocks[many - 1] + after) for many in range(1, 13) for after in (0, 0.2, 2)}
    assert seen <= set(EYES) <= set(DRAWINGS)
