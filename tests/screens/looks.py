"""The house's real sentences and colours, and letters of one width."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import msgspec

from kiosk.screens.look import Look, Theme
from kiosk.screens.metrics import FaceMetrics, Metrics
from kiosk.screens.wording import Wording

CONFIG = Path(__file__).parents[2] / "config"
WORDINGS = {
    file.stem: msgspec.toml.decode(file.read_bytes(), type=Wording)
    for file in sorted((CONFIG / "wording").glob("*.toml"))
}
THEME = msgspec.toml.decode((CONFIG / "theme.toml").read_bytes(), type=Theme)
WIDTHS = {"old": 480, "plain": 500, "bold": 520}
METRICS = Metrics({face: FaceMetrics({}, other) for face, other in WIDTHS.items()})
"""Every letter of a face as wide as the house's sentences come out at in it, or a little wider."""

PANELS = {
    (800, 480): 7.0,
    (1024, 600): 7.0,
    (1280, 720): 10.1,
    (1920, 1080): 15.6,
    (720, 1280): 7.0,
    (1080, 1920): 15.6,
}
"""The sizes that every screen must hold at, each with the diagonal in inches of the smallest panel sold with it."""

LANGUAGES: tuple[str, ...] = tuple(
    tomllib.loads((CONFIG / "kiosk.toml").read_text(encoding="utf-8"))["house"]["languages"]
)
"""The house's own first."""

LookAt = Callable[..., Look]
