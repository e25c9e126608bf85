"""The configuration of a house: packaged defaults, and over them what the house itself wrote.

The law of this room: everything that can be wrong is found before a screen opens, and all of it at once, each with
the file that holds it, its place there and the mend. What comes out is frozen. A list in an upper layer replaces the
list below it, a table is merged key by key, and a house's menus replace the packaged ones as a set. Passwords are
read from files and credentials only. Neither pygame nor anything else that is slow to load is known here.
"""

from pathlib import Path

from kiosk.settings.mistakes import Mistake, SettingsError
from kiosk.settings.survey import Line, Survey, survey
from kiosk.settings.values import Password, Settings

__all__ = ["Line", "Mistake", "Password", "Settings", "SettingsError", "Survey", "load", "survey"]


def load(config_dir: Path | None = None, *, month: str | None = None) -> Settings:
    """Read the house's folder (/etc/kiosk unless `config_dir` is given) over the packaged defaults.

    `month` (`YYYY-MM`, or a night's date) chooses the menu: the newest not after it, else the earliest; without it the
    last there is. Raises SettingsError with every mistake there is.
    """
    read = survey(config_dir, month=month)
    if read.settings is None:
        raise SettingsError(read.mistakes)
    return read.settings
