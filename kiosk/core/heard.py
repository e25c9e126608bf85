"""What the ear tells, as frozen values: bursts, knocks, bouts, what is none of them and why, and how the line is."""

from typing import Literal

from msgspec import Struct

Deaf = Literal["", "stuck", "storm"]
"""Why the ear has switched itself off: not at all, a line that stays active, a line that never rests."""
Noise = Literal["slit", "rumble", "short", "rebound"]
"""Why a burst is no knock: the slit moved, it went on for too long, or not for long enough, or it belongs to the blow before it."""
Doubt = Literal["", "lone", "faint", "rumble", "regular", "crowd", "many", "steps"]
"""Why a bout is no knocking: one bump alone, with or without small ones after it; much weaker than knocks are here; coarser
or ringing longer; as even as no hand is; quicker or more irregular than a hand, or on restless wood; more blows than a guest's; as
slow as somebody who walks by."""


class Burst(Struct, frozen=True):
    """Edges closer together than the ringing: told when it is over. One blow is one burst, or a few of them."""

    at: float
    """Its first active edge, in monotonic seconds."""
    lasted_s: float
    """To its last edge."""
    edges: int
    """Both kinds."""


class Knock(Struct, frozen=True):
    """A blow that may be a hand's: told with its first edge. A bout may judge later that it was none."""

    at: float


class Rejected(Struct, frozen=True):
    """A burst that is no knock: told as soon as that can be known."""

    at: float
    """The burst's first edge."""
    why: Noise


class Bout(Struct, frozen=True):
    """Knocks closer together than the gap, judged when silence has ended them."""

    at: float
    """The first knock."""
    count: int
    rhythm: tuple[float, ...]
    """The intervals as parts of the longest one."""
    name: str = ""
    """Of the rhythm it is; then count and rhythm are those of all of it, also of what came before a breath."""
    secret: bool = False
    """That rhythm opens the hidden line."""
    doubt: Doubt = ""
    """Why it is no knocking; then nobody is at the hatch."""


class Hearing(Struct, frozen=True):
    """The ear switched itself off, or is back."""

    at: float
    deaf: Deaf


Heard = Burst | Knock | Rejected | Bout | Hearing
