"""A text file replaced by a new one, whole or not at all, also when the power goes."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

PLAIN_MODE = 0o644


def replaced(file: Path, text: str) -> None:
    """Write `text` as `file`, which keeps its rights, its owner, and its place where a link points. Raises OSError."""
    target = file.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".new")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            _like(target, handle)
            os.fsync(handle)
        fresh.replace(target)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    _settle(target.parent)


def _like(target: Path, handle: int) -> None:
    """The rights and the owner of what is replaced, as far as we may give them."""
    try:
        before = target.stat()
    except FileNotFoundError:
        os.fchmod(handle, PLAIN_MODE)
        return
    os.fchmod(handle, before.st_mode & 0o7777)
    with suppress(PermissionError):
        os.fchown(handle, before.st_uid, before.st_gid)


def _settle(folder: Path) -> None:
    """The new name itself is on disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
