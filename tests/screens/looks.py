"""The house's real sentences and colours, and letters of one width."""

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

LookAt = Callable[..., Look]
