"""What a watch has seen: the ear's own words as they come, and the trail of the last seconds for the picture."""

from collections import Counter, deque
from collections.abc import Iterator

from msgspec import Struct

from kiosk.core.events import KnockEdge, PinBack, PinFault, SlitMoved
from kiosk.core.heard import Bout, Burst, Heard, Knock, Rejected
from kiosk.core.knock import Ear, due, hear, parted, settle, slit_moved, slit_stands
from kiosk.core.rules import SLIT_SETTLES_S
from kiosk.wire.knock_trace import Mark, Trace

SPAN_S = 6.0
"""So much of the past is in the picture."""
MOST_EDGES = 20_000
"""A line gone mad must not fill the memory."""
LATE_S = 0.05
"""The pins' thread tells an edge a few milliseconds late: what is younger may not be known yet."""

Sensed = KnockEdge | SlitMoved | PinFault | PinBack | Mark
News = Heard | SlitMoved | PinFault | PinBack | Mark
"""What a technician is told."""


class Stretch(Struct, frozen=True):
    """A bout in the picture: from its first knock to its last."""

    first: float
    last: float
    bout: Bout


class Seen:
    """Hears as the hatch does, and remembers what is to be shown. Times are monotonic seconds."""

    def __init__(self, ear: Ear, *, slit: bool | None = None) -> None:
        self.ear = ear
        self.slit = slit
        """How the slit stands, once it has settled."""
        self._sliding: SlitMoved | None = None
        self.edges: deque[float] = deque(maxlen=MOST_EDGES)
        self.bursts: deque[Burst] = deque(maxlen=MOST_EDGES)
        self.knocks: deque[float] = deque(maxlen=MOST_EDGES)
        self.rejected: deque[float] = deque(maxlen=MOST_EDGES)
        self.bouts: deque[Stretch] = deque(maxlen=MOST_EDGES)
        self.tally: Counter[str] = Counter()

    def take(self, sensed: Sensed) -> tuple[News, ...]:
        """Something happened; what is new with it."""
        match sensed:
            case KnockEdge(at=at, active=active):
                self.edges.append(at)
                self.tally["edges"] += 1
                self.ear, heard = hear(self.ear, at, active)
                return self._kept(heard)
            case SlitMoved():
                self._slid(sensed)
                return ()
            case Mark():
                return (*self.part(), sensed)
            case PinFault(line="knock"):
                self.ear = Ear(self.ear.rules, self.ear.rhythms)
                return (sensed,)
            case _:
                return (sensed,)

    def part(self) -> tuple[Heard, ...]:
        """One part of a trial ends: what was heard in it is judged now, and nothing of it goes on."""
        self.ear, heard = parted(self.ear)
        return self._kept(heard)

    def settle(self, now: float) -> tuple[News, ...]:
        """What silence has decided by now."""
        until = now - LATE_S
        turn = due(self.ear)
        self.ear, heard = settle(self.ear, max(until, turn) if turn is not None and turn <= now else until)
        return (*self._kept(heard), *self._slit_settled(now))

    @classmethod
    def of(cls, ear: Ear, trace: Trace) -> "Seen":
        """For a recording: before the first move in it the slit stood the other way."""
        moves = (happened.open for happened in trace.happened if isinstance(happened, SlitMoved))
        first = next(moves, None)
        return cls(ear, slit=None if first is None else not first)

    def play(self, trace: Trace) -> Iterator[tuple[float, News]]:
        """All that is new in a recording, at once, each with the moment at which it was known."""
        for happened in trace.happened:
            yield from self._waited(happened.at)
            yield from ((happened.at, one) for one in self.take(happened))
        yield from self._waited(trace.ended)
        yield from ((trace.ended, one) for one in self.settle(trace.ended + LATE_S))

    def _waited(self, until: float) -> Iterator[tuple[float, News]]:
        """The silence before something, settled whenever that tells something."""
        while (turn := self._due()) is not None and turn <= until:
            yield from ((turn, one) for one in self.settle(turn))

    def _due(self) -> float | None:
        slides = None if self._sliding is None else self._sliding.at + SLIT_SETTLES_S
        return min((time for time in (due(self.ear), slides) if time is not None), default=None)

    def forget(self, now: float) -> None:
        """Let go of what has left the picture."""
        for moments in (self.edges, self.knocks, self.rejected):
            while moments and moments[0] < now - SPAN_S:
                moments.popleft()
        while self.bursts and self.bursts[0].at + self.bursts[0].lasted_s < now - SPAN_S:
            self.bursts.popleft()
        while self.bouts and self.bouts[0].last < now - SPAN_S:
            self.bouts.popleft()

    def rate(self, now: float) -> int:
        """Edges of the last second."""
        count = 0
        for at in reversed(self.edges):
            if at < now - 1:
                break
            count += 1
        return count

    def _slid(self, moved: SlitMoved) -> None:
        """The switch spoke, perhaps in its chatter. How it stands at the start is no movement."""
        if self.slit is None:
            self.slit = moved.open
            self.ear = slit_stands(self.ear, moved.open)
        elif self._sliding is not None or moved.open != self.slit:
            self._sliding = moved
            self.ear = slit_moved(self.ear, moved.at, moved.open)

    def _slit_settled(self, now: float) -> tuple[News, ...]:
        moved = self._sliding
        if moved is None or now < moved.at + SLIT_SETTLES_S:
            return ()
        known, self.slit, self._sliding = self.slit, moved.open, None
        return (moved,) if known != moved.open else ()

    def _kept(self, heard: tuple[Heard, ...]) -> tuple[Heard, ...]:
        for one in heard:
            match one:
                case Burst():
                    self.bursts.append(one)
                    self.tally["bursts"] += 1
                case Knock():
                    self.knocks.append(one.at)
                    self.tally["knocks"] += 1
                case Rejected():
                    self.rejected.append(one.at)
                    self.tally["rejected"] += 1
                case Bout():
                    last = self.ear.last_knocks[-1] if self.ear.last_knocks else one.at
                    self.bouts.append(Stretch(one.at, max(one.at, last), one))
                    self.tally["bouts"] += 1
                    self.tally["heard"] += not one.doubt
                case _:
                    pass
        return heard
