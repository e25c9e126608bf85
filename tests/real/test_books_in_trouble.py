"""Books that fail in the middle of a night: nobody is told of what is not written, and the night goes on by itself."""

import resource
import sqlite3
from contextlib import closing

import pytest

from kiosk.shell.player import Player
from tests.real.house import CONFIGURATION, House, tickets

QUICK = CONFIGURATION.replace("[hatch.rules]", "[hatch.rules]\nretry_s = 0.3")


@pytest.fixture
def night(house: House) -> tuple[Player, Player]:
    """A hatch, soon trying again after a failure, and a bar."""
    house.configure(QUICK.format(port=house.port, store=house.store_path, driver="dummy"))
    hatch, bar = house.hatch(), house.bar()
    house.linked(hatch, bar)
    return hatch, bar


def not_saved_then_saved(house: House, hatch: Player, bar: Player) -> None:
    """The guest before the check has heard that nothing was saved; ordering again works, once."""
    hatch.until("the end of the trouble", lambda: not hatch.state()["trouble"])
    assert hatch.state()["mood"] == "check"
    hatch.tell(f"touch {house.words.hatch.order}")
    [order] = hatch.state()["orders"]
    house.ticket(bar, order["number"])
    assert house.order(order["number"]) is not None
    assert house.order(order["number"] + 1) is None
    notice = house.words.bar.store_notice
    bar.until("the notice gone", lambda: notice not in " ".join(bar.see()))


def told_of_trouble(house: House, hatch: Player, bar: Player) -> None:
    """Ordering failed: the guest's basket is whole, the bar has heard of no order and of the trouble."""
    assert hatch.state()["orders"] == []
    assert (hatch.state()["mood"], hatch.state()["hint"]) == ("check", "not_saved")
    assert house.words.hatch.hint_not_saved in " ".join(hatch.see())
    notice = house.words.bar.store_notice
    bar.until("the notice", lambda: notice in " ".join(bar.see()))
    assert tickets(bar) == []
    assert hatch.state()["basket"] == {"negroni": 1}


def test_books_locked_by_a_tool_in_the_middle_of_an_order(house: House, night: tuple[Player, Player]) -> None:
    """While a tool holds the database no order is taken; both sides read why; afterwards it is taken once."""
    hatch, bar = night
    house.choose(hatch, "negroni")
    with closing(sqlite3.connect(house.store_path, isolation_level=None)) as tool:
        tool.execute("BEGIN IMMEDIATE")
        hatch.tell(f"touch {house.words.hatch.order}")
        told_of_trouble(house, hatch, bar)
        tool.execute("ROLLBACK")
    not_saved_then_saved(house, hatch, bar)
    assert "could not be written" in house.journal("hatch")


def test_a_full_disk_in_the_middle_of_an_order(house: House, night: tuple[Player, Player]) -> None:
    """With no room to write a byte no order is taken; when there is room again it is taken once."""
    hatch, bar = night
    house.choose(hatch, "negroni")
    unlimited = resource.prlimit(hatch.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(hatch.process.pid, resource.RLIMIT_FSIZE, (0, unlimited[1]))
    hatch.tell(f"touch {house.words.hatch.order}")
    told_of_trouble(house, hatch, bar)
    resource.prlimit(hatch.process.pid, resource.RLIMIT_FSIZE, unlimited)
    not_saved_then_saved(house, hatch, bar)


def test_a_request_that_could_not_be_saved_is_answered_so(house: House, night: tuple[Player, Player]) -> None:
    """The bartender's touch on a ticket fails with its reason on the ticket, and works when the books do."""
    hatch, bar = night
    order = house.place(hatch, "negroni")
    house.ticket(bar, order["number"])
    with closing(sqlite3.connect(house.store_path, isolation_level=None)) as tool:
        tool.execute("BEGIN IMMEDIATE")
        house.act(bar, house.words.bar.acknowledge, order["word"])
        bar.sees(house.words.bar.reason.not_saved)
        tool.execute("ROLLBACK")
    house.act(bar, house.words.bar.acknowledge, order["word"])
    house.ticket(bar, order["number"], "acknowledged")
    assert [change.status for change in house.changes(order["number"])] == ["placed", "acknowledged"]
