"""Money is written the way its reader writes it."""

import pytest

from kiosk.screens.money import money


@pytest.mark.parametrize(
    ("cents", "language", "written"),
    [
        (700, "it", "7,00\xa0€"),
        (700, "en", "€7.00"),
        (123456, "it", "1.234,56\xa0€"),
        (0, "en", "€0.00"),
        (5, "en", "€0.05"),
    ],
)
def test_money(cents: int, language: str, written: str) -> None:
    """Cents become an amount with the sign, the comma and the space of the language, to the last cent."""
    assert money(cents, "EUR", language) == written
