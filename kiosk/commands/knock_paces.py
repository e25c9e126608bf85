"""Puts somebody through the paces of a calibration, step by step, and keeps what the wood said meanwhile."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from hardware.piezo import PiezoSensor
from hardware.wiring import Wiring
from kiosk.commands.knock_post import Post
from kiosk.commands.knock_say import say
from kiosk.commands.knock_seen import News, Seen
from kiosk.commands.knock_tape import Tape
from kiosk.commands.knock_trial import KNOCKS
from kiosk.commands.knock_words import CalibrateWords
from kiosk.core.events import KnockEdge, SlitMoved
from kiosk.core.heard import Bout
from kiosk.core.knock import Ear
from kiosk.core.rules import KnockRules
from kiosk.shell.clock import moment
from kiosk.shell.loop import Stop
from kiosk.shell.stagehand import Told
from kiosk.wire.knock_trace import Happened, Mark, Trace

NAP_S = 0.03
QUIET_S = 10.0
PATIENCE_S = 60.0
"""Where nobody can press Enter, so long is waited for what was asked."""
AFTER_S = 0.5
"""After the silence that ends a bout, so much more, for whoever is not done."""


class Step(Struct, frozen=True):
    """What is asked for: a sentence's name, and how many knocks; and when it is over by itself."""

    name: str
    wanted: int = 0
    within_s: float = PATIENCE_S

    @property
    def mark(self) -> str:
        """As a recording spells it."""
        return f"{self.name} {self.wanted}" if self.wanted else self.name


QUIET = "quiet"
COUNTS = (3, 2, 5, 3, 4)
"""As guests knock: two to five times, three most often (domain 7.2)."""
STEPS = (
    Step(QUIET, within_s=QUIET_S),
    *(Step(KNOCKS, count) for count in COUNTS),
    *(Step(name) for name in ("shutter", "bottle", "ice")),
)


class Trial(Struct, frozen=True):
    """What was recorded, and how high a piezo rose in each part."""

    trace: Trace
    heights: tuple[tuple[str, float], ...] = ()

    def height(self, name: str) -> tuple[float, ...]:
        """The heights of the parts of that name."""
        return tuple(height for mark, height in self.heights if mark.partition(" ")[0] == name)


class Paces:
    """Asks for one step after the other."""

    def __init__(
        self, post: Post, rules: KnockRules, words: CalibrateWords, wiring: Wiring, tape: Tape | None
    ) -> None:
        self._post, self._words, self._wiring, self._tape = post, words, wiring, tape
        self._rules, self._seen = rules, Seen(Ear(rules))
        self._happened: list[Happened] = []
        self._heights: list[tuple[str, float]] = []

    def through(self, steps: Sequence[Step]) -> Trial | None:
        """All steps, or None when somebody stops before the end."""
        say(self._words.hello.format(count=len(steps)))
        for number, step in enumerate(steps, 1):
            what = getattr(self._words, step.name).format(seconds=step.within_s, wanted=step.wanted)
            say(self._words.step.format(number=number, count=len(steps), what=what))
            if not self._one(step):
                return None
        ended = moment().mono
        if self._tape is not None:
            self._tape.close(ended)
        return Trial(Trace(tuple(self._happened), ended), tuple(self._heights))

    def _one(self, step: Step) -> bool:
        """One step, until it is done; False when all shall stop."""
        began, bouts = moment().mono, list[Bout]()
        self._keep(Mark(began, step.mark))
        self._peak()
        while True:
            entered = False
            for letter in self._post.letters(NAP_S):
                if isinstance(letter, Stop):
                    return False
                entered = self._opened(letter, bouts) or entered
            now = moment().mono
            bouts += _bouts(self._seen.settle(now))
            if entered or now >= began + step.within_s or (step.wanted and self._silent(began, now)):
                break
        bouts += _bouts(self._seen.part())
        self._heights.append((step.mark, self._peak()))
        if step.name != QUIET:
            say(self._heard(bouts))
        return True

    def _heard(self, bouts: Sequence[Bout]) -> str:
        """What this step's noise was to the ear as it is."""
        if not bouts:
            return self._words.nothing
        counts = ", ".join(f"({one.count})" if one.doubt else f"{one.count}" for one in bouts)
        told = self._words.heard_doubted if any(one.doubt for one in bouts) else self._words.heard
        return told.format(counts=counts)

    def _opened(self, letter: object, bouts: list[Bout]) -> bool:
        """One letter; True when somebody pressed Enter."""
        match letter:
            case KnockEdge() | SlitMoved():
                if isinstance(letter, KnockEdge) or self._seen.slit is not None:
                    self._keep(letter)
                bouts += _bouts(self._seen.take(letter))
            case Told(refused=refused) if refused:
                say(refused)
            case Told(done=False):
                return True
            case _:
                pass
        return False

    def _silent(self, began: float, now: float) -> bool:
        """Somebody knocked, and is done."""
        last = self._seen.edges[-1] if self._seen.edges else began
        return last > began and now >= last + self._rules.bout_gap_s + AFTER_S

    def _keep(self, happened: Happened) -> None:
        self._happened.append(happened)
        if self._tape is not None:
            self._tape.add(happened)

    def _peak(self) -> float:
        """How high the piezo rose since this was last asked; 0 without one."""
        sensor = self._wiring.sensor("knock")
        return sensor.take_peak() if isinstance(sensor, PiezoSensor) else 0.0


def _bouts(news: Iterable[News]) -> list[Bout]:
    """The bouts among what is new."""
    return [one for one in news if isinstance(one, Bout)]
