"""The menus by month: eight drinks each, named in every language wanted, priced, and drawn."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kiosk.core.menu import (
    ALCOHOLIC_PERCENT,
    DRINKS_ON_A_MENU,
    FREE_AT_MOST,
    HIDDEN_AT_MOST,
    LETTERS_AT_MOST,
    OPTIONS_AT_MOST,
    Menu,
)
from kiosk.settings.document import Document
from kiosk.settings.shape import MENDS, Place, shown

_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CURRENCY = re.compile(r"[A-Z]{3}")
LIMITS: Sequence[tuple[str, float, float, str]] = (
    ("price_cents", 0, 100_000, MENDS["price_cents"]),
    ("abv_percent", 0, 100, "Write the strength as served, in percent by volume"),
    ("units", 0, 100, "Write units of 12 g of alcohol"),
    ("prep_s", 1, 3600, "Write how many seconds one takes"),
)
"""The least and the most that each of a drink's numbers may be."""
LINES = ("drinks", "free", "hidden")
"""The parts of a menu that list drinks."""
AT_MOST = {"free": FREE_AT_MOST, "hidden": HIDDEN_AT_MOST}


def files(folders: Sequence[Path]) -> tuple[Path, ...]:
    """The menu files of the topmost folder that has any: a house's own menus replace the packaged ones as a set."""
    sets = [tuple(sorted((folder / "menus").glob("*.toml"))) for folder in folders]
    return next((files for files in reversed(sets) if files), ())


def read(document: Document, languages: Sequence[str], drawings: Path) -> Menu | None:
    """One menu; None, and every reason noted, when it cannot be used."""
    menu = document.read_as(Menu)
    _check_head(document)
    for line in LINES:
        drinks = document.value(line)
        if isinstance(drinks, list):
            _check_list(document, line, drinks)
            for at, drink in enumerate(drinks):
                if isinstance(drink, dict):
                    _check_drink(document, (line, at), languages, drawings)
    _check_free(document)
    return menu


def _check_head(document: Document) -> None:
    month, currency = document.value("month"), document.value("currency")
    if month is not None and not _MONTH.fullmatch(month):
        document.blame(("month",), f"is {shown(month)}", 'Write year and month, as "2026-11"')
    elif month is not None and month != document.file.stem:
        document.blame(
            ("month",), f"is {shown(month)}, and the file's name says another", f"Call it {month}.toml"
        )
    if currency is not None and not _CURRENCY.fullmatch(currency):
        document.blame(("currency",), f"is {shown(currency)}", 'Write its three letters, as "EUR"')


def _check_list(document: Document, line: str, drinks: Sequence[Any]) -> None:
    count, most = len(drinks), AT_MOST.get(line, DRINKS_ON_A_MENU)
    if count > most or (line == "drinks" and count < most):
        change = f"add {most - count}" if count < most else f"take {count - most} away"
        what = f"holds {count or 'no'} drink{'s' if count != 1 else ''}"
        limit = f"is {most}" if line == "drinks" else f"holds {most} at most"
        document.blame((line,), what, f"The list at the hatch {limit}: {change}")


def _check_free(document: Document) -> None:
    """What stands among those without alcohol has none."""
    for at in range(len(document.value("free") or ())):
        percent = document.value("free", at, "abv_percent")
        if percent is not None and percent > ALCOHOLIC_PERCENT:
            mend = f"It must be {ALCOHOLIC_PERCENT} at most; or take it out of this list"
            document.blame(("free", at, "abv_percent"), f"is {shown(percent)}", mend)


def _check_drink(document: Document, place: Place, languages: Sequence[str], drawings: Path) -> None:
    _check_slug(document, place)
    for key, least, most, mend in LIMITS:
        number = document.value(*place, key)
        if number is not None and not least <= number <= most:
            document.blame((*place, key), f"is {shown(number)}; it must be {least:g} to {most:g}", mend)
    for key in ("names", "tastes", "steps"):
        _check_languages(document, (*place, key), languages)
    _check_ingredients(document, (*place, "ingredients"), languages)
    _check_options(document, (*place, "options"), languages)
    _check_drawing(document, place, drawings)


def _check_slug(document: Document, place: Place) -> None:
    slug = document.value(*place, "slug")
    if slug is None:
        return
    if not _SLUG.fullmatch(slug):
        mend = "Use small letters, digits and single hyphens, as old-fashioned"
        document.blame((*place, "slug"), f"is {shown(slug)}", mend)
    elif slug in _slugs_before(document, place):
        document.blame(
            (*place, "slug"), f"is {shown(slug)}, which another drink has", "Give each drink its own"
        )


def _slugs_before(document: Document, place: Place) -> list[Any]:
    """The slugs of all drinks that stand before this one, in its own line and in the lines before."""
    line, at = str(place[0]), place[1]
    lines = [document.table.get(name) for name in LINES[: LINES.index(line)]]
    listed = [drink for drinks in lines if isinstance(drinks, list) for drink in drinks]
    before = [*listed, *document.table[line][:at]]
    return [drink.get("slug") for drink in before if isinstance(drink, dict)]


def _check_options(document: Document, place: Place, languages: Sequence[str]) -> None:
    options = document.value(*place)
    if not isinstance(options, list):
        return
    if len(options) > OPTIONS_AT_MOST:
        document.blame(
            place, f"holds {len(options)} wishes", f"Offer {OPTIONS_AT_MOST} at most: the hands know the rest"
        )
    for at in range(len(options)):
        slug = document.value(*place, at, "slug")
        if slug is not None and not _SLUG.fullmatch(slug):
            document.blame(
                (*place, at, "slug"),
                f"is {shown(slug)}",
                "Use small letters, digits and single hyphens, as no-egg",
            )
        _check_languages(document, (*place, at, "names"), languages)


def _check_ingredients(document: Document, place: Place, languages: Sequence[str]) -> None:
    ingredients = document.value(*place)
    if ingredients == []:
        document.blame(place, "is empty", "Write what is in the drink")
    for at in range(len(ingredients or ())):
        ml = document.value(*place, at, "ml")
        if ml is not None and ml <= 0:
            document.blame((*place, at, "ml"), f"is {shown(ml)}; it must be more than 0", "Write millilitres")
        _check_languages(document, (*place, at, "names"), languages)


def _check_languages(document: Document, place: Place, languages: Sequence[str]) -> None:
    texts = document.value(*place)
    if not isinstance(texts, dict):
        return
    for language in languages:
        text = texts.get(language, "")
        if isinstance(text, str) and not text.strip():
            mend = f'Write it, as {language} = "..."; or take {language} out of house.languages'
            document.blame((*place, language), "is missing", mend)
        elif isinstance(text, str) and len(text) > LETTERS_AT_MOST:
            mend = f"Write {LETTERS_AT_MOST} at most"
            document.blame((*place, language), f"has {len(text)} letters", mend)


def _check_drawing(document: Document, place: Place, drawings: Path) -> None:
    key = "picture" if document.value(*place, "picture") else "slug"
    name = document.value(*place, key)
    if name is not None and not (drawings / f"{name}.svg").is_file():
        what = f"is {shown(name)}, and there is no drawing {drawings / name}.svg"
        document.blame((*place, key), what, "Put it there, or name another drawing as picture")
