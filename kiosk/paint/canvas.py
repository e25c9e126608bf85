"""The canvas: the window, and what of the last scene is still right on it."""

from pathlib import Path

import pygame

from kiosk.paint.brush import Brush, Laid
from kiosk.paint.changes import changes
from kiosk.paint.display import Window, open_window
from kiosk.screens.scene import Scene, Size


class Canvas:
    """A window that shows one scene at a time and paints only what differs from the one before."""

    def __init__(self, window: Window, brush: Brush, icon: pygame.Surface | None = None) -> None:
        """Open the window. Raises NoDisplay."""
        self._brush = brush
        self._surface = open_window(window, icon)
        self._scene: Scene | None = None
        self._laid: tuple[Laid, ...] | None = None
        """What is on the window; None when nothing on it counts."""

    @property
    def size(self) -> Size:
        """The window's size in pixels."""
        return Size(*self._surface.get_size())

    def paint(self, scene: Scene) -> None:
        """Show a scene."""
        laid = self._brush.lay(scene)
        rects = self._stale(scene, laid)
        for rect in rects:
            self._brush.fill(self._surface, scene.ground, laid, rect)
        self._scene, self._laid = scene, laid
        if rects:
            pygame.display.update(rects)

    def prepare(self, scene: Scene) -> None:
        """Get ready for a scene without showing it, so that it is quick when it comes."""
        self._brush.prepare(scene, self._surface)

    def renew(self) -> Size:
        """The window was resized or uncovered: take its surface anew, paint all of the last scene, report the size."""
        surface = pygame.display.get_surface()
        if surface is not None:
            self._surface = surface
        self._laid = None
        if self._scene is not None:
            self.paint(self._scene)
        return self.size

    def save(self, path: Path) -> None:
        """Write what is shown as a PNG. Raises OSError when that cannot be done."""
        try:
            pygame.image.save(self._surface, path)
        except pygame.error as error:
            raise OSError(f"the picture {path} could not be written: {error}") from error

    def close(self) -> None:
        """Take the window away."""
        pygame.display.quit()

    def _stale(self, scene: Scene, laid: tuple[Laid, ...]) -> list[pygame.Rect]:
        """The rectangles of the window that do not show this scene yet."""
        screen = self._surface.get_rect()
        known = self._scene is not None and self._laid is not None and self._scene.ground == scene.ground
        return changes(self._laid or (), laid, screen) if known else [screen]
