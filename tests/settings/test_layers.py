"""What a house writes, over what is packaged."""

from pathlib import Path

import pytest

from kiosk import paths
from kiosk.settings import SettingsError, load
from tests.settings.a_house import MENU, AHouse


def test_a_house_states_only_what_differs(house: AHouse) -> None:
    """One key of a table is replaced, and its neighbours stay as packaged."""
    house.write("kiosk.toml", '[broker]\nhost = "mqtt.lan"\n[hatch.rules]\nidle_s = 20\n')
    settings = house.load()
    assert (settings.broker.host, settings.broker.port) == ("mqtt.lan", 1883)
    assert (settings.hatch.rules.idle_s, settings.hatch.rules.warning_s) == (20, 30)


def test_a_list_replaces_a_list(house: AHouse) -> None:
    """The house's languages are its own, not added to the packaged ones."""
    house.write("kiosk.toml", '[house]\nlanguages = ["en"]\n')
    settings = house.load()
    assert settings.languages == ("en",)
    assert set(settings.wordings) == {"en"}


def test_one_sentence_and_one_colour_may_differ(house: AHouse) -> None:
    """Wording and theme are laid over the packaged ones key by key."""
    house.write("wording/en.toml", '[hatch]\nknock = "Use your knuckles"\n')
    house.write("theme.toml", 'candle = "#ffffff"\n')
    settings = house.load()
    assert settings.wordings["en"].hatch.knock == "Use your knuckles"
    assert settings.wordings["en"].hatch.order
    assert settings.theme.rgb("candle") == (255, 255, 255)
    assert settings.theme.rgb("soot") == (13, 9, 6)


def test_a_houses_menus_replace_the_packaged_ones_as_a_set(house: AHouse) -> None:
    """With one file of its own, a house never falls back to a packaged month."""
    text = (paths.packaged_config() / MENU).read_text(encoding="utf-8").replace('"2026-11"', '"2027-01"')
    house.write("menus/2027-01.toml", text)
    settings = house.load("2026-12")
    assert [menu.month for menu in settings.menus] == ["2027-01"]


@pytest.mark.parametrize(
    ("month", "chosen"),
    [
        ("2026-12", "2026-12"),
        ("2027-01", "2026-12"),
        ("2027-02", "2027-02"),
        ("2027-02-28", "2027-02"),
        ("2031-07", "2027-02"),
        ("2019-01", "2026-12"),
        (None, "2027-02"),
    ],
)
def test_the_months_menu_is_the_newest_that_has_begun(house: AHouse, month: str | None, chosen: str) -> None:
    """The newest list not after the night's month; before all of them the earliest; unasked the last."""
    text = (paths.packaged_config() / MENU).read_text(encoding="utf-8")
    for begins in ("2026-12", "2027-02"):
        house.write(f"menus/{begins}.toml", text.replace('"2026-11"', f'"{begins}"'))
    settings = house.load(month)
    assert settings.menu.month == chosen
    if month is not None:
        assert settings.menu_for(month) == settings.menu


def test_a_house_without_a_folder_has_the_defaults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, house: AHouse
) -> None:
    """Where /etc/kiosk is not there, nothing is wrong."""
    monkeypatch.setattr(paths, "ETC", tmp_path / "nowhere")
    assert load(None).house.name == "BackDoor43"


def test_a_folder_that_was_asked_for_must_be_there(tmp_path: Path, house: AHouse) -> None:
    """`--config` with a folder that is not there is a mistake, not the defaults."""
    with pytest.raises(SettingsError, match="nowhere: is not there"):
        load(tmp_path / "nowhere")


def test_what_was_read_is_told(house: AHouse) -> None:
    """Every file that took part is named, and no other."""
    own = house.write("kiosk.toml", "")
    sources = house.load().sources
    assert own in sources
    assert paths.packaged_config() / MENU in sources
    assert all(file.is_file() for file in sources)


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"STATE_DIRECTORY": "/var/lib/kiosk"}, "/var/lib/kiosk/kiosk.db"),
        ({"STATE_DIRECTORY": "/var/lib/kiosk:/var/lib/other"}, "/var/lib/kiosk/kiosk.db"),
        ({"XDG_STATE_HOME": "/home/v/state"}, "/home/v/state/kiosk/kiosk.db"),
        ({"XDG_STATE_HOME": "relative", "HOME": "/home/v"}, "/home/v/.local/state/kiosk/kiosk.db"),
        ({"HOME": "/home/v"}, "/home/v/.local/state/kiosk/kiosk.db"),
    ],
)
def test_the_books_lie_where_the_system_keeps_state(
    house: AHouse, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], path: str
) -> None:
    """In the state directory of systemd if there is one, else the user's own."""
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert house.load().store_path == Path(path)


def test_a_written_path_of_the_books_wins(house: AHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the file says is what is opened."""
    monkeypatch.setenv("STATE_DIRECTORY", "/var/lib/kiosk")
    house.write("kiosk.toml", '[store]\npath = "/srv/night.db"\n')
    assert house.load().store_path == Path("/srv/night.db")
