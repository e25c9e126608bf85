"""What a picture costs while something moves, and how evenly the pictures follow one another."""

import time
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from kiosk.core import events
from kiosk.core.hatch_state import Hatch
from tests.bench.desk import Desk
from tests.bench.inside import REST_S, Inside, inside
from tests.bench.table import Goal, Row

TURNS = 15
FRAME_MS = 1000 / 60
COST = Goal("p95 <= 16.6", 16.6, 95)
PACE = Goal("p95 <= 20", 20, 95)
SETTLED_S = 0.8
"""Longer than anything here moves."""


class Film(Struct):
    """What one motion's pictures cost, and the time from each to the next, in milliseconds."""

    costs: list[float]
    paces: list[float]

    def add(self, here: Inside) -> None:
        """Take what was painted: a picture begins when it is composed, and is finished when it is handed over."""
        self.costs += [(one.at - one.began) * 1000 for one in here.pictures]
        self.paces += [
            (after - before) * 1000 for (before, moved), (after, _) in pairwise(here.asked) if moved
        ]


def frames(desk: Desk) -> Iterator[Row]:
    """Compose, paint and hand over, of every picture of a motion; and from the beginning of each to that of the next."""
    films = {name: Film([], []) for name in MOTIONS}

    def guest(here: Inside) -> None:
        for name, play in MOTIONS.items():
            for turn in range(TURNS):
                asleep(here)
                here.still(turn, REST_S)
                play(here, films[name], turn)

    with inside(desk) as here:
        here.play(guest)
    for name, film in films.items():
        yield Row(f"a frame: {name}", film.costs, goal=COST)
        if film.paces:
            yield Row("  from a frame to the next", film.paces, goal=PACE)


def asleep(here: Inside) -> None:
    """Nobody is at the wall, and nothing moves."""
    if here.turning.state.visit is not None:
        here.stage.mailbox.put(events.Left())
    time.sleep(SETTLED_S)


def ask(here: Inside, event: events.Event, wanted: Callable[[Hatch], bool]) -> None:
    """Let something happen, and wait for its picture."""
    since = time.monotonic()
    here.stage.mailbox.put(event)
    here.painted(since, wanted)


# --- the motions -------------------------------------------------------------------------------------------------
def _shutter(here: Inside, film: Film, _turn: int) -> None:
    ask(here, events.Woken(), lambda state: state.visit is not None)
    time.sleep(SETTLED_S)
    film.add(here)


def _knocks(here: Inside, film: Film, _turn: int) -> None:
    here.wood.knock(3, 180)
    time.sleep(SETTLED_S)
    film.add(here)


def _stamp(here: Inside, film: Film, turn: int) -> None:
    menu = here.turning.state.house.menu
    ask(here, events.Woken(), lambda state: state.visit is not None)
    for event in (events.Picked(menu.drinks[turn % len(menu.drinks)].slug), events.CheckAsked()):
        time.sleep(SETTLED_S)
        here.stage.mailbox.put(event)
    time.sleep(SETTLED_S)
    here.still(0, 0)
    ask(here, events.Confirmed(), lambda state: bool(state.visit and state.visit.mood == "placed"))
    time.sleep(SETTLED_S)
    film.add(here)


def _press(here: Inside, film: Film, turn: int) -> None:
    menu = here.turning.state.house.menu
    picked = events.Picked(menu.drinks[turn % len(menu.drinks)].slug)
    ask(here, events.Woken(), lambda state: state.visit is not None)
    time.sleep(SETTLED_S)
    here.still(0, 0)
    here.put_finger(picked)
    time.sleep(2 * REST_S)
    here.lift_finger(picked)
    time.sleep(2 * REST_S)
    film.add(here)


MOTIONS: Mapping[str, Callable[[Inside, Film, int], None]] = {
    "the shutter opens": _shutter,
    "three knocks on the wall": _knocks,
    "the word is stamped": _stamp,
    "a button is held and let go": _press,
}
