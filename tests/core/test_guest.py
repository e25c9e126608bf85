"""The guest's side: waking the hatch, choosing, ordering, cancelling, leaving or being forgotten."""

import pytest
from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.basket import Basket, Item
from kiosk.core.effects import Play, ShowMenu, TellKnock, Write, WriteOrder
from kiosk.core.hatch_state import Visit
from kiosk.core.order import Status
from kiosk.core.request import Advance, SellOut, SetPause
from kiosk.core.rules import HatchRules, KnockRules
from tests.stories import MENU, PlayedHatch, a_house, boards

RULES = HatchRules()


@pytest.fixture
def hatch() -> PlayedHatch:
    """A hatch that sleeps."""
    return PlayedHatch()


@pytest.fixture
def guest(hatch: PlayedHatch) -> PlayedHatch:
    """A hatch with a guest who has just chosen nothing yet."""
    hatch.do(events.Woken())
    hatch.clock.on(1)
    return hatch


def visit(hatch: PlayedHatch) -> Visit:
    """The present visit; a test that asks expects one."""
    assert hatch.state.visit is not None
    return hatch.state.visit


def knock(hatch: PlayedHatch, times: int = 2) -> None:
    """Knocks, as the sensor tells them; the last one is just heard."""
    for turn in range(times):
        hatch.wait(0.22 if turn else 0)
        at = hatch.clock.mono
        hatch.do(events.KnockEdge(at, active=True), events.KnockEdge(at + 0.002, active=False))


# --- waking ------------------------------------------------------------------------------------------------------
def test_a_knocking_wakes_the_hatch(hatch: PlayedHatch) -> None:
    """At the first knock eyes look out; when the knocking is over, there is a menu with nothing chosen, in the house's language."""
    knock(hatch, 1)
    assert visit(hatch).mood == "peeping"
    hatch.wait(0.22)
    knock(hatch, 1)
    hatch.wait(1)
    assert (visit(hatch).mood, visit(hatch).basket, visit(hatch).language) == ("menu", Basket(), "it")


def test_after_one_bump_the_eyes_wait_for_another_knock(hatch: PlayedHatch) -> None:
    """It opens nothing and tells nobody; another one while they wait does."""
    knock(hatch, 1)
    told = hatch.wait(3)
    assert (visit(hatch).mood, visit(hatch).doubted is not None) == ("peeping", True)
    assert not [effect for effect in told if isinstance(effect, TellKnock)]
    knock(hatch, 1)
    assert visit(hatch).doubted is None
    assert [effect.count for effect in hatch.wait(1) if isinstance(effect, TellKnock)] == [1]
    assert visit(hatch).mood == "menu"


def test_eyes_that_wait_in_vain_go_back(hatch: PlayedHatch) -> None:
    """A bag against the wood wakes nobody for long."""
    knock(hatch, 1)
    hatch.wait(KnockRules().bout_gap_s + KnockRules().lone_waits_s + 0.1)
    assert hatch.state.visit is None


def test_what_is_no_knocking_does_not_open(hatch: PlayedHatch) -> None:
    """A machine strikes, to the hundredth of a second: the eyes looked, and the wall sleeps on."""
    for _ in range(7):
        at = hatch.clock.mono
        hatch.do(events.KnockEdge(at, active=True), events.KnockEdge(at + 0.002, active=False))
        hatch.wait(0.14)
    told = hatch.wait(1)
    assert hatch.state.visit is None
    assert not [effect for effect in told if isinstance(effect, TellKnock)]


def test_one_knock_of_a_guest_who_is_here_counts(hatch: PlayedHatch) -> None:
    """Whoever waits for a drink and knocks once is told to the bar."""
    hatch.do(events.Woken())
    hatch.clock.on(1)
    hatch.do(events.Picked("negroni"))
    knock(hatch, 1)
    assert [effect.count for effect in hatch.wait(1) if isinstance(effect, TellKnock)] == [1]


