"""`kiosk knock watch`, as a real process: lines into a pipe, a picture on a terminal, which it leaves as it found it."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.real.house import ENDS_WITHIN_S, kiosk
from tests.real.looked_at import KIOSK, LookedAt

RECORDING = """\
kiosk knock recording 1
0.100000 mark three
0.500000 active
0.502000 idle
0.700000 active
0.702000 idle
0.900000 active
0.902000 idle
2.000000 end
"""
LEFT = "\x1b[?25h\x1b[?1049l"
"""The cursor is seen again, and the screen is the one from before."""


@pytest.fixture
def watch() -> Iterator[LookedAt]:
    """A watch on simulated pins, in a terminal."""
    looked_at = LookedAt([*KIOSK, "knock", "watch", "--simulate"])
    yield looked_at
    looked_at.close()


def watched(*commands: str, more: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """A watch on simulated pins that is told what happens, and its end; all it said."""
    said = "".join(f"{command}\n" for command in (*commands, "quit"))
    ran = kiosk("knock", "watch", "--simulate", *more, said=said.encode())
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == ""
    return ran


# --- lines -------------------------------------------------------------------------------------------------------
def test_what_happens_is_a_line_each() -> None:
    """Bursts, knocks and the bout with its count; the slit; and why something was no knock."""
    said = watched("knock 3", "wait 0.8", "slit open", "edges 100 101", "wait 0.2").stdout
    assert said.count("burst ") == 4
    assert "KNOCKING   knocks: 3" in said
    assert "slit       open" in said
    assert "no knock   the slit moved" in said
    assert "\x1b" not in said


def test_a_line_that_sticks_says_so() -> None:
    """An edge that never comes back: after its time the ear switches itself off, and says why."""
    assert "the ear has switched itself off" in watched("edges 0", "wait 3.2").stdout


def test_a_lost_sensor_and_its_return_are_lines() -> None:
    """With the reason; and knocks are heard again."""
    said = watched("cut knock", "wait 1.3", "mend knock", "wait 1.3", "knock 2", "wait 0.8").stdout
    assert "the knock sensor is lost: GPIO17" in said
    assert "the knock sensor is there again" in said
    assert "KNOCKING   knocks: 2" in said


def test_a_command_that_is_none_is_told_what_there_is() -> None:
    """And the watch goes on."""
    said = watched("dance", "knock 0", "knock 2", "wait 0.8").stdout
    assert "There is no command “dance” here: knock [N]" in said
    assert "0 blows" in said
    assert "KNOCKING   knocks: 2" in said


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_well(sign: signal.Signals, tmp_path: Path) -> None:
    """With status 0, and the recording has its end."""
    file = tmp_path / "tape.txt"
    running = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "knock", "watch", "--simulate", "--save", str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write("knock 1\n")
    assert "knock" in running.stdout.readline()
    running.send_signal(sign)
    running.communicate(timeout=ENDS_WITHIN_S)
    assert running.returncode == 0
    assert file.read_text(encoding="utf-8").splitlines()[-1].endswith(" end")


def test_who_has_read_enough_ends_it() -> None:
    """`| head -1` is no fault: no traceback, no error."""
    running = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "knock", "watch", "--simulate"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdout.close()
    running.stdin.write("knock 3\nwait 1\nknock 3\nwait 1\n")
    running.stdin.close()
    assert running.wait(ENDS_WITHIN_S) == 0
    assert running.stderr is not None
    assert running.stderr.read() == ""
    running.stderr.close()


# --- recordings --------------------------------------------------------------------------------------------------
def test_what_is_saved_is_heard_again_the_same(tmp_path: Path) -> None:
    """A recording played back gives the very lines of the watch that made it."""
    file = tmp_path / "tape.txt"
    said = watched(
        "knock 3", "wait 1", "slit open", "wait 1", "knock 2 150", "wait 0.8", more=("--save", str(file))
    )
    lines = said.stdout.splitlines()
    assert "are written to" in lines.pop()
    again = kiosk("knock", "watch", "--from", str(file))
    assert again.returncode == 0
    assert [line.split(maxsplit=1)[1] for line in again.stdout.splitlines()] == [
        line.split(maxsplit=1)[1] for line in lines
    ]


def test_a_recording_is_told_at_once(tmp_path: Path) -> None:
    """Where nobody looks it is not played in its own time; its marks are told too."""
    file = tmp_path / "long.txt"
    file.write_text(RECORDING.replace("2.000000 end", "3600.000000 end"), encoding="utf-8")
    said = kiosk("knock", "watch", "--from", str(file)).stdout
    assert "mark       three" in said
    assert "KNOCKING   knocks: 3  o--------o--------o" in said


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "the recording is empty"),
        ("Dear diary\n", "this is no recording of a knock line"),
        ("kiosk knock recording 2\n0 end\n", "is of another version"),
        (RECORDING.replace("2.000000 end\n", ""), "line 8: the recording breaks off"),
        (RECORDING.replace("0.700000 active", "0.400000 active"), "line 5: 0.4 s comes after 0.502 s"),
        (RECORDING.replace("0.702000 idle", "0.702000 dancing"), '"dancing" is nothing'),
        (RECORDING.replace("0.702000 idle", "soon idle"), '"soon" is no time'),
        ("kiosk knock recording 1\n1.0 end\n", "holds no edge"),
    ],
)
def test_a_recording_that_cannot_be_used_is_one_message(tmp_path: Path, text: str, says: str) -> None:
    """The file, the line, what is wrong and the mend; nothing else."""
    file = tmp_path / "tape.txt"
    file.write_text(text, encoding="utf-8")
    ran = kiosk("knock", "watch", "--from", str(file))
    assert (ran.returncode, ran.stdout) == (2, "")
    assert len(ran.stderr.splitlines()) == 1
    assert ran.stderr.startswith(f"kiosk knock: {file}: ")
    assert says in ran.stderr
    assert ran.stderr.rstrip().count(". ") >= 1, "after what is wrong comes what to do"


def test_a_recording_that_is_no_text_or_not_there_is_one_message(tmp_path: Path) -> None:
    """A picture, or a name that is wrong."""
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\xff\xfe")
    assert "it is no text" in kiosk("knock", "watch", "--from", str(picture)).stderr
    missing = kiosk("knock", "watch", "--from", str(tmp_path / "none.txt"))
    assert missing.returncode == 2
    assert "cannot be read (No such file or directory)" in missing.stderr


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    """A night's recording is not lost to a typing error."""
    file = tmp_path / "precious.txt"
    file.write_text(RECORDING, encoding="utf-8")
    ran = kiosk("knock", "watch", "--simulate", "--save", str(file), said=b"quit\n")
    assert ran.returncode == 2
    assert "is there already, and is kept" in ran.stderr
    assert file.read_text(encoding="utf-8") == RECORDING


