"""Touches: what fingers and the mouse did, as the events that a scene's buttons carry."""

from collections.abc import Iterable

import pygame
from msgspec import Struct

from kiosk.core.events import Event
from kiosk.screens.scene import Scene, Size

HELD_S = 3.0
"""A contact longer than this is no touch: a palm, a cloth, rain (reference: platform 2)."""
PALM = 3
"""So many fingers at once are no touch either."""
ECHO_S = 0.5
"""Some stacks send a click after a finger without marking it as the finger's copy."""


class Key(Struct, frozen=True):
    """A key went down, by pygame's name for it; only a desk heeds keys."""

    name: str


class Quit(Struct, frozen=True):
    """The window was closed, or its compositor is gone."""


class Resized(Struct, frozen=True):
    """The window has this size now, or was uncovered: its picture must be painted anew (`Canvas.renew`)."""

    size: Size


class Gestures:
    """Turns contacts into taps: the first finger counts, and a palm does not. Knows no pygame and no scene."""

    def __init__(self) -> None:
        self._down: set[object] = set()
        self._first: object | None = None
        self._since = 0.0

    def press(self, finger: object, mono: float) -> bool:
        """A finger went down, at a monotonic second: whether it is the one that counts."""
        if mono - self._since > HELD_S:  # whatever is still down has lost its lifting, or is no finger
            self.forget()
        if not self._down:
            self._first, self._since = finger, mono
        self._down.add(finger)
        if len(self._down) >= PALM:
            self._first = None
        return finger == self._first

    def release(self, finger: object, mono: float) -> bool:
        """A finger went up: whether that was a tap, by the one that counts and not too long."""
        self._down.discard(finger)
        tapped = finger == self._first and mono - self._since <= HELD_S
        if finger == self._first:
            self._first = None
        return tapped

    def forget(self) -> None:
        """Whatever is down does not count any more."""
        self._down.clear()
        self._first = None


class Touches:
    """Reads pygame's queue. A button fires when a finger is lifted from the same button that it was put on."""

    def __init__(self) -> None:
        self._gestures = Gestures()
        self._pressed: Event | None = None
        """What the button under the finger that counts carried when the finger came down."""
        self._finger_at: float | None = None

    def drain(self, scene: Scene, mono: float) -> list[Event | Key | Quit | Resized]:
        """What happened to this scene since last asked; `mono` is now, in monotonic seconds."""
        return self.read(pygame.event.get(), scene, mono)

    def read(
        self, happened: Iterable[pygame.event.Event], scene: Scene, mono: float
    ) -> list[Event | Key | Quit | Resized]:
        """What these pygame events mean."""
        return [meant for event in happened if (meant := self._meant(event, scene, mono)) is not None]

    def _meant(
        self, event: pygame.event.Event, scene: Scene, mono: float
    ) -> Event | Key | Quit | Resized | None:
        match event.type:
            case pygame.QUIT:
                return Quit()
            case pygame.KEYDOWN:
                return Key(pygame.key.name(event.key))
            case pygame.WINDOWSIZECHANGED:
                self._gestures.forget()
                return Resized(Size(event.x, event.y))
            case pygame.WINDOWEXPOSED:
                return Resized(scene.size)
            case pygame.FINGERDOWN | pygame.FINGERUP:
                self._finger_at = mono
                finger = (event.touch_id, event.finger_id)
                x, y = event.x * scene.size.w, event.y * scene.size.h
                return self._contact(finger, x, y, scene, mono, down=event.type == pygame.FINGERDOWN)
            case pygame.MOUSEBUTTONDOWN | pygame.MOUSEBUTTONUP if self._is_mouse(event, mono):
                x, y = event.pos
                return self._contact("mouse", x, y, scene, mono, down=event.type == pygame.MOUSEBUTTONDOWN)
            case _:
                return None

    def _is_mouse(self, event: pygame.event.Event, mono: float) -> bool:
        """Whether it is a left click of its own and not the copy or the echo of a finger."""
        copied = getattr(event, "touch", False)
        echo = self._finger_at is not None and mono - self._finger_at < ECHO_S
        return event.button == pygame.BUTTON_LEFT and not copied and not echo

    def _contact(
        self, finger: object, x: float, y: float, scene: Scene, mono: float, *, down: bool
    ) -> Event | None:
        button = scene.touched(x, y)
        event = None if button is None else button.event
        if down:
            if self._gestures.press(finger, mono):
                self._pressed = event
            return None
        return event if self._gestures.release(finger, mono) and event == self._pressed else None
