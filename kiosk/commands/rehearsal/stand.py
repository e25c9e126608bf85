"""A stand: one hatch with its displays, their folder and books, and the ledger of those who play there."""

import os
from contextlib import ExitStack
from pathlib import Path
from threading import Lock

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
    """One hatch and its displays, running; the bartender stands before one of them at a time."""

    def __init__(
        self, number: int, folder: Path, broker: PrivateBroker, clock: Clock, displays: int = 1
    ) -> None:
        """Start the programs; `linked` waits for them. What they write goes to `folder`."""
        self.name = f"hatch-{number + 1}"
        self.displays = tuple(f"bar-{number + 1}{'abcdefgh'[at]}" for at in range(displays))
        self.folder = folder / self.name
        self.folder.mkdir()
        config = _configured(self.folder, self.name, self.displays[0], broker)
        self.settings: Settings = load(config)
        self.ledger = Ledger(self.name)
        # Whoever needs more than one of these takes them in this order.
        self.screen = Lock()
        """Held by whoever stands before the hatch's screen."""
        self.calm = Lock()
        """Held by whoever compares, and by any trouble while it lasts."""
        self.hands = Lock()
        """Held by the bartender from a touch until it is granted, or until they give it up."""
        self.acts = Lock()
        """Held by whoever is about to change an order."""
        self._arguments = ["--config", str(config), "--simulate", "--clock", clock.told()]
        self.bars = {display: self._bar(display) for display in self.displays}
        self._before = 0
        self.hatch = self._player("hatch", "hatch")

    @property
    def bar(self) -> Player:
        """The display that the bartender stands before."""
        return self.bars[self.displays[self._before]]

    def turn(self) -> None:
        """The bartender goes on at the next display."""
        with self.hands:
            self._before = (self._before + 1) % len(self.displays)

    def linked(self) -> None:
        """Wait until hatch and displays have found each other, and agree. Raises Astray."""
        self.hatch.until("its displays", self._has_displays, UP_WITHIN_S)
        for bar in self.bars.values():
            bar.until("its board", lambda bar=bar: self._has_board(bar), UP_WITHIN_S)  # type: ignore[misc]

    def start_bar(self) -> None:
        """A new display, in the place of the one before the bartender, which was killed."""
        display = self.displays[self._before]
        self.bars[display] = self._bar(display)

    def start_hatch(self) -> None:
        """A new hatch on the same books, in the place of one that was killed."""
        self.hatch = self._player("hatch", "hatch")

    def _has_displays(self) -> bool:
        state = self.hatch.state()
        return bool(state["link_up"] and {*state["displays"]} >= {*self.displays})

    def _has_board(self, bar: Player) -> bool:
        state, revision = bar.state(), self.hatch.state()["revision"]
        online = state["link_up"] and state["hatches"][self.name]
        return bool(online and state["revisions"][self.name] == revision)

    def journals(self) -> list[str]:
        """What all wrote to their journals, line by line."""
        files = [self.folder / f"{name}.log" for name in ("hatch", *self.displays)]
        return [line for file in files for line in file.read_text(errors="replace").splitlines()]

    def stop(self) -> None:
        """End all as systemd would."""
        with ExitStack() as closing:
            for player in (self.hatch, *self.bars.values()):
                player.process.terminate()
                closing.callback(player.stop)

    def _bar(self, display: str) -> Player:
        return self._player("bar", display, "--display", display)

    def _player(self, program: str, name: str, *more: str) -> Player:
        return Player(
            name,
            [program, *self._arguments, *more],
            os.environ,
            self.folder / f"{name}.log",
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
