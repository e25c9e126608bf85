"""`kiosk doctor` on a real house: every login tried at a real Mosquitto, real books, and a letter without a secret."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.commands.doctor.broker import Broker, checks
from kiosk.commands.doctor.broker_visit import Visitor
from kiosk.commands.doctor.finding import Grade
from kiosk.commands.doctor.logins import Login
from kiosk.settings import Password, load
from kiosk.shell.broker import PrivateBroker, find_mosquitto, free_port
from kiosk.shell.store import Store
from tests.real.conftest import cannot
from tests.real.house import House, kiosk
from tests.shell.test_mqtt_tls import certificates

SECRETS = {"hatch": "one-of-eight", "bar": "two-of-eight", "doctor": "three-of-eight"}
ACL = """\
user hatch
topic write {base}/+/status/hatch
topic write {base}/+/menu
topic write {base}/+/board
topic write {base}/+/response
topic write {base}/+/knock
topic read {base}/+/status/bar/+
topic read {base}/+/seen
topic read {base}/+/request
topic read {base}/+/home/#
topic write homeassistant/device/+/config
user bar
topic write {base}/+/status/bar/+
topic write {base}/+/seen
topic write {base}/+/request
topic read {base}/+/status/hatch
topic read {base}/+/menu
topic read {base}/+/board
topic read {base}/+/response
topic read {base}/+/knock
user doctor
topic read {base}/#
topic readwrite {base}/+/doctor/#
"""
PASSED_OVER = "cannot be read"


def logins(**passwords: str) -> tuple[Login, ...]:
    """The house's logins, some with another password."""
    return tuple(Login(role, role, Password(passwords.get(role, secret))) for role, secret in SECRETS.items())


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[House]:
    """A house whose broker knows three users, each with its own rights; the programs sign in with theirs."""
    if find_mosquitto() is None:
        cannot("mosquitto is not installed (sudo apt install mosquitto)")
    folder = tmp_path / "house"
    folder.mkdir()
    house = House(folder, free_port())
    with PrivateBroker(tmp_path, house.port, kind="mosquitto", rules=rules(tmp_path, house)):
        yield house
        house.close()


def rules(folder: Path, house: House, acl: str = ACL) -> str:
    """Mosquitto's lines: passwords for everybody, and what each may do."""
    passwords, rights = folder / "passwords", folder / "acl"
    passwords.touch(0o600)
    for name, secret in SECRETS.items():
        subprocess.run(["mosquitto_passwd", "-b", passwords, name, secret], check=True, capture_output=True)
        (folder / name).write_text(secret, encoding="utf-8")
    rights.write_text(acl.format(base=house.settings.broker.base), encoding="utf-8")
    rights.chmod(0o600)
    text = (house.config / "kiosk.toml").read_text(encoding="utf-8")
    for name in ("hatch", "bar"):
        own = house.folder / f"config-{name}"
        own.mkdir(exist_ok=True)
        signed = text.replace(
            "[broker]\n", f'[broker]\nusername = "{name}"\npassword_file = "{folder / name}"\n', 1
        )
        (own / "kiosk.toml").write_text(signed, encoding="utf-8")
    (house.config / "kiosk.toml").write_text(
        (house.folder / "config-hatch" / "kiosk.toml").read_text(), encoding="utf-8"
    )
    return f"allow_anonymous false\npassword_file {passwords}\nacl_file {rights}"


def named(broker: Broker) -> dict[str, Grade]:
    """What is said of it."""
    return {finding.key: finding.grade for finding in checks(broker)}


def test_a_broker_as_it_should_be(guarded: House) -> None:
    """Every login comes in with its own rights and no other, hears the other side, and a message comes back."""
    hatch = guarded.hatch()
    hatch.until("the link", lambda: hatch.state()["link_up"])
    guarded.config = guarded.folder / "config-bar"
    bar = guarded.bar("banco")
    guarded.linked(bar)
    found = Visitor(guarded.settings, logins()).look()
    said = named(found)
    assert [(met.role, met.refused, met.may_not, met.may_too_much, met.deaf_to) for met in found.logins] == [
        (role, "", (), (), ()) for role in SECRETS
    ]
    assert {key for key, grade in said.items() if grade is not Grade.OK} == set()
    assert {"broker.closed", "broker.rights", "broker.trip", "broker.displays", "broker.board"} <= set(said)
    assert ("banco", True) in {(display.name, display.online) for display in found.displays}


