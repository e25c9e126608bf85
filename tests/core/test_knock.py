"""The ear: what is a knock, what is a bout, and what is neither. Numbers from the reference, domain 7."""

from itertools import accumulate, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from kiosk.core.knock import MOST, Bout, Ear, due, hear, settle, slit_moved
from kiosk.core.rules import KnockRules

RULES = KnockRules()
EAR = Ear(RULES)
EXACT = KnockRules(dead_time_s=5 / 64, ring_s=1 / 32, bout_gap_s=3 / 4, slit_hold_s=3 / 4)
"""Rules that binary fractions hold exactly, so that sums of times do too."""

Edges = list[tuple[float, bool]]


def play(ear: Ear, edges: Edges) -> tuple[Ear, list[float], list[Bout]]:
    """Settle and hear each edge as the hatch does: the ear, when knocks began, and the bouts that ended between."""
    knocks, bouts = [], []
    for at, active in edges:
        ear, bout = settle(ear, at)
        if bout:
            bouts.append(bout)
        ear, knock = hear(ear, at, active)
        if knock:
            knocks.append(at)
    return ear, knocks, bouts


def burst(start: float, *offsets_ms: float) -> Edges:
    """A blow and its ringing: active first, then by turns, and idle at last."""
    times = [start, *(start + offset / 1000 for offset in offsets_ms)]
    if len(times) % 2:
        times.append(times[-1] + 0.0005)
    return [(at, turn % 2 == 0) for turn, at in enumerate(times)]


def whole_night(edges: Edges) -> tuple[list[float], list[Bout]]:
    """All knocks and all bouts, the last one settled at the time it asked for."""
    ear, knocks, bouts = play(EAR, edges)
    ends = due(ear)
    if ends is not None:
        last = settle(ear, ends)[1]
        assert last is not None
        bouts.append(last)
    return knocks, bouts


# --- one blow ----------------------------------------------------------------------------------------------------
def test_an_active_edge_is_a_knock() -> None:
    """A line that goes active out of silence is a knock at that moment."""
    ear, knock = hear(EAR, 43.0, active=True)
    assert knock
    assert ear.knocks == (43.0,)


def test_an_edge_at_the_first_moment_is_a_knock() -> None:
    """Nothing is needed before the first edge, not even time."""
    assert hear(EAR, 0.0, active=True)[1]


def test_an_idle_edge_is_never_a_knock() -> None:
    """The line coming to rest is no blow."""
    assert not hear(EAR, 43.0, active=False)[1]


def test_a_blow_rings_and_is_one_knock() -> None:
    """Eight more edges within 40 ms are the same blow."""
    knocks, bouts = whole_night(burst(1.0, 0.2, 0.9, 2.0, 5.5, 9.0, 17.0, 26.0, 40.0))
    assert knocks == [1.0]
    assert bouts == [Bout(1, ())]


def test_a_long_ringing_is_one_knock() -> None:
    """Edges every 3 ms for 170 ms are one blow on a loose shutter, though the dead time is long over."""
    assert whole_night(burst(1.0, *range(3, 171, 3)))[0] == [1.0]


def test_ringing_ends_when_the_line_is_quiet() -> None:
    """After 170 ms of ringing and 30 ms of quiet, the next active edge is a new blow."""
    assert whole_night(burst(1.0, *range(3, 171, 3)) + burst(1.2))[0] == [1.0, 1.2]


def test_a_double_hit_is_one_knock() -> None:
    """A light touch 58 ms before the blow is the blow (12 in 100 on wood)."""
    assert len(whole_night(burst(1.0) + burst(1.058))[0]) == 1


def test_fast_blows_are_two_knocks() -> None:
    """100 ms apart, each ringing for 40 ms, are two: the fastest that was measured at a door."""
    first, second = burst(1.0, 0.4, 3.0, 12.0, 25.0, 39.0), burst(1.1, 0.4, 3.0, 12.0, 25.0, 39.0)
    assert whole_night(first + second)[0] == [1.0, 1.1]


def test_a_lost_idle_edge_costs_no_knock() -> None:
    """Two active edges in a row, as when the kernel's queue ran over, are two blows if their times say so."""
    assert whole_night([(1.0, True), (1.2, True)])[0] == [1.0, 1.2]


