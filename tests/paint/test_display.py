"""The window opens where it can be seen, and says so when it cannot."""

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest
from msgspec.structs import replace

from kiosk.paint import display
from kiosk.paint.display import NoDisplay, Window, open_window, screen_size

WINDOW = Window("BackDoor43 · hatch", "kiosk-hatch", (320, 200))


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    pygame.display.quit()
    yield
    pygame.display.quit()


def test_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a screen nothing is drawn unseen: the message says what happened and how to mend it."""
    for name in ("SDL_VIDEODRIVER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(NoDisplay, match=r"no screen.*WAYLAND_DISPLAY or DISPLAY"):
        open_window(WINDOW)
    assert not pygame.display.get_init()


def test_no_screen_is_asked_for_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no window can be, the demo's question for a screen does not start SDL, whose Wayland would complain aloud."""
    for name in display.WINDOW_SYSTEMS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pygame.display, "init", lambda: pytest.fail("SDL was started"))
    assert screen_size() is None


def test_a_dead_session_has_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A display that is named and does not answer is none."""
    for name in display.WINDOW_SYSTEMS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":9999")
    assert screen_size() is None


def test_unknown_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    """A driver that SDL does not have is said in SDL's words, with the mend."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "lantern")
    with pytest.raises(NoDisplay, match="SDL says"):
        open_window(WINDOW)


@pytest.mark.parametrize("driver", ["dummy", "offscreen"])
def test_unseen_on_purpose(monkeypatch: pytest.MonkeyPatch, driver: str) -> None:
    """Who asks for a screen that nobody sees gets it, of the size asked for and under its title."""
    monkeypatch.setenv("SDL_VIDEODRIVER", driver)
    assert open_window(WINDOW).get_size() == (320, 200)
    assert pygame.display.get_caption()[0] == "BackDoor43 · hatch"
    assert not pygame.mouse.get_visible()


def test_the_icon_comes_before_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk never shows pygame's snake, which it takes once there is a window without an icon of its own."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    icons: list[tuple[object, bool]] = []
    monkeypatch.setattr(
        pygame.display, "set_icon", lambda icon: icons.append((icon, pygame.display.get_surface() is None))
    )
    icon = pygame.Surface((8, 8))
    open_window(WINDOW, icon)
    assert icons == [(icon, True)]


def test_no_hint_off_x11(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hint that means no window at all on Wayland is gone where the driver is not x11."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    open_window(WINDOW)
    assert "SDL_FRAMEBUFFER_ACCELERATION" not in os.environ


def test_nothing_more_than_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening the window starts no sound and no joystick."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    open_window(WINDOW)
    mixer = sys.modules.get("pygame.mixer")
    assert mixer is None or mixer.get_init() is None
    assert not pygame.joystick.get_init()


# --- keyboards ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("keys", [False, True])
def test_a_kiosk_is_deaf_to_keys(monkeypatch: pytest.MonkeyPatch, keys: bool) -> None:
    """They do not even come into the queue, unless the window is a desk's."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "offscreen")
    open_window(replace(WINDOW, keys=keys))
    assert pygame.event.get_blocked(pygame.KEYDOWN) is not keys
    assert pygame.event.get_blocked(pygame.KEYUP)
    assert pygame.event.get_blocked(pygame.TEXTINPUT)
    assert not pygame.event.get_blocked(pygame.FINGERDOWN)


def test_a_compositor_that_is_gone_is_told_from_a_closed_window(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """By its socket: while somebody answers there, a QUIT was somebody's Alt+F4."""
    monkeypatch.setattr(pygame.display, "get_driver", lambda: "wayland")
    for folder, name in ((tmp_path, "wayland-7"), (Path("/nowhere"), str(tmp_path / "wayland-7"))):
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
        monkeypatch.setenv("WAYLAND_DISPLAY", name)
        assert display.session_ended()
        with socket.socket(socket.AF_UNIX) as compositor:
            compositor.bind(str(tmp_path / "wayland-7"))
            compositor.listen()
            assert not display.session_ended()
        assert display.session_ended()
        (tmp_path / "wayland-7").unlink()


def test_without_wayland_no_session_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawn unseen there is nobody who could go."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "offscreen")
    open_window(WINDOW)
    assert not display.session_ended()
