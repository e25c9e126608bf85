"""`kiosk check`: reads all configuration and all assets, and reports every mistake at once."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import get_args

from kiosk import paths
from kiosk.commands.house import house_of
from kiosk.core.effects import Play
from kiosk.core.moment import Moment
from kiosk.core.night import Tonight, night_of, tonight
from kiosk.paint.ink import FACES, Ink, NoFont
from kiosk.paint.letters import Letters
from kiosk.paint.pictures import NoDrawing, Pictures
from kiosk.screens.look import DRAWINGS
from kiosk.settings import Line, Mistake, Settings, Survey, survey
from kiosk.shell.clock import moment
from kiosk.shell.speech import can_speak

TO_BE_MENDED = 2
DRAWN_PX = 64
"""A size at which a drawing that is none shows itself quickly."""
RESTORE = "Put it back from the release"


def run(config_dir: Path | None = None, *, pins: float | None = None) -> int:
    """Print every mistake to standard error and return 2, or a summary to standard output and return 0.

    The sensors are read too, for `pins` seconds, where the configuration can be.
    """
    read = survey(config_dir)
    found = mistakes(read)
    for mistake in found:
        print(mistake, file=sys.stderr)
    if read.settings is None or found:
        print(f"kiosk: {len(found)} to mend.", file=sys.stderr)
        return TO_BE_MENDED
    now = moment()
    print(_summary(read.settings, now))
    for notice in read.notices(night_of(now.wall, read.settings.zone)):
        print(f"to look at: {notice}")
    print("Nothing to mend.")
    if pins is not None:
        from kiosk.commands import check_pins

        return check_pins.run(config_dir, pins)
    return 0


def mistakes(read: Survey) -> tuple[Mistake, ...]:
    """Everything that is wrong with the configuration that was read, and with the assets that it needs."""
    found = broken(read)
    return found if found or read.settings is None else tuple(_sentences(read, read.settings))


def broken(read: Survey) -> tuple[Mistake, ...]:
    """The same, but for whether every sentence fits: to compose every picture takes a small Pi a minute."""
    drawings = _drawings(paths.assets() / "drawings")
    return (*read.mistakes, *_fonts(read.lines()), *drawings, *_sounds())


def missing_letters(
    lines: Iterable[Line], faces: Mapping[str, Callable[[str], frozenset[str]]]
) -> Iterator[Mistake]:
    """A mistake for each text with a letter that a font file lacks. `faces` tells, by file name, what it lacks."""
    for line in lines:
        lacking = {name: lacks(line.text) for name, lacks in faces.items()}
        letters = "".join(sorted(frozenset().union(*lacking.values())))
        if letters:
            names = ", ".join(name for name, lacked in lacking.items() if lacked)
            what = f"has letters that {names} cannot draw: {letters}"
            yield Mistake(line.file, line.place, what, "Write it without them")


def _fonts(lines: Iterable[Line]) -> Iterator[Mistake]:
    fonts: dict[str, Callable[[str], frozenset[str]]] = {}
    for name in FACES.values():
        file = paths.assets() / "fonts" / name
        try:
            fonts[name] = Letters(file).lacks
        except NoFont:
            yield Mistake(file, "", "is no font" if file.exists() else "is not there", RESTORE)
    yield from missing_letters(lines, fonts)


def _sentences(read: Survey, settings: Settings) -> Iterator[Mistake]:
    """What does not fit on the hatch's screen; asked last, since it is composed of all the rest."""
    from kiosk.commands.fitting import too_long

    house = house_of(settings, "", moment())
    yield from too_long(settings, house, read.lines(), Ink(paths.assets() / "fonts").metrics())


def _drawings(folder: Path) -> Iterator[Mistake]:
    pictures = Pictures(folder)
    for file in pictures.missing(DRAWINGS):
        yield Mistake(file, "", "is not there", RESTORE)
    for name in pictures.names():
        try:
            pictures.picture(name, DRAWN_PX, DRAWN_PX)
        except NoDrawing:
            yield Mistake(folder / f"{name}.svg", "", "is no drawing that can be shown", RESTORE)


def _sounds() -> Iterator[Mistake]:
    for name in get_args(Play.__annotations__["sound"]):
        file = paths.assets() / "sounds" / f"{name}.wav"
        if not file.is_file():
            yield Mistake(file, "", "is not there", RESTORE)


def _knock_line(settings: Settings) -> str:
    if settings.pins.kind == "mcp3008":
        return f"MCP3008 channel {settings.piezo.channel}"
    return f"GPIO{settings.pins.knock}"


def _summary(settings: Settings, now: Moment) -> str:
    broker, house = settings.broker, settings.house
    night = tonight(settings.calendar, night_of(now.wall, settings.zone), settings.zone)
    month = settings.menu_for(night.night).month
    secret = "with a password" if settings.password else "without a password"
    link = "encrypted" if broker.tls else "in the clear"
    facts = {
        "house": f"{house.name}, {house.time_zone}, languages {', '.join(house.languages)}",
        "menu": f"{month} (of {', '.join(menu.month for menu in settings.menus)})",
        "tonight": _hours(settings, night),
        "law": ", ".join(cut_off.name for cut_off in settings.calendar.cut_offs) or "no cut-off in force",
        "words": f"{len(settings.pairs)} pairs",
        "pins": f"knock {_knock_line(settings)}, slit GPIO{settings.pins.slit}",
        "hatch": settings.hatch.name,
        "bar": f"{settings.bar.name}, serving {', '.join(settings.bar.hatches)}",
        "broker": f"{broker.host}:{broker.port}, protocol {broker.protocol}, below {broker.base}, {link}, {secret}",
        "store": str(settings.store_path),
        "aloud": _aloud(settings),
        "read": "\n         ".join(map(str, settings.sources)),
    }
    return "\n".join(f"{name + ':':<9}{fact}" for name, fact in facts.items())


def _hours(settings: Settings, night: Tonight) -> str:
    """The hours of tonight, and when alcohol ends; by the house's clock."""
    if night.opens is None or night.closes is None:
        return f"{night.night}, closed"
    opens, closes = (f"{at.astimezone(settings.zone):%a %H:%M}" for at in (night.opens, night.closes))
    bans = (f"{ban.name} from {ban.since.astimezone(settings.zone):%a %H:%M}" for ban in night.bans)
    return f"{night.night}, {opens} to {closes}; cut-offs: {', '.join(bans) or 'none'}"


def _aloud(settings: Settings) -> str:
    """Whether the hatch can be read aloud, and what to do if not: no mistake, but a guest's loss."""
    if not settings.speech.on:
        return "no ([speech] on = false)"
    return (
        "yes, by espeak-ng" if can_speak() else "no: espeak-ng is not installed. Mend: apt install espeak-ng"
    )
