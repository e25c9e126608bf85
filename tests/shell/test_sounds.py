"""What is heard: every sound there is, from a thread that never holds the loop, and silence where there is no card."""

import os
import subprocess
import sys
import time
import wave
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args, get_type_hints

import pygame
import pytest

from kiosk import paths
from kiosk.core.bar_calls import LOUDEST
from kiosk.core.effects import Play
from kiosk.screens.hatch_plate import BLOW_S, BLOWS, HUNG_S
from kiosk.settings import load
from kiosk.shell import sounds as room
from kiosk.shell.sounds import LOUDER, Sounds, audible
from tests.sounds import made

try:
    import pygame.mixer
except ImportError as missing:
    if os.environ.get("CI") == "true":
        raise
    pytest.skip(f"{missing} (sudo apt install libglib2.0-0)", allow_module_level=True)

NAMES: tuple[str, ...] = get_args(get_type_hints(Play)["sound"])
FOLDER = paths.assets() / "sounds"
WITHIN_S = 5.0


@pytest.fixture
def notes() -> list[str]:
    """The lines that came for the journal."""
    return []


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> None:
    """SDL's own sound card that nobody hears."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")


@pytest.fixture
def no_card(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine with neither sound card nor sound server."""
    monkeypatch.delenv("SDL_AUDIODRIVER", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(room, "CARDS", tmp_path)


def ended(sounds: Sounds) -> bool:
    """Whether the thread has come to its end in time."""
    sounds._thread.join(WITHIN_S)
    return not sounds._thread.is_alive()


def until(happened: Callable[[], bool]) -> bool:
    """Whether it happens in time."""
    end = time.monotonic() + WITHIN_S
    while time.monotonic() < end and not (done := happened()):
        time.sleep(0.005)
    return done


def on_channels() -> list[pygame.mixer.Sound]:
    """What is being played, where a card is open."""
    try:
        channels = range(pygame.mixer.get_num_channels())
    except pygame.error:
        return []
    playing: list[pygame.mixer.Sound | None] = [pygame.mixer.Channel(at).get_sound() for at in channels]
    return [sound for sound in playing if sound is not None]


@pytest.mark.parametrize("name", NAMES)
def test_every_sound_is_there_dry_and_short(name: str) -> None:
    """Each sound the core may ask for is a small mono recording of less than a second that neither clips nor is empty."""
    file = FOLDER / f"{name}.wav"
    with wave.open(str(file)) as recording:
        frames = recording.getnframes()
        shape = (recording.getnchannels(), recording.getsampwidth(), recording.getframerate())
        levels = memoryview(recording.readframes(frames)).cast("h")
    assert shape == (1, 2, room.RATE_HZ)
    assert frames < room.RATE_HZ
    assert file.stat().st_size < 40_000
    assert 8_000 < max(levels) < 32_767
    assert abs(levels[-1]) < 100, "it is cut off: that clicks"


@pytest.mark.parametrize("name", NAMES)
def test_every_sound_is_what_its_recipe_makes(name: str) -> None:
    """The recording is the one that `python -m tests.sounds` makes, to the last bit but one."""
    with wave.open(str(FOLDER / f"{name}.wav")) as recording:
        stored = memoryview(recording.readframes(recording.getnframes())).cast("h")
    fresh = memoryview(made(name)).cast("h")
    assert len(stored) == len(fresh)
    assert max(abs(one - other) for one, other in zip(stored, fresh, strict=True)) <= 1


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"stamp"}))
def test_a_sound_begins_with_its_cause(name: str) -> None:
    """Half of its loudest within a sixth of a second, most within a hundredth: wood does not fade in."""
    samples = [abs(sample) for sample in memoryview(made(name)).cast("h")]
    first = next(at for at, sample in enumerate(samples) if sample > max(samples) / 2)
    assert first / room.RATE_HZ <= (0.16 if name == "latch" else 0.01)


def test_the_stamp_falls_with_the_letters() -> None:
    """Each blow that is seen is heard within ten milliseconds, and the last one is the loudest."""
    samples = [abs(sample) for sample in memoryview(made("stamp")).cast("h")]

    def loudest(begins_s: float, ends_s: float) -> int:
        return max(samples[round(begins_s * room.RATE_HZ) : round(ends_s * room.RATE_HZ)])

    blows = [HUNG_S + blow * BLOW_S for blow in range(BLOWS)]
    assert all(loudest(at, at + 0.01) > 1.3 * loudest(at - 0.01, at) for at in blows)
    assert loudest(blows[-1], blows[-1] + 0.02) == max(samples)


