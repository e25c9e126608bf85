"""Money as a guest or a bartender reads it, in their language."""

from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_currency, format_decimal


@lru_cache(maxsize=512)
def money(cents: int, currency: str, language: str) -> str:
    """Write an amount in cents: 700 EUR is "7,00 €" in Italian (with a space that does not break) and "€7.00" in English."""
    return format_currency(Decimal(cents) / 100, currency, locale=language)


@lru_cache(maxsize=512)
def decimal(number: float, language: str) -> str:
    """Write a number with one place: 1.64 is "1,6" in Italian and "1.6" in English."""
    return format_decimal(Decimal(str(number)), format="0.0", locale=language)
