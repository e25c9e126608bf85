"""A rehearsal's checks: what agrees passes, and whatever is doctored is found, with its order and its place."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.commands import rehearsal
from kiosk.commands.rehearsal import checks, figures
from kiosk.commands.rehearsal.checks import Kept, Standing, Still
from kiosk.commands.rehearsal.ledger import Fault, Tab
from kiosk.commands.rehearsal.model import rehearsal_model
from kiosk.commands.rehearsal.night import planned
from kiosk.commands.rehearsal.telling import Teller
from kiosk.core.books import Change
from kiosk.core.figures import Figures
from kiosk.core.order import Line, Order, Status
from kiosk.settings import load

MODEL, SETTINGS = rehearsal_model(), load()
EVENING = datetime(2026, 11, 21, 21, 0, tzinfo=UTC)
CHAIN = (Status.PLACED, Status.ACKNOWLEDGED, Status.READY, Status.COLLECTED)
TWO = ("negroni", "negroni")
OPEN: dict[int, Standing] = {3: (Status.PLACED, "Domino"), 4: (Status.READY, "Cardine")}
SAME = Still(books=OPEN, board=OPEN, displays={"bar-1a": OPEN, "bar-1b": OPEN}, hatch=OPEN, believed=OPEN)
PLACES = ("board", "hatch", "believed")


def tab(number: int = 7, *, chain: tuple[Status, ...] = CHAIN) -> Tab:
    """An order of two Negroni, as those believe it who had to do with it."""
    guest = replace(planned(MODEL, MODEL.nights["weekday"], ("it",), 1)[0], drinks=TWO)
    return Tab(number, guest, "Domino", 300.0, 100.0, list(chain))


def kept(number: int = 7, *, chain: tuple[Status, ...] = CHAIN, each_s: float = 60.0) -> Kept:
    """The same as the books have it."""
    changes = tuple(
        Change(EVENING + at * timedelta(seconds=each_s), chain[at - 1] if at else None, status, "banco")
        for at, status in enumerate(chain)
    )
    order = Order(
        number=number,
        night="2026-11-21",
        word="Domino",
        answer="Cardine",
        language="it",
        lines=(Line("negroni", "Negroni", 2, 700),),
        status=chain[-1],
        placed=EVENING,
        changed=changes[-1].at,
        placed_mono=0.0,
        changed_mono=0.0,
        revision=1,
        promised_s=300,
    )
    return Kept(order, changes)


def judged(tabs: dict[int, Tab], books: dict[int, Kept], *, ended: bool = True) -> list[str]:
    """The keys of what the books' check finds."""
    return [fault.key for fault in checks.once_and_truly("hatch-1", tabs, books, SETTINGS.menu, ended=ended)]


# --- at a quiet point --------------------------------------------------------------------------------------------
def test_what_agrees_is_no_fault() -> None:
    """Board, display, hatch and people as the books."""
    assert [*checks.agree("hatch-1", SAME)] == []


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("doctored", "number"),
    [
        ({**OPEN, 3: (Status.ACKNOWLEDGED, "Domino")}, 3),
        ({**OPEN, 4: (Status.READY, "Soglia")}, 4),
        ({3: OPEN[3]}, 4),
        ({**OPEN, 9: (Status.PLACED, "Soglia")}, 9),
    ],
)
def test_whatever_differs_is_found_where_it_is(
    place: str, doctored: dict[int, Standing], number: int
) -> None:
    """Another status, another word, an order that is missing and one too many: at each place, with its number."""
    [fault] = checks.agree("hatch-1", replace(SAME, **{place: doctored}))
    assert (fault.key, fault.order, fault.hatch) == (place, number, "hatch-1")


@pytest.mark.parametrize("display", ["bar-1a", "bar-1b"])
def test_a_display_that_differs_is_named(display: str) -> None:
    """Whichever of several it is, and though the others agree."""
    doctored = {**SAME.displays, display: {3: OPEN[3]}}
    [fault] = checks.agree("hatch-1", replace(SAME, displays=doctored))
    assert (fault.key, fault.order) == ("display", 4)
    assert fault.detail.startswith(display)


def test_books_that_differ_from_all_are_found_from_all_sides() -> None:
    """A doctored book is told of once for each that contradicts it."""
    doctored = replace(SAME, books={**OPEN, 3: (Status.COLLECTED, "Domino")})
    found = [fault.key for fault in checks.agree("hatch-1", doctored)]
    assert found == ["board", "hatch", "believed", "display", "display"]


@pytest.mark.parametrize("at", range(4))
def test_a_mark_that_differs_is_found(at: int) -> None:
    """On the books, the board or a display: one more left, or none known of."""
    for doctored in ({"negroni": 4}, {}):
        marks = [{"negroni": 3}] * 4
        marks[at] = doctored
        found = [*checks.agree("hatch-1", replace(SAME, marks=tuple(marks)))]
        assert [fault.key for fault in found] == ["marks"]


def test_figures_that_differ_are_found() -> None:
    """An order too few, or none told at all; a wait that was rounded the other way is none."""
    books = Figures(orders=3, collected=3, called=3, wait_mean_s=200, wait_longest_s=300)
    for board, found in (
        (books, []),
        (replace(books, wait_mean_s=201, wait_longest_s=299), []),
        (replace(books, wait_longest_s=302), ["figures"]),
        (replace(books, orders=2), ["figures"]),
        (None, ["figures"]),
    ):
        faults = [*checks.agree("hatch-1", replace(SAME, figures=(books, board)))]
        assert [fault.key for fault in faults] == found


