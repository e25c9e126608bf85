"""With a display: the hatch's window on a real X server, and the keys and the mouse of a desk."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from kiosk.shell.broker import find_mosquitto, free_port
from tests.real.conftest import cannot
from tests.real.house import House, until

SCREEN = (1000, 600)
CLIENT_MESSAGE = 33


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Mapping[str, str]]:
    """The environment of an X server of this test's own, whose picture lies in a file."""
    server = shutil.which("Xvfb")
    if server is None:
        cannot("Xvfb is not installed (sudo apt install xvfb)")
    reading, writing = os.pipe()
    command = [server, "-displayfd", str(writing), "-screen", "0", f"{SCREEN[0]}x{SCREEN[1]}x24"]
    with subprocess.Popen(
        [*command, "-nolisten", "tcp", "-fbdir", str(tmp_path)],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                display = told.readline().strip()
            assert display, "Xvfb did not start"
            bare = {
                key: value for key, value in os.environ.items() if not key.startswith(("SDL_", "WAYLAND"))
            }
            yield {**bare, "DISPLAY": f":{display}", "XDG_RUNTIME_DIR": str(tmp_path)}
        finally:
            running.terminate()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house whose screens are real ones."""
    folder = tmp_path / "house"
    folder.mkdir()
    house = House(folder, free_port(), driver="")
    try:
        yield house
    finally:
        house.close()


def picture(tmp_path: Path) -> bytes:
    """The pixels of the X server's screen, four bytes each.

    Before them in the file (XWDFile.h) lie a header, whose first word is its size and whose twentieth is the number
    of colours, and these colours, twelve bytes each.
    """
    raw = (tmp_path / "Xvfb_screen0").read_bytes()
    header, colours = int.from_bytes(raw[0:4]), int.from_bytes(raw[76:80])
    return raw[header + 12 * colours :][: SCREEN[0] * SCREEN[1] * 4]


def xdotool(desk: Mapping[str, str], *arguments: str) -> str:
    """Move a mouse or press a key; skips on a desk without xdotool."""
    tool = shutil.which("xdotool")
    if tool is None:
        cannot("xdotool is not installed (sudo apt install xdotool)")
    ran = subprocess.run(
        [tool, *arguments], check=True, capture_output=True, text=True, env=dict(desk), timeout=10
    )
    return ran.stdout.strip()


class ClientMessage(ctypes.Structure):
    """XClientMessageEvent (Xlib, section 10.14), with room for the largest of events behind it."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("room", ctypes.c_long * 24),
    )


def ask_to_close(display: str, window: int) -> None:
    """Say to a window what a window manager says when its cross is clicked (ICCCM, section 4.2.8)."""
    x = ctypes.CDLL("libX11.so.6")  # xdotool, without which nobody comes here, needs it too
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XInternAtom.restype = ctypes.c_ulong
    link = ctypes.c_void_p(x.XOpenDisplay(display.encode()))
    protocols, delete = (x.XInternAtom(link, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))
    message = ClientMessage(type=CLIENT_MESSAGE, window=window, message_type=protocols, format=32)
    message.data[0] = delete
    x.XSendEvent(link, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(message))
    x.XCloseDisplay(link)


def test_the_hatch_paints_on_a_real_screen(house: House, desk: Mapping[str, str], tmp_path: Path) -> None:
    """The wall is on the X server's own picture, changes with a knock, and SIGTERM takes the window away in time."""
    blank = picture(tmp_path)
    hatch = house.hatch(desk)
    wall = until(lambda: picture(tmp_path) if picture(tmp_path) != blank else b"", "the wall")
    hatch.tell("knock 2")
    hatch.until("the menu", lambda: hatch.state()["mood"] == "menu")
    until(lambda: picture(tmp_path) != wall, "another picture")
    assert house.words.hatch.strip in hatch.see()
    assert hatch.stop() == 0
    assert "Traceback" not in house.journal("hatch")


def test_keys_stand_for_the_sensors_and_the_mouse_for_a_finger(house: House, desk: Mapping[str, str]) -> None:
    """On a desk K is a knock, S moves the slit there and back, and a click on a glass shows it in full."""
    hatch = house.hatch(desk)
    window = xdotool(desk, "search", "--sync", "--onlyvisible", "--class", "kiosk-hatch").splitlines()[0]
    xdotool(desk, "windowfocus", "--sync", window)
    assert house.settings.house.name in xdotool(desk, "getwindowname", window)

    xdotool(desk, "key", "s")
    hatch.until("an open slit", lambda: hatch.state()["slit_open"])
    xdotool(desk, "key", "s")
    hatch.until("a shut slit", lambda: hatch.state()["slit_open"] is False)
    hatch.tell(f"wait {house.settings.knock.slit_hold_s}")  # until then the wood speaks of the slit
    xdotool(desk, "key", "--delay", "250", "k", "k")
    hatch.until("the menu", lambda: hatch.state()["mood"] == "menu")

    # The first glass stands in the upper left of the shelf.
    xdotool(desk, "mousemove", "--window", window, "110", "110", "click", "1")
    hatch.until("a drink in full", lambda: hatch.state()["mood"] == "drink")
    assert house.drink(house.settings.menu.drinks[0].slug) in hatch.see()
    assert hatch.stop() == 0


