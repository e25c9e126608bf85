"""An album of stored pictures: what is drawn now is held against it."""

from pathlib import Path

import pygame
from msgspec import Struct

MEAN_MOST = 0.4
"""Of 255 a channel. Another build of SDL or of FreeType smooths an edge otherwise; a colour of its own it has not."""
SHARE_MOST = 0.001
"""Of all pixels: so many may really differ. A word that moved is more."""
REALLY = 32
"""A pixel differs really when one of its channels differs by more than this, of 255."""
GAP_PX = 8
RENEW = "RENEW_PICTURES=1"


class Difference(Struct, frozen=True):
    """How far two pictures of one size lie apart."""

    mean: float
    """Of all channels of all pixels, of 255."""
    share: float
    """Of the pixels that really differ."""

    @property
    def small(self) -> bool:
        """Whether a person would call it the same picture."""
        return self.mean <= MEAN_MOST and self.share <= SHARE_MOST


class Album:
    """A folder of stored pictures, and one for what did not match."""

    def __init__(self, stored: Path, failed: Path, *, renew: bool) -> None:
        self._stored, self._failed, self._renew = stored, failed, renew

    @property
    def names(self) -> tuple[str, ...]:
        """Every picture that is stored."""
        return tuple(sorted(file.stem for file in self._stored.glob("*.png")))

    def complaint(self, name: str, now: pygame.Surface) -> str:
        """What is wrong with a picture, or nothing. Asked to renew, store it, and nothing is wrong."""
        stored, failed = self._stored / f"{name}.png", self._failed / f"{name}.png"
        if self._renew:
            stored.parent.mkdir(parents=True, exist_ok=True)
            pygame.image.save(now, stored)
        failed.unlink(missing_ok=True)
        if not stored.is_file():
            return f"{stored} is not there: look at the screen (make pictures), then store it with {RENEW}"
        then = pygame.image.load(stored)
        if then.get_size() != now.get_size():
            return (
                f"{stored} is {then.get_size()} and the screen {now.get_size()}: store it anew with {RENEW}"
            )
        apart = difference(then, now)
        if apart.small:
            return ""
        failed.parent.mkdir(parents=True, exist_ok=True)
        pygame.image.save(side_by_side(then, now), failed)
        return (
            f"{name} looks otherwise: {apart.share:.2%} of its pixels differ, the mean is {apart.mean:.2f} of 255;"
            f" look at {failed} (stored, now, difference), and if it is right store it anew with {RENEW}"
        )


def difference(then: pygame.Surface, now: pygame.Surface) -> Difference:
    """How far two pictures of one size lie apart."""
    apart = _apart(then, now)
    pixels = apart.get_width() * apart.get_height()
    alike = pygame.mask.from_threshold(
        apart, (0, 0, 0, 255), (REALLY + 1, REALLY + 1, REALLY + 1, 255)
    ).count()
    return Difference(sum(pygame.image.tobytes(apart, "RGB")) / (3 * pixels), 1 - alike / pixels)


def side_by_side(then: pygame.Surface, now: pygame.Surface) -> pygame.Surface:
    """Stored, now, and what differs between them, made bright."""
    bright = _apart(then, now)
    for _ in range(2):
        bright.blit(bright.copy(), (0, 0), special_flags=pygame.BLEND_RGB_ADD)
    w, h = now.get_size()
    sheet = pygame.Surface((3 * w + 2 * GAP_PX, h), 0, 32)
    sheet.fill((255, 0, 255))
    for at, picture in enumerate((then, now, bright)):
        sheet.blit(picture, (at * (w + GAP_PX), 0))
    return sheet


def _apart(then: pygame.Surface, now: pygame.Surface) -> pygame.Surface:
    """The absolute difference of each channel."""
    ways = []
    for one, other in ((then, now), (now, then)):
        way = pygame.Surface(one.get_size(), 0, 32)
        way.blit(one, (0, 0))
        way.blit(other, (0, 0), special_flags=pygame.BLEND_RGB_SUB)
        ways.append(way)
    ways[0].blit(ways[1], (0, 0), special_flags=pygame.BLEND_RGB_ADD)
    return ways[0]
