"""What a guest has chosen and not yet placed."""

from msgspec import Struct

from kiosk.core.menu import Menu
from kiosk.core.order import Line


class Basket(Struct, frozen=True):
    """Quantities by slug, in the order of choosing."""

    items: tuple[tuple[str, int], ...] = ()

    def quantity(self, drink: str) -> int:
        """How many of this drink are in it."""
        return dict(self.items).get(drink, 0)

    @property
    def count(self) -> int:
        """How many drinks in all."""
        return sum(quantity for _, quantity in self.items)

    def change(self, drink: str, by: int) -> "Basket":
        """The basket with `by` more (or fewer) of a drink; one with none left is gone from it."""
        wanted = dict(self.items)
        wanted[drink] = max(0, wanted.get(drink, 0) + by)
        return Basket(tuple((slug, quantity) for slug, quantity in wanted.items() if quantity))

    def without(self, drinks: tuple[str, ...]) -> "Basket":
        """The basket less these drinks, which are not to be had."""
        return Basket(tuple(item for item in self.items if item[0] not in drinks))

    def lines(self, menu: Menu, language: str) -> tuple[Line, ...]:
        """The order's lines at the menu's prices, named in `language`."""
        chosen = ((menu.drink(slug), quantity) for slug, quantity in self.items)
        return tuple(
            Line(drink.slug, drink.names[language], quantity, drink.price_cents)
            for drink, quantity in chosen
            if drink is not None
        )

    def total_cents(self, menu: Menu) -> int:
        """What all of it costs."""
        prices = {drink.slug: drink.price_cents for drink in menu.every}
        return sum(prices.get(slug, 0) * quantity for slug, quantity in self.items)