@pytest.mark.parametrize("breath_s", [0.55, 1.2])
def test_the_secret_knock_shows_the_hidden_line(hatch: PlayedHatch, breath_s: float) -> None:
    """Four, a breath, three: whether the breath is shorter or longer than what ends a bout."""
    knock(hatch, 4)
    hatch.wait(breath_s)
    knock(hatch, 3)
    told = hatch.wait(1)
    assert [(effect.count, effect.secret) for effect in told if isinstance(effect, TellKnock)] == [(7, True)]
    assert (visit(hatch).mood, visit(hatch).shelf, visit(hatch).hidden) == ("menu", "beside", True)


def test_plain_knocks_do_not_show_it(hatch: PlayedHatch) -> None:
    """Seven knocks, evenly: a menu like everybody's."""
    hatch.knock(7)
    assert (visit(hatch).mood, visit(hatch).hidden) == ("menu", False)


def test_a_touch_opens_the_slit_while_eyes_look_out(hatch: PlayedHatch) -> None:
    """Nobody has to wait until the knocking is over; and the language is that of the word that was touched."""
    knock(hatch)
    hatch.clock.on(0.2)
    hatch.do(events.Woken("de"))
    assert (visit(hatch).mood, visit(hatch).language) == ("menu", "de")


def test_eyes_do_not_look_for_ever(hatch: PlayedHatch) -> None:
    """Where it was the slit that shook the wood, they go back: the hands are there now."""
    knock(hatch)
    hatch.do(events.SlitMoved(hatch.clock.mono, open=True), events.SlitMoved(hatch.clock.mono, open=False))
    hatch.do(events.SlitMoved(hatch.clock.mono + 0.01, open=True))
    hatch.wait(3)
    assert hatch.state.visit is None


def test_a_touch_wakes_it_too(hatch: PlayedHatch) -> None:
    """Nothing needs a knock."""
    assert Play("latch") in hatch.do(events.Woken())
    assert visit(hatch).mood == "menu"


def test_the_touch_that_wakes_does_not_also_choose(hatch: PlayedHatch) -> None:
    """A second touch so soon was meant for the sleeping wall."""
    hatch.do(events.Woken())
    hatch.clock.on(RULES.double_touch_s / 2)
    hatch.do(events.Picked("negroni"))
    assert visit(hatch).basket == Basket()


def test_a_touch_right_after_a_knock_counts(hatch: PlayedHatch) -> None:
    """Whoever knocked is looking at the menu when they touch."""
    knock(hatch)
    hatch.wait(1)
    hatch.do(events.Picked("negroni"))
    assert visit(hatch).basket.count == 1


@pytest.mark.parametrize(
    "touch", [events.Picked("negroni"), events.Confirmed(), events.Left(), events.CancelAsked(1)]
)
def test_on_a_sleeping_wall_only_waking_means_something(hatch: PlayedHatch, touch: events.Event) -> None:
    """Any other touch comes from a picture that is gone."""
    before = hatch.state
    assert hatch.do(touch) == []
    assert hatch.state is before


def test_the_touch_that_leaves_does_not_wake_the_wall_again(guest: PlayedHatch) -> None:
    """A finger that bounces off `done` leaves the hatch asleep; a later one wakes it."""
    guest.do(events.Left())
    guest.clock.on(RULES.double_touch_s / 2)
    guest.do(events.Woken())
    assert guest.state.visit is None
    guest.clock.on(RULES.double_touch_s)
    guest.do(events.Woken())
    assert guest.state.visit is not None


def test_a_hatch_that_runs_into_a_new_month_wakes_with_its_menu(hatch: PlayedHatch) -> None:
    """The menu changes between two guests, and the bar is told."""
    december = replace(MENU, month="2026-12")
    hatch.state = replace(hatch.state, house=replace(hatch.state.house, menus=(MENU, december)))
    assert not [effect for effect in hatch.do(events.Woken()) if isinstance(effect, ShowMenu)]
    hatch.clock.on(14 * 86400)
    hatch.do(events.Left())
    hatch.clock.on(1)
    assert ShowMenu(december) in hatch.do(events.Woken())
    assert hatch.state.house.menu == december


