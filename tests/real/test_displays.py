"""Several displays, late displays, dead displays: they show the same, and the guest hears the truth about them."""

from tests.real.house import House, order_of, tickets, told


def test_a_display_started_later_shows_the_whole_board_at_once(house: House) -> None:
    """Open orders with their words, what was sold out, the slit: with the first board, and the orders count as seen."""
    hatch = house.hatch()
    house.linked(hatch)
    orders = [house.place(hatch, slug) for slug in ("negroni", "americano", "gin-fizz")]
    hatch.tell("slit open")
    hatch.until("the slit", lambda: hatch.state()["slit_open"])
    assert not any(order_of(hatch, order["number"])["seen"] for order in orders)
    bar = house.bar()
    first = bar.until("the board", lambda: told(bar))
    assert first == [(order["number"], order["word"], "placed") for order in orders]
    assert house.words.bar.slit_open in bar.see()
    hatch.until("the receipts", lambda: all(order["seen"] for order in hatch.state()["orders"]))


def test_two_displays_agree_and_each_ones_acts_reach_the_other(house: House) -> None:
    """What one display is told to do, the other shows; neither has to be asked twice."""
    hatch, first, second = house.hatch(), house.bar(), house.bar("retro")
    house.linked(hatch, first, second)
    assert hatch.until("both", lambda: len(hatch.state()["displays"]) == 2)
    order = house.place(hatch, "boulevardier")
    for bar in (first, second):
        house.ticket(bar, order["number"])
    house.act(second, house.words.bar.acknowledge, order["word"])
    for bar in (first, second):
        house.ticket(bar, order["number"], "acknowledged")
    house.act(first, house.words.bar.ready, order["word"])
    for bar in (second, first):
        house.ticket(bar, order["number"], "ready")
    assert told(first) == told(second)
    assert first.state()["revisions"] == second.state()["revisions"]
    own = house.settings.bar.name
    assert [change.who for change in house.changes(order["number"])] == ["guest", "retro", own]


def test_a_display_that_died_is_noticed_and_the_guest_is_told_that_nobody_saw(house: House) -> None:
    """The broker speaks for a killed display; an order placed then says in time that nobody has seen it."""
    hatch, bar = house.hatch(), house.bar()
    house.linked(hatch, bar)
    hatch.until("the display", lambda: hatch.state()["displays"] == [house.settings.bar.name])
    bar.kill()
    hatch.until("the loss of the display", lambda: hatch.state()["displays"] == [])
    house.choose(hatch, "negroni")
    hatch.tell(f"touch {house.words.hatch.order}")
    hatch.sees(house.words.hatch.truth_unseen)
    [order] = hatch.state()["orders"]
    assert not order["seen"]
    bar = house.bar()
    house.ticket(bar, order["number"])
    house.he_says(hatch, house.words.voice.seen)


def test_a_hatch_that_died_is_noticed_by_the_bar(house: House) -> None:
    """The bar keeps the last good tickets on show and says in words that the hatch is down."""
    hatch, bar = house.hatch(), house.bar()
    house.linked(hatch, bar)
    order = house.place(hatch, "negroni")
    house.ticket(bar, order["number"])
    hatch.kill()
    bar.sees(house.words.bar.hatch_down.format(hatch=house.words.bar.hatch))
    assert [ticket["number"] for ticket in tickets(bar)] == [order["number"]]
    assert bar.state()["hatches"] == {house.settings.hatch.name: False}
