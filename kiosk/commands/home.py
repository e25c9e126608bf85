"""The hatch in Home Assistant: its document in the house's language, and its switches among what the link hears."""

import secrets
from collections.abc import Mapping
from itertools import count

import msgspec

from kiosk import __version__, paths
from kiosk.core.menu import Menu
from kiosk.settings import Settings
from kiosk.wire import home_assistant
from kiosk.wire.home_assistant import EntityNames, Read
from kiosk.wire.topics import Topics

SPARE_LANGUAGE = "en"
"""For a house whose own language has no names here."""


class AtHome:
    """One hatch as Home Assistant knows it."""

    def __init__(self, settings: Settings, names: EntityNames) -> None:
        self._home = home_assistant.Home(
            prefix=settings.home_assistant.prefix,
            topics=Topics(settings.broker.base),
            hatch=settings.hatch.name,
            house=settings.house.name,
            language=settings.languages[0],
            names=names,
            version=__version__,
        )
        self._ever = frozenset(drink.slug for menu in settings.menus for drink in menu.every)
        self.topic = self._home.topic
        """Where the document goes, retained."""

    def document(self, menu: Menu) -> bytes:
        """What the hatch says of itself with this menu."""
        return home_assistant.discovery(self._home, menu, self._ever)

    def reading(self, read: Read) -> Read:
        """A reader that hears the house's switches, too."""
        # Not the numbers alone: a hatch that starts again must not be taken for one that asks twice.
        run, numbers = secrets.token_hex(4), count(1)
        home = self._home
        return home_assistant.listening(read, home.topics, home.hatch, lambda: f"home-{run}-{next(numbers)}")


def at_home(settings: Settings) -> AtHome | None:
    """The hatch as Home Assistant shall know it; None where the house does not want it."""
    if not settings.home_assistant.discovery:
        return None
    names = entity_names()
    return AtHome(settings, names.get(settings.languages[0], names[SPARE_LANGUAGE]))


def entity_names() -> Mapping[str, EntityNames]:
    """What the entities are called, by language."""
    text = (paths.packaged_config() / "home_assistant.toml").read_bytes()
    return msgspec.toml.decode(text, type=dict[str, EntityNames])
