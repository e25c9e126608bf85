"""Money as a guest or a bartender reads it, in their language."""

from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_currency


@lru_cache(maxsize=512)
def money(cents: int, currency: str, language: str) -> str:
    """Write an amount in cents: 700 EUR is "7,00 €" in Italian (with a space that does not break) and "€7.00" in English."""
    return format_currency(Decimal(cents) / 100, currency, locale=language)
