"""The packaged configuration, as it leaves the house's workshop."""

import re
import tomllib
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from kiosk import paths
from kiosk.core.order import Line
from kiosk.settings import load, survey
from kiosk.settings.house import KioskFile, SoundFiles, Sounds
from tests.settings.a_house import DRINKS, AHouse

LANGUAGES = ("it", "en", "de", "fr", "es")


def test_the_packaged_configuration_is_valid(tmp_path: Path) -> None:
    """What is shipped has nothing to mend, its real drawings included."""
    settings = load(tmp_path)
    assert tuple(drink.slug for drink in settings.menu.drinks) == DRINKS
    assert settings.languages == LANGUAGES
    assert set(settings.wordings) == set(LANGUAGES)


def test_every_key_there_is_stands_in_the_packaged_file() -> None:
    """A technician finds each key, with its comment, in config/kiosk.toml."""
    written = tomllib.loads((paths.packaged_config() / "kiosk.toml").read_text(encoding="utf-8"))
    assert _keys(written) == _keys(msgspec.to_builtins(msgspec.convert(written, KioskFile)))


def _keys(table: dict[str, Any], above: str = "") -> set[str]:
    inner = [_keys(value, f"{above}{key}.") for key, value in table.items() if isinstance(value, dict)]
    return set().union({f"{above}{key}" for key in table}, *inner)


def test_every_key_of_the_packaged_file_has_its_rules_default(house: AHouse) -> None:
    """The times that the file states are the ones that the rules were measured and reasoned with."""
    settings = house.load()
    for rules in (settings.knock, settings.hatch.rules, settings.bar.rules):
        assert rules == type(rules)()


def test_the_menus_facts_are_the_list_of_november(house: AHouse) -> None:
    """Two Whisky & Cola and a Whiskey Sour cost what the list says; only what holds egg or wine declares it."""
    menu = house.load().menu
    sour, cola = menu.drink("whiskey-sour"), menu.drink("whisky-cola")
    assert sour is not None
    assert cola is not None
    lines = (Line("whisky-cola", "", 2, cola.price_cents), Line("whiskey-sour", "", 1, sour.price_cents))
    assert sum(line.total_cents for line in lines) == 2000
    declared = {drink.slug: [allergen.value for allergen in drink.allergens] for drink in menu.drinks}
    assert declared["whiskey-sour"] == ["eggs"]
    assert declared["negroni"] == declared["americano"] == declared["boulevardier"] == ["sulphites"]
    assert not any(declared[slug] for slug in ("aviation", "old-fashioned", "gin-fizz", "whisky-cola"))


def test_every_strength_follows_from_its_units(house: AHouse) -> None:
    """Strength, units and what is poured agree: a unit is 12 g, and nobody drinks more alcohol than was poured."""
    for drink in house.load().menu.drinks:
        volume_ml = drink.units * 12 / 0.789 / drink.abv_percent * 100
        poured_ml = sum(ingredient.ml for ingredient in drink.ingredients)
        assert poured_ml <= volume_ml <= poured_ml * 1.65, drink.slug


def test_the_words_are_easy_to_tell_apart(house: AHouse) -> None:
    """43 words or more, ten letters at most, no two alike at the end, no answer that is a word or another's answer."""
    pairs = house.load().pairs
    words, answers = [pair.word for pair in pairs], [pair.answer for pair in pairs]
    assert len(words) >= 43
    assert max(map(len, words)) <= 10
    assert len({word[-3:] for word in words}) == len(words)
    assert len({*words, *answers}) == len(words) + len(answers)
    for one, other in combinations(words, 2):
        assert sum(a != b for a, b in zip(one, other, strict=False)) + abs(len(one) - len(other)) > 2, (
            one,
            other,
        )


def test_apostrophes_are_printers_apostrophes() -> None:
    """A typewriter's straight one looks wrong in an old printed face; the law's names are drawn nowhere."""
    drawn = (line for line in survey().lines() if not line.place.endswith("source"))
    straight = [line for line in drawn if "'" in line.text]
    assert straight == []


def test_mr_v_counts_no_glasses_over_a_shelf(tmp_path: Path) -> None:
    """He says the same over the eight and over the one, two or three beside them: no number would be true of both."""
    for wording in load(tmp_path).wordings.values():
        eight = wording.hatch.classics.split()[-1].casefold()
        for line in (*wording.voice.empty, *wording.voice.chosen):
            assert eight not in re.findall(r"\w+", line.casefold())


def test_no_word_names_a_drink_of_the_list(house: AHouse) -> None:
    """A guest who says their word has not ordered another round."""
    settings = house.load()
    names = " ".join(name for drink in settings.menu.drinks for name in drink.names.values()).casefold()
    assert not [pair.word for pair in settings.pairs if pair.word.casefold() in names]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_is_named_in_every_language(house: AHouse, language: str) -> None:
    """Name, taste, ingredients and steps of every drink are there in all five."""
    for drink in house.load().menu.drinks:
        assert drink.names[language]
        assert drink.tastes[language]
        assert drink.steps[language]
        assert all(ingredient.names[language] for ingredient in drink.ingredients)


@pytest.mark.parametrize(
    ("clock", "begins", "ends", "night"),
    [
        ("21:59", "22:00", "08:00", False),
        ("22:00", "22:00", "08:00", True),
        ("03:00", "22:00", "08:00", True),
        ("08:00", "22:00", "08:00", False),
        ("14:30", "14:00", "16:00", True),
        ("16:00", "14:00", "16:00", False),
        ("22:00", "22:00", "22:00", False),
    ],
)
def test_the_night_is_soft(clock: str, begins: str, ends: str, night: bool) -> None:
    """By the house's own clock, from the hour that is written until the other; a night of no length is none."""
    zone = ZoneInfo("Europe/Rome")
    ours = SoundFiles("", "", "", "", "", "")
    sounds = Sounds(on=True, volume=0.7, night_volume=0.2, night_from=begins, night_to=ends, files=ours)
    local = datetime.fromisoformat(f"2026-11-20T{clock}").replace(tzinfo=zone)
    assert sounds.volume_at(local.astimezone(UTC), zone) == (0.2 if night else 0.7)
