"""The ear: what is a knock, what is a bout, what is neither and why. Numbers from the reference, domain 7."""

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.heard import Bout, Burst, Heard, Hearing, Knock, Rejected
from kiosk.core.knock import MOST, Ear, due, hear, settle, slit_moved
from kiosk.core.rhythm import Rhythm
from kiosk.core.rules import KnockRules

RULES = KnockRules()
EAR = Ear(RULES)
FOUR_THREE = Rhythm("four-three", (1, 1, 1, "breath", 1, 1), secret=True)
LATER_S = 30.0
"""Enough for whatever silence decides."""

Edges = list[tuple[float, bool]]


def play(ear: Ear, edges: Edges) -> tuple[Ear, tuple[Heard, ...]]:
    """All edges, one by one; the ear and all that it told."""
    told: tuple[Heard, ...] = ()
    for at, active in edges:
        ear, more = hear(ear, at, active)
        told = (*told, *more)
    return ear, told


def night(edges: Edges, ear: Ear = EAR) -> tuple[Heard, ...]:
    """All edges and the silence after them."""
    ear, told = play(ear, edges)
    last = max((at for at, _ in edges), default=0.0)
    _, rest = settle(ear, last + LATER_S)
    return *told, *rest


def burst(start: float, *offsets_ms: float) -> Edges:
    """A blow and its ringing: active first, then by turns, and idle at last."""
    times = [start, *(start + offset / 1000 for offset in offsets_ms)]
    if len(times) % 2:
        times.append(times[-1] + 0.0005)
    return [(at, turn % 2 == 0) for turn, at in enumerate(times)]


def blow(start: float) -> Edges:
    """A blow as wood rings it: some dozen edges in 40 ms."""
    return burst(start, 0.4, 1.1, 2.3, 4.0, 6.5, 9.0, 13.0, 18.0, 24.0, 31.0, 39.0)


def blows(*starts: float) -> Edges:
    """One after the other."""
    return [edge for start in starts for edge in blow(start)]


def knocks(told: tuple[Heard, ...]) -> list[float]:
    """When knocks were told."""
    return [one.at for one in told if isinstance(one, Knock)]


def bouts(told: tuple[Heard, ...]) -> list[Bout]:
    """The bouts, in their order."""
    return [one for one in told if isinstance(one, Bout)]


def why(told: tuple[Heard, ...]) -> set[str]:
    """Why bursts were no knocks."""
    return {one.why for one in told if isinstance(one, Rejected)}


# --- one blow ----------------------------------------------------------------------------------------------------
def test_an_active_edge_is_told_at_once() -> None:
    """A line that goes active out of silence is a knock at that moment, before anything else is known of it."""
    _, told = hear(EAR, 43.0, active=True)
    assert knocks(told) == [43.0]


def test_an_idle_edge_is_never_a_knock() -> None:
    """The line coming to rest is no blow."""
    assert hear(EAR, 43.0, active=False)[1] == ()


def test_a_blow_rings_and_is_one_knock() -> None:
    """A dozen edges within 40 ms are the same blow, and one burst."""
    told = night(blow(1.0))
    assert knocks(told) == [1.0]
    assert [one.edges for one in told if isinstance(one, Burst)] == [12]


def test_a_double_hit_is_one_knock() -> None:
    """A light touch 40 ms before the blow is the blow; the bout counts it once."""
    told = night([edge for at in (1.0, 1.3, 1.6) for edge in (*burst(at - 0.045, 1.0, 2.0, 3.0), *blow(at))])
    assert [bout.count for bout in bouts(told)] == [3]


def test_fast_blows_are_counted_one_by_one() -> None:
    """100 ms apart, each ringing for 40 ms: the fastest that was measured at a door."""
    assert [bout.count for bout in bouts(night(blows(1.0, 1.1, 1.2, 1.3)))] == [4]


def test_slow_blows_are_one_bout() -> None:
    """557 ms apart, the most within a bout."""
    assert [bout.count for bout in bouts(night(blows(1.0, 1.557, 2.114)))] == [3]


