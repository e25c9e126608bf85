"""Wood and the sensor on it: shakes in, the edges of a digital line out."""

from collections.abc import Iterable, Iterator
from math import asin, log, pi
from random import Random
from typing import Literal, NamedTuple

THRESHOLD = 0.15
"""Of a median knock's strength (domain 7.2)."""
RING_LEAST_S, RING_MOST_S = 0.004, 0.170
"""How long a sharp blow that is heard keeps the line busy."""
JITTER_S = 0.0001
"""Of the kernel's stamp (domain 7.3)."""
CLOSEST_S = 0.00005
"""Two edges closer than this are none: no comparator is quicker."""

Kind = Literal["piezo", "contact", "envelope"]
Edges = list[tuple[float, bool]]
Pulse = tuple[float, float]


class Shake(NamedTuple):
    """Something shakes the wood: a sharp blow, or (with a length) a swell that comes and goes."""

    at: float
    strength: float
    """By a median knock's."""
    long_s: float = 0.0
    hertz: float = 0.0
    """A swell's own, or a blow's that does not sound as wood does."""


class Sensor(NamedTuple):
    """One module on one shutter."""

    kind: Kind
    """A bare piezo with a comparator; a spring contact; a piezo with an envelope, which gives a clean pulse a blow."""
    tau_s: float
    """The wood's decay: 8 to 25 ms on a loose shutter (domain 7.3), with tails."""
    hertz: float
    """Of the wood under a blow: 150 to 900."""


def a_sensor(chance: Random) -> Sensor:
    """A module and a shutter as they come."""
    kind: Kind = chance.choices(("piezo", "contact", "envelope"), (45, 35, 20))[0]
    tau_s = 0.014 * chance.lognormvariate(0, 0.42)
    return Sensor(kind, tau_s, 150 * 6 ** chance.random())


def edges(sensor: Sensor, shakes: Iterable[Shake], chance: Random) -> Edges:
    """What the line does: overlapping pulses are one, each edge with its stamp's jitter."""
    pulses = sorted(pulse for shake in shakes for pulse in _pulses(sensor, shake, chance))
    line: Edges = []
    for start, end in _joined(pulses):
        line += [(start + chance.uniform(0, JITTER_S), True), (end + chance.uniform(0, JITTER_S), False)]
    return sorted(line, key=lambda edge: edge[0])


def chatter(until: float, chance: Random) -> Iterator[Shake]:
    """A line at rest: single weak pulses, 0.02 a second, below 1.2 times the threshold (domain 7.3)."""
    at = chance.expovariate(0.02)
    while at < until:
        yield Shake(at, THRESHOLD * chance.uniform(1.0, 1.2), 0.002, 400)
        at += chance.expovariate(0.02)


def _pulses(sensor: Sensor, shake: Shake, chance: Random) -> Iterator[Pulse]:
    if shake.strength <= THRESHOLD:
        return
    if shake.long_s:
        yield from _swell(sensor, shake, chance)
        return
    start = shake.at + chance.uniform(0.0005, 0.002)  # on its way through the wood
    ring_s = min(max(sensor.tau_s * log(shake.strength / THRESHOLD), RING_LEAST_S), RING_MOST_S)
    match sensor.kind:
        case "envelope":
            yield start, start + max(ring_s, 0.006)
        case "contact":
            yield from _contact(start, ring_s, shake.strength, chance)
        case "piezo":
            yield from _carrier(start, ring_s, shake.hertz or sensor.hertz, shake.strength)


def _carrier(start: float, ring_s: float, hertz: float, strength: float) -> Iterator[Pulse]:
    """Every half-wave that is higher than the threshold, narrower as the blow dies away."""
    tau_s = ring_s / log(strength / THRESHOLD)
    at, period = 0.0, 1 / hertz
    while at <= ring_s:
        height = strength * 2.718281828 ** (-at / tau_s)
        share = 1 - 2 * asin(min(1.0, THRESHOLD / height)) / pi
        width = max(share * period / 2, 2 * CLOSEST_S)
        yield start + at, start + at + width
        at += period


def _contact(start: float, ring_s: float, strength: float, chance: Random) -> Iterator[Pulse]:
    """A spring that touches 1 to 8 more times within 0.2 to 40 ms, the stronger the blow the more; a long ring as densely."""
    eager = min(1.0, log(strength / THRESHOLD) / 3)
    longest = max(0.001, 1.2 * ring_s)
    more = (1 + sum(chance.random() < eager for _ in range(7))) * max(1, round(longest / 0.04))
    times = sorted(0.0002 + (longest - 0.0002) * chance.random() ** 1.5 for _ in range(more + 1 - more % 2))
    times = [0.0, *times]
    for on, off in zip(times[::2], times[1::2], strict=True):
        yield start + on, start + min(off, on + 0.004)


def _swell(sensor: Sensor, shake: Shake, chance: Random) -> Iterator[Pulse]:
    """A soft shake: the half-waves of its own low note, while the swell (half a sine) is above the threshold."""
    part = asin(min(1.0, THRESHOLD / shake.strength)) / pi
    start, end = shake.at + part * shake.long_s, shake.at + (1 - part) * shake.long_s
    period = 1 / shake.hertz
    if sensor.kind == "envelope" and period < 0.05:
        yield start, end
        return
    at = start
    while at < end:
        yield at, min(end, at + period * chance.uniform(0.2, 0.5))
        at += period * chance.uniform(0.9, 1.1)


def _joined(pulses: list[Pulse]) -> Iterator[Pulse]:
    """Pulses that touch are one."""
    held: Pulse | None = None
    for start, end in pulses:
        if held is None:
            held = start, end
        elif start <= held[1] + 4 * JITTER_S:
            held = held[0], max(held[1], end)
        else:
            yield held
            held = start, end
    if held is not None:
        yield held