def test_nobody_is_disturbed_by_the_visit(guarded: House) -> None:
    """The hatch stays linked, with its word and its retained status; nothing that came is a complaint in its journal."""
    hatch = guarded.hatch()
    hatch.until("the link", lambda: hatch.state()["link_up"])
    order = guarded.place(hatch, "negroni")
    before = hatch.state()
    assert Visitor(guarded.settings, logins()).look().hatch_online
    found = Visitor(guarded.settings, logins()).look()
    after = hatch.state()
    assert (after["link_up"], after["orders"][-1]["number"]) == (True, order["number"])
    assert after["revision"] == before["revision"] == found.revision
    assert PASSED_OVER not in guarded.journal("hatch")


def test_a_wrong_password_is_named_with_its_user(guarded: House) -> None:
    """And the others are tried all the same."""
    found = Visitor(guarded.settings, logins(bar="guessed")).look()
    assert [bool(met.refused) for met in found.logins] == [False, True, False]
    [refused] = [finding for finding in checks(found) if finding.key == "broker.refused"]
    assert refused.facts["name"] == "bar"


def test_rights_that_are_missing_or_too_many_are_named_by_topic(tmp_path: Path) -> None:
    """A hatch that may not write its board; a bar that may; a doctor that may not hear itself."""
    if find_mosquitto() is None:
        cannot("mosquitto is not installed (sudo apt install mosquitto)")
    house = House(tmp_path, free_port())
    acl = ACL.replace("user hatch\n", "user bar\n", 1).replace("topic readwrite", "topic write")
    acl = acl.replace("topic read {base}/#\n", "")
    with PrivateBroker(tmp_path, house.port, kind="mosquitto", rules=rules(tmp_path, house, acl)):
        found = Visitor(house.settings, logins()).look()
    hatch, bar, _ = found.logins
    board = f"{house.topic}/board"
    assert board in hatch.may_not
    assert board in bar.may_too_much
    assert hatch.deaf_to == (f"{house.topic}/seen",)
    said = named(found)
    assert {
        said[key] for key in ("broker.may_not", "broker.may_too_much", "broker.deaf", "broker.no_trip")
    } == {Grade.FAIL}


def test_a_broker_that_lets_everybody_in_is_said_to(house: House) -> None:
    """On a desk a warning; where logins were made, a fault, and each of them may write everything."""
    said = named(Visitor(house.settings, ()).look())
    assert said["broker.open_here"] is Grade.WARN
    found = Visitor(house.settings, logins()).look()
    assert named(found)["broker.open"] is Grade.FAIL
    assert f"{house.topic}/board" in found.logins[1].may_too_much


@pytest.mark.parametrize(
    ("names", "until", "key", "says"),
    [
        (("127.0.0.1",), "20200101000000Z", "broker.untrusted", "expired"),
        (("elsewhere.test",), "", "broker.untrusted", "127.0.0.1"),
        (("127.0.0.1",), "", "broker.encrypted", ""),
    ],
)
def test_an_encrypted_broker_is_believed_or_it_is_said_why_not(
    tmp_path: Path, names: tuple[str, ...], until: str, key: str, says: str
) -> None:
    """A certificate that has ended, one for another name, and a good one with the days that it still holds."""
    if find_mosquitto() is None or shutil.which("openssl") is None:
        cannot("mosquitto or openssl is not installed (sudo apt install mosquitto openssl)")
    tls, port = certificates(tmp_path / "tls", *names, until=until), free_port()
    served = f"listener {port} 127.0.0.1\ncertfile {tls / 'broker.crt'}\nkeyfile {tls / 'broker.key'}"
    house = House(tmp_path, port)
    text = (house.config / "kiosk.toml").read_text(encoding="utf-8")
    house.configure(text.replace("[broker]\n", f'[broker]\ntls = true\nca_file = "{tls / "ca.crt"}"\n'))
    (tmp_path / "broker").mkdir()
    with PrivateBroker(tmp_path / "broker", kind="mosquitto", rules=f"allow_anonymous true\n{served}"):
        found = Visitor(load(house.config), ()).look()
    [said] = [finding for finding in checks(found) if finding.key == key]
    assert says in str(said.facts.get("why", ""))
    assert (found.certificate_days or 0) > 3000 or key == "broker.untrusted"


def test_no_broker_and_what_is_none_are_named(quiet_house: House) -> None:
    """Nobody on the port; and somebody who speaks something else there."""
    found = Visitor(quiet_house.settings, logins()).look()
    assert named(found) == {"broker.away": Grade.FAIL}
    assert "refused" in found.why


