"""Where a line rests, learned from where it stands the longest."""

from hypothesis import given
from hypothesis import strategies as st

from hardware.rest import Rest

WINDOW_S = 1.0
Edges = list[tuple[float, bool]]


def fed(edges: Edges, *, high: bool = False) -> Rest:
    rest = Rest(0.0, WINDOW_S, high=high)
    for at, level in edges:
        rest.edge(at, high=level)
    return rest


def burst(start: float, *, idle: bool, pulses: int = 8, every: float = 0.01) -> Edges:
    """A blow: pulses away from the idle level and back."""
    return [(start + turn * every, (turn % 2 == 0) != idle) for turn in range(2 * pulses)]


def test_a_line_without_edges_rests_as_it_stands() -> None:
    """Both levels, once the first while is over, and not before."""
    for high in (False, True):
        rest = fed([], high=high)
        assert rest.level(WINDOW_S - 0.01) is None
        assert rest.level(WINDOW_S) is high


@given(idle=st.booleans(), start=st.floats(0, 0.8))
def test_a_blow_in_the_first_while_is_not_where_it_rests(idle: bool, start: float) -> None:
    """A ringing of 160 ms at any moment of the first second, on a module of either kind, changes nothing."""
    assert fed(burst(start, idle=idle), high=idle).level(WINDOW_S) is idle


@given(idle=st.booleans())
def test_a_start_in_the_middle_of_a_blow_is_seen_through(idle: bool) -> None:
    """A line that is found active, and comes to rest soon after, rests where it came to."""
    assert fed([(0.1, idle)], high=not idle).level(WINDOW_S) is idle


def test_noise_all_the_while_gives_a_guess_that_quiet_mends() -> None:
    """A line that stood high for a little longer is taken to rest there; the first quiet while puts it right for good."""
    noise = [(turn * 0.05, turn % 2 == 1) for turn in range(1, 20)]
    rest = fed([*noise, (0.96, False)], high=True)
    assert rest.level(WINDOW_S) is True
    assert rest.level(2 * WINDOW_S) is False
    rest.edge(2.5, high=True)
    assert rest.level(9.0) is False


@given(st.lists(st.tuples(st.floats(0, 100, allow_nan=False), st.booleans())), st.booleans())
def test_any_edges_give_an_answer_in_time(edges: Edges, high: bool) -> None:
    """Whatever comes, in whatever order, after the first while there is an answer."""
    assert fed(edges, high=high).level(101.0) in {True, False}
