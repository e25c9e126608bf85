"""Plain lines for whoever reads them, and a question for whoever can answer."""

import os
import sys

from kiosk.commands.knock_post import Post
from kiosk.shell.clock import moment
from kiosk.shell.loop import Stop
from kiosk.shell.stagehand import Told
from kiosk.shell.terminal import is_terminal

WAIT_S = 300.0
"""Nobody is asked for longer: whoever went away did not say yes."""
YES = frozenset({"y", "yes", "s", "si", "sì", "j", "ja", "o", "oui"})
"""In the languages of the house's technicians."""


class NobodyReads(Exception):
    """Standard output was closed, as `head` does when it has seen enough."""


def say(line: str, end: str = "\n") -> None:
    """Write a line at once. Raises NobodyReads."""
    try:
        print(line, end=end, flush=True)
    except BrokenPipeError as gone:
        # What is left unsaid must not be tried again at the end of the program.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise NobodyReads from gone


def answer(question: str, post: Post | None) -> str:
    """What somebody types after a question, trimmed and small; nothing, where nobody can or will."""
    if post is None:
        return input(question).strip().lower() if is_terminal(sys.stdin) else ""
    say(question, end="")
    until = moment().mono + WAIT_S
    while post.typing and (left_s := until - moment().mono) > 0:
        for letter in post.letters(left_s):
            if isinstance(letter, Told) and not letter.done:
                return letter.line.strip().lower()
            if isinstance(letter, Stop):
                say("")
                return ""
    say("")
    return ""


def says_yes(question: str, post: Post | None) -> bool:
    """Whether the answer is a yes."""
    return answer(question, post) in YES
