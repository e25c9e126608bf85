"""Everything else that shakes the wood (domain 7.4), and how often it happens in an hour of a Saturday.

The patterns are the reference's. Where it says soft, weak or low and no number, the number is its own for soft steps: below
a fifth of a knock. How often things happen it mostly does not say; what is written here follows from 250 drinks and 113
orders in seven and a half hours (domain 8.2) where it can, and is a round guess where it cannot.
"""

from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import NamedTuple

from tests.corpus.wood import Shake


class Noise(NamedTuple):
    """Something that happened: its shakes, and what the slit's switch said meanwhile."""

    shakes: tuple[Shake, ...]
    slit: tuple[tuple[float, bool], ...] = ()


Maker = Callable[[Random, float], Noise]


class Source(NamedTuple):
    """A kind of noise, and how often it comes."""

    make: Maker
    an_hour: float
    in_the_night: bool = True
    """It belongs to the mixed night."""
    at_the_slit: bool = False
    """It takes the slit for as long as it lasts."""


def steps(chance: Random, at: float) -> Noise:
    """Somebody walks by or shuffles in line: 4 to 12 soft long pulses, below a fifth of a knock."""
    return _walk(chance, at, chance.randint(4, 12), 0.05, 0.2, soft=True)


def heels(chance: Random, at: float) -> Noise:
    """The same, sharper, a third as strong as a knock, while they are near."""
    return _walk(chance, at, chance.randint(3, 8), 0.2, 0.4, soft=False)


def tram(chance: Random, at: float) -> Noise:
    """A swell of 3 to 12 s at 10 to 80 Hz, felt more or less; nothing sharp."""
    return Noise((Shake(at, chance.uniform(0.05, 0.35), chance.uniform(3, 12), chance.uniform(10, 80)),))


def slam(chance: Random, at: float) -> Noise:
    """A door: one huge event that rings for 150 to 400 ms, and its rebound after 60 to 150 ms."""
    long_s = chance.uniform(0.15, 0.4)
    ring = Shake(at, 4.0, long_s, chance.uniform(60, 200))
    return Noise((Shake(at, 6.0), ring, Shake(at + chance.uniform(0.06, 0.15), 3.0)))


def hand_over(chance: Random, at: float) -> Noise:
    """The slit slides open, coins and cups come and go on the sill, and it slides shut: 0.4 to 1.2 s of scraping each.

    Its switch is closed by the shut slit: it speaks when the opening begins, and when the shutting ends.
    """
    opening, shutting = chance.uniform(0.4, 1.2), chance.uniform(0.4, 1.2)
    shakes, then = list(_scrape(chance, at, opening)), at + opening
    if chance.random() < 0.3:
        then += chance.uniform(2, 8)
        shakes += coins(chance, then).shakes
    for _ in range(chance.choices((1, 2, 3, 4), (30, 40, 20, 10))[0]):
        then += chance.uniform(0.5, 8)
        shakes += cup(chance, then).shakes
    then += chance.uniform(2, 8)
    shakes += _scrape(chance, then, shutting)
    return Noise(tuple(shakes), ((at + 0.02, True), (then + shutting, False)))


def cup(chance: Random, at: float) -> Noise:
    """A cup or a bottle set down: one medium event, in 30 of 100 a second contact 30 to 90 ms later."""
    strength = 0.6 * chance.lognormvariate(0, 0.4)
    shakes = [Shake(at, strength)]
    if chance.random() < 0.3:
        shakes.append(Shake(at + chance.uniform(0.03, 0.09), strength * chance.uniform(0.3, 0.9)))
    return Noise(tuple(shakes))


def coins(chance: Random, at: float) -> Noise:
    """3 to 10 light clicks, 30 to 120 ms apart, weak, high."""
    shakes = []
    for _ in range(chance.randint(3, 10)):
        shakes.append(Shake(at, chance.uniform(0.05, 0.2), hertz=chance.uniform(1500, 4000)))
        at += chance.uniform(0.03, 0.12)
    return Noise(tuple(shakes))


def shaker(chance: Random, at: float) -> Noise:
    """A cocktail is shaken: 4 to 6 a second for 10 to 15 s, soft and long."""
    return _strokes(chance, at, chance.uniform(10, 15), (4, 6), (0.05, 0.2), chance.uniform(0.05, 0.12))


def ice(chance: Random, at: float) -> Noise:
    """Ice is cracked or something muddled, and the sensor sits where it should, on the shutter's outer face.

    There, says the reference, it is no trouble: taken for soft. On the other side it is the hardest case there is.
    """
    return _ice(chance, at, chance.uniform(0.05, 0.2))


def ice_near(chance: Random, at: float) -> Noise:
    """The same with the sensor on the bartender's side: as strong as knocks."""
    return _ice(chance, at, chance.lognormvariate(0, 0.3))


def music(chance: Random, at: float) -> Noise:
    """Two minutes of a beat of 460 to 750 ms, strictly regular, low."""
    beat_s, strength = chance.uniform(0.46, 0.75), chance.uniform(0.05, 0.2)
    beats = range(int(120 / beat_s))
    return Noise(tuple(Shake(at + turn * beat_s, strength, 0.06, 60) for turn in beats))


