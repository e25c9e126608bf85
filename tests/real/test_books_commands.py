"""`kiosk backup`, `kiosk restore` and `kiosk purge`, as a technician or a timer types them."""

import re
import sqlite3
from contextlib import closing

from tests.real.house import House, kiosk


def test_a_night_is_copied_lost_and_brought_back(house: House) -> None:
    """A copy is taken while the hatch sells; the card is lost; the copy brings the orders back, and the bar sees them."""
    hatch, bar = house.hatch(), house.bar()
    house.linked(hatch, bar)
    kept = house.place(hatch, "negroni")
    to = house.folder / "copy.db"
    ran = kiosk("backup", str(to), "--config", str(house.config))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert f"{to}" in ran.stdout
    later = house.place(hatch, "americano")
    house.ticket(bar, later["number"])
    refused = kiosk("restore", str(to), "--config", str(house.config))
    assert refused.returncode == 2
    assert f"process {hatch.process.pid}" in refused.stderr
    assert hatch.stop() == 0
    ran = kiosk("restore", str(to), "--config", str(house.config))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "before-restore" in ran.stdout
    house.linked(house.hatch())
    bar.until("the order of the copy alone", lambda: _numbers(bar.state()) == [kept["number"]])


def _numbers(state: dict[str, list[dict[str, int]]]) -> list[int]:
    return [ticket["number"] for ticket in state["tickets"]]


def test_a_folder_keeps_the_newest_copies(quiet_house: House) -> None:
    """Named by their time; other files in it are nobody's business."""
    hatch = quiet_house.hatch()
    folder = quiet_house.folder / "copies"
    folder.mkdir()
    for name in ("kiosk-20200101T000000Z.db", "kiosk-20200102T000000Z.db", "holiday.db"):
        (folder / name).write_bytes(b"")
    ran = kiosk("backup", str(folder), "--keep", "2", "--config", str(quiet_house.config))
    assert ran.returncode == 0, ran.stderr
    assert "kiosk-20200101T000000Z.db" in ran.stdout
    names = sorted(file.name for file in folder.iterdir())
    assert names[:2] == ["holiday.db", "kiosk-20200102T000000Z.db"]
    assert re.fullmatch(r"kiosk-\d{8}T\d{6}Z\.db", names[2])
    assert len(names) == 3
    assert hatch.stop() == 0


def test_nights_are_counted_and_forgotten_while_the_hatch_sells(house: House) -> None:
    """What is old goes, tonight's stays, and the hatch that runs meanwhile takes the next order as ever."""
    hatch = house.hatch()
    house.linked(hatch)
    old, fresh = house.place(hatch, "negroni"), house.place(hatch, "americano")
    nothing = kiosk("purge", "--config", str(house.config))
    assert (nothing.returncode, nothing.stderr) == (0, "")
    with closing(sqlite3.connect(house.store_path, isolation_level=None)) as past:
        past.execute("UPDATE orders SET night = '2026-01-01' WHERE number = ?", [old["number"]])
    still = kiosk("purge", "--config", str(house.config))
    assert still.returncode == 0
    assert str(old["number"]) in still.stdout.splitlines()[-1]
    with closing(sqlite3.connect(house.store_path, isolation_level=None)) as past:
        past.execute("UPDATE orders SET status = 'collected' WHERE number = ?", [old["number"]])
    ran = kiosk("purge", "--config", str(house.config))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "2026-01-01" in ran.stdout
    assert house.order(old["number"]) is None
    assert house.order(fresh["number"]) is not None
    assert house.place(hatch, "negroni")["number"] == fresh["number"] + 1
    assert hatch.stop() == 0


def test_without_books_each_says_so(quiet_house: House) -> None:
    """One line with the file, status 2, and no empty file left behind."""
    for arguments in (["backup", str(quiet_house.folder / "copy.db")], ["purge"]):
        ran = kiosk(*arguments, "--config", str(quiet_house.config))
        assert ran.returncode == 2
        assert str(quiet_house.store_path) in ran.stderr
        assert len(ran.stderr.splitlines()) == 1
    ran = kiosk("restore", str(quiet_house.folder / "copy.db"), "--config", str(quiet_house.config))
    assert ran.returncode == 2
    assert "it is not there" in ran.stderr
    assert not quiet_house.store_path.exists()


def test_keeping_none_is_no_number(quiet_house: House) -> None:
    """Throwing all copies away is not what a timer is for."""
    ran = kiosk("backup", str(quiet_house.folder), "--keep", "0", "--config", str(quiet_house.config))
    assert ran.returncode == 2
    assert "'0' is no number from 1 on" in ran.stderr
