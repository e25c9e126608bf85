"""`kiosk knock calibrate`, as a real process on simulated pins: it asks, measures, proposes, and writes only when told to."""

import subprocess
from pathlib import Path

import pytest

from tests.real.house import kiosk
from tests.real.looked_at import KIOSK, LookedAt

HOUSE = "# ours\n[knock]\nring_s = 0.01    # since the fair\n\n[sounds]\non = false\n"
QUIET = ("wait 0.2", "")
KNOCKS = tuple(line for count in (3, 2, 5, 3, 4) for line in ("wait 0.2", f"knock {count}", "wait 1.5"))
CLICKS = ("wait 0.1", "edges 0 1.2 210 211.2 423 424.2", "wait 0.9", "")
"""As a hand's, but for how short each rings: with the rules as delivered they wake the hatch.

They come a breath after four knocks, and are no secret knock for that: each step is a part of its own.
"""
BUMP = ("wait 0.2", "edges 0 2 4 8", "wait 0.9", "")
RUMBLE = ("wait 0.2", f"edges {' '.join(str(ms) for ms in range(0, 400, 5))}", "wait 1", "")
DONE = (*QUIET, *KNOCKS, *CLICKS, *BUMP, *RUMBLE)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house that says little."""
    folder = tmp_path / "house"
    folder.mkdir()
    (folder / "kiosk.toml").write_text(HOUSE, encoding="utf-8")
    return folder


def calibrated(house: Path, *lines: str, more: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    said = "".join(f"{line}\n" for line in lines)
    ran = kiosk(
        "knock", "calibrate", "--simulate", "--config", str(house), *more, said=said.encode(), within_s=60.0
    )
    assert "Traceback" not in ran.stderr
    return ran


def test_it_asks_measures_proposes_and_writes_after_a_yes(house: Path, tmp_path: Path) -> None:
    """The errors as they are and as they would be; the one key that is better; comments and all else stay."""
    tape = tmp_path / "tape.txt"
    ran = calibrated(house, *DONE, "wait 0.5", "y", "wait 0.2", more=("--save", str(tape)))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    for asked in ("1/9  Let it be quiet", "4/9  Knock 5 times", "7/9  Close the shutter", "9/9  Crack ice"):
        assert asked in ran.stdout
    rows = {line.rsplit(" in ")[0].split("   ")[0]: line for line in ran.stdout.splitlines()}
    assert rows["knockings missed"].split()[-6:] == ["0", "of", "5", "0", "of", "5"]
    assert rows["woken by shutter"].split()[3] == "1"
    assert rows["woken by shutter"].split()[-1] == "0"
    assert "heard: 3\n" in ran.stdout
    assert "heard: (1)   (in brackets: not taken for a knocking)" in ran.stdout
    assert "least_ring_s = " in ran.stdout
    after = (house / "kiosk.toml").read_text(encoding="utf-8")
    kept, _, added = after.partition("\nleast_ring_s = ")
    assert kept == "# ours\n[knock]\nring_s = 0.01    # since the fair"
    assert added.partition("\n")[2] == "\n[sounds]\non = false\n"
    again = kiosk("knock", "calibrate", "--from", str(tape), "--config", str(house))
    assert again.returncode == 0
    assert "Nothing is to be changed" in again.stdout


@pytest.mark.parametrize(("typed", "writes"), [("n\n", False), ("\n", False), ("s\n", True)])
def test_on_a_terminal_a_recording_asks_too(house: Path, tmp_path: Path, typed: str, writes: bool) -> None:
    """A no or a bare Enter leaves the file as it was, byte for byte; a yes in the house's language writes it."""
    tape = tmp_path / "tape.txt"
    tape.write_text(TAPE, encoding="utf-8")
    looked_at = LookedAt(
        [*KIOSK, "knock", "calibrate", "--from", str(tape), "--config", str(house)], columns=200
    )
    try:
        looked_at.says("kiosk.toml? [y/N]")
        looked_at.type(typed)
        assert looked_at.ended() == 0
    finally:
        looked_at.close()
    assert ((house / "kiosk.toml").read_text(encoding="utf-8") != HOUSE) is writes


def test_a_recording_proposes_and_writes_when_told_to(house: Path, tmp_path: Path) -> None:
    """Where nobody can be asked nothing is written, but for `--write`; what was written can be read."""
    tape = tmp_path / "tape.txt"
    tape.write_text(TAPE, encoding="utf-8")
    proposed = kiosk("knock", "calibrate", "--from", str(tape), "--config", str(house))
    assert proposed.returncode == 0
    assert "Nothing was written. With --write it is." in proposed.stdout
    assert (house / "kiosk.toml").read_text(encoding="utf-8") == HOUSE
    wrote = kiosk("knock", "calibrate", "--from", str(tape), "--config", str(house), "--write")
    assert f"Written to {house / 'kiosk.toml'}" in wrote.stdout
    assert "least_ring_s" in (house / "kiosk.toml").read_text(encoding="utf-8")
    assert kiosk("check", "--config", str(house)).returncode == 0


def test_a_house_without_a_file_gets_one(tmp_path: Path) -> None:
    """The first key that differs makes the file."""
    tape, fresh = tmp_path / "tape.txt", tmp_path / "fresh"
    fresh.mkdir()
    tape.write_text(TAPE, encoding="utf-8")
    ran = kiosk("knock", "calibrate", "--from", str(tape), "--config", str(fresh), "--write")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert (fresh / "kiosk.toml").read_text(encoding="utf-8").startswith("[knock]\n")
    assert kiosk("check", "--config", str(fresh)).returncode == 0


def test_a_file_that_cannot_be_changed_safely_is_left_alone(house: Path, tmp_path: Path) -> None:
    """What to write by hand is told instead."""
    tape = tmp_path / "tape.txt"
    tape.write_text(TAPE, encoding="utf-8")
    odd = "knock = { ring_s = 0.012 }\n"
    (house / "kiosk.toml").write_text(odd, encoding="utf-8")
    ran = kiosk("knock", "calibrate", "--from", str(tape), "--config", str(house), "--write")
    assert ran.returncode == 2
    assert "Write this yourself, under [knock]: least_ring_s = " in ran.stderr
    assert (house / "kiosk.toml").read_text(encoding="utf-8") == odd


def test_a_recording_without_marks_is_told_so(house: Path, tmp_path: Path) -> None:
    """Nobody knows what was done in it."""
    tape = tmp_path / "tape.txt"
    tape.write_text("kiosk knock recording 1\n0.1 active\n0.2 idle\n1 end\n", encoding="utf-8")
    ran = kiosk("knock", "calibrate", "--from", str(tape), "--config", str(house))
    assert ran.returncode == 2
    assert "holds no marks" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_where_nothing_was_heard_nothing_is_proposed(house: Path) -> None:
    """A dead sensor is no reason to change numbers."""
    silent = [line for line in DONE if not line.startswith(("knock", "edges"))]
    ran = calibrated(house, *(line if line != "wait 1.5" else "" for line in silent))
    assert ran.returncode == 1
    assert "Too little was heard to judge by" in ran.stdout
    assert (house / "kiosk.toml").read_text(encoding="utf-8") == HOUSE


TAPE = """\
kiosk knock recording 1
0.0 mark quiet
5.0 mark knocks 3
6.000 active
6.006 idle
6.210 active
6.216 idle
6.433 active
6.439 idle
12.0 mark bottle
13.000 active
13.0003 idle
13.210 active
13.2103 idle
13.433 active
13.4333 idle
20.0 end
"""
"""Three knocks, and clicks in the same rhythm that ring a twentieth as long."""
