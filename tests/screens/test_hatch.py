"""What the guest reads and can touch at each moment, and when the picture changes by itself."""

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from msgspec.structs import replace

from kiosk.core import events, wait
from kiosk.core.basket import Basket, Item
from kiosk.core.board import Pause
from kiosk.core.hatch_state import Hatch
from kiosk.core.intake_state import Intake
from kiosk.core.menu import Allergen
from kiosk.core.moment import Moment
from kiosk.core.order import Status
from kiosk.screens.hatch import changes_at, moving_until, scene
from kiosk.screens.hatch_sheet import sheet
from kiosk.screens.look import Look
from kiosk.screens.scene import Box, Picture, Plate, Scene, Text
from tests.screens.hatch_states import (
    ASLEEP,
    MENU,
    NOW,
    RULES,
    SIX,
    SLUGS,
    SOME,
    cancelling,
    crowd,
    moments,
    order,
    placed,
    sold_out,
    visiting,
)
from tests.screens.looks import WORDINGS, LookAt

IT, VOICE = WORDINGS["it"].hatch, WORDINGS["it"].voice
THOUGHTS = (*VOICE.rules, *VOICE.asleep, *VOICE.clues)


@pytest.fixture
def look(look_at: LookAt) -> Look:
    return look_at(800, 480)


def see(look: Look, state: Hatch, mono: float = NOW.mono) -> Scene:
    return scene(state, look, Moment(mono, NOW.wall))


CORNER = {events.LargeAsked(), events.AloudAsked()}
"""What can be asked for on every screen."""


def asks(seen: Scene) -> set[events.Event]:
    """What can be touched, beside the fixed corner."""
    return {
        piece.event for piece in seen.pieces if isinstance(piece, Plate) and piece.event is not None
    } - CORNER


def pictures(seen: Scene) -> dict[str, Box]:
    return {piece.name: piece.shown for piece in seen.pieces if isinstance(piece, Picture)}


# --- asleep ------------------------------------------------------------------------------------------------------
def test_a_touch_anywhere_wakes_the_wall(look: Look) -> None:
    """The sleeping wall is one thing to touch, and says knock in every language: a touch on a word wakes it in that one."""
    seen = see(look, ASLEEP)
    assert asks(seen) == {events.Woken(), *map(events.Woken, look.languages[1:])}
    for x, y in ((12, 12), (780, 340), (400, 240)):
        touched = seen.touched(x, y)
        assert touched is not None
        assert touched.event == events.Woken()
    for language in look.languages[1:]:
        found = seen.find(look.words(language).hatch.knock)
        assert found is not None
        assert found.event == events.Woken(language)
    told = " ".join(seen.texts())
    assert all(look.words(language).hatch.knock in told for language in look.languages)
    assert {"wall", "shutter", "slit_frame", "slit_glow", "number43"} <= set(pictures(seen))


def test_the_wall_lists_the_words(look: Look) -> None:
    """Ready words stand first, then those that somebody took on, then those in line; empty lists are not shown."""
    orders = crowd(2, 3, 0, 1)
    texts = see(look, replace(ASLEEP, orders=orders)).texts()
    words = [one.word for one in orders]
    told = [text for text in texts if text in {IT.ready, IT.making, IT.in_line, *words}]
    assert told == [IT.ready, *words[:2], IT.making, *words[2:5], IT.in_line, words[5]]
    assert not {IT.ready, IT.making, IT.in_line, IT.unanswered} & set(see(look, ASLEEP).texts())


def test_the_drawn_slit_stands_as_the_real_one(look: Look) -> None:
    """An open slit shows the hands in the light; a shut one, or one that has not said how it stands, its shutter."""
    opened, shut, unsaid = (
        pictures(see(look, replace(ASLEEP, slit_open=stands))) for stands in (True, False, None)
    )
    assert {"inside", "hands"} <= set(opened)
    assert not {"inside", "hands"} & set(shut)
    assert shut == unsaid
    assert opened["shutter"].w < shut["shutter"].w // 3


def test_a_lost_link_is_told_on_the_wall(look: Look) -> None:
    """That an order may reach the bar late is told once the link is down for three seconds, and only until it is back."""
    down = replace(ASLEEP, link_up=False, link_since=NOW.mono)
    at = NOW.mono + 3.0
    assert IT.unlinked not in " ".join(see(look, down, at - 0.01).texts())
    assert IT.unlinked in " ".join(see(look, down, at).texts())
    assert IT.unlinked not in " ".join(see(look, replace(down, link_up=True), at).texts())
    soon = changes_at(down, Moment(at - 0.01, NOW.wall))
    assert soon is not None
    assert soon <= at


