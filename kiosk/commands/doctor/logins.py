"""Who may sign in at the broker here: the logins that the doctor can lay its hands on."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from kiosk.commands.doctor.reader import ROOT, text
from kiosk.settings import Password, Settings

SECRETS = "etc/kiosk/secrets"
"""One file a login, named as the login is; only root reads them."""
ROLES = ("hatch", "bar", "doctor")


class Login(Struct, frozen=True):
    """A name at the broker, and whose rights it should have."""

    role: str
    """hatch, bar or doctor."""
    username: str
    password: Password | None = None


def at_hand(settings: Settings, sides: frozenset[str], root: Path = ROOT) -> tuple[Login, ...]:
    """Those whose secrets can be read, and the one of the configuration."""
    found = list(_kept(root / SECRETS))
    name = settings.broker_username
    if name and name not in {login.username for login in found}:
        role = "hatch" if "hatch" in sides else "bar"
        found.append(Login(role, name, settings.password))
    return tuple(found)


def _kept(folder: Path) -> Iterator[Login]:
    for role in ROLES:
        secret = text(folder / role).partition("\n")[0]
        if secret:
            yield Login(role, role, Password(secret))
