"""Trials of the ear: errors are counted, and better rules are found where there are any."""

from msgspec.structs import replace

from kiosk.commands.knock_trial import better, differing, parts, score
from kiosk.core.events import KnockEdge
from kiosk.core.rules import KnockRules
from kiosk.wire.knock_trace import Happened, Mark, Trace

RULES = KnockRules()


def blow(at: float, *, rings_s: float = 0.012, every_s: float = 0.003) -> list[Happened]:
    """A burst that begins at `at`: edges `every_s` apart, and quiet after `rings_s`."""
    count = 2 * max(1, round(rings_s / every_s / 2))
    return [KnockEdge(at + turn * every_s, turn % 2 == 0) for turn in range(count)]


def knocking(at: float, count: int, *, rings_s: float = 0.012, every_s: float = 0.003) -> list[Happened]:
    """So many blows, as uneven as a hand's."""
    blows = [
        blow(at + turn * 0.21 + 0.013 * (turn % 3), rings_s=rings_s, every_s=every_s) for turn in range(count)
    ]
    return [Mark(at - 0.5, f"knocks {count}"), *(edge for one in blows for edge in one)]


def trial(*happened: list[Happened], ended: float = 60.0) -> Trace:
    return Trace(tuple(one for some in happened for one in some), ended)


def test_a_recording_is_cut_at_its_marks() -> None:
    """Each part has what was done, how many knocks were asked for, and what happened; nothing before the first mark."""
    trace = trial(
        [KnockEdge(0.1, True), Mark(1.0, "quiet"), KnockEdge(1.5, True)], knocking(5.0, 3), ended=9.0
    )
    quiet, knocks = parts(trace)
    assert (quiet.what, quiet.wanted, quiet.edges, quiet.start, quiet.end) == ("quiet", 0, 1, 1.0, 4.5)
    assert (knocks.what, knocks.wanted, knocks.end) == ("knocks", 3, 9.0)
    assert knocks.edges > 3


def test_what_is_heard_right_costs_nothing() -> None:
    """Two bouts as asked for, and a quiet street."""
    told = score(RULES, trial([Mark(0.0, "quiet")], knocking(10.0, 3), knocking(20.0, 2)))
    assert (told.asked, told.missed, told.miscounted, told.cost) == (2, 0, 0, 0)
    assert [(woken.what, woken.times) for woken in told.woken] == [("quiet", 0)]


def test_errors_are_counted_each_as_what_it_is() -> None:
    """A bout that nobody hears, one that is counted wrong, and a bottle that wakes the hatch."""
    trace = trial(
        [Mark(0.0, "knocks 4")],
        [Mark(9.0, "knocks 4"), *knocking(10.0, 3)[1:]],
        [Mark(20.0, "bottle"), *knocking(21.0, 2)[1:]],
    )
    told = score(RULES, trace)
    assert (told.asked, told.missed, told.miscounted) == (2, 1, 1)
    assert [(woken.what, woken.times, woken.seconds) for woken in told.woken] == [("bottle", 1, 40.0)]


def test_a_bout_at_the_end_of_its_part_is_heard_to_its_end() -> None:
    """The silence that ends it may belong to the next part already."""
    told = score(RULES, trial(knocking(10.0, 3), [Mark(10.6, "quiet")]))
    assert (told.missed, told.miscounted) == (0, 0)


def test_rules_that_hear_all_are_left_alone() -> None:
    """Nothing is changed for its own sake."""
    assert better(RULES, trial(knocking(10.0, 3), knocking(20.0, 4))) == RULES


def test_wood_that_rings_long_gets_rules_that_let_it() -> None:
    """Blows of 300 ms were taken for a rumble: the proposal hears them, and differs in nothing else."""
    heard = trial(*(knocking(10.0 * turn, 1 + turn, rings_s=0.17) for turn in range(1, 4)))
    strict = replace(RULES, most_ring_s=0.12)
    assert score(strict, heard).cost > 0
    proposal = better(strict, heard)
    assert score(proposal, heard).cost == 0
    assert set(differing(strict, proposal)) == {"most_ring_s"}


def test_a_bottle_that_only_clicks_is_kept_out_when_knocks_ring_longer() -> None:
    """Where everything that is no knock is shorter than every knock, a least ringing tells them apart."""
    clicks = knocking(41.0, 3, rings_s=0.001, every_s=0.0005)[1:]
    heard = trial(knocking(10.0, 3), knocking(20.0, 4), [Mark(40.0, "bottle"), *clicks])
    assert score(RULES, heard).cost > 0
    proposal = better(RULES, heard)
    assert score(proposal, heard).cost == 0
    assert set(differing(RULES, proposal)) == {"least_ring_s"}


def test_what_no_rule_can_tell_apart_is_not_made_worse() -> None:
    """A bottle that is a knock in everything stays an error, and is told as one."""
    same = [Mark(40.0, "bottle"), *knocking(41.0, 3)[1:]]
    heard = trial(knocking(10.0, 3), same)
    assert score(better(RULES, heard), heard).cost <= score(RULES, heard).cost
