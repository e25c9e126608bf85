"""The demo: a private broker, the hatch and the bar on one desk; a scripted night where there is no screen."""

import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Literal

import msgspec

from kiosk import paths
from kiosk.commands.demo_night import Night
from kiosk.commands.demo_words import NightWords
from kiosk.paint.display import screen_size
from kiosk.screens.scene import Size
from kiosk.settings import Settings, load
from kiosk.shell.broker import PrivateBroker
from kiosk.shell.player import Astray, Player

BrokerKind = Literal["mosquitto", "amqtt"]

PLACES = ("hatch", "bar")
"""From left to right."""
PICTURE_SIZE = Size(1280, 720)
LOOK_S = 0.2
MARGIN_PX = 24
TITLE_BAR_PX = 60
CONFIGURATION = """\
[broker]
host = "{host}"
port = {port}
protocol = "{protocol}"

[store]
path = "{store}"

[hatch.screen]
width = {w}
height = {h}
driver = "{driver}"

[bar.screen]
width = {w}
height = {h}
driver = "{driver}"

[hatch.rules]
seen_within_s = {seen_within_s}
"""


class SetUpWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the demo says before it begins."""

    no_screen: str
    screen: str
    broker: str
    playing: str


class DemoWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """config/demo.toml."""

    setting_up: SetUpWords
    night: NightWords


class Desk(msgspec.Struct, frozen=True):
    """Everything that is running."""

    broker: PrivateBroker
    hatch: Player
    bar: Player
    settings: Settings


def run(pictures: Path | None, kind: BrokerKind | None, *, headless: bool) -> int:
    """Play until the windows are closed, or a scripted night: 0 when every order ended as told, else 1."""
    text = (paths.packaged_config() / "demo.toml").read_bytes()
    words = msgspec.toml.decode(text, type=DemoWords)
    # A terminated demo still ends its children.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    screen = None if headless else screen_size()
    with tempfile.TemporaryDirectory(prefix="kiosk-demo-") as folder:
        if screen is not None:
            with _desk(Path(folder), kind, _half(screen), words.setting_up, seen=True) as desk:
                return _until_closed(desk, words.setting_up)
        album = (pictures or Path("pictures") / "demo").absolute()
        album.mkdir(parents=True, exist_ok=True)
        _say(words.setting_up.no_screen.format(folder=album))
        with _desk(Path(folder), kind, PICTURE_SIZE, words.setting_up, seen=False) as desk:
            return _scripted(desk, album, words.night)


def _scripted(desk: Desk, album: Path, words: NightWords) -> int:
    try:
        Night(desk.broker, desk.hatch, desk.bar, desk.settings, words, album).play()
    except Astray as astray:
        _say(words.astray.format(what=astray))
        return 1
    return 0


def _until_closed(desk: Desk, words: SetUpWords) -> int:
    _say(words.screen)
    try:
        while desk.hatch.process.poll() is None and desk.bar.process.poll() is None:
            time.sleep(LOOK_S)
    except KeyboardInterrupt:
        return 0
    return 0


@contextmanager
def _desk(
    folder: Path, kind: BrokerKind | None, size: Size, words: SetUpWords, *, seen: bool
) -> Iterator[Desk]:
    """Broker, hatch and bar, up; they go in reverse."""
    with PrivateBroker(folder, kind=kind) as broker:
        _say(
            words.broker.format(
                kind=broker.kind, protocol=broker.protocol, host=broker.host, port=broker.port
            )
        )
        config = _configuration(folder, broker, size, seen=seen)
        with ExitStack() as running:
            # The hatch last, so that its window has the focus, and with it the keys.
            bar, bar_ms = _up("bar", config, folder, size, running)
            hatch, hatch_ms = _up("hatch", config, folder, size, running)
            _say(words.playing.format(hatch_ms=hatch_ms, bar_ms=bar_ms))
            yield Desk(broker, hatch, bar, load(config))


def _configuration(folder: Path, broker: PrivateBroker, size: Size, *, seen: bool) -> Path:
    """A house's folder that states what is different on this desk."""
    house = folder / "config"
    house.mkdir()
    text = CONFIGURATION.format(
        host=broker.host,
        port=broker.port,
        protocol=broker.protocol,
        store=folder / "kiosk.db",
        w=size.w,
        h=size.h,
        driver="" if seen else "dummy",
        seen_within_s=10.0 if seen else 2.0,  # a scripted night waits for nobody
    )
    (house / "kiosk.toml").write_text(text, encoding="utf-8")
    open_at_all_hours(house)
    return house


def open_at_all_hours(house: Path) -> None:
    """Give a house's folder the hours of a desk."""
    shutil.copyfile(paths.packaged_config() / "desk_hours.toml", house / "hours.toml")


def _up(name: str, config: Path, folder: Path, size: Size, running: ExitStack) -> tuple[Player, float]:
    """Start a program and wait for its first answer; also how many milliseconds that took."""
    x = MARGIN_PX + PLACES.index(name) * (size.w + MARGIN_PX)
    environment = {**os.environ, "SDL_VIDEO_WINDOW_POS": f"{x},{TITLE_BAR_PX}"}
    player = Player(name, [name, "--config", str(config), "--simulate"], environment, folder / f"{name}.log")
    running.callback(player.stop)
    player.state()
    return player, (time.monotonic() - player.started) * 1000


def _half(screen: Size) -> Size:
    """Two windows of this size stand side by side on a screen."""
    w = (screen.w - 3 * MARGIN_PX) // 2
    return Size(w, min(w * 9 // 16, screen.h - 3 * TITLE_BAR_PX))


def _say(line: str) -> None:
    print(line, flush=True)
