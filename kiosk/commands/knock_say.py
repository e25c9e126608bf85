"""Plain lines for whoever reads them; when nobody does any more, that is a reason to end and no fault."""

import os
import sys


class NobodyReads(Exception):
    """Standard output was closed, as `head` does when it has seen enough."""


def say(line: str) -> None:
    """Write a line at once. Raises NobodyReads."""
    try:
        print(line, flush=True)
    except BrokenPipeError as gone:
        # What is left unsaid must not be tried again at the end of the program.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise NobodyReads from gone
