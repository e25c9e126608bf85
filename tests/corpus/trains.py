"""Trains: what one line gave over a stretch of time, with the truth beside it."""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from kiosk.core.events import KnockEdge, SlitMoved
from kiosk.wire.knock_trace import Happened, Mark, Trace
from tests.corpus import hands, street
from tests.corpus.hands import Knocking
from tests.corpus.wood import Edges, Sensor, Shake, a_sensor, chatter, edges

REST_S = 4.0
"""Of quiet at both ends."""
GUESTS = 20
"""At one shutter; and so many knock before anything else is heard there, since an ear comes to know its wood."""
SHUT_S = 2.0
"""So long the slit stays shut between two hand-overs at least."""
AMID_S = 60.0
"""So long at most has it gone on when somebody knocks in the midst of it."""
BROKEN_S = 600.0
"""So long a line is broken before it is mended."""
GUESTS_AN_HOUR = 15.0
"""113 orders in seven and a half hours (domain 8.2)."""


class Train(NamedTuple):
    """One line, listened to."""

    edges: Edges
    slit: tuple[tuple[float, bool], ...]
    knockings: tuple[Knocking, ...]
    """The bouts that hands meant."""
    label: str
    ended: float
    sensor: Sensor
    since: float = 0.0
    """Only what is heard from then on is counted."""

    def trace(self) -> Trace:
        """As a recording, labelled."""
        happened: list[Happened] = [Mark(0.0, self.label)]
        happened += [KnockEdge(at, active) for at, active in self.edges]
        happened += [SlitMoved(at, is_open) for at, is_open in self.slit]
        return Trace(tuple(sorted(happened, key=lambda one: one.at)), self.ended)


def guests(seed: int, shutters: int) -> Iterator[Train]:
    """Guests at one shutter after another, each of whom knocks and gets no answer."""
    for turn in range(shutters):
        chance = _chance("guest", seed, turn)
        at = REST_S
        knockings: list[Knocking] = []
        for _ in range(GUESTS):
            knockings += hands.guest(chance, at)
            at = knockings[-1].times[-1] + chance.uniform(15, 30)
        yield _of_hands(chance, tuple(knockings), "guests knock")


def at_tempo(seed: int, count: int, beat_s: float) -> Iterator[Train]:
    """Bouts of 2 to 6 knocks at one tempo."""
    for turn in range(count):
        chance = _chance("tempo", seed, turn)
        knocking = hands.plain(chance, REST_S, count=chance.randint(2, 6), beat_s=beat_s)
        yield _of_hands(chance, (knocking,), f"knocks {beat_s * 1000:.0f} ms apart")


def secrets(seed: int, count: int) -> Iterator[Train]:
    """Four, a breath, three, by people who know it."""
    for turn in range(count):
        chance = _chance("secret", seed, turn)
        yield _of_hands(chance, (hands.secret(chance, REST_S),), "the secret knock")


def sevens(seed: int, count: int) -> Iterator[Train]:
    """Plain bouts of seven: as long as the secret, and nothing but."""
    for turn in range(count):
        chance = _chance("seven", seed, turn)
        yield _of_hands(chance, (hands.plain(chance, REST_S, count=7),), "seven plain knocks")


def noises(seed: int, name: str, count: int) -> Iterator[Train]:
    """A kind of noise, each at a shutter of its own, after some guests."""
    for turn in range(count):
        chance = _chance(name, seed, turn)
        before, at = _known(chance)
        noise = street.SOURCES[name].make(chance, at)
        shakes = [*noise.shakes, *(shake for one in before for shake in one.shakes)]
        yield _train(chance, shakes, noise.slit, tuple(before), name, since=at - 1)


def amid(seed: int, name: str, count: int) -> Iterator[Train]:
    """A guest who knocks while something goes on that is no guest, at a shutter that the ear knows; nobody answers."""
    for turn in range(count):
        chance = _chance(f"amid {name}", seed, turn)
        before, at = _known(chance)
        noise = street.SOURCES[name].make(chance, at)
        goes_on_s = min(AMID_S, max(shake.at for shake in noise.shakes) - at)
        guest = list(hands.guest(chance, at + chance.uniform(0.1, 0.9) * goes_on_s))
        shakes = [*noise.shakes, *(shake for one in (*before, *guest) for shake in one.shakes)]
        yield _train(chance, shakes, noise.slit, (*before, *guest), f"a guest amid {name}", since=at - 1)


