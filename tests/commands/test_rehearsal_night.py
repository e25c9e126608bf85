"""The night that a rehearsal plays: drawn from a seed, and as the house's numbers say it is."""

from collections import Counter

import pytest
from msgspec.structs import replace

from kiosk.commands.rehearsal.model import before_menu, rehearsal_model
from kiosk.commands.rehearsal.night import HALF_HOUR_S, Guest, making_s, planned, shortages, within
from kiosk.settings import load

MODEL = rehearsal_model()
SETTINGS = load()
LANGUAGES = ("it", "en", "de", "fr", "es")
SEEDS = range(40)
PREPS = {"negroni": 50.0, "whiskey-sour": 105.0}


def night(kind: str, seed: int, hatch: int = 0) -> tuple[Guest, ...]:
    """One night's guests."""
    return planned(MODEL, MODEL.nights[kind], LANGUAGES, seed, hatch)


def cups(guests: tuple[Guest, ...]) -> int:
    """The drinks they want."""
    return sum(len(guest.drinks) for guest in guests)


def test_a_seed_is_a_night() -> None:
    """The same one gives the same night again, to the last number; another seed, or another hatch, gives another."""
    assert night("saturday", 7, 3) == night("saturday", 7, 3)
    assert night("saturday", 7, 3) != night("saturday", 8, 3)
    assert night("saturday", 7, 3) != night("saturday", 7, 4)


def test_before_another_list_guests_want_what_is_on_it() -> None:
    """Before the packaged one nothing changes, to the last number; before a house's own nobody asks for what it lacks."""
    menu = SETTINGS.menu
    assert [*before_menu(MODEL, menu).guests.mix.items()] == [*MODEL.guests.mix.items()]
    own = replace(menu, drinks=(replace(menu.drinks[0], slug="spritz"), *menu.drinks[1:]))
    mix = before_menu(MODEL, own).guests.mix
    assert {*mix} == {drink.slug for drink in own.drinks}
    assert mix["spritz"] == pytest.approx(sum(MODEL.guests.mix.values()) / 8)


@pytest.mark.parametrize(("kind", "drinks"), [("saturday", 250), ("weekday", 50)])
def test_as_many_drinks_are_wanted_as_the_house_sells(kind: str, drinks: int) -> None:
    """On average over many nights within a twentieth; and no two nights alike."""
    totals = [cups(night(kind, seed)) for seed in SEEDS]
    assert sum(totals) / len(totals) == pytest.approx(drinks, rel=0.05)
    assert len(set(totals)) > 5


@pytest.mark.parametrize("kind", ["saturday", "weekday"])
def test_they_come_when_the_night_s_shares_say(kind: str) -> None:
    """By half hour, over many nights: each within two percent of the night's drinks, and none before or after."""
    percents = MODEL.nights[kind].percents
    wanted = [0] * len(percents)
    for seed in SEEDS:
        for guest in night(kind, seed):
            wanted[int(guest.arrives_s // HALF_HOUR_S)] += len(guest.drinks)
    assert [100 * one / sum(wanted) for one in wanted] == [pytest.approx(one, abs=2.0) for one in percents]


def test_guests_come_one_after_the_other() -> None:
    """In the order of their coming, and each within the night."""
    times = [guest.arrives_s for guest in night("saturday", 1)]
    assert times == sorted(times)
    assert times[-1] < len(MODEL.nights["saturday"].percents) * HALF_HOUR_S


def test_groups_and_drinks_are_mixed_as_told() -> None:
    """Sizes and drinks, over many nights, come within three percent of their weights."""
    guests = [guest for seed in SEEDS for guest in night("saturday", seed)]
    sizes = Counter(len(guest.drinks) for guest in guests)
    for size, percent in enumerate(MODEL.guests.groups, 1):
        assert 100 * sizes[size] / len(guests) == pytest.approx(percent, abs=3.0)
    drinks = Counter(drink for guest in guests for drink in guest.drinks)
    for slug, percent in MODEL.guests.mix.items():
        assert 100 * drinks[slug] / sum(drinks.values()) == pytest.approx(percent, abs=3.0)


def test_every_drink_that_is_asked_for_is_on_the_menu() -> None:
    """Of the nights' dates, and each language that is read has its sentences."""
    assert {*MODEL.guests.mix} <= {drink.slug for drink in SETTINGS.menu.drinks}
    assert set(MODEL.nights) == {"saturday", "weekday"}
    assert {guest.language for guest in night("saturday", 1)} <= set(SETTINGS.wordings)


def test_hands_take_as_long_as_the_menu_says_and_vary() -> None:
    """A second equal drink costs about half of the first, and each has its lid."""
    hands, guest = MODEL.bartender, night("weekday", 1)[0]
    plain = replace(guest.making, spread=1.0, second=0.5)
    one = replace(guest, drinks=("negroni",), making=plain)
    assert making_s(one, PREPS, hands) == pytest.approx(50 + 8)
    pair = replace(one, drinks=("negroni", "negroni", "whiskey-sour"))
    assert making_s(pair, PREPS, hands) == pytest.approx(50 + 25 + 105 + 3 * 8)
    long = replace(pair, making=replace(plain, spread=2.0))
    assert making_s(long, PREPS, hands) == pytest.approx(2 * (50 + 25 + 105 + 3 * 8))
    spreads = [guest.making.spread for seed in SEEDS for guest in night("saturday", seed)]
    mean = sum(spreads) / len(spreads)
    deviation = (sum((one - mean) ** 2 for one in spreads) / len(spreads)) ** 0.5
    assert mean == pytest.approx(1.0, abs=0.02)
    assert deviation == pytest.approx(hands.spread, abs=0.03)


def test_some_are_refused_some_never_come_and_some_are_called_too_soon() -> None:
    """As rare as told: none of the ways that an order may go is missing from forty Saturdays."""
    guests = [guest for seed in SEEDS for guest in night("saturday", seed)]
    for part, found in (
        (MODEL.bartender.refuses, sum(guest.refused for guest in guests)),
        (MODEL.bartender.slips, sum(guest.slips for guest in guests)),
        (MODEL.guests.never_fetched, sum(guest.fetches_s is None for guest in guests)),
        (MODEL.bartender.interrupted, sum(guest.making.interrupted_s > 0 for guest in guests)),
    ):
        assert found / len(guests) == pytest.approx(part, rel=0.4)


def test_a_part_of_a_night_is_the_same_guests() -> None:
    """Only those who come then; nobody is drawn anew."""
    whole = night("saturday", 5)
    part = within(whole, 3600.0, 7200.0)
    assert part
    assert part == tuple(guest for guest in whole if 3600.0 <= guest.arrives_s < 7200.0)


def test_what_runs_out_is_drawn_from_the_seed_too() -> None:
    """As many as told, on the menu, in the busy part of the night; and whoever wanted that takes something else."""
    night_of = MODEL.nights["saturday"]
    every = [shortages(MODEL, night_of, seed) for seed in SEEDS]
    assert (
        shortages(MODEL, night_of, 7, 2)
        == shortages(MODEL, night_of, 7, 2)
        != shortages(MODEL, night_of, 8, 2)
    )
    assert all(len(found) == MODEL.bartender.shortages for found in every)
    assert {one.drink for found in every for one in found} <= set(MODEL.guests.mix)
    assert {one.left for found in every for one in found} == {0, 3}
    assert all(guest.instead not in guest.drinks for guest in night("saturday", 1))
