"""The doctor's round: every subject in its turn, and what was found as words, as JSON, or in a letter."""

import sys
from collections.abc import Iterator
from pathlib import Path

from kiosk.commands.doctor import (
    board,
    books,
    broker,
    clock,
    files,
    pins,
    screen,
    storage,
    support,
    system,
    tools,
    units,
)
from kiosk.commands.doctor.broker_visit import Visitor
from kiosk.commands.doctor.finding import (
    Finding,
    Grade,
    Line,
    as_json,
    as_text,
    doctor_words,
    fail,
    summed_up,
    told,
    worded,
)
from kiosk.commands.doctor.logins import at_hand
from kiosk.commands.doctor.units import SIDES
from kiosk.settings import Settings, Survey, survey
from kiosk.shell.clock import moment
from kiosk.shell.store_door import holder

FAILED = 1


def run(config: Path | None, role: str | None, letter: Path | None, *, json: bool) -> int:
    """Look, and say what was found as it is found: 0 when nothing is `fail`, else 1."""
    read, words = survey(config), doctor_words()
    lines: list[Line] = []
    for finding in _all_there_is(config, role, read):
        lines.append(worded(finding, words))
        if not json:
            print(told(lines[-1], words), flush=True)
    print(as_json(lines) if json else summed_up(lines, words))
    if letter is not None:
        support.write(letter, as_text(lines, words), read.settings, config)
        print(words.summary.letter.format(file=letter), file=sys.stderr)
    return FAILED if any(line.grade is Grade.FAIL for line in lines) else 0


def _all_there_is(config: Path | None, role: str | None, read: Survey) -> Iterator[Finding]:
    yield from system.checks(system.gather())
    yield from board.checks(board.gather())
    yield from files.checks(files.gather(read))
    installed = units.gather()
    yield from units.checks(installed)
    if read.settings is None:
        yield fail("files.unread")
    else:
        sides = frozenset({role} if role in SIDES else installed.sides or SIDES)
        yield from _of_house(config, read.settings, sides)


def _of_house(config: Path | None, settings: Settings, sides: frozenset[str]) -> Iterator[Finding]:
    """What can only be looked at with a configuration that can be read."""
    now, path = moment().wall, settings.store_path
    side = settings.hatch if "hatch" in sides else settings.bar
    yield from clock.checks(clock.gather(now, str(settings.zone)))
    yield from storage.checks(storage.gather((path.parent,) if "hatch" in sides else ()))
    if "hatch" in sides:
        yield from books.checks(books.gather(path, now))
        wanted = settings.pins
        yield from pins.checks(pins.gather(config, wanted.knock, wanted.slit, holder(path)))
    yield from screen.checks(screen.gather(side.screen.driver))
    yield from broker.checks(Visitor(settings, at_hand(settings, sides)).look())
    yield from tools.checks(tools.gather(settings.languages, sounds_on=settings.sounds.on))
