"""What a program sounds like, as both open it: the house's files, its volume, its quiet hours."""

from collections.abc import Callable
from logging import Logger

from msgspec import structs

from kiosk import paths
from kiosk.settings import Settings
from kiosk.shell.clock import Clock
from kiosk.shell.sounds import Sounds


def sounds_of(settings: Settings, log: Logger, clock: Clock) -> Sounds:
    """The sounds, opening behind the first picture."""
    return Sounds(
        paths.assets() / "sounds",
        on=settings.sounds.on,
        volume=volume_of(settings, clock),
        note=log.warning,
        files=structs.asdict(settings.sounds.files),
    )


def volume_of(settings: Settings, clock: Clock) -> Callable[[], float]:
    """Asks how loud the house is now, 0 to 1."""
    return lambda: settings.sounds.volume_at(clock().wall, settings.zone)
