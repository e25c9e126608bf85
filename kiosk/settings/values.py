"""Everything that is configured, read and checked: what the commands hand on to the rooms."""

from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct

from kiosk.core.calendar import Calendar
from kiosk.core.menu import Menu, menu_for
from kiosk.core.rhythm import Rhythm
from kiosk.core.rules import KnockRules
from kiosk.core.words import Pair
from kiosk.screens.look import Theme
from kiosk.screens.wording import Wording
from kiosk.settings.house import (
    BarSide,
    Broker,
    HatchSide,
    HomeAssistant,
    House,
    Piezo,
    Pins,
    Sounds,
    Speech,
)


class Password(Struct, frozen=True):
    """A secret that does not show when it is printed."""

    text: str

    def __repr__(self) -> str:
        """Never the secret: this may end in a journal."""
        return "Password(...)"


class Settings(Struct, frozen=True, kw_only=True):
    """The configuration of one house, as both programs read it."""

    house: House
    pins: Pins
    piezo: Piezo
    hatch: HatchSide
    knock: KnockRules
    bar: BarSide
    broker: Broker
    broker_username: str
    """Who signs in at the broker; empty for nobody."""
    password: Password | None
    """The broker's, from its file or credential."""
    home_assistant: HomeAssistant
    sounds: Sounds
    speech: Speech
    store_path: Path
    kept_nights: int
    """So many nights before tonight keep their single orders."""
    zone: ZoneInfo
    menu: Menu
    """The month's."""
    menus: tuple[Menu, ...]
    """All there are, the earliest first."""
    pairs: tuple[Pair, ...]
    rhythms: tuple[Rhythm, ...]
    """With a name."""
    calendar: Calendar
    """Opening hours, and the law's cut-offs."""
    theme: Theme
    wordings: Mapping[str, Wording]
    """By language, for the languages wanted."""
    sources: tuple[Path, ...]
    """Every file that was read, packaged ones first."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages wanted, the house's own first."""
        return self.house.languages

    def menu_for(self, month: str) -> Menu:
        """The list for a month (`YYYY-MM`, or a night's date): the newest not after it, else the earliest."""
        return menu_for(self.menus, month)