# --- choosing ----------------------------------------------------------------------------------------------------
def test_a_guest_chooses_and_puts_back(guest: PlayedHatch) -> None:
    """The basket follows the finger."""
    guest.touch(
        events.Picked("negroni"),
        events.Picked("negroni"),
        events.Picked("aviation"),
        events.PutBack("negroni"),
    )
    assert visit(guest).basket.items == (Item("negroni"), Item("aviation"))


def test_a_double_touch_counts_once(guest: PlayedHatch) -> None:
    """The same touch twice within half a second is one finger that bounced; of two drinks it is two touches."""
    guest.do(events.Picked("negroni"))
    guest.clock.on(RULES.double_touch_s / 2)
    guest.do(events.Picked("negroni"), events.Picked("aviation"))
    assert visit(guest).basket.items == (Item("negroni"), Item("aviation"))


def test_no_more_than_the_house_makes_for_one(guest: PlayedHatch) -> None:
    """The seventh drink is not taken, and the guest is told why."""
    guest.touch(*[events.Picked("negroni")] * (RULES.drinks_per_order + 1))
    assert (visit(guest).basket.count, visit(guest).hint) == (RULES.drinks_per_order, "too_many")


def test_a_sold_out_drink_cannot_be_chosen(guest: PlayedHatch) -> None:
    """It is told, not silently ignored."""
    guest.asked(SellOut("negroni", out=True))
    guest.do(events.Picked("negroni"))
    assert (visit(guest).basket, visit(guest).hint) == (Basket(), "sold_out")


def test_nothing_chosen_is_nothing_to_check(guest: PlayedHatch) -> None:
    """The check of an empty basket stays at the menu and says so."""
    guest.do(events.CheckAsked())
    assert (visit(guest).mood, visit(guest).hint) == ("menu", "empty")


def test_a_hint_lasts_until_the_next_touch(guest: PlayedHatch) -> None:
    """What was told once is not told for ever."""
    guest.touch(events.CheckAsked(), events.Picked("negroni"))
    assert not visit(guest).hint


def test_what_runs_out_leaves_the_basket_at_once(guest: PlayedHatch) -> None:
    """The guest is told which drink it was, and the rest may still be ordered."""
    guest.do(events.Picked("negroni"), events.Picked("aviation"))
    guest.asked(SellOut("negroni", out=True))
    assert (visit(guest).hint, visit(guest).gone, visit(guest).basket.items) == (
        "sold_out",
        ("negroni",),
        (Item("aviation"),),
    )


def test_a_check_of_only_what_ran_out_leads_back_to_the_menu(guest: PlayedHatch) -> None:
    """There is nothing left to order."""
    guest.choose("negroni")
    guest.asked(SellOut("negroni", out=True))
    assert (visit(guest).mood, visit(guest).hint) == ("menu", "sold_out")


def test_what_somebody_else_chose_says_nothing_to_this_guest(guest: PlayedHatch) -> None:
    """A drink that sells out and is not in the basket is struck on the menu, and that is all."""
    guest.do(events.Picked("aviation"))
    guest.asked(SellOut("negroni", out=True))
    assert (visit(guest).hint, visit(guest).gone) == ("", ())


def test_putting_the_last_one_back_leaves_the_check(guest: PlayedHatch) -> None:
    """A check of nothing would have nothing to confirm."""
    guest.choose("negroni")
    guest.do(events.PutBack("negroni"))
    assert visit(guest).mood == "menu"


def test_back_to_the_menu_keeps_the_basket(guest: PlayedHatch) -> None:
    """Looking again costs nothing."""
    guest.choose("negroni")
    guest.do(events.MenuAsked())
    assert (visit(guest).mood, visit(guest).basket.count) == ("menu", 1)


def test_a_language_is_chosen_at_any_time(guest: PlayedHatch) -> None:
    """And a language the house does not speak changes nothing."""
    guest.do(events.LanguageChosen("en"))
    assert visit(guest).language == "en"
    guest.do(events.LanguageChosen("tlh"))
    assert visit(guest).language == "en"


