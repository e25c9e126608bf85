"""The house as the hatch's core wants it, out of the settings."""

from kiosk.core.hatch_state import House
from kiosk.core.moment import Moment
from kiosk.core.night import night_of
from kiosk.settings import Settings


def house_of(settings: Settings, books: str, now: Moment) -> House:
    """The house with tonight's menu; `books` names the database."""
    return House(
        rules=settings.hatch.rules,
        menu=settings.menu_for(night_of(now.wall, settings.zone)),
        pairs=settings.pairs,
        languages=settings.languages,
        zone=settings.zone,
        books=books,
        calendar=settings.calendar,
        menus=settings.menus,
        said_lines=len(settings.wordings[settings.languages[0]].hatch.said_lines),
    )
