"""What a guest has chosen and not yet placed."""

from msgspec import Struct
from msgspec.structs import replace

from kiosk.core.menu import Drink, Menu
from kiosk.core.order import Line


class Item(Struct, frozen=True):
    """So many of one drink, all with the same wishes."""

    drink: str
    quantity: int = 1
    wishes: tuple[str, ...] = ()
    """Slugs of the drink's options."""


class Basket(Struct, frozen=True):
    """Items in the order of choosing."""

    items: tuple[Item, ...] = ()

    def quantity(self, drink: str) -> int:
        """How many of this drink are in it, whatever was wished with them."""
        return sum(item.quantity for item in self.items if item.drink == drink)

    @property
    def count(self) -> int:
        """How many drinks in all."""
        return sum(item.quantity for item in self.items)

    def more(self, drink: str, wishes: tuple[str, ...] = ()) -> "Basket":
        """The basket with one more of a drink, with these wishes."""
        same = [item for item in self.items if (item.drink, item.wishes) == (drink, wishes)]
        return self._with(same[0], same[0].quantity + 1) if same else self._and(Item(drink, 1, wishes))

    def fewer(self, drink: str, wishes: tuple[str, ...] | None = None) -> "Basket":
        """The basket with one fewer of a drink: with these wishes, or unsaid, of those chosen last."""
        same = [item for item in self.items if item.drink == drink and wishes in (None, item.wishes)]
        return self._with(same[-1], same[-1].quantity - 1) if same else self

    def without(self, drinks: tuple[str, ...]) -> "Basket":
        """The basket less these drinks, which are not to be had."""
        return Basket(tuple(item for item in self.items if item.drink not in drinks))

    def lines(self, menu: Menu, language: str) -> tuple[Line, ...]:
        """The order's lines at the menu's prices, named in `language`."""
        chosen = ((menu.drink(item.drink), item) for item in self.items)
        return tuple(_line(drink, item, language) for drink, item in chosen if drink is not None)

    def total_cents(self, menu: Menu) -> int:
        """What all of it costs."""
        prices = {drink.slug: drink.price_cents for drink in menu.every}
        return sum(prices.get(item.drink, 0) * item.quantity for item in self.items)

    def _and(self, item: Item) -> "Basket":
        return Basket((*self.items, item))

    def _with(self, item: Item, quantity: int) -> "Basket":
        changed = (replace(old, quantity=quantity) if old == item else old for old in self.items)
        return Basket(tuple(item for item in changed if item.quantity))


def _line(drink: Drink, item: Item, language: str) -> Line:
    options = (drink.option(wish) for wish in item.wishes)
    notes = tuple(option.names[language] for option in options if option is not None)
    return Line(drink.slug, drink.names[language], item.quantity, drink.price_cents, notes)