# --- bouts -------------------------------------------------------------------------------------------------------
def test_a_bout_ends_by_silence() -> None:
    """Three knocks are a bout when the gap has passed since the last one, and not a moment earlier."""
    ear, _, _ = play(EAR, [(1.0, True), (1.2, True), (1.6, True)])
    assert due(ear) == 1.6 + RULES.bout_gap_s
    assert settle(ear, 2.29) == (ear, None)
    quiet, bout = settle(ear, 1.6 + RULES.bout_gap_s)
    assert bout is not None
    assert bout.count == 3
    assert bout.rhythm == pytest.approx((0.5, 1.0))
    assert due(quiet) is None
    assert settle(quiet, 9.0) == (quiet, None)


def test_shave_and_a_haircut_keeps_its_ratios() -> None:
    """The rhythm is the intervals by the longest one, whatever the tempo."""
    beats = [0.0, 1.0, 1.5, 2.0, 3.0]
    for beat in (0.3, 0.48, 0.5):
        _, bouts = whole_night([(1.0 + at * beat, True) for at in beats])
        assert bouts[0].rhythm == pytest.approx((1.0, 0.5, 0.5, 1.0))


def test_two_bouts_are_not_merged() -> None:
    """710 ms apart, the least between two bouts at real doors, is two bouts."""
    assert whole_night([(1.0, True), (1.2, True), (1.91, True)])[1] == [Bout(2, (1.0,)), Bout(1, ())]


def test_the_slowest_bout_is_not_split() -> None:
    """557 ms apart, the most within a bout, is one bout."""
    assert [bout.count for bout in whole_night([(1.0, True), (1.557, True)])[1]] == [2]


def test_a_bout_nobody_settled_is_dropped_and_not_merged() -> None:
    """A caller who forgets to settle loses the old bout; the new one is still right."""
    ear, _ = hear(EAR, 1.0, active=True)
    ear, _ = hear(ear, 1.2, active=True)
    ear, knock = hear(ear, 9.0, active=True)
    assert knock
    assert ear.knocks == (9.0,)


def test_ringing_outlives_its_bout() -> None:
    """A line that rings on after the bout was handed over is still the old blow."""
    edges = burst(1.0, *range(5, 1000, 5))
    knocks, bouts = whole_night(edges)
    assert knocks == [1.0]
    assert bouts == [Bout(1, ())]


def test_a_machine_that_knocks_all_night_stays_small() -> None:
    """However long it goes on, the ear remembers no more than the latest knocks, and the bout says as many."""
    ear, knocks, _ = play(EAR, [(turn * 0.1, True) for turn in range(1000)])
    assert len(knocks) == 1000
    assert len(ear.knocks) == MOST
    bout = settle(ear, 999.0)[1]
    assert bout is not None
    assert (bout.count, len(bout.rhythm)) == (MOST, MOST - 1)


# --- the slit ----------------------------------------------------------------------------------------------------
def test_the_ear_is_deaf_while_the_slit_moves() -> None:
    """No knock begins until the hold has passed, and one does at its end."""
    ear = slit_moved(EAR, 10.0)
    assert not hear(ear, 10.0, active=True)[1]
    assert not hear(ear, 10.79, active=True)[1]
    assert hear(ear, 10.0 + RULES.slit_hold_s, active=True)[1]


def test_every_move_of_the_slit_holds_anew() -> None:
    """Chatter and a second move each start the hold again."""
    ear = slit_moved(slit_moved(EAR, 10.0), 10.5)
    assert not hear(ear, 11.0, active=True)[1]
    assert hear(ear, 11.31, active=True)[1]


def test_the_bout_under_the_hand_on_the_slit_is_dropped() -> None:
    """What was heard just before the slit moved was the slit."""
    ear, _ = hear(EAR, 9.9, active=True)
    ear = slit_moved(ear, 10.0)
    assert due(ear) is None
    assert settle(ear, 99.0) == (ear, None)


def test_scraping_that_outlasts_the_hold_is_no_knock() -> None:
    """Edges heard while deaf keep the ringing alive beyond the hold."""
    ear, knocks, _ = play(slit_moved(EAR, 10.0), [(10.0 + turn * 0.01, turn % 2 == 0) for turn in range(200)])
    assert knocks == []
    assert hear(ear, 13.0, active=True)[1]


# --- for all lines -----------------------------------------------------------------------------------------------
moments = st.floats(0, 60, allow_nan=False).map(lambda at: round(at, 4))
any_edges = st.lists(st.tuples(moments, st.booleans()), max_size=60)
edges_in_order = any_edges.map(lambda edges: sorted(edges, key=lambda edge: edge[0]))

ringing_ms = st.lists(st.floats(0.2, 39.5), min_size=1, max_size=8).map(sorted)
gaps_s = st.floats(0.1, 0.56)


