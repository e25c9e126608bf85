"""Mistakes in a menu: each is found, with its file, its place and the mend."""

import pytest

from kiosk import paths
from tests.settings.a_house import MENU, AHouse

NEGRONI = "drinks[1 negroni]"
NAMES = 'names = { it = "Negroni", en = "Negroni", de = "Negroni", fr = "Negroni", es = "Negroni" }'
WRONG = [
    ("price_cents = 700", 'price_cents = "seven"', f"{NEGRONI}.price_cents", 'is "seven", not a whole number', "700"),
    ("price_cents = 700", "price_cents = 7.5", f"{NEGRONI}.price_cents", "is 7.5, not a whole number", "700"),
    ("price_cents = 700", "price_cents = -700", f"{NEGRONI}.price_cents", "is -700; it must be", "700"),
    ("price_cents = 700\n", "", f"{NEGRONI}.price_cents", "is missing", "Write it"),
    ("price_cents = 700", "price_cents = 700\nprice_cent = 1", f"{NEGRONI}.price_cent", "is not a key", "Did you mean price"),
    ('slug = "negroni"\n', "", "drinks[1].slug", "is missing", "Write it"),
    ('slug = "negroni"', 'slug = "Negroni!"', "drinks[1 Negroni!].slug", 'is "Negroni!"', "small letters"),
    ('slug = "americano"', 'slug = "negroni"', "drinks[2 negroni].slug", "which another drink has", "its own"),
    ('it = "Negroni", en = "Negroni"', 'it = "Negroni"', f"{NEGRONI}.names.en", "is missing", "en ="),
    ('en = "Negroni"', 'en = " "', f"{NEGRONI}.names.en", "is missing", "en ="),
    ('en = "Negroni"', "en = 7", f"{NEGRONI}.names.en", "is 7, not text", "quotes"),
    (NAMES, 'names = "Negroni"', f"{NEGRONI}.names", "not a table", "table"),
    ('it = "forte, amaro", ', "", f"{NEGRONI}.tastes.it", "is missing", "it ="),
    ('en = "Negroni"', f'en = "{"n" * 501}"', f"{NEGRONI}.names.en", "has 501 letters", "500 at most"),
    ('it = "gin", en = "gin"', 'it = "gin"', f"{NEGRONI}.ingredients[1].names.en", "is missing", "en ="),
    ("ml = 30 }", "ml = 0 }", f"{NEGRONI}.ingredients[1].ml", "is 0; it must be more than 0", "millilitres"),
    ("abv_percent = 22.3", "abv_percent = -1", f"{NEGRONI}.abv_percent", "is -1", "percent"),
    ("abv_percent = 22.3", "abv_percent = 223", f"{NEGRONI}.abv_percent", "is 223", "percent"),
    ("units = 1.64", "units = -1", f"{NEGRONI}.units", "is -1", "12 g"),
    ("prep_s = 50", "prep_s = 0", f"{NEGRONI}.prep_s", "is 0", "seconds"),
    ('allergens = ["sulphites"]', 'allergens = ["sulfites"]', f"{NEGRONI}.allergens[1]", 'is "sulfites", not one of "gluten"', "Choose"),
    ("traces = []", 'traces = ["egg"]', f"{NEGRONI}.traces[1]", 'is "egg", not one of', "Choose"),
    ('slug = "negroni"', 'slug = "negroni"\npicture = "flask"', f"{NEGRONI}.picture", "there is no drawing", "Put it there"),
    ('slug = "negroni"', 'slug = "sbagliato"', "drinks[1 sbagliato].slug", "there is no drawing", "as picture"),
    ('month = "2026-11"', 'month = "2026-12"', "month", "the file's name says another", "Call it 2026-12.toml"),
    ('month = "2026-11"', 'month = "2026-13"', "month", 'is "2026-13"', "2026-11"),
    ('slug = "lemonade"', 'slug = "negroni"', "free[1 negroni].slug", "which another drink has", "its own"),
    ("abv_percent = 0\n", "abv_percent = 4.5\n", "free[1 lemonade].abv_percent", "is 4.5", "1.2 at most"),
    ('slug = "no-egg"', 'slug = "No Egg"', "drinks[3 whiskey-sour].options[1 No Egg].slug", 'is "No Egg"', "as no-egg"),
    ('it = "senza uovo", en = "no egg"', 'it = "senza uovo"', "drinks[3 whiskey-sour].options[1 no-egg].names.en", "is missing", "en ="),
    ('without = ["eggs"]', 'without = ["egg"]', "drinks[3 whiskey-sour].options[1 no-egg].without[1]", 'is "egg", not one of', "Choose"),
    ('currency = "EUR"', 'currency = "€"', "currency", 'is "€"', "EUR"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "what", "mend"), WRONG)