def test_closed_orders_leave_the_wall(look: Look) -> None:
    """A word that was handed over or refused is told to nobody."""
    gone = (order(1, Status.COLLECTED), order(2, Status.REFUSED))
    assert not {one.word for one in gone} & set(see(look, replace(ASLEEP, orders=gone)).texts())


def test_an_order_left_alone_calls_its_guest(look: Look) -> None:
    """A word that nobody has seen in time stands under knock and say it, from that second on."""
    lonely = replace(ASLEEP, orders=(order(120, age_s=0.0),), seen=100)
    at = NOW.mono + RULES.seen_within_s
    calls = {words.hatch.unanswered for words in WORDINGS.values()}
    assert not calls & set(see(look, lonely, at - 0.01).texts())
    assert calls & set(see(look, lonely, at).texts())
    soon = changes_at(lonely, Moment(at - 0.01, NOW.wall))
    assert soon is not None
    assert soon <= at


def test_more_words_than_the_wall_holds_are_counted(look: Look) -> None:
    """What does not fit is told as a number, and the number is right."""
    count = 24
    orders = tuple(order(number, Status.READY, word=f"Parola{number:02}") for number in range(1, count + 1))
    crowded = scene(replace(ASLEEP, orders=orders), look, NOW).texts()
    shown = sum(text.startswith("Parola") for text in crowded)
    assert shown == count or IT.more.format(count=count - shown) in crowded


def test_notices_on_the_wall(look: Look) -> None:
    """Trouble with the books is told before a pause, and a pause before a remark."""
    paused = replace(ASLEEP, pause=Pause(NOW.wall))
    assert IT.paused in see(look, paused).texts()
    troubled = see(look, replace(paused, trouble="store")).texts()
    assert IT.trouble in troubled
    assert IT.paused not in troubled


def test_a_wall_that_hears_no_knocks_asks_for_a_touch(look: Look) -> None:
    """In every language, with the reason; it does not call for knuckles that nobody hears."""
    deaf = see(look, replace(ASLEEP, faults=("knock",))).texts()
    assert IT.deaf in deaf
    assert IT.touch in deaf
    assert IT.knock not in deaf
    blind = see(look, replace(ASLEEP, faults=("slit",))).texts()
    assert IT.deaf not in blind
    assert IT.knock in blind


def test_the_wall_speaks_every_language_in_turn(look: Look) -> None:
    """Ten seconds each: nobody waits long to read why to knock."""
    paused = replace(ASLEEP, pause=Pause(NOW.wall))
    titles = {look.words(language).hatch.paused for language in look.languages}
    assert {
        text
        for turn in range(len(look.languages))
        for text in see(look, paused, NOW.mono + 10 * turn).texts()
    } >= titles


def test_the_wall_thinks_of_a_rule_of_something_and_of_the_clue_by_turns(look: Look) -> None:
    """In each language every rule and every remark comes once before any comes again; and between them one clue."""
    round_s = 10 * len(look.languages)
    rounds = 3 * len(VOICE.rules) * len(VOICE.asleep)
    said = [" ".join(see(look, ASLEEP, round_s * turn).texts()) for turn in range(rounds)]
    thoughts = [[line for line in THOUGHTS if line in told] for told in said]
    assert all(len(one) == 1 for one in thoughts)
    for first, lines in enumerate((VOICE.rules, VOICE.asleep)):
        walk = [one[0] for one in thoughts[first::3]]
        for at in range(0, len(walk) - len(lines) + 1, len(lines)):
            assert sorted(walk[at : at + len(lines)]) == sorted(lines)
    assert len({one[0] for one in thoughts[2::3]}) == 1


def test_the_clue_is_another_one_after_11_43(look: Look) -> None:
    """Forty-three mornings bring every clue; within a day it stays, over midnight as well."""
    third = 2 * 10.0 * len(look.languages)

    def clue(wall: datetime) -> str:
        told = " ".join(scene(ASLEEP, look, Moment(third, wall)).texts())
        [line] = [line for line in VOICE.clues if VOICE.clue.format(clue=line) in told]
        return line

    morning = datetime(2026, 11, 20, 11, 43, tzinfo=ASLEEP.house.zone)
    before = morning - timedelta(minutes=1)
    assert clue(before) != clue(morning) == clue(morning + timedelta(hours=23, minutes=59))
    days = [clue(morning + timedelta(days=at)) for at in range(len(VOICE.clues))]
    assert sorted(days) == sorted(VOICE.clues)


