"""What a bout amounts to when silence has ended it: a rhythm, a knocking, or nothing; and what is learnt from it."""

from math import exp, inf

from msgspec.structs import replace

from kiosk.core.blows import readings
from kiosk.core.bout import Judged, judged, knocked_again, ratios
from kiosk.core.ear import Ear, Takes
from kiosk.core.habit import learnt
from kiosk.core.heard import Bout
from kiosk.core.rhythm import named

REMEMBERED, READINGS = 16, 9
"""Knocks, and ways to read them, that may belong to one rhythm."""
UNREST_S = 15.0
"""So slowly is it forgotten that the wood moved without anybody knocking."""
MOST_UNREST = 2.0
"""Who knocks like a hand is believed on the most restless wood, too."""
MOST_LEARNT = 8
"""A bout of so many knocks teaches nothing."""
OPEN_ODD = 0.4
"""While the slit is open somebody is being served, and sets down cups: a knocking must be so much less odd."""


def bout_over(ear: Ear) -> tuple[Ear, Bout]:
    """The bout, judged, and named where it is a rhythm."""
    start, rules = ear.bursts[0].at, ear.rules
    found = readings(ear.bursts, rules)
    takes = tuple(tuple(blow.at for blow in reading.blows) for reading in found)
    joined = _joined(ear.takes, takes, rules.breath_s)
    unrest = ear.unrest * exp((ear.unrest_at - start) / UNREST_S) if ear.unrest else 0.0
    ear = replace(ear, bursts=(), echoes=0)
    for known in (*joined, *takes):
        rhythm = named(ear.rhythms, known)
        if rhythm is not None:
            blows = next(reading.blows for reading in found if reading.blows[-1].at == known[-1])
            ear = replace(ear, takes=(known,), habit=learnt(ear.habit, blows))
            return ear, Bout(known[0], len(known), ratios(known), rhythm.name, rhythm.secret)
    most_odd = rules.most_odd * (OPEN_ODD if ear.slit_open else 1.0)
    verdict, times = judged(found[0], ear.habit, unrest, most_odd), takes[0]
    if not _is_tick(verdict):
        ear = replace(ear, takes=joined or takes)
    if verdict.doubt:
        return _doubted(ear, verdict, times, unrest)
    if len(times) < MOST_LEARNT:
        ear = replace(ear, habit=learnt(ear.habit, verdict.blows, verdict.odd))
    return ear, Bout(times[0], len(times), ratios(times))


def _is_tick(verdict: Judged) -> bool:
    return all(blow.tick for blow in verdict.blows)


def _doubted(ear: Ear, verdict: Judged, times: tuple[float, ...], unrest: float) -> tuple[Ear, Bout]:
    """A bout that is no knocking; but a second lone knock soon after a lone one is somebody's who was asked for it."""
    start, lone = times[0], verdict.doubt == "lone" and not _is_tick(verdict)
    times = times[:1] if verdict.doubt == "lone" else times
    asked = lone and start <= ear.lone + ear.rules.lone_waits_s and not ear.slit_open
    if asked and knocked_again(verdict.blows, ear.habit, unrest):
        return replace(ear, lone=-inf), Bout(start, 1, ())
    if not _is_tick(verdict):
        ear = replace(ear, lone=start if lone else -inf)
    if (
        not _is_tick(verdict) and not ear.slit_open
    ):  # what is set down by the hands says nothing about the street
        ear = replace(ear, unrest=min(MOST_UNREST, unrest + 1), unrest_at=start)
    return ear, Bout(start, len(times), ratios(times), doubt=verdict.doubt)


def _joined(before: Takes, takes: Takes, breath_s: float) -> Takes:
    """What came a breath before and these knocks, as one, by all their readings; nothing, where nothing came."""
    if not before or takes[0][0] > before[0][-1] + breath_s:
        return ()
    pairs = [(*earlier, *later) for later in takes for earlier in before]
    return tuple(pair for pair in pairs if len(pair) <= REMEMBERED)[:READINGS]