# --- the picture -------------------------------------------------------------------------------------------------
def test_the_picture_lives(watch: LookedAt) -> None:
    """K knocks on the pretended wood: edges, a burst and a knock are drawn, counted, and told below."""
    watch.shows("K knocks")
    watch.type("k")
    watch.shows("burst ")
    time.sleep(0.2)
    watch.type("k")
    rows = watch.shows("KNOCKING")
    assert any(row.startswith("knocks") and "●" in row for row in rows)
    assert any(row.startswith("bursts") and "▀" in row for row in rows)
    assert any("2 knocks" in row for row in rows)
    watch.type("s")
    watch.shows("slit open")


def test_q_ends_it_and_leaves_the_terminal_as_it_was(watch: LookedAt) -> None:
    """Status 0, the cursor back, the old screen back, every setting of the terminal as before."""
    watch.shows("Q ends")
    assert watch.attributes() != watch.found, "while it draws, keys are not echoed"
    watch.type("q")
    assert watch.ended() == 0
    assert watch.text.rstrip().endswith(LEFT)
    assert watch.attributes() == watch.found


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(watch: LookedAt, sign: signal.Signals) -> None:
    """Ctrl+C, systemd's SIGTERM, a lost connection: all the same."""
    watch.shows("Q ends")
    watch.signal(sign)
    assert watch.ended() == 0
    assert watch.text.rstrip().endswith(LEFT)
    assert watch.attributes() == watch.found