def test_the_light_breathes(look: Look) -> None:
    """Asleep, the slit's light takes eight steps in ten seconds and each is announced."""
    mono, sizes = 10_000.0, []
    for _ in range(8):
        sizes.append(pictures(see(look, ASLEEP, mono))["slit_glow"].h)
        following = changes_at(ASLEEP, Moment(mono, NOW.wall))
        assert following is not None
        assert mono < following <= mono + 1.25
        mono = following
    assert mono == 10_010.0
    assert len(set(sizes)) == 5


@pytest.mark.parametrize(
    ("hour", "light"), [(17, 100), (21, 100), (22, 86), (0, 74), (2, 64), (5, 64), (6, 100), (12, 100)]
)
def test_the_wall_dims_as_the_night_goes_on(hour: int, light: int, look: Look) -> None:
    """At ten, at midnight and at two by the house's clock the wood is a step darker; what is lit or written on it is not."""
    wall = datetime(2026, 11, 20, hour, 30, tzinfo=ASLEEP.house.zone)
    pieces = scene(ASLEEP, look, Moment(NOW.mono, wall)).pieces
    shades = [at for at, piece in enumerate(pieces) if isinstance(piece, Plate) and piece.light < 100]
    assert [piece.light for piece in pieces if isinstance(piece, Plate) and piece.light < 100] == [light] * (
        light < 100
    )
    assert all(isinstance(piece, Picture) and piece.name == "wall" for at in shades for piece in pieces[:at])


# --- opening and knocking ----------------------------------------------------------------------------------------
def test_the_wall_slides_open(look: Look) -> None:
    """On opening the wall with all that hangs on it covers the opening, slides to the left and is gone within 0.4 s."""
    start = NOW.mono - 5.0
    state = visiting("it", opened=start)
    lefts = [pictures(see(look, state, start + part))["wall"].x for part in (0.0, 0.05, 0.1, 0.2)]
    assert lefts[0] == 0
    assert lefts == sorted(lefts, reverse=True)
    assert len(set(lefts)) == len(lefts)
    assert "wall" not in pictures(see(look, state, moving_until(state)))
    assert start < moving_until(state) <= start + 0.4
    first = see(look, state, start)
    assert set(see(look, replace(state, visit=None), start).texts()) <= set(first.texts())
    assert not any(piece.event == events.Woken() for piece in first.pieces if isinstance(piece, Plate))


def test_the_wall_is_heavy(look: Look) -> None:
    """It has moved by the second frame and is half away by the ninth; it has to be got going, and slows down before it stands."""
    start = NOW.mono - 5.0
    state = visiting("it", opened=start)
    aside = [-pictures(see(look, state, start + at / 60))["wall"].x for at in range(21)]
    steps = [after - before for before, after in pairwise(aside)]
    assert aside[1] > 0
    assert aside[9] > look.size.w // 2
    assert max(steps[:2]) < max(steps)
    assert steps[-1] < max(steps) // 4


def test_a_knock_is_answered_in_light(look: Look) -> None:
    """A knock changes the very next picture, and less than half a second later the picture is as before."""
    still = visiting("it")
    knocked = replace(still, knocks=(NOW.mono,))
    assert see(look, knocked) != see(look, still)
    assert NOW.mono < moving_until(knocked) < NOW.mono + 0.5
    assert see(look, knocked, moving_until(knocked)) == see(look, still, moving_until(knocked))


def test_a_still_picture_stays(look: Look) -> None:
    """Between what moves and what is announced to change, every moment shows the same at any time."""
    for name, state in moments("it").items():
        start = max(NOW.mono, moving_until(state))
        following = changes_at(state, Moment(start, NOW.wall))
        last = start + 30.0 if following is None else following - 0.001
        assert see(look, state, start) == see(look, state, last), name


