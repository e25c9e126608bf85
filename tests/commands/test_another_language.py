"""A house adds a language, and a line, with its own files and no Python."""

import re
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.commands import check
from kiosk.screens.scene import Size
from tests.scenes import Shot, Studio, screens

DUTCH = {
    'language = "en"': 'language = "nl"',
    'name = "English"': 'name = "Nederlands"',
    'locale = "en_GB"': 'locale = "nl"',
    'knock = "Knock"': 'knock = "Klop aan"',
    'leave = "Leave"': 'leave = "Weg"',
    'total = "Total"': 'total = "Totaal"',
    '"Two knuckles will do.",': '"Twee knokkels volstaan.",',
}


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A house that speaks Dutch first, then Italian; written as config/README.md says."""
    packaged, own = paths.packaged_config(), tmp_path / "kiosk"
    (own / "wording").mkdir(parents=True)
    (own / "menus").mkdir()
    words = (packaged / "wording" / "en.toml").read_text(encoding="utf-8")
    for english, dutch in DUTCH.items():
        assert english in words
        words = words.replace(english, dutch, 1)
    (own / "wording" / "nl.toml").write_text(words, encoding="utf-8")
    for file in (packaged / "menus").glob("*.toml"):
        text = file.read_text(encoding="utf-8")
        text = re.sub(r'(?<!\.)\ben = ("[^"]*")', r"en = \1, nl = \1", text)
        text = re.sub(r'^steps\.en = ("[^"]*")$', r"steps.en = \1\nsteps.nl = \1", text, flags=re.MULTILINE)
        (own / "menus" / file.name).write_text(text, encoding="utf-8")
    hours = re.findall(r"^\[(cut_off\.\w+)\]", (packaged / "hours.toml").read_text(), flags=re.MULTILINE)
    reasons = "\n".join(f'[{name}]\nreason.nl = "Nu geen alcohol: zo is de wet."' for name in hours)
    (own / "hours.toml").write_text(reasons, encoding="utf-8")
    (own / "kiosk.toml").write_text('[house]\nlanguages = ["nl", "it"]\n', encoding="utf-8")
    return own


def test_a_sixth_language_is_checked_and_drawn(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`kiosk check` finds nothing to mend, and every screen is drawn in it, with its prices in its own form."""
    assert check.run(config) == 0, capsys.readouterr().err
    studio, size = Studio(config), Size(800, 480)
    look = studio.look(Shot("", size, "nl"))
    for name, draw in screens("nl").items():
        assert studio.draw(Shot(name, size, "nl")).get_size() == (800, 480)
        assert draw(look).pieces
    told = {name: draw(look).texts() for name, draw in screens("nl").items()}
    assert "Klop aan" in told["hatch-asleep"]
    assert "€\N{NO-BREAK SPACE}7,00" in told["hatch-menu_empty"]
    assert "Totaal" in told["hatch-check"]


def test_what_is_missing_in_it_is_asked_for(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence and a drink's name that are not there are named with file and place."""
    file = config / "wording" / "nl.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('leave = "Weg"\n', ""), encoding="utf-8")
    menu = config / "menus" / "2026-11.toml"
    menu.write_text(menu.read_text(encoding="utf-8").replace(', nl = "Negroni"', "", 1), encoding="utf-8")
    assert check.run(config) == check.TO_BE_MENDED
    said = capsys.readouterr().err
    assert f"{file}: hatch.leave: is missing" in said
    assert f"{menu}: drinks[1 negroni].names.nl: is missing" in said


def test_a_line_more_is_a_line_more(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A list may have as many lines as a house likes, more or fewer than in another language; each is checked."""
    house = config / "wording" / "it.toml"
    house.write_text('[voice]\nempty = ["Uno.", "Due."]\n', encoding="utf-8")
    assert check.run(config) == 0, capsys.readouterr().err
    house.write_text(f'[voice]\nempty = ["Uno.", "{"Troppo. " * 30}"]\n', encoding="utf-8")
    assert check.run(config) == check.TO_BE_MENDED
    assert f"{house}: voice.empty[2]: is " in capsys.readouterr().err
