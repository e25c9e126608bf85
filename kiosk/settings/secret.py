"""The broker's password, and who signs in with it: from a file or a systemd credential, never from a configuration file or a command line."""

import os
from pathlib import Path

from kiosk.settings.document import Document
from kiosk.settings.values import Password

WRITE = "Write there what it is for, on the first line"
GIVEN = "It is a copy of the file that the unit's LoadCredential= names: systemd/install makes those that are missing or empty"


def password(kiosk: Document) -> Password | None:
    """Read the password that [broker] points to; None when it points to none, or when that is a mistake (noted)."""
    named = kiosk.value("broker", "password_file")
    if named is None or (named and not Path(named).is_absolute()):
        return None
    if named:
        return _read(kiosk, Path(named), "password_file")
    folder, name = os.environ.get("CREDENTIALS_DIRECTORY"), kiosk.value("broker", "credential")
    credential = Path(folder, name) if folder and name else None
    return _read(kiosk, credential, "credential") if credential is not None and credential.exists() else None


def username(kiosk: Document) -> str:
    """Who signs in: as written, else as systemd's credential says; empty for nobody."""
    written = kiosk.value("broker", "username") or ""
    folder, name = os.environ.get("CREDENTIALS_DIRECTORY"), kiosk.value("broker", "username_credential")
    file = Path(folder, name) if folder and name else None
    if written or file is None or not file.exists():
        return str(written)
    found = _read(kiosk, file, "username_credential")
    return found.text if found else ""


def _read(kiosk: Document, file: Path, key: str) -> Password | None:
    place = ("broker", key)
    try:
        text = file.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        kiosk.blame(
            place, f"names {file}, which cannot be read ({why})", "Let the kiosk's user read it, and no other"
        )
        return None
    if not text:
        kiosk.blame(
            place, f"names {file}, whose first line is empty", GIVEN if "credential" in key else WRITE
        )
        return None
    return Password(text)
