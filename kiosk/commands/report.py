"""`kiosk report`: a night in figures, from the hatch's books, while the hatch runs or not. Reads and changes nothing."""

import os
import sys
from pathlib import Path
from typing import Literal

from kiosk.commands.report_forms import as_csv, as_json
from kiosk.commands.report_text import as_text
from kiosk.screens.figures_words import FiguresWords
from kiosk.settings import load
from kiosk.shell.store_report import NoSuchNight, read_night

NO_SUCH_NIGHT = 2
FIRST_AND_LAST = 1, 8
"""So many nights are named of many."""
Form = Literal["text", "csv", "json"]


def run(config: Path | None, night: str, form: Form) -> int:
    """Print the report of a night (`YYYY-MM-DD`; empty for the last order's); 2 where the books have no such night."""
    settings = load(config)
    try:
        read = read_night(settings.store_path, night)
    except NoSuchNight as missing:
        print(_which(settings.wordings[settings.languages[0]].figures, missing), file=sys.stderr)
        return NO_SUCH_NIGHT
    _print({"text": as_text, "csv": as_csv, "json": as_json}[form](read, settings))
    return 0


def _print(told: str) -> None:
    """To standard output, as far as somebody reads it."""
    try:
        print(told, end="" if told.endswith("\n") else "\n", flush=True)
    except BrokenPipeError:
        # `| head` has read enough. What is left must go somewhere, or Python complains of it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _which(words: FiguresWords, missing: NoSuchNight) -> str:
    """One line with the nights that there are: all of a few, the first and the last ones of many."""
    nights, (first, last) = missing.nights, FIRST_AND_LAST
    if not nights:
        return words.no_nights
    named = nights if len(nights) <= first + last else (*nights[:first], "…", *nights[-last:])
    return words.no_night.format(night=missing.night, nights=", ".join(named))
