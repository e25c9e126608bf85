"""A stand: one hatch with its displays, their folder and books, and the ledger of those who play there."""

import json
import os
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from threading import Lock
from typing import Any

from msgspec import Struct

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
WIRING = ("pins", "piezo", "home_assistant")
"""What a house says of its lines: a stand's are pretended."""
W, H = 800, 480
"""Pixels of the pictures: the small panel's."""
ANSWERS_WITHIN_S = 60.0
"""Of the machine's, in which the programs of many stands start at once. Who says nothing for so long hangs."""
UP_WITHIN_S = 120.0
"""Of the machine's: forty-three hatches and displays start on two cores."""


class Place(Struct, frozen=True):
    """What kind of stand it is."""

    night: str
    """Its date, which chooses the menu."""
    displays: int = 1
    house: Path | None = None
    """The folder of the house that is played; None: the packaged one."""


class Stand:
    """One hatch and its displays, running; the bartender stands before one of them at a time."""

    def __init__(self, number: int, folder: Path, broker: PrivateBroker, clock: Clock, place: Place) -> None:
        """Start the programs; `linked` waits for them. What they write goes to `folder`."""
        self.name = f"hatch-{number + 1}"
        self.displays = tuple(f"bar-{number + 1}{'abcdefgh'[at]}" for at in range(place.displays))
        self.folder = folder / self.name
        self.folder.mkdir()
        config = configured(self.folder, self.name, self.displays[0], broker, place.house)
        self.settings: Settings = load(config, month=place.night)
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


def configured(folder: Path, hatch: str, bar: str, broker: PrivateBroker, house: Path | None) -> Path:
    """A folder of configuration for this stand, in its own folder.

    Of a house it has menus, words, hours, rules and looks; links, books, pins, screens and sounds are the stand's.
    """
    config = folder / "config"
    if house is not None:
        shutil.copytree(house, config, ignore=shutil.ignore_patterns("kiosk.toml", "rehearsal.toml"))
    config.mkdir(exist_ok=True)
    own = tomllib.loads(
        CONFIGURATION.format(
            host=broker.host,
            port=broker.port,
            protocol=broker.protocol,
            store=folder / "kiosk.db",
            hatch=hatch,
            bar=bar,
            w=W,
            h=H,
        )
    )
    below = _of_the_house(house / "kiosk.toml") if house is not None else {}
    for program in ("hatch", "bar"):
        own[program] = {**below.get(program, {}), **own[program]}
    (config / "kiosk.toml").write_text("\n".join(_toml({**below, **own})) + "\n", encoding="utf-8")
    return config


def _of_the_house(file: Path) -> dict[str, Any]:
    """What a house says of itself, without its wiring."""
    table = tomllib.loads(file.read_text(encoding="utf-8-sig")) if file.is_file() else {}
    table["bar"] = {key: value for key, value in table.get("bar", {}).items() if key not in WIRING}
    return {key: value for key, value in table.items() if key not in WIRING}


def _toml(table: Mapping[str, Any], *path: str) -> Iterator[str]:
    """A table as TOML: texts, numbers and lists are written as in JSON."""
    if path:
        yield f"[{'.'.join(path)}]"
    yield from (f"{key} = {json.dumps(one)}" for key, one in table.items() if not isinstance(one, dict))
    for key, one in table.items():
        if isinstance(one, dict):
            yield from _toml(one, *path, json.dumps(key))