@given(any_edges)
def test_no_knock_from_nothing(edges: Edges) -> None:
    """Whatever the order of the edges, each knock is an active edge of its own, and so no more of them than those."""
    _, knocks, _ = play(EAR, edges)
    left = [at for at, active in edges if active]
    for knock in knocks:
        left.remove(knock)


@given(st.lists(moments))
def test_no_knock_without_an_active_edge(times: list[float]) -> None:
    """Idle edges alone are never a knock."""
    assert play(EAR, [(at, False) for at in times])[1] == []


@given(edges_in_order)
def test_knocks_keep_their_distance(edges: Edges) -> None:
    """No two knocks of a bout lie closer together than the dead time."""
    _, knocks, _ = play(EAR, edges)
    assert all(later - earlier >= RULES.dead_time_s for earlier, later in pairwise(knocks))


@given(any_edges)
def test_every_knock_ends_in_one_bout(edges: Edges) -> None:
    """Settled at the end, the bouts count as many knocks as were heard, and the rhythms fit the counts."""
    knocks, bouts = whole_night(edges)
    assert sum(bout.count for bout in bouts) == len(knocks)
    for bout in bouts:
        assert len(bout.rhythm) == bout.count - 1
        assert all(0 < part <= 1 for part in bout.rhythm)
        assert max(bout.rhythm, default=1.0) == 1.0


@given(edges_in_order, st.integers(0, 60), st.integers(0, 60 * 64))
def test_more_silence_never_loses_a_knock(edges: Edges, where: int, more: int) -> None:
    """With silence put in anywhere, at least as many knocks are heard."""
    exact = [(round(at * 1024) / 1024, active) for at, active in edges]
    later = exact[:where] + [(at + more / 64, active) for at, active in exact[where:]]
    assert len(play(Ear(EXACT), later)[1]) >= len(play(Ear(EXACT), exact)[1])


@given(any_edges)
def test_the_same_edges_are_the_same_night(edges: Edges) -> None:
    """Replay is exact, and the ear that was given is left as it was."""
    before = replace(EAR)
    assert play(EAR, edges) == play(EAR, edges)
    assert before == EAR


@given(st.lists(st.tuples(gaps_s, ringing_ms), min_size=1, max_size=12), st.floats(0, 1e6))
def test_blows_are_counted_one_by_one(blows: list[tuple[float, list[float]]], start: float) -> None:
    """Any blows 100 to 560 ms apart, each ringing as wood does, are one bout of as many knocks."""
    starts = list(accumulate((gap + 1e-9 for gap, _ in blows), initial=start + 1))[:-1]
    edges = [edge for at, (_, ringing) in zip(starts, blows, strict=True) for edge in burst(at, *ringing)]
    knocks, bouts = whole_night(edges)
    assert knocks == starts
    assert [bout.count for bout in bouts] == [len(blows)]


@given(st.lists(st.floats(0, 0.0249), min_size=1, max_size=200))
@example([0.0])
@example([0.02] * 200)
def test_a_stuck_line_knocks_once(steps: list[float]) -> None:
    """A line that never comes to rest is one knock at most, however long it trembles."""
    times = accumulate(steps, initial=1.0)
    assert len(whole_night([(at, turn % 2 == 0) for turn, at in enumerate(times)])[0]) == 1


@given(edges_in_order, st.floats(0, 60), st.floats(0, 60))
def test_the_slit_silences_its_whole_hold(edges: Edges, moved: float, start: float) -> None:
    """Wherever the slit moves, no knock begins from then until its hold has passed."""
    before = [edge for edge in edges if edge[0] < moved]
    ear = slit_moved(play(EAR, before)[0], moved)
    _, knocks, _ = play(ear, [edge for edge in edges if edge[0] >= moved])
    assert all(at >= moved + RULES.slit_hold_s for at in knocks)


@given(any_edges, moments)
def test_due_is_never_stuck_in_the_past(edges: Edges, now: float) -> None:
    """Settled at the moment it asked for, and at any later one, the ear asks for nothing more."""
    ear, _, _ = play(EAR, edges)
    ends = due(ear)
    if ends is None:
        assert settle(ear, now) == (ear, None)
        return
    for moment in (ends, ends + now):
        quiet, bout = settle(ear, moment)
        assert bout is not None
        assert due(quiet) is None


@given(edges_in_order, st.floats(0, 0.05))
def test_an_edge_out_of_order_is_swallowed(edges: Edges, late_by: float) -> None:
    """An edge stamped before the last one begins no knock and moves nothing back."""
    ear, _, _ = play(EAR, [*edges, (60.0, False)])
    late, knock = hear(ear, 60.0 - late_by, active=True)
    assert not knock
    assert late == ear
