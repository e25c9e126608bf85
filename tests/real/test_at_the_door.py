"""What cannot work is said at the door: one clear message, where it is and how to mend it, and never a traceback."""

import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.shell.store import Store
from tests.real.conftest import cannot
from tests.real.house import House, kiosk

MENU = Path(__file__).parents[2] / "config" / "menus" / "2026-11.toml"
TO_MEND = 2


def refused(
    house: House,
    program: str = "hatch",
    *,
    environment: dict[str, str] | None = None,
    simulate: bool = True,
) -> str:
    """Start a program that must not open; what it said in the end. Fails unless that was said well."""
    arguments = [program, "--config", str(house.config), *(["--simulate"] if simulate else [])]
    ran = kiosk(*arguments, environment=environment)
    said = ran.stderr
    assert ran.returncode == TO_MEND, said
    assert ran.stdout == ""
    assert "Traceback" not in said
    _, begins, message = said.partition(f"kiosk {program}: ")
    assert begins, said
    return begins + message.strip()


def with_menu(house: House, menu: str) -> Path:
    """Give the house a menu of its own; its file."""
    folder = house.config / "menus"
    folder.mkdir()
    (folder / MENU.name).write_text(menu, encoding="utf-8")
    return folder / MENU.name


# --- configuration -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("program", ["hatch", "bar"])
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[pins\nknock = 17\n", "line 1"),
        ("[pins]\nknock = 27\n", "pins"),
        ("[pins]\nknok = 17\n", "pins.knok"),
        ("[pins]\nknock = 'seventeen'\n", "pins.knock"),
        ("[pint]\nknock = 17\n", "pint"),
    ],
)
def test_a_mistake_in_kiosk_toml_names_its_file_and_place(
    quiet_house: House, program: str, text: str, place: str
) -> None:
    """Broken TOML, two sensors on one pin, an unknown key or table, a wrong type: one line each, with the place."""
    quiet_house.configure(text)
    said = refused(quiet_house, program)
    assert len(said.splitlines()) == 1
    assert str(quiet_house.config / "kiosk.toml") in said
    assert place in said


def test_every_mistake_is_said_at_once(quiet_house: House) -> None:
    """Three mistakes in two files are three lines, not three attempts; and `check` says the same."""
    quiet_house.configure("[pins]\nknok = 17\n[broker]\nport = 70000\n")
    menu = with_menu(
        quiet_house, MENU.read_text(encoding="utf-8").replace("price_cents = 600", "price_cents = 'six'")
    )
    said = refused(quiet_house).splitlines()
    assert len(said) == 3
    for place in ("pins.knok", "broker.port", f"{menu}: drinks"):
        assert place in "\n".join(said)
    checked = kiosk("check", "--config", str(quiet_house.config))
    assert checked.returncode == TO_MEND
    assert checked.stderr.splitlines()[:3] == [line.removeprefix("kiosk hatch: ") for line in said]


@pytest.mark.parametrize("count", [0, 9])
def test_a_menu_of_none_or_nine_is_refused(quiet_house: House, count: int) -> None:
    """The menu holds one to eight drinks: none, or a ninth, is told with the menu's file."""
    head, *drinks = MENU.read_text(encoding="utf-8").split("[[drinks]]")
    ninth = drinks[-1].replace('slug = "whisky-cola"', 'slug = "whisky-cola-again"\npicture = "whisky-cola"')
    wanted = "[[drinks]]".join([head, *[*drinks, ninth][:count]])
    menu = with_menu(quiet_house, wanted)
    said = refused(quiet_house)
    assert str(menu) in said
    assert "drinks" in said


def test_a_configuration_folder_that_is_not_there_is_told(quiet_house: House) -> None:
    """A mistyped `--config` is no reason to open with the defaults."""
    quiet_house.config = quiet_house.folder / "confg"
    assert f"{quiet_house.config}: is not there" in refused(quiet_house)


# --- screen and pins ---------------------------------------------------------------------------------------------
@pytest.mark.skipif(Path("/dev/dri").exists(), reason="SDL could draw on this machine's console")
@pytest.mark.parametrize("program", ["hatch", "bar"])
def test_without_a_display_the_mend_is_told(tmp_path: Path, program: str) -> None:
    """No Wayland, no X, no driver asked for: the program does not draw where nobody looks, it says so."""
    house = House(tmp_path, 9, driver="")
    bare = {
        key: value for key, value in os.environ.items() if not key.startswith(("DISPLAY", "WAYLAND", "SDL_"))
    }
    said = refused(house, program, environment=bare)
    assert len(said.splitlines()) == 1
    assert "no screen" in said
    assert "WAYLAND_DISPLAY" in said
    assert not house.store_path.exists()


