"""A house's configuration changed by a command: read before it is written, and told well when it cannot be."""

from functools import partial
from pathlib import Path

import pytest

from kiosk.commands.house_file import HouseFault, changed
from kiosk.settings import load
from kiosk.settings.edit import with_values


def test_a_change_that_can_be_read_is_written(tmp_path: Path) -> None:
    """And every program reads it from then on."""
    file = changed(tmp_path, "kiosk.toml", partial(with_values, table="knock", values={"ring_s": 0.02}))
    assert file == tmp_path / "kiosk.toml"
    assert load(tmp_path).knock.ring_s == 0.02


def test_a_change_that_would_be_a_mistake_is_not_written(tmp_path: Path) -> None:
    """The mistake is told with the file's own name, and the file stays as it was."""
    file = tmp_path / "kiosk.toml"
    file.write_text("[knock]\nring_s = 0.02\n", encoding="utf-8")
    with pytest.raises(HouseFault, match="nothing was written") as told:
        changed(tmp_path, "kiosk.toml", partial(with_values, table="knock", values={"ring_s": 0.5}))
    assert f"{file}: knock.ring_s" in str(told.value)
    assert file.read_text(encoding="utf-8") == "[knock]\nring_s = 0.02\n"


def test_what_else_the_house_wrote_is_read_with_it(tmp_path: Path) -> None:
    """A contradiction with another key of the house is found before anything is written."""
    (tmp_path / "kiosk.toml").write_text("[piezo]\nrelease = 0.3\nthreshold = 0.4\n", encoding="utf-8")
    with pytest.raises(HouseFault, match="Make release the smaller"):
        changed(tmp_path, "kiosk.toml", partial(with_values, table="piezo", values={"threshold": 0.2}))


def test_a_folder_that_cannot_be_written_names_the_mend(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A technician without rights is told to use them."""

    def barred(_file: Path, _text: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("kiosk.commands.house_file.replaced", barred)
    with pytest.raises(HouseFault, match=r"kiosk.toml: cannot be written \(Permission denied\). .*sudo"):
        changed(tmp_path, "kiosk.toml", partial(with_values, table="knock", values={"ring_s": 0.02}))


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    """It is not guessed at."""
    (tmp_path / "kiosk.toml").write_bytes(b"# caff\xe8\n")
    with pytest.raises(HouseFault, match="is not UTF-8"):
        changed(tmp_path, "kiosk.toml", partial(with_values, table="knock", values={"ring_s": 0.02}))
