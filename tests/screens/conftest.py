"""What every scene's test is given: a look with letters of one width, and the house's real sentences and colours."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from kiosk.screens.look import Look, Theme
from kiosk.screens.metrics import FaceMetrics, Metrics
from kiosk.screens.scene import Size
from kiosk.screens.wording import Wording

CONFIG = Path(__file__).parents[2] / "config"
WORDINGS = {
    file.stem: msgspec.toml.decode(file.read_bytes(), type=Wording)
    for file in sorted((CONFIG / "wording").glob("*.toml"))
}
THEME = msgspec.toml.decode((CONFIG / "theme.toml").read_bytes(), type=Theme)
METRICS = Metrics({face: FaceMetrics({}, other=550) for face in ("old", "plain", "bold")})
"""Every letter 0.55 em: about what the widest of the three faces comes out at."""

LookAt = Callable[..., Look]


@pytest.fixture(scope="session")
def look_at() -> LookAt:
    """A factory: `look_at(width, height, language, strip=...)` is a screen whose house speaks that language first."""

    def at(w: int, h: int, language: str = "it", *, strip: bool = False) -> Look:
        languages = (language, *(other for other in WORDINGS if other != language))
        return Look(Size(w, h), THEME, METRICS, WORDINGS, languages, strip=strip)

    return at