def test_ctrl_c_is_typed_and_ends_it(watch: LookedAt) -> None:
    """By the terminal's own key."""
    watch.shows("Q ends")
    watch.type("\x03")
    assert watch.ended() == 0
    assert watch.attributes() == watch.found


def test_ctrl_z_gives_the_terminal_to_the_shell_and_takes_it_again() -> None:
    """Stopped, the shell finds the terminal as it was; woken, the picture is back; ended, all is as before."""
    shell = LookedAt(["bash", "--norc", "--noprofile", "-i"], environment={"PS1": "ready> "})
    try:
        shell.says("ready>")
        before = settings_of(shell, 1)
        shell.type(f"{' '.join(KIOSK)} knock watch --simulate\n")
        shell.shows("Q ends")
        shell.type("\x1a")
        shell.says("Stopped")
        assert settings_of(shell, 2) == before
        seen = shell.text.count("Q ends")
        shell.type("fg\n")
        shell.shows(lambda _rows: shell.text.count("Q ends") > seen)
        shell.type("q")
        shell.shows(lambda _rows: shell.text.rpartition(LEFT)[2].endswith("ready> "))
        assert settings_of(shell, 3) == before
        shell.type("exit\n")
        assert shell.ended() == 0
    finally:
        shell.close()


def fits(columns: int, rows: int, picture: list[str]) -> bool:
    """Whether a picture wraps nowhere and loses nothing below."""
    return len(picture) <= rows and all(len(row) < max(columns, 2) for row in picture)


def settings_of(shell: LookedAt, time: int) -> str:
    """What `stty -g` says in a shell; each time is asked for by its number. What is typed does not end as what is answered."""
    shell.type(f"echo settings {time}: $(stty -g) {time}''.\n")
    shell.says(f" {time}.\r\n")
    return shell.text.rpartition(f"settings {time}: ")[2].partition(f" {time}.")[0]


def test_the_picture_fits_any_window(watch: LookedAt) -> None:
    """Made small, no row wraps and none is lost below; made tiny, it does not fall over."""
    watch.shows("Q ends")
    for columns, rows in ((60, 16), (30, 12), (12, 4), (1, 1), (200, 60)):
        watch.resize(columns, rows)
        watch.signal(signal.SIGWINCH)
        watch.shows(partial(fits, columns, rows))
    watch.shows("Q ends")


def test_a_terminal_without_such_letters_gets_plain_ones() -> None:
    """In an encoding that has no blocks and dots, the picture is drawn with what it has."""
    watch = LookedAt([*KIOSK, "knock", "watch", "--simulate"], environment={"PYTHONIOENCODING": "ascii"})
    try:
        watch.shows("Q ends")
        watch.type("k")
        watch.shows(lambda rows: any(row.startswith("knocks") and row.endswith("o") for row in rows))
    finally:
        watch.close()


def test_a_recording_on_a_terminal_is_played_in_its_own_time(tmp_path: Path) -> None:
    """And ends by itself."""
    file = tmp_path / "tape.txt"
    file.write_text(RECORDING, encoding="utf-8")
    watch = LookedAt([*KIOSK, "knock", "watch", "--from", str(file)])
    try:
        watch.shows("KNOCKING   knocks: 3")
        assert watch.ended() == 0
        assert watch.attributes() == watch.found
    finally:
        watch.close()
