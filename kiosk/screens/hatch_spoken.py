"""The hatch, read aloud: what its picture says and what may be done there, for whoever asked for it."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from msgspec.structs import replace

from kiosk.core.hatch_state import Hatch
from kiosk.core.moment import Moment
from kiosk.screens.hatch_said import said_line
from kiosk.screens.hatch_sheet import sheet
from kiosk.screens.look import Look
from kiosk.screens.sheet import Row, Sheet
from kiosk.screens.speech import Speech

SIGNS: Mapping[str, str] = MappingProxyType({" ·": ",", " \N{MULTIPLICATION SIGN}": ""})
"""What an eye passes over and some voices spell out: a pause, and nothing."""
NO_CENTS = re.compile(r"(?<=\d)[.,]00(?!\d)")
SIGN_FIRST = re.compile(r"€(\d+(?:[.,]\d+)*)")


def spoken(state: Hatch, look: Look, now: Moment) -> Speech | None:
    """What is to be heard now, or None. While somebody knocks nothing is: a knock is an answer to what was said.

    Whoever cannot see the buttons is told from the first word what a knock does; not who touches them (a knock then
    calls the hands), nor where no knock is heard.
    """
    visit = state.visit
    if visit is None or not visit.aloud or visit.mood == "peeping" or state.bout_goes_on:
        return None
    knocking = visit.knocking or not (visit.touches or state.deaf)
    told = sheet(state, replace(visit, knocking=knocking), look, now)
    text = " ".join(filter(None, (said_line(state, look), said(told))))
    return Speech(for_ears(text), visit.language, visit.aloud == "louder", visit.alive)


def for_ears(text: str) -> str:
    """Without what is for eyes; amounts as one says them: whole ones without their zeros, the sign where it is spoken."""
    for sign, heard in SIGNS.items():
        text = text.replace(sign, heard)
    return SIGN_FIRST.sub(r"\1 €", NO_CENTS.sub("", text))


def said(told: Sheet) -> str:
    """A sheet in sentences: the title, what will not wait, what it says, what there is to choose from, and the ways on."""
    ways = (way for way in (*told.sides, *told.mains) if way.event is not None)
    parts = (
        told.title,
        told.word,
        told.spoken,
        *told.said,
        *map(_row, told.rows),
        *(" ".join(filter(None, (way.text, way.under))) for way in ways),
    )
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)


def _row(row: Row) -> str:
    return ", ".join(filter(None, (row.text, row.value)))
