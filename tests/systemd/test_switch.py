"""A release is put in place of another that runs: what does not become ready is taken back, whatever else happens.

Where systemd is not at work, `pretend/systemctl` does as much of it as the installer asks for; the programs are the real ones.
"""

import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.systemd.machine import Machine

pytestmark = pytest.mark.timeout(600)  # packages are built anew, and programs started

PRETEND = Path(__file__).parent / "pretend" / "systemctl"
BOOKS = "var/lib/kiosk/kiosk.db"
PROGRAMS = ("kiosk-hatch.service", "kiosk-bar.service")
DOOR = "kiosk/commands/hatch.py"
OPENS = "    foresee(stage, program, state)\n"
"""The last that a hatch does before it is ready, with its books open."""
NO_REST = {"kiosk/commands/door.py": ("REST_S = 30.0", "REST_S = 1.0")}
MORE_SHAPE = (
    "FROM_THE_BAR = (",
    '@migrations()\ndef the_future(db: Database) -> None:\n    """More."""\n\n\nFROM_THE_BAR = (',
)


class Running(Machine):
    """A machine whose programs run."""

    def patience(self, seconds: float) -> None:
        """How long a program may take until it is ready."""
        self.root.path("run/pretend/patience_s").write_text(str(seconds))

    def pid(self, unit: str) -> int:
        """The process of a unit."""
        return int(self.root.path(f"run/pretend/{unit}/pid").read_text())

    def runs(self, release: str) -> bool:
        """Whether every program does, each out of this release."""
        return all(f"/{release}/" in _executed(self.pid(unit)) for unit in PROGRAMS)

    def books(self) -> tuple[str, frozenset[str]]:
        """Whose they are, and the steps that have shaped them."""
        with closing(sqlite3.connect(f"file:{self.root.path(BOOKS)}?mode=ro", uri=True)) as books:
            [[name]] = books.execute("select value from facts where key = 'books'")
            return name, frozenset(step for (step,) in books.execute("select name from _sqlite_migrations"))


def _executed(pid: int) -> str:
    """The program text that a process was started with."""
    return Path(f"/proc/{pid}/maps").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A machine with a kiosk that runs."""
    machine = Running(tmp_path_factory.mktemp("machine"))
    try:
        if not machine.root.whole:
            pytest.skip("to start programs as their users takes root, and a root to change into")
        shutil.copy(PRETEND, machine.root.path("usr/local/bin"))
        for folder in ("run/systemd/system", "run/pretend"):
            machine.root.path(folder).mkdir(parents=True)
        machine.patience(60)
        machine.furnish()
        done = machine.install(machine.release("1"), "both", "--screen", "cage", "--without", "sysrq")
        assert done.returncode == 0, done.stdout + done.stderr
        yield machine
    finally:
        if machine.root.whole:
            machine.root.run("systemctl", "stop", *PROGRAMS)
        machine.root.close()


def test_an_upgrade_of_what_runs_runs_on_in_the_new_release(machine: Running) -> None:
    """Both programs are started out of it, on the same books; again with nothing new, they are left alone."""
    before = machine.books()
    assert machine.runs(machine.current())
    done = machine.install(machine.release("2"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert machine.current().startswith("2.")
    assert machine.runs(machine.current())
    assert machine.books() == before
    pids = [machine.pid(unit) for unit in PROGRAMS]
    done = machine.install(machine.root.path("root/2"))
    assert "nothing was changed" in done.stdout
    assert [machine.pid(unit) for unit in PROGRAMS] == pids


def test_a_release_that_fails_at_its_door_is_taken_back_with_the_books(machine: Running) -> None:
    """It had changed their shape by then: the one before runs again on its own copy, and the newer ones are kept."""
    before, was, files = machine.books(), machine.current(), machine.files()
    broken = {
        DOOR: (OPENS, "    raise RuntimeError('this release is broken')\n"),
        "kiosk/shell/migrations.py": MORE_SHAPE,
        **NO_REST,
    }
    done = machine.install(machine.release("3", **broken))
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"taken back; {was} runs as before" in done.stderr
    assert (machine.current(), machine.files(), machine.books()) == (was, files, before)
    assert machine.runs(was)
    assert not [name for name in machine.releases() if name.startswith("3.")]
    assert "this release is broken" in machine.root.path("run/pretend/kiosk-hatch.service/log").read_text()
    [aside] = machine.root.path("var/lib/kiosk").glob("kiosk.db.newer-*[0-9]Z")
    with closing(sqlite3.connect(aside)) as newer:
        assert ("the_future",) in newer.execute("select name from _sqlite_migrations").fetchall()


def test_a_release_that_hangs_is_taken_back_though_the_line_broke_off(machine: Running) -> None:
    """It never says that it is ready, and the technician's session is gone by then: the one before runs again."""
    was = machine.current()
    hanging = {DOOR: (OPENS, "    __import__('time').sleep(3600)\n")}
    release = machine.release("4", **hanging)
    machine.patience(8)
    running = machine.root.start(
        release / "systemd" / "install", "--wheelhouse", f"/{machine.wheels.relative_to(machine.root.at)}"
    )
    try:
        _until(lambda: machine.current().startswith("4."), "the switch")
        assert running.stdout is not None
        running.stdout.close()
        os.killpg(running.pid, signal.SIGHUP)
        assert running.wait(timeout=90) == 1
    finally:
        machine.patience(60)
        running.kill()
        running.communicate()
    assert machine.current() == was
    assert machine.runs(was)


