"""The hands are seen to work while an order is in the making, calmly, and rest."""

from itertools import pairwise

import pytest
from msgspec.structs import replace

from kiosk.core.moment import Moment
from kiosk.core.order import Status
from kiosk.screens.hatch import changes_at, moving_until, scene
from kiosk.screens.hatch_hands import BEAT_S, POSES, glimpse, next_pose, pose
from kiosk.screens.look import DRAWINGS, Look
from kiosk.screens.scene import Picture, Scene
from tests.screens.hatch_states import ASLEEP, NOW, crowd, placed
from tests.screens.looks import LookAt

SINCE = 100.0


@pytest.fixture
def look(look_at: LookAt) -> Look:
    return look_at(800, 480)


def hands(seen: Scene) -> list[str]:
    """The drawings of hands on a screen."""
    return [piece.name for piece in seen.pieces if isinstance(piece, Picture) and piece.name in POSES]


def moves(seconds: float) -> list[tuple[float, str]]:
    """Every change of pose, and the pose after it."""
    mono, seen = SINCE, [(SINCE, pose(SINCE, SINCE))]
    while mono < SINCE + seconds:
        mono = next_pose(SINCE, mono)
        seen.append((mono, pose(SINCE, mono)))
    return seen


def test_they_move_exactly_when_it_is_said() -> None:
    """Between two of the times that are told the pose stays."""
    for (at, name), (following, _) in pairwise(moves(60.0)):
        assert following > at
        assert pose(SINCE, (at + following) / 2) == pose(SINCE, following - 0.001) == name


def test_four_poses_a_second_at_most_and_rests() -> None:
    """Never faster than the beat; and in a round they stand still for at least a third of the time."""
    seen = moves(60.0)
    gaps = [after - before for (before, _), (after, _) in pairwise(seen)]
    assert min(gaps) >= BEAT_S - 1e-6
    assert sum(gap for gap in gaps if gap >= 2.0) >= sum(gaps) / 3


def test_all_they_do_is_seen_within_a_placed_word_s_time() -> None:
    """Shaking, pouring, stirring and the lid: whoever looks at their word for half a minute sees each."""
    kinds = {name.rpartition("_")[0] for _, name in moves(30.0)}
    assert {"hands_shake", "hands_pour", "hands_stir", "hands_lid"} <= kinds


def test_the_placed_order_shows_them(look: Look) -> None:
    """From when it is taken on until it is ready, and the picture is due when they move; before and after no hands work."""
    taken = placed("it", Status.ACKNOWLEDGED)
    since = taken.orders[-1].changed_mono
    due = changes_at(taken, NOW)
    assert moving_until(taken) <= NOW.mono
    assert due == next_pose(since, NOW.mono)
    assert hands(scene(taken, look, NOW)) == [pose(since, NOW.mono)]
    assert hands(scene(taken, look, Moment(due, NOW.wall))) == [pose(since, due)]
    for status in (Status.PLACED, Status.READY):
        assert hands(scene(placed("it", status), look, NOW)) == []


def test_asleep_a_glimpse_of_them_comes_with_the_breath(look: Look) -> None:
    """Through the open slit they are seen at work while something is in the making and nothing waits to be handed out."""
    idle, busy, handing = (
        replace(ASLEEP, slit_open=True, orders=crowd(*some)) for some in ((1, 0), (0, 2), (1, 2))
    )
    assert hands(scene(idle, look, NOW)) == hands(scene(handing, look, NOW)) == []
    first = hands(scene(busy, look, NOW))
    assert len(first) == 1
    due = changes_at(busy, NOW)
    assert due == changes_at(idle, NOW)
    assert due is not None
    assert hands(scene(busy, look, Moment(due - 0.001, NOW.wall))) == first
    assert hands(scene(busy, look, Moment(due, NOW.wall))) != first


def test_every_pose_is_drawn() -> None:
    """Each is one of the screens' own drawings, and a glimpse may be of any."""
    assert set(POSES) <= set(DRAWINGS)
    assert {glimpse(step) for step in range(20)} == set(POSES)
