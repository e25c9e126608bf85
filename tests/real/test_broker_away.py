"""A broker that is away is normal: the hatch goes on, says so, and the bar hears of everything once it is back."""

import os
import signal

from kiosk.shell.broker import PrivateBroker
from tests.real.house import House, order_of, payload, tickets, told, until
from tests.real.stranger import Stranger


def test_an_order_placed_while_the_broker_is_away_is_there_the_moment_it_is_back(
    house: House, broker: PrivateBroker
) -> None:
    """It is on record at once, the guest reads that nobody has seen it, and the bar shows it exactly once."""
    hatch, bar = house.hatch(), house.bar()
    house.linked(hatch, bar)
    earlier = house.place(hatch, "americano")
    house.ticket(bar, earlier["number"])
    broker.stop()
    for player in (hatch, bar):
        player.until("the loss", lambda player=player: not player.state()["link_up"])  # type: ignore[misc]

    house.choose(hatch, "whiskey-sour")
    hatch.tell(f"touch {house.words.hatch.order}")
    order = hatch.state()["orders"][-1]
    assert house.order(order["number"]) is not None
    hatch.sees(house.words.hatch.truth_unseen)
    assert not order_of(hatch, order["number"])["seen"]

    broker.start()
    house.ticket(bar, order["number"])
    assert told(bar) == [(one["number"], one["word"], "placed") for one in (earlier, order)]
    hatch.until("the receipt", lambda: order_of(hatch, order["number"])["seen"])
    house.he_says(hatch, house.words.voice.seen)
    assert len(house.changes(order["number"])) == 1


def test_an_act_of_the_bartender_on_a_dead_line_is_never_done_later(
    house: House, broker: PrivateBroker
) -> None:
    """What was touched before anybody knew is shown as not answered, and not carried out behind the bartender's back."""
    hatch, bar = house.hatch(), house.bar()
    house.linked(hatch, bar)
    order = house.place(hatch, "americano")
    house.ticket(bar, order["number"])
    assert broker.pid is not None
    os.kill(broker.pid, signal.SIGSTOP)
    house.act(bar, house.words.bar.acknowledge, order["word"])
    assert tickets(bar)[0]["sent"]
    os.kill(broker.pid, signal.SIGKILL)
    broker.stop()
    bar.until("the loss", lambda: not bar.state()["link_up"])
    bar.sees(house.words.bar.silent)
    broker.start()
    house.linked(hatch, bar)
    with Stranger(house.port, f"{house.topic}/board") as stranger:
        stranger.until("the board", lambda: stranger.heard)
        assert payload(stranger.heard[-1].payload)["open"][0]["status"] == "placed"
    assert order_of(hatch, order["number"])["status"] == "placed"
    assert len(house.changes(order["number"])) == 1


def test_with_a_link_that_is_known_to_be_down_the_keys_are_dead(house: House, broker: PrivateBroker) -> None:
    """Nothing can be touched that nobody would hear; and as soon as the link is back, everything can."""
    hatch, bar = house.hatch(), house.bar()
    house.linked(hatch, bar)
    order = house.place(hatch, "americano")
    house.ticket(bar, order["number"])
    key = f"touch {house.words.bar.acknowledge} {order['word']}"
    broker.stop()
    bar.until("the loss", lambda: not bar.state()["link_up"])
    assert not bar.does(key)
    broker.start()
    house.linked(hatch, bar)
    bar.tell(key)
    house.stands(hatch, order["number"], "acknowledged")


def test_without_any_broker_the_hatch_takes_orders_and_both_sides_say_so(
    house: House, broker: PrivateBroker
) -> None:
    """From the start without a broker: an order is on record, its guest is told to knock, the bar says what is down."""
    broker.stop()
    hatch, bar = house.hatch(), house.bar()
    house.choose(hatch, "whisky-cola")
    hatch.tell(f"touch {house.words.hatch.order}")
    [order] = hatch.state()["orders"]
    assert order["word"] in hatch.see()
    hatch.sees(house.words.hatch.truth_unseen)
    recorded = house.order(order["number"])
    assert recorded is not None
    assert recorded.word == order["word"]
    assert house.words.bar.network_down in bar.see()
    notice = house.words.bar.network_notice.partition("{")[0]
    assert notice in " ".join(bar.see())
    broker.start()
    house.ticket(bar, order["number"])
    assert house.words.bar.network_up in bar.see()


def test_the_journals_tell_of_a_missing_broker_and_of_its_coming(house: House, broker: PrivateBroker) -> None:
    """One line each in both journals, with the place and, at the hatch, what goes on meanwhile."""
    broker.stop()
    hatch, bar = house.hatch(), house.bar()
    for name in ("hatch", "bar"):
        until(lambda name=name: "no link" in house.journal(name), "the line")  # type: ignore[misc]
    broker.start()
    house.linked(hatch, bar)
    for name in ("hatch", "bar"):
        assert house.journal(name).count(f"no link to the broker at 127.0.0.1:{house.port}") == 1
        assert house.journal(name).count("the link is up") == 1
    assert "orders are taken and kept meanwhile" in house.journal("hatch")
