"""The month's list of drinks, as the menu file tells it."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from kiosk.core.order import Count

DRINKS_ON_A_MENU = 8
"""The list at the hatch is eight classics, never more and never fewer."""
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


class Menu(Struct, frozen=True, forbid_unknown_fields=True):
    """A month's list."""

    month: str
    """The first month it is valid for, `YYYY-MM`."""
    currency: str
    drinks: tuple[Drink, ...]

    def drink(self, slug: str) -> Drink | None:
        """The drink with this slug, or None when the menu lacks it."""
        return next((drink for drink in self.drinks if drink.slug == slug), None)


def menu_for(menus: tuple[Menu, ...], night: str) -> Menu:
    """The newest list whose month is not after a night's (`YYYY-MM` or a date in it), or else the earliest."""
    begun = [menu for menu in menus if menu.month <= night[: len("YYYY-MM")]]
    return begun[-1] if begun else menus[0]
