"""The moments at the hatch, of the house as it is configured: what the tests of its screen look at."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from kiosk.core.calendar import ALWAYS_OPEN
from kiosk.core.hatch_state import Hatch, House
from kiosk.core.menu import Menu
from kiosk.core.rules import HatchRules
from kiosk.core.words import Pair
from kiosk.screens.moments import NOW, Moments
from kiosk.settings import hours as hours_file
from tests.screens.looks import LANGUAGES

__all__ = ["NOW"]

CONFIG = Path(__file__).parents[2] / "config"
MENU = msgspec.toml.decode(next((CONFIG / "menus").glob("*.toml")).read_bytes(), type=Menu)
PAIRS = msgspec.convert(tomllib.loads((CONFIG / "words.toml").read_text())["pair"], tuple[Pair, ...])
RULES = HatchRules()
HOUSE = House(RULES, MENU, PAIRS, LANGUAGES, ZoneInfo("Europe/Rome"), "books", ALWAYS_OPEN)
CALENDAR = hours_file.calendar(
    msgspec.toml.decode((CONFIG / "hours.toml").read_bytes(), type=hours_file.HoursFile)
)
MOMENTS = Moments(HOUSE, CALENDAR)
ASLEEP, SLUGS, SOME, SIX = MOMENTS.asleep, MOMENTS.slugs, MOMENTS.some, MOMENTS.six

order, crowd, visiting, placed = MOMENTS.order, MOMENTS.crowd, MOMENTS.visiting, MOMENTS.placed
sold_out, cancelling, warned, hours = MOMENTS.sold_out, MOMENTS.cancelling, MOMENTS.warned, MOMENTS.hours


def moments(language: str) -> Mapping[str, Hatch]:
    """Every picture that the hatch can show, as the state that calls for it."""
    return MOMENTS.all(language)
