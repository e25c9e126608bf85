"""What may be ordered now, as facts: open or closed, last orders, alcohol, the wait. All times UTC."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from kiosk.core.night import Ban

Objection = Literal["", "closed", "paused", "full", "clock", "ban", "sold_out"]
"""Why an order, or a drink in it, is not taken now; nothing when it is."""

Clock = Literal["", "unsure", "past"]
"""Whether the wall clock can be believed.

`past`: it reads a time that cannot be. Then no hour is known: the house is taken to be open, and what the law may
forbid is not sold by the screen. `unsure`: nobody has confirmed it since the machine started; it is believed, and the
bartender is told to look.
"""


class Stop(Struct, frozen=True):
    """A ban as the guest meets it: orders for what it means end before it begins, by the wait and a margin."""

    ban: Ban
    orders_until: datetime
    """When such orders end; to the whole minute, so that no clock shows an end that has passed."""
    ended: bool
    """They have ended. Until `ban.until`; before `ban.since` the drink could only be handed over too late."""


class Intake(Struct, frozen=True):
    """What may be ordered now."""

    open: bool = True
    """Within the hours, with time left to make an order before the end."""
    opens: datetime | None = None
    """While closed: when again, if that is in sight."""
    closes: datetime | None = None
    """While within the hours: their end."""
    ends: datetime | None = None
    """While open: until when orders are taken; the end less the wait and a margin, to the whole minute."""
    last: bool = False
    """Last orders: `ends` is near enough to be told."""
    stops: tuple[Stop, ...] = ()
    """The cut-offs that hold or will within a while, the earliest first; one for each strength that is meant."""
    cut_off: datetime | None = None
    """While within the hours: since when, or from when on, the strongest drinks may not be handed over."""
    full: bool = False
    """More is promised than the house will let a guest wait for."""
    wait_min: int = 1
    """What a new guest is told: minutes, rounded up."""
    clock: Clock = ""

    @property
    def alcohol(self) -> Literal["", "soon", "ended"]:
        """How it stands with alcohol; with a ban of strong drinks only, with those."""
        if self.clock == "past" or any(stop.ended for stop in self.stops):
            return "ended"
        return "soon" if self.stops else ""
