"""The installer, run for real into a fresh root: install, again, upgrade, two failed upgrades, rollback, uninstall."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.systemd.machine import OWN, Machine

pytestmark = pytest.mark.timeout(600)  # releases are built anew

UNITS = "etc/systemd/system"
PAIR = "/srv/pair.tar"
TECHNICIAN = 1000


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A machine with a wheelhouse, a configuration of its own, and the kiosk."""
    machine = Machine(tmp_path_factory.mktemp("machine"))
    try:
        machine.furnish()
        done = machine.install(machine.release("1"), "both", "--screen", "cage", "--without", "sysrq")
        assert done.returncode == 0, done.stdout + done.stderr
        yield machine
    finally:
        machine.root.close()


def test_one_command_leaves_a_whole_kiosk(installed: Machine) -> None:
    """Release, units, users, broker and locks are there; the house's own configuration is as it was."""
    root = installed.root
    assert installed.current().startswith("1.")
    for unit in ("kiosk-hatch", "kiosk-bar"):
        assert root.path(f"{UNITS}/kiosk.target.wants/{unit}.service").readlink() == Path(
            f"../{unit}.service"
        )
    assert root.path(f"{UNITS}/multi-user.target.wants/kiosk.target").is_symlink()
    users = root.path("etc/passwd").read_text(encoding="utf-8")
    assert all(f"kiosk-{one}:" in users for one in ("hatch", "bar", "display"))
    assert root.path("etc/kiosk/kiosk.toml").read_text(encoding="utf-8") == OWN
    assert not root.path("etc/sysctl.d/90-kiosk-sysrq.conf").exists()
    assert root.path("etc/systemd/logind.conf.d/kiosk-consoles.conf").exists()
    said = root.run(
        root.path("opt/kiosk/current/venv/bin/kiosk"), "check", "--config", root.path("etc/kiosk")
    )
    assert said.returncode == 0, said.stderr


def test_secrets_are_roots_alone_and_the_brokers_list_is_hashed(installed: Machine) -> None:
    """One password a role, each its own, unreadable for others; the broker keeps no password as it is."""
    secrets = list(installed.root.path("etc/kiosk/secrets").iterdir())
    assert {file.name for file in secrets} == {"hatch", "bar", "doctor", "home-assistant"}
    words = {file.read_text(encoding="utf-8").strip() for file in secrets}
    assert len(words) == 4
    assert min(map(len, words)) >= 24
    assert {file.stat().st_mode & 0o777 for file in secrets} == {0o400}
    kept = installed.root.path("etc/mosquitto/kiosk/passwords")
    assert kept.stat().st_mode & 0o777 == 0o600
    text = kept.read_text(encoding="utf-8")
    assert all(word not in text for word in words)
    assert all(f"{file.name}:$" in text for file in secrets)


def test_the_broker_reads_its_configuration(installed: Machine, tmp_path: Path) -> None:
    """Mosquitto starts with the very files that were laid, and the ACL has both directions of every topic."""
    rights = installed.root.path("etc/mosquitto/kiosk/acl").read_text(encoding="utf-8")
    assert "@" not in rights
    of = {part.split()[0]: part for part in rights.split("user ")[1:]}
    for kind in ("menu", "board", "response", "knock"):
        assert f"write backdoor43/+/{kind}" in of["hatch"]
        assert f"read backdoor43/+/{kind}" in of["bar"]
    for kind in ("seen", "request"):
        assert f"write backdoor43/+/{kind}" in of["bar"]
        assert f"read backdoor43/+/{kind}" in of["hatch"]
    assert not re.search(r"write backdoor43/\+/board", of["home-assistant"] + of["bar"] + of["doctor"])


