"""A house's own configuration, changed by a command: read with the change first, and written only if it can be used."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from kiosk import paths
from kiosk.settings import survey
from kiosk.settings.edit import EditFault
from kiosk.shell.replaced import replaced

READ = ("*.toml", "menus/*.toml", "wording/*.toml")
"""What a house's folder holds that is read."""


class HouseFault(Exception):
    """The house's configuration cannot be changed; the text says which file, why, and the mend."""


def changed(config: Path | None, name: str, change: Callable[[str], str]) -> Path:
    """Change the house's file `name`, which need not be there yet; the file. Raises HouseFault."""
    folder = paths.ETC if config is None else config
    file = folder / name
    try:
        before = file.read_bytes().decode("utf-8") if file.exists() else ""
        after = change(before)
        _check(folder, name, after)
        replaced(file, after)
    except EditFault as fault:
        raise HouseFault(f"{file}: {fault}") from fault
    except UnicodeDecodeError as fault:
        raise HouseFault(f"{file}: is not UTF-8 text. Save the file as UTF-8") from fault
    except OSError as fault:
        mend = "Run this as its owner (sudo), or name your own folder with --config"
        raise HouseFault(f"{file}: cannot be written ({fault.strerror}). {mend}") from fault
    return file


def _check(folder: Path, name: str, after: str) -> None:
    """Read a copy of the folder with the change in it, as every program will."""
    with tempfile.TemporaryDirectory(prefix="kiosk-") as scratch:
        copy = Path(scratch)
        for file in (file for pattern in READ for file in folder.glob(pattern)):
            target = copy / file.relative_to(folder)
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(file, target)
        (copy / name).write_text(after, encoding="utf-8", newline="")
        mistakes = survey(copy).mistakes
        if mistakes:
            told = "\n".join(str(mistake).replace(str(copy), str(folder)) for mistake in mistakes)
            raise HouseFault(f"nothing was written, because it could not be read again:\n{told}")
