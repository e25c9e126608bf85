"""The desk: a broker of its own, a house's configuration, and the two real programs at 1280x720 on SDL's dummy screen."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from kiosk.commands.demo import open_at_all_hours
from kiosk.settings import Settings, load
from kiosk.shell.broker import PrivateBroker
from kiosk.shell.player import Player

CONFIGURATION = """\
[broker]
host = "{host}"
port = {port}
protocol = "{protocol}"

[store]
path = "{store}"

[hatch.screen]
width = 1280
height = 720
driver = "dummy"

[hatch.rules]
double_touch_s = 0.0   # the bench touches faster than a finger

[bar.screen]
width = 1280
height = 720
driver = "dummy"
"""


class Desk:
    """A house to measure in. Its programs start when they are first needed and run until the end."""

    def __init__(self, folder: Path, broker: PrivateBroker) -> None:
        self.folder, self.broker = folder, broker
        self.config = folder / "config"
        self.config.mkdir()
        (self.config / "kiosk.toml").write_text(
            CONFIGURATION.format(
                host=broker.host, port=broker.port, protocol=broker.protocol, store=folder / "kiosk.db"
            )
        )
        open_at_all_hours(self.config)
        self.settings: Settings = load(self.config)
        self._running: list[Player] = []

    @cached_property
    def hatch(self) -> Player:
        """The hatch, linked."""
        return self._linked("hatch")

    @cached_property
    def bar(self) -> Player:
        """The bar, with the hatch's board on it."""
        self.hatch  # noqa: B018 - it has to be there
        bar = self._linked("bar")
        bar.until("the board", lambda: all(bar.state()["hatches"].values()))
        return bar

    def spawn(self, name: str) -> Player:
        """Start a program; whoever calls stops it."""
        arguments = [name, "--config", str(self.config), "--simulate"]
        return Player(name, arguments, os.environ, self.folder / f"{name}.log")

    def stop(self) -> None:
        """End what runs."""
        while self._running:
            self._running.pop().stop()

    def _linked(self, name: str) -> Player:
        player = self.spawn(name)
        self._running.append(player)
        player.until("the link", lambda: player.state()["link_up"])
        return player


@contextmanager
def desk(folder: Path) -> Iterator[Desk]:
    """A desk in this folder, cleared in the end."""
    with PrivateBroker(folder) as broker:
        here = Desk(folder, broker)
        try:
            yield here
        finally:
            here.stop()
