"""A stand: one hatch with its display, their folder and books, and the ledger of those who play there."""

import os
from contextlib import ExitStack
from pathlib import Path
from threading import Lock, RLock

from kiosk.commands.rehearsal.ledger import Ledger
from kiosk.settings import Settings, load
from kiosk.shell.broker import PrivateBroker
from kiosk.shell.clock import Clock
from kiosk.shell.player import Player

CONFIGURATION = """\
[broker]
host = "{host}"
port = {port}
protocol = "{protocol}"

[store]
path = "{store}"

[hatch]
name = "{hatch}"

[hatch.screen]
width = {w}
height = {h}
driver = "dummy"

[bar]
name = "{bar}"
hatches = ["{hatch}"]

[bar.screen]
width = {w}
height = {h}
driver = "dummy"

[sounds]
on = false

[speech]
on = false
"""
W, H = 800, 480
"""Pixels of the pictures: the small panel's."""
ANSWERS_WITHIN_S = 60.0
"""Of the machine's, in which the programs of many stands start at once. Who says nothing for so long hangs."""
UP_WITHIN_S = 120.0
"""Of the machine's: forty-three hatches and displays start on two cores."""


class Stand:
    """One hatch and its bar, running."""

    def __init__(self, number: int, folder: Path, broker: PrivateBroker, clock: Clock) -> None:
        """Start both programs; `linked` waits for them. What they write goes to `folder`."""
        self.name, self.display = f"hatch-{number + 1}", f"bar-{number + 1}"
        self.folder = folder / self.name
        self.folder.mkdir()
        config = _configured(self.folder, self.name, self.display, broker)
        self.settings: Settings = load(config)
        self.ledger = Ledger(self.name)
        self.acts = RLock()
        """Held by whoever changes an order, until it is changed: while it is free and held by nobody, all is quiet."""
        self.screen = Lock()
        """Held by whoever stands before the hatch's screen."""
        arguments = ["--config", str(config), "--simulate", "--clock", clock.told()]
        self.bar = self._player("bar", arguments)
        self.hatch = self._player("hatch", arguments)

    def linked(self) -> None:
        """Wait until hatch and display have found each other. Raises Astray."""
        self.hatch.until("its display", lambda: self.hatch.state()["displays"], UP_WITHIN_S)
        self.bar.until("its board", lambda: self.bar.state()["revisions"][self.name] is not None, UP_WITHIN_S)

    def journals(self) -> list[str]:
        """What both wrote to their journals, line by line."""
        files = [self.folder / f"{name}.log" for name in ("hatch", "bar")]
        return [line for file in files for line in file.read_text(errors="replace").splitlines()]

    def stop(self) -> None:
        """End both as systemd would."""
        with ExitStack() as closing:
            for player in (self.hatch, self.bar):
                player.process.terminate()
                closing.callback(player.stop)

    def _player(self, program: str, arguments: list[str]) -> Player:
        return Player(
            program,
            [program, *arguments],
            os.environ,
            self.folder / f"{program}.log",
            alone=True,
            patience_s=ANSWERS_WITHIN_S,
        )


def _configured(folder: Path, hatch: str, bar: str, broker: PrivateBroker) -> Path:
    """A house's folder that states what is different at this stand; hours, menu and rules are the packaged ones."""
    config = folder / "config"
    config.mkdir()
    text = CONFIGURATION.format(
        host=broker.host,
        port=broker.port,
        protocol=broker.protocol,
        store=folder / "kiosk.db",
        hatch=hatch,
        bar=bar,
        w=W,
        h=H,
    )
    (config / "kiosk.toml").write_text(text, encoding="utf-8")
    return config
