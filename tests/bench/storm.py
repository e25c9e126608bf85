"""What an edge of the knock line costs, and what a line gone mad does to the screen: 10,000 edges a second for ten seconds."""

import resource
import time
from collections.abc import Callable, Iterator, Sequence
from threading import Event, Thread

from kiosk.core import events, hatch, knock
from kiosk.core.hatch_state import Hatch
from kiosk.core.moment import Moment
from kiosk.shell.clock import moment
from tests.bench.desk import Desk
from tests.bench.inside import Inside, inside, touches
from tests.bench.table import Goal, Row
from tests.corpus import trains
from tests.stories import a_hatch

RATE, LASTS_S, TOUCHES = 10_000, 10.0, 60
STEP_S = 0.005
"""The storm's thread sleeps so long and then makes up for it, as a driver's does."""
FRAME_MS = 1000 / 60
COST, USUAL = Goal("p99 <= 20", 20.0, 99), Goal("p95 <= 20", 20.0, 95)


def edges(desk: Desk) -> Iterator[Row]:
    """What the ear makes of one edge, and the core's whole step for it: of people who knock, and of a storm."""
    night = [edge for train in trains.guests(2000, 6) for edge in train.edges]
    storm = [(turn / RATE, turn % 2 == 0) for turn in range(int(RATE * LASTS_S))]
    yield Row("an edge of a knock, by the ear", _steps_us(night, _ears), "us", COST)
    yield Row("an edge of a storm, by the ear", _steps_us(storm, _ears), "us", COST)
    whole = "the first of a knocking wakes the hatch, which is more than an edge"
    yield Row("an edge of a knock, through the core", _steps_us(night, _cores), "us", USUAL, whole)
    yield Row("an edge of a storm, through the core", _steps_us(storm, _cores), "us", COST)


def storm(desk: Desk) -> Iterator[Row]:
    """Touches on the menu before the storm and in it: how much later their pictures come, and what the memory does."""
    slugs = [drink.slug for drink in desk.settings.menu.drinks]
    calm: list[float] = []
    stormy: list[float] = []
    grown: list[float] = []

    def guest(hatch_: Inside) -> None:
        hatch_.wake()
        calm.extend(touches(hatch_, slugs, TOUCHES))
        with_all = _peak_mb()
        over = Event()
        thread = Thread(target=_blow, args=(hatch_, over))
        thread.start()
        stormy.extend(touches(hatch_, slugs, TOUCHES))
        over.set()
        thread.join()
        grown.append(_peak_mb() - with_all)

    with inside(desk) as one:
        one.play(guest)
        assert one.turning.state.ear.deaf == "storm", "the ear has not noticed"
    yield Row("touch to painted pixels, the line at rest", calm)
    yield Row(f"touch to painted pixels, {RATE:,} edges a second", stormy)
    later = sorted(stormy)[TOUCHES * 95 // 100] - sorted(calm)[TOUCHES * 95 // 100]
    yield Row("  later by (of the p95)", [later], "ms", Goal("a frame at most", FRAME_MS))
    yield Row("  memory grown", grown, "MB", Goal("<= 1", 1.0))


def _blow(hatch_: Inside, over: Event) -> None:
    """Edges as fast as the line gives them, for ten seconds at least."""
    began, sent = time.monotonic(), 0
    while not over.is_set() or time.monotonic() < began + LASTS_S:
        wanted = int((time.monotonic() - began) * RATE)
        for turn in range(sent, wanted):
            hatch_.stage.mailbox.put(events.KnockEdge(began + turn / RATE, turn % 2 == 0))
        sent = wanted
        time.sleep(STEP_S)


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _ears(state: Hatch, edge: events.KnockEdge, _now: Moment) -> None:
    knock.hear(state.ear, edge.at, edge.active)


def _cores(state: Hatch, edge: events.KnockEdge, now: Moment) -> None:
    hatch.step(state, edge, now)


def _steps_us(
    line: Sequence[tuple[float, bool]], does: Callable[[Hatch, events.KnockEdge, Moment], None]
) -> list[float]:
    """Each edge at its own time, with a tick wherever the core asks for one before it (which is not measured)."""
    state: Hatch = a_hatch()
    begins, samples, wall, last = state.look_at, [], moment().wall, 0.0
    offset = 0.0
    for at, active in line:
        if at < last:
            offset += last + 60  # the next shutter
        last = at
        now = Moment(max(0.0, begins) + offset + at, wall)
        while (due := hatch.deadline(state)) is not None and due <= now.mono:
            state, _ = hatch.step(state, events.Tick(), Moment(due, wall))
        edge = events.KnockEdge(now.mono, active)
        started = time.perf_counter_ns()
        does(state, edge, now)
        samples.append((time.perf_counter_ns() - started) / 1000)
        state, _ = hatch.step(state, edge, now)
    return samples
