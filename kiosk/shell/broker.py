"""A private broker on loopback, for the demo, the tests and a first try: mosquitto where there is one, else amqtt."""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

LOOPBACK = "127.0.0.1"
SYSTEM_FOLDERS = (Path("/usr/sbin"), Path("/usr/local/sbin"))
"""Where Debian puts mosquitto; not on a plain user's PATH."""
READY_WITHIN_S = 10.0
"""mosquitto accepts after 20 ms and amqtt after 300 ms on a desk; a Pi that is starting up is slower."""
STOP_WITHIN_S = 2.0
CONFIGURATION = """\
# Written by kiosk for one run. Only this machine can reach it.
listener {port} {loopback}
{rules}
set_tcp_nodelay true
persistence false
sys_interval 0
log_dest stderr
log_type error
log_type warning
"""


class BrokerFailed(Exception):
    """No private broker could be started; the text says why and how to mend it."""


def find_mosquitto() -> Path | None:
    """Say where mosquitto is installed, if it is."""
    found = shutil.which("mosquitto")
    places = [Path(found)] if found else [folder / "mosquitto" for folder in SYSTEM_FOLDERS]
    return next((place for place in places if os.access(place, os.X_OK)), None)


def free_port() -> int:
    """Find a TCP port on loopback that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


class PrivateBroker:
    """A broker that lives as long as its `with` block, and can be stopped and started again on the same port."""

    host = LOOPBACK

    def __init__(
        self,
        folder: Path,
        port: int | None = None,
        kind: Literal["mosquitto", "amqtt"] | None = None,
        rules: str = "allow_anonymous true",
        *,
        alone: bool = False,
    ) -> None:
        """Prepare. Configuration and log go to `folder`; `kind` insists on one. Raises BrokerFailed without any.

        `rules` are mosquitto's lines on who may do what; amqtt lets everybody in.
        One that is `alone` does not hear of a Ctrl+C at the terminal.
        """
        self._rules, self._alone = rules, alone
        self._mosquitto = None if kind == "amqtt" else find_mosquitto()
        if self._mosquitto is None and (kind == "mosquitto" or importlib.util.find_spec("amqtt") is None):
            raise BrokerFailed(
                "no MQTT broker found on this machine. To mend it: `sudo apt install mosquitto`, "
                "or install this package with its extra [demo], which brings one along."
            )
        self.kind: Literal["mosquitto", "amqtt"] = "amqtt" if self._mosquitto is None else "mosquitto"
        self.protocol: Literal["5", "3.1.1"] = "3.1.1" if self._mosquitto is None else "5"
        self.port = port or free_port()
        self.log = folder / "broker.log"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Of the running broker."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start and wait until it accepts. Raises BrokerFailed when it does not."""
        if self._process is not None:
            return
        if self._accepts():
            raise BrokerFailed(f"port {self.port} on {LOOPBACK} is taken by another program: choose another")
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603
                self._command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                process_group=0 if self._alone else None,
            )
        self._wait()

    def stop(self) -> None:
        """End it, and return when it is gone. Clients see a closed connection, retained messages are forgotten."""
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(signal.SIGCONT)  # a broker that a test has frozen hears nothing else
        process.terminate()
        try:
            process.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _command(self) -> list[str]:
        if self._mosquitto is None:
            return [sys.executable, "-m", "kiosk.shell.amqtt_broker", str(self.port)]
        text = CONFIGURATION.format(port=self.port, loopback=LOOPBACK, rules=self._rules)
        if os.geteuid() == 0:
            text += "user root\n"  # otherwise it becomes user mosquitto, who may not exist
        path = self._folder / "mosquitto.conf"
        path.write_text(text, encoding="utf-8")
        return [str(self._mosquitto), "-c", str(path)]

    def _wait(self) -> None:
        """Until it accepts."""
        until = time.monotonic() + READY_WITHIN_S
        while self._process is not None and time.monotonic() < until:
            if self._process.poll() is not None:
                break
            if self._accepts():
                return
            time.sleep(0.01)
        self.stop()
        said = self.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        raise BrokerFailed(
            f"{self.kind} did not start on {LOOPBACK}:{self.port}: {' '.join(said[-3:]) or 'it said nothing'} "
            f"(its log: {self.log}; its configuration stands beside it)"
        )

    def _accepts(self) -> bool:
        try:
            socket.create_connection((LOOPBACK, self.port), timeout=0.5).close()
        except OSError:
            return False
        return True