# --- the menu ----------------------------------------------------------------------------------------------------
def test_the_menu_shows_all_eight(look: Look) -> None:
    """Each drink stands there with name, price, taste and strength; a touch shows it in full."""
    seen = see(look, visiting("it"))
    for drink in MENU.drinks:
        found = seen.find(drink.names["it"])
        assert found is not None
        assert found.event == events.DrinkAsked(drink.slug)
        assert drink.tastes["it"] in " ".join(seen.texts())
        assert (drink.picture or drink.slug) in pictures(seen)
    assert seen.texts().count("7,00\xa0€") == sum(drink.price_cents == 700 for drink in MENU.drinks)
    assert "circa 22%" in seen.texts()


@pytest.mark.parametrize("size", [(800, 480), (1280, 720), (720, 1280), (1080, 1920)])
def test_the_glasses_are_what_one_sees_first(look_at: LookAt, size: tuple[int, int]) -> None:
    """Each of the eight stands there in more than half of its tile's height, and nothing but its count lies on it."""
    look = look_at(*size)
    seen = see(look, visiting("it"))
    for drink in MENU.drinks:
        tile = seen.find(drink.names["it"])
        glass = next(one for one in seen.pieces if isinstance(one, Picture) and one.name == drink.slug)
        assert tile is not None
        assert glass.box.h > tile.box.h / 2
        assert not any(one.box.meets(glass.box) for one in seen.pieces if isinstance(one, Text))


def test_nothing_chosen_means_nothing_to_check(look: Look) -> None:
    """The way on is wood until something is chosen, then it is lit and the total stands on it."""
    empty, some = see(look, visiting("it")), see(look, visiting("it", basket=SOME))
    assert events.CheckAsked() not in asks(empty)
    assert events.CheckAsked() in asks(some)
    assert IT.chosen.format(count=3, total="19,00\xa0€") in some.texts()


def test_a_closed_house_offers_nothing_to_take(look: Look) -> None:
    """While it is closed every glass can be looked at, but neither taking one nor the way on is lit."""
    closed = replace(visiting("it", basket=SOME), intake=Intake(open=False))
    assert events.CheckAsked() not in asks(see(look, closed))
    assert events.DrinkAsked(SLUGS[0]) in asks(see(look, closed))
    drink = see(look, replace(visiting("it", mood="drink", drink=SLUGS[0]), intake=Intake(open=False)))
    assert events.Picked(SLUGS[0], ()) not in asks(drink)
    assert IT.closed in drink.texts()


def test_a_chosen_drink_has_a_count(look: Look) -> None:
    """How many of it are chosen stands on its glass."""
    assert "2" in see(look, visiting("it", basket=Basket((Item(SLUGS[2], 2),)))).texts()


def test_sold_out_is_seen_and_not_touched(look: Look) -> None:
    """A drink that is gone keeps its place, struck out, and no touch asks for it."""
    seen = see(look, replace(visiting("it"), sold_out=(SLUGS[4],)))
    struck = {getattr(piece, "text", "") for piece in seen.pieces if getattr(piece, "struck", False)}
    assert "Aviation" in struck
    assert IT.sold_out in seen.texts()
    assert events.DrinkAsked(SLUGS[4]) not in asks(seen)


def test_what_is_banned_can_be_read_about_however_the_house_words_it(look: Look) -> None:
    """A house may say the same of what sold out and of what the law forbids: only the first cannot be touched."""
    words = replace(WORDINGS["it"], hatch=replace(IT, not_now=IT.sold_out))
    state = replace(visiting("it"), sold_out=SLUGS[1:2], intake=Intake(clock="past"))
    seen = scene(state, replace(look, wordings={**look.wordings, "it": words}), NOW)
    assert {events.DrinkAsked(slug) for slug in SLUGS} - asks(seen) == {events.DrinkAsked(SLUGS[1])}


def test_allergens_stand_on_the_label(look: Look) -> None:
    """Sulphites and eggs are named before anything is chosen, traces as traces."""
    told = " ".join(see(look, visiting("it")).texts())
    assert "solfiti" in told
    assert "uova" in told
    assert "tracce: uova" in told


def test_each_allergen_has_a_sign(look: Look) -> None:
    """As many signs on the shelves as the eight hold or may hold allergens: for eggs and sulphites drawings of their own."""
    milky = replace(MENU.drinks[0], allergens=(Allergen.MILK, Allergen.EGGS))
    for menu in (MENU, replace(MENU, drinks=(milky, *MENU.drinks[1:]))):
        state = visiting("it")
        seen = see(look, replace(state, house=replace(state.house, menu=menu)))
        shown = Counter(piece.name for piece in seen.pieces if isinstance(piece, Picture))
        held = Counter(one for drink in menu.drinks for one in {*drink.allergens, *drink.traces})
        known = held[Allergen.EGGS], held[Allergen.SULPHITES]
        assert (shown["egg"], shown["sulphites"], shown["allergen"]) == (*known, held.total() - sum(known))


