"""[broker]: who signs in, and how the link is encrypted."""

from pathlib import Path

import pytest

from tests.settings.a_house import AHouse


def test_who_signs_in_is_systemds_credential_unless_written(
    house: AHouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One configuration serves both programs of a machine: each unit brings its own name, and a written one goes first."""
    (tmp_path / "broker-username").write_text("bar", encoding="utf-8")
    assert house.load().broker_username == ""
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert house.load().broker_username == "bar"
    house.write("kiosk.toml", '[broker]\nusername = "moon"\n')
    assert house.load().broker_username == "moon"


def test_an_encrypted_link_needs_its_files(house: AHouse, tmp_path: Path) -> None:
    """An authority that cannot be read is told at its key, before any screen opens."""
    house.write("kiosk.toml", f'[broker]\ntls = true\nca_file = "{tmp_path / "ca.crt"}"\n')
    mistake = house.only_mistake()
    assert mistake.place == "broker.ca_file"
    assert "cannot be read" in mistake.what
    (tmp_path / "ca.crt").touch()
    assert house.load().broker.tls


def test_files_for_a_link_in_the_clear_are_a_mistake(house: AHouse, tmp_path: Path) -> None:
    """Whoever names an authority means an encrypted link, and is not given another."""
    (tmp_path / "ca.crt").touch()
    house.write("kiosk.toml", f'[broker]\nca_file = "{tmp_path / "ca.crt"}"\n')
    assert "tls is false" in house.only_mistake().what


def test_a_certificate_has_its_key(house: AHouse, tmp_path: Path) -> None:
    """One half of the pair is told."""
    (tmp_path / "own.crt").touch()
    house.write("kiosk.toml", f'[broker]\ntls = true\ncertificate_file = "{tmp_path / "own.crt"}"\n')
    mistake = house.only_mistake()
    assert mistake.place == "broker.certificate_file"
    assert "pair" in mistake.what