# --- the whole command -------------------------------------------------------------------------------------------
def doctor(house: House, *more: str) -> dict[str, dict[str, Any]]:
    """Ask; the findings by their keys."""
    ran = kiosk("doctor", "--json", "--config", str(house.config), *more)
    assert "Traceback" not in ran.stderr
    findings = json.loads(ran.stdout)["findings"]
    failed = any(finding["grade"] == "fail" for finding in findings)
    assert ran.returncode == (1 if failed else 0)
    return {finding["key"]: finding for finding in findings}


def test_a_running_hatch_is_seen_and_left_in_peace(house: House) -> None:
    """Its process is named as the owner of the books; it sells on, and what it sold is counted."""
    hatch = house.hatch()
    house.linked(hatch)
    house.place(hatch, "negroni")
    found = doctor(house)
    assert found["books.held"]["facts"]["pid"] == str(hatch.process.pid)
    assert found["books.whole"]["facts"]["orders"] == 1
    assert found["broker.board"]["grade"] == "ok"
    assert house.place(hatch, "americano")["number"] == 2
    assert hatch.stop() == 0


def test_what_is_wrong_with_a_house_is_named(quiet_house: House) -> None:
    """No broker, books that are damaged, a mistake in the configuration: each on its line, and none hides the others."""
    quiet_house.store_path.write_bytes(b"this was a database once. " * 400)
    found = doctor(quiet_house)
    assert found["broker.away"]["grade"] == "fail"
    assert "is damaged" in found["books.trouble"]["says"]
    quiet_house.configure("[pins]\nknok = 17\n")
    found = doctor(quiet_house)
    assert "pins.knok" in found["files.mistake"]["says"]
    assert found["files.unread"]["grade"] == "fail"
    assert found["system.known"]["says"]


def test_books_on_a_full_disk_and_a_read_only_one_are_named(quiet_house: House, tmp_path: Path) -> None:
    """A tiny file system of its own, filled; then made read-only."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "kiosk-test", disk], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this user may not mount a file system")
    try:
        text = (quiet_house.config / "kiosk.toml").read_text(encoding="utf-8")
        quiet_house.configure(text.replace(str(quiet_house.store_path), str(disk / "kiosk.db")))
        Store.open(disk / "kiosk.db", note=print).close()
        assert doctor(quiet_house)["books.no_room"]["grade"] == "fail"
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        assert doctor(quiet_house)["books.read_only"]["grade"] == "fail"
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_bar_is_not_asked_for_pins_and_books(house: House) -> None:
    """On the bartender's Pi there are none to be missed."""
    found = doctor(house, "--role", "bar")
    assert not [key for key in found if key.startswith(("books.", "pins."))]
    assert "broker.reached" in found


def test_the_letter_holds_what_helps_and_no_secret(guarded: House, tmp_path: Path) -> None:
    """Findings and configuration are in it; the password is not, wherever it stood; only its owner may read it."""
    secret = SECRETS["hatch"]
    (guarded.config / "theme.toml").write_text(
        f'# my password = "hunter2"\nmqtt_token: {secret}\n-----BEGIN PRIVATE KEY-----\nMIIabc\n-----END PRIVATE KEY-----\n'
    )
    letter = tmp_path / "letter.txt"
    ran = kiosk("doctor", "--support", str(letter), "--config", str(guarded.config))
    assert str(letter) in ran.stderr
    text = letter.read_text(encoding="utf-8")
    assert "broker" in text
    assert "[hatch.screen]" in text
    for hidden in (secret, "hunter2", "MIIabc", *SECRETS.values()):
        assert hidden not in text
        assert hidden not in ran.stdout + ran.stderr
    assert letter.stat().st_mode & 0o777 == 0o600
    refused = kiosk("doctor", "--support", str(tmp_path / "no" / "where"), "--config", str(guarded.config))
    assert refused.returncode == 2
    assert "name another place" in refused.stderr


def test_it_takes_some_seconds_and_no_more(quiet_house: House) -> None:
    """A technician stands on a ladder."""
    began = time.monotonic()
    doctor(quiet_house)
    assert time.monotonic() - began < 12


def test_the_pins_are_listened_to_in_a_folder_that_may_be_written(tmp_path: Path) -> None:
    """The ear that lgpio gets is a process of its own, light to start, and says why when there are no pins."""
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "kiosk.commands.doctor.listen", "", "0.1"],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    heard = json.loads(ran.stdout)
    assert heard["error"] or heard["slit_open"] is not None
    assert "pygame" not in ran.stderr
    assert "paho" not in ran.stderr
