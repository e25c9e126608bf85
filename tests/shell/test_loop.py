# ruff: noqa: ARG002 - a stand-in has the arguments of the real one
"""The loop: a step happens whole or not at all, no flood keeps the picture from its turn, and it sleeps when it may."""

from collections import deque
from datetime import timedelta

import pytest
from msgspec import Struct
from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.effects import Effect, Play, Write, WriteRevision
from kiosk.core.moment import Moment
from kiosk.screens.press import pressed
from kiosk.screens.scene import Box, Piece, Plate, Scene, Size
from kiosk.screens.speech import Speech
from kiosk.shell.loop import (
    BATCH,
    FRAME_S,
    STILL_NAP_S,
    Loop,
    NotWritten,
    Outside,
    Pressed,
    Resized,
    Stop,
    Touch,
    Turned,
)
from tests.stories import EVENING

SIZE = Size(800, 480)
WRITTEN = Write((WriteRevision(1),))
PICKED = events.Picked("negroni")


class Count(Struct, frozen=True):
    """A state: how often each thing happened."""

    happened: tuple[events.Event, ...] = ()


class Counting:
    """A program that keeps what happened; tests say when its picture moves or changes."""

    def __init__(self) -> None:
        self.effects: dict[type, tuple[Effect, ...]] = {}
        self.due: float | None = None
        self.until = 0.0
        self.change: float | None = None
        self.size = SIZE
        self.composed = 0
        self.pieces: tuple[Piece, ...] = ()
        self.speech: Speech | None = None

    def step(self, state: Count, event: events.Event, now: Moment) -> tuple[Count, tuple[Effect, ...]]:
        """Keep all but Shown, which says nothing new."""
        if isinstance(event, events.Tick):
            self.due = None
        if isinstance(event, events.Shown):
            return state, self.effects.get(events.Shown, ())
        return replace(state, happened=(*state.happened, event)), self.effects.get(type(event), ())

    def deadline(self, state: Count) -> float | None:
        """As the test says."""
        return self.due

    def scene(self, state: Count, now: Moment) -> Scene:
        """A picture for each number of events; a moving one for each moment."""
        self.composed += 1
        moving = now.mono if now.mono < self.until else 0.0
        return Scene(self.size, f"{len(state.happened)} {moving} {self.change}", self.pieces)

    def moving_until(self, state: Count) -> float:
        """As the test says."""
        return self.until

    def changes_at(self, state: Count, now: Moment) -> float | None:
        """As the test says."""
        return self.change if self.change is not None and self.change > now.mono else None

    def spoken(self, state: Count, now: Moment) -> Speech | None:
        """As the test says."""
        return self.speech

    def resized(self, size: Size) -> None:
        """Keep the size."""
        self.size = size


class World:
    """An outside in memory, with its clock; whatever happens in it is kept in order."""

    def __init__(self) -> None:
        self.mono = 100.0
        self.letters: deque[object] = deque()
        self.fingers: list[Touch] = []
        self.naps: list[float] = []
        self.kept: list[object] = []
        self.broken = False
        self.program = Counting()
        self.outside = Outside(
            take=self.take,
            put=self.letters.append,
            translate=self.translate,
            touches=self.touches,
            perform=self.perform,
            paint=self.kept.append,
        )
        self.loop = Loop(self.program, self.outside, Count(), self.clock)

    def clock(self) -> Moment:
        """This moment."""
        return Moment(self.mono, EVENING + timedelta(seconds=self.mono))

    def take(self, timeout_s: float) -> object | None:
        """A letter; without one the nap is slept, unless it is the time to stop."""
        if self.letters:
            return self.letters.popleft()
        if timeout_s > 0:
            self.naps.append(timeout_s)
            self.mono += timeout_s
        return None

    def translate(self, letter: object) -> list[events.Event]:
        """A list is many events, a word is none, an event is itself."""
        if isinstance(letter, list):
            return letter
        return [] if isinstance(letter, str) else [letter]  # type: ignore[list-item]

    def touches(self, scene: Scene) -> list[Touch]:
        """What fingers did."""
        fingers, self.fingers = self.fingers, []
        return fingers

    def perform(self, effect: Effect) -> None:
        """Keep it, or fail as the store does."""
        if self.broken and isinstance(effect, Write):
            raise NotWritten("the test broke the books")
        self.kept.append(effect)

    @property
    def pictures(self) -> list[Scene]:
        """What was painted."""
        return [kept for kept in self.kept if isinstance(kept, Scene)]


@pytest.fixture
def world() -> World:
    """A program that has shown its first picture."""
    world = World()
    world.loop.show()
    return world


