"""The loop: sleeps on the mailbox, steps the core, performs what it asks for, shows what it says."""

from collections.abc import Callable
from typing import Generic

from kiosk.core import events
from kiosk.core.moment import Moment
from kiosk.screens.press import pressed
from kiosk.screens.scene import Scene
from kiosk.screens.speech import Speech
from kiosk.shell.outside import (
    NotWritten,
    Outside,
    Pressed,
    Program,
    Resized,
    S,
    Stop,
    Touch,
    Turned,
    Watcher,
)

__all__ = [
    "Loop",
    "NotWritten",
    "Outside",
    "Pressed",
    "Program",
    "Resized",
    "Stop",
    "Touch",
    "Turned",
    "Watcher",
]

STILL_NAP_S = 0.033
"""While nothing moves: a touch waits at most this long, below what a finger notices, and a core sleeps."""
FRAME_S = 1 / 60
"""While something moves: from the beginning of one picture to that of the next, however long it took to paint."""
BATCH = 256
"""At most so many letters between two pictures: a sensor gone mad must not keep the screen from its turn."""


class Loop(Generic[S]):
    """One program, turning."""

    def __init__(
        self,
        program: Program[S],
        outside: Outside,
        state: S,
        clock: Callable[[], Moment],
        *,
        speed: float = 1.0,
    ) -> None:
        """`speed`: so many of the clock's seconds pass in one of the machine's; pictures keep the machine's pace."""
        self.state = state
        self.turning = True
        self.painted_at = 0.0
        """When the last picture was finished (monotonic seconds); 0 before the first."""
        self.lag_s = 0.0
        """How long the last answer took: from a knock's own stamp, or a step's beginning, to its picture finished."""
        self.scene: Scene | None = None
        """What is on the screen."""
        self.speech: Speech | None = None
        """What is read aloud."""
        self._program = program
        self._outside = outside
        self.clock = clock
        self._speed = speed
        self._frame_s = FRAME_S * speed
        self._pressed: events.Event | None = None
        self._stale = True
        self._composed_at = 0.0
        self._beat = 0.0
        """When the last moving picture was to come: a late one does not make the next one late."""
        self._next_change: float | None = None
        self._deadline_of: tuple[S | None, float | None] = (None, None)
        self._began: float | None = None

    def run(self, watcher: Watcher | None = None) -> None:
        """Turn until something says stop; after each turn tell whoever watches."""
        longest_s = watcher.nap_at_most_s if watcher else None
        self.show()
        while self.turning:
            nap_s = self._nap_s()
            drained = self.receive(nap_s if longest_s is None else min(nap_s, longest_s))
            self.turn()
            if watcher is not None:
                watcher.turned(Turned(self.clock().mono, drained, not self._stale))

    def receive(self, nap_s: float) -> bool:
        """Sleep until a letter comes, then take those that are there; whether none is left."""
        letter, taken = self._outside.take(nap_s), 0
        while letter is not None and self.turning:
            self.open(letter)
            taken += 1
            if taken == BATCH:
                return False
            letter = self._outside.take(0)
        return letter is None

    def open(self, letter: object) -> None:
        """Take one letter of the mailbox."""
        if isinstance(letter, Stop):
            self.turning = False
            return
        for event in self._outside.translate(letter):
            self.step(event)

    def turn(self) -> None:
        """What fingers did, what time brought, and the picture of it all."""
        if self.scene is not None:
            for touch in self._outside.touches(self.scene):
                self._touched(touch)
        due = self._deadline()
        if due is not None and self.clock().mono >= due:
            self.step(events.Tick())
        self.show()

    def step(self, event: events.Event) -> None:
        """One step, whole or not at all: a step whose record fails never happened."""
        now = self.clock()
        state, effects = self._program.step(self.state, event, now)
        try:
            for effect in effects:
                self._outside.perform(effect)
        except NotWritten as failure:
            self._outside.put(events.WriteFailed(event, str(failure)))
            return
        if state is not self.state:
            self.state, self._stale = state, True
            if self._began is None:
                self._began = event.at if isinstance(event, events.KnockEdge) else now.mono

    def show(self) -> None:
        """Paint what the state says, if that is not what is shown; then tell the core that it is."""
        now = self.clock()
        if not self._picture_due(now):
            return
        scene = pressed(self._program.scene(self.state, now), self._pressed)
        self._next_change = self._program.changes_at(self.state, now)
        self._composed_at, self._stale = now.mono, False
        frame_s = self._frame_s
        behind = now.mono - self._beat - frame_s
        self._beat += frame_s if 0 <= behind < frame_s else frame_s + behind
        if scene != self.scene:
            self._outside.paint(scene)
            self.scene, self.painted_at = scene, self.clock().mono
            if self._began is not None:  # a picture that only moves on answers nothing
                self.lag_s = self.painted_at - self._began
        self._began = None
        self._speak(now)
        self.step(events.Shown())

    def _speak(self, now: Moment) -> None:
        """Say what the state says, if that is not what is being said."""
        speech = self._program.spoken(self.state, now)
        if speech != self.speech:
            self.speech = speech
            self._outside.speak(speech)

    def _touched(self, touch: Touch) -> None:
        if isinstance(touch, Resized):
            self._program.resized(touch.size)
            self._stale = True
        elif isinstance(touch, Pressed):
            self._pressed, self._stale = touch.event, True
        elif isinstance(touch, Stop):
            self.turning = False
        else:
            self.step(touch)

    def _picture_due(self, now: Moment) -> bool:
        """Whether something happened, moves (its last picture included), or changes by itself by now."""
        if self._stale or self._composed_at < self._program.moving_until(self.state):
            return True
        return self._next_change is not None and now.mono >= self._next_change

    def _deadline(self) -> float | None:
        """When a tick would matter. Of one state it is always the same, and asleep it is asked sixty times a second."""
        if self._deadline_of[0] is not self.state:
            self._deadline_of = self.state, self._program.deadline(self.state)
        return self._deadline_of[1]

    def _nap_s(self) -> float:
        """How many of the machine's seconds to sleep on the mailbox: less when something moves or is due."""
        now = self.clock().mono
        moves = now < self._program.moving_until(self.state)
        next_look = self._beat + self._frame_s if moves else now + STILL_NAP_S * self._speed
        due = (next_look, self._deadline(), self._next_change)
        return max(0.0, min(time for time in due if time is not None) - now) / self._speed