def _known(chance: Random) -> tuple[list[Knocking], float]:
    """Guests, so that the ear knows its wood; and when they are gone."""
    before, at = [], REST_S
    for _ in range(GUESTS):
        before.append(hands.plain(chance, at))
        at = before[-1].times[-1] + 15
    return before, at


def broken(seed: int, count: int, line: str) -> Iterator[Train]:
    """Ten minutes of a line that is broken, after some guests: `stuck`, it stays active; `floating`, it hears the mains."""
    for turn in range(count):
        chance = _chance(line, seed, turn)
        before, at = _known(chance)
        train = _of_hands(chance, tuple(before), f"a {line} line")
        ended = at + BROKEN_S
        more = _stuck(at, ended) if line == "stuck" else _floating(chance, at, ended)
        edges = [edge for edge in train.edges if edge[0] < at] + more
        yield train._replace(edges=edges, ended=ended + REST_S, since=at)


def night(seed: int, hours: float) -> Train:
    """Hours of a Saturday at one shutter: everything that belongs to it, and its guests."""
    chance = _chance("night", seed, 0)
    shakes: list[Shake] = []
    slit: list[tuple[float, bool]] = []
    for source in street.SOURCES.values():
        if source.in_the_night:
            for at in _moments(chance, source.an_hour, hours):
                # There is one slit: it is opened again when it is shut.
                noise = source.make(
                    chance, max(at, slit[-1][0] + SHUT_S) if source.at_the_slit and slit else at
                )
                shakes += noise.shakes
                slit += noise.slit
    knockings = tuple(
        knocking for at in _moments(chance, GUESTS_AN_HOUR, hours) for knocking in hands.guest(chance, at)
    )
    shakes += [shake for one in knockings for shake in one.shakes]
    return _train(chance, shakes, tuple(sorted(slit)), knockings, "a night", hours * 3600)


def _stuck(at: float, ended: float) -> Edges:
    """A wire touches the supply, and is mended."""
    return [(at, True), (ended, False)]


def _floating(chance: Random, at: float, ended: float) -> Edges:
    """A wire that came off catches the mains at 50 Hz, for as long as somebody or something is near: 50 ms to half a minute."""
    line: Edges = []
    while at < ended:
        spell = min(ended, at + min(30.0, 1.0 * chance.lognormvariate(0, 1.5)))
        while at < spell:
            line += [(at, True), (at + chance.uniform(0.004, 0.012), False)]
            at += 0.02 + chance.uniform(-0.0005, 0.0005)
        at += chance.expovariate(1 / 5.0) + 0.05
    return line


def _moments(chance: Random, an_hour: float, hours: float) -> Iterator[float]:
    at = chance.expovariate(an_hour / 3600)
    while at < hours * 3600:
        yield at
        at += chance.expovariate(an_hour / 3600)


def _chance(kind: str, seed: int, turn: int) -> Random:
    return Random(f"{kind} {seed} {turn}")


def _of_hands(chance: Random, knockings: tuple[Knocking, ...], label: str) -> Train:
    return _train(chance, [shake for one in knockings for shake in one.shakes], (), knockings, label)


def _train(
    chance: Random,
    shakes: list[Shake],
    slit: tuple[tuple[float, bool], ...],
    knockings: tuple[Knocking, ...],
    label: str,
    least_s: float = 0.0,
    since: float = 0.0,
) -> Train:
    ends = [least_s, *(shake.at + shake.long_s for shake in shakes), *(at for at, _ in slit)]
    ended = max(ends) + REST_S
    shakes += chatter(ended, chance)
    sensor = a_sensor(chance)
    return Train(edges(sensor, shakes, chance), slit, knockings, label, ended, sensor, since)
