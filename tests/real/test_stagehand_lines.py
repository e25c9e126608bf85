"""The stagehand's contract, with both real programs: one line there, one line back, whatever the line says."""

import json
import os
from pathlib import Path

import pytest

from tests.real.house import House, kiosk

GOOD = {
    "see": "ok [",
    "state": "ok {",
    "wait 0": "ok wait 0",
    "wait 0.01": "ok wait 0.01",
    "   see   ": "ok [",
}
"""What either program answers, and how the answer begins."""
HATCH_ONLY = {
    "knock": "ok knock",
    "knock 2 70": "ok knock 2 70",
    "slit open": "ok slit open",
    "slit closed": "ok slit closed",
    "edges 0 1 5": "ok edges 0 1 5",
    "cut slit": "ok cut slit",
    "mend slit": "ok mend slit",
}
BAD = (
    "dance",
    "Bär 🍸",
    "touch",
    "touch what nobody shows",
    "touch 77",
    "touch 99999999999999999999999 5",
    "touch -3 7",
    "knock many",
    "knock 0",
    "knock -1",
    "knock 1e9",
    "knock nan",
    "knock 2 1",
    "slit",
    "slit ajar",
    "edges",
    "edges never",
    "cut",
    "cut corners",
    "mend fences",
    "slit open closed",
    "wait",
    "wait -1",
    "wait inf",
    "wait soon",
    "shot",
    "shot picture.jpg",
    "shot /nowhere/at/all.png",
    "shot /proc/picture.png",
    "shot a\0b.png",
    "{}",
    "x" * 100_000,
)
NO_TEXT = b"touch \xff\xfe\xc3(\n"
"""Bytes that are no UTF-8."""


def answers(house: House, program: str, said: bytes, **different: str) -> list[str]:
    """Say lines to a program and then `quit`; every line that came back, but for the last."""
    environment = {**os.environ, **different}
    ran = kiosk(
        program, "--config", str(house.config), "--simulate", environment=environment, said=said + b"quit\n"
    )
    assert ran.returncode == 0, ran.stderr
    assert "Traceback" not in ran.stderr
    *lines, last = ran.stdout.splitlines()
    assert last == "ok quit"
    return lines


def lines(*said: str) -> bytes:
    """Lines as they are written."""
    return "".join(f"{line}\n" for line in said).encode()


def test_the_hatch_answers_each_line_with_one(quiet_house: House) -> None:
    """Every command of the list is answered once, in turn, and as promised."""
    wanted = {**GOOD, **HATCH_ONLY}
    came = answers(quiet_house, "hatch", lines(*wanted))
    assert len(came) == len(wanted)
    for line, (said, begins) in zip(came, wanted.items(), strict=True):
        assert line.startswith(begins), said


def test_the_bar_answers_each_line_with_one(quiet_house: House) -> None:
    """The bar knows the same commands but those of the sensors, and says so."""
    wanted = {**GOOD, **dict.fromkeys(HATCH_ONLY, "error ")}
    came = answers(quiet_house, "bar", lines(*wanted))
    assert len(came) == len(wanted)
    for line, (said, begins) in zip(came, wanted.items(), strict=True):
        assert line.startswith(begins), said


@pytest.mark.parametrize("program", ["hatch", "bar"])
def test_a_bad_line_is_answered_with_one_error(quiet_house: House, program: str) -> None:
    """Whatever is wrong with a line, one line says so, and the next good line is answered as ever."""
    said = [line for bad in BAD for line in (bad, "see")]
    came = answers(quiet_house, program, lines(*said))
    assert len(came) == len(said)
    for bad, answer, seen in zip(BAD, came[::2], came[1::2], strict=True):
        assert answer.startswith("error "), bad
        assert len(answer) > len("error "), bad
        assert json.loads(seen.removeprefix("ok ")), bad


@pytest.mark.parametrize("program", ["hatch", "bar"])
def test_bytes_that_are_no_text_are_answered_too(quiet_house: House, program: str) -> None:
    """A line that is no UTF-8 is refused like any other, and does not silence the program."""
    refused, seen = answers(quiet_house, program, NO_TEXT + lines("see"))
    assert refused.startswith("error ")
    assert seen.startswith("ok [")


OTHER_ALPHABETS = ("latin-1", "ascii", "utf-8:strict")


@pytest.mark.parametrize("encoding", OTHER_ALPHABETS)
def test_the_lines_are_utf_8_whatever_the_locale(quiet_house: House, encoding: str) -> None:
    """A price with its euro sign comes through on a machine that was set up for another alphabet."""
    said = lines("knock 2", "wait 1", "see", "touch Ünding") + NO_TEXT
    _, _, menu, unheard, no_text = answers(quiet_house, "hatch", said, PYTHONIOENCODING=encoding)
    assert "7,00\xa0€" in json.loads(menu.removeprefix("ok "))
    assert "Ünding" in unheard
    assert no_text.startswith("error ")


def test_an_empty_line_is_answered_too(quiet_house: House) -> None:
    """Each of them, with one line."""
    came = answers(quiet_house, "bar", b"\n   \nsee\n\n")
    assert [line.partition(" ")[0] for line in came] == ["error", "error", "ok", "error"]


def test_a_shot_is_a_picture_of_the_screen(quiet_house: House, tmp_path: Path) -> None:
    """`shot` writes a PNG, of the size that the screen has."""
    picture = tmp_path / "a picture with spaces.png"
    assert answers(quiet_house, "hatch", lines(f"shot {picture}")) == [f"ok shot {picture}"]
    begun = picture.read_bytes()[:24]
    assert begun.startswith(b"\x89PNG")
    assert (int.from_bytes(begun[16:20]), int.from_bytes(begun[20:24])) == (800, 480)


def test_a_touch_by_place_meets_what_is_there(quiet_house: House) -> None:
    """`touch X Y` wakes the wall as a finger would; beside the screen nothing is met."""
    woken, beside, state = answers(quiet_house, "hatch", lines("touch 400 240", "touch 4000 240", "state"))
    assert woken.startswith("ok touch")
    assert beside.startswith("error ")
    assert json.loads(state.removeprefix("ok "))["mood"] == "menu"
