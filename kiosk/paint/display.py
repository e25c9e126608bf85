"""Opens the window: which driver, which hints, and a clear word when there is no screen."""

import os
import socket

import pygame
from msgspec import Struct

from kiosk.screens.scene import Size

WINDOW_SYSTEMS = ("WAYLAND_DISPLAY", "DISPLAY", "SDL_VIDEODRIVER")
"""One of these is set where there may be windows."""
ICON_PX = 64
UNSEEN = ("offscreen", "dummy")
"""SDL's drivers that draw where nobody looks; without a screen it takes `offscreen` and says nothing."""
OWN_FULL_SCREEN = ("x11", "kmsdrm")
"""Where nobody else puts the window over the whole screen (reference: platform 1)."""
HEARD = (
    pygame.QUIT,
    pygame.MOUSEBUTTONDOWN,
    pygame.MOUSEBUTTONUP,
    pygame.MOUSEMOTION,
    pygame.FINGERDOWN,
    pygame.FINGERUP,
    pygame.FINGERMOTION,
    pygame.WINDOWSIZECHANGED,
    pygame.WINDOWEXPOSED,
)
"""The only events that are let into pygame's queue; and keys, on a desk."""


class NoDisplay(Exception):
    """There is no screen to draw on; its text says what happened and how to mend it."""


class Window(Struct, frozen=True):
    """How the window shall be."""

    title: str
    app_id: str
    """By which a compositor's rules know it."""
    size: tuple[int, int] = (0, 0)
    """Width and height in pixels; (0, 0) is all there is."""
    frame: bool = False
    """Whether it has a title bar, on a desk."""
    full: bool = False
    """Whether it takes the whole screen itself; heeded on x11 and kmsdrm only, elsewhere the compositor does it."""
    pointer: bool = False
    """Whether the mouse pointer is shown, on a desk."""
    keys: bool = False
    """Whether keys are heard, on a desk; a kiosk is deaf to them, whoever plugs a keyboard in."""


def open_window(window: Window, icon: pygame.Surface | None = None) -> pygame.Surface:
    """Open the window and return its surface. `SDL_VIDEODRIVER` and `SDL_VIDEO_WINDOW_POS` are respected.

    The icon is what a desk shows for it in small; without one that is pygame's snake.
    Raises NoDisplay when there is no screen, or when SDL would draw where nobody sees it without being asked to.
    """
    _hint(window.app_id)
    driver = _driver()
    full = window.full and driver in OWN_FULL_SCREEN
    flags = pygame.FULLSCREEN if full else 0 if window.frame else pygame.NOFRAME
    if icon is not None:
        pygame.display.set_icon(icon)
    try:
        surface = pygame.display.set_mode(window.size, flags)
    except pygame.error as error:
        raise NoDisplay(f"the screen gives no window ({error}, driver {driver}). {MEND}") from error
    pygame.display.set_caption(window.title)
    pygame.mouse.set_visible(window.pointer)
    pygame.event.set_blocked(None)
    pygame.event.set_allowed((*HEARD, pygame.KEYDOWN) if window.keys else HEARD)
    return surface


def screen_size() -> Size | None:
    """The size of the screen that windows can stand on, or None where there is none.

    A console (kmsdrm) has room for one program only. And SDL is not asked in vain: its Wayland would complain aloud.
    """
    if not any(os.environ.get(name) for name in WINDOW_SYSTEMS):
        return None
    try:
        _driver()
    except NoDisplay:
        return None
    size = pygame.display.get_desktop_sizes()[0]
    pygame.display.quit()
    return Size(*size)


def session_ended() -> bool:
    """Whether the compositor that shows the window is gone. Its end comes as the same QUIT that Alt+F4 makes.

    Only Wayland's leaves the program alive: SDL ends it itself when an X server goes, and a console has nobody.
    """
    if pygame.display.get_driver().lower() != "wayland":
        return False
    name = os.environ.get("WAYLAND_DISPLAY") or "wayland-0"
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), name))  # noqa: PTH118 - an absolute name stays
        except OSError:
            return True
    return False


MEND = (
    "Start it inside a graphical session (WAYLAND_DISPLAY or DISPLAY must be set and its compositor be running),"
    " or set SDL_VIDEODRIVER=offscreen to draw unseen."
)


def _driver() -> str:
    """Start SDL's video and return its driver's name."""
    try:
        pygame.display.init()
    except pygame.error as error:
        raise NoDisplay(f"no screen was found: SDL says {error}. {MEND}") from error
    driver = pygame.display.get_driver().lower()
    if driver in UNSEEN and os.environ.get("SDL_VIDEODRIVER", "").lower() != driver:
        pygame.display.quit()
        raise NoDisplay(f"no screen was found: SDL would draw unseen (driver {driver}). {MEND}")
    if driver != "x11":
        # On Wayland this hint means no window at all, and an empty value counts as set (reference: library-facts 4).
        os.environ.pop("SDL_FRAMEBUFFER_ACCELERATION", None)
    return driver


def _hint(app_id: str) -> None:
    """Tell SDL by its environment what it must know before it starts (reference: platform 1 and 2)."""
    os.environ.update(
        SDL_FRAMEBUFFER_ACCELERATION="0",  # x11: no GL texture under a picture that hardly ever changes
        SDL_VIDEO_WAYLAND_ALLOW_LIBDECOR="0",  # with it SDL 2.32 waits for ever under cage
        SDL_VIDEO_WAYLAND_WMCLASS=app_id,
        SDL_VIDEO_X11_WMCLASS=app_id,
        SDL_TOUCH_MOUSE_EVENTS="0",
        SDL_MOUSE_TOUCH_EVENTS="0",
        SDL_MOUSE_FOCUS_CLICKTHROUGH="1",  # on a desk the click that brings a window forward is a touch, too
    )
