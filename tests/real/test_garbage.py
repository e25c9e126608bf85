"""Garbage on the wire from a third client: both programs live, answer what can be answered, and change nothing."""

import json

import pytest

from kiosk.shell.player import Player
from tests.real.house import House, order_of, payload, told
from tests.real.stranger import Stranger

HUGE = b'{"v":1,"id":"huge","display":"x","request":"' + b"x" * 1_000_000 + b'"}'
GARBAGE = (
    b"\x00\xff\xfe\x80",
    b"{",
    b"[" * 50_000,
    b"null",
    b'"text"',
    b"{}",
    b'{"v":1}',
    b'{"v":"one"}',
    b'{"v":-1}',
    b'{"v":99}',
    b'{"v":1e999}',
    b'{"v":1,"books":1,"revision":"many"}',
    b'{"v":1,"id":"\\ud800"}',
    HUGE,
)


def request(id_: str, **asked: object) -> bytes:
    """A request as a display would write it."""
    return json.dumps({"v": 1, "id": id_, "display": "stranger", "request": asked}).encode()


def answer(stranger: Stranger, house: House, id_: str) -> dict[str, object]:
    """Wait for the hatch's answer to a request; what it says."""
    topic, quoted = f"{house.topic}/response", f'"{id_}"'.encode()
    found = stranger.until(
        f"the answer to {id_}", lambda: [one for one in stranger.on(topic) if quoted in one.payload]
    )
    return payload(found[-1].payload)


@pytest.fixture
def night(house: House) -> tuple[Player, Player, int]:
    """A hatch and a bar with one order between them: both, and the order's number."""
    hatch, bar = house.hatch(), house.bar()
    house.linked(hatch, bar)
    order = house.place(hatch, "negroni")
    house.ticket(bar, order["number"])
    hatch.until("the receipt", lambda: order_of(hatch, order["number"])["seen"])
    return hatch, bar, order["number"]


def settled(house: House, stranger: Stranger, hatch: Player, bar: Player) -> None:
    """Wait until both have dealt with all that was said to them: each has taken one more good message."""
    stranger.say(f"{house.topic}/request", request("last", type="advance", number=777, goal="ready"))
    answer(stranger, house, "last")
    stranger.say(f"{house.topic}/knock", b'{"v":1,"count":43}')
    bar.until("a knock of 43", lambda: bar.state()["knock"] == 43)
    assert hatch.state()["link_up"]
    assert bar.state()["link_up"]


def test_garbage_to_the_hatch_changes_nothing(house: House, night: tuple[Player, Player, int]) -> None:
    """On every topic that the hatch hears, rubbish of every kind leaves orders, board and revision as they were."""
    hatch, bar, number = night
    before, board = hatch.state(), told(bar)
    with Stranger(house.port, f"{house.topic}/#") as stranger:
        for rubbish in GARBAGE:
            for topic in ("request", "seen", "status/bar/stranger", "status/bar/a b", "status/bar/"):
                stranger.say(f"{house.topic}/{topic}", rubbish)
            stranger.say("homeassistant/status", rubbish)
        settled(house, stranger, hatch, bar)
        boards = [payload(one.payload) for one in stranger.on(f"{house.topic}/board")]
    after = hatch.state()
    assert [after[key] for key in ("orders", "revision", "displays", "sold_out", "paused")] == [
        before[key] for key in ("orders", "revision", "displays", "sold_out", "paused")
    ]
    assert told(bar) == board
    assert {one["revision"] for one in boards} == {before["revision"]}
    assert len(house.changes(number)) == 1
    assert "Traceback" not in house.journal("hatch")
    said = house.journal("hatch").count("cannot be read")
    assert len(GARBAGE) <= said <= 100


def test_garbage_to_the_bar_leaves_the_last_good_tickets(
    house: House, night: tuple[Player, Player, int]
) -> None:
    """Rubbish on what the bar hears, kept by the broker or not, leaves its tickets on show; it says what it cannot read."""
    hatch, bar, number = night
    board = told(bar)
    with Stranger(house.port, f"{house.topic}/response") as stranger:
        for rubbish in GARBAGE:
            for topic in ("board", "menu", "status/hatch", "response", "knock"):
                stranger.say(f"{house.topic}/{topic}", rubbish, retain=topic == "board")
        for topic in ("board", "menu", "status/hatch"):
            stranger.say(f"{house.topic}/{topic}", b"", retain=True)
        stranger.say(f"{house.topic}/board", b"{}")
        notice = house.words.bar.misread_notice.partition("{")[0]
        bar.until("the notice", lambda: notice in " ".join(bar.see()))
        settled(house, stranger, hatch, bar)
    assert told(bar) == board
    house.act(bar, house.words.bar.acknowledge, board[0][1])
    house.ticket(bar, number, "acknowledged")
    bar.until("the notice gone", lambda: notice not in " ".join(bar.see()))
    assert "Traceback" not in house.journal("bar")


