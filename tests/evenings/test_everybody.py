"""Evenings of people who do not order as most do: by knuckle, by ear, in large letters, in their own language, slowly."""

from kiosk.core import events
from kiosk.core.order import Status
from kiosk.screens.scene import Text
from tests.pilot import LOOK, Pilot, drink_name, guest_words
from tests.screens.looks import WORDINGS
from tests.stories import MENU

IT, DE = guest_words("it"), guest_words("de")


def bout(pilot: Pilot, *counts: int) -> None:
    """Knocks, and the silence after each bout."""
    for count in counts:
        pilot.knock(count)
        pilot.wait(1)


def test_gloves_in_november(pilot: Pilot) -> None:
    """Somebody orders two Americanos with the knuckles alone, reads on the screen what each knock does, and gets them."""
    bout(pilot, 3)
    assert pilot.hatch_sees(drink_name("americano", "it"))
    bout(pilot, 1)
    for sentence in (IT.knock_on, IT.knock_take, IT.knock_finish, IT.knock_back):
        assert pilot.hatch_sees(sentence)
    bout(pilot, 1, 2, 2)
    assert pilot.hatch_sees(drink_name("americano", "it"))
    bout(pilot, 3)
    assert pilot.hatch_sees(IT.document)
    bout(pilot, 3)
    order = pilot.order(1)
    assert [(line.drink, line.quantity) for line in order.lines] == [("americano", 2)]
    assert pilot.hatch_sees(order.word)
    pilot.bring_to(order, Status.ACKNOWLEDGED, Status.READY, Status.COLLECTED)
    assert pilot.hatch_sees(IT.collected)


def test_a_knocker_who_thinks_better_of_it(pilot: Pilot) -> None:
    """Four knocks lead back, one step at a time, until the wall sleeps; nothing was ordered."""
    bout(pilot, 2, 1, 2, 3, 4, 1, 4, 4, 4)
    assert pilot.hatch.state.visit is None
    assert not pilot.records.orders


def test_an_order_by_ear(pilot: Pilot) -> None:
    """One touch of the ear, and every picture is said; who listens hears the word and what to pay."""
    pilot.touch_hatch(IT.aloud_name)
    assert said(pilot).startswith(IT.classics)
    pilot.touch_hatch(drink_name("aviation", "it"))
    assert "tracce di uova" in said(pilot)
    pilot.touch_hatch(IT.take, IT.check)
    assert IT.pay in said(pilot)
    pilot.touch_hatch(IT.order)
    assert pilot.order(1).word in said(pilot)
    pilot.wait(0.5)
    before = said(pilot)
    pilot.bring_to(pilot.order(1), Status.ACKNOWLEDGED)
    assert said(pilot) != before
    assert any(line in said(pilot) for line in WORDINGS["it"].voice.taken)
    pilot.touch_hatch(IT.done)
    assert pilot.hatch.loop.speech is None
    pilot.touch_hatch(IT.knock)
    assert pilot.hatch.loop.speech is None, "the next guest is not spoken to"


def test_an_order_by_ear_and_knuckle(pilot: Pilot) -> None:
    """Who cannot see the ear knocks ten times; what is said tells how to go on, and falls silent while one knocks."""
    bout(pilot, 10)
    assert IT.knock_said.format(count=1, meaning=IT.knock_on) in said(pilot)
    pilot.knock(1)
    assert pilot.hatch.loop.speech is None
    pilot.wait(1)
    assert drink_name("negroni", "it") in said(pilot)
    bout(pilot, 2, 3, 3)
    assert pilot.order(1).word in said(pilot)


def test_one_touch_of_the_ear_and_the_rest_by_knuckle(pilot: Pilot) -> None:
    """Who finds the corner and no other button is told at once what a knock does, and gets a word."""
    pilot.touch_hatch(IT.aloud_name)
    assert IT.knock_said.format(count=1, meaning=IT.knock_on) in said(pilot)
    pilot.wait(2)
    bout(pilot, 1, 2, 3, 3)
    assert pilot.order(1).word in said(pilot)


