"""The books as `kiosk report` reads them: one night, from outside, while a hatch may own them."""

from contextlib import closing
from pathlib import Path

from msgspec import Struct
from sqlite_utils import Database

from kiosk.core.figures import Half, Sold
from kiosk.shell import store_door as door
from kiosk.shell.migrations import migrations
from kiosk.shell.store_errors import StoreCorrupt, StoreOlder, in_our_words
from kiosk.shell.store_night import LAST_NIGHT, halves_of, sold_of

_NIGHTS = "SELECT night FROM orders UNION SELECT night FROM night_halves ORDER BY night"


class Night(Struct, frozen=True):
    """What the books say of a night, as it was when they were read."""

    night: str
    halves: tuple[Half, ...]
    sold: tuple[Sold, ...]

    @property
    def forgotten(self) -> int:
        """So many of its orders are only counted by now."""
        return sum(half.forgotten for half in self.halves)


class NoSuchNight(Exception):
    """The books have no order of this night."""

    def __init__(self, night: str, nights: tuple[str, ...]) -> None:
        super().__init__(night)
        self.night = night
        self.nights = nights
        """Those that there are, the earliest first."""


def read_night(path: Path, night: str) -> Night:
    """What a night has come to; `night` is its date, or nothing for that of the last order. A hatch may own the books.

    Raises NoSuchNight, StoreOlder where no hatch of this version has opened them yet, and other StoreErrors.
    """
    with in_our_words(path), closing(door.connected(path, "ro")) as db:
        door.refuse_strangers(db, path)
        if migrations.pending(db):
            raise StoreOlder(path)
        try:
            db.execute("BEGIN")  # one look: a hatch that writes between two of these changes nothing
            nights = tuple(str(row[0]) for row in db.execute(_NIGHTS).fetchall())
            wanted = night or _last_night(db, nights)
            if wanted not in nights:
                raise NoSuchNight(wanted, nights)
            return Night(wanted, halves_of(db, wanted), sold_of(db, wanted))
        except (ValueError, TypeError) as error:
            raise StoreCorrupt(path, f"it holds what this program never wrote: {error}") from error


def _last_night(db: Database, nights: tuple[str, ...]) -> str:
    """That of the last order on record; else the last that was counted."""
    last = db.execute(LAST_NIGHT).fetchall()
    return str(last[0][0]) if last else max(nights, default="")
