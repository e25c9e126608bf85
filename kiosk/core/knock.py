"""The ear: time-stamped edges in; knocks, and bouts of them, out, and the reason for all that is neither.

Edges closer together than the ringing are a burst. A burst's first edge may be a knock, and is told at once; what the
knocks amount to is judged when silence has ended their bout. All times are monotonic seconds, the kernel's own.
"""

from math import inf

from msgspec.structs import replace

from kiosk.core import knock_line
from kiosk.core.bout_over import bout_over
from kiosk.core.ear import Ear, Sounding
from kiosk.core.heard import Burst, Heard, Hearing, Knock, Noise, Rejected
from kiosk.core.knock_line import Line

__all__ = ["Ear", "due", "hear", "parted", "settle", "slit_moved", "slit_stands"]

MOST = 64
"""The ear keeps the latest bursts of a bout: more are no guest's doing, and a noisy night stays small."""
ECHOED = 12
"""So many knocks of one bout are answered singly; who goes on is pounding, or no hand."""
HOLD_S = 0.3
"""After a rumble, so much quiet before anything counts (platform 5)."""
HUM_S = 20.0
"""A burst that lasts so long is a line that hums."""
ONE_PULSE, LONG_PULSE_S = 2, 0.03
"""Two edges so far apart are the clean pulse of a sensor with an envelope: the next one is another blow's."""

Told = tuple[Ear, tuple[Heard, ...]]


def hear(ear: Ear, at: float, active: bool) -> Told:  # noqa: FBT001 - an edge is a time and a level
    """One edge at its own time stamp, after all that the silence before it decides.

    An edge stamped before the last one changes nothing.
    """
    if at < ear.line.last:
        return ear, ()
    ear, told = settle(ear, at)
    before, line = ear.line, knock_line.edge(ear.line, ear.rules, at, active)
    if ear.burst is not None and at > ear.burst.at + HUM_S:
        line = knock_line.stormed(at, active)
    if line.deaf or before.deaf:
        ear, news = _off(ear, line, at)
        told = (*told, *news)
        if line.deaf:
            return ear, told
    burst = ear.burst
    if burst is not None and active and _struck_anew(ear, burst, at):
        ear, over = _over(ear, before.last)
        burst, told = None, (*told, *over)
    if burst is not None:
        return replace(ear, line=line, burst=Sounding(burst.at, burst.edges + 1, burst.noise)), told
    if not active:
        return replace(ear, line=line), told
    ear, begun = _begun(ear, at)
    return replace(ear, line=line), (*told, *begun)


def settle(ear: Ear, now: float) -> Told:
    """What silence has decided by `now`: a burst is over, a bout is over, the line sticks or is calm again."""
    told: tuple[Heard, ...] = ()
    if ear.burst is not None and now >= _burst_ends(ear):
        ear, told = _over(ear, ear.line.last)
    if ear.bursts and ear.burst is None and now >= ear.bursts[-1].at + ear.rules.bout_gap_s:
        ear, bout = bout_over(ear)
        told = (*told, bout)
    line = knock_line.rested(ear.line, ear.rules, now)
    if line is not ear.line:
        ear, news = _off(ear, line, now)
        told = (*told, *news)
    return ear, told


def due(ear: Ear) -> float | None:
    """When `settle` will have more to tell than a burst's end, if no more edges come; None while nothing is due."""
    times = [knock_line.due(ear.line, ear.rules)]
    if ear.burst is not None:
        times.append(max(_burst_ends(ear), ear.burst.at + ear.rules.bout_gap_s))
    elif ear.bursts:
        times.append(ear.bursts[-1].at + ear.rules.bout_gap_s)
    return min((time for time in times if time is not None), default=None)


def parted(ear: Ear) -> Told:
    """The ear where one part of a trial ends and another begins: what was heard is judged now, and nothing of it goes on.

    What it knows of its wood, its line and the slit stays; no breath, no lone knock and no unrest joins the two parts.
    """
    ear, told = _over(ear, ear.line.last)
    if ear.bursts:
        ear, bout = bout_over(ear)
        told = (*told, bout)
    return Ear(ear.rules, ear.rhythms, ear.line, slit_open=ear.slit_open, habit=ear.habit), told


def slit_moved(ear: Ear, at: float, is_open: bool) -> Ear:  # noqa: FBT001 - as the switch says it
    """The ear after the slit moved: deaf for a while, and what it heard until now was the hand on the slit."""
    burst = None if ear.burst is None else replace(ear.burst, noise="slit")
    held = max(ear.held_until, at + ear.rules.slit_hold_s)
    return replace(ear, burst=burst, bursts=(), echoes=0, lone=-inf, held_until=held, slit_open=is_open)


def slit_stands(ear: Ear, is_open: bool) -> Ear:  # noqa: FBT001 - as the switch says it
    """The ear told how the slit stands, which did not move."""
    return replace(ear, slit_open=is_open)


def _off(ear: Ear, line: Line, at: float) -> Told:
    """The ear with its line as it is now; what it was about to hear is dropped when it switches itself off or on."""
    if line.deaf == ear.line.deaf:
        return replace(ear, line=line), ()
    return replace(ear, line=line, burst=None, bursts=(), echoes=0), (Hearing(at, line.deaf),)


def _begun(ear: Ear, at: float) -> Told:
    """A burst begins; a knock, unless something else is known to be the reason."""
    noise = _noise(ear, at)
    ear = replace(ear, burst=Sounding(at, 1, noise))
    goes_on = ear.bursts or at < ear.echoed + ear.rules.bout_gap_s
    echoes = ear.echoes if goes_on else 0
    if noise is not None or echoes >= ECHOED:
        return ear, ()
    return replace(ear, echoed=at, echoes=echoes + 1), (Knock(at),)


def _noise(ear: Ear, at: float) -> Noise | None:
    if at < ear.held_until:
        return "slit"
    if at < ear.quiet_until:
        return "rumble"
    return "rebound" if at < ear.echoed + ear.rules.dead_time_s else None


def _struck_anew(ear: Ear, burst: Sounding, at: float) -> bool:
    """An active edge that no ringing explains: the one that ended the burst was lost, or one long clean pulse was all of it."""
    if ear.line.active:
        return at >= ear.line.last + ear.rules.ring_s
    return burst.edges == ONE_PULSE and ear.line.last >= burst.at + LONG_PULSE_S


def _burst_ends(ear: Ear) -> float:
    """When the burst is over if no edge comes: soon after the line came to rest, later where it stays active."""
    return ear.line.last + (ear.rules.most_ring_s if ear.line.active else ear.rules.ring_s)


def _over(ear: Ear, last: float) -> Told:
    """The burst is over; it belongs to the bout unless it is no blow at all."""
    sounding, rules = ear.burst, ear.rules
    if sounding is None:
        return ear, ()
    burst, noise = Burst(sounding.at, last - sounding.at, sounding.edges), sounding.noise
    ear = replace(ear, burst=None)
    if noise in {None, "rebound"} and burst.lasted_s > rules.most_ring_s:
        noise = "rumble"
        ear = replace(ear, quiet_until=last + HOLD_S)
    elif noise in {None, "rebound"} and burst.lasted_s < rules.least_ring_s:
        noise = "short"
    elif noise == "slit":  # it scrapes for as long as it slides
        ear = replace(ear, held_until=max(ear.held_until, last + HOLD_S))
    if noise in {None, "rebound"}:
        ear = replace(ear, bursts=(*ear.bursts, burst)[-MOST:])
    return ear, (burst,) if noise is None else (burst, Rejected(burst.at, noise))
