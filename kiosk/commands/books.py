"""`kiosk backup`, `kiosk restore`, `kiosk purge`: the books from the outside, while nobody opens the hatch."""

import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from kiosk import paths
from kiosk.core.night import night_of
from kiosk.settings import Settings, load
from kiosk.shell.clock import moment, synchronised
from kiosk.shell.store import Store
from kiosk.shell.store_copies import backup, restore
from kiosk.shell.store_counts import EARLIEST, purge
from kiosk.shell.store_errors import in_our_words

NOT_DONE = 1
STAMPED = re.compile(r"kiosk-\d{8}T\d{6}Z\.db")
"""How copies are named where only a folder was given."""


class BackupWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """[backup]."""

    done: str
    thrown_away: str


class RestoreWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """[restore]."""

    done: str
    aside: str


class PurgeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """[purge]."""

    done: str
    nothing: str
    still_open: str
    clock_unset: str


class BooksWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """config/books.toml."""

    backup: BackupWords
    restore: RestoreWords
    purge: PurgeWords


def books_words() -> BooksWords:
    """What these commands say, in the words of the configuration."""
    return msgspec.toml.decode((paths.packaged_config() / "books.toml").read_bytes(), type=BooksWords)


def run_backup(config: Path | None, to: Path, keep: int | None) -> int:
    """Copy the books to a file, or under a name that says when into a folder, where `keep` copies stay."""
    settings, words = load(config), books_words().backup
    copy = to / f"kiosk-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.db" if to.is_dir() else to
    backup(settings.store_path, copy)
    last, waiting = _orders_in(copy, settings)
    print(words.done.format(copy=copy, bytes=copy.stat().st_size, last=last, open=waiting))
    # By their names, which a clock that nobody has set makes wrong: then everything stays.
    gone = _thrown_away(to, keep) if keep and to.is_dir() and synchronised() is not False else []
    if gone:
        print(words.thrown_away.format(keep=keep, names=", ".join(gone)))
    return 0


def _thrown_away(folder: Path, keep: int) -> list[str]:
    """Delete all but the newest copies of those that were named here; their names."""
    with in_our_words(folder):
        names = sorted(file.name for file in folder.iterdir() if STAMPED.fullmatch(file.name))
        for name in names[:-keep]:
            (folder / name).unlink()
    return names[:-keep]


def run_restore(config: Path | None, copy: Path) -> int:
    """Put a copy in the place of the books; the hatch must be stopped."""
    settings, words = load(config), books_words().restore
    aside = restore(copy, settings.store_path)
    last, waiting = _orders_in(settings.store_path, settings)
    print(words.done.format(books=settings.store_path, last=last, open=waiting))
    if aside is not None:
        print(words.aside.format(aside=aside))
    return 0


def _orders_in(path: Path, settings: Settings) -> tuple[int, int]:
    """The last order's number, and how many are open."""
    store, rules = Store.read(path), settings.hatch.rules
    try:
        read = store.load(moment(), rules.recent_s, rules.word_rests_s)
    finally:
        store.close()
    return read.next_number - 1, sum(order.is_open for order in read.orders)


def run_purge(config: Path | None) -> int:
    """Count and forget the single orders of nights that are over long enough. 1 while the clock is not to be trusted."""
    settings, words, now = load(config), books_words().purge, moment()
    tonight = night_of(now.wall, settings.zone)
    if synchronised() is False or tonight < EARLIEST:
        print(words.clock_unset.format(now=now.wall.isoformat(timespec="minutes")), file=sys.stderr)
        return NOT_DONE
    before = datetime.fromisoformat(tonight).date() - timedelta(days=settings.kept_nights)
    purged = purge(settings.store_path, before.isoformat())
    if purged.orders:
        print(words.done.format(orders=purged.orders, nights=", ".join(purged.nights)))
    else:
        print(words.nothing.format(kept=settings.kept_nights, tonight=tonight))
    if purged.still_open:
        print(words.still_open.format(numbers=", ".join(map(str, purged.still_open))))
    return 0