# --- steps -------------------------------------------------------------------------------------------------------
def test_effects_are_performed_in_their_order_before_the_picture(world: World) -> None:
    """Written, then spoken, then shown."""
    world.program.effects[events.Picked] = (WRITTEN, Play("stamp"))
    world.letters.append(PICKED)
    world.loop.receive(0)
    world.loop.turn()
    assert world.kept[1:3] == [WRITTEN, Play("stamp")]
    assert world.kept[3] is world.loop.scene


def test_a_step_whose_record_fails_never_happened(world: World) -> None:
    """Its state is dropped, nothing else of it is performed, and the core hears of it as a letter."""
    world.broken = True
    world.program.effects[events.Picked] = (WRITTEN, Play("stamp"))
    world.loop.step(PICKED)
    assert world.loop.state == Count()
    assert Play("stamp") not in world.kept
    world.loop.receive(0)
    assert world.loop.state.happened == (events.WriteFailed(PICKED, "the test broke the books"),)


def test_the_failure_waits_its_turn_in_the_mailbox(world: World) -> None:
    """Like everybody else's letter: what came first is dealt with first."""
    world.broken = True
    world.program.effects[events.Picked] = (WRITTEN,)
    world.letters.extend([PICKED, events.Stayed()])
    world.loop.receive(0)
    assert [type(event) for event in world.loop.state.happened] == [events.Stayed, events.WriteFailed]


def test_one_letter_may_mean_many_events_or_none(world: World) -> None:
    """As its translation says."""
    world.letters.extend([[PICKED, events.Stayed()], "nothing"])
    world.loop.receive(0)
    assert world.loop.state.happened == (PICKED, events.Stayed())


def test_a_flood_leaves_the_picture_its_turn(world: World) -> None:
    """No more letters are taken between two pictures than a batch; the rest are not lost."""
    world.letters.extend([PICKED] * (BATCH + 10))
    world.loop.receive(0)
    assert len(world.loop.state.happened) == BATCH
    world.loop.turn()
    assert len(world.pictures) == 2
    world.loop.receive(0)
    assert len(world.loop.state.happened) == BATCH + 10


def test_fingers_are_steps_too(world: World) -> None:
    """And show in the same turn."""
    world.fingers = [PICKED]
    world.loop.turn()
    assert world.loop.state.happened == (PICKED,)
    assert len(world.pictures) == 2


def test_time_is_an_event_when_it_was_announced(world: World) -> None:
    """One tick at the deadline, none before."""
    world.program.due = 101.0
    world.loop.turn()
    assert not world.loop.state.happened
    world.mono = 101.0
    world.loop.turn()
    world.loop.turn()
    assert world.loop.state.happened == (events.Tick(),)


# --- pictures ----------------------------------------------------------------------------------------------------
def test_the_core_is_told_that_its_state_is_shown_after_the_picture(world: World) -> None:
    """Shown comes after the paint, with the picture already on the screen."""
    world.program.effects[events.Shown] = (Play("bell"),)
    world.fingers = [PICKED]
    world.loop.turn()
    assert world.kept[-2:] == [world.loop.scene, Play("bell")]


def test_nothing_is_composed_while_nothing_happens(world: World) -> None:
    """A still picture costs nothing."""
    for _ in range(10):
        world.loop.turn()
    assert (world.program.composed, len(world.pictures)) == (1, 1)


def test_a_picture_that_is_the_same_is_not_painted_again(world: World) -> None:
    """Paint only what differs."""
    world.program.scene = lambda *_: Scene(SIZE, "the same", ())  # type: ignore[method-assign]
    world.fingers = [PICKED]
    world.loop.turn()
    world.fingers = [PICKED]
    world.loop.turn()
    assert len(world.pictures) == 2


def test_what_moves_is_composed_again_until_it_rests(world: World) -> None:
    """Each turn, and once more when the movement is over, so that it does not stop short of its end."""
    world.program.until = 100.05
    world.fingers = [PICKED]
    for mono in (100.0, 100.02, 100.04, 100.06, 100.08):
        world.mono = mono
        world.loop.turn()
    assert world.program.composed == 1 + 4
    assert world.pictures[-1].ground == "1 0.0 None"


def test_a_picture_that_changes_by_itself_is_composed_at_its_moment(world: World) -> None:
    """And not before."""
    world.program.change = 110.0
    world.fingers = [PICKED]
    world.loop.turn()
    before = world.program.composed
    world.mono = 109.9
    world.loop.turn()
    assert world.program.composed == before
    world.mono = 110.0
    world.loop.turn()
    assert world.program.composed == before + 1


def test_another_size_is_another_picture(world: World) -> None:
    """Composed for the new size at once."""
    world.fingers = [Resized(Size(1280, 720))]
    world.loop.turn()
    assert world.pictures[-1].size == Size(1280, 720)


