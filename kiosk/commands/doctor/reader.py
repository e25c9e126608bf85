"""Reading a machine: files that may not be there, and commands that may hang. Nothing here raises."""

import subprocess
from pathlib import Path

COMMAND_S = 8.0
LETTERS_AT_MOST = 200_000
ROOT = Path("/")


def text(file: Path) -> str:
    """What stands in a file, without the zeros and blanks at its ends; nothing when it cannot be read."""
    try:
        with file.open("rb") as opened:
            return opened.read(LETTERS_AT_MOST).decode("utf-8", "replace").strip("\0 \n\t")
    except OSError:
        return ""


def number(file: Path) -> int | None:
    """The whole number in a file, decimal or 0x...; None when there is none."""
    try:
        return int(text(file), 0)
    except ValueError:
        return None


def said(*command: str, within_s: float = COMMAND_S) -> str | None:
    """What a command wrote to its standard output; None when it is not there, fails or takes too long."""
    try:
        done = subprocess.run(
            command, check=True, capture_output=True, stdin=subprocess.DEVNULL, timeout=within_s
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace").strip()


def pairs(written: str) -> dict[str, str]:
    """Lines of NAME=value, the quotes taken off."""
    split = (line.partition("=") for line in written.splitlines())
    return {name.strip(): value.strip().strip('"') for name, eq, value in split if eq}
