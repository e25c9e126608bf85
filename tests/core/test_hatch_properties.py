"""Whatever happens to a hatch, in whatever order, with books that fail and processes that die: its promises hold."""

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kiosk.core import events, hatch
from kiosk.core.effects import Answer, Effect, ShowBoard, Write
from kiosk.core.order import Status, Who, may
from kiosk.core.request import Advance, Resend, SellOut, SetPause, Undo
from kiosk.core.rules import HatchRules
from kiosk.core.telling import RESERVE
from tests.stories import BOOKS, MENU, NAVIGLI, PAIRS, Clock, Played, Records, a_hatch, a_house
from tests.strange import alien_to_the_hatch

SLUGS = [drink.slug for drink in MENU.drinks]
CENTS = {drink.slug: drink.price_cents for drink in MENU.drinks}
Given = Callable[["Night"], None]

numbers = st.integers(1, 6)
statuses = st.sampled_from(list(Status))
drinks = st.sampled_from([*SLUGS[:3], "absinthe"])
wishes = st.sampled_from([(), ("no-egg",)])
requests = st.one_of(
    st.builds(Advance, numbers, statuses),
    st.builds(Advance, numbers, st.sampled_from([Status.ACKNOWLEDGED, Status.READY])),
    st.builds(Undo, numbers, statuses),
    st.builds(SellOut, drinks, st.booleans()),
    st.builds(SetPause, st.booleans()),
    st.just(Resend()),
)
touches = st.one_of(
    st.builds(events.Picked, drinks, wishes),
    st.builds(events.PutBack, drinks),
    st.builds(events.DrinkAsked, drinks),
    st.builds(events.Wished, st.sampled_from(["no-egg", "gold"])),
    st.builds(events.ShelfAsked, st.sampled_from(["classics", "beside"])),
    st.builds(events.PageAsked, st.sampled_from([-1, 1])),
    st.sampled_from(
        [events.LanguagesAsked(), events.BasketAsked(), events.LargeAsked(), events.AloudAsked()]
    ),
    st.builds(events.CancelAsked, numbers),
    st.builds(events.LanguageChosen, st.sampled_from(["it", "en", "fr"])),
    st.sampled_from(
        [events.Woken(), events.CheckAsked(), events.MenuAsked(), events.Stayed(), events.Left()]
    ),
    st.just(events.Confirmed()),
)
from_the_wire = st.one_of(
    st.builds(events.Requested, st.sampled_from([f"id{at}" for at in range(40)]), st.just("banco"), requests),
    st.builds(events.SeenBy, st.just("banco"), st.sampled_from([BOOKS, "others"]), st.integers(0, 3000)),
    st.builds(events.DisplayChanged, st.sampled_from(["banco", "due"]), st.booleans()),
    st.builds(events.LinkChanged, st.booleans()),
    st.builds(events.NotUnderstood, st.just("t"), st.just("why"), st.booleans(), st.sampled_from(["", "id"])),
    st.sampled_from([events.NobodyListens(), events.PublishAgain()]),
)
sensors = st.one_of(
    st.builds(events.KnockEdge, st.floats(900, 1100), st.booleans()),
    st.builds(events.SlitMoved, st.floats(900, 1100), st.booleans()),
    st.builds(events.PinFault, st.sampled_from(["knock", "slit"]), st.just("why")),
    st.builds(events.PinBack, st.sampled_from(["knock", "slit"])),
)
anything = st.one_of(
    touches, from_the_wire, sensors, alien_to_the_hatch, st.sampled_from([events.Tick(), events.Shown()])
)