# --- bouts -------------------------------------------------------------------------------------------------------
def test_a_bout_is_told_when_silence_has_ended_it() -> None:
    """When the gap has passed since the last knock, and not a moment earlier; `due` says when."""
    ear, told = play(EAR, blows(1.0, 1.2, 1.6))
    assert bouts(told) == []
    ends = due(ear)
    assert ends == pytest.approx(1.6 + RULES.bout_gap_s)
    assert ends is not None
    assert bouts(settle(ear, ends - 0.01)[1]) == []
    quiet, last = settle(ear, ends)
    (bout,) = bouts(last)
    assert (bout.at, bout.count, bout.doubt) == (1.0, 3, "")
    assert bout.rhythm == pytest.approx((0.5, 1.0))
    assert bouts(settle(quiet, ends + LATER_S)[1]) == []


def test_a_rhythm_keeps_its_ratios() -> None:
    """The intervals by the longest one, whatever the tempo."""
    beats = [0.0, 1.0, 1.5, 2.0, 3.0]
    for beat in (0.25, 0.4, 0.5):
        (bout,) = bouts(night(blows(*(1.0 + at * beat for at in beats))))
        assert bout.rhythm == pytest.approx((1.0, 0.5, 0.5, 1.0), abs=0.02)


def test_a_bump_alone_is_doubted_and_a_second_one_is_believed() -> None:
    """One blow may be a bag against the wood; who is asked to knock again and does is somebody."""
    (lone,) = bouts(night(blows(1.0)))
    assert (lone.count, lone.doubt) == (1, "lone")
    first, second = bouts(night(blows(1.0, 3.5)))
    assert (first.doubt, second.doubt) == ("lone", "")


def test_the_secret_knock_is_known_by_its_breath() -> None:
    """Four, a breath, three: told with its name at the second part's end; five, a breath, three is not."""
    ear = Ear(RULES, (FOUR_THREE,))
    four, three = (1.0, 1.3, 1.6, 1.9), (3.0, 3.3, 3.6)
    last = bouts(night(blows(*four, *three), ear))[-1]
    assert (last.name, last.secret, last.count) == ("four-three", True, 7)
    other = bouts(night(blows(0.7, *four, *three), ear))
    assert not any(bout.secret for bout in other)


def test_a_machine_that_knocks_all_night_is_no_guest_and_stays_small() -> None:
    """However long it goes on, the ear keeps the latest of it, and does not believe it."""
    ear, told = play(EAR, [edge for turn in range(500) for edge in burst(turn * 0.2, 2.0, 5.0, 9.0)])
    assert len(ear.bursts) <= MOST
    assert len(knocks(told)) < 500
    assert all(bout.doubt for bout in bouts((*told, *settle(ear, 200.0)[1])))


# --- the slit ----------------------------------------------------------------------------------------------------
def test_the_ear_is_deaf_while_the_slit_moves() -> None:
    """No knock begins until the hold has passed, and the reason is told; one does at its end."""
    ear = slit_moved(EAR, 10.0, is_open=True)
    _, told = play(ear, blow(10.1))
    assert knocks(told) == []
    assert why(night(blow(10.1), ear)) == {"slit"}
    assert knocks(play(ear, blow(10.0 + RULES.slit_hold_s + 0.2))[1])


def test_the_bout_under_the_hand_on_the_slit_is_dropped() -> None:
    """What was heard just before the slit moved was the slit."""
    ear, _ = play(EAR, blow(9.8))
    ear = slit_moved(ear, 10.0, is_open=True)
    assert bouts(settle(ear, 99.0)[1]) == []


# --- the line ----------------------------------------------------------------------------------------------------
def test_a_stuck_line_switches_itself_off_and_comes_back_when_it_lets_go() -> None:
    """Active for good is no guest: told once; at rest for a while, the ear is back."""
    ear, _ = hear(EAR, 1.0, active=True)
    ear, told = settle(ear, 1.0 + LATER_S)
    assert [one.deaf for one in told if isinstance(one, Hearing)] == ["stuck"]
    assert ear.deaf == "stuck"
    ear, _ = hear(ear, 60.0, active=False)
    ear, told = settle(ear, 60.0 + LATER_S)
    assert [one.deaf for one in told if isinstance(one, Hearing)] == [""]
    assert ear.deaf == ""


