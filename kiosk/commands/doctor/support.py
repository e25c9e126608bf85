"""The support file: what somebody far away needs to see, and no secret. It is plain text, to be read before it is sent."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from kiosk import __version__, paths
from kiosk.commands.doctor.logins import ROLES, SECRETS
from kiosk.commands.doctor.reader import ROOT, said, text
from kiosk.settings import Settings

HIDDEN = "[hidden]"
SECRET_LINE = re.compile(r"(?i)((?:password|passwd|secret|token|private.key|psk)[\w.-]*\s*[=:]\s*)(\S.*)")
"""A line that says what it hides. A path to a secret is hidden with it."""
PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----", re.DOTALL)
UNITS = ("kiosk-hatch", "kiosk-bar", "kiosk-display", "kiosk-backup", "kiosk-purge", "mosquitto")
JOURNAL_LINES = 300


class NoLetter(Exception):
    """The support file cannot be written; the text says why, and where."""


def write(
    file: Path, findings: str, settings: Settings | None, config: Path | None, root: Path = ROOT
) -> None:
    """Write it, for its owner's eyes only. Raises NoLetter where it cannot be written."""
    parts = [
        (f"kiosk {__version__}", findings),
        *_configuration(config or paths.ETC),
        *_machine(root),
    ]
    whole = "\n\n".join(f"=== {name}\n{what}" for name, what in parts if what) + "\n"
    clean = without_secrets(whole, secrets(settings, root))
    try:
        file.unlink(missing_ok=True)
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as letter:
            letter.write(clean)
    except OSError as error:
        raise NoLetter(f"{file} cannot be written ({error.strerror}): name another place") from error


def secrets(settings: Settings | None, root: Path = ROOT) -> tuple[str, ...]:
    """Every secret that is known here."""
    known = [text(root / SECRETS / role) for role in (*ROLES, "home-assistant")]
    if settings is not None and settings.password is not None:
        known.append(settings.password.text)
    return tuple(secret for secret in known if secret)


def without_secrets(whole: str, known: tuple[str, ...]) -> str:
    """The text with the known secrets, and whatever calls itself one, hidden."""
    whole = PRIVATE_KEY.sub(HIDDEN, whole)
    for secret in sorted(known, key=len, reverse=True):
        whole = whole.replace(secret, HIDDEN)
    return SECRET_LINE.sub(rf"\1{HIDDEN}", whole)


def _configuration(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.glob("**/*.toml")):
        yield str(file), text(file)


def _machine(root: Path) -> Iterator[tuple[str, str]]:
    for name in ("etc/os-release", "proc/version", "proc/cmdline", "proc/meminfo", "proc/mounts"):
        yield f"/{name}", text(root / name)
    yield "config.txt", text(root / "boot/firmware/config.txt")
    for unit in UNITS:
        command = ("journalctl", "--no-pager", "--output=short-iso", f"--lines={JOURNAL_LINES}")
        # The compositor is in its login session and not in its unit: what it says has only its name.
        either = (f"UNIT={unit}.service", "+", f"SYSLOG_IDENTIFIER={unit}")
        yield f"journal of {unit}", said(*command, *either) or ""
        yield f"status of {unit}", said("systemctl", "show", f"{unit}.service", "--no-pager") or ""
