"""`kiosk knock calibrate`: quiet, then knocks, then what is none; and the numbers that would hear them best."""

from contextlib import ExitStack
from math import sqrt
from pathlib import Path

from msgspec import Struct

from kiosk import paths
from kiosk.commands.house_file import changed
from kiosk.commands.knock_paces import QUIET, STEPS, Paces, Trial
from kiosk.commands.knock_post import Post
from kiosk.commands.knock_say import say, says_yes
from kiosk.commands.knock_tape import Tape, TapeFault, played
from kiosk.commands.knock_through import held
from kiosk.commands.knock_trial import KNOCKS, Score, better, differing, parts, score
from kiosk.commands.knock_words import CalibrateWords, KnockWords, knock_words
from kiosk.settings import Settings, load
from kiosk.settings.edit import spelled, with_values

DONE, FAILED = 0, 1
APART = 2.0
"""The weakest knock is at least so many times as high as the loudest quiet, or no threshold is a good one."""
LEAST_HEIGHT, MOST_HEIGHT = 0.01, 0.9
NEWS = 0.2
"""A threshold that is within so much of the old one is no news."""


class Asked(Struct, frozen=True):
    """What the command line asked for."""

    config: Path | None
    simulate: bool
    recording: Path | None
    save: Path | None
    write: bool


Proposal = dict[str, dict[str, float]]
"""Keys to change, by their tables."""


def run(asked: Asked) -> int:
    """Go through the steps, or a recording of them, and propose: 0, or 1 when it cannot be judged."""
    settings, words = load(asked.config), knock_words()
    with ExitStack() as closing:
        if asked.recording is not None:
            trial, post = Trial(played(asked.recording)), None
            if not parts(trial.trace):
                raise TapeFault(words.calibrate.unmarked.format(file=asked.recording))
        else:
            post = Post()
            recorded = _recorded(post, settings, words, asked, closing)
            if not isinstance(recorded, Trial):
                return recorded
            trial = recorded
        return _judged(trial, settings, words.calibrate, asked, post)


def _recorded(
    post: Post, settings: Settings, words: KnockWords, asked: Asked, closing: ExitStack
) -> Trial | int:
    """A trial at the wood, or how it ended without one."""
    sensors = post.open(settings, closing, simulate=asked.simulate)
    if "knock" in sensors.wiring.busy:
        return held(words.busy)
    tape = closing.enter_context(Tape(asked.save, post.started)) if asked.save else None
    post.prompt(sensors.wood)
    trial = Paces(post, settings.knock, words.calibrate, sensors.wiring, tape).through(STEPS)
    if trial is None:
        say(words.calibrate.stopped)
        return DONE
    return trial


def _judged(trial: Trial, settings: Settings, words: CalibrateWords, asked: Asked, post: Post | None) -> int:
    before = score(settings.knock, trial.trace)
    if not any(part.edges for part in parts(trial.trace) if part.wanted):
        say(words.few)
        return FAILED
    say(words.working)
    rules = better(settings.knock, trial.trace)
    _table(before, score(rules, trial.trace), words)
    proposal: Proposal = {
        "knock": differing(settings.knock, rules),
        "piezo": _heights(trial, settings, words),
    }
    proposal = {table: keys for table, keys in proposal.items() if keys}
    if not proposal:
        say(words.well if before.cost == 0 else words.no_better)
        return DONE
    _show(proposal, settings, words)
    return _written(proposal, words, asked, post)


def _table(before: Score, after: Score, words: CalibrateWords) -> None:
    """The errors that were measured, as it is and as it would be."""
    say(words.head)
    say(words.missed.format(before=before.missed, after=after.missed, asked=before.asked))
    say(words.miscounted.format(before=before.miscounted, after=after.miscounted, asked=before.asked))
    for was, would in zip(before.woken, after.woken, strict=True):
        say(words.woken.format(what=was.what, before=was.times, seconds=was.seconds, after=would.times))


def _heights(trial: Trial, settings: Settings, words: CalibrateWords) -> dict[str, float]:
    """A piezo's threshold: as far above its quiet as below its weakest knocks, as ears and decibels reckon."""
    quiet, knocks = max(trial.height(QUIET), default=0.0), min(trial.height(KNOCKS), default=0.0)
    if settings.pins.kind != "mcp3008" or knocks == 0:
        return {}
    say(words.peaks.format(quiet=quiet, knocks=knocks))
    if knocks < APART * max(quiet, LEAST_HEIGHT / APART):
        say(words.apart)
        return {}
    threshold = sqrt(max(quiet, LEAST_HEIGHT / APART) * knocks)
    threshold = round(min(MOST_HEIGHT, max(LEAST_HEIGHT, threshold)), 3)
    if abs(threshold - settings.piezo.threshold) <= NEWS * settings.piezo.threshold:
        return {}
    return {"threshold": threshold, "release": round(threshold / 2, 4)}


def _show(proposal: Proposal, settings: Settings, words: CalibrateWords) -> None:
    present = {"knock": settings.knock, "piezo": settings.piezo}
    for table, keys in proposal.items():
        say(words.changes.format(table=table))
        for key, value in keys.items():
            was = getattr(present[table], key)
            say(words.change.format(key=key, after=spelled(value), before=spelled(was)))


def _written(proposal: Proposal, words: CalibrateWords, asked: Asked, post: Post | None) -> int:
    """Only when told to: by the option, or by a yes."""
    file = (asked.config or paths.ETC) / "kiosk.toml"
    if not asked.write and not says_yes(words.question.format(file=file), post):
        say(words.unwritten)
        return DONE

    def change(text: str) -> str:
        for table, keys in proposal.items():
            text = with_values(text, table, keys)
        return text

    say(words.written.format(file=changed(asked.config, file.name, change)))
    return DONE