def test_a_board_of_a_newer_version_asks_for_an_update(
    house: House, night: tuple[Player, Player, int]
) -> None:
    """A board of a version that this display does not know is told as that, and the old tickets stay."""
    _, bar, number = night
    with Stranger(house.port) as stranger:
        stranger.say(f"{house.topic}/board", b'{"v":2,"everything":"else"}')
        notice = house.words.bar.newer_notice.partition("(")[0]
        bar.until("the notice", lambda: notice in " ".join(bar.see()))
    assert [one for one, _, _ in told(bar)] == [number]


def test_a_kept_board_that_is_garbage_is_replaced_when_a_display_comes(
    house: House, night: tuple[Player, Player, int]
) -> None:
    """A display that starts on a broker whose kept board somebody spoilt gets the true one from the hatch."""
    _, bar, number = night
    bar.stop()
    with Stranger(house.port) as stranger:
        stranger.say(f"{house.topic}/board", b"\xff" * 300_000, retain=True)
        stranger.say(f"{house.topic}/menu", b"{", retain=True)
    bar = house.bar()
    house.ticket(bar, number)


def test_requests_get_the_right_answers(house: House, night: tuple[Player, Player, int]) -> None:
    """An unknown order, a forbidden move, an unknown drink, an unknown version: each its own reason, and nothing changes."""
    hatch, bar, number = night
    before = hatch.state()
    wanted = {
        "unknown": (request("unknown", type="advance", number=number + 99, goal="ready"), "no_such_order"),
        "never": (request("never", type="advance", number=number, goal="collected"), "may_not"),
        "cancel": (request("cancel", type="advance", number=number, goal="cancelled"), "may_not"),
        "place": (request("place", type="advance", number=number, goal="placed"), "may_not"),
        "nothing": (request("nothing", type="undo", number=number, was="placed"), "too_late"),
        "drink": (request("drink", type="sold_out", drink="absinthe", out=True), "no_such_drink"),
        "minus": (request("minus", type="advance", number=-1, goal="ready"), "not_understood"),
        "goal": (request("goal", type="advance", number=number, goal="drunk"), "not_understood"),
        "type": (request("type", type="explode"), "not_understood"),
        "newer": (b'{"v":99,"id":"newer"}', "not_understood"),
    }
    with Stranger(house.port, f"{house.topic}/response") as stranger:
        for said, _ in wanted.values():
            stranger.say(f"{house.topic}/request", said)
        for id_, (_, reason) in wanted.items():
            assert answer(stranger, house, id_).get("reason") == reason, id_
        settled(house, stranger, hatch, bar)
    after = hatch.state()
    assert (after["orders"], after["revision"]) == (before["orders"], before["revision"])
    assert len(house.changes(number)) == 1


def test_the_same_request_twice_is_done_once(house: House, night: tuple[Player, Player, int]) -> None:
    """The second hearing is answered as the first was, even when it asks for something else."""
    hatch, bar, number = night
    with Stranger(house.port, f"{house.topic}/response") as stranger:
        for goal in ("acknowledged", "acknowledged", "refused"):
            stranger.say(f"{house.topic}/request", request("twice", type="advance", number=number, goal=goal))
        stranger.until("three answers", lambda: len(stranger.on(f"{house.topic}/response")) == 3)
        assert {one.payload for one in stranger.heard} == {stranger.heard[0].payload}
        assert payload(stranger.heard[0].payload).get("reason") is None
        settled(house, stranger, hatch, bar)
    house.ticket(bar, number, "acknowledged")
    assert [change.status for change in house.changes(number)] == ["placed", "acknowledged"]
    assert house.changes(number)[1].who == "stranger"


def test_a_request_that_the_broker_kept_is_not_obeyed(house: House) -> None:
    """A request of some other night, kept by mistake, does nothing to the orders of this one."""
    hatch = house.hatch()
    order = house.place(hatch, "negroni")
    hatch.kill()
    with Stranger(house.port, f"{house.topic}/response") as stranger:
        kept = request("kept", type="advance", number=order["number"], goal="refused")
        stranger.say(f"{house.topic}/request", kept, retain=True)
        hatch, bar = house.hatch(), house.bar()
        house.linked(hatch, bar)
        settled(house, stranger, hatch, bar)
        assert [payload(one.payload)["id"] for one in stranger.heard] == ["last"]
    assert order_of(hatch, order["number"])["status"] == "placed"


def test_an_old_board_said_again_is_no_news(house: House, night: tuple[Player, Player, int]) -> None:
    """A board that comes late, as a bridge or a slow client may bring it, does not take an order back in time."""
    hatch, bar, number = night
    topic = f"{house.topic}/board"
    with Stranger(house.port, topic, f"{house.topic}/response") as stranger:
        old = stranger.until("the board", lambda: stranger.on(topic))[-1].payload
        house.act(bar, house.words.bar.acknowledge, told(bar)[0][1])
        house.ticket(bar, number, "acknowledged")
        stranger.say(topic, old)
        settled(house, stranger, hatch, bar)
    assert [(one, status) for one, _, status in told(bar)] == [(number, "acknowledged")]