def test_each_guest_begins_in_the_houses_language(guest: PlayedHatch) -> None:
    """The last guest's language leaves with them."""
    guest.do(events.LanguageChosen("en"), events.Left())
    guest.clock.on(1)
    guest.do(events.Woken())
    assert visit(guest).language == "it"


# --- ordering ----------------------------------------------------------------------------------------------------
def test_an_order_is_written_before_anything_else(guest: PlayedHatch) -> None:
    """The record comes first, then the board, then the stamp."""
    guest.choose("negroni", "whisky-cola", "whisky-cola")
    write, shown, *rest = guest.do(events.Confirmed())
    assert isinstance(write, Write)
    assert isinstance(write.records[0], WriteOrder)
    assert [order.number for order in boards([shown])[0].board.open] == [1]
    assert rest == [Play("stamp")]


def test_an_order_is_what_was_checked(guest: PlayedHatch) -> None:
    """Lines in the house's language, the guest's language beside them, the menu's total."""
    guest.do(events.LanguageChosen("en"))
    guest.choose("negroni", "whisky-cola", "whisky-cola")
    guest.do(events.Confirmed())
    (order,) = guest.state.orders
    cents = {drink.slug: drink.price_cents for drink in MENU.drinks}
    assert [(line.drink, line.quantity) for line in order.lines] == [("negroni", 1), ("whisky-cola", 2)]
    assert (order.language, order.status, order.night) == ("en", Status.PLACED, "2026-11-20")
    assert order.total_cents == cents["negroni"] + 2 * cents["whisky-cola"]
    assert (visit(guest).mood, visit(guest).number) == ("placed", 1)


def test_a_second_touch_does_not_order_twice(guest: PlayedHatch) -> None:
    """Neither at once nor after the guard."""
    guest.choose("negroni")
    guest.do(events.Confirmed(), events.Confirmed())
    guest.clock.on(1)
    guest.do(events.Confirmed())
    assert len(guest.records.orders) == 1


def test_nothing_is_ordered_that_was_not_checked(guest: PlayedHatch) -> None:
    """A confirmation at the menu means nothing."""
    guest.do(events.Picked("negroni"))
    assert guest.do(events.Confirmed()) == []


def test_what_ran_out_under_the_finger_is_not_ordered(guest: PlayedHatch) -> None:
    """A touch on its way meant the list as it was; the next one means the list as it is."""
    guest.choose("negroni", "aviation")
    guest.asked(SellOut("negroni", out=True))
    guest.do(events.Confirmed())
    assert not guest.records.orders
    guest.clock.on(1)
    guest.do(events.Confirmed())
    assert [line.drink for line in guest.records.orders[1].lines] == ["aviation"]


def test_a_paused_house_takes_no_order_and_keeps_the_basket(guest: PlayedHatch) -> None:
    """What was chosen stays for when the bartender goes on."""
    guest.choose("negroni")
    guest.asked(SetPause(on=True))
    guest.do(events.Confirmed())
    assert (visit(guest).mood, visit(guest).hint, guest.records.orders) == ("check", "paused", {})
    guest.asked(SetPause(on=False))
    guest.touch(events.Confirmed())
    assert list(guest.records.orders) == [1]


def test_a_full_house_says_so() -> None:
    """More open orders than one bartender can promise are not taken, until one is closed."""
    hatch = PlayedHatch(a_house(HatchRules(open_orders=2)))
    hatch.order()
    hatch.order()
    hatch.do(events.Woken())
    hatch.choose("negroni")
    hatch.do(events.Confirmed())
    assert (visit(hatch).hint, len(hatch.records.orders)) == ("full", 2)
    hatch.asked(Advance(1, Status.REFUSED))
    hatch.touch(events.Confirmed())
    assert len(hatch.records.orders) == 3