def test_the_languages_name_themselves(look: Look) -> None:
    """Each is a touch on a page that the menu leads to, the present one ticked; the menu then speaks it, figures and all."""
    assert events.LanguagesAsked() in asks(see(look, visiting("it")))
    page = see(look, visiting("it", mood="languages"))
    for language in look.languages:
        found = page.find(look.words(language).name)
        assert found is not None
        assert found.event == events.LanguageChosen(language)
    ticks = [piece.box for piece in page.pieces if isinstance(piece, Picture) and piece.name == "tick"]
    present = page.find(look.words("it").name)
    assert present is not None
    assert [present.box.holds(tick.x, tick.y) for tick in ticks] == [True]
    seen = see(look, visiting("en"))
    assert "€7.00" in seen.texts()
    assert "about 22%" in seen.texts()


def test_what_has_no_alcohol_stands_on_a_shelf_of_its_own(look: Look) -> None:
    """One touch away, and back; the hidden line stands there only after the secret knock."""
    assert events.ShelfAsked("beside") in asks(see(look, visiting("it")))
    seen = see(look, visiting("it", shelf="beside"))
    assert {"Limonata", "Bitter e Soda"} <= set(seen.texts())
    assert IT.alcohol_free in seen.texts()
    assert "Milano-Torino" not in seen.texts()
    assert "Milano-Torino" in see(look, visiting("it", shelf="beside", hidden=True)).texts()
    assert events.ShelfAsked("classics") in asks(seen)


# --- one drink ---------------------------------------------------------------------------------------------------
def test_a_drink_in_full(look: Look) -> None:
    """Name, price, taste, what is in it, what may harm in words, strength and units; and a touch that takes one."""
    seen = see(look, visiting("it", mood="drink", drink="aviation"))
    told = " ".join(seen.texts())
    for part in (
        "Aviation",
        "7,00\xa0€",
        "floreale, tagliente",
        "crème de violette",
        "tracce di uova",
        "circa 20%",
        "1,6",
    ):
        assert part in told
    assert asks(seen) == {events.MenuAsked(), events.Picked("aviation")}


def test_a_chosen_drink_can_be_put_back(look: Look) -> None:
    """With one in the basket there is a minus, and the way on to the check."""
    seen = see(look, visiting("it", mood="drink", drink=SLUGS[2], basket=SOME))
    found = seen.find(IT.put_back.format(drink="Whiskey Sour"))
    assert found is not None
    assert found.event == events.PutBack(SLUGS[2])
    assert events.CheckAsked() in asks(seen)


def test_a_wish_takes_its_allergen_away(look: Look) -> None:
    """Without egg it contains none; but the shaker has seen some, and that is told."""
    plain = see(look, visiting("it", mood="drink", drink=SLUGS[2]))
    wished = see(look, visiting("it", mood="drink", drink=SLUGS[2], wishes=("no-egg",)))
    assert "Contiene uova" in plain.texts()
    assert "Contiene uova" not in wished.texts()
    assert "Può avere tracce di uova" in wished.texts()
    assert events.Picked(SLUGS[2], ("no-egg",)) in asks(wished)
    assert events.Wished("no-egg") in asks(plain)


def test_a_sold_out_drink_cannot_be_taken(look: Look) -> None:
    """Its page says so where the touch would be."""
    seen = see(look, sold_out("it", (SLUGS[2],), mood="drink", drink=SLUGS[2]))
    assert IT.sold_out in seen.texts()
    assert not [event for event in asks(seen) if isinstance(event, events.Picked)]


# --- the basket --------------------------------------------------------------------------------------------------
def test_the_basket_has_a_minus_and_a_plus_for_each(look: Look) -> None:
    """Every item with its wishes; what does not fit on the page is on the next."""
    seen = see(look, visiting("it", mood="basket", basket=SOME))
    for item in SOME.items:
        assert {events.PutBack(item.drink, item.wishes), events.Picked(item.drink, item.wishes)} <= asks(seen)
    assert "senza uovo" in seen.texts()
    pages = [see(look, visiting("it", mood="basket", basket=SIX, page=page)) for page in range(3)]
    assert all(events.PageAsked(1) in asks(page) for page in pages)
    met = {event.drink for page in pages for event in asks(page) if isinstance(event, events.Picked)}
    assert met == {item.drink for item in SIX.items}


