"""The broker's password: from a file or a credential, and never to be seen."""

from pathlib import Path

import pytest

from tests.settings.a_house import AHouse


def test_without_a_file_or_a_credential_there_is_no_password(house: AHouse) -> None:
    """A broker without a password needs none."""
    assert house.load().password is None


def test_the_password_is_the_files_first_line(house: AHouse, tmp_path: Path) -> None:
    """What an editor puts after it does not count, and blanks in it do."""
    (tmp_path / "secret").write_text(" blue moon \nnot this\n", encoding="utf-8")
    _names(house, tmp_path / "secret")
    password = house.load().password
    assert password is not None
    assert password.text == " blue moon "


def test_the_password_is_systemds_credential(
    house: AHouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a file, the credential of the name in the configuration is read where systemd put it."""
    (tmp_path / "night-broker").write_text("moon", encoding="utf-8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    house.write("kiosk.toml", '[broker]\ncredential = "night-broker"\n')
    password = house.load().password
    assert password is not None
    assert password.text == "moon"


def test_a_credential_that_systemd_was_not_given_is_no_mistake(
    house: AHouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another service's credentials do not oblige this one to have a password."""
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert house.load().password is None


def test_printing_the_settings_does_not_tell_the_password(house: AHouse, tmp_path: Path) -> None:
    """What may end in a journal does not hold the secret."""
    (tmp_path / "secret").write_text("moonlight", encoding="utf-8")
    _names(house, tmp_path / "secret")
    assert "moonlight" not in repr(house.load())


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (None, "No such file"),
        (b"", "first line is empty"),
        (b"\nmoon", "first line is empty"),
        (b"\xff\xfe", "not UTF-8"),
    ],
)
def test_a_password_that_cannot_be_read_is_told(
    house: AHouse, tmp_path: Path, content: bytes | None, what: str
) -> None:
    """A file that is named and not there, empty or no text is told at its key, without its content."""
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    _names(house, file)
    mistake = house.only_mistake()
    assert mistake.place == "broker.password_file"
    assert what in mistake.what
    assert "moon" not in str(mistake)


def _names(house: AHouse, file: Path) -> None:
    house.write("kiosk.toml", f'[broker]\npassword_file = "{file}"\n')
