"""Sounds: short recordings, played from a thread of their own, so that a slow sound card never holds the loop."""

import importlib
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from types import MappingProxyType

import pygame

MIXER = "pygame.mixer"
RATE_HZ = 22_050
SAMPLES = 512
"""23 ms a buffer: a sound begins within two of them, and the card asks 43 times a second (0.15 % of a core)."""
SOUND_SERVERS = ("pulse/native", "pipewire-0")
"""Their sockets, below XDG_RUNTIME_DIR."""
CARDS = Path("/dev/snd")
LOUDER = 0.25
"""By so much of the house's volume is each step louder: at night, when that is low, a call stays low, too."""
CLOSE_S = 0.2
"""How long closing waits for a card that hangs."""


class Sounds:
    """Plays a folder's WAV files by name. Without a sound card, or when told so, it is silent."""

    def __init__(
        self,
        folder: Path,
        *,
        on: bool,
        volume: Callable[[], float],
        note: Callable[[str], None],
        files: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Open the sound card, elsewhere: this returns at once.

        `volume`, 0 to 1, is asked for each sound when it is played; `note` gets lines for the journal.
        `files` are the house's own recordings by the sound's name; an empty path is none.
        """
        self._folder, self._volume, self._note = folder, volume, note
        self._own = {name: Path(path) for name, path in files.items() if path}
        self._asked: SimpleQueue[tuple[str, int] | None] = SimpleQueue()
        self._playing = on
        self._thread = Thread(target=self._run, name="sounds", daemon=True)
        if on:
            self._thread.start()

    def play(self, name: str, step: int = 0) -> None:
        """Let a sound be heard, each step louder than the one before; returns at once."""
        if self._playing:
            self._asked.put((name, step))

    def close(self) -> None:
        """Fall silent and give the sound card back."""
        if self._playing:
            self._asked.put(None)
            self._thread.join(CLOSE_S)

    def _run(self) -> None:
        try:
            self._open()
            self._play(self._loaded())
        except (pygame.error, OSError) as error:
            self._note(f"no sound: {error}. Connect a sound card, or say on = false under [sounds]")
        except ImportError as error:
            self._note(f"no sound: {error}. Install libglib2.0-0, or say on = false under [sounds]")
        self._playing = False
        if MIXER in sys.modules:  # what stands for a mixer that was never loaded complains when it is touched
            pygame.mixer.quit()

    def _open(self) -> None:
        # SDL would find it out too, but ALSA writes a page to standard error before it gives up.
        if not audible(os.environ, CARDS):
            raise OSError(f"there is no sound card in {CARDS} and no sound server")
        importlib.import_module(MIXER)
        pygame.mixer.init(RATE_HZ, -16, 1, SAMPLES)

    def _loaded(self) -> "Mapping[str, pygame.mixer.Sound]":
        """Every sound there is, ready to play: a card must not wait for a disk."""
        files = {file.stem: file for file in sorted(self._folder.glob("*.wav"))} | self._own
        return {name: pygame.mixer.Sound(file) for name, file in files.items()}

    def _play(self, sounds: "Mapping[str, pygame.mixer.Sound]") -> None:
        """Play what is asked for until told to close. What was asked while the card opened would come too late."""
        late = self._asked.qsize()
        while (asked := self._asked.get()) is not None:
            name, step = asked
            if late > 0:
                late -= 1
            elif name in sounds:
                sounds[name].set_volume(min(1.0, self._volume() * (1 + LOUDER * step)))
                sounds[name].play()
            else:
                self._note(f"there is no sound {self._folder / name}.wav: put it back from the release")


def audible(environ: Mapping[str, str], cards: Path) -> bool:
    """Whether there is anything to hear with: a driver that was asked for, a sound server, or a card that plays."""
    runtime = environ.get("XDG_RUNTIME_DIR")
    served = runtime is not None and any((Path(runtime) / name).exists() for name in SOUND_SERVERS)
    return bool(environ.get("SDL_AUDIODRIVER")) or served or any(cards.glob("pcmC*D*p"))
