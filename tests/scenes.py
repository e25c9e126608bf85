"""Every screen of both programs by name, as the state that calls for it, and a studio that draws it without a display."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path

import pygame
from msgspec import Struct
from msgspec.structs import replace

from kiosk import paths
from kiosk.core.bar_state import Bar
from kiosk.core.hatch_state import Hatch, Said
from kiosk.paint.brush import Brush
from kiosk.paint.ink import Ink
from kiosk.paint.pictures import Pictures
from kiosk.screens import bar as bar_screen
from kiosk.screens import hatch as hatch_screen
from kiosk.screens.bar_moments import BarMoments
from kiosk.screens.look import Look
from kiosk.screens.scene import Scene, Size
from kiosk.settings import Settings, load
from tests.screens import bar_states as night
from tests.screens.hatch_states import NOW, moments
from tests.screens.looks import PANELS

SIZES = tuple(Size(w, h) for w, h in PANELS)
Draw = Callable[[Look], Scene]
"""What a screen shows, on a screen that looks like that."""


class Shot(Struct, frozen=True):
    """One screen at one size in one language."""

    name: str
    size: Size
    language: str

    def __str__(self) -> str:
        """As its picture is called."""
        return f"{self.name}-{self.size.w}x{self.size.h}-{self.language}"


def screens(language: str) -> Mapping[str, Draw]:
    """Every screen by name, for a guest who reads this language."""
    told = {
        f"said_{name}": replace(state, said=Said(1, NOW.mono - 1))
        for name, state in moments(language).items()
        if name in ("asleep_words", "menu_some", "placed_ready")
    }
    hatch = {f"hatch-{name}": _hatch(state) for name, state in {**moments(language), **told}.items()}
    return {**hatch, **{f"bar-{name}": _bar(state) for name, state in bar_moments().items()}}


def bar_moments() -> Mapping[str, Bar]:
    """Every picture that the bar can show, as the state that calls for it."""
    return BarMoments(night.EVENING).all()


class Studio:
    """Draws shots with the house's real letters, drawings, colours and sentences."""

    def __init__(self, config: Path | None = None) -> None:
        """With a house's own configuration, where that is given."""
        self.settings: Settings = load(config)
        self.ink = Ink(paths.assets() / "fonts")
        self._brush = Brush(self.ink, Pictures(paths.assets() / "drawings"), self.settings.theme)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Every language there is."""
        return self.settings.languages

    def draw(self, shot: Shot) -> pygame.Surface:
        """The picture of a shot."""
        surface = pygame.Surface((shot.size.w, shot.size.h), 0, 32)
        self._brush.draw(surface, screens(shot.language)[shot.name](self.look(shot)))
        return surface

    def look(self, shot: Shot) -> Look:
        """The house's style, its language first."""
        others = (language for language in self.languages if language != shot.language)
        return Look(
            shot.size,
            self.settings.theme,
            self.ink.metrics(),
            self.settings.wordings,
            (shot.language, *others),
            PANELS[shot.size.w, shot.size.h],
        )


def _hatch(state: Hatch) -> Draw:
    return lambda look: hatch_screen.scene(state, look, NOW)


def _bar(state: Bar) -> Draw:
    return lambda look: bar_screen.scene(state, look, night.NOW)