def test_an_order_that_cannot_be_written_did_not_happen(guest: PlayedHatch) -> None:
    """The guest is told, still has the basket, and the next try works with the same number."""
    guest.choose("negroni")
    with guest.broken_books():
        performed = guest.do(events.Confirmed())
    assert Play("stamp") not in performed
    assert (visit(guest).mood, visit(guest).hint, visit(guest).basket.count) == ("check", "not_saved", 1)
    assert not guest.state.orders
    guest.do(events.Confirmed())
    assert list(guest.records.orders) == [1]


def test_a_word_of_an_order_that_may_come_back_is_not_given_away() -> None:
    """Also where a house lets words rest for less time than it lets orders be brought back."""
    rules = HatchRules(recent_s=900, word_rests_s=1)
    hatch = PlayedHatch(a_house(rules, pairs=a_house().pairs[:1]))
    hatch.order()
    hatch.asked(Advance(1, Status.REFUSED))
    hatch.clock.on(rules.recent_s - 5)
    hatch.order()
    first, second = hatch.state.orders
    assert first.word != second.word


# --- cancelling --------------------------------------------------------------------------------------------------
def test_a_guest_cancels_in_time(guest: PlayedHatch) -> None:
    """While nobody has taken it on, the order is taken back, on record; with two touches, and not by a bounce."""
    guest.choose("negroni")
    guest.do(events.Confirmed())
    guest.clock.on(1)
    guest.do(events.CancelAsked(1), events.CancelAsked(1))
    assert (guest.status(1), visit(guest).cancelling) == (Status.PLACED, True)
    guest.clock.on(1)
    guest.do(events.CancelAsked(1))
    assert guest.records.moves[-1] == (1, Status.PLACED, Status.CANCELLED, "guest")


def test_a_guest_thinks_better_of_cancelling(guest: PlayedHatch) -> None:
    """No second touch: the order stands, and the question is asked anew."""
    guest.choose("negroni")
    guest.do(events.Confirmed())
    guest.clock.on(1)
    guest.do(events.CancelAsked(1))
    guest.clock.on(1)
    guest.do(events.Stayed())
    assert (guest.status(1), visit(guest).cancelling) == (Status.PLACED, False)


def test_a_guest_cannot_cancel_what_is_in_hand(guest: PlayedHatch) -> None:
    """Once it is taken on, only the bartender may refuse it."""
    guest.choose("negroni")
    guest.do(events.Confirmed())
    guest.asked(Advance(1, Status.ACKNOWLEDGED))
    guest.clock.on(1)
    guest.do(events.CancelAsked(1))
    assert guest.status(1) is Status.ACKNOWLEDGED


def test_nobody_cancels_anothers_order(hatch: PlayedHatch) -> None:
    """A finger only reaches the order placed in this visit."""
    hatch.order()
    hatch.do(events.Woken())
    hatch.choose("negroni")
    hatch.do(events.Confirmed())
    hatch.clock.on(1)
    hatch.do(events.CancelAsked(1))
    assert hatch.status(1) is Status.PLACED


def test_a_cancellation_that_cannot_be_written_is_told(guest: PlayedHatch) -> None:
    """The order still stands, and the guest knows it."""
    guest.choose("negroni")
    guest.do(events.Confirmed())
    guest.clock.on(1)
    guest.do(events.CancelAsked(1))
    guest.clock.on(1)
    with guest.broken_books():
        guest.do(events.CancelAsked(1))
    assert (guest.status(1), visit(guest).hint) == (Status.PLACED, "not_saved")


# --- a pause ----------------------------------------------------------------------------------------------------
def test_what_was_chosen_stays_through_a_pause(guest: PlayedHatch) -> None:
    """The guest is told so; the idle clock begins anew when the bartender is back."""
    guest.do(events.Picked("negroni"))
    guest.asked(SetPause(on=True))
    guest.wait(RULES.pause_patience_s - 1)
    assert visit(guest).warned is None
    guest.asked(SetPause(on=False))
    guest.wait(RULES.idle_s - 1)
    assert (visit(guest).warned, visit(guest).basket.count) == (None, 1)