def test_more_sold_than_was_left_is_found() -> None:
    """What was ordered before counts for nothing, and neither does what will not be made."""
    books = [kept(), kept(8, chain=(Status.PLACED, Status.REFUSED))]
    before, after = EVENING - timedelta(seconds=1), EVENING + timedelta(seconds=1)
    assert [*checks.not_oversold("hatch-1", {"negroni": (before, 2), "aviation": (before, 0)}, books)] == []
    assert [*checks.not_oversold("hatch-1", {"negroni": (after, 0)}, books)] == []
    [fault] = checks.not_oversold("hatch-1", {"negroni": (before, 1)}, books)
    assert fault.key == "oversold"


# --- in the end --------------------------------------------------------------------------------------------------
def test_true_books_are_no_fault() -> None:
    """An order and its life, and one that the clock closed."""
    given_up = (*CHAIN[:-1], Status.UNCOLLECTED)
    tabs = {7: tab(), 8: tab(8, chain=given_up)}
    assert judged(tabs, {7: kept(), 8: kept(8, chain=given_up)}) == []


@pytest.mark.parametrize(
    ("books", "fault"),
    [
        ({}, "missing"),
        ({7: kept(), 8: kept(8)}, "stray"),
        ({7: Kept(replace(kept().order, word="Soglia"), kept().changes)}, "word"),
        (
            {7: Kept(replace(kept().order, lines=(Line("negroni", "Negroni", 1, 1400),)), kept().changes)},
            "drinks",
        ),
        (
            {7: Kept(replace(kept().order, lines=(Line("negroni", "Negroni", 2, 650),)), kept().changes)},
            "drinks",
        ),
        ({7: kept(chain=(*CHAIN[:-1], Status.UNCOLLECTED))}, "chain"),
        ({7: kept(chain=(*CHAIN[:2], *CHAIN[1:]))}, "chain"),
        ({7: Kept(replace(kept().order, status=Status.READY), kept().changes)}, "chain"),
    ],
)
def test_doctored_books_are_found(books: dict[int, Kept], fault: str) -> None:
    """An order lost, one that nobody placed, another word, a cup less, another price, another ending, a step twice."""
    assert fault in judged({7: tab()}, books)


def test_an_order_left_open_is_found_only_when_the_night_is_over() -> None:
    """Whoever interrupts a rehearsal leaves some."""
    books, tabs = {7: kept(chain=CHAIN[:2])}, {7: tab(chain=CHAIN[:2])}
    assert judged(tabs, books) == ["open"]
    assert judged(tabs, books, ended=False) == []


def test_what_was_never_shown_or_answered_is_found() -> None:
    """A ticket without a receipt, a request without an answer."""
    faults = [*checks.seen("hatch-1", [7, 8], {"bar-1a": {7, 8}, "bar-1b": {7}})]
    assert [(fault.order, fault.detail) for fault in faults] == [(8, "bar-1b")]
    assert [fault.detail for fault in checks.answered("hatch-1", ["a", "b"], {"a": 1.0})] == ["b"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("2026-11-21 21:00:00,000 INFO kiosk-hatch: hatch-1 is open", False),
        ("2026-11-21 21:00:00,000 WARNING kiosk-hatch: fresh books are begun", False),
        ("2026-11-21 21:00:00,000 ERROR kiosk-hatch: the knock sensor is lost", True),
        ("Traceback (most recent call last):", True),
    ],
)
def test_a_journal_that_speaks_of_a_fault_is_told(line: str, found: bool) -> None:
    """An error, or a traceback; what it says every night is none."""
    assert bool([*checks.calm("hatch-1", [line])]) is found


# --- figures, and how they are told ------------------------------------------------------------------------------
def test_promises_are_judged_by_the_books_own_times() -> None:
    """Two minutes to ready against five promised is kept; seven minutes are not."""
    found = figures.promises([kept(), kept(each_s=210.0)])
    assert (found.count, found.kept, found.told_s) == (2, 0.5, 300.0)
    assert (found.waited_s, found.error_s, found.absolute_s) == (270.0, 30.0, 150.0)


def test_tails_are_those_of_the_samples() -> None:
    """By the nearest rank; of nothing, nothing."""
    found = figures.spread(range(1, 101))
    assert (found.median, found.p95, found.p99, found.most) == (50, 95, 99, 100)
    assert figures.spread([]).count == 0


def test_every_fault_has_a_sentence() -> None:
    """It names the hatch; whatever the rehearsal can find is told in words, and no sentence waits for nobody."""
    teller, folder = Teller(MODEL, json=False), Path(rehearsal.__file__).parent
    source = "".join(file.read_text() for file in folder.glob("*.py"))
    found = {
        key for pair in re.findall(r'(?:blame|Fault)\(\s*"(\w+)"|key = "(\w+)" if', source) for key in pair
    }
    assert {*found, "no_ticket", *PLACES} - {""} == set(MODEL.faults)
    for key in MODEL.faults:
        assert "hatch-1" in teller.fault(Fault(key, "hatch-1", 7, "what there was"))