def test_a_storm_switches_itself_off_and_costs_no_memory() -> None:
    """Ten thousand edges in a second: deaf, nothing kept, and back when it is calm."""
    ear, told = play(EAR, [(1.0 + turn / 10_000, turn % 2 == 0) for turn in range(10_000)])
    assert ear.deaf == "storm"
    assert [one.deaf for one in told if isinstance(one, Hearing)] == ["storm"]
    assert len(told) < 50
    ear, told = settle(ear, 2.0 + LATER_S)
    assert ear.deaf == ""
    assert knocks(play(ear, blow(60.0))[1]) == [60.0]


# --- for all lines -----------------------------------------------------------------------------------------------
moments = st.floats(0, 60, allow_nan=False).map(lambda at: round(at, 4))
any_edges = st.lists(st.tuples(moments, st.booleans()), max_size=60)
edges_in_order = any_edges.map(lambda edges: sorted(edges, key=lambda edge: edge[0]))
gaps_s = st.floats(0.12, 0.5)


@given(any_edges)
def test_no_knock_from_nothing(edges: Edges) -> None:
    """Whatever the order of the edges, each knock is an active edge of its own, and so no more of them than those."""
    left = [at for at, active in edges if active]
    for knock in knocks(night(edges)):
        left.remove(knock)


@given(st.lists(moments))
def test_no_knock_without_an_active_edge(times: list[float]) -> None:
    """Idle edges alone are never a knock."""
    assert knocks(night([(at, False) for at in times])) == []


@given(edges_in_order)
def test_knocks_keep_their_distance(edges: Edges) -> None:
    """No two knocks lie closer together than the dead time."""
    assert all(
        later - earlier >= RULES.dead_time_s - 1e-9 for earlier, later in pairwise(knocks(night(edges)))
    )


@given(any_edges)
def test_a_bout_says_what_it_holds(edges: Edges) -> None:
    """Each bout's rhythm fits its count, and its parts are parts of the longest."""
    for bout in bouts(night(edges)):
        assert bout.count >= 1
        assert len(bout.rhythm) == bout.count - 1
        assert all(0 < part <= 1 for part in bout.rhythm)
        assert max(bout.rhythm, default=1.0) == pytest.approx(1.0)


@given(any_edges)
def test_the_same_edges_are_the_same_night(edges: Edges) -> None:
    """Replay is exact."""
    assert night(edges) == night(edges)


@given(edges_in_order, st.lists(st.floats(0, 70), max_size=8).map(sorted))
def test_asking_more_often_changes_nothing(edges: Edges, asked: list[float]) -> None:
    """Whoever settles in between is told the same in the end: what silence decides, it decides once."""
    ear: Ear = EAR
    told: tuple[Heard, ...] = ()
    pending = list(asked)
    for at, active in edges:
        while pending and pending[0] <= at:
            ear, more = settle(ear, pending.pop(0))
            told = (*told, *more)
        ear, more = hear(ear, at, active)
        told = (*told, *more)
    last = max((at for at, _ in edges), default=0.0)
    _, rest = settle(ear, last + LATER_S)
    assert [one for one in (*told, *rest) if isinstance(one, Knock | Bout)] == [
        one for one in night(edges) if isinstance(one, Knock | Bout)
    ]


@given(st.lists(gaps_s, min_size=1, max_size=7), st.floats(0, 1e4))
def test_more_silence_before_a_bout_changes_nothing_in_it(gaps: list[float], quiet_s: float) -> None:
    """The same knocking later is the same knocking."""
    starts = list(accumulate(gaps, initial=1.0))
    now, later = (bouts(night(blows(*(at + more for at in starts)))) for more in (0.0, quiet_s))
    assert [bout.count for bout in now] == [bout.count for bout in later]


@given(edges_in_order, st.floats(0.001, 0.05))
def test_an_edge_out_of_order_is_swallowed(edges: Edges, late_by: float) -> None:
    """An edge stamped before the last one begins no knock and moves nothing back."""
    ear, _ = play(EAR, [*edges, (60.0, False)])
    assert hear(ear, 60.0 - late_by, active=True) == (ear, ())


@given(any_edges, moments)
def test_due_is_never_stuck_in_the_past(edges: Edges, more: float) -> None:
    """Settled at the moment it asked for, or later, the ear asks for a later one or for none."""
    ear, _ = play(EAR, edges)
    for _ in range(10):
        ends = due(ear)
        if ends is None:
            return
        ear, _ = settle(ear, ends + more)
        following = due(ear)
        assert following is None or following > ends