# --- by knocking -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("mood", "words"),
    [
        ("menu", (IT.knock_on, IT.knock_finish, IT.knock_leave, IT.knock_language)),
        ("drink", (IT.knock_on, IT.knock_take, IT.knock_finish, IT.knock_back, IT.knock_language)),
        ("check", (IT.knock_more, IT.knock_order, IT.knock_back, IT.knock_language)),
    ],
)
def test_who_knocks_sees_what_a_knock_does(look: Look, mood: str, words: tuple[str, ...]) -> None:
    """The legend stands on every picture that an order by knocking leads through, and on none for who touches."""
    seen = see(look, visiting("it", mood=mood, drink=SLUGS[4], basket=SOME, knocking=True))
    assert set(words) <= set(seen.texts())
    assert not set(words) & set(see(look, visiting("it", mood=mood, drink=SLUGS[4], basket=SOME)).texts())


@pytest.mark.parametrize("hint", ["full", "too_many", "not_saved", "paused", "empty"])
@pytest.mark.parametrize("mood", ["menu", "check"])
def test_hints_say_why(look: Look, mood: str, hint: str) -> None:
    """A touch that could not do what was asked is answered with its reason."""
    sentence = getattr(IT, f"hint_{hint}").format(limit=RULES.drinks_per_order)
    told = " ".join(see(look, visiting("it", basket=SOME, mood=mood, hint=hint)).texts())
    assert sentence in told


@pytest.mark.parametrize("mood", ["menu", "check"])
def test_what_sold_out_is_named(look: Look, mood: str) -> None:
    """What was chosen and sold out is told by name, all of few and the first three of many with the count of the rest."""
    few, many = (see(look, sold_out("it", gone, basket=SOME, mood=mood)) for gone in (SLUGS[3:5], SLUGS[3:8]))
    names = [drink.names["it"] for drink in MENU.drinks]
    assert IT.hint_sold_out.format(drinks=", ".join(names[3:5])) in " ".join(few.texts())
    told = f"{', '.join(names[3:6])} {IT.more.format(count=2)}"
    assert IT.hint_sold_out.format(drinks=told) in " ".join(many.texts())


# --- check -------------------------------------------------------------------------------------------------------
def test_the_check_says_what_is_ordered(look: Look) -> None:
    """Quantities, prices, allergens in words, the total, the document, where one pays, and that it is no receipt."""
    seen = see(look, visiting("it", basket=SOME, mood="check"))
    told = " ".join(seen.texts())
    for part in (
        IT.quantity.format(count=1),
        "Negroni",
        IT.quantity.format(count=2),
        "Whiskey Sour",
        "12,00\xa0€",
        "19,00\xa0€",
        "Contiene solfiti",
        "Senza uovo. Può avere tracce di uova",
    ):
        assert part in told
    assert all(sentence in told for sentence in (IT.document, IT.pay, IT.not_receipt, IT.allergens_on_paper))
    assert asks(seen) == {events.MenuAsked(), events.BasketAsked(), events.Confirmed()}


def test_the_check_says_how_long_it_would_be(look: Look) -> None:
    """Before anything is ordered, on the picture and in large letters; nothing where no order is taken."""
    state = replace(visiting("it", mood="check", basket=SIX), orders=crowd(0, 2, 0, 3))
    told = IT.wait_many.format(minutes=wait.basket_min(state, SIX, NOW))
    assert told in see(look, state).texts()
    assert state.visit is not None
    assert told in sheet(state, state.visit, look, NOW).said
    full = replace(state, intake=Intake(full=True))
    assert told not in see(look, full).texts()


def test_the_check_tells_traces(look: Look) -> None:
    """A drink that may hold traces says so in words."""
    seen = see(look, visiting("it", basket=Basket((Item(SLUGS[4]),)), mood="check"))
    assert "Può avere tracce di uova" in seen.texts()


