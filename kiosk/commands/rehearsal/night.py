"""A night drawn from a seed: who comes when, wants what and waits how long; and what each order will ask of the hands.

Pure: no clock, no processes. The same model, seed and hatch give the same night, whatever happens while it is played.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random

from msgspec import Struct

from kiosk.commands.rehearsal.model import BartenderModel, GuestModel, Model, NightModel
from kiosk.core.effort import PREP_S, Preps

HALF_HOUR_S = 1800.0
KNOCKS = (2, 3, 4, 5)
KNOCK_WEIGHTS = (20, 54, 20, 6)
"""Of guests by how often they knock; who knocks once is told to knock again, and does."""


SHORT_WITHIN = (0.3, 0.8)
"""The parts of a night between which a drink may run out."""
LAST_ONES = 3
"""The count that the display offers first."""


class Making(Struct, frozen=True):
    """What one order will ask of the hands, beyond what the menu says."""

    spread: float
    """A factor of mean 1."""
    second: float
    """What a second equal drink costs of the first."""
    interrupted_s: float
    """By guests of the private room; 0 for most."""
    hand_over_s: float


class Guest(Struct, frozen=True):
    """One group, and its order. Times are seconds; of coming, since the night began."""

    arrives_s: float
    drinks: tuple[str, ...]
    """By slug, one for each cup."""
    instead: str
    """Of whatever of these has run out."""
    language: str
    knocks: int
    touch_s: float
    """From one touch to the next."""
    stands_s: float
    """In line before the screen, at most."""
    patience_s: float
    """A promise that is later is taken back."""
    gives_up_s: float
    """Who was promised and waits for so long beyond that is gone."""
    fetches_s: float | None
    """From ready to the knock; None: never seen again."""
    refused: bool
    slips: bool
    making: Making


class Shortage(Struct, frozen=True):
    """A drink that runs out, at a second of the night."""

    at_s: float
    drink: str
    left: int
    """So many more are to be had; none: not any more tonight."""


def planned(
    model: Model, night: NightModel, languages: Sequence[str], seed: int, hatch: int = 0
) -> tuple[Guest, ...]:
    """The guests of one hatch's night, as they come."""
    chance = Random(f"{seed}/{hatch}")  # noqa: S311 - a night, no secret
    times = _arrivals(chance, night, model.guests.mean_group)
    return tuple(_guest(chance, model, languages, at) for at in times)


def shortages(model: Model, night: NightModel, seed: int, hatch: int = 0) -> tuple[Shortage, ...]:
    """What runs out in one hatch's night, the first one first; every other one is only running out."""
    chance = Random(f"{seed}/{hatch}/shortages")  # noqa: S311 - a night, no secret
    length_s, mix = len(night.percents) * HALF_HOUR_S, model.guests.mix
    found = [
        Shortage(
            chance.uniform(*SHORT_WITHIN) * length_s,
            chance.choices(list(mix), list(mix.values()))[0],
            LAST_ONES * (at % 2),
        )
        for at in range(model.bartender.shortages)
    ]
    return tuple(sorted(found, key=lambda shortage: shortage.at_s))


def making_s(guest: Guest, preps: Preps, hands: BartenderModel) -> float:
    """How long this bartender makes this order, lids and all, if nobody interrupts."""
    work_s = 0.0
    for slug, count in Counter(guest.drinks).items():
        work_s += preps.get(slug, PREP_S) * (1 + guest.making.second * (count - 1)) + hands.lid_s * count
    return work_s * hands.hands * guest.making.spread


def within(guests: Iterable[Guest], from_s: float, until_s: float) -> tuple[Guest, ...]:
    """Those of a night who come in a part of it."""
    return tuple(guest for guest in guests if from_s <= guest.arrives_s < until_s)


def _arrivals(chance: Random, night: NightModel, mean_group: float) -> list[float]:
    """Poisson within each half hour."""
    found: list[float] = []
    for at, percent in enumerate(night.percents):
        rate = night.drinks * percent / sum(night.percents) / mean_group / HALF_HOUR_S
        moment = at * HALF_HOUR_S + (chance.expovariate(rate) if rate else math.inf)
        while moment < (at + 1) * HALF_HOUR_S:
            found.append(moment)
            moment += chance.expovariate(rate)
    return found


def _guest(chance: Random, model: Model, languages: Sequence[str], at: float) -> Guest:
    people, hands = model.guests, model.bartender
    size = chance.choices(range(1, len(people.groups) + 1), people.groups)[0]
    drinks = tuple(chance.choices(list(people.mix), list(people.mix.values()), k=size))
    patience_s = people.patience_s * chance.lognormvariate(0.0, people.patience_spread)
    return Guest(
        arrives_s=at,
        drinks=drinks,
        instead=chance.choice([slug for slug in people.mix if slug not in drinks] or [drinks[0]]),
        language=_language(chance, people, languages),
        knocks=chance.choices(KNOCKS, KNOCK_WEIGHTS)[0],
        touch_s=chance.uniform(*people.touch_s),
        stands_s=people.stands_s * chance.lognormvariate(0.0, people.patience_spread),
        patience_s=patience_s,
        gives_up_s=patience_s * people.gives_up,
        fetches_s=_fetches_s(chance, people),
        refused=chance.random() < hands.refuses,
        slips=chance.random() < hands.slips,
        making=_making(chance, hands),
    )


def _language(chance: Random, people: GuestModel, languages: Sequence[str]) -> str:
    others = languages[1:]
    return languages[0] if not others or chance.random() < people.house_language else chance.choice(others)


def _fetches_s(chance: Random, people: GuestModel) -> float | None:
    least_s = people.fetch_at_least_s
    after_s = least_s + chance.expovariate(1 / max(1.0, people.fetch_s - least_s))
    return None if chance.random() < people.never_fetched else after_s


def _making(chance: Random, hands: BartenderModel) -> Making:
    interrupted = chance.random() < hands.interrupted
    return Making(
        spread=_spread(chance, hands.spread),
        second=chance.uniform(*hands.second_equal),
        interrupted_s=chance.expovariate(1 / hands.interruption_s) if interrupted else 0.0,
        hand_over_s=hands.hand_over_s * _spread(chance, hands.spread),
    )


def _spread(chance: Random, part: float) -> float:
    """A factor of mean 1 that varies by this part as hands do: log-normal."""
    sigma = math.sqrt(math.log(1 + part**2))
    return chance.lognormvariate(-(sigma**2) / 2, sigma)
