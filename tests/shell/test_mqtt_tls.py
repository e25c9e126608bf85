"""The encrypted link: a real mosquitto with certificates as systemd/certificates makes them for a house."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kiosk.shell.broker import PrivateBroker, find_mosquitto, free_port
from kiosk.shell.mqtt_news import Tls
from tests.shell.mqtt_rig import Side

CERTIFICATES = Path(__file__).parents[2] / "systemd" / "certificates"
LOOPBACK = "127.0.0.1"


class Encrypted(NamedTuple):
    """A broker whose second port is encrypted."""

    port: int
    ca_file: Path


def certificates(folder: Path, *names: str, until: str = "") -> Path:
    """The house's authority and the broker's certificate, in a folder."""
    environment = {**os.environ, **({"UNTIL": until} if until else {})}
    subprocess.run([CERTIFICATES, folder, *names], check=True, capture_output=True, env=environment)
    return folder


@pytest.fixture(autouse=True)
def able() -> None:
    """Both programs are Debian's."""
    missing = "mosquitto" if find_mosquitto() is None else "" if shutil.which("openssl") else "openssl"
    if missing:
        why = f"{missing} is not installed (sudo apt install {missing})"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{why}, and CI must not skip these tests")
        pytest.skip(why)


def served(folder: Path, tls: Path) -> Iterator[Encrypted]:
    port = free_port()
    rules = (
        f"allow_anonymous true\nlistener {port} {LOOPBACK}\ntls_version tlsv1.2\n"
        f"certfile {tls / 'broker.crt'}\nkeyfile {tls / 'broker.key'}"
    )
    (folder / "broker").mkdir()
    with PrivateBroker(folder / "broker", kind="mosquitto", rules=rules):
        yield Encrypted(port, tls / "ca.crt")


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Encrypted]:
    """A broker with a good certificate for this machine."""
    yield from served(tmp_path, certificates(tmp_path / "tls", "broker.test", LOOPBACK))


def test_two_sides_speak_over_an_encrypted_link(broker: Encrypted) -> None:
    """With the house's authority in ca_file the link comes up, and messages pass."""
    tls = Tls(str(broker.ca_file))
    with (
        Side(broker.port, "bar", "h/board", tls=tls) as bar,
        Side(broker.port, "hatch", tls=tls) as hatch,
    ):
        assert bar.listening()
        assert hatch.up()
        hatch.link.publish("h/board", b"one", retain=True, qos=1)
        assert bar.got("h/board", b"one")


def test_a_broker_that_nobody_vouches_for_is_not_spoken_to(broker: Encrypted) -> None:
    """Without the house's authority the link stays down, and one line says why and what to do."""
    with Side(broker.port, "hatch", tls=Tls(), password="moon", username="hatch") as hatch:
        assert hatch.until(lambda: hatch.notes)
        assert "certificate is not accepted" in hatch.notes[0]
        assert "systemd/pair" in hatch.notes[0]
        assert not hatch.link.up


def test_a_certificate_for_another_name_is_refused(tmp_path: Path) -> None:
    """A broker on an address that its certificate does not name is told so."""
    for broker in served(tmp_path, certificates(tmp_path / "tls", "elsewhere.test")):
        with Side(broker.port, "hatch", tls=Tls(str(broker.ca_file))) as hatch:
            assert hatch.until(lambda: hatch.notes)
            assert LOOPBACK in hatch.notes[0]
            assert "certificate is not accepted" in hatch.notes[0]


def test_an_expired_certificate_is_named_and_a_new_one_ends_it(tmp_path: Path) -> None:
    """Expired is what the journal says; with a new certificate the same authority still does, and the link comes up."""
    tls = certificates(tmp_path / "tls", LOOPBACK)
    certificates(tls, LOOPBACK, until="20200101000000Z")
    port, folder = free_port(), tmp_path / "broker"
    folder.mkdir()
    rules = (
        f"allow_anonymous true\nlistener {port} {LOOPBACK}\n"
        f"certfile {tls / 'broker.crt'}\nkeyfile {tls / 'broker.key'}"
    )
    broker = PrivateBroker(folder, kind="mosquitto", rules=rules)
    with broker as mosquitto, Side(port, "hatch", tls=Tls(str(tls / "ca.crt"))) as hatch:
        assert hatch.until(lambda: hatch.notes)
        assert "expired" in hatch.notes[0]
        mosquitto.stop()
        certificates(tls, LOOPBACK)
        mosquitto.start()
        assert hatch.up()


def test_an_authority_that_is_not_there_is_no_crash(broker: Encrypted, tmp_path: Path) -> None:
    """A ca_file that went away is told like a broker that is away, and tried again."""
    with Side(broker.port, "hatch", tls=Tls(str(tmp_path / "gone.crt"))) as hatch:
        assert hatch.until(lambda: len(hatch.heard) > 1)
        assert "No such file" in hatch.notes[0]


def test_a_plain_link_to_an_encrypted_port_is_told(broker: Encrypted) -> None:
    """Whoever forgets tls = true is not left with a link that seems to come up."""
    with Side(broker.port, "hatch") as hatch:
        assert hatch.until(lambda: len(hatch.heard) > 1)
        assert hatch.notes
        assert not hatch.link.up
