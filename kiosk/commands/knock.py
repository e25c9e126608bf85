"""`kiosk knock ...`: what a technician sets the ear up with."""

import sys
from collections.abc import Callable
from io import TextIOWrapper

from kiosk.commands.knock_say import NobodyReads


def run(command: Callable[[], int]) -> int:
    """Run one of them. A terminal that lacks a letter gets another; a reader who goes away ends it well."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        return command()
    except NobodyReads:
        return 0
