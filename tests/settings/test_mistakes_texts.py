"""Mistakes in words and sentences: each is found, with its file, its place and the mend."""

import pytest

from kiosk import paths
from tests.settings.a_house import AHouse


@pytest.mark.parametrize(
    ("old", "new", "place", "what"),
    [
        ('word = "Bussola"', 'word = "lanterna"', "pair[2 lanterna].word", "is the word of pair 1, too"),
        ('word = "Bussola"', 'word = ""', "pair[2 ].word", "of 0 letters"),
        ('word = "Bussola"', 'word = "Precipitevole"', "pair[2 Precipitevole].word", "of 13 letters"),
        ('word = "Bussola"', 'word = "Buon vento"', "pair[2 Buon vento].word", "which is more than one word"),
        ('answer = "Olio"', 'answer = " "', "pair[1 Lanterna].answer", "of 0 letters"),
        ('answer = "Olio"\n', "", "pair[1 Lanterna].answer", "is missing"),
        ('answer = "Olio"', "answer = 7", "pair[1 Lanterna].answer", "is 7, not text in quotes"),
        ('answer = "Olio"', 'answer = "Olio"\nansver = "x"', "pair[1 Lanterna].ansver", "is not a key"),
    ],
)
def test_a_mistake_in_the_words_is_told(house: AHouse, old: str, new: str, place: str, what: str) -> None:
    """A doubled, empty, long, double-barrelled or half word is found at its pair."""
    file = house.edit("words.toml", old, new)
    mistake = house.only_mistake()
    assert (mistake.file, mistake.place) == (file, place)
    assert what in mistake.what


def test_too_few_words_are_told(house: AHouse) -> None:
    """42 words are one too few."""
    text = (paths.packaged_config() / "words.toml").read_text(encoding="utf-8")
    house.write("words.toml", text[: text.rindex("[[pair]]")])
    assert (house.only_mistake().place, house.only_mistake().what) == ("pair", "holds 42 words")


@pytest.mark.parametrize(
    ("section", "line", "place", "what", "mend"),
    [
        (
            "hatch",
            'strength = "{percentage} %"',
            "hatch.strength",
            "names {percentage}",
            "It may say {percent}",
        ),
        ("hatch", 'knock = "{count} knocks"', "hatch.knock", "names {count}", "nothing in braces"),
        ("hatch", 'strength = "{} %"', "hatch.strength", "names {}", "{percent}"),
        ("hatch", 'strength = "{percent.real}"', "hatch.strength", "names {percent.real}", "{percent}"),
        ("hatch", 'strength = "{percent %"', "hatch.strength", "has an odd brace", "Close it"),
        ("hatch", 'strength = "percent} %"', "hatch.strength", "has an odd brace", "Close it"),
        ("hatch", 'order = "  "', "hatch.order", "is blank", "Write"),
        ("hatch", "order = 7", "hatch.order", "is 7, not text in quotes", "quotes"),
        ("hatch", 'ordr = "Order"', "hatch.ordr", "is not a key", "Did you mean order?"),
        (
            "voice",
            'asleep = ["One.", "{two}"]',
            "voice.asleep[2]",
            "names {two}",
            "nothing in braces",
        ),
        ("voice", "asleep = []", "voice.asleep", "is empty", "Write 1 at least"),
        ("voice", 'asleep = "One."', "voice.asleep", "not a list", "Write a list"),
        ("bar.status", 'placed = ""', "bar.status.placed", "is blank", "Write"),
        ("allergens", 'egg = "egg"', "allergens.egg", "is not a key", "Did you mean eggs?"),
    ],
)
def test_a_mistake_in_a_sentence_is_told(
    house: AHouse, section: str, line: str, place: str, what: str, mend: str
) -> None:
    """A sentence that is blank, ill-braced, or names what it is not told, is found at its key."""
    file = house.write("wording/en.toml", f"[{section}]\n{line}\n")
    mistake = house.only_mistake()
    assert (mistake.file, mistake.place) == (file, place)
    assert what in mistake.what
    assert mend in mistake.mend


def test_every_language_has_as_many_lines_to_say(house: AHouse) -> None:
    """A request names one by its place: one that a language lacks could not be said to its guests."""
    house.write("wording/en.toml", '[hatch]\nsaid_lines = ["One moment."]\n')
    mistake = house.only_mistake()
    assert mistake.place == "hatch.said_lines"
    assert mistake.what == "holds 1 lines, and it has 5"
    assert "in every language" in mistake.mend


def test_a_doubled_brace_is_a_brace(house: AHouse) -> None:
    """A brace written twice is read once, and is no mistake."""
    house.write("wording/en.toml", '[hatch]\nknock = "{{Knock}}"\n')
    assert house.mistakes() == ()


def test_a_language_of_the_houses_own_must_be_whole(house: AHouse) -> None:
    """A new language is asked for every sentence, in its own file, and for every name on the menu."""
    file = house.write("wording/nl.toml", 'language = "nl"\nname = "Nederlands"\n')
    house.write("kiosk.toml", '[house]\nlanguages = ["it", "nl"]\n')
    told = {
        (mistake.file.name, mistake.place) for mistake in house.mistakes() if mistake.what == "is missing"
    }
    assert {(file.name, part) for part in ("hatch", "bar", "allergens")} <= told
    assert ("2026-11.toml", "drinks[1 negroni].names.nl") in told


def test_a_language_that_is_not_wanted_is_not_asked_for(house: AHouse) -> None:
    """A half-written language does no harm until it is wanted."""
    house.write("wording/nl.toml", 'language = "nl"\n')
    assert house.mistakes() == ()


def test_a_wording_says_its_own_language(house: AHouse) -> None:
    """A file copied from another language and not renamed inside is found."""
    house.write("wording/en.toml", 'language = "it"\n')
    assert house.only_mistake().place == "language"


def test_a_wording_says_how_its_numbers_are_written(house: AHouse) -> None:
    """A locale that Babel does not know is found at the door, not at the first price."""
    house.write("wording/en.toml", 'locale = "en_XX"\n')
    mistake = house.only_mistake()
    assert (mistake.place, mistake.what) == ("locale", 'is "en_XX", which Babel does not know')
    assert mistake.mend == 'Write "en"'


def test_sentences_are_checked_although_the_list_of_languages_is_wrong(house: AHouse) -> None:
    """One mistake does not hide another behind it."""
    house.write("kiosk.toml", "[house]\nlanguages = 7\n")
    house.write("wording/en.toml", '[hatch]\norder = ""\n')
    assert {mistake.place for mistake in house.mistakes()} == {"house.languages", "hatch.order"}
