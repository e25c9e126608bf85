"""Where the packaged data is looked for."""

from pathlib import Path

import pytest

from kiosk import paths


def test_a_wheel_carries_its_data_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Installed, with no checkout beside it, the package's own folder holds assets and configuration."""
    for name in ("assets", "config"):
        (tmp_path / "kiosk" / "data" / name).mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "kiosk")
    assert paths.assets() == tmp_path / "kiosk" / "data" / "assets"
    assert paths.packaged_config() == tmp_path / "kiosk" / "data" / "config"


def test_a_checkout_has_its_data_beside_the_package() -> None:
    """From a checkout, what is edited is what is read."""
    root = Path(paths.__file__).resolve().parent.parent
    assert paths.assets() == root / "assets"
    assert paths.packaged_config() == root / "config"
