"""`kiosk check` finds every sentence that does not fit on the hatch's screen, and says which, where and by how much."""

import json
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from kiosk import paths
from kiosk.commands.fitting import different, losses, pattern, shown, too_long
from kiosk.commands.house import house_of
from kiosk.paint.ink import Ink
from kiosk.screens import out_of_order
from kiosk.screens.look import Look
from kiosk.screens.metrics import Metrics
from kiosk.screens.moments import NOW
from kiosk.screens.parts import block, line
from kiosk.screens.scene import Box, Scene, Size
from kiosk.settings import Mistake, Settings, survey
from kiosk.settings.sentences import texts
from tests.screens.looks import LANGUAGES, METRICS, PANELS, THEME, WORDINGS

LONG = "Dieser Satz ist länger, als irgendein Wirt je einen gesprochen hat, " * 12
NOT_DRAWN = {"large_name", "aloud_name", "one_more", "put_back", "strip", "said_lines", "pause_reasons"}
"""Names of what has a picture on it; what is told on a desk only; and what the bartender says, which goes where it fits."""
BOX = Box(0, 0, 120, 24)


@pytest.fixture(scope="module")
def metrics() -> Metrics:
    """The house's real letters."""
    return Ink(paths.assets() / "fonts").metrics()


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """An empty folder of the house's own."""
    folder = tmp_path / "config"
    (folder / "wording").mkdir(parents=True)
    return folder


def sized(settings: Settings, size: tuple[int, int]) -> Settings:
    """The same house with a screen of another size, and the smallest panel that is sold with it."""
    w, h = size
    screen = replace(settings.hatch.screen, width=w, height=h, inches=PANELS.get(size, 10.1))
    return replace(
        settings,
        hatch=replace(settings.hatch, screen=screen),
        bar=replace(settings.bar, screen=screen),
    )


def found(config: Path, metrics: Metrics, size: tuple[int, int] = (800, 480)) -> list[Mistake]:
    """What is too long in a house's own configuration."""
    read = survey(config)
    assert read.settings is not None, read.mistakes
    settings = sized(read.settings, size)
    return list(too_long(settings, house_of(settings, "", NOW), read.lines(), metrics))


@pytest.mark.parametrize("size", PANELS, ids=str)
def test_every_packaged_sentence_fits_on_every_screen(
    config: Path, metrics: Metrics, size: tuple[int, int]
) -> None:
    """Nothing is cut off or too wide at any moment, in any language, whichever line Mr. V is at."""
    assert found(config, metrics, size) == []


def test_where_only_the_display_knows_its_size_everything_fits_too(config: Path, metrics: Metrics) -> None:
    """As installed on a Pi: the sizes that are tried then, on a panel as large as the configuration says."""
    assert found(config, metrics, (0, 0)) == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("hatch.leave", LONG),
        ("hatch.trouble_line", LONG),
        ("hatch.unlinked", LONG),
        ("hatch.place_next", LONG),
        ("hatch.check_title", LONG),
        ("hatch.step_taken", LONG),
        ("hatch.refused_line", LONG),
        ("hatch.said_lines[5]", ["Kurz."] * 4 + [LONG]),
        ("voice.ready[2]", ["Kurz.", LONG]),
        ("voice.hammered[2]", ["Kurz.", LONG]),
        ("voice.clues[2]", ["Kurz.", LONG]),
        ("voice.rules[2]", ["Kurz.", LONG]),
        ("bar.no_orders", LONG),
        ("bar.store_notice", LONG),
    ],
)
def test_a_sentence_that_is_too_long_is_found(
    config: Path, metrics: Metrics, place: str, value: str | list[str]
) -> None:
    """With its file, its place (in a list, which one), the size, the picture, and what has no room."""
    table, _, key = place.partition("[")[0].partition(".")
    file = config / "wording" / "de.toml"
    file.write_text(f"[{table}]\n{key} = {json.dumps(value)}\n", encoding="utf-8")
    (config / "kiosk.toml").write_text('[house]\nlanguages = ["de", "it"]\n', encoding="utf-8")
    (mistake,) = found(config, metrics)
    assert (mistake.file, mistake.place) == (file, place)
    assert "at 800 x 480 (" in mistake.what
    assert "Shorten it" in mistake.mend


def test_a_drink_whose_name_is_too_long_is_found(config: Path, metrics: Metrics) -> None:
    """Names on the menu are sentences, too."""
    name = "Donaudampfschifffahrtsgesellschaftskapitänsnegroni"
    packaged = (paths.packaged_config() / "menus" / "2026-11.toml").read_text(encoding="utf-8")
    file = config / "menus" / "2026-11.toml"
    file.parent.mkdir()
    file.write_text(packaged.replace('de = "Negroni"', f'de = "{name}"', 1), encoding="utf-8")
    assert {(one.file, one.place) for one in found(config, metrics)} == {(file, "drinks[1 negroni].names.de")}


def test_a_sentence_with_something_filled_in_is_found_by_what_stands_around_it(
    config: Path, metrics: Metrics
) -> None:
    """The total that is filled in does not hide where the sentence comes from."""
    file = config / "wording" / "fr.toml"
    file.write_text(f'[hatch]\nto_pay = "{LONG} {{total}}"\n', encoding="utf-8")
    (mistake,) = found(config, metrics)
    assert (mistake.file, mistake.place) == (file, "hatch.to_pay")


def test_no_sentence_is_left_out(config: Path, metrics: Metrics) -> None:
    """Every sentence of the hatch and every line of Mr. V's, in every language, is on one of the composed pictures."""
    settings = survey(config).settings
    assert settings is not None
    look = Look(Size(1920, 1080), settings.theme, metrics, settings.wordings, settings.languages, 15.6)
    told = {
        " ".join(seen.texts())
        for _, voiced in shown(settings, house_of(settings, "", NOW))
        for _, seen in different(voiced, look)
    }
    everything = "\n".join((*told, " ".join(out_of_order.hatch(look, "").texts())))
    for wording in settings.wordings.values():
        said = {
            place: text
            for table in ("voice", "hatch")
            for place, text in texts(msgspec.to_builtins(getattr(wording, table)))
        }
        drawn = [text for place, text in said.items() if place[0] not in NOT_DRAWN]
        assert [text for text in drawn if not pattern(text).search(everything)] == []


def test_what_is_lost_is_told() -> None:
    """Of a block, what has no room; of a line, how much wider it is than its place; of what fits, nothing."""
    look = Look(Size(800, 480), THEME, METRICS, WORDINGS, LANGUAGES)
    text = "one two three four five six"
    cut = block(look, BOX, text, "plain", (16,), "bone")
    wide = line(look, BOX, text, "plain", (16,), "bone")
    fits = line(look, BOX, "one", "plain", (16,), "bone")
    (of_block, of_line) = losses(Scene(look.size, "soot", (*cut, wide, fits)), look.metrics)
    assert of_block.text == text
    assert text.endswith(of_block.rest)
    assert " ".join(piece.text for piece in cut) == text.removesuffix(of_block.rest).strip()
    assert (of_line.text, of_line.rest) == (text, "")
    assert of_line.over_px == look.metrics.width_px(text, "plain", 16) - BOX.w
