"""The folders that configuration lies in: can they be read, is there a file in them that nobody reads."""

import os
from collections.abc import Sequence
from pathlib import Path

from kiosk import paths
from kiosk.settings.document import Document
from kiosk.settings.mistakes import Mistake
from kiosk.settings.shape import shown, unknown

KNOWN = ("kiosk.toml", "theme.toml", "words.toml", "hours.toml", "rhythms.toml")
"""The files at the top of a configuration folder; the folders beside them are menus and wording."""


def mistakes(folder: Path, *, asked_for: bool) -> list[Mistake]:
    """What is wrong with the house's folder itself. It need not be there unless it was asked for by name."""
    if not os.path.lexists(folder):
        missing = Mistake(
            folder, "", "is not there", "Name a folder that holds the house's own configuration"
        )
        return [missing] if asked_for else []
    inner = [folder / name for name in ("menus", "wording")] if _opens(folder) else []
    shut = [one for one in (folder, *inner) if os.path.lexists(one) and not _opens(one)]
    if shut:
        return [
            Mistake(one, "", "is no folder that can be read", "Let the kiosk's user list it") for one in shut
        ]
    return [
        Mistake(file, "", "is a file that nobody reads", unknown(file.name, KNOWN))
        for file in sorted(folder.glob("*.toml"))
        if file.name not in KNOWN and not _copied(file)
    ]


def _copied(file: Path) -> bool:
    """Whether it is what the kiosk's commands say, as it came: a house that copied the whole folder changed nothing."""
    packaged = paths.packaged_config() / file.name
    readable = packaged.exists() and file.is_file() and os.access(file, os.R_OK)
    return readable and packaged.read_bytes() == file.read_bytes()


def languages(kiosk: Document, layers: Sequence[Path]) -> tuple[str, ...]:
    """The languages wanted that have sentences; one that has none is noted.

    While the list of them is itself a mistake, all that have sentences are read, so that theirs are found as well.
    """
    spoken = {file.stem for folder in layers for file in (folder / "wording").glob("*.toml")}
    wanted = kiosk.value("house", "languages")
    if wanted is None:
        return tuple(sorted(spoken))
    for at, language in enumerate(wanted):
        if kiosk.value("house", "languages", at) is not None and language not in spoken:
            what = f"is {shown(language)}, and there is no file wording/{language}.toml"
            kiosk.blame(
                ("house", "languages", at), what, f"Write it, or choose from: {', '.join(sorted(spoken))}"
            )
    return tuple(dict.fromkeys(one for one in wanted if isinstance(one, str) and one in spoken))


def _opens(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.R_OK | os.X_OK)