def lean(chance: Random, at: float) -> Noise:
    """Somebody leans on it, an elbow, a dropped phone: one strong event and 1 to 4 small ones."""
    strength = chance.lognormvariate(0, 0.4)
    shakes = [Shake(at, strength)]
    for _ in range(chance.randint(1, 4)):
        at += chance.uniform(0.06, 0.4)
        shakes.append(Shake(at, strength * chance.uniform(0.1, 0.3)))
    return Noise(tuple(shakes))


def rain(chance: Random, at: float) -> Noise:
    """Ten minutes of rain on the wood: 5 to 30 drops a second, tiny: a fiftieth of a knock, seldom more."""
    rate, end, shakes = chance.uniform(5, 30), at + 600, []
    while at < end:
        at += chance.expovariate(rate)
        shakes.append(Shake(at, 0.02 * chance.lognormvariate(0, 0.6)))
    return Noise(tuple(shakes))


def front_door(chance: Random, at: float) -> Noise:
    """Knocks at the front door: real ones, on other wood, 0.1 to 0.3 as strong here."""
    strength, beat_s = chance.uniform(0.1, 0.3), 0.22 * chance.lognormvariate(0, 0.3)
    shakes = []
    for _ in range(chance.randint(2, 5)):
        shakes.append(Shake(at, strength * max(0.3, chance.normalvariate(1, 0.15))))
        at += beat_s * chance.normalvariate(1, 0.1)
    return Noise(tuple(shakes))


def pounding(chance: Random, at: float) -> Noise:
    """Drunk or angry: 10 to 30 blows 150 to 250 ms apart."""
    beat_s, strength, shakes = chance.uniform(0.15, 0.25), 2 * chance.lognormvariate(0, 0.3), []
    for _ in range(chance.randint(10, 30)):
        shakes.append(Shake(at, strength * max(0.3, chance.normalvariate(1, 0.2))))
        at += beat_s * chance.normalvariate(1, 0.1)
    return Noise(tuple(shakes))


def children(chance: Random, at: float) -> Noise:
    """Up to 20 blows, 80 to 600 ms apart, anyhow."""
    shakes = []
    for _ in range(chance.randint(4, 20)):
        shakes.append(Shake(at, 0.7 * chance.lognormvariate(0, 0.5)))
        at += chance.uniform(0.08, 0.6)
    return Noise(tuple(shakes))


SOURCES: Mapping[str, Source] = {
    "steps": Source(steps, 60),
    "heels on stone": Source(heels, 6),
    "tram or lorry": Source(tram, 6),
    "slammed door": Source(slam, 4),
    "hand-over at the slit": Source(hand_over, 30, at_the_slit=True),
    "cup or bottle set down": Source(cup, 17),
    "coins": Source(coins, 2),
    "shaker": Source(shaker, 13),
    "ice, sensor on the outer face": Source(ice, 6),
    "music": Source(music, 2),
    "leaning, elbow, phone": Source(lean, 4),
    "rain": Source(rain, 0.5),
    "knocks at the front door": Source(front_door, 0.5),
    "ice, sensor on the inner side": Source(ice_near, 6, in_the_night=False),
    "pounding": Source(pounding, 0.5, in_the_night=False),
    "children": Source(children, 0.5, in_the_night=False),
}


def _walk(chance: Random, at: float, count: int, least: float, most: float, *, soft: bool) -> Noise:
    """Steps of one person: 595 ms with a deviation of 50, louder while near."""
    strength, shakes = chance.uniform(least, most), []
    for turn in range(count):
        near = 1 - abs(turn - (count - 1) / 2) / count
        blow = min(most, strength * near * chance.normalvariate(1, 0.1))
        shakes.append(Shake(at, blow, chance.uniform(0.12, 0.17), 40) if soft else Shake(at, blow))
        at += max(0.4, chance.normalvariate(0.595, 0.05))
    return Noise(tuple(shakes))


def _scrape(chance: Random, at: float, long_s: float) -> Iterator[Shake]:
    """Bursts of scraping: wood over wood, catching and slipping."""
    end = at + long_s
    while at < end:
        yield Shake(at, chance.uniform(0.15, 0.8), chance.uniform(0.02, 0.1), chance.uniform(80, 400))
        at += chance.expovariate(1 / 0.05)


def _strokes(
    chance: Random,
    at: float,
    long_s: float,
    rate: tuple[float, float],
    strengths: tuple[float, float],
    soft_s: float,
) -> Noise:
    beat_s, strength, shakes, end = 1 / chance.uniform(*rate), chance.uniform(*strengths), [], at + long_s
    while at < end:
        shakes.append(Shake(at, strength * chance.normalvariate(1, 0.15), soft_s, chance.uniform(30, 120)))
        at += beat_s * chance.normalvariate(1, 0.06)
    return Noise(tuple(shakes))


def _ice(chance: Random, at: float, share: float) -> Noise:
    """2 to 4 strokes a second, 3 to 10 of them, strong where they are."""
    beat_s, strength, shakes = 1 / chance.uniform(2, 4), share, []
    for _ in range(chance.randint(3, 10)):
        shakes.append(Shake(at, strength * max(0.3, chance.normalvariate(1, 0.2))))
        at += beat_s * chance.normalvariate(1, 0.12)
    return Noise(tuple(shakes))