def test_a_held_button_is_shown_at_once(world: World) -> None:
    """The next picture shows it pushed in, the one after its finger is gone shows it as it was; the core hears nothing."""
    world.program.pieces = (Plate(Box(0, 0, 90, 90), "bone", event=PICKED),)
    world.fingers = [Resized(SIZE)]
    world.loop.turn()
    still = world.pictures[-1]
    world.fingers = [Pressed(PICKED)]
    world.loop.turn()
    assert world.pictures[-1] == pressed(still, PICKED) != still
    world.fingers = [Pressed(None)]
    world.loop.turn()
    assert (world.pictures[-1], world.loop.state) == (still, Count())


# --- sleeping and stopping ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("due", "until", "change", "nap"),
    [
        (None, 0.0, None, STILL_NAP_S),
        (None, 200.0, None, FRAME_S - 0.006),
        (100.005, 0.0, None, 0.005),
        (None, 0.0, 100.004, 0.004),
        (99.0, 0.0, None, 0.0),
        (900.0, 0.0, 900.0, STILL_NAP_S),
    ],
)
def test_a_nap_ends_in_time(
    world: World, due: float | None, until: float, change: float | None, nap: float
) -> None:
    """Short enough for a finger, for what moves, and for what is due; never less than none."""
    world.program.due, world.program.until = due, until
    world.loop._next_change = change
    world.loop._beat = 99.994
    assert world.loop._nap_s() == pytest.approx(nap)


def test_pictures_keep_the_beat(world: World) -> None:
    """While something moves, sixty are asked for in a second, though each is a little late; after a long wait it begins anew."""
    world.program.until = 102.0
    world.loop.turn()
    before = world.program.composed
    while world.mono < 101.0:
        world.mono += world.loop._nap_s() + 0.003
        world.loop.turn()
    assert 59 <= world.program.composed - before <= 61
    world.mono = 101.5
    world.loop.turn()
    assert world.loop._nap_s() == pytest.approx(FRAME_S)


@pytest.mark.parametrize("where", ["letters", "fingers"])
def test_it_turns_until_it_is_told_to_stop(where: str) -> None:
    """By a letter or by a closed window; it shows a picture first, and takes no letter after."""
    world = World()
    getattr(world, where).append(Stop())
    if where == "letters":
        world.letters.append(PICKED)
    world.loop.run()
    assert (len(world.pictures), world.loop.turning, world.loop.state) == (1, False, Count())


def test_it_sleeps_on_the_mailbox(world: World) -> None:
    """Through a quiet second it naps, as long as a finger does not notice, and then stops when told."""
    world.program.due = 101.0
    world.program.effects[events.Tick] = (Play("bell"),)
    world.loop._outside = replace(world.loop._outside, perform=lambda _: world.letters.append(Stop()))
    world.loop.run()
    assert len(world.naps) == pytest.approx(1 / STILL_NAP_S, abs=2)


class Watching:
    """Somebody who wants to know that the loop turns."""

    nap_at_most_s: float | None = 0.01

    def __init__(self) -> None:
        self.turns: list[Turned] = []

    def turned(self, turn: Turned) -> None:
        """Keep it."""
        self.turns.append(turn)


def test_each_turn_is_told_to_whoever_watches(world: World) -> None:
    """With its moment, after the picture; and no turn sleeps longer than the watcher allows."""
    watcher = Watching()
    world.program.due = 101.0
    world.program.effects[events.Tick] = (Play("bell"),)
    world.loop._outside = replace(world.loop._outside, perform=lambda _: world.letters.append(Stop()))
    world.loop.run(watcher)
    assert len(watcher.turns) == pytest.approx(100, abs=2)
    assert all(turn.shown for turn in watcher.turns)
    assert all(turn.drained for turn in watcher.turns[:-1])
    assert watcher.turns[-1].at == pytest.approx(101.0, abs=0.02)
    assert max(world.naps) == pytest.approx(0.01)


def test_a_flood_is_no_empty_mailbox(world: World) -> None:
    """Whoever watches can tell a turn that read everything from one that left letters for the next."""
    world.letters.extend([PICKED] * (BATCH + 1))
    assert not world.loop.receive(0)
    assert world.loop.receive(0)


@pytest.mark.parametrize(
    ("moves_until", "due", "nap_s"), [(0.0, None, STILL_NAP_S), (0.0, 101.0, 1.0 / 60), (1e6, None, FRAME_S)]
)
def test_on_a_quicker_clock_pictures_and_fingers_keep_the_machine_s_pace(
    world: World, moves_until: float, due: float | None, nap_s: float
) -> None:
    """Sixty times as fast: what is due comes sixty times sooner, and nobody looks or paints more often than ever."""
    world.loop = Loop(world.program, world.outside, Count(), world.clock, speed=60.0)
    world.loop.show()
    world.program.due, world.program.until = due, moves_until
    assert world.loop._nap_s() == pytest.approx(nap_s)
