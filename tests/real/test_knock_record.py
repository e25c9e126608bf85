"""`kiosk knock record`, as a real process on simulated pins: knocked twice, heard back, confirmed, written, and known from then on."""

import signal
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.real.house import kiosk
from tests.real.looked_at import KIOSK, LookedAt

RHYTHMS = """\
# ours
[[rhythm]]
name = "four and three"     # as delivered
intervals = [1, 1, 1, "breath", 1, 1]
secret = true
"""
SHORT_OF_BREATH = "[sounds]\non = false\n[knock]\nbout_gap_s = 0.6\nbreath_s = 0.65\n"
"""A take is over sooner."""
SHAVE = (0, 400, 590, 810, 1200)
SLOWER = (0, 520, 780, 1040, 1550)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house without a sound card's noise."""
    folder = tmp_path / "house"
    folder.mkdir()
    (folder / "kiosk.toml").write_text(SHORT_OF_BREATH, encoding="utf-8")
    return folder


def blows(*starts_ms: float) -> str:
    """A line for the stagehand: blows of some edges each."""
    return "edges " + " ".join(f"{start + after:g}" for start in starts_ms for after in (0, 3, 5, 9))


def recorded(
    house: Path, *lines: str, name: str = "shave", more: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    said = "".join(f"{line}\n" for line in lines)
    ran = kiosk(
        "knock",
        "record",
        name,
        "--simulate",
        "--config",
        str(house),
        *more,
        said=said.encode(),
        within_s=60.0,
    )
    assert "Traceback" not in ran.stderr
    return ran


TWICE = (blows(*SHAVE), "wait 1.2", blows(*SLOWER), "wait 1.2")


def test_a_rhythm_is_taught_heard_back_and_kept(house: Path) -> None:
    """Two takes in two tempos are one rhythm; with a yes it stands in the house's list, beside the packaged ones."""
    ran = recorded(house, *TWICE, "y", "wait 3")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.count("knocks: 5") == 2
    assert "So it sounds:" in ran.stdout
    file = house / "rhythms.toml"
    assert f"Written to {file}" in ran.stdout
    rhythms = tomllib.loads(file.read_text(encoding="utf-8"))["rhythm"]
    assert [rhythm["name"] for rhythm in rhythms] == ["four and three", "shave"]
    long, short, short_again, last = rhythms[1]["intervals"]
    assert long / short == pytest.approx(2, rel=0.15)
    assert short / short_again == pytest.approx(1, rel=0.2)
    assert long / last == pytest.approx(1, rel=0.15)
    assert kiosk("check", "--config", str(house)).returncode == 0
    heard = kiosk(
        "knock",
        "watch",
        "--simulate",
        "--config",
        str(house),
        said=f"{blows(*SHAVE)}\nwait 1\nquit\n".encode(),
    )
    assert "shave" in heard.stdout


def test_a_house_s_own_list_keeps_its_comments_and_its_order(house: Path) -> None:
    """A rhythm of the same name is knocked anew in its place; nothing else in the file changes."""
    file = house / "rhythms.toml"
    text = f'{RHYTHMS}\n[[rhythm]]\nname = "shave"   # to be done better\nintervals = [1, 3]\n'
    file.write_text(text, encoding="utf-8")
    ran = recorded(house, *TWICE, "sì", "wait 3")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    after = file.read_text(encoding="utf-8")
    before, _, intervals = after.partition("intervals = [1.")
    assert before == text.partition("intervals = [1, 3]")[0]
    assert intervals.count("\n") == 1


def test_without_a_yes_nothing_is_written(house: Path) -> None:
    """The file is not even made."""
    assert "Nothing was written." in recorded(house, *TWICE, "n").stdout
    assert not (house / "rhythms.toml").exists()


def test_takes_that_do_not_agree_begin_again(house: Path) -> None:
    """One knock, two counts, two rhythms: each is told, and the next try counts."""
    once, pair, uneven = blows(0), blows(0, 250), blows(0, 150, 500)
    tries = (once, once), (pair, blows(0, 250, 500)), (blows(0, 250, 500), uneven)
    lines = [line for one in tries for take in one for line in (take, "wait 1.2")]
    ran = recorded(house, *lines, *TWICE, "y", "wait 3")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    for told in ("a rhythm has two at least", "not equally many", "not the same rhythm"):
        assert told in ran.stdout
    assert ran.stdout.count("Once more from the beginning") == 3
    assert "Written to" in ran.stdout


def test_a_rhythm_that_is_known_already_is_refused(house: Path) -> None:
    """What the same knocks can be twice would never be told apart; so would a secret that every guest knocks."""
    (house / "kiosk.toml").write_text(SHORT_OF_BREATH.replace("0.65", "1.0"), encoding="utf-8")
    fours = blows(0, 250, 500, 750, 1550, 1800, 2050)
    ran = recorded(house, fours, "wait 1.6", fours, "wait 1.6", "quit", name="mine")
    assert "cannot be told from “four and three”" in ran.stdout
    even = blows(0, 250, 500)
    ran = recorded(house, even, "wait 1.6", even, "wait 1.6", "quit", name="mine", more=("--secret",))
    assert "It is even, as every guest knocks" in ran.stdout
    assert not (house / "rhythms.toml").exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 41, "a\nb"])
def test_a_name_that_is_none_is_told_at_once(house: Path, name: str) -> None:
    """Before anybody has knocked."""
    ran = recorded(house, name=name)
    assert ran.returncode == 2
    assert "is no name for a rhythm" in ran.stderr
    assert ran.stdout == ""


def test_ctrl_c_ends_it_and_nothing_is_written(house: Path) -> None:
    """In the middle of a lesson."""
    looked_at = LookedAt([*KIOSK, "knock", "record", "mine", "--simulate", "--config", str(house)])
    try:
        looked_at.says("1/2  Knock it.")
        looked_at.signal(signal.SIGINT)
        assert looked_at.ended() == 0
        assert "Nothing was written" in looked_at.text
        assert looked_at.attributes() == looked_at.found
    finally:
        looked_at.close()
    assert not (house / "rhythms.toml").exists()
