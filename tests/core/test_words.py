"""Pick-up words: never one that is taken, none twice before all were used."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.words import Pair, choose
from tests.stories import PAIRS

NIGHT = "2026-11-20"
nights = st.dates().map(lambda day: day.isoformat())
numbers = st.integers(1, 10**9)


def some_pairs(count: int) -> tuple[Pair, ...]:
    """So many pairs of made-up words."""
    return tuple(Pair(f"word{at}", f"answer{at}") for at in range(count))


def handed_out(pairs: tuple[Pair, ...], count: int, night: str = NIGHT, first: int = 1) -> list[Pair]:
    """The pairs of so many orders that all stay open, the way the hatch tells which words are taken."""
    chosen: list[Pair] = []
    for number in range(first, first + count):
        taken = frozenset(word for pair in chosen for word in (pair.word, *pair.word.split()))
        chosen.append(choose(pairs, night, number, taken))
    return chosen


def test_the_house_has_43_words_and_each_is_its_own() -> None:
    """43 pairs, with no word and no answer twice."""
    assert len(PAIRS) == len({pair.word for pair in PAIRS}) == len({pair.answer for pair in PAIRS}) == 43


@given(nights, numbers, st.integers(1, 60))
def test_every_word_is_used_once_before_two_are_joined(night: str, first: int, count: int) -> None:
    """With any number of words and any night, as many open orders as words get one word each."""
    pairs = some_pairs(count)
    assert {pair.word for pair in handed_out(pairs, count, night, first)} == {pair.word for pair in pairs}


@given(nights, numbers)
def test_when_all_are_taken_two_words_are_joined_and_both_answers(night: str, number: int) -> None:
    """The 44th open order gets two different words, and the answers of both."""
    pair = choose(PAIRS, night, number, frozenset(pair.word for pair in PAIRS))
    answers = {pair.word: pair.answer for pair in PAIRS}
    first, second = pair.word.split()
    assert first != second
    assert pair.answer == f"{answers[first]} {answers[second]}"


@pytest.mark.parametrize("count", [1, 2, 3, 7, 17, 34])
def test_no_two_open_orders_share_a_word_even_when_words_run_short(count: int) -> None:
    """Far more orders than words and couples of words: each still has its own."""
    chosen = handed_out(some_pairs(count), count * count + 40 if count < 10 else 90)
    assert len({pair.word for pair in chosen}) == len(chosen)


@given(nights, numbers, st.integers(1, 5), st.sets(st.sampled_from([f"word{at}" for at in range(5)])))
def test_a_taken_word_is_never_chosen(night: str, number: int, count: int, taken: set[str]) -> None:
    """Whatever is taken, what is chosen is not."""
    assert choose(some_pairs(count), night, number, frozenset(taken)).word not in taken


def test_the_last_resort_is_not_a_taken_word_either() -> None:
    """One word in the house, and even the number that would tell two apart is taken: the next is used."""
    lonely = some_pairs(1)
    first = choose(lonely, NIGHT, 1, frozenset({"word0"}))
    assert choose(lonely, NIGHT, 1, frozenset({"word0", first.word})).word not in {"word0", first.word}


@given(nights, numbers)
def test_the_same_order_gets_the_same_word(night: str, number: int) -> None:
    """Nothing is left to chance: asked again, the answer is the same."""
    assert choose(PAIRS, night, number, frozenset()) == choose(PAIRS, night, number, frozenset())


def test_the_first_word_differs_from_night_to_night() -> None:
    """A week of first orders, each numbered one, is not a week of the same word."""
    week = {choose(PAIRS, f"2026-11-{day}", 1, frozenset()).word for day in range(20, 27)}
    assert len(week) == 7
