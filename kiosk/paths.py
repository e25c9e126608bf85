"""Where the packaged data lies: inside the package in a wheel, beside it in a checkout."""

from pathlib import Path

ETC = Path("/etc/kiosk")
"""The house's own configuration."""

_PACKAGE = Path(__file__).resolve().parent


def assets() -> Path:
    """The folder of fonts, drawings and sounds."""
    return _data("assets")


def packaged_config() -> Path:
    """The folder of the default configuration."""
    return _data("config")


def _data(name: str) -> Path:
    packed = _PACKAGE / "data" / name
    return packed if packed.is_dir() else _PACKAGE.parent / name
