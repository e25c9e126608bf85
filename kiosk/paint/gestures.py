"""Touches: what fingers and the mouse did, as the events that a scene's buttons carry, and which button is held down."""

from collections.abc import Iterable

import pygame
from msgspec import Struct
from msgspec.structs import replace

from kiosk.core.events import Event
from kiosk.screens.scene import Scene, Size, Swipes

HELD_S = 3.0
"""A contact longer than this is no touch: a palm, a cloth, rain (reference: platform 2)."""
LOOK_S = 0.25
"""The queue is read far oftener. Of a longer pause the program itself was the reason, and a finger may have been lifted in it."""
PALM = 3
"""So many fingers at once are no touch either."""
ECHO_S = 0.5
"""Some stacks send a click after a finger without marking it as the finger's copy."""
TREMBLE, SWIPE = 12, 8
"""Where fingers swipe: parts of the screen's short side beyond which a contact is no tap, and from which it is a swipe."""
PUT = (pygame.FINGERDOWN, pygame.MOUSEBUTTONDOWN)
LIFTED = (pygame.FINGERUP, pygame.MOUSEBUTTONUP)


class Key(Struct, frozen=True):
    """A key went down, by pygame's name for it; only a desk heeds keys."""

    name: str


class Quit(Struct, frozen=True):
    """The window was closed, or its compositor is gone."""


class Resized(Struct, frozen=True):
    """The window has this size now, or was uncovered: its picture must be painted anew (`Canvas.renew`)."""

    size: Size


class Pressed(Struct, frozen=True):
    """The button that a finger holds down from now on, by the event it carries; None when none is held."""

    event: Event | None


Meant = Event | Key | Quit | Resized | Pressed


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

    def counts(self, finger: object, mono: float) -> bool:
        """Whether lifting this finger now would be a tap."""
        return finger in self._down and finger == self._first and mono - self._since <= HELD_S

    def forget(self) -> None:
        """Whatever is down does not count any more."""
        self._down.clear()
        self._first = None


class Hold(Struct, frozen=True):
    """A finger that was put on a button and has not been lifted: which, on what, and where it is now, in pixels."""

    finger: object
    event: Event
    at: tuple[float, float]


class Drawn(Struct, frozen=True):
    """How far a contact has come from where it began, against what is a tremble and what a swipe on this screen."""

    right: float
    down: float
    short: int

    @property
    def far(self) -> float:
        """The longer of both ways, in pixels."""
        return max(abs(self.right), abs(self.down))

    @property
    def wanders(self) -> bool:
        """Whether it is too far for a tap."""
        return self.far > self.short / TREMBLE

    def event(self, swipes: Swipes) -> Event | None:
        """What it asks for; nothing when it is neither a tap nor a swipe."""
        if self.far < self.short / SWIPE:
            return None
        onward = self.right < 0 if abs(self.right) >= abs(self.down) else self.down < 0
        return swipes.on if onward else swipes.back


class Touches:
    """Reads pygame's queue. A button fires when a finger is lifted from the same button that it was put on.

    Until then the button is told as held, as long as the finger is on it and lifting it would fire.
    """

    def __init__(self) -> None:
        self._gestures = Gestures()
        self._hold: Hold | None = None
        self._began: tuple[float, float] = (0.0, 0.0)
        """Where the finger that counts came down."""
        self._shown: Event | None = None
        self._finger_at: float | None = None
        self._read_at = 0.0
        self._watched_s = 0.0
        """So long has the queue been watched, all in all: by this a contact is long or short."""

    def drain(self, scene: Scene, mono: float) -> list[Meant]:
        """What happened to this scene since last asked; `mono` is now, in monotonic seconds."""
        return self.read(pygame.event.get(), scene, mono)

    def read(self, happened: Iterable[pygame.event.Event], scene: Scene, mono: float) -> list[Meant]:
        """What these pygame events mean."""
        self._watched_s += min(max(0.0, mono - self._read_at), LOOK_S)
        self._read_at = mono
        meant = [one for event in happened if (one := self._meant(event, scene, mono)) is not None]
        held = self._held(scene)
        if held != self._shown:
            self._shown = held
            meant.append(Pressed(held))
        return meant

    def _meant(self, event: pygame.event.Event, scene: Scene, mono: float) -> Meant | None:
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
            case pygame.FINGERDOWN | pygame.FINGERUP | pygame.FINGERMOTION:
                self._finger_at = mono
                finger = (event.touch_id, event.finger_id)
                x, y = event.x * scene.size.w, event.y * scene.size.h
                return self._contact(event.type, finger, (x, y), scene)
            case pygame.MOUSEBUTTONDOWN | pygame.MOUSEBUTTONUP if self._is_mouse(event, mono):
                return self._contact(event.type, "mouse", event.pos, scene)
            case pygame.MOUSEMOTION:
                return self._contact(event.type, "mouse", event.pos, scene)
            case _:
                return None

    def _is_mouse(self, event: pygame.event.Event, mono: float) -> bool:
        """Whether it is a left click of its own and not the copy or the echo of a finger."""
        copied = getattr(event, "touch", False)
        echo = self._finger_at is not None and mono - self._finger_at < ECHO_S
        return event.button == pygame.BUTTON_LEFT and not copied and not echo

    def _contact(self, kind: int, finger: object, at: tuple[float, float], scene: Scene) -> Event | None:
        if kind in PUT:
            button = scene.touched(*at)
            if self._gestures.press(finger, self._watched_s):
                self._began = at
                event = None if button is None else button.event
                self._hold = None if event is None else Hold(finger, event, at)
        elif kind in LIFTED:
            return self._lifted(finger, at, scene)
        elif self._hold is not None and self._hold.finger == finger:
            self._hold = replace(self._hold, at=at)
        return None

    def _lifted(self, finger: object, at: tuple[float, float], scene: Scene) -> Event | None:
        hold = self._hold
        if not self._gestures.release(finger, self._watched_s):
            return None
        self._hold, drawn = None, self._drawn(at, scene)
        if scene.swipes is not None and drawn.wanders:
            return drawn.event(scene.swipes)
        if hold is None:
            return None
        button = scene.touched(*at)
        return hold.event if button is not None and button.event == hold.event else None

    def _drawn(self, at: tuple[float, float], scene: Scene) -> Drawn:
        short = min(scene.size.w, scene.size.h)
        return Drawn(at[0] - self._began[0], at[1] - self._began[1], short)

    def _held(self, scene: Scene) -> Event | None:
        """The button that would fire if its finger were lifted now."""
        hold = self._hold
        if hold is None or not self._gestures.counts(hold.finger, self._watched_s):
            return None
        if scene.swipes is not None and self._drawn(hold.at, scene).wanders:
            return None
        button = scene.touched(*hold.at)
        return hold.event if button is not None and button.event == hold.event else None