@pytest.mark.usefixtures("card")
def test_each_sound_is_as_loud_as_the_hour(notes: list[str]) -> None:
    """The volume is asked for when a sound is played, so that the same kiosk is softer after ten."""
    hour = [0.7]
    sounds = Sounds(FOLDER, on=True, volume=lambda: hour[0], note=notes.append)

    def heard(loud: float) -> bool:
        sounds.play("bell")
        return any(sound.get_volume() == pytest.approx(loud, abs=0.01) for sound in on_channels())

    try:
        assert until(lambda: heard(0.7))
        hour[0] = 0.3
        assert until(lambda: heard(0.3))
    finally:
        sounds.close()
    assert ended(sounds)


def test_no_sound_is_there_that_nobody_plays() -> None:
    """The folder holds the sounds the core may ask for and no other."""
    assert sorted(file.stem for file in FOLDER.iterdir()) == sorted(NAMES)


@pytest.mark.usefixtures("card")
def test_what_is_asked_for_is_played(notes: list[str]) -> None:
    """Once the card is open, every sound that is asked for is on a channel, at the house's volume."""
    sounds = Sounds(FOLDER, on=True, volume=lambda: 0.25, note=notes.append)
    heard: dict[float, float] = {}

    def all_heard() -> bool:
        heard.update({sound.get_length(): sound.get_volume() for sound in on_channels()})
        for name in NAMES:
            sounds.play(name)
        return len(heard) == len(NAMES)

    try:
        assert until(all_heard)
    finally:
        sounds.close()
    assert ended(sounds)
    assert set(heard.values()) == {0.25}
    assert notes == []


@pytest.mark.usefixtures("card")
def test_a_call_in_vain_is_louder_and_a_house_has_its_own_sound(notes: list[str]) -> None:
    """Each step by a quarter of the house's volume, never beyond full; and the file that the house names is played."""
    own = FOLDER / "latch.wav"
    sounds = Sounds(
        FOLDER, on=True, volume=lambda: 0.4, note=notes.append, files={"order": str(own), "bell": ""}
    )
    heard: set[tuple[float, float]] = set()

    def all_heard() -> bool:
        heard.update((sound.get_length(), round(sound.get_volume(), 1)) for sound in on_channels())
        for step in (0, 2, 8):
            sounds.play("order", step)
        return len(heard) >= 1 and {volume for _, volume in heard} >= {1.0}

    try:
        assert until(all_heard)
    finally:
        sounds.close()
    assert ended(sounds)
    with wave.open(str(own)) as recorded:
        lasts_s = recorded.getnframes() / recorded.getframerate()
    assert all(length == pytest.approx(lasts_s, abs=0.01) for length, _ in heard)
    assert {volume for _, volume in heard} <= {0.4, 0.6, 1.0}


@pytest.mark.usefixtures("card")
@pytest.mark.parametrize(
    ("clock", "begins_at"), [("21:59", 0.7), ("22:00", 0.3), ("03:00", 0.3), ("08:00", 0.7)]
)
def test_a_call_grows_from_the_volume_of_its_hour(notes: list[str], clock: str, begins_at: float) -> None:
    """In the quiet hours it is louder in steps, too, and at its loudest softer than anything by day."""
    settings = load()
    wall = datetime.fromisoformat(f"2026-11-20T{clock}").replace(tzinfo=settings.zone).astimezone(UTC)
    house = settings.sounds
    sounds = Sounds(FOLDER, on=True, volume=lambda: house.volume_at(wall, settings.zone), note=notes.append)
    grown = [min(1.0, begins_at * (1 + LOUDER * step)) for step in range(LOUDEST + 1)]

    def heard(step: int) -> bool:
        sounds.play("order", step)
        return any(sound.get_volume() == pytest.approx(grown[step], abs=0.01) for sound in on_channels())

    try:
        for step in range(LOUDEST + 1):
            assert until(lambda step=step: heard(step)), grown[step]  # type: ignore[misc]
    finally:
        sounds.close()
    assert ended(sounds)
    assert grown == sorted(set(grown)) or begins_at == house.volume
    assert begins_at == house.volume or max(grown) < house.volume


@pytest.mark.usefixtures("card")
def test_a_sound_that_is_not_there_is_noted(notes: list[str], tmp_path: Path) -> None:
    """A missing file costs its own sound and a line in the journal, and the thread goes on."""
    sounds = Sounds(tmp_path, on=True, volume=lambda: 1, note=notes.append)

    def noted(name: str) -> bool:
        sounds.play(name)
        return any(f"{name}.wav" in line for line in notes)

    assert until(lambda: noted("bell"))
    assert until(lambda: noted("latch"))
    sounds.close()
    assert ended(sounds)