def test_without_lgpio_the_mend_is_told(quiet_house: House, tmp_path: Path) -> None:
    """A machine without the pins' library is told how to get it, or to simulate."""
    missing = tmp_path / "without"
    missing.mkdir()
    (missing / "lgpio.py").write_text("raise ImportError('there is no lgpio here')\n", encoding="utf-8")
    paths = os.pathsep.join(filter(None, (str(missing), os.environ.get("PYTHONPATH", ""))))
    said = refused(quiet_house, environment={**os.environ, "PYTHONPATH": paths}, simulate=False)
    assert len(said.splitlines()) == 1
    assert "there is no lgpio here" in said
    assert "python3-lgpio" in said
    assert "simulate" in said
    assert quiet_house.books_are_free()


# --- books -------------------------------------------------------------------------------------------------------
def test_books_that_another_hatch_has_open_are_refused(house: House) -> None:
    """A second hatch on the same database names the first one's process, and the first goes on."""
    hatch = house.hatch()
    house.place(hatch, "negroni")
    said = refused(house)
    assert len(said.splitlines()) == 1
    assert str(house.store_path) in said
    assert f"process {hatch.process.pid}" in said
    assert house.place(hatch, "negroni")["number"] == 2


def test_books_that_another_tool_has_locked_are_refused(quiet_house: House) -> None:
    """A technician's tool in the middle of a change keeps the hatch out, and it says which file and what to close."""
    Store.open(quiet_house.store_path, note=print).close()
    with closing(sqlite3.connect(quiet_house.store_path, isolation_level=None)) as tool:
        tool.execute("BEGIN IMMEDIATE")
        said = refused(quiet_house)
    assert str(quiet_house.store_path) in said
    assert "close the tool" in said


def test_books_of_a_newer_version_are_refused_and_kept(quiet_house: House) -> None:
    """A database that a newer program has written is left byte for byte as it was."""
    Store.open(quiet_house.store_path, note=print).close()
    with closing(sqlite3.connect(quiet_house.store_path, isolation_level=None)) as tomorrow:
        tomorrow.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('kiosk', 'tips', '2030')"
        )
        tomorrow.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = quiet_house.store_path.read_bytes()
    said = refused(quiet_house)
    assert str(quiet_house.store_path) in said
    assert "newer version" in said
    assert quiet_house.store_path.read_bytes() == before


def test_damaged_books_are_kept_aside_and_the_hatch_opens(quiet_house: House) -> None:
    """What was in the file is kept under another name, the journal says so, and the night goes on in fresh books."""
    rubble = b"this was a database once. " * 400
    quiet_house.store_path.write_bytes(rubble)
    hatch = quiet_house.hatch()
    order = quiet_house.place(hatch, "negroni")
    assert hatch.stop() == 0
    [aside] = quiet_house.folder.glob("kiosk.db.corrupt-*")
    assert aside.read_bytes() == rubble
    assert aside.name in quiet_house.journal("hatch")
    assert "Traceback" not in quiet_house.journal("hatch")
    assert quiet_house.order(order["number"]) is not None


def test_books_that_are_a_folder_are_refused(quiet_house: House) -> None:
    """A path that names a folder is told as that."""
    quiet_house.store_path.mkdir()
    said = refused(quiet_house)
    assert len(said.splitlines()) == 1
    assert str(quiet_house.store_path) in said
    assert quiet_house.store_path.is_dir()


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Path]:
    """A folder that nobody may write to, not even root."""
    folder = tmp_path / "sealed"
    folder.mkdir()
    if os.geteuid() != 0:
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)
        return
    chattr = shutil.which("chattr")
    if chattr and subprocess.run([chattr, "+i", folder], check=False, capture_output=True).returncode == 0:
        yield folder
        subprocess.run([chattr, "-i", folder], check=True)
        return
    # Root may write anywhere but where the kernel itself keeps the folder.
    if not Path("/sys").is_mount():
        cannot("neither chattr nor /sys is here, and root may write anywhere else")
    yield Path("/sys")


def test_a_folder_that_may_not_be_written_is_told(quiet_house: House, sealed: Path) -> None:
    """Books in a read-only folder are refused with the file and whose right is missing."""
    text = (quiet_house.config / "kiosk.toml").read_text(encoding="utf-8")
    quiet_house.configure(re.sub(r"(?m)^path = .*$", f'path = "{sealed}/kiosk.db"', text))
    said = refused(quiet_house)
    assert len(said.splitlines()) == 1
    assert f"{sealed}/kiosk.db" in said
    assert "right to write" in said
