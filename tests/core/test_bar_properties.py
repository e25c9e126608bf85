"""Whatever happens to a display, in whatever order: it neither falls over, nor decides, nor goes back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.core import bar, events
from kiosk.core.bar_state import Bar
from kiosk.core.board import Board, BoardOrder, Pause
from kiosk.core.effects import Ask, Effect, TellSeen, Write
from kiosk.core.order import OPEN, Line, Status
from kiosk.core.request import Reason, Response
from kiosk.core.rules import BarRules
from tests.stories import BOOKS, EVENING, MENU, NAVIGLI, Clock, Played, a_bar
from tests.strange import alien_to_the_bar, alien_to_the_hatch

OTHER = "darsena"
hatches = st.sampled_from([NAVIGLI, OTHER, "stranger"])
lines = st.just((Line("negroni", "Negroni", 1, 700),))
ages = st.sampled_from([0.0, 5.0, 200.0])


def orders(statuses: list[Status]) -> st.SearchStrategy[tuple[BoardOrder, ...]]:
    """A few orders in these statuses, each number once."""
    one = st.builds(
        BoardOrder,
        st.integers(1, 5),
        st.just("word"),
        st.just("answer"),
        st.just("it"),
        lines,
        st.just(700),
        st.sampled_from(statuses),
        ages,
        ages,
        st.none() | st.sampled_from(list(Status)),
    )
    return st.lists(one, max_size=4, unique_by=lambda order: order.number).map(tuple)


boards = st.builds(
    Board,
    st.sampled_from([BOOKS, BOOKS, "fresh"]),
    st.integers(0, 9),
    st.just("2026-11-20"),
    st.just(EVENING),
    open=orders(sorted(OPEN)),
    closed=orders(sorted(set(Status) - OPEN)),
    sold_out=st.sampled_from([(), ("negroni",)]),
    pause=st.none() | st.just(Pause(EVENING)),
)
ids = st.builds("banco-boot-{}".format, st.integers(1, 9)) | st.just("other-1")
anything = st.one_of(
    st.builds(events.BoardCame, hatches, boards, live=st.booleans()),
    st.builds(events.BoardCame, hatches, boards, live=st.booleans()),
    st.builds(events.Answered, hatches, st.builds(Response, ids, st.none() | st.sampled_from(list(Reason)))),
    st.builds(events.LinkChanged, st.booleans()),
    st.builds(
        events.NotUnderstood, st.sampled_from(["x/navigli/board", "x/navigli/knock", "junk"]), st.just("why")
    ),
    st.builds(events.MenuCame, hatches, st.just(MENU)),
    st.sampled_from([events.Tick(), events.Shown(), events.Shown(), events.PublishAgain()]),
    alien_to_the_hatch,
)
steps = st.lists(st.tuples(st.sampled_from([0.0, 0.05, 0.5, 5.0, 13.0]), anything), max_size=40)


class Display(Played[Bar]):
    """A display whose every step is checked."""

    def __init__(self) -> None:
        super().__init__(bar.step, bar.deadline, a_bar(NAVIGLI, OTHER), Clock())
        self.ids: list[str] = []

    def _one(self, event: events.Event) -> list[Effect]:
        before = {side.hatch: side.board for side in self.state.sides}
        performed = super()._one(event)
        for effect in performed:
            assert not isinstance(effect, Write), "it keeps nothing"
            if isinstance(effect, Ask):
                self.ids.append(effect.id)
            if isinstance(effect, TellSeen):
                self._check_seen(effect)
        assert len(self.ids) == len(set(self.ids)), "no request id is used twice"
        for side in self.state.sides:
            was = before[side.hatch]
            if was is not None and side.board is not None and was.books == side.board.books:
                assert side.board.revision >= was.revision, "what is shown never goes back"
        assert self.state.page >= 0
        return performed

    def _check_seen(self, told: TellSeen) -> None:
        side = self.state.side(told.hatch)
        assert self.state.link_up
        assert self.state.view == "tickets"
        assert side is not None
        assert side.board is not None
        assert (told.books, told.revision) == (side.board.books, side.board.revision)

    def play(self, given_: list[tuple[float, events.Event]]) -> None:
        """Events, each so many seconds after the one before, with one tick when a deadline has passed."""
        for seconds, event in given_:
            self.clock.on(seconds)
            due = bar.deadline(self.state)
            if due is not None and due <= self.clock.mono:
                self.do(events.Tick())
                due = bar.deadline(self.state)
                assert due is None or due > self.clock.mono, "a deadline is stuck in the past"
            self.do(event)


@settings(max_examples=200, deadline=None)
@given(steps)
def test_a_display_never_goes_back_and_tells_only_what_it_shows(
    given_: list[tuple[float, events.Event]],
) -> None:
    """In any order of boards, answers, touches and time."""
    Display().play(given_)


@settings(max_examples=80, deadline=None)
@given(steps, alien_to_the_bar)
def test_what_is_the_hatchs_means_nothing_to_a_display(
    given_: list[tuple[float, events.Event]], event: events.Event
) -> None:
    """In any state it returns the very same state, and asks for nothing."""
    display = Display()
    display.play(given_)
    state, effects = bar.step(display.state, event, display.clock())
    assert state is display.state
    assert effects == ()


@settings(max_examples=80, deadline=None)
@given(steps)
def test_whatever_happened_silence_brings_a_display_to_rest(given_: list[tuple[float, events.Event]]) -> None:
    """With nothing more to hear and nobody to touch it, it shows the first tickets and waits for nothing.

    But for a new order that nobody has taken on: that it calls out for as long as a touch could answer it.
    """
    display = Display()
    display.play(given_)
    display.wait(BarRules().figures_stay_s)
    online = {one.hatch for one in display.state.sides if one.online is not False}
    answerable = online & set(display.state.linked)
    calls = any(hatch in answerable for hatch, _ in display.state.calling)
    assert (bar.deadline(display.state) is not None) == calls
    assert (display.state.view, display.state.page, display.state.acts) == ("tickets", 0, ())
