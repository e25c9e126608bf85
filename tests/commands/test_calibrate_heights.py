"""The threshold that a calibration proposes for a piezo."""

import pytest
from msgspec.structs import replace

from kiosk.commands.knock_calibrate import _heights
from kiosk.commands.knock_paces import Trial
from kiosk.commands.knock_words import knock_words
from kiosk.settings import Settings, load
from kiosk.wire.knock_trace import Trace

WORDS = knock_words().calibrate


@pytest.fixture(scope="module")
def settings() -> Settings:
    """A house with a converter."""
    read = load()
    return replace(read, pins=replace(read.pins, kind="mcp3008"))


def trial(quiet: float, *knocks: float) -> Trial:
    heights = (("quiet", quiet), *((f"knocks {at}", height) for at, height in enumerate(knocks, 2)))
    return Trial(Trace((), 1.0), heights)


def test_it_lies_between_the_quiet_and_the_weakest_knock(settings: Settings) -> None:
    """As many times above the one as below the other; the release is half of it."""
    found = _heights(trial(0.02, 0.9, 0.5, 0.7), settings, WORDS)
    assert found == {"threshold": 0.1, "release": 0.05}


def test_one_that_is_right_already_is_left(settings: Settings) -> None:
    """Within a fifth it is no news."""
    assert _heights(trial(0.04, 0.55), settings, WORDS) == {}


def test_a_wall_on_which_knocks_hardly_show_gets_none(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    """No threshold mends a disc that hears nothing; that is told."""
    assert _heights(trial(0.05, 0.08), settings, WORDS) == {}
    assert WORDS.apart in capsys.readouterr().out


def test_a_digital_module_has_no_heights(settings: Settings) -> None:
    """Nor a recording, which holds edges only."""
    digital = replace(settings, pins=replace(settings.pins, kind="digital"))
    assert _heights(trial(0.02, 0.5), digital, WORDS) == {}
    assert _heights(Trial(Trace((), 1.0)), settings, WORDS) == {}


@pytest.mark.parametrize(("quiet", "knock"), [(0.0, 1.0), (0.0, 0.02), (0.45, 1.0)])
def test_it_is_always_one_that_the_configuration_takes(
    settings: Settings, quiet: float, knock: float
) -> None:
    """Within its limits, and above its release."""
    found = _heights(trial(quiet, knock), settings, WORDS)
    assert 0.01 <= found["threshold"] <= 0.9
    assert 0 < found["release"] < found["threshold"]
