"""The spine of the product: a knock, an order, an acknowledgement, a hand-over, through two real processes."""

from datetime import UTC, datetime, timedelta
from typing import Any

from kiosk.core.order import Status
from tests.real.house import House, order_of, tickets


def test_a_night_goes_from_knock_to_hand_over(house: House) -> None:
    """A guest knocks, orders, is told the truth at each step, fetches the drinks; the database tells the same."""
    hatch, bar = house.hatch(), house.bar()
    house.linked(hatch, bar)
    guest, bartender = house.words.hatch, house.words.bar
    asleep = hatch.see()

    hatch.tell("knock 3")
    hatch.until("the menu", lambda: hatch.state()["mood"] == "menu")
    assert hatch.see() != asleep
    bar.sees(bartender.knock.format(count=3))
    house.take(hatch, "whisky-cola", "whisky-cola", "whiskey-sour")
    assert hatch.state()["basket"] == {"whisky-cola": 2, "whiskey-sour": 1}
    hatch.tell(f"touch {guest.check}")
    assert guest.document in hatch.see()
    hatch.tell(f"touch {guest.order}")

    [order] = hatch.state()["orders"]
    number, word = order["number"], order["word"]
    assert word in hatch.see()
    ticket = house.ticket(bar, number)
    assert (ticket["word"], ticket["status"]) == (word, "placed")
    written = " ".join(bar.see())  # a long name may stand on two lines
    assert bartender.line.format(quantity=2, drink=house.drink("whisky-cola")) in written
    assert bartender.answer.format(answer=order["answer"]) in written
    hatch.until("the receipt of the display", lambda: order_of(hatch, number)["seen"])
    house.he_says(hatch, house.words.voice.seen)

    house.act(bar, bartender.acknowledge, word)
    house.stands(hatch, number, "acknowledged")
    house.he_says(hatch, house.words.voice.taken)
    hatch.tell(f"touch {guest.done}")
    house.ticket(bar, number, "acknowledged")
    house.act(bar, bartender.ready, word)
    house.stands(hatch, number, "ready")
    assert house.wall_says(hatch, "ready")
    assert word in hatch.see()

    hatch.tell("slit open")
    bar.sees(bartender.slit_open)
    house.ticket(bar, number, "ready")
    house.act(bar, bartender.hand_over, word)
    house.stands(hatch, number, "collected")
    hatch.tell("slit closed")
    bar.sees(bartender.slit_shut)
    bar.until("an empty wall", lambda: not tickets(bar))
    assert word not in hatch.see()
    the_books_agree(house, order)


def the_books_agree(house: House, order: dict[str, Any]) -> None:
    """The database holds this order, whole, with its life, and no other."""
    number = order["number"]
    recorded = house.order(number)
    assert recorded is not None
    assert (recorded.word, recorded.answer, recorded.status) == (
        order["word"],
        order["answer"],
        Status.COLLECTED,
    )
    assert [(line.drink, line.quantity) for line in recorded.lines] == [
        ("whisky-cola", 2),
        ("whiskey-sour", 1),
    ]
    assert recorded.total_cents == order["total_cents"]
    life = house.changes(number)
    assert [change.status for change in life] == ["placed", "acknowledged", "ready", "collected"]
    assert [change.who for change in life] == ["guest", *[house.settings.bar.name] * 3]
    assert all(abs(datetime.now(UTC) - change.at) < timedelta(minutes=5) for change in life)
    assert house.order(number + 1) is None


def test_a_refused_order_is_told_without_a_reason_and_can_come_back(house: House) -> None:
    """Two touches refuse; the guest reads it; one step of undo brings the order back to where it was."""
    hatch, bar = house.hatch(), house.bar()
    house.linked(hatch, bar)
    guest, bartender = house.words.hatch, house.words.bar
    house.choose(hatch, "negroni")
    hatch.tell(f"touch {guest.order}")
    [order] = hatch.state()["orders"]
    house.ticket(bar, order["number"])
    house.act(bar, bartender.refuse, order["word"])
    assert bartender.refuse_ask in bar.see()
    house.act(bar, bartender.refuse_yes, order["word"])
    house.stands(hatch, order["number"], "refused")
    hatch.sees(guest.refused)
    bar.until("the ticket gone", lambda: not tickets(bar))

    bar.tell(f"touch {bartender.undo}")
    house.stands(hatch, order["number"], "placed")
    house.ticket(bar, order["number"])
    assert [change.status for change in house.changes(order["number"])] == ["placed", "refused", "placed"]


def test_sold_out_and_pause_reach_the_guest(house: House) -> None:
    """What the bartender marks as sold out cannot be chosen, and a pause stands on the hatch until it ends."""
    hatch, bar = house.hatch(), house.bar()
    house.linked(hatch, bar)
    guest, bartender = house.words.hatch, house.words.bar
    bar.tell(f"touch {bartender.drinks}")
    bar.tell(f"touch {house.drink('negroni')}")
    hatch.until("the mark", lambda: hatch.state()["sold_out"] == ["negroni"])
    bar.tell(f"touch \u2039\u00a0{bartender.house}")
    bar.tell(f"touch {bartender.pause}")
    hatch.until("the pause", lambda: hatch.state()["paused"])
    assert house.wall_says(hatch, "paused")
    bar.sees(bartender.go_on)
    bar.tell(f"touch {bartender.go_on}")
    hatch.until("the end of the pause", lambda: not hatch.state()["paused"])

    hatch.tell("knock 2")
    hatch.until("the menu", lambda: hatch.state()["mood"] == "menu")
    assert guest.sold_out in hatch.see()
    house.take(hatch, "aviation")
    assert hatch.state()["basket"] == {"aviation": 1}