@pytest.mark.usefixtures("card")
def test_a_file_that_is_no_sound_is_noted_once(notes: list[str], tmp_path: Path) -> None:
    """A broken recording makes the kiosk silent with one line that says why; playing on is harmless."""
    (tmp_path / "bell.wav").write_bytes(b"no sound at all")
    sounds = Sounds(tmp_path, on=True, volume=lambda: 1, note=notes.append)
    assert ended(sounds)
    sounds.play("bell")
    sounds.close()
    assert len(notes) == 1
    assert notes[0].startswith("no sound: ")


@pytest.mark.usefixtures("no_card")
def test_without_a_card_it_is_silent_with_one_line(
    notes: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    """A machine without sound gets one line in the journal that says how to mend it, and no noise from ALSA."""
    sounds = Sounds(FOLDER, on=True, volume=lambda: 1, note=notes.append)
    assert ended(sounds)
    for name in NAMES:
        sounds.play(name)
    sounds.close()
    assert len(notes) == 1
    assert "on = false" in notes[0]
    assert capfd.readouterr().err == ""
    assert sounds._asked.empty(), "what nobody plays is kept for ever"


def test_without_a_card_the_mixer_is_never_touched(tmp_path: Path) -> None:
    """In a program of its own, which never loaded the mixer, not a word goes to standard error."""
    program = (
        "import sys; from pathlib import Path\n"
        "import kiosk.paint; from kiosk.shell import sounds\n"
        "sounds.CARDS = Path(sys.argv[1])\n"
        "playing = sounds.Sounds(Path(sys.argv[1]), on=True, volume=lambda: 1, note=print)\n"
        "playing._thread.join(); playing.close()\n"
        "assert sounds.MIXER not in sys.modules\n"
    )
    environment = {key: value for key, value in os.environ.items() if key != "SDL_AUDIODRIVER"}
    ran = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        check=False,
        capture_output=True,
        text=True,
        env={**environment, "XDG_RUNTIME_DIR": str(tmp_path)},
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("no sound: ")


@pytest.mark.usefixtures("card")
def test_a_silent_house_opens_no_card(notes: list[str]) -> None:
    """With `on = false` no sound card is touched and nothing is noted."""
    sounds = Sounds(FOLDER, on=False, volume=lambda: 1, note=notes.append)
    sounds.play("knock")
    sounds.close()
    assert pygame.mixer.get_init() is None
    assert notes == []
    assert not sounds._thread.is_alive()


@pytest.mark.usefixtures("card")
def test_a_slow_card_holds_nobody(notes: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """While the card takes its time to open, asking for sounds and closing return at once, and nothing old is played."""
    opened: list[float] = []

    def slowly(*_: int) -> None:
        time.sleep(0.4)
        opened.append(time.monotonic())

    monkeypatch.setattr(pygame.mixer, "init", slowly)
    monkeypatch.setattr(Sounds, "_loaded", lambda _: {})
    began = time.monotonic()
    sounds = Sounds(FOLDER, on=True, volume=lambda: 1, note=notes.append)
    sounds.play("knock")
    assert time.monotonic() - began < 0.2
    sounds.close()
    assert time.monotonic() - began < 0.4
    assert ended(sounds)
    assert opened
    assert notes == []


@pytest.mark.parametrize(
    ("environ", "files", "heard"),
    [
        ({}, (), False),
        ({"SDL_AUDIODRIVER": "dummy"}, (), True),
        ({"SDL_AUDIODRIVER": ""}, (), False),
        ({}, ("pcmC0D0p",), True),
        ({}, ("pcmC0D0c", "controlC0"), False),
        ({"XDG_RUNTIME_DIR": "."}, ("pulse/native",), True),
        ({"XDG_RUNTIME_DIR": "."}, ("pipewire-0",), True),
    ],
)
def test_a_card_is_looked_for_before_it_is_opened(
    environ: dict[str, str], files: tuple[str, ...], heard: bool, tmp_path: Path
) -> None:
    """A card that plays, a sound server or a driver that was asked for can be heard; a microphone cannot."""
    for file in files:
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).touch()
    here = {key: str(tmp_path) if value == "." else value for key, value in environ.items()}
    assert audible(here, tmp_path) is heard


def test_a_pygame_whose_mixer_lacks_a_library_is_silent_and_says_so(
    card: None, notes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bare Debian has no libgthread: the kiosk works, silently, and the journal says what to install."""

    def no_library(name: str) -> None:
        raise ImportError("libgthread-2.0.so.0: cannot open shared object file")

    monkeypatch.setattr("importlib.import_module", no_library)

    sounds = Sounds(FOLDER, on=True, volume=lambda: 0.5, note=notes.append)
    sounds.play("bell")

    assert ended(sounds)
    assert ["libglib2.0-0" in line for line in notes] == [True]
