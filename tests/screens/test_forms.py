"""Numbers, money, hours and days are written the way their reader writes them."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from babel import core, localedata
from babel.core import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_currency, format_decimal, format_percent

from kiosk.screens import forms
from kiosk.screens.forms import HARD_SPACE, THIN_SPACE
from tests.screens.looks import LANGUAGES, WORDINGS

LOCALES = tuple(WORDINGS[language].locale for language in LANGUAGES)
EVERY_LOCALE = sorted(name for name in localedata.locale_identifiers() if "_" not in name)
HOURS = (time(0, 0), time(3, 0), time(9, 5), time(12, 0), time(19, 30), time(23, 59))
DATES = tuple(date(2026, month, 3 * month) for month in range(1, 11))


@pytest.mark.parametrize(
    ("cents", "locale", "written"),
    [
        (700, "it", "7,00 €"),
        (700, "en_GB", "€7.00"),
        (700, "de", "7,00 €"),
        (700, "fr", "7,00 €"),
        (700, "es", "7,00 €"),
        (123456, "it", "1.234,56 €"),
        (123456, "fr", "1 234,56 €"),
        (0, "en_GB", "€0.00"),
        (5, "en_GB", "€0.05"),
    ],
)
def test_money(cents: int, locale: str, written: str) -> None:
    """Cents become an amount with the sign, the comma and the space of the language (no space breaks), to the last cent."""
    assert forms.money(cents, "EUR", locale) == written.replace(" ", HARD_SPACE)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("currency", ["EUR", "CHF", "GBP", "USD", "JPY"])
def test_money_is_as_babel_writes_it(locale: str, currency: str) -> None:
    """Any amount that a bar knows is written as Babel itself would write it."""
    for cents in (0, 100, 500, 700, 1250, 4200, 99900, 123400, 1234500):
        theirs = format_currency(Decimal(cents) / 100, currency, locale=locale)
        ours = forms.money(cents, currency, locale)
        assert ours == theirs.replace(THIN_SPACE, HARD_SPACE).replace("\N{NO-BREAK SPACE}", HARD_SPACE)


@pytest.mark.parametrize("locale", LOCALES)
def test_numbers_and_percent_are_as_babel_writes_them(locale: str) -> None:
    """Units with one decimal, millilitres, percent."""
    for value in (0.0, 0.79, 1.64, 2.5, 30.0, 120.0):
        assert forms.number(value, 1, locale) == format_decimal(round(value, 1), "0.0", locale=locale)
        assert forms.number(value, 0, locale) == format_decimal(round(value), "0", locale=locale)
        theirs = format_percent(round(value) / 100, locale=locale)
        assert forms.percent(value, locale) == theirs.replace(THIN_SPACE, HARD_SPACE)


@pytest.mark.parametrize("locale", EVERY_LOCALE)
def test_hours_and_days_are_as_babel_writes_them(locale: str) -> None:
    """In any language that a house may add, the clock and the calendar read as its own do."""
    asked = Locale.parse(locale)
    for at in HOURS:
        theirs = format_time(at, "short", locale=asked)
        assert forms.hour(at, locale) == theirs.replace(THIN_SPACE, HARD_SPACE)
    for on in DATES:
        assert forms.weekday(on, locale) == format_date(on, "EEEE", locale=asked)
        theirs = format_skeleton("MMMMd", datetime.combine(on, time()), locale=asked)
        assert forms.day(on, locale) == theirs.replace(THIN_SPACE, HARD_SPACE)


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("it", "venerdì, 19:30"),
        ("en_GB", "Friday, 19:30"),
        ("de", "Freitag, 19:30"),
        ("fr", "vendredi, 19:30"),
        ("es", "viernes, 19:30"),
        ("en_US", "Friday, 7:30 PM"),
    ],
)
def test_a_day_and_an_hour(locale: str, written: str) -> None:
    """A coming moment is told as the language joins its parts."""
    told = forms.joined(forms.weekday(date(2026, 11, 20), locale), forms.hour(time(19, 30), locale), locale)
    assert told == written.replace(" PM", f"{HARD_SPACE}PM")


def test_babel_keeps_nothing() -> None:
    """What Babel read of the languages that are learned is let go: five would be 8 MB for good."""
    forms._forms.cache_clear()
    forms._coin.cache_clear()
    forms.money.cache_clear()
    forms.learn(LOCALES, "EUR")
    assert not localedata._cache
    assert core._global_data is None
    assert {forms.money(700, "EUR", locale) for locale in LOCALES} == {f"7,00{HARD_SPACE}€", "€7.00"}
    assert not localedata._cache
