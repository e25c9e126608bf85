"""Asks SDL, in a process of its own, what it can draw on; opens no window. For the doctor: SDL may hang or complain."""

import ctypes
import json
import os
import sys

import pygame


def probe(driver: str) -> dict[str, object]:
    """What SDL is, which drivers are in it, and what it finds with this one (empty: its own choice)."""
    if driver:
        os.environ["SDL_VIDEODRIVER"] = driver
    found: dict[str, object] = {
        "pygame": pygame.version.ver,
        "sdl": ".".join(map(str, pygame.get_sdl_version())),
        "drivers": _drivers(),
    }
    try:
        pygame.display.init()
        found["driver"] = pygame.display.get_driver()
        found["sizes"] = pygame.display.get_desktop_sizes()
    except pygame.error as error:
        found["error"] = str(error)
    return found


def _drivers() -> list[str]:
    """The video drivers that were compiled into the SDL that pygame has loaded."""
    try:
        with open("/proc/self/maps", encoding="utf-8") as maps:  # noqa: PTH123 - a list of the kernel, no file
            loaded = [line.split()[-1] for line in maps if "libSDL2-" in line]
        sdl = ctypes.CDLL(loaded[0])
    except (OSError, IndexError):
        return []
    sdl.SDL_GetVideoDriver.restype = ctypes.c_char_p
    return [sdl.SDL_GetVideoDriver(at).decode().lower() for at in range(sdl.SDL_GetNumVideoDrivers())]


if __name__ == "__main__":
    print(json.dumps(probe(sys.argv[1] if sys.argv[1:] else "")))  # noqa: T201 - what it is asked for