def test_large_letters(pilot: Pilot) -> None:
    """One touch in the corner of the sleeping wall; an order through pages of large type; the next guest finds small ones."""
    pilot.touch_hatch(IT.large_name)
    wanted = drink_name("old-fashioned", "it")
    while pilot.hatch.loop.scene is not None and pilot.hatch.loop.scene.find(wanted) is None:
        turn_page(pilot)
    pilot.touch_hatch(wanted, IT.take, IT.check, IT.order)
    assert pilot.hatch_sees(pilot.order(1).word)
    smallest = min(size for _, size in letters(pilot))
    assert smallest >= LOOK.large_px
    pilot.touch_hatch(IT.done, IT.knock)
    assert min(size for _, size in letters(pilot)) < LOOK.large_px


def test_a_touch_on_klopf_an_opens_in_german(pilot: Pilot) -> None:
    """The language is one touch on the first screen, goes into the order, and leaves with its guest."""
    pilot.touch_hatch(DE.knock, drink_name("negroni", "de"), DE.take, DE.check, DE.order)
    pilot.wait(1)
    assert pilot.hatch_sees(DE.your_word)
    assert pilot.order(1).language == "de"
    pilot.touch_hatch(DE.done, IT.knock)
    assert pilot.hatch_sees(IT.leave)


def test_a_basket_is_changed_before_it_is_ordered(pilot: Pilot) -> None:
    """Two Sours, one of them without egg; one Negroni too many is put back; the bar reads what was wished."""
    pilot.knock(2)
    pilot.take("whiskey-sour")
    pilot.touch_hatch(drink_name("whiskey-sour", "it"), "senza uovo", IT.another)
    pilot.take("negroni")
    pilot.touch_hatch(IT.check, IT.change, IT.put_back.format(drink="Negroni"), IT.check, IT.order)
    lines = pilot.order(1).lines
    assert [(line.drink, line.notes) for line in lines] == [
        ("whiskey-sour", ()),
        ("whiskey-sour", ("senza uovo",)),
    ]


def test_a_guest_who_does_not_drink(pilot: Pilot) -> None:
    """What has no alcohol is one touch away, and is ordered like everything else."""
    pilot.knock(2)
    pilot.wait(1)
    pilot.touch_hatch(IT.beside)
    assert pilot.hatch_sees(IT.alcohol_free)
    pilot.take("lemonade")
    pilot.touch_hatch(IT.check, IT.order)
    assert [line.drink for line in pilot.order(1).lines] == ["lemonade"]


def test_a_slow_reader_keeps_the_word(pilot: Pilot) -> None:
    """Before the word goes back to the wall the guest is warned, and one touch keeps it, as often as they like."""
    order = pilot.guest_orders("negroni", leave=False)
    for _ in range(10):
        pilot.wait(31)
        assert pilot.hatch_sees(order.word)
        pilot.touch_hatch(IT.stay)
    pilot.wait(61)
    assert pilot.hatch.state.visit is None
    assert pilot.hatch_sees(order.word), "it stands on the wall"


def test_what_was_wished_in_every_language_comes_to_the_bar_in_the_houses(pilot: Pilot) -> None:
    """A guest reads their own language, the bartender always the same one."""
    for number, language in enumerate(LOOK.languages, start=1):
        words = guest_words(language)
        pilot.touch_hatch(words.knock)
        pilot.touch_hatch(
            drink_name("whiskey-sour", language), WISH[language], words.take, words.check, words.order
        )
        pilot.touch_hatch(words.done)
        (line,) = pilot.order(number).lines
        assert (line.name, line.notes) == ("Whiskey Sour", ("senza uovo",))
        assert pilot.order(number).language == language


# --- eyes and ears -----------------------------------------------------------------------------------------------
def said(pilot: Pilot) -> str:
    """What is being read aloud; a story that asks expects something."""
    assert pilot.hatch.loop.speech is not None
    return pilot.hatch.loop.speech.text


def letters(pilot: Pilot) -> list[tuple[str, int]]:
    """Every text on the screen with its size in pixels."""
    assert pilot.hatch.loop.scene is not None
    return [(piece.text, piece.size_px) for piece in pilot.hatch.loop.scene.pieces if isinstance(piece, Text)]


def turn_page(pilot: Pilot) -> None:
    """A touch on what shows the next page."""
    pilot.wait(0.6)
    pilot.hatch.loop.step(events.PageAsked(1))
    pilot.settle()


WISH = {
    language: option.names[language]
    for language in WORDINGS
    for drink in MENU.drinks
    for option in drink.options
    if drink.slug == "whiskey-sour"
}
