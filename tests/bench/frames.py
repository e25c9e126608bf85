"""What a picture costs while something moves, and how evenly the pictures follow one another."""

import time
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from kiosk.core import events
from kiosk.core.hatch_state import Hatch
from kiosk.core.order import Status
from kiosk.core.request import Advance
from tests.bench.desk import Desk
from tests.bench.inside import REST_S, Inside, inside
from tests.bench.table import Goal, Row

TURNS = 15
FRAME_MS = 1000 / 60
COST = Goal("p95 <= 16.6", 16.6, 95)
PACE = Goal("p95 <= 20", 20, 95)
SETTLED_S = 0.8
"""Longer than anything here moves,"""
HANDS_S = 1.6
"""but for the hands: so long they shake."""


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
    _ordered(here, turn)
    film.add(here)
    _taken_back(here)


def _hands(here: Inside, film: Film, turn: int) -> None:
    order = _ordered(here, turn)
    here.still(0, 0)
    here.stage.mailbox.put(events.Requested(f"{turn}", "bench", Advance(order, Status.ACKNOWLEDGED)))
    time.sleep(HANDS_S)
    film.add(here)
    here.stage.mailbox.put(events.Requested(f"{turn} no", "bench", Advance(order, Status.REFUSED)))
    time.sleep(REST_S)


def _press(here: Inside, film: Film, turn: int) -> None:
    drinks = here.turning.state.house.menu.drinks
    asked = events.DrinkAsked(drinks[turn % len(drinks)].slug)
    ask(here, events.Woken(), lambda state: state.visit is not None)
    time.sleep(SETTLED_S)
    here.still(0, 0)
    here.put_finger(asked)
    time.sleep(2 * REST_S)
    film.add(here)
    here.lift_finger(asked)
    time.sleep(2 * REST_S)


def _ordered(here: Inside, turn: int) -> int:
    """A guest orders one drink; the pictures that are kept begin with the word's first. The order's number."""
    drinks = here.turning.state.house.menu.drinks
    ask(here, events.Woken(), lambda state: state.visit is not None)
    here.stage.mailbox.put(events.Picked(drinks[turn % len(drinks)].slug))
    ask(here, events.CheckAsked(), lambda state: bool(state.visit and state.visit.mood == "check"))
    time.sleep(SETTLED_S)
    here.still(0, 0)
    ask(here, events.Confirmed(), lambda state: bool(state.visit and state.visit.mood == "placed"))
    time.sleep(SETTLED_S)
    return here.turning.state.orders[-1].number


def _taken_back(here: Inside) -> None:
    """Else the line would soon be full."""
    for _ in range(2):
        here.stage.mailbox.put(events.CancelAsked(here.turning.state.orders[-1].number))
        time.sleep(REST_S)


MOTIONS: Mapping[str, Callable[[Inside, Film, int], None]] = {
    "the shutter opens": _shutter,
    "three knocks on the wall": _knocks,
    "the word is stamped": _stamp,
    "the hands at work": _hands,
    "a button is pressed": _press,
}
