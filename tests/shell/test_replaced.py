"""A file is replaced whole or not at all, and stays what it was to everybody else."""

import os
from pathlib import Path

import pytest

from kiosk.shell.replaced import replaced


def test_a_file_is_replaced_and_keeps_its_rights(tmp_path: Path) -> None:
    """The text is the new one, the rights are the old ones, and nothing lies beside it."""
    file = tmp_path / "kiosk.toml"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o640)
    replaced(file, "new ♠\r\n")
    assert file.read_bytes() == "new ♠\r\n".encode()
    assert file.stat().st_mode & 0o7777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file away")
def test_it_keeps_its_owner(tmp_path: Path) -> None:
    """Root changes a file of the kiosk's, and it is still the kiosk's."""
    file = tmp_path / "kiosk.toml"
    file.write_text("old", encoding="utf-8")
    os.chown(file, 1234, 2345)
    replaced(file, "new")
    assert (file.stat().st_uid, file.stat().st_gid) == (1234, 2345)


def test_a_new_file_and_its_folder_are_made(tmp_path: Path) -> None:
    """Readable for all, as configuration is."""
    file = tmp_path / "kiosk" / "kiosk.toml"
    replaced(file, "new")
    assert file.read_text(encoding="utf-8") == "new"
    assert file.stat().st_mode & 0o7777 == 0o644


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it points to is replaced."""
    file, link = tmp_path / "real.toml", tmp_path / "kiosk.toml"
    file.write_text("old", encoding="utf-8")
    link.symlink_to(file)
    replaced(link, "new")
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == "new"


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full card in the middle of it."""
    file = tmp_path / "kiosk.toml"
    file.write_text("old", encoding="utf-8")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kiosk.shell.replaced.os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        replaced(file, "new")
    assert file.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [file]
