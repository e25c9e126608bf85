"""What is read aloud: all that is shown, in the guest's language, and never over a knock."""

import pytest
from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.hatch_state import Hatch
from kiosk.core.knock import hear
from kiosk.core.knocking import LONG
from kiosk.core.order import Status
from kiosk.screens.hatch_spoken import for_ears, spoken
from kiosk.screens.look import Look
from kiosk.screens.speech import Speech
from tests.screens.hatch_states import MENU, MOMENTS, NOW, SIX, SLUGS, SOME, moments, order, placed, visiting
from tests.screens.looks import LANGUAGES, WORDINGS, LookAt
from tests.stories import PlayedHatch

IT, VOICE = WORDINGS["it"].hatch, WORDINGS["it"].voice


@pytest.fixture
def look(look_at: LookAt) -> Look:
    return look_at(800, 480)


def aloud(state: Hatch, **changes: object) -> Hatch:
    """The same, for a guest who has it read aloud."""
    assert state.visit is not None
    return replace(state, visit=replace(state.visit, aloud="spoken", **changes))


def heard(look: Look, state: Hatch) -> Speech:
    """What is said; a test that asks expects something."""
    speech = spoken(state, look, NOW)
    assert speech is not None
    return speech


def test_nobody_is_spoken_to_who_did_not_ask(look: Look) -> None:
    """The hatch is silent until somebody touches the ear, and on the sleeping wall."""
    assert all(spoken(state, look, NOW) is None for state in moments("it").values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_menu_is_read_with_names_prices_and_ways(look_at: LookAt, language: str) -> None:
    """All eight drinks, what they cost, and what can be done."""
    speech = heard(look_at(800, 480, language), aloud(visiting(language)))
    words = WORDINGS[language].hatch
    assert speech.language == language
    assert all(drink.names[language] in speech.text for drink in MENU.drinks)
    assert words.leave in speech.text
    assert words.language in speech.text
    assert words.check not in speech.text


def test_a_drink_is_read_in_full(look: Look) -> None:
    """What is in it, what may harm, how strong it is."""
    text = heard(look, aloud(visiting("it", mood="drink", drink="aviation"))).text
    for part in ("Aviation", "7\xa0€", "crème de violette", "tracce di uova", "circa 20%", IT.take):
        assert part in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sign_is_spelled_out(look_at: LookAt, language: str) -> None:
    """A French voice reads a dot between two facts as "point", and the cross after a number as "multiplied by"."""
    for name, state in moments(language).items():
        if state.visit is not None and state.visit.mood != "peeping":
            text = heard(look_at(800, 480, language), aloud(state)).text
            assert not {"·", "\N{MULTIPLICATION SIGN}"} & set(text), (name, text)


@pytest.mark.parametrize("knocking", [False, True])
def test_whoever_listens_is_told_what_a_knock_does(look: Look, knocking: bool) -> None:
    """So that a whole order can be placed by ear and knuckle, also by who touched the ear and sees no button."""
    text = heard(look, aloud(visiting("it", mood="drink", drink=SLUGS[0], knocking=knocking))).text
    assert IT.knock_said.format(count=2, meaning=IT.knock_take) in text


def test_what_is_chosen_is_said_and_not_only_lit(look: Look) -> None:
    """A wish that was taken on, and the present language."""
    wish, sour = MOMENTS.wishes, {"mood": "drink", "drink": MOMENTS.wishing.slug}
    name = MOMENTS.wishing.options[0].names["it"]
    assert f"{name}, {IT.yes}" not in heard(look, aloud(visiting("it", **sour))).text
    assert f"{name}, {IT.yes}" in heard(look, aloud(visiting("it", **sour, wishes=wish))).text
    assert f"{WORDINGS['it'].name}, {IT.yes}" in heard(look, aloud(visiting("it", mood="languages"))).text


def test_what_no_knock_does_is_not_told(look: Look) -> None:
    """Beside a guest who touches a knock calls the hands, and where the sensor is lost nobody hears one."""
    touching, lost = aloud(visiting("it"), touches=True), replace(aloud(visiting("it")), faults=("knock",))
    for state in (touching, lost):
        assert IT.knock_on not in heard(look, state).text


@pytest.mark.parametrize(
    ("shown", "spoken_as"),
    [
        ("7,00\xa0€", "7\xa0€"),
        ("€7.00.", "7 €."),
        ("€6.50", "6.50 €"),
        ("1.000,00 €", "1.000 €"),
        ("0,8", "0,8"),
    ],
)
def test_an_amount_is_said_as_one_says_it(shown: str, spoken_as: str) -> None:
    """Nobody says seven comma zero zero euros, nor euros seven."""
    assert for_ears(shown) == spoken_as


def test_the_word_is_spoken_with_all_that_goes_with_it(look: Look) -> None:
    """The word, the answer, how far it is, what there is to pay."""
    text = heard(look, aloud(placed("it", Status.READY))).text
    for part in (order(50).word, VOICE.ready[0], IT.answer.format(answer=order(50).answer), "19\xa0€"):
        assert part in text


def test_a_countdown_is_told_once_and_not_every_second(look: Look) -> None:
    """The time there is to answer is said; the seconds that go are only shown."""
    state = aloud(visiting("it", basket=SOME, warned=NOW.mono))
    first = heard(look, state)
    assert IT.still_line.format(seconds=30) in first.text
    assert spoken(state, look, replace(NOW, mono=NOW.mono + 7)) == first


def test_a_knock_ends_what_is_said(look: Look) -> None:
    """While somebody knocks it is silent, and speaks when they have done."""
    state = aloud(visiting("it", mood="check", basket=SIX))
    ear, _ = hear(state.ear, NOW.mono, active=True)
    assert spoken(replace(state, ear=ear), look, NOW) is None


def test_a_lorry_is_no_knocking_and_silences_nobody(look: Look) -> None:
    """What shook the wood and was no knock leaves the voice to go on, and to answer the next touch."""
    hatch = PlayedHatch()
    hatch.knock(LONG)
    for step in range(200):
        hatch.do(events.KnockEdge(hatch.clock.mono, active=step % 2 == 0))
        hatch.clock.on(0.004)
    hatch.wait(2)
    assert spoken(hatch.state, look, hatch.clock()) is not None
    hatch.touch(events.ShelfAsked("beside"))
    assert spoken(hatch.state, look, hatch.clock()) is not None


def test_the_same_is_said_again_when_it_is_asked_for_again(look: Look) -> None:
    """Any touch is a new asking, though the picture stays the same."""
    state = aloud(visiting("it"))
    again = aloud(visiting("it"), alive=NOW.mono)
    assert heard(look, state) != heard(look, again)
    assert heard(look, state).text == heard(look, again).text


def test_louder_is_louder(look: Look) -> None:
    """The second touch of the ear."""
    assert not heard(look, aloud(visiting("it"))).louder
    assert heard(look, replace(visiting("it"), visit=replace(visiting("it").visit, aloud="louder"))).louder  # type: ignore[type-var]
