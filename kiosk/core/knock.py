"""The ear: time-stamped edges in; knocks, and bouts of them, out, and the reason for all that is neither.

Edges closer together than the ringing are a burst. A burst's first edge may be a knock, and is told at once; what the
knocks amount to is judged when silence has ended their bout. All times are monotonic seconds, the kernel's own.
"""

from math import exp, inf

from msgspec import Struct
from msgspec.structs import replace

from kiosk.core import knock_line
from kiosk.core.blows import readings
from kiosk.core.bout import Judged, judged, knocked_again, ratios
from kiosk.core.habit import Habit, learnt
from kiosk.core.heard import Bout, Burst, Deaf, Heard, Hearing, Knock, Noise, Rejected
from kiosk.core.knock_line import Line
from kiosk.core.rhythm import Rhythm, named
from kiosk.core.rules import KnockRules
from kiosk.core.takes import Takes, joined_with

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
UNREST_S = 15.0
"""So slowly is it forgotten that the wood moved without anybody knocking."""
MOST_UNREST = 3.0
MOST_LEARNT = 8
"""A bout of so many knocks teaches nothing."""
OPEN_ODD = 0.6
"""While the slit is open somebody is being served, and sets down cups: a knocking must be so much less odd."""


class Sounding(Struct, frozen=True):
    """The burst that goes on now."""

    at: float
    edges: int
    noise: Noise | None
    """Why it is no knock, where that is known by its beginning."""


class Ear(Struct, frozen=True):
    """What the ear remembers of the line."""

    rules: KnockRules
    rhythms: tuple[Rhythm, ...] = ()
    line: Line = Line()
    burst: Sounding | None = None
    bursts: tuple[Burst, ...] = ()
    """The present bout's."""
    echoed: float = -inf
    """The last knock told."""
    echoes: int = 0
    """Knocks told of the present bout."""
    held_until: float = -inf
    """The slit moved: until then the wood speaks of it."""
    quiet_until: float = -inf
    """Something rumbled: until then it may be its end."""
    slit_open: bool = False
    habit: Habit = Habit()
    unrest: float = 0.0
    """How much the wood moved without anybody knocking, as of `unrest_at`."""
    unrest_at: float = -inf
    lone: float = -inf
    """The last lone knock."""
    takes: Takes = ()
    """The knocks of the last bout told and of what came a breath before it, by their readings, the likeliest first."""

    @property
    def last_knocks(self) -> tuple[float, ...]:
        """The knocks of the last bout told, and of what came a breath before it."""
        return self.takes[0] if self.takes else ()

    @property
    def deaf(self) -> Deaf:
        """Why the ear has switched itself off, or nothing."""
        return self.line.deaf


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
        ear, bout = _bout_over(ear)
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
    if noise is not None or ear.echoes >= ECHOED:
        return ear, ()
    return replace(ear, echoed=at, echoes=ear.echoes + 1), (Knock(at),)


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


def _bout_over(ear: Ear) -> tuple[Ear, Bout]:
    """The bout, judged, and named where it is a rhythm."""
    start, rules = ear.bursts[0].at, ear.rules
    found = readings(ear.bursts, rules)
    takes = tuple(tuple(blow.at for blow in reading.blows) for reading in found)
    joined = joined_with(ear.takes, takes, rules.breath_s)
    unrest = ear.unrest * exp((ear.unrest_at - start) / UNREST_S) if ear.unrest else 0.0
    ear = replace(ear, bursts=(), echoes=0)
    for known in (*joined, *takes):
        rhythm = named(ear.rhythms, known)
        if rhythm is not None:
            blows = next(reading.blows for reading in found if reading.blows[-1].at == known[-1])
            ear = replace(ear, takes=(known,), habit=learnt(ear.habit, blows))
            return ear, Bout(known[0], len(known), ratios(known), rhythm.name, rhythm.secret)
    most_odd = rules.most_odd * (OPEN_ODD if ear.slit_open else 1.0)
    verdict, times = judged(found[0].blows, ear.habit, unrest, most_odd), takes[0]
    if not verdict.tick:
        ear = replace(ear, takes=joined or takes)
    if verdict.doubt:
        return _doubted(ear, verdict, times, unrest)
    if len(times) < MOST_LEARNT:
        ear = replace(ear, habit=learnt(ear.habit, verdict.blows))
    return ear, Bout(times[0], len(times), ratios(times))


def _doubted(ear: Ear, verdict: Judged, times: tuple[float, ...], unrest: float) -> tuple[Ear, Bout]:
    """A bout that is no knocking; but a second lone knock soon after a lone one is somebody's who was asked for it."""
    start, lone = times[0], verdict.doubt == "lone" and not verdict.tick
    times = times[:1] if verdict.doubt == "lone" else times
    asked = lone and start <= ear.lone + ear.rules.lone_waits_s and not ear.slit_open
    if asked and knocked_again(verdict.blows, ear.habit, unrest):
        return replace(ear, lone=-inf), Bout(start, 1, ())
    if not verdict.tick:
        ear = replace(ear, lone=start if lone else -inf)
    # what is set down by the hands says nothing about the street
    if not verdict.tick and not ear.slit_open:
        ear = replace(ear, unrest=min(MOST_UNREST, unrest + 1), unrest_at=start)
    return ear, Bout(start, len(times), ratios(times), doubt=verdict.doubt)