# --- placed ------------------------------------------------------------------------------------------------------
def test_the_word_the_answer_and_the_place(look: Look) -> None:
    """The guest reads the word, what the hands will answer, who comes before, and what there is to pay."""
    seen = see(look, placed("it"))
    mine = order(50)
    told = " ".join(seen.texts())
    assert mine.word in seen.texts()
    assert IT.answer.format(answer=mine.answer) in told
    assert IT.place_many.format(ahead=3) in told
    assert IT.to_pay.format(total="19,00\xa0€") in told
    assert "plate" in pictures(seen)


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (placed("it", seen=False), IT.truth_saved),
        (placed("it"), VOICE.seen[0]),
        (placed("it", Status.ACKNOWLEDGED), VOICE.taken[0]),
        (placed("it", Status.READY), VOICE.ready[0]),
        (placed("it", age_s=RULES.seen_within_s, seen=False), IT.truth_unseen),
        (placed("it", age_s=RULES.taken_within_s), IT.truth_untaken),
    ],
)
def test_the_truth_is_told(look: Look, state: Hatch, sentence: str) -> None:
    """Saved, seen, taken on, ready, or nobody answered: one sentence each, and never two."""
    told = " ".join(see(look, state).texts())
    plain = {getattr(IT, f"truth_{key}") for key in ("saved", "unseen", "untaken")}
    truths = {*plain, *VOICE.seen, *VOICE.taken, *VOICE.ready}
    assert {truth for truth in truths if truth in told} == {sentence}


@pytest.mark.parametrize(
    ("status", "ticks"), [(Status.PLACED, 2), (Status.ACKNOWLEDGED, 3), (Status.READY, 4)]
)
def test_steps_are_ticked(look: Look, status: Status, ticks: int) -> None:
    """As many of the four steps are ticked as the order has taken."""
    seen = see(look, placed("it", status))
    assert sum(isinstance(piece, Picture) and piece.name == "tick" for piece in seen.pieces) == ticks


def test_cancel_only_while_placed(look: Look) -> None:
    """An order that nobody has taken on may be cancelled; afterwards there is only done."""
    assert asks(see(look, placed("it"))) == {events.CancelAsked(50), events.Left()}
    for status in Status:
        if status is not Status.PLACED:
            assert asks(see(look, placed("it", status))) == {events.Left()}


def test_a_second_touch_in_the_same_place_does_not_cancel(look: Look) -> None:
    """Who asked to cancel is asked again, and no point where cancel stood cancels now."""
    seen = see(look, cancelling("it"))
    assert asks(seen) == {events.CancelAsked(50), events.Stayed()}
    first, second = see(look, placed("it")).find(IT.cancel), seen.find(IT.cancel_yes)
    assert first is not None
    assert second is not None
    assert second.event == events.CancelAsked(50)
    assert not first.box.meets(second.box)


def test_an_order_that_was_taken_on_meanwhile_cannot_be_cancelled(look: Look) -> None:
    """The second question goes when the answer is no longer the guest's."""
    state = cancelling("it")
    taken = replace(state, orders=(replace(order(50), status=Status.ACKNOWLEDGED),))
    assert asks(see(look, taken)) == {events.Left()}


@pytest.mark.parametrize("status", [Status.REFUSED, Status.CANCELLED, Status.COLLECTED, Status.UNCOLLECTED])
def test_how_an_order_ended(look: Look, status: Status) -> None:
    """A closed order says so in neutral words, and its pick-up word is of no more use."""
    seen = see(look, placed("it", status))
    assert getattr(IT, status.value) in seen.texts()
    assert order(50).word not in seen.texts()


@pytest.mark.parametrize(("before", "sentence"), [(0, IT.place_next), (1, IT.place_one)])
def test_short_lines_are_told_in_words(look: Look, before: int, sentence: str) -> None:
    """Nobody or one ahead is a sentence of its own; ready orders are ahead of nobody."""
    state = placed("it")
    ahead = tuple(order(number, Status.ACKNOWLEDGED) for number in range(1, before + 1))
    state = replace(state, orders=(*ahead, order(40, Status.READY), order(50)))
    assert sentence in " ".join(see(look, state).texts())


def test_nothing_is_written_across_the_falling_plate(look: Look) -> None:
    """While the plate drops no line crosses its upper edge; the title stands above it once it hangs."""
    state, start = placed("it"), NOW.mono - 5.0
    for frame in range(16):
        seen = see(look, state, start + frame / 60)
        top = pictures(seen)["plate"].y
        assert not [
            piece for piece in seen.pieces if isinstance(piece, Text) and piece.box.y < top < piece.box.bottom
        ]
    assert IT.your_word not in see(look, state, start).texts()
    assert IT.your_word in see(look, state, moving_until(state)).texts()


