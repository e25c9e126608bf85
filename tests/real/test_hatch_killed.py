"""A hatch whose plug is pulled comes back with every open order, and never uses a revision twice."""

import time

import pytest

from kiosk.shell.player import Player
from tests.real.house import House, order_of, payload, tickets, told
from tests.real.stranger import Message, Stranger

AGES = ("clock", "age_s", "status_age_s", "due_s", "slit_age_s")


def facts(board: object) -> object:
    """What a board says besides its clocks."""
    if isinstance(board, dict):
        return {key: facts(value) for key, value in board.items() if key not in AGES}
    return [facts(value) for value in board] if isinstance(board, list) else board


def no_revision_is_reused(boards: list[Message]) -> None:
    """Each revision that was ever published says one thing."""
    said: dict[tuple[str, int], object] = {}
    for message in boards:
        board = payload(message.payload)
        known = said.setdefault((board["books"], board["revision"]), facts(board))
        assert known == facts(board), f"revision {board['revision']} says two things"


def test_a_guest_at_the_menu_is_forgotten_and_nothing_else(house: House) -> None:
    """Killed while somebody chooses: no order comes of it, and those that were open are open."""
    hatch, bar = house.hatch(), house.bar()
    house.linked(hatch, bar)
    order = house.place(hatch, "negroni")
    house.ticket(bar, order["number"])
    house.choose(hatch, "aviation")
    hatch.kill()
    bar.sees(house.words.bar.hatch_down.format(hatch=house.words.bar.hatch))
    hatch = house.hatch()
    assert hatch.state()["mood"] == "asleep"
    assert [(one["number"], one["word"], one["answer"]) for one in hatch.state()["orders"]] == [
        (order["number"], order["word"], order["answer"])
    ]
    house.linked(hatch, bar)
    bar.sees(house.words.bar.hatch_up.format(hatch=house.words.bar.hatch))
    assert told(bar) == [(order["number"], order["word"], "placed")]
    assert house.order(order["number"] + 1) is None


def test_an_order_that_the_guest_has_read_survives(house: House) -> None:
    """Killed the moment the word is on the screen: the same word is back, at the bar once, and the next number is new."""
    hatch, bar = house.hatch(), house.bar()
    house.linked(hatch, bar)
    house.choose(hatch, "gin-fizz")
    hatch.tell(f"touch {house.words.hatch.order}")
    [before] = hatch.state()["orders"]
    hatch.kill()
    hatch = house.hatch()
    [after] = hatch.state()["orders"]
    kept = ("number", "word", "answer", "status", "total_cents")
    assert [after[key] for key in kept] == [before[key] for key in kept]
    assert before["word"] in hatch.see()
    house.linked(hatch)
    house.ticket(bar, before["number"])
    hatch.until("the receipt", lambda: order_of(hatch, before["number"])["seen"])
    second = house.place(hatch, "gin-fizz")
    assert second["number"] == before["number"] + 1
    assert second["word"] != before["word"]
    house.ticket(bar, second["number"])
    assert len(tickets(bar)) == 2


def test_a_ready_order_is_still_ready(house: House) -> None:
    """Killed after ready: the word stands on the wall again, and the bartender can hand over and take back."""
    hatch, bar = house.hatch(), house.bar()
    house.linked(hatch, bar)
    words = house.words.bar
    order = house.place(hatch, "negroni", "negroni")
    house.ticket(bar, order["number"])
    house.act(bar, words.acknowledge, order["word"])
    house.ticket(bar, order["number"], "acknowledged")
    house.act(bar, words.ready, order["word"])
    house.ticket(bar, order["number"], "ready")
    hatch.kill()
    hatch = house.hatch()
    assert house.wall_says(hatch, "ready")
    assert order["word"] in hatch.see()
    house.linked(hatch, bar)
    house.ticket(bar, order["number"], "ready")
    house.act(bar, words.hand_over, order["word"])
    house.stands(hatch, order["number"], "collected")
    bar.until("an empty wall", lambda: not tickets(bar))
    bar.tell(f"touch {words.undo}")
    house.stands(hatch, order["number"], "ready")


def test_killed_at_any_moment_no_order_is_lost_and_no_revision_is_used_twice(house: House) -> None:
    """Killed at ever other moments of ordering: what anybody outside was told is on record, whole, under one revision."""
    bar = house.bar()
    with Stranger(house.port, f"{house.topic}/board") as stranger:
        for delay_s in (0.0, 0.0005, 0.001, 0.002, 0.004, 0.008):
            hatch = house.hatch()
            house.linked(hatch)
            house.choose(hatch, "old-fashioned")
            order_and_pull_the_plug(hatch, house.words.hatch.order, delay_s)
        hatch = house.hatch()
        house.linked(hatch, bar)
        mine = [(one["number"], one["word"], one["status"]) for one in hatch.state()["orders"]]
        bar.until("the hatch's orders", lambda: told(bar) == mine)
        boards = stranger.on(f"{house.topic}/board")
    no_revision_is_reused(boards)
    outside = {
        (one["number"], one["word"], one["status"])
        for board in boards
        for one in payload(board.payload)["open"]
    }
    assert outside <= set(mine)
    assert [number for number, _, _ in mine] == list(range(1, len(mine) + 1))
    for number, word, _ in mine:
        recorded = house.order(number)
        assert recorded is not None
        assert recorded.word == word
        assert [line.drink for line in recorded.lines] == ["old-fashioned"]


def order_and_pull_the_plug(hatch: Player, button: str, delay_s: float) -> None:
    """Order, and kill the hatch so much later, whatever it has come to by then."""
    assert hatch.process.stdin is not None
    hatch.process.stdin.write(f"touch {button}\n")
    time.sleep(delay_s)
    hatch.kill()


@pytest.mark.parametrize("moment", ["placed", "ready"])
def test_revisions_go_on_rising_across_a_kill(house: House, moment: str) -> None:
    """A restarted hatch's first board is newer than the last one before, so that no display takes it for an old one."""
    hatch, bar = house.hatch(), house.bar()
    house.linked(hatch, bar)
    order = house.place(hatch, "negroni")
    house.ticket(bar, order["number"])
    if moment == "ready":
        for button, status in (
            (house.words.bar.acknowledge, "acknowledged"),
            (house.words.bar.ready, "ready"),
        ):
            house.act(bar, button, order["word"])
            house.ticket(bar, order["number"], status)
    before = hatch.state()["revision"]
    hatch.kill()
    hatch = house.hatch()
    house.linked(hatch)
    assert hatch.state()["revision"] > before
    name = house.settings.hatch.name
    bar.until("the new board", lambda: bar.state()["revisions"][name] == hatch.state()["revision"])
    assert [one["number"] for one in tickets(bar)] == [order["number"]]
