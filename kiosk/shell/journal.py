"""Log lines for whoever mends the kiosk: on standard error, in systemd's way when its journal listens."""

import logging
import os
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import TextIO

from kiosk.core.effects import Note

PLAIN = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_PRIORITY: Mapping[int, int] = MappingProxyType(
    {
        logging.DEBUG: 7,
        logging.INFO: 6,
        logging.WARNING: 4,
        logging.ERROR: 3,
        logging.CRITICAL: 2,
    }
)
"""Python's levels as the priorities of syslog(3), which sd-daemon(3) lets a line begin with."""

SENTENCES: Mapping[str, tuple[int, str]] = MappingProxyType(
    {
        "clock_past": (
            logging.ERROR,
            "the clock reads a time that cannot be: until it is set no alcohol is sold",
        ),
        "board_older": (
            logging.INFO,
            "{hatch} sent board {revision} after board {known}: it came late, and was left lying",
        ),
        "clock_unsure": (logging.WARNING, "nobody has confirmed the clock since the machine started"),
        "clock_right": (logging.WARNING, "the clock can be believed again"),
        "clock_set": (logging.WARNING, "the clock was set by {seconds} s"),
        "knock_hears": (logging.WARNING, "the knock line is calm again, and is listened to"),
        "knock_lost": (
            logging.WARNING,
            "the knock line's edges came quicker than they could be heard, and some were let go: it storms, or the program stood still",
        ),
        "knock_storm": (
            logging.ERROR,
            "the knock line never rests, and is not listened to until it does: see what shakes the wood, or turn the sensor's screw",
        ),
        "knock_stuck": (
            logging.ERROR,
            "the knock line stays active, and is not listened to until it rests: see to its wire (hardware/README.md)",
        ),
        "pin_back": (logging.WARNING, "the {line} sensor is there again"),
        "pin_fault": (logging.ERROR, "the {line} sensor is lost, and the hatch goes on without it: {why}"),
        "write_again": (logging.WARNING, "the books can be written again"),
        "write_failed": (logging.ERROR, "nothing was changed, because the books could not be written: {why}"),
    }
)
"""What each key of a Note says, and how grave it is. A key that is not here is told with its facts as they are."""


def journal(identifier: str, stream: TextIO | None = None, level: int = logging.INFO) -> logging.Logger:
    """The program's journal, on `stream` or standard error. Asking again gives the same one, set up anew."""
    stream = sys.stderr if stream is None else stream
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_Prefixed() if is_journal(stream, os.environ) else logging.Formatter(PLAIN))
    logger = logging.getLogger(identifier)
    logger.handlers[:] = [handler]
    logger.setLevel(level)
    logger.propagate = False
    return logger


def note(logger: logging.Logger, effect: Note) -> None:
    """Write the line that a step asked for."""
    level, line = sentence(effect)
    logger.log(level, "%s", line)


def sentence(effect: Note) -> tuple[int, str]:
    """The level and the words of a Note; one that lacks a word or a fact is told plainly rather than lost."""
    facts = dict(effect.facts)
    level, template = SENTENCES.get(effect.key, (logging.INFO, ""))
    try:
        line = template.format(**facts)
    except KeyError:
        line = ""
    return level, line or " ".join([effect.key, *(f"{name}={value}" for name, value in facts.items())])


def is_journal(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether systemd's journal reads this stream: JOURNAL_STREAM names its device and inode (systemd.exec(5))."""
    named = environ.get("JOURNAL_STREAM", "")
    try:
        found = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return False
    return named == f"{found.st_dev}:{found.st_ino}"


class _Prefixed(logging.Formatter):
    """Each line with its priority: the journal takes every line of a traceback for an entry of its own."""

    def format(self, record: logging.LogRecord) -> str:
        prefix = f"<{_PRIORITY.get(record.levelno, 5)}>"
        return "\n".join(prefix + line for line in super().format(record).splitlines())
