"""The wheel: built from the checkout, it plays a night with no checkout beside it."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kiosk import __version__
from tests.real.house import ENDS_WITHIN_S, House, kiosk

CHECKOUT = Path(__file__).parents[2]
BUILT_WITHIN_S = 60.0


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what pip would install."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, check=True, capture_output=True, cwd=CHECKOUT, timeout=BUILT_WITHIN_S)
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "installed")
    return folder / "installed"


@pytest.fixture
def elsewhere(unpacked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An environment that knows the wheel and not the checkout; the working directory is far from both."""
    monkeypatch.chdir(tmp_path)
    return {**os.environ, "PYTHONPATH": str(unpacked)}


def test_it_runs_from_its_own_files(unpacked: Path, elsewhere: dict[str, str]) -> None:
    """Package, hardware, drawings and configuration are the wheel's own."""
    program = (
        "import hardware, kiosk, kiosk.paths as paths; "
        "print(hardware.__file__, kiosk.__file__, paths.assets(), paths.packaged_config(), sep='\\n')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        text=True,
        env=elsewhere,
        timeout=ENDS_WITHIN_S,
    )
    places = [Path(line) for line in ran.stdout.splitlines()]
    assert len(places) == 4
    for place in places:
        assert place.is_relative_to(unpacked), place
        assert place.exists(), place


def test_it_carries_every_asset_and_every_default(unpacked: Path) -> None:
    """No font, drawing, sound, licence or configuration file of the checkout is missing in it, and no test is in it."""
    for name in ("assets", "config"):
        for file in (CHECKOUT / name).rglob("*"):
            if file.is_file():
                packed = unpacked / "kiosk" / "data" / name / file.relative_to(CHECKOUT / name)
                assert packed.is_file(), packed
    assert not (unpacked / "tests").exists()
    [metadata] = unpacked.glob("*.dist-info")
    assert metadata.name == f"backdoor43_kiosk-{__version__}.dist-info"
    assert "kiosk = kiosk.__main__:main" in (metadata / "entry_points.txt").read_text(encoding="utf-8")


def test_its_check_finds_nothing_to_mend(unpacked: Path, elsewhere: dict[str, str]) -> None:
    """`kiosk check` reads the packaged configuration and assets, and says where they are."""
    ran = kiosk("check", environment=elsewhere)
    assert ran.returncode == 0, ran.stderr
    assert str(unpacked / "kiosk" / "data" / "config" / "kiosk.toml") in ran.stdout
    assert str(CHECKOUT) not in ran.stdout


def test_it_plays_a_night(house: House, elsewhere: dict[str, str]) -> None:
    """Hatch and bar of the wheel take an order from the knock to the ticket, and end well."""
    hatch, bar = house.hatch(elsewhere), house.bar(environment=elsewhere)
    house.linked(hatch, bar)
    order = house.place(hatch, "negroni", "whisky-cola")
    house.ticket(bar, order["number"])
    house.act(bar, house.words.bar.acknowledge, order["word"])
    house.stands(hatch, order["number"], "acknowledged")
    assert [player.stop() for player in (bar, hatch)] == [0, 0]
    assert "Traceback" not in house.journal("hatch") + house.journal("bar")
