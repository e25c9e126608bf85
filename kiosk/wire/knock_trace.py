"""Recordings of the knock line: plain text that a person can read, write, cut and join, and the ear can hear again.

    kiosk knock recording 1
    # a line that begins with # is a remark
    0.000000 mark three knocks
    0.512000 active
    0.512700 idle
    2.040000 slit open
    2.900000 slit shut
    9.500000 end

The first line says what it is. Then a time in seconds, never smaller than the one before, and what happened: the line
became active or idle, the slit moved, or a mark (a label until the next mark; what was heard before is over with it). The
last line is the end: when the recording was stopped, so that one that broke off is found out.
"""

from collections.abc import Iterator

from msgspec import Struct

from kiosk.core.events import KnockEdge, SlitMoved
from kiosk.core.heard import Heard
from kiosk.core.knock import Ear, due, hear, parted, settle, slit_moved

TITLE = "kiosk knock recording"
VERSION = "1"
LONGEST_S = 86400.0
"""A recording is a day at most: a larger time is a mistake of the pen."""


class Mark(Struct, frozen=True):
    """What is done from here on, in whatever words."""

    at: float
    text: str


Happened = KnockEdge | SlitMoved | Mark


class Trace(Struct, frozen=True):
    """What happened to the line, in order. Times are seconds, of any beginning."""

    happened: tuple[Happened, ...]
    ended: float


class BadTrace(Exception):
    """No recording that can be used: where, what is wrong, and the mend."""

    def __init__(self, line: int, what: str, mend: str) -> None:
        self.line, self.what, self.mend = line, what, mend
        super().__init__(f"line {line}: {what}. {mend}" if line else f"{what}. {mend}")


def listen(ear: Ear, trace: Trace) -> Iterator[Heard]:
    """What an ear makes of a recording, with the silence after each edge told at its own time."""
    for happened in trace.happened:
        ear, told = _waited(ear, happened.at)
        yield from told
        match happened:
            case KnockEdge(at=at, active=active):
                ear, told = hear(ear, at, active)
                yield from told
            case SlitMoved(at=at, open=is_open):
                ear = slit_moved(ear, at, is_open)
            case Mark():
                ear, told = parted(ear)
                yield from told
    ear, told = _waited(ear, trace.ended)
    yield from told
    yield from settle(ear, trace.ended)[1]


def _waited(ear: Ear, until: float) -> tuple[Ear, tuple[Heard, ...]]:
    """Settled at each moment that the ear asks for, as the loop does it."""
    told: tuple[Heard, ...] = ()
    while (turn := due(ear)) is not None and turn <= until:
        ear, more = settle(ear, turn)
        told = (*told, *more)
    return ear, told


def written(trace: Trace) -> str:
    """The recording as text, its times counted from the first thing that happened."""
    start = trace.happened[0].at if trace.happened else trace.ended
    lines = [line(happened, start) for happened in trace.happened]
    return "\n".join([title(), *lines, end(trace.ended, start), ""])


def title() -> str:
    """The first line of a recording that is written while it grows."""
    return f"{TITLE} {VERSION}"


def line(happened: Happened, start: float) -> str:
    """One of its lines, with the time since `start`."""
    return f"{happened.at - start:.6f} {_said(happened)}"


def end(at: float, start: float) -> str:
    """Its last line."""
    return f"{at - start:.6f} end"


def read(text: str) -> Trace:
    """The recording in a text. Raises BadTrace, at the first thing that is wrong."""
    lines = [(at, told.strip()) for at, told in enumerate(text.splitlines(), 1)]
    lines = [(at, told) for at, told in lines if told and not told.startswith("#")]
    _check_title(lines)
    happened: list[Happened] = []
    last = 0.0
    for number, told in lines[1:]:
        time, _, what = told.partition(" ")
        at = _time(number, time, last)
        if what.strip() == "end":
            _check_end(number, lines)
            _check_heard(happened)
            return Trace(tuple(happened), at)
        happened.append(_happened(number, at, what.strip()))
        last = at
    raise BadTrace(
        lines[-1][0], "the recording breaks off, without its end", "Record it again, or write the end"
    )


def _said(happened: Happened) -> str:
    match happened:
        case KnockEdge():
            return "active" if happened.active else "idle"
        case SlitMoved():
            return "slit open" if happened.open else "slit shut"
        case Mark():
            return " ".join(["mark", *happened.text.split()])


def _happened(number: int, at: float, what: str) -> Happened:
    match what.split():
        case ["active" | "idle"]:
            return KnockEdge(at, what == "active")
        case ["slit", "open" | "shut"]:
            return SlitMoved(at, what.endswith("open"))
        case ["mark", *words]:
            return Mark(at, " ".join(words))
        case _:
            mend = "Write active, idle, slit open, slit shut, mark and a label, or end"
            raise BadTrace(number, f'"{what[:40]}" is nothing that happens to a knock line', mend)


def _check_title(lines: list[tuple[int, str]]) -> None:
    if not lines:
        raise BadTrace(0, "the recording is empty", "Record it again: `kiosk knock watch --save FILE`")
    number, first = lines[0]
    if not first.startswith(TITLE):
        raise BadTrace(number, "this is no recording of a knock line", f'One begins with "{title()}"')
    if first != title():
        raise BadTrace(number, f'"{first[:60]}" is of another version', f"This kiosk reads version {VERSION}")


def _check_end(number: int, lines: list[tuple[int, str]]) -> None:
    if number != lines[-1][0]:
        mend = "Take the end out, or what comes after it (two recordings are two files)"
        raise BadTrace(number, "the recording ends here, and then goes on", mend)


def _check_heard(happened: list[Happened]) -> None:
    if not any(isinstance(one, KnockEdge) for one in happened):
        mend = "Record it again; if nothing comes, look at the wiring: `kiosk check --pins`"
        raise BadTrace(0, "the recording holds no edge of the knock line", mend)


def _time(number: int, text: str, last: float) -> float:
    try:
        at = float(text)
    except ValueError:
        mend = 'Write a time in seconds and what happened, as "0.512000 active"'
        raise BadTrace(number, f'"{text[:40]}" is no time', mend) from None
    if not 0 <= at <= LONGEST_S:
        raise BadTrace(number, f"{text[:40]} s is no time in a recording", f"Write 0 to {LONGEST_S:g} s")
    if at < last:
        what = f"{at:g} s comes after {last:g} s: the lines are out of order"
        raise BadTrace(number, what, "Sort the lines by their time")
    return at
