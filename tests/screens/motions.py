"""Everything that moves on the hatch's screen by itself: the state, the moment it begins, and how it is drawn frame by frame."""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from kiosk.core.hatch_state import MOST_KNOCKS, Hatch
from kiosk.core.moment import Moment
from kiosk.screens.hatch import scene
from kiosk.screens.look import Look
from kiosk.screens.scene import Scene
from tests.screens.hatch_states import ASLEEP, NOW, crowd, placed, visiting

RATE = 60
"""Frames a second."""


class Motion(Struct, frozen=True):
    """A state, and knocks that come while it is looked at, in seconds from the beginning."""

    state: Hatch
    knocks: tuple[float, ...] = ()
    lasts_s: float = 2.0

    def at(self, mono: float) -> Hatch:
        """The state as the knocks until then have made it."""
        heard = tuple(NOW.mono + at for at in self.knocks if NOW.mono + at <= mono)
        return replace(self.state, knocks=heard[-MOST_KNOCKS:])

    def times(self) -> Iterator[float]:
        """The moments of its frames (monotonic)."""
        return (NOW.mono + at / RATE for at in range(round(self.lasts_s * RATE) + 1))

    def frame(self, look: Look, mono: float) -> Scene:
        """What is seen at a moment."""
        return scene(self.at(mono), look, Moment(mono, NOW.wall))


HAMMERING = tuple(at * 0.11 for at in range(40))
"""As fast as a person knocks (reference: domain 7.2), for longer than any bout."""
WALL = replace(ASLEEP, orders=crowd(2, 2, 0, 2))


def motions() -> Mapping[str, Motion]:
    """By name."""
    return {
        "asleep": Motion(WALL, lasts_s=12.0),
        "one knock": Motion(WALL, (0.1,)),
        "three knocks": Motion(WALL, (0.1, 0.35, 0.6)),
        "hammering": Motion(WALL, HAMMERING, 6.0),
        "hammering at the open menu": Motion(visiting("it"), HAMMERING, 6.0),
        "hammering at the eyes": Motion(visiting("it", mood="peeping", since=NOW.mono), HAMMERING, 6.0),
        "hammering when asked": Motion(visiting("it", warned=NOW.mono), HAMMERING, 6.0),
        "the shutter": Motion(visiting("it", opened=NOW.mono)),
        "the eyes look": Motion(visiting("it", mood="peeping", since=NOW.mono), (0.0, 0.2)),
        "the word is stamped": Motion(placed("it", age_s=0.0, seen=False)),
    }
