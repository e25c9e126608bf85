"""One display for two hatches, and the foot switch on its Pi: real processes, a real broker."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.shell.broker import PrivateBroker
from kiosk.shell.player import Player
from tests.real.conftest import _folder
from tests.real.house import House, tickets

TWO = """
[bar]
hatches = ["navigli", "darsena"]

[bar.pins]
foot = 22
"""


@pytest.fixture
def both(broker: PrivateBroker, tmp_path: Path) -> Iterator[House]:
    """A house whose display serves two hatches; the second has books and a name of its own."""
    house = House(_folder(tmp_path), broker.port)
    own = (house.config / "kiosk.toml").read_text(encoding="utf-8")
    house.configure(own.replace("[bar.screen]", TWO + "\n[bar.screen]"))
    second = house.folder / "second"
    second.mkdir()
    (second / "kiosk.toml").write_text(
        own.replace(str(house.store_path), str(house.folder / "second.db")).replace(
            "[hatch.screen]", '[hatch]\nname = "darsena"\n\n[hatch.screen]'
        ),
        encoding="utf-8",
    )
    for file in house.config.glob("*.toml"):
        if file.name != "kiosk.toml":
            (second / file.name).write_bytes(file.read_bytes())
    try:
        yield house
    finally:
        house.close()


def hatches(house: House) -> tuple[Player, Player]:
    """Both hatches, started."""
    first = house.hatch()
    arguments = ["hatch", "--config", str(house.folder / "second"), "--simulate"]
    second = Player("hatch", arguments, os.environ, house.folder / "second.log")
    house._players.append(second)
    second.state()
    return first, second


def test_a_display_that_is_killed_is_missed_at_every_hatch(both: House) -> None:
    """A connection has one last will: each hatch has a link of its own, and the broker tells both."""
    first, second = hatches(both)
    bar = both.bar()
    both.linked(first, second, bar)
    name = both.settings.bar.name
    for hatch in (first, second):
        hatch.until("the display", lambda hatch=hatch: hatch.state()["displays"] == [name])  # type: ignore[misc]
    bar.kill()
    for hatch in (first, second):
        hatch.until("its loss", lambda hatch=hatch: hatch.state()["displays"] == [])  # type: ignore[misc]


def test_tickets_of_both_hatches_and_a_foot_that_moves_the_oldest(both: House) -> None:
    """Each says where it is from; what the foot does goes to the right hatch."""
    first, second = hatches(both)
    bar = both.bar()
    both.linked(first, second, bar)
    one, other = both.place(first, "negroni"), both.place(second, "aviation")
    bar.until("both tickets", lambda: {ticket["hatch"] for ticket in tickets(bar)} == {"navigli", "darsena"})
    assert {"navigli", "darsena"} <= set(bar.see())
    bar.tell("foot")
    both.stands(first, one["number"], "acknowledged")
    bar.tell("wait 0.7")
    bar.tell("foot")
    both.stands(first, one["number"], "ready")
    bar.tell("wait 0.7")
    bar.tell("foot")
    both.stands(second, other["number"], "acknowledged")
