"""Work as it is reckoned with: how long the making of drinks takes on average, and how much that varies (domain 8.1)."""

from collections.abc import Iterable, Mapping
from math import sqrt

from msgspec import Struct

from kiosk.core.menu import Menu

LID_S = 8.0
"""Lid and wipe, each drink."""
SECOND_EQUAL = 0.55
"""What a second equal drink of the same order costs of the first."""
SPREAD = 0.30
"""The coefficient of variation of a preparation."""
SURE = 0.84
"""Standard deviations that keep four promises in five."""
PREP_S = 60.0
"""Of a drink that the menu no longer lists."""

Item = tuple[str, int]
"""A drink's slug, and how many of it."""
Preps = Mapping[str, float]
"""How long one of each drink takes, in seconds, by slug."""


class Effort(Struct, frozen=True):
    """A stretch of work: its mean in seconds, and its variance."""

    mean_s: float = 0.0
    variance: float = 0.0

    def __add__(self, other: "Effort") -> "Effort":
        return Effort(self.mean_s + other.mean_s, self.variance + other.variance)

    @property
    def sure_s(self) -> float:
        """What four stretches in five do not exceed."""
        return self.mean_s + SURE * sqrt(self.variance)


HAND_OVER_S = 25.0
"""Word, document, payment."""
HAND_OVER = Effort(HAND_OVER_S, (SPREAD * HAND_OVER_S) ** 2)

_PART, _LENGTH_S = 0.05, 120.0
INTERRUPTIONS = Effort(_PART * _LENGTH_S, _PART * (2 - _PART) * _LENGTH_S * _LENGTH_S)
"""The allowance for each order: one in twenty is interrupted by the room's guests, for two minutes on average."""


def preps(menu: Menu) -> Preps:
    """What the menu says of each drink."""
    return {drink.slug: float(drink.prep_s) for drink in menu.every}


def making(items: Iterable[Item], times: Preps, factor: float = 1.0) -> Effort:
    """The making of an order's drinks at a speed, lids and all."""
    mean_s = 0.0
    for slug, quantity in items:
        if quantity:
            mean_s += times.get(slug, PREP_S) * (1 + SECOND_EQUAL * (quantity - 1)) + LID_S * quantity
    return varied(mean_s * factor)


def typical(menu: Menu, factor: float) -> Effort:
    """One drink of the eight, such as they are on average."""
    times = [float(drink.prep_s) for drink in menu.drinks] or [PREP_S]
    return varied((sum(times) / len(times) + LID_S) * factor)


def varied(mean_s: float) -> Effort:
    """Hands at work for so long on average."""
    return Effort(mean_s, (SPREAD * mean_s) ** 2)
