"""The private broker starts, stops and starts again, on loopback only."""

import importlib.util
import os
import signal
import socket
import sys
from pathlib import Path

import pytest

from kiosk.shell import broker as broker_module
from kiosk.shell.broker import BrokerFailed, PrivateBroker, find_mosquitto, free_port

needs_amqtt = pytest.mark.skipif(importlib.util.find_spec("amqtt") is None, reason="amqtt is not installed")


def accepts(host: str, port: int) -> bool:
    """Whether somebody listens there."""
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def listening_on(port: int) -> set[str]:
    """The addresses on which this machine listens at a port, in the kernel's hexadecimal."""
    lines = [
        line for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]
    ]
    fields = [line.split() for line in lines]
    return {
        field[1].split(":")[0] for field in fields if field[3] == "0A" and field[1].endswith(f":{port:04X}")
    }


@pytest.mark.real
def test_it_accepts_when_start_returns_and_is_gone_when_stop_returns(broker: PrivateBroker) -> None:
    """Nobody has to wait around start and stop, and the port stays the same over them."""
    port = broker.port
    for _ in range(2):
        assert accepts("127.0.0.1", port)
        broker.stop()
        assert not accepts("127.0.0.1", port)
        broker.start()
    assert broker.port == port
    assert (broker.kind, broker.protocol) == ("mosquitto", "5")


@pytest.mark.real
@pytest.mark.skipif(sys.platform != "linux", reason="reads the kernel's list of listeners")
def test_only_this_machine_can_reach_it(broker: PrivateBroker) -> None:
    """It lets everybody in, so it listens on 127.0.0.1 and nowhere else."""
    assert listening_on(broker.port) == {"0100007F"}


@pytest.mark.real
@needs_amqtt
@pytest.mark.skipif(sys.platform != "linux", reason="reads the kernel's list of listeners")
def test_the_embedded_one_does_the_same(tmp_path: Path) -> None:
    """Without mosquitto, amqtt starts, listens on 127.0.0.1 only, ends when told and says nothing in its log."""
    with PrivateBroker(tmp_path, kind="amqtt") as running:
        assert (running.kind, running.protocol) == ("amqtt", "3.1.1")
        assert listening_on(running.port) == {"0100007F"}
        process = running._process
        assert process is not None
    assert not accepts("127.0.0.1", running.port)
    assert process.returncode == 0
    assert "Traceback" not in running.log.read_text()


@pytest.mark.real
def test_a_frozen_broker_can_be_stopped(broker: PrivateBroker) -> None:
    """Stopping also ends a broker that a test has frozen."""
    assert broker.pid is not None
    os.kill(broker.pid, signal.SIGSTOP)
    broker.stop()
    assert not accepts("127.0.0.1", broker.port)


def test_a_taken_port_is_said_to_be(tmp_path: Path) -> None:
    """A port in use is named, instead of talking to a stranger's broker."""
    if find_mosquitto() is None and importlib.util.find_spec("amqtt") is None:
        pytest.skip("no broker at all is installed")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BrokerFailed, match=f"{port}.*taken"):
            PrivateBroker(tmp_path, port).start()


def test_a_broker_that_dies_at_start_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the broker does not come up, its own last words and its log's place are in the message."""
    program = tmp_path / "mosquitto"
    program.write_text("#!/bin/sh\necho Error: no more of this >&2\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setattr(broker_module, "find_mosquitto", lambda: program)
    with pytest.raises(BrokerFailed, match=r"no more of this.*broker\.log"):
        PrivateBroker(tmp_path).start()


def test_without_any_broker_the_mend_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with neither broker is told what to install."""
    monkeypatch.setattr(broker_module, "find_mosquitto", lambda: None)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(BrokerFailed, match="apt install mosquitto"):
        PrivateBroker(tmp_path)


def test_mosquitto_is_found_off_a_plain_users_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian installs it to /usr/sbin, which only root has on the PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(broker_module, "SYSTEM_FOLDERS", (tmp_path / "none", tmp_path / "sbin"))
    assert find_mosquitto() is None
    (tmp_path / "sbin").mkdir()
    program = tmp_path / "sbin" / "mosquitto"
    program.touch(mode=0o755)
    assert find_mosquitto() == program


def test_a_free_port_can_be_taken() -> None:
    """The port that is found free is free."""
    with socket.create_server(("127.0.0.1", free_port())) as server:
        assert server.getsockname()[1] > 1023