def test_two_joined_words_share_the_plate(look: Look) -> None:
    """A joined couple of words is told whole."""
    assert "Astronauta Lanterna" in " ".join(see(look, placed("it", word="Astronauta Lanterna")).texts())


# --- still there, and pauses -------------------------------------------------------------------------------------
def test_still_there_counts_down(look: Look) -> None:
    """A warned guest sees the seconds go, each announced before it comes, and may stay or go."""
    state, mono = visiting("it", basket=SOME, warned=NOW.mono), NOW.mono
    assert asks(see(look, state)) == {events.Stayed(), events.Left()}
    for seconds in range(int(RULES.warning_s), 0, -1):
        told = IT.still_line_one if seconds == 1 else IT.still_line.format(seconds=seconds)
        assert told in see(look, state, mono).texts()
        following = changes_at(state, Moment(mono, NOW.wall))
        assert following is not None
        assert following == pytest.approx(mono + 1)
        mono = following


def test_a_knock_answers_and_that_is_told(look: Look) -> None:
    """Who ordered by knocking is told that a knock says "I am here", too; of deaf wood nobody expects it."""
    asked = visiting("it", basket=SOME, warned=NOW.mono)
    assert IT.still_knock in see(look, asked).texts()
    assert IT.still_knock not in see(look, replace(asked, faults=("knock",))).texts()


@pytest.mark.parametrize("language", WORDINGS)
def test_one_second_is_no_seconds(look: Look, language: str) -> None:
    """The last of a countdown stands in the singular, over the basket and over the word, in small letters and large."""
    words, last = WORDINGS[language].hatch, NOW.mono - RULES.warning_s + 0.5
    asked, going = visiting(language, warned=last), placed(language, warned=last)
    for state, told in ((asked, words.still_line_one), (going, words.word_goes_one)):
        assert told in see(look, state).texts()
        assert state.visit is not None
        assert sheet(state, state.visit, look, NOW).passing == told


def test_a_pause_meets_who_is_choosing_and_not_who_has_ordered(look: Look) -> None:
    """In a pause nothing can be ordered; who has a word keeps it in sight."""
    pause = Pause(NOW.wall)
    for mood in ("menu", "check"):
        seen = see(look, replace(visiting("it", basket=SOME, mood=mood), pause=pause))
        assert IT.paused in seen.texts()
        assert IT.paused_kept in seen.texts()
        assert asks(seen) == {events.Left(), events.LanguagesAsked()}
    assert order(50).word in see(look, replace(placed("it"), pause=pause)).texts()


# --- the strip ---------------------------------------------------------------------------------------------------
def test_the_strip_tells_the_keys(look_at: LookAt) -> None:
    """On a desk every picture ends in a strip that says which keys stand for the wood; at the hatch none does."""
    for name, state in moments("it").items():
        assert IT.strip in scene(state, look_at(800, 480, strip=True), NOW).texts(), name
        assert IT.strip not in scene(state, look_at(800, 480), NOW).texts(), name


# --- signs -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("asleep_closed", "moon"),
        ("asleep_last_orders", "bell_last"),
        ("asleep_dry", "no_alcohol"),
        ("asleep_dry_strong", "no_alcohol"),
        ("asleep_dry_soon", "hourglass"),
        ("asleep_paused", "hourglass"),
    ],
)
def test_a_note_on_the_wall_shows_what_it_is_about(name: str, sign: str, look: Look) -> None:
    """Before anybody reads it, in any language; a plain evening has neither note nor sign."""
    signs = {"moon", "bell_last", "no_alcohol", "hourglass"}
    assert signs & set(pictures(see(look, moments("it")[name]))) == {sign}
    assert not signs & set(pictures(see(look, moments("it")["asleep"])))


@pytest.mark.parametrize(("night", "cup"), [("2026-11-20", "cup_11"), ("2027-01-31", "cup_01")])
def test_the_cup_is_the_month_s(night: str, cup: str, look: Look) -> None:
    """Of the month in which the order's night began, however late the hour; ready and fetched it is the same one."""
    for status in (Status.READY, Status.COLLECTED):
        state = placed("it", status)
        state = replace(state, orders=(*state.orders[:-1], replace(state.orders[-1], night=night)))
        assert cup in pictures(see(look, state))
