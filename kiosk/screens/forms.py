"""Numbers, money, hours and days as a language writes them: what Babel knows of it, boiled down to what a screen needs.

Babel keeps all it ever read of a language: five of them are 8 MB, for some forty letters that a screen uses. So each is
asked once, and its data are let go. A language is named as Babel names it ("it", "en_GB"): `Wording.locale`.
"""

from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from functools import cache, lru_cache

from msgspec import Struct

THIN_SPACE, HARD_SPACE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
"""Few typefaces have the first; the second holds as well."""
DAYS, MONTHS = range(7), range(1, 13)
HALF_DAY_H = 12


class Forms(Struct, frozen=True):
    """How one language writes things. A pattern names its parts as `%(d)s`, by Unicode's letters (UTS 35)."""

    decimal: str
    group: str
    percent: tuple[str, str]
    """What stands before and after the figures."""
    hour: str
    halves: tuple[str, str]
    """The day's two halves, where hours are counted twice."""
    weekdays: tuple[str, ...]
    """Monday first."""
    months: tuple[str, ...]
    day: str
    """A day in the year: a pattern."""
    joined: str
    """{1} is a day, {0} an hour."""


def known(locale: str) -> bool:
    """Whether Babel has heard of it."""
    from babel.localedata import exists

    return exists(locale)


def learn(locales: Iterable[str], currency: str) -> None:
    """Ask for languages before anybody needs them, some 15 ms each, and let go what Babel has read for it.

    Early: what comes to be later then fits where its data were, which it would keep for good.
    """
    for locale in locales:
        _forms(locale)
        _coin(currency, locale)
        _let_go()


@lru_cache(maxsize=512)
def money(cents: int, currency: str, locale: str) -> str:
    """Write an amount in cents: 700 EUR is "7,00 €" in Italian (with a space that does not break) and "€7.00" in English."""
    before, after, decimals = _coin(currency, locale)
    return f"{before}{number(cents / 100, decimals, locale)}{after}"


def number(value: float, decimals: int, locale: str) -> str:
    """Write so many decimals: 1.64 to one is "1,6" in Italian. Thousands stand in threes."""
    forms = _forms(locale)
    whole, _, rest = f"{value:,.{decimals}f}".partition(".")
    return whole.replace(",", forms.group) + (forms.decimal + rest if rest else "")


def percent(value: float, locale: str) -> str:
    """Write whole percent: 22.3 is "22%" in Italian, "22 %" in German."""
    before, after = _forms(locale).percent
    return f"{before}{number(value, 0, locale)}{after}"


def hour(at: time, locale: str) -> str:
    """Write an hour of the house's clock: "19:30", and "7:30 PM" where hours are counted so."""
    forms, twelve = _forms(locale), at.hour % HALF_DAY_H or HALF_DAY_H
    half = forms.halves[at.hour // HALF_DAY_H]
    parts = {
        "HH": f"{at.hour:02}", "H": at.hour, "hh": f"{twelve:02}", "h": twelve,
        "mm": f"{at.minute:02}", "m": at.minute, "a": half, "B": half,
    }  # fmt: skip
    return forms.hour % parts


def weekday(at: date, locale: str) -> str:
    """Name the day of the week: "venerdì"."""
    return _forms(locale).weekdays[at.weekday()]


def day(at: date, locale: str) -> str:
    """Write a date without its year: "24 dicembre"."""
    forms = _forms(locale)
    month = forms.months[at.month - 1]
    return forms.day % {"d": at.day, "dd": f"{at.day:02}", "M": at.month, "MMMM": month, "LLLL": month}


def joined(named: str, hour_of_it: str, locale: str) -> str:
    """Write a day and an hour together: "venerdì, 19:30"."""
    return _forms(locale).joined.replace("{1}", named).replace("{0}", hour_of_it)


# --- what Babel is asked ------------------------------------------------------------------------------------------
@cache
def _forms(locale: str) -> Forms:
    from babel.core import Locale
    from babel.numbers import format_percent, get_decimal_symbol, get_group_symbol

    asked = Locale.parse(locale)
    halves, day_of = asked.day_periods["format"]["abbreviated"], asked.datetime_skeletons["MMMMd"].format
    months = asked.months["stand-alone" if "LLLL" in day_of else "format"]["wide"]
    return Forms(
        decimal=get_decimal_symbol(asked),
        group=_hard(get_group_symbol(asked)),
        percent=_around(format_percent(0, locale=asked), "0"),
        hour=_hard(asked.time_formats["short"].format),
        halves=(_hard(halves["am"]), _hard(halves["pm"])),
        weekdays=tuple(asked.days["format"]["wide"][at] for at in DAYS),
        months=tuple(months[at] for at in MONTHS),
        day=_hard(day_of),
        joined=_hard(str(asked.datetime_formats["medium"]).replace("'", "")),
    )


@cache
def _coin(currency: str, locale: str) -> tuple[str, str, int]:
    """What stands before and after an amount, and its decimals."""
    from babel.numbers import format_currency, get_currency_precision

    decimals = get_currency_precision(currency)
    sample = format_currency(Decimal(0), currency, locale=locale)
    around = _around(sample, number(0, decimals, locale))
    return *around, decimals


def _around(sample: str, figures: str) -> tuple[str, str]:
    before, _, after = _hard(sample).partition(figures)
    return before, after


def _hard(text: str) -> str:
    return text.replace(THIN_SPACE, HARD_SPACE)


def _let_go() -> None:
    """Empty Babel's shelves, for which it has no door; where it builds them otherwise one day, they stay full."""
    from babel import core, localedata

    getattr(localedata, "_cache", {}).clear()
    core._global_data = None  # noqa: SLF001
