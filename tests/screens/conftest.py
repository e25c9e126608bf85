"""What every scene's test is given: a look with letters of one width, and the house's real sentences and colours."""

import pytest

from kiosk.screens.look import Look
from kiosk.screens.scene import Size
from tests.screens.looks import LANGUAGES, METRICS, PANELS, THEME, WORDINGS, LookAt


@pytest.fixture(scope="session")
def look_at() -> LookAt:
    """A factory: `look_at(width, height, language, strip=...)` is a screen whose house speaks that language first."""

    def at(w: int, h: int, language: str = "it", *, strip: bool = False) -> Look:
        languages = (language, *(other for other in LANGUAGES if other != language))
        inches = PANELS.get((w, h), 10.1)
        return Look(Size(w, h), THEME, METRICS, WORDINGS, languages, inches, strip=strip)

    return at
