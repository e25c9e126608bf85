"""The demo, stopped in the middle: it takes its broker and both programs with it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.shell.broker import find_mosquitto
from tests.real.conftest import cannot
from tests.real.house import until

Demo = subprocess.Popen[bytes]


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    """A demo in a session of its own, playing its scripted night."""
    if find_mosquitto() is None:
        cannot("mosquitto is not installed (sudo apt install mosquitto)")
    told = tmp_path / "told"
    command = [sys.executable, "-m", "kiosk", "demo", "--headless", "--pictures", str(tmp_path / "album")]
    with told.open("wb") as out:
        running = subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True)
    try:
        until(lambda: list((tmp_path / "album").glob("*bar.png")), "the demo's first picture")
        yield running
        assert "Traceback" not in told.read_text(encoding="utf-8")
    finally:
        for pid in session(running):
            os.kill(pid, signal.SIGKILL)
        running.wait()


def session(demo: Demo) -> list[int]:
    """The processes of the demo's session that still run (proc(5): pid, name in brackets, state, parent, group, session)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        if int(fields[3]) == demo.pid and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def interrupted(demo: Demo) -> None:
    """Ctrl+C at a terminal goes to everybody in the foreground."""
    os.killpg(demo.pid, signal.SIGINT)


@pytest.mark.parametrize("stop", [subprocess.Popen.terminate, interrupted])
def test_a_stopped_demo_leaves_nobody_behind(demo: Demo, stop: Callable[[Demo], None]) -> None:
    """Terminated, or interrupted at a terminal: broker, hatch and bar end with it, without a traceback."""
    assert len(session(demo)) == 4
    stop(demo)
    assert demo.wait(5) != 0
    assert session(demo) == []
