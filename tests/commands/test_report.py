"""The report's forms, of figures that are given: each language's own, and of many nights only some are named."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.commands import report
from kiosk.commands.report_text import as_text
from kiosk.core.figures import Half, Sold, Waits
from kiosk.core.order import Status
from kiosk.settings import Settings, load
from kiosk.shell.store_report import Night, NoSuchNight

TEN = datetime(2026, 11, 20, 21, tzinfo=UTC)
NIGHT = Night(
    "2026-11-20",
    (
        Half(TEN, Status.COLLECTED, 2, 3, 210_000, Waits(2, 510, 290)),
        Half(TEN + timedelta(minutes=30), Status.UNCOLLECTED, 1, 1, 700),
    ),
    (
        Sold("negroni", Status.COLLECTED, 3, 210_000, "Negroni di allora"),
        Sold("negroni", Status.UNCOLLECTED, 1, 700),
        Sold("punch", Status.COLLECTED, 1, 500, "Punch"),
        Sold("grog", Status.REFUSED, 1, 500),
    ),
)

PLAIN = {ord("\N{NO-BREAK SPACE}"): " ", ord("\N{EN DASH}"): "-", ord("\N{RIGHT SINGLE QUOTATION MARK}"): "'"}


@pytest.fixture
def house(tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    """A house that speaks one language."""
    (tmp_path / "kiosk.toml").write_text(f'[house]\nlanguages = ["{request.param}"]\n', encoding="utf-8")
    return load(tmp_path)


@pytest.mark.parametrize("house", ["it"], indirect=True)
def test_a_report_reads_like_this(house: Settings) -> None:
    """The sums, the drinks with the one that sold most first, the half hours in their order; figures stand in columns."""
    assert as_text(NIGHT, house).translate(PLAIN).splitlines() == [
        "Notte di venerdì 20 novembre (2026-11-20)",
        "Non è uno scontrino: serve a far tornare la cassa.",
        "",
        "Comande                        3",
        "  consegnate                   2",
        "  non ritirate                 1",
        "  rifiutate                    0",
        "  annullate                    0",
        "  aperte                       0",
        "Drink consegnati               3",
        "Dovuto in cassa       2.100,00 €",
        "Attesa media             4,2 min",
        "Attesa più lunga         4,8 min",
        "Mezz'ora più piena   22:00-22:30",
        "",
        "Drink     Consegnati   Dovuto in cassa   Non ritirati",
        "Negroni            3        2.100,00 €              1",
        "Punch              1            5,00 €              0",
        "grog               0            0,00 €              0",
        "",
        "Mezz'ora      Comande   Drink consegnati   Dovuto in cassa   Attesa media   Attesa più lunga",
        "22:00-22:30         2                  3        2.100,00 €        4,2 min            4,8 min",
        "22:30-23:00         1                  0            0,00 €              -                  -",
    ]


@pytest.mark.parametrize(
    ("house", "said"),
    [
        ("en", ["Friday 20 November", "€2,100.00", "4.2 min"]),
        ("de", ["Freitag, 20. November", "2.100,00 €", "4,2 min"]),
        ("fr", ["vendredi 20 novembre", "2 100,00 €", "4,2 min"]),
        ("es", ["viernes 20 de noviembre", "2.100,00 €", "4,2 min"]),
    ],
    indirect=["house"],
)
def test_each_language_writes_its_own_way(house: Settings, said: list[str]) -> None:
    """Days, money and decimals, as Babel knows them."""
    told = as_text(NIGHT, house).translate(PLAIN)
    assert [one for one in said if one not in told] == []


def test_of_many_nights_the_first_and_the_last_are_named() -> None:
    """One line stays one line after a year."""
    words = load().wordings["en"].figures
    nights = tuple(f"2026-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29))
    told = report._which(words, NoSuchNight("2027-01-01", nights))
    assert told.endswith(
        "2026-01-01, …, 2026-12-21, 2026-12-22, 2026-12-23, 2026-12-24, 2026-12-25, 2026-12-26, 2026-12-27, 2026-12-28"
    )
    assert report._which(words, NoSuchNight("2027-01-01", nights[:9])).count("2026-") == 9
