"""A rhythm heard back: the hatch's own knock, in the tempo in which somebody knocked it."""

from collections.abc import Callable
from itertools import pairwise

from msgspec.structs import asdict

import kiosk.paint  # noqa: F401 - it loads pygame without its greeting, and before its sounds
from kiosk import paths
from kiosk.commands.knock_post import Post
from kiosk.settings.house import Sounds as SoundKeys
from kiosk.shell.clock import moment
from kiosk.shell.sounds import Sounds

KNOCK = "knock"


class Back:
    """The sound card, open for as long as a lesson lasts, so that the first knock is heard too."""

    def __init__(self, keys: SoundKeys, post: Post, note: Callable[[str], None]) -> None:
        # By day, whatever the hour: who teaches a rhythm wants to hear it.
        self._sounds = Sounds(
            paths.assets() / "sounds",
            on=keys.on,
            volume=lambda: keys.volume,
            note=note,
            files=asdict(keys.files),
        )
        self._post = post

    def play(self, take: tuple[float, ...]) -> None:
        """Knock as in this take, from now on; whoever asks it to end is heeded."""
        self._sounds.play(KNOCK)
        due = moment().mono
        for earlier, later in pairwise(take):
            due += later - earlier
            self._post.rest(due - moment().mono)
            if self._post.turning:
                self._sounds.play(KNOCK)

    def close(self) -> None:
        """Give the sound card back."""
        self._sounds.close()