class Night(Played[hatch.Hatch]):
    """A hatch whose every step is checked against a plain model of what was written and told."""

    def __init__(self, rules: HatchRules, words: int) -> None:
        house = a_house(rules, PAIRS[:words])
        super().__init__(hatch.step, hatch.deadline, a_hatch(house), Clock(), Records(rules))
        self.told = -1
        """The highest revision ever told."""
        self.facts: dict[int, object] = {}
        """What was on record when a revision was told."""

    def _one(self, event: events.Event) -> list[Effect]:
        before = {number: order.status for number, order in self.records.orders.items()}
        moves = len(self.records.moves)
        performed = super()._one(event)
        assert all(not isinstance(effect, Write) for effect in performed[1:]), "records come first, and once"
        for number, was, goal, who in self.records.moves[moves:]:
            self._moved(number, was, goal, who)
        for effect in performed:
            if isinstance(effect, ShowBoard):
                self._check(effect)
        if isinstance(event, events.Requested):
            assert [effect.response.id for effect in performed if isinstance(effect, Answer)] == [event.id]
        self._agree(before)
        return performed

    def _moved(self, number: int, was: Status | None, goal: Status, who: str) -> None:
        order = self.records.orders[number]
        if was is None:
            assert goal is Status.PLACED
            assert order.total_cents == sum(CENTS[line.drink] * line.quantity for line in order.lines) > 0
            assert sum(line.quantity for line in order.lines) <= self.records.rules.drinks_per_order
        elif order.before is not None:
            kind = {"guest": Who.GUEST, "clock": Who.CLOCK}.get(who, Who.BARTENDER)
            assert may(kind, was, goal), "only legal moves"
            assert order.before is was
        else:
            assert who == "banco", "only the bartender takes a step back"

    def _check(self, shown: ShowBoard) -> None:
        """Nobody hears of what is not written, and of nothing less."""
        board, written = shown.board, self.records
        assert board.revision >= self.told, "revisions never go back"
        assert board.revision <= written.revision or board.revision == 0, "none is told that is not on record"
        self.told = board.revision
        standing = {number: order.status for number, order in written.orders.items() if order.is_open}
        assert {order.number: order.status for order in board.open} == standing, (
            "no open order lost or resurrected"
        )
        assert len(board.open) == len(standing), "none doubled"
        assert all(written.orders[order.number].status is order.status for order in board.closed)
        assert board.marks == tuple(sorted(written.marks.values(), key=lambda mark: mark.drink))
        assert board.sold_out == tuple(mark.drink for mark in board.marks if not mark.left)
        assert board.pause == written.pause
        on_record = (standing, board.marks, board.pause)
        assert self.facts.setdefault(board.revision, on_record) == on_record, "one revision tells one thing"
        assert all(order.total_cents == sum(line.total_cents for line in order.lines) for order in board.open)

    def _agree(self, before: dict[int, Status]) -> None:
        """The state is what is written; nothing that was there is gone."""
        written, state = self.records.orders, self.state
        assert set(before) <= set(written)
        assert {order.number: order.status for order in state.open_orders} == {
            number: order.status for number, order in written.items() if order.is_open
        }
        words = [order.word for order in state.open_orders]
        assert len(words) == len(set(words)), "no two open orders share a word"
        assert state.next_number == max(written, default=0) + 1
        assert state.seen <= state.revision <= max(state.reserved, 0)

    def let_pass(self, seconds: float) -> None:
        """Time passes in one leap, as on a machine that slept; then the core is ticked until it has caught up."""
        self.clock.on(seconds)
        for _ in range(3):
            due = self._deadline(self.state)
            if due is None or due > self.clock.mono:
                return
            self.do(events.Tick())
        due = self._deadline(self.state)
        assert due is None or due > self.clock.mono, "a deadline is stuck in the past"

    def crash(self) -> None:
        """Killed, and its books opened again."""
        self.state = a_hatch(self.state.house, self.records.load(self.clock()), self.clock())


def happening(event: Any) -> Given:
    """An event happens."""

    def given_(night: Night) -> None:
        night.do(event)

    return given_


def time(seconds: float) -> Given:
    """Time passes."""
    return lambda night: night.let_pass(seconds)


def ordering(slugs: list[str]) -> Given:
    """A guest orders, as quickly as a guest can."""

    def given_(night: Night) -> None:
        night.do(events.Left(), events.Woken())
        night.clock.on(1)
        touches: list[events.Event] = [events.Picked(slug) for slug in slugs]
        for touch in (*touches, events.CheckAsked(), events.Confirmed()):
            night.clock.on(0.6)
            night.do(touch)
        night.clock.on(1)

    return given_


def serving(which: int, how_far: int) -> Given:
    """The bartender takes one of the open orders further; beyond the hand-over is a refusal."""

    def given_(night: Night) -> None:
        opened = night.state.open_orders
        if opened:
            order = opened[which % len(opened)]
            goals = (Status.ACKNOWLEDGED, Status.READY, Status.COLLECTED)[:how_far] or (Status.REFUSED,)
            for goal in goals:
                night.do(events.Requested(f"serve-{len(night.done)}", "banco", Advance(order.number, goal)))

    return given_


