"""The ear: time-stamped edges in; knocks, and bouts of them, out."""

from msgspec import Struct

from kiosk.core.rules import KnockRules


class Bout(Struct, frozen=True):
    """Knocks closer together than the gap: how many, and their intervals as parts of the longest one."""

    count: int
    rhythm: tuple[float, ...]


class Ear(Struct, frozen=True):
    """What the ear remembers of the line. Times are the kernel's, in monotonic seconds."""

    rules: KnockRules
    knocks: tuple[float, ...] = ()
    """The present bout."""
    last_edge: float | None = None
    deaf_until: float = 0.0
    """The slit moved: until then the wood speaks of it."""
