"""What a program sounds like, as both open it: the house's files, its volume, its quiet hours."""

from logging import Logger

from msgspec import structs

from kiosk import paths
from kiosk.settings import Settings
from kiosk.shell.clock import Clock
from kiosk.shell.sounds import Sounds


def sounds_of(settings: Settings, log: Logger, clock: Clock) -> Sounds:
    """The sounds, opening behind the first picture."""
    sounds = settings.sounds
    return Sounds(
        paths.assets() / "sounds",
        on=sounds.on,
        volume=lambda: sounds.volume_at(clock().wall, settings.zone),
        note=log.warning,
        files=structs.asdict(sounds.files),
    )