def test_a_release_of_which_one_program_does_not_stay_is_taken_back(machine: Running) -> None:
    """The hatch ends soon after it was ready, and the bar lives: that is no upgrade."""
    was = machine.current()
    ends = "    __import__('threading').Timer(2.0, lambda: __import__('os')._exit(3)).start()\n"
    done = machine.install(machine.release("5", **{DOOR: (OPENS, ends)}))
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"taken back; {was} runs as before" in done.stderr
    assert machine.runs(was)


def test_a_password_that_was_exchanged_is_learned_whatever_the_clock_says(machine: Running) -> None:
    """The broker is told and started again, though the file looks older than the broker's list; the screen is left alone."""
    secret, listed = (
        machine.root.path("etc/kiosk/secrets/bar"),
        machine.root.path("etc/mosquitto/kiosk/passwords"),
    )
    before = listed.read_text(encoding="utf-8")
    secret.chmod(0o600)
    secret.write_text("another-password-altogether\n", encoding="utf-8")
    os.utime(secret, (0, 0))
    machine.root.path("run/pretend/asked").unlink()
    done = machine.install(machine.root.path("root/2"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert listed.read_text(encoding="utf-8") != before
    asked = machine.root.path("run/pretend/asked").read_text(encoding="utf-8").splitlines()
    assert "restart mosquitto.service" in asked
    assert "restart kiosk-display.service" not in asked


def test_a_rollback_runs_the_release_before(machine: Running) -> None:
    """The programs are started out of it, and the books stay as they are."""
    before = machine.books()
    done = machine.root.run(machine.root.path("opt/kiosk/current/systemd/install"), "--rollback")
    assert done.returncode == 0, done.stdout + done.stderr
    assert machine.current().startswith("1.")
    assert machine.runs(machine.current())
    assert machine.books() == before


def test_a_rollback_to_what_would_not_open_is_refused(machine: Running) -> None:
    """A configuration that only the newer release understands: it is said, and all runs on."""
    done = machine.install(machine.root.path("root/2"))
    assert done.returncode == 0, done.stdout + done.stderr
    was, pids = machine.current(), [machine.pid(unit) for unit in PROGRAMS]
    house = machine.root.path("etc/kiosk/kiosk.toml")
    own = house.read_text(encoding="utf-8")
    house.write_text(f"{own}\n[tips]\nshared = true\n", encoding="utf-8")
    try:
        done = machine.root.run(machine.root.path("opt/kiosk/current/systemd/install"), "--rollback")
    finally:
        house.write_text(own, encoding="utf-8")
    assert done.returncode == 1
    assert "tips" in done.stderr
    assert "Nothing was changed" in done.stderr
    assert (machine.current(), [machine.pid(unit) for unit in PROGRAMS]) == (was, pids)


def _until(look: Callable[[], bool], what: str, within_s: float = 300.0) -> None:
    end = time.monotonic() + within_s
    while not look():
        assert time.monotonic() < end, f"{what} did not come within {within_s:g} s"
        time.sleep(0.1)
