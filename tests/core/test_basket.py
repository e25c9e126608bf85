"""The basket: what a guest has chosen and not yet placed."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.basket import Basket, Item
from tests.stories import MENU

SLUGS = [drink.slug for drink in MENU.drinks]
changes = st.lists(st.tuples(st.sampled_from(SLUGS), st.integers(-2, 3)))


def filled(*steps: tuple[str, int]) -> Basket:
    """A basket after these changes."""
    basket = Basket()
    for drink, by in steps:
        for _ in range(abs(by)):
            basket = basket.more(drink) if by > 0 else basket.fewer(drink)
    return basket


def test_one_more_and_one_fewer_leaves_nothing() -> None:
    """A drink put back is gone, not there with none of it."""
    assert filled(("negroni", 1), ("negroni", -1)) == Basket()


def test_drinks_stand_in_the_order_of_choosing() -> None:
    """A second Negroni does not move behind the Sour."""
    assert filled(("negroni", 1), ("whiskey-sour", 1), ("negroni", 1)).items == (
        Item("negroni", 2),
        Item("whiskey-sour"),
    )


def test_less_than_none_is_none() -> None:
    """Putting back what was never taken changes nothing."""
    assert filled(("negroni", -3)) == Basket()


def test_what_is_sold_out_is_taken_out() -> None:
    """Only the named drinks go."""
    assert filled(("negroni", 2), ("gin-fizz", 1)).without(("negroni", "aviation")).items == (
        Item("gin-fizz"),
    )


def test_the_same_drink_with_another_wish_is_another_item() -> None:
    """Two Sours, one of them without egg, are two lines with what was wished; putting one back takes the last chosen."""
    basket = Basket().more("whiskey-sour").more("whiskey-sour", ("no-egg",))
    assert (basket.quantity("whiskey-sour"), len(basket.items)) == (2, 2)
    assert [line.notes for line in basket.lines(MENU, "it")] == [(), ("senza uovo",)]
    assert basket.fewer("whiskey-sour").items == (Item("whiskey-sour"),)
    assert basket.fewer("whiskey-sour", ()).items == (Item("whiskey-sour", 1, ("no-egg",)),)


def test_lines_carry_the_price_and_the_name_of_that_moment() -> None:
    """An order's lines are the menu's names and prices, in the language asked for."""
    (line,) = filled(("whisky-cola", 2)).lines(MENU, "it")
    drink = MENU.drink("whisky-cola")
    assert drink is not None
    assert (line.drink, line.name, line.quantity, line.price_cents) == (
        "whisky-cola",
        drink.names["it"],
        2,
        drink.price_cents,
    )


def test_a_drink_that_no_menu_has_is_no_line() -> None:
    """What cannot be made cannot be ordered, and costs nothing."""
    basket = filled(("absinthe", 1))
    assert (basket.lines(MENU, "it"), basket.total_cents(MENU)) == ((), 0)


@given(changes)
def test_count_and_total_agree_with_the_lines(steps: list[tuple[str, int]]) -> None:
    """However it was filled: the count is the sum of quantities, the total the sum of the lines."""
    basket = filled(*steps)
    lines = basket.lines(MENU, "en")
    assert (
        basket.count == sum(line.quantity for line in lines) == sum(basket.quantity(slug) for slug in SLUGS)
    )
    assert basket.total_cents(MENU) == sum(line.total_cents for line in lines)
    assert all(line.quantity > 0 for line in lines)