def test_a_second_run_changes_nothing(installed: Machine) -> None:
    """Idempotent: the same release and choices leave every file as it is, and the installer says so."""
    before = installed.files()
    done = installed.install(installed.root.path("root/1"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nothing was changed" in done.stdout
    assert installed.files() == before


def test_an_installed_release_is_no_source_of_another(installed: Machine) -> None:
    """Its installer can only roll back and uninstall: asked for more it says where to go, and changes nothing."""
    before = installed.files()
    done = installed.install(installed.root.path("opt/kiosk/current"))
    assert done.returncode == 1
    assert "unpack its tarball" in done.stderr
    assert installed.files() == before


def test_an_upgrade_keeps_passwords_books_and_choices(installed: Machine) -> None:
    """The new release is in place, the old one kept with a copy of the books; what is the house's is as it was."""
    books = installed.root.path("var/lib/kiosk/kiosk.db")
    books.parent.mkdir(parents=True, exist_ok=True)
    _a_book(installed, books)
    before, was = installed.files(), installed.current()
    done = installed.install(installed.release("2"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert installed.current().startswith("2.")
    assert len(installed.releases()) == 2
    assert installed.files() == before
    copy = installed.root.path(f"opt/kiosk/releases/{was}/books.db")
    assert sqlite3.connect(copy).execute("PRAGMA quick_check").fetchone() == ("ok",)
    assert copy.stat().st_mode & 0o777 == 0o600


def test_an_upgrade_that_does_not_start_changes_nothing(installed: Machine) -> None:
    """A release whose program cannot even check the configuration is not switched to."""
    broken = {"kiosk/commands/check.py": ("import sys\n", "raise RuntimeError('broken')\n")}
    before, was, kept = installed.files(), installed.current(), installed.releases()
    done = installed.install(installed.release("3", **broken))
    assert done.returncode != 0
    assert "Nothing was changed" in done.stderr
    assert (installed.current(), installed.files()) == (was, before)
    assert set(kept) <= set(installed.releases())


def test_an_upgrade_without_its_packages_changes_nothing(installed: Machine) -> None:
    """A wheelhouse with a package that is not the locked one is refused by its hash, and nothing is left behind."""
    [wheel] = installed.wheels.glob("msgspec-*.whl")
    good = wheel.read_bytes()
    wheel.write_bytes(good + b"tampered")
    before, was, kept = installed.files(), installed.current(), installed.releases()
    try:
        done = installed.install(installed.release("4"))
    finally:
        wheel.write_bytes(good)
    assert done.returncode != 0
    assert "nothing was changed" in done.stderr.lower()
    assert (installed.current(), installed.files(), installed.releases()) == (was, before, kept)


def test_a_rollback_goes_back_one_release(installed: Machine) -> None:
    """The release before is in place again, and only one step back is possible."""
    done = installed.root.run(installed.root.path("root/2/systemd/install"), "--rollback")
    assert done.returncode == 0, done.stdout + done.stderr
    assert installed.current().startswith("1.")
    again = installed.root.run(installed.root.path("root/2/systemd/install"), "--rollback")
    assert again.returncode != 0
    assert "no release before" in again.stderr


def test_what_an_older_release_cannot_read_is_put_aside(installed: Machine) -> None:
    """Books of a newer shape: the rollback brings back the old release's copy, and leaves the newer ones beside it."""
    books = installed.root.path("var/lib/kiosk/kiosk.db")
    done = installed.install(installed.root.path("root/2"))
    assert done.returncode == 0, done.stdout + done.stderr
    with sqlite3.connect(books) as newer:
        [table] = [
            name
            for (name,) in newer.execute("select name from sqlite_master where type = 'table'")
            if "migrations" in name
        ]
        newer.execute(
            f"insert into {table} (migration_set, name, applied_at) select migration_set, 'the_future', applied_at from {table} limit 1"
        )
    done = installed.root.run(installed.root.path("root/2/systemd/install"), "--rollback")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "own copy of the books is back" in done.stdout
    [aside] = [
        file for file in books.parent.glob("kiosk.db.newer-*") if not file.name.endswith(("-wal", "-shm"))
    ]
    names = {name for (name,) in sqlite3.connect(books).execute(f"select name from {table}")}
    assert "the_future" not in names
    assert "the_future" in {name for (name,) in sqlite3.connect(aside).execute(f"select name from {table}")}


def test_a_bar_on_another_machine_is_let_in(
    installed: Machine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What pair makes on the hatch's machine is all that a bar's needs: the broker's name, whom to trust, its password."""
    if not installed.root.whole:
        pytest.skip("pair works on a whole system only, which takes root")
    by_sudo = ("env", f"SUDO_UID={TECHNICIAN}", f"SUDO_GID={TECHNICIAN}")
    paired = installed.root.run(*by_sudo, installed.root.path("root/2/systemd/pair"), "hatch.test", PAIR)
    assert paired.returncode == 0, paired.stdout + paired.stderr
    assert "listener 8883" in installed.root.path("etc/kiosk/broker.d/bar.conf").read_text(encoding="utf-8")
    bundle = installed.root.path(PAIR)
    assert bundle.stat().st_mode & 0o777 == 0o600
    assert bundle.stat().st_uid == TECHNICIAN, "scp could not read it"

    bar = Machine(tmp_path_factory.mktemp("bar"))
    try:
        shutil.copytree(installed.wheels, bar.wheels)
        shutil.copy(bundle, bar.root.path(PAIR))
        done = bar.install(bar.release("1"), "bar", "--screen", "cage", "--join", PAIR)
        assert done.returncode == 0, done.stdout + done.stderr
        config, root = bar.root.path("etc/kiosk"), bar.root
        assert 'host = "hatch.test"' in (config / "kiosk.toml").read_text(encoding="utf-8")
        theirs = installed.root.path("etc/kiosk/secrets/bar").read_text(encoding="utf-8")
        assert (config / "secrets" / "bar").read_text(encoding="utf-8") == theirs
        assert not (config / "secrets" / "hatch").exists()
        assert "encrypted" in root.run(root.path("opt/kiosk/current/venv/bin/kiosk"), "check").stdout
        assert not root.path(f"{UNITS}/kiosk-hatch.service").exists()
        assert root.path(f"{UNITS}/kiosk-bar.service.d/lan.conf").exists()
    finally:
        bar.root.close()


def test_an_uninstall_leaves_the_books_and_the_configuration(installed: Machine) -> None:
    """The programs are gone, what is the house's stays, and it is said where."""
    root = installed.root
    done = root.run(root.path("root/2/systemd/install"), "--uninstall")
    assert done.returncode == 0, done.stdout + done.stderr
    assert not root.path("opt/kiosk").exists()
    assert not list(root.path(UNITS).rglob("kiosk*"))
    assert "var/lib/kiosk" in done.stdout
    assert root.path("var/lib/kiosk/kiosk.db").exists()
    assert root.path("etc/kiosk/kiosk.toml").read_text(encoding="utf-8") == OWN


def _a_book(machine: Machine, books: Path) -> None:
    """Books as the installed release begins them."""
    program = (
        "import sys; from pathlib import Path; from kiosk.shell.store import Store; "
        "Store.open(Path(sys.argv[1]), note=print).close()"
    )
    done = machine.root.run(machine.root.path("opt/kiosk/current/venv/bin/python"), "-c", program, books)
    assert done.returncode == 0, done.stderr
    if machine.root.whole:
        done = machine.root.run("chown", "-R", "kiosk-hatch:", books.parent)
        assert done.returncode == 0, done.stderr