def test_a_button_shows_that_it_is_held_down(house: House, desk: Mapping[str, str], tmp_path: Path) -> None:
    """With a real mouse: pressed it is another picture at once, off it the one before; lifted there nothing was asked."""
    hatch = house.hatch(desk)
    window = xdotool(desk, "search", "--sync", "--onlyvisible", "--class", "kiosk-hatch").splitlines()[0]
    xdotool(desk, "windowfocus", "--sync", window)
    hatch.tell(f"touch {house.words.hatch.knock}")
    hatch.until("the menu", lambda: hatch.state()["mood"] == "menu")
    hatch.tell("wait 1")  # the wall has slid away

    def shown() -> bytes:
        file = tmp_path / "shot.png"
        hatch.tell(f"shot {file}")
        return file.read_bytes()

    still = shown()
    xdotool(desk, "mousemove", "--window", window, "110", "110", "mousedown", "1")
    until(lambda: shown() != still, "the button held down")
    xdotool(desk, "mousemove", "--window", window, "110", "4")
    until(lambda: shown() == still, "the button let go")
    xdotool(desk, "mouseup", "1")
    hatch.tell("wait 0.2")
    assert hatch.state()["mood"] == "menu"
    assert hatch.stop() == 0


def test_the_click_that_brings_a_window_forward_is_a_touch(house: House, desk: Mapping[str, str]) -> None:
    """With two windows on a desk, the first click into the other one is not lost to the focus that it brings."""
    hatch = house.hatch({**desk, "SDL_VIDEO_WINDOW_POS": "0,0"})
    house.bar(environment={**desk, "SDL_VIDEO_WINDOW_POS": "500,100"})
    street, inside = (
        xdotool(desk, "search", "--sync", "--onlyvisible", "--class", f"kiosk-{name}").splitlines()[0]
        for name in ("hatch", "bar")
    )
    xdotool(desk, "windowfocus", "--sync", inside)
    xdotool(desk, "mousemove", "--window", street, "200", "240")
    hatch.tell("wait 0.2")
    # As a window manager does it: the focus, and the click at its heels.
    xdotool(desk, "windowfocus", street, "click", "1")
    hatch.until("the menu", lambda: hatch.state()["mood"] == "menu", within_s=3.0)


def test_closing_the_window_ends_the_program(house: House, desk: Mapping[str, str]) -> None:
    """Closing the window on a desk is a clean end: status 0, the books closed."""
    hatch = house.hatch(desk)
    window = xdotool(desk, "search", "--sync", "--onlyvisible", "--class", "kiosk-hatch").splitlines()[0]
    ask_to_close(desk["DISPLAY"], int(window))
    assert hatch.process.wait(5) == 0
    assert house.books_are_free()


def test_the_demo_gives_the_keys_to_the_street(desk: Mapping[str, str], tmp_path: Path) -> None:
    """In the demo of two windows the street's has the focus in the end, since K and S are for it."""
    if find_mosquitto() is None:
        cannot("mosquitto is not installed (sudo apt install mosquitto)")
    told = tmp_path / "told"
    with told.open("wb") as out:
        demo = subprocess.Popen(
            [sys.executable, "-m", "kiosk", "demo"], stdout=out, stderr=out, env=dict(desk)
        )
    try:
        until(lambda: "Ctrl+C" in told.read_text(encoding="utf-8"), "the demo's last word")
        until(lambda: xdotool(desk, "getwindowfocus", "getwindowname").endswith("hatch"), "the focus")
    finally:
        demo.terminate()
        demo.wait(10)


def test_a_kiosks_window_cannot_be_closed_or_typed_at(
    house: House, desk: Mapping[str, str], tmp_path: Path
) -> None:
    """Without a frame and not simulated: keys, Alt+F4 and a close request change nothing; SIGTERM ends it as ever."""
    text = (house.config / "kiosk.toml").read_text(encoding="utf-8")
    house.configure(text.replace('driver = ""', 'driver = ""\nframe = false'))
    blank = picture(tmp_path)
    log = (tmp_path / "bar.log").open("wb")
    bar = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "bar", "--config", str(house.config)], stderr=log, env=dict(desk)
    )
    try:
        until(lambda: picture(tmp_path) != blank, "a picture")
        window = xdotool(desk, "search", "--sync", "--onlyvisible", "--class", "kiosk-bar").splitlines()[0]
        xdotool(desk, "windowfocus", "--sync", window)
        until(lambda: "is on" in (tmp_path / "bar.log").read_text(), "the display")
        for keys in ("k", "s", "q", "Escape", "F11", "alt+F4", "ctrl+c", "ctrl+q"):
            xdotool(desk, "key", keys)
        ask_to_close(desk["DISPLAY"], int(window))
        with pytest.raises(subprocess.TimeoutExpired):
            bar.wait(1.5)
        bar.terminate()
        assert bar.wait(5) == 0
    finally:
        bar.kill()
        log.close()
