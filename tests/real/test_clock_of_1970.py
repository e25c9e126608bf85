"""A clock that stands in 1970 is named by the doctor, and the hatch sells on: what is wrong is a date, and no more."""

import json
import os
from pathlib import Path

from tests.real.house import House, kiosk

SICK = Path(__file__).parent / "sick"
EVENING = "1970-01-01T20:00:00+00:00"


def in_1970() -> dict[str, str]:
    """The environment of a process whose clock nobody has set."""
    path = os.pathsep.join(filter(None, (str(SICK), os.environ.get("PYTHONPATH", ""))))
    return {**os.environ, "PYTHONPATH": path, "BEGUN_AT": EVENING}


def test_the_hatch_sells_in_1970(house: House) -> None:
    """What no law means is sold, and shown to a bar whose clock is right; the night has a wrong name, and the next one not."""
    hatch, bar = house.hatch(in_1970()), house.bar()
    house.linked(hatch, bar)
    words = house.words.hatch
    hatch.tell("knock 2")
    hatch.until("the menu", lambda: hatch.state()["mood"] == "menu")
    hatch.tell(f"touch {words.beside}")
    house.take(hatch, house.settings.menu.free[0].slug)
    for button in (words.check, words.order):
        hatch.tell(f"touch {button}")
    [order] = hatch.state()["orders"]
    hatch.tell(f"touch {words.done}")
    ticket = house.ticket(bar, order["number"])
    assert 0 <= ticket["age_s"] < 60
    kept = house.order(order["number"])
    assert kept is not None
    assert kept.night == "1970-01-01"
    assert hatch.stop() == 0
    hatch = house.hatch()
    house.linked(hatch, bar)
    assert house.place(hatch, "negroni")["number"] == order["number"] + 1
    house.ticket(bar, order["number"])
    assert "Traceback" not in house.journal("hatch") + house.journal("bar")


def test_nothing_is_forgotten_in_1970(house: House) -> None:
    """A purge on such a clock refuses, and says which time it is told."""
    hatch = house.hatch()
    house.linked(hatch)
    order = house.place(hatch, "negroni")
    assert hatch.stop() == 0
    ran = kiosk("purge", "--config", str(house.config), environment=in_1970())
    assert ran.returncode == 1
    assert "1970-01-01T20:00" in ran.stderr
    assert house.order(order["number"]) is not None


def test_the_doctor_names_it(quiet_house: House) -> None:
    """As a fault, with the time that it is told."""
    ran = kiosk("doctor", "--json", "--config", str(quiet_house.config), environment=in_1970())
    found = {finding["key"]: finding for finding in json.loads(ran.stdout)["findings"]}
    assert found["clock.past"]["grade"] == "fail"
    assert "1970" in found["clock.past"]["says"]
