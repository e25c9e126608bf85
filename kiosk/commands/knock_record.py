"""`kiosk knock record NAME`: a rhythm taught by knocking it, heard back, confirmed, and written to the house's rhythms.toml."""

from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from msgspec import Struct

from kiosk import paths
from kiosk.commands.house_file import changed
from kiosk.commands.knock_back import Back
from kiosk.commands.knock_lines import beats
from kiosk.commands.knock_post import Post
from kiosk.commands.knock_say import YES, answer, say
from kiosk.commands.knock_seen import Seen
from kiosk.commands.knock_through import held
from kiosk.commands.knock_words import RecordWords, knock_words
from kiosk.core.bout import ratios
from kiosk.core.events import KnockEdge, PinFault, SlitMoved
from kiosk.core.knock import Ear
from kiosk.core.rhythm import Rhythm
from kiosk.core.rhythm_taught import alike, learned, plain
from kiosk.core.rules import KnockRules
from kiosk.core.takes import REMEMBERED
from kiosk.settings import Settings, load
from kiosk.settings.edit import spelled, with_item
from kiosk.settings.rhythms import LONGEST
from kiosk.shell.clock import moment
from kiosk.shell.loop import Stop
from kiosk.shell.stagehand import Told

DONE, FAILED = 0, 1
NAP_S = 0.03
PATIENCE_S = 60.0
"""So long the first knock is waited for."""
AFTER_S = 0.3
"""After the longest breath, so much more."""
FILE = "rhythms.toml"

Take = tuple[float, ...]
"""The moments of a take's knocks."""


class Taught(Struct, frozen=True):
    """What the command line asked for."""

    config: Path | None
    name: str
    simulate: bool
    secret: bool


class BadName(Exception):
    """No name for a rhythm."""


def run(taught: Taught) -> int:
    """Listen until a rhythm is kept, or nobody wants to: 0; 1 when nobody knocked."""
    settings, words = load(taught.config), knock_words()
    if not 1 <= len(taught.name.strip()) <= LONGEST or not taught.name.isprintable():
        raise BadName(words.record.name_long.format(name=taught.name, most=LONGEST))
    with ExitStack() as closing:
        post = Post()
        sensors = post.open(settings, closing, simulate=taught.simulate)
        if "knock" in sensors.wiring.busy:
            return held(words.busy)
        post.prompt(sensors.wood)
        back = Back(settings.sounds, post, partial(_no_sound, words.record))
        closing.callback(back.close)
        return Lesson(post, settings, words.record, back, taught).run()


class Lesson:
    """Two takes, a look at them, and a question; from the beginning as often as somebody likes."""

    def __init__(
        self, post: Post, settings: Settings, words: RecordWords, back: Back, taught: Taught
    ) -> None:
        self._post, self._settings, self._words, self._back = post, settings, words, back
        self._taught = taught

    def run(self) -> int:
        """Until something is kept or nobody goes on."""
        words = self._words
        say(words.hello.format(name=self._taught.name))
        while True:
            takes = self._takes()
            if takes is None:
                say(words.nobody if self._post.turning else words.stopped)
                return FAILED if self._post.turning else DONE
            rhythm = learned(self._taught.name, takes, secret=self._taught.secret)
            unclear = rhythm if isinstance(rhythm, str) else self._unfit(rhythm)
            if isinstance(rhythm, str) or unclear:
                say(words.unclear.get(unclear, unclear))
                say(words.again)
                continue
            say(words.written_as.format(intervals=spelled(rhythm.intervals)))
            kept = self._asked(rhythm, takes[-1])
            if kept is not None:
                return kept

    def _takes(self) -> tuple[Take, ...] | None:
        takes: list[Take] = []
        for number in (1, 2):
            say(self._words.take.format(number=number))
            take = _take(self._post, self._settings.knock)
            if take is None:
                return None
            say(self._words.taken.format(beats=beats(ratios(take)), count=len(take)))
            takes.append(take)
        return tuple(takes)

    def _unfit(self, rhythm: Rhythm) -> str:
        """Why this rhythm cannot be one of the house's, in words; or nothing."""
        words, knocks = self._words.unclear, len(rhythm.intervals) + 1
        others = [one for one in self._settings.rhythms if one.name != rhythm.name and alike(one, rhythm)]
        if knocks > REMEMBERED:
            return words["long"].format(count=knocks, most=REMEMBERED)
        if all(interval == "breath" for interval in rhythm.intervals):
            return words["breaths"]
        if rhythm.secret and plain(rhythm):
            return words["plain"]
        return words["alike"].format(other=others[0].name) if others else ""

    def _asked(self, rhythm: Rhythm, take: Take) -> int | None:
        """Heard back and asked about; None for once more from the beginning."""
        while True:
            say(self._words.here)
            self._back.play(take)
            said = answer(self._words.keep, self._post)
            if said in {"p", "play"}:
                continue
            if said in {"a", "again"}:
                return None
            if said not in YES:
                say(self._words.stopped)
                return DONE
            file = changed(self._taught.config, FILE, partial(_with, rhythm=rhythm))
            say(self._words.kept.format(file=file))
            return DONE


def _take(post: Post, rules: KnockRules) -> Take | None:
    """One take: knocks, until a silence that is longer than any breath; None when nobody knocks or all shall end."""
    seen, began = Seen(Ear(rules)), moment().mono
    while post.turning:
        for letter in post.letters(NAP_S):
            match letter:
                case KnockEdge() | SlitMoved() | PinFault():
                    seen.take(letter)
                case Told(refused=refused) if refused:
                    say(refused)
                case Stop():
                    return None
                case _:
                    pass
        now = moment().mono
        seen.settle(now)
        knocks = seen.ear.last_knocks
        quiet_since = seen.edges[-1] if seen.edges else began
        if knocks and now >= max(knocks[-1], quiet_since) + rules.breath_s + AFTER_S:
            return knocks
        if not knocks and now >= quiet_since + PATIENCE_S:
            return None
    return None


def _with(text: str, rhythm: Rhythm) -> str:
    """The house's list with this rhythm; where the house has none, the packaged one is where it begins."""
    if not text.strip():
        text = (paths.packaged_config() / FILE).read_text(encoding="utf-8")
    values: dict[str, bool | Sequence[str | float]] = {"intervals": rhythm.intervals}
    if rhythm.secret:
        values["secret"] = True
    return with_item(text, "rhythm", rhythm.name, values)


def _no_sound(words: RecordWords, why: str) -> None:
    say(words.silent.format(why=why))