def regretting(which: int) -> Given:
    """The bartender takes the last step of one of the orders back."""

    def given_(night: Night) -> None:
        if night.state.orders:
            order = night.state.orders[which % len(night.state.orders)]
            night.do(events.Requested(f"undo-{len(night.done)}", "banco", Undo(order.number, order.status)))

    return given_


def books(broken: bool) -> Given:
    """The books stop taking ink, or take it again."""

    def given_(night: Night) -> None:
        night.records.broken = broken

    return given_


def used_up(left: int) -> Given:
    """Nearly all revisions of the block have been told."""

    def given_(night: Night) -> None:
        if night.state.reserved - night.state.revision > left and night.told >= 0:
            night.state = replace(night.state, revision=night.state.reserved - left)

    return given_


usual = st.one_of(
    st.lists(st.sampled_from(SLUGS[:3]), min_size=1, max_size=3).map(ordering),
    st.builds(serving, st.integers(0, 5), st.integers(0, 3)),
    st.builds(regretting, st.integers(0, 5)),
    st.sampled_from([0.5, 6.0, 31.0, 130.0, 901.0, 1801.0]).map(time),
)
"""What a night is made of."""
unusual = st.one_of(
    anything.map(happening),
    from_the_wire.map(happening),
    st.sampled_from([0.0, 0.1, 1.0, 46.0]).map(time),
    st.booleans().map(books),
    st.integers(0, 1).map(used_up),
    st.just(Night.crash),
)
steps = st.lists(st.one_of(usual, unusual), max_size=40)
nights = st.lists(st.one_of(usual, usual, unusual), min_size=15, max_size=60)
rules = st.builds(
    HatchRules,
    open_orders=st.integers(1, 5),
    recent_s=st.sampled_from([30.0, 900.0]),
    word_rests_s=st.sampled_from([1.0, 30.0, 1800.0]),
    double_touch_s=st.sampled_from([0.0, 0.4]),
)


@settings(max_examples=200, deadline=None)
@given(rules, st.sampled_from([1, 2, 3, 43]), nights)
def test_no_order_is_lost_doubled_or_resurrected(rules: HatchRules, words: int, given_: list[Given]) -> None:
    """After every step the board, the state and the books agree; revisions rise; words are each one's own."""
    night = Night(rules, words)
    for step in given_:
        step(night)


@settings(max_examples=100, deadline=None)
@given(nights, st.lists(st.sampled_from([0.5, 6.0, 31.0, 1801.0]), min_size=1, max_size=6))
def test_no_deadline_is_stuck_in_the_past_while_the_books_fail(
    given_: list[Given], leaps: list[float]
) -> None:
    """However long nothing can be written, a tick at its time leaves the next one later; then all is made good."""
    night = Night(HatchRules(), 43)
    for step in given_:
        step(night)
    night.records.broken = True
    for seconds in leaps:
        night.let_pass(seconds)
    night.records.broken = False
    night.let_pass(night.records.rules.retry_s)
    assert night.state.trouble == ""


@settings(max_examples=60, deadline=None)
@given(steps, alien_to_the_hatch)
def test_what_is_the_bars_means_nothing_to_a_hatch(given_: list[Given], event: events.Event) -> None:
    """In any state it returns the very same state, and asks for nothing."""
    night = Night(HatchRules(), 43)
    for step in given_:
        step(night)
    state, effects = hatch.step(night.state, event, night.clock())
    assert state is night.state
    assert effects == ()


@settings(max_examples=60, deadline=None)
@given(steps, anything)
def test_a_step_is_a_function(given_: list[Given], event: events.Event) -> None:
    """The same event in the same state at the same moment comes to the same."""
    night = Night(HatchRules(), 43)
    for step in given_:
        step(night)
    assert hatch.step(night.state, event, night.clock()) == hatch.step(night.state, event, night.clock())


def test_a_thousand_boards_and_a_crash_leave_no_revision_told_twice() -> None:
    """Beyond one block of reserved revisions, with the process killed between any two of them."""
    night = Night(HatchRules(), 43)
    told: list[int] = []
    for turn in range(RESERVE + 50):
        performed = night.do(events.Requested(f"r{turn}", NAVIGLI, SetPause(on=not turn % 2)))
        told += [effect.board.revision for effect in performed if isinstance(effect, ShowBoard)]
        if turn % 100 == 7:
            night.crash()
    assert told == sorted(set(told))
