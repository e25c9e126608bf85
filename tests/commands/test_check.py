"""`kiosk check`: what it says, where it says it, and how it ends."""

from pathlib import Path
from shutil import copytree

import pytest

from kiosk import paths
from kiosk.commands import check
from kiosk.paint.ink import FACES
from kiosk.paint.letters import Letters
from kiosk.screens.look import DRAWINGS
from kiosk.settings import Line

REAL_FONTS = paths.assets() / "fonts"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8"/></svg>'
SLUGS = (
    "negroni", "americano", "whiskey-sour", "boulevardier", "aviation", "old-fashioned", "gin-fizz", "whisky-cola",
    "lemonade", "bitter-soda", "milano-torino",
)  # fmt: skip


@pytest.fixture
def assets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The real fonts and sounds, and a drawing for each drink and each of the screens' own."""
    folder = tmp_path / "assets"
    copytree(REAL_FONTS, folder / "fonts")
    copytree(REAL_FONTS.parent / "sounds", folder / "sounds")
    (folder / "drawings").mkdir()
    for slug in (*SLUGS, *DRAWINGS):
        (folder / "drawings" / f"{slug}.svg").write_text(DRAWING, encoding="utf-8")
    monkeypatch.setattr(paths, "assets", lambda: folder)
    return folder


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """An empty folder of the house's own."""
    folder = tmp_path / "config"
    folder.mkdir()
    return folder


def test_the_packaged_configuration_and_assets_pass(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is shipped has nothing to mend: sentences, words, fonts, drawings."""
    assert check.run(config) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("assets")
def test_the_summary_says_what_was_read(
    config: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status 0, and the facts that a technician compares: pins, broker, books, files; and that nothing here can speak."""
    monkeypatch.setenv("PATH", str(config))
    own = config / "kiosk.toml"
    own.write_text('[broker]\nhost = "mqtt.lan"\n[store]\npath = "/srv/night.db"\n', encoding="utf-8")
    assert check.run(config) == 0
    said = capsys.readouterr()
    assert said.err == ""
    for fact in (
        "GPIO17",
        "GPIO27",
        "mqtt.lan:1883",
        "/srv/night.db",
        "2026-11",
        "it, en",
        str(own),
        "apt install espeak-ng",
    ):
        assert fact in said.out


def test_the_summary_says_tonights_hours_and_what_to_look_at(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """When it opens and what is banned tonight; and that the packaged law is an example until the bar has checked it."""
    (config / "hours.toml").write_text("[cut_off.season]\nin_force = false\n", encoding="utf-8")
    assert check.run(config) == 0
    said = capsys.readouterr().out
    assert "19:30 to" in said
    assert "law:     national, new_year" in said
    assert "to look at" in said
    assert "cut_off.national: is the example" in said
    assert said.endswith("Nothing to mend.\n")


def test_every_mistake_is_printed_and_the_status_is_2(
    config: Path, assets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wrong keys, a missing font and a letter that cannot be drawn come together, one a line, on standard error."""
    kiosk, words = config / "kiosk.toml", config / "wording" / "en.toml"
    words.parent.mkdir()
    kiosk.write_text("[pins]\nknock = 27\nspare = 1\n", encoding="utf-8")
    words.write_text('[hatch]\nknock = "敲"\n', encoding="utf-8")
    font = assets / "fonts" / FACES["old"]
    font.unlink()
    drawing = assets / "drawings" / "negroni.svg"
    drawing.write_text("no drawing", encoding="utf-8")
    assert check.run(config) == check.TO_BE_MENDED == 2
    said = capsys.readouterr()
    assert said.out == ""
    starts = (
        f"{kiosk}: pins.knock:",
        f"{kiosk}: pins.spare:",
        f"{words}: hatch.knock:",
        f"{font}:",
        f"{drawing}:",
    )
    lines = said.err.splitlines()
    assert [line for line in lines if line.startswith(starts)] == lines[:-1]
    assert len(lines) == len(starts) + 1
    assert lines[-1] == "kiosk: 5 to mend."


def test_a_file_that_is_no_font_is_told(
    config: Path, assets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A font file of another kind is a mistake, with its name, not a traceback."""
    font = assets / "fonts" / FACES["bold"]
    font.write_text("no font", encoding="utf-8")
    assert check.run(config) == 2
    assert f"{font}: is no font. Put it back" in capsys.readouterr().err


def test_a_missing_letter_is_told_once_for_all_faces() -> None:
    """One text is one mistake, with the letters and the faces that lack them."""
    line = Line(Path("words.toml"), "pair[1 Łódź].word", "Łódź")
    faces = {
        "one.ttf": lambda text: frozenset("Łź") & frozenset(text),
        "two.ttf": lambda text: frozenset(text) & {"Ł"},
    }
    (mistake,) = check.missing_letters([line], {**faces, "three.ttf": lambda _: frozenset()})
    assert (mistake.file, mistake.place) == (line.file, line.place)
    assert mistake.what == "has letters that one.ttf, two.ttf cannot draw: Łź"


@pytest.mark.parametrize("name", FACES.values())
def test_the_faces_have_the_letters_of_five_languages(name: str) -> None:
    """Italian, English, Spanish, French and German can be written, with the euro; Chinese cannot, and is noticed."""
    letters = Letters(REAL_FONTS / name)
    assert letters.lacks("perché, città, ñandú ¿qué?, œuvre façade, Straße Ärger, 7 € · «sì»") == frozenset()
    assert letters.lacks("a 敲 b 敲") == frozenset("敲")
    assert letters.lacks(" \n") == frozenset()


def test_a_drawing_or_a_sound_that_is_not_there_is_told(
    config: Path, assets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The screens' own drawings and every sound are looked for, before a night needs them."""
    (assets / "drawings" / "bell.svg").unlink()
    (assets / "sounds" / "stamp.wav").unlink()
    assert check.run(config) == 2
    said = capsys.readouterr().err
    for name in ("bell.svg", "stamp.wav"):
        assert f"{name}: is not there. Put it back" in said


def test_the_screens_own_drawings_are_all_listed() -> None:
    """What lies in the folder is a drink's, or stands on the list that is checked."""
    there = {file.stem for file in (REAL_FONTS.parent / "drawings").glob("*.svg")}
    assert there == {*DRAWINGS, *SLUGS}
