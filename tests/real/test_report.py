"""`kiosk report`, as an owner types it: in the middle of a night, of an old one, and of one that is not there."""

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing

from tests.real.house import House, kiosk


def test_the_night_is_told_while_the_hatch_sells(house: House) -> None:
    """One order handed over, one refused, one open: in the house's language, as JSON and as CSV, all the same figures."""
    hatch, bar = house.hatch(), house.bar()
    house.linked(hatch, bar)
    words = house.words.bar
    sold, refused = house.place(hatch, "negroni", "americano"), house.place(hatch, "negroni")
    house.place(hatch, "gin-fizz")
    for button, was, status in (
        (words.acknowledge, "placed", "acknowledged"),
        (words.ready, "acknowledged", "ready"),
        (words.hand_over, "ready", "collected"),
    ):
        house.ticket(bar, sold["number"], was)
        house.act(bar, button, sold["word"])
        house.stands(hatch, sold["number"], status)
    house.act(bar, words.refuse, refused["word"])
    house.act(bar, words.refuse_yes, refused["word"])
    house.stands(hatch, refused["number"], "refused")
    before = house.store_path.read_bytes()
    text, document, page = (
        kiosk("report", *form, "--config", str(house.config)) for form in ([], ["--json"], ["--csv"])
    )
    assert [(ran.returncode, ran.stderr) for ran in (text, document, page)] == [(0, "")] * 3
    told = house.words.figures
    lines = {
        line.rsplit("  ", 1)[0].strip(): line.rsplit("  ", 1)[1].strip()
        for line in text.stdout.splitlines()
        if "  " in line
    }
    assert told.no_receipt in text.stdout
    assert [lines[name] for name in (told.orders, told.collected, told.refused, told.open)] == [
        "3",
        "1",
        "1",
        "1",
    ]
    assert (lines[told.drinks], lines[told.takings]) == ("2", "14,00\N{NO-BREAK SPACE}€")
    read = json.loads(document.stdout)
    assert (read["orders"], read["drinks"], read["takings_cents"], read["receipt"]) == (3, 2, 1400, False)
    assert {one["drink"]: one["collected"] for one in read["by_drink"]} == {
        "negroni": 1,
        "americano": 1,
        "gin-fizz": 0,
    }
    rows = list(csv.DictReader(io.StringIO(page.stdout)))
    handed_over = [row for row in rows if row["status"] == "collected"]
    assert sum(int(row["cents"]) for row in handed_over if row["by"] == "drink") == 1400
    assert sum(int(row["cents"]) for row in handed_over if row["by"] == "half_hour") == 1400
    assert house.store_path.read_bytes() == before, "a report wrote"
    assert house.place(hatch, "negroni")["number"] == 4


def test_a_forgotten_night_says_what_it_can_no_longer_tell(house: House) -> None:
    """Its figures stay; which orders they were is gone, and that is said."""
    hatch = house.hatch()
    house.linked(hatch)
    house.place(hatch, "negroni")
    assert hatch.stop() == 0
    with closing(sqlite3.connect(house.store_path, isolation_level=None)) as past:
        past.execute("UPDATE orders SET night = '2026-01-01', status = 'collected'")
    asked = ["report", "--night", "2026-01-01", "--config", str(house.config)]
    whole = kiosk(*asked).stdout
    assert kiosk("purge", "--config", str(house.config)).returncode == 0
    counted = kiosk(*asked)
    assert counted.returncode == 0
    gone = house.words.figures.counted_only.format(count=1)
    assert gone not in whole
    assert [line for line in counted.stdout.splitlines() if line != gone] == whole.splitlines()


def test_whoever_reads_only_the_beginning_sees_no_error(house: House) -> None:
    """A pipe that is shut before the end is nobody's fault."""
    hatch = house.hatch()
    house.linked(hatch)
    house.place(hatch, "negroni")
    command = [sys.executable, "-m", "kiosk", "report", "--config", str(house.config)]
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        ran = subprocess.run(command, stdout=write_end, stderr=subprocess.PIPE, timeout=60, check=False)
    finally:
        os.close(write_end)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_a_night_that_is_not_there_is_one_line(house: House) -> None:
    """With the nights that there are, and status 2; a date that is none, and books that are none, are told too."""
    nothing = kiosk("report", "--config", str(house.config))
    assert nothing.returncode == 2
    assert str(house.store_path) in nothing.stderr
    assert len(nothing.stderr.splitlines()) == 1
    hatch = house.hatch()
    house.linked(hatch)
    empty = kiosk("report", "--config", str(house.config))
    assert (empty.returncode, empty.stderr.strip()) == (2, house.words.figures.no_nights)
    placed = house.order(house.place(hatch, "negroni")["number"])
    assert placed is not None
    ran = kiosk("report", "--night", "2020-02-02", "--config", str(house.config))
    told = house.words.figures.no_night.format(night="2020-02-02", nights=placed.night)
    assert (ran.returncode, ran.stdout, ran.stderr.strip()) == (2, "", told)
    ran = kiosk("report", "--night", "2026-02-30", "--config", str(house.config))
    assert ran.returncode == 2
    assert "'2026-02-30' is no date such as 2026-11-20" in ran.stderr
