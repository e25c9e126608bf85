"""The month's list of drinks, as the menu file tells it."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from kiosk.core.order import Count

DRINKS_ON_A_MENU = 8
"""The list at the hatch is eight classics, never more and never fewer."""
FREE_AT_MOST = 4
"""Alcohol-free drinks beside the eight: more would need a shelf of their own."""
HIDDEN_AT_MOST = 2
"""Drinks on the line that only the secret knock opens."""
OPTIONS_AT_MOST = 2
"""Wishes with one drink: the hands know the rest."""
ALCOHOLIC_PERCENT = 1.2
LETTERS_AT_MOST = 500
"""Of any one text of a menu or an order: more than a display has room for, and quickly found not to fit."""


class Allergen(StrEnum):
    """The fourteen of Annex II of Regulation (EU) 1169/2011."""

    GLUTEN = "gluten"
    CRUSTACEANS = "crustaceans"
    EGGS = "eggs"
    FISH = "fish"
    PEANUTS = "peanuts"
    SOY = "soy"
    MILK = "milk"
    NUTS = "nuts"
    CELERY = "celery"
    MUSTARD = "mustard"
    SESAME = "sesame"
    SULPHITES = "sulphites"
    LUPIN = "lupin"
    MOLLUSCS = "molluscs"


class Ingredient(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing in the drink: its names by language and how much of it, in millilitres."""

    names: Mapping[str, str]
    ml: float


class Option(Struct, frozen=True, forbid_unknown_fields=True):
    """A wish that the house grants with a drink, such as one without egg."""

    slug: str
    names: Mapping[str, str]
    without: tuple[Allergen, ...] = ()
    """The allergens that are then not in it."""


class Drink(Struct, frozen=True, forbid_unknown_fields=True):
    """One item of the menu. Prices in cents, strength in percent by volume as served, both as the house states them."""

    slug: str
    names: Mapping[str, str]
    tastes: Mapping[str, str]
    price_cents: Count
    abv_percent: float
    units: float
    """Italian units of alcohol, 12 g each (reference: Reg. and Ministry of Health usage)."""
    ingredients: tuple[Ingredient, ...]
    steps: Mapping[str, str]
    allergens: tuple[Allergen, ...] = ()
    traces: tuple[Allergen, ...] = ()
    picture: str = ""
    """The drawing's name; without one the slug is taken."""
    prep_s: Count = 60
    """How long a practised hand needs for one, in seconds."""
    options: tuple[Option, ...] = ()

    @property
    def alcoholic(self) -> bool:
        """Whether the law on alcohol means it: more than 1.2 percent by volume (Reg. (EU) 1169/2011, art. 28)."""
        return self.abv_percent > ALCOHOLIC_PERCENT

    def option(self, slug: str) -> Option | None:
        """The option with this slug, or None when the drink has none such."""
        return next((option for option in self.options if option.slug == slug), None)


class Menu(Struct, frozen=True, forbid_unknown_fields=True):
    """A month's list."""

    month: str
    """The first month it is valid for, `YYYY-MM`."""
    currency: str
    drinks: tuple[Drink, ...]
    """The eight."""
    free: tuple[Drink, ...] = ()
    """Without alcohol, beside the eight."""
    hidden: tuple[Drink, ...] = ()
    """The line that only the secret knock opens."""

    @property
    def every(self) -> tuple[Drink, ...]:
        """All of them: the eight, those without alcohol, the hidden line."""
        return *self.drinks, *self.free, *self.hidden

    def drink(self, slug: str) -> Drink | None:
        """The drink with this slug, or None when the menu lacks it."""
        return next((drink for drink in self.every if drink.slug == slug), None)


def menu_for(menus: tuple[Menu, ...], night: str) -> Menu:
    """The newest list whose month is not after a night's (`YYYY-MM` or a date in it), or else the earliest."""
    begun = [menu for menu in menus if menu.month <= night[: len("YYYY-MM")]]
    return begun[-1] if begun else menus[0]
