"""A house to play in: its configuration, its books, its programs, and the hands of guests and bartenders."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from kiosk.commands.demo import open_at_all_hours
from kiosk.core.books import Change
from kiosk.core.order import Order
from kiosk.settings import load
from kiosk.shell.player import Player
from kiosk.shell.store import Store

CONFIGURATION = """\
[broker]
port = {port}

[store]
path = "{store}"

[hatch.screen]
width = 800
height = 480
driver = "{driver}"

[hatch.rules]
seen_within_s = 1.0    # the tests wait for nobody
double_touch_s = 0.0   # and they touch faster than a finger

[bar.screen]
width = 800
height = 480
driver = "{driver}"

[bar.rules]
double_touch_s = 0.0
"""
T = TypeVar("T")
ENDS_WITHIN_S = 100.0
"""A command that is to end by itself, on a loaded machine."""


class House:
    """One house: a folder, a broker's port, and everything that was started in it."""

    def __init__(self, folder: Path, port: int, *, driver: str = "dummy") -> None:
        self.folder, self.port = folder, port
        self.config, self.store_path = folder / "config", folder / "kiosk.db"
        self.config.mkdir()
        open_at_all_hours(self.config)
        self.configure(CONFIGURATION.format(port=port, store=self.store_path, driver=driver))
        self.settings = load(self.config)
        first = self.settings.languages[0]
        self.words = self.settings.wordings[first]
        self.topic = f"{self.settings.broker.base}/{self.settings.hatch.name}"
        self._language = first
        self._players: list[Player] = []

    def configure(self, text: str) -> None:
        """Write the house's own kiosk.toml."""
        (self.config / "kiosk.toml").write_text(text, encoding="utf-8")

    # --- programs ------------------------------------------------------------------------------------------------
    def hatch(self, environment: Mapping[str, str] | None = None) -> Player:
        """Start a hatch; it answers when this returns."""
        return self._started("hatch", [], environment)

    def bar(self, display: str = "", environment: Mapping[str, str] | None = None) -> Player:
        """Start a display; it answers when this returns."""
        return self._started(display or "bar", ["--display", display] if display else [], environment)

    def spawn(self, name: str, arguments: list[str], environment: Mapping[str, str] | None = None) -> Player:
        """Start a program and do not wait for its first answer."""
        arguments = [*arguments, "--config", str(self.config), "--simulate"]
        player = Player(name, arguments, environment or os.environ, self.folder / f"{name}.log")
        self._players.append(player)
        return player

    def journal(self, name: str) -> str:
        """What a program wrote to its standard error, over all its lives."""
        return (self.folder / f"{name}.log").read_text(encoding="utf-8")

    def close(self) -> None:
        """End whatever still runs."""
        for player in self._players:
            player.kill()

    def _started(self, name: str, more: list[str], environment: Mapping[str, str] | None) -> Player:
        player = self.spawn(name, ["hatch" if name == "hatch" else "bar", *more], environment)
        player.state()
        return player

    # --- books ---------------------------------------------------------------------------------------------------
    def order(self, number: int) -> Order | None:
        """What the database holds of an order."""
        store = Store.read(self.store_path)
        try:
            return store.order(number)
        finally:
            store.close()

    def changes(self, number: int) -> tuple[Change, ...]:
        """What the database holds of its life."""
        store = Store.read(self.store_path)
        try:
            return store.changes(number)
        finally:
            store.close()

    def books_are_free(self) -> bool:
        """Whether another hatch could open and write the database now; raises what it would meet."""
        Store.open(self.store_path, note=print).close()
        return True

    # --- hands ---------------------------------------------------------------------------------------------------
    def drink(self, slug: str) -> str:
        """What a drink is called in the house's language."""
        drink = self.settings.menu.drink(slug)
        assert drink is not None, f"the menu has no {slug}"
        return drink.names[self._language]

    def choose(self, hatch: Player, *slugs: str) -> None:
        """A guest knocks, chooses, and stands before the check."""
        hatch.tell("knock 2")
        hatch.until("the menu", lambda: hatch.state()["mood"] == "menu")
        self.take(hatch, *slugs)
        hatch.tell(f"touch {self.words.hatch.check}")
        assert hatch.state()["mood"] == "check"

    def take(self, hatch: Player, *slugs: str) -> None:
        """A guest at the menu looks at each of these, and takes one."""
        words = self.words.hatch
        for slug in slugs:
            hatch.tell(f"touch {self.drink(slug)}")
            hatch.tell(f"touch {words.another if words.another in hatch.see() else words.take}")

    def place(self, hatch: Player, *slugs: str) -> dict[str, Any]:
        """A guest orders, and goes to wait; the order as the hatch knows it."""
        self.choose(hatch, *slugs)
        hatch.tell(f"touch {self.words.hatch.order}")
        state = hatch.state()
        assert state["mood"] == "placed", state
        hatch.tell(f"touch {self.words.hatch.done}")
        placed: dict[str, Any] = max(state["orders"], key=lambda order: int(order["number"]))
        return placed

    def linked(self, *players: Player) -> None:
        """Wait until each of them has reached the broker, and each display has heard of its hatch."""
        for player in players:
            player.until("the link", lambda player=player: player.state()["link_up"])  # type: ignore[misc]
            if player.name != "hatch":
                player.until("the hatch", lambda player=player: all(player.state()["hatches"].values()))  # type: ignore[misc]

    def act(self, bar: Player, button: str, word: str) -> None:
        """The bartender touches a button of an order's ticket."""
        bar.tell(f"touch {button} {word}")

    def wall_says(self, hatch: Player, sentence: str) -> bool:
        """Whether the sleeping wall says a sentence (its key in the wording), in whichever language it speaks now."""
        every = {getattr(wording.hatch, sentence) for wording in self.settings.wordings.values()}
        return bool(every & set(hatch.see()))

    def he_says(self, hatch: Player, lines: Iterable[str]) -> None:
        """Wait until Mr. V says one of these lines."""
        hatch.until("a line of his", lambda: any(line in " ".join(hatch.see()) for line in lines))

    def stands(self, hatch: Player, number: int, status: str) -> None:
        """Wait until the hatch has an order at a status."""
        hatch.until(status, lambda: order_of(hatch, number)["status"] == status)

    def ticket(self, bar: Player, number: int, status: str = "placed") -> dict[str, Any]:
        """Wait until a display has an order's ticket at a status; the ticket."""
        found = bar.until(f"ticket {number} {status}", lambda: _tickets_at(bar, number, status))
        return found[0]


