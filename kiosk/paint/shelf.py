"""A shelf for finished surfaces: bounded in bytes, and what was not asked for longest goes first."""

from collections import OrderedDict
from collections.abc import Callable, Hashable

import pygame


class Shelf:
    """Keeps surfaces by key, at most so many bytes of them."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._held_bytes = 0
        self._surfaces: OrderedDict[Hashable, pygame.Surface] = OrderedDict()

    def take(self, key: Hashable, make: Callable[[], pygame.Surface]) -> pygame.Surface:
        """The surface under this key, made now if it is not there."""
        surface = self._surfaces.get(key)
        if surface is None:
            surface = self._surfaces[key] = make()
            self._held_bytes += _bytes(surface)
            self._shed()
        else:
            self._surfaces.move_to_end(key)
        return surface

    def _shed(self) -> None:
        """Let the oldest go, but never the one just made, however large."""
        while self._held_bytes > self._most_bytes and len(self._surfaces) > 1:
            _, oldest = self._surfaces.popitem(last=False)
            self._held_bytes -= _bytes(oldest)


def _bytes(surface: pygame.Surface) -> int:
    return surface.get_pitch() * surface.get_height()