def test_a_pause_takes_back_the_question_whether_somebody_is_there(guest: PlayedHatch) -> None:
    """The picture of the pause hides it, so its time must not run out behind."""
    guest.do(events.Picked("negroni"))
    guest.wait(RULES.idle_s)
    assert visit(guest).warned is not None
    guest.asked(SetPause(on=True))
    guest.wait(RULES.warning_s + 1)
    assert visit(guest).basket.count == 1


def test_a_guest_who_left_during_a_long_pause_is_forgotten(guest: PlayedHatch) -> None:
    """After a long patience the question is asked, and then the next guest finds an empty basket."""
    guest.do(events.Picked("negroni"))
    guest.asked(SetPause(on=True))
    guest.wait(RULES.pause_patience_s + RULES.warning_s)
    assert guest.state.visit is None


# --- a guest who gives no sign -----------------------------------------------------------------------------------
def test_a_guest_who_gives_no_sign_is_warned_and_then_forgotten(guest: PlayedHatch) -> None:
    """First the question, with its time to answer; then the wall sleeps."""
    guest.do(events.Picked("negroni"))
    guest.wait(RULES.idle_s - 0.1)
    assert visit(guest).warned is None
    guest.wait(0.2)
    assert visit(guest).warned is not None
    guest.wait(RULES.warning_s - 0.2)
    assert guest.state.visit is not None
    guest.wait(0.2)
    assert guest.state.visit is None


@pytest.mark.parametrize("sign", [events.Stayed(), events.Picked("negroni"), events.LanguageChosen("en")])
def test_a_touch_answers_the_question(guest: PlayedHatch, sign: events.Event) -> None:
    """Whoever touches is here, with all their time again and the basket untouched."""
    guest.do(events.Picked("aviation"))
    guest.wait(RULES.idle_s + 1)
    guest.do(sign)
    guest.wait(RULES.idle_s - 0.1)
    assert visit(guest).warned is None
    assert visit(guest).basket.quantity("aviation") == 1


def test_the_question_may_be_answered_as_often_as_it_is_asked(guest: PlayedHatch) -> None:
    """Ten times and more (WCAG 2.2.1), and what was chosen is still there."""
    guest.do(events.Picked("negroni"))
    for _ in range(12):
        guest.wait(RULES.idle_s + RULES.warning_s - 0.1)
        assert visit(guest).warned is not None
        guest.do(events.Stayed())
    assert (visit(guest).warned, visit(guest).basket.count) == (None, 1)


def test_a_knock_answers_it_too(guest: PlayedHatch) -> None:
    """Who knocks is here."""
    guest.wait(RULES.idle_s + 1)
    knock(guest)
    assert visit(guest).warned is None


def test_the_word_goes_back_to_the_wall_after_a_question(guest: PlayedHatch) -> None:
    """A slow reader is warned, and may keep the word as often as they like; then the next guest finds a sleeping wall."""
    guest.choose("negroni")
    guest.do(events.Confirmed())
    for _ in range(10):
        guest.wait(RULES.word_stays_s - 0.1)
        assert (visit(guest).mood, visit(guest).warned) == ("placed", None)
        assert Play("knock") in guest.wait(RULES.warning_s - 1)
        assert visit(guest).warned is not None
        guest.do(events.Stayed())
        assert visit(guest).warned is None
    guest.wait(RULES.word_stays_s + RULES.warning_s + 0.1)
    assert guest.state.visit is None


def test_an_order_outlives_the_visit(guest: PlayedHatch) -> None:
    """Forgotten is the visit, not what was ordered."""
    guest.choose("negroni")
    guest.do(events.Confirmed())
    guest.wait(RULES.word_stays_s + RULES.warning_s + 1)
    assert guest.state.visit is None
    assert guest.status(1) is Status.PLACED


def test_a_full_line_is_told_before_anybody_chooses() -> None:
    """Nobody fills a basket only to hear that there is no room."""
    hatch = PlayedHatch(a_house(HatchRules(open_orders=1)))
    hatch.order()
    hatch.do(events.Woken())
    assert visit(hatch).hint == "full"