def order_of(hatch: Player, number: int) -> dict[str, Any]:
    """An order as the hatch knows it."""
    return next(order for order in hatch.state()["orders"] if order["number"] == number)


def tickets(bar: Player) -> list[dict[str, Any]]:
    """The tickets that a display has."""
    found: list[dict[str, Any]] = bar.state()["tickets"]
    return found


def _tickets_at(bar: Player, number: int, status: str) -> list[dict[str, Any]]:
    return [one for one in tickets(bar) if (one["number"], one["status"]) == (number, status)]


def told(bar: Player) -> list[tuple[int, str, str]]:
    """A display's tickets as number, word and status, in their order on the screen."""
    return [(ticket["number"], ticket["word"], ticket["status"]) for ticket in tickets(bar)]


def kiosk(
    *arguments: str,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    said: bytes = b"",
    within_s: float = ENDS_WITHIN_S,
) -> subprocess.CompletedProcess[str]:
    """Run a command that ends by itself, with something on its standard input, and return how it ended."""
    ran = subprocess.run(
        [sys.executable, "-m", "kiosk", *arguments],
        check=False,
        capture_output=True,
        input=said,
        env=dict(environment or os.environ),
        cwd=folder,
        timeout=within_s,
    )
    return subprocess.CompletedProcess(ran.args, ran.returncode, ran.stdout.decode(), ran.stderr.decode())


def payload(text: bytes) -> dict[str, Any]:
    """A message's JSON."""
    read: dict[str, Any] = json.loads(text)
    return read


def until(look: Callable[[], T], what: str, within_s: float = 10.0) -> T:
    """Look again and again until there is something to see; that."""
    end = time.monotonic() + within_s
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.01)
    raise AssertionError(f"{what} did not come within {within_s:g} s")