def test_a_mistake_in_a_menu_is_told(
    house: AHouse, old: str, new: str, place: str, what: str, mend: str
) -> None:
    """One wrong thing in a menu is found at its drink, with what to do."""
    file = house.edit(MENU, old, new)
    told = house.mistakes()
    assert {mistake.file for mistake in told} == {file}
    (mistake,) = [mistake for mistake in told if mistake.place == place]
    assert what in mistake.what
    assert mend in mistake.mend


def test_a_misspelled_key_is_told_from_both_ends(house: AHouse) -> None:
    """The key that is not known, and the one that is therefore missing."""
    house.edit(MENU, "currency =", "curency =")
    told = {mistake.place: mistake for mistake in house.mistakes()}
    assert set(told) == {"curency", "currency"}
    assert told["curency"].mend == "Did you mean currency?"


@pytest.mark.parametrize(
    ("count", "what"), [(0, "holds no drinks"), (1, "holds 1 drink"), (7, "holds 7 drinks")]
)
def test_a_menu_with_too_few_drinks_is_told(house: AHouse, count: int, what: str) -> None:
    """None, one or seven is not eight; the mend says how many to add."""
    head, *drinks = _eight().split("[[drinks]]")
    house.write(
        MENU,
        head + "".join(f"[[drinks]]{drink}" for drink in drinks[:count]) + ("" if count else "drinks = []"),
    )
    mistake = house.only_mistake()
    assert (mistake.place, mistake.what) == ("drinks", what)
    assert mistake.mend.endswith(f"add {8 - count}")


def test_a_menu_with_nine_drinks_is_told(house: AHouse) -> None:
    """Nine are not eight."""
    ninth = (
        _packaged()
        .split("[[drinks]]")[1]
        .replace('slug = "negroni"', 'slug = "sbagliato"\npicture = "negroni"')
    )
    house.write(MENU, f"{_packaged()}\n[[drinks]]{ninth}")
    mistake = house.only_mistake()
    assert (mistake.place, mistake.what) == ("drinks", "holds 9 drinks")
    assert mistake.mend.endswith("take 1 away")


def test_a_menu_without_a_list_of_drinks_is_told(house: AHouse) -> None:
    """A list that is not there is missing, and one that is a table is no list."""
    house.write(MENU, 'month = "2026-11"\ncurrency = "EUR"\n')
    assert (house.only_mistake().place, house.only_mistake().what) == ("drinks", "is missing")
    house.write(MENU, 'month = "2026-11"\ncurrency = "EUR"\n[drinks]\nslug = "negroni"\n')
    assert (house.only_mistake().place, house.only_mistake().what) == ("drinks", "is a table, not a list")


def test_a_drink_without_ingredients_is_told(house: AHouse) -> None:
    """What the guest is told to drink has something in it."""
    text = _packaged()
    start, end = text.index("ingredients = ["), text.index("]\nsteps")
    house.write(MENU, f"{text[:start]}ingredients = [{text[end:]}")
    assert (house.only_mistake().place, house.only_mistake().what) == (f"{NEGRONI}.ingredients", "is empty")


def test_all_of_a_houses_menus_are_checked(house: AHouse) -> None:
    """A list for a month to come is found wrong now, not then."""
    house.write(MENU, _packaged())
    house.write("menus/2027-05.toml", _packaged())
    assert house.only_mistake().file.name == "2027-05.toml"


def test_a_drink_may_borrow_a_drawing(house: AHouse) -> None:
    """A new drink needs no new drawing: it names one that is there."""
    house.edit(MENU, 'slug = "negroni"', 'slug = "sbagliato"\npicture = "negroni"')
    assert house.mistakes() == ()


@pytest.mark.parametrize(("line", "most"), [("free", 4), ("hidden", 2)])
def test_a_line_beside_the_eight_has_its_end(house: AHouse, line: str, most: int) -> None:
    """One too many without alcohol, or on the hidden line, is told with how many to take away."""
    one = _packaged().split("\n[[free]]\n")[1]
    more = [f"[[{line}]]\n{one.replace('lemonade', f'lemonade-{at}')}" for at in range(most + 1)]
    house.write(MENU, _eight() + "\n".join(more))
    mistake = house.only_mistake()
    assert (mistake.place, mistake.what) == (line, f"holds {most + 1} drinks")
    assert mistake.mend.endswith(f"holds {most} at most: take 1 away")


def test_three_wishes_are_one_too_many(house: AHouse) -> None:
    """A drink offers two wishes at most."""
    wish = '[[drinks.options]]\nslug = "no-egg"'
    others = [
        wish.replace("no-egg", slug) + '\nnames = { it = "x", en = "x" }\n' for slug in ("no-ice", "dry")
    ]
    house.edit(MENU, wish, "\n".join((*others, wish)))
    mistake = house.only_mistake()
    assert (mistake.place, mistake.what) == ("drinks[3 whiskey-sour].options", "holds 3 wishes")


def _eight() -> str:
    """The packaged menu without what stands beside the eight."""
    return _packaged().split("\n[[free]]\n")[0] + "\n"


def _packaged() -> str:
    return (paths.packaged_config() / MENU).read_text(encoding="utf-8")
