"""The knock line's health: a line that sticks or storms is not believed until it has been calm for a while."""

from math import inf

from msgspec import Struct
from msgspec.structs import replace

from kiosk.core.heard import Deaf
from kiosk.core.rules import KnockRules

FORGIVEN = 50.0
"""Edges a second that do not count towards a storm: a street, a shaker and a guest together stay below."""
STORM = 6000.0
"""So many more are no wood's doing: the busiest piezo under somebody who pounds for six seconds stays below."""
UNREST = 100.0
"""While so many are unforgiven the line is not calm."""


class Line(Struct, frozen=True):
    """What the line did last, and whether it can be believed. Times are monotonic seconds."""

    active: bool = False
    last: float = -inf
    """Its last edge."""
    unforgiven: float = 0.0
    """Edges that were too many."""
    deaf: Deaf = ""
    restless: float = -inf
    """While it is not believed: when it was last not calm."""


def edge(line: Line, rules: KnockRules, at: float, active: bool) -> Line:  # noqa: FBT001 - an edge is a time and a level
    """The line after an edge."""
    count = max(0.0, line.unforgiven - FORGIVEN * (at - line.last)) + 1
    if not line.deaf:
        return Line(active, at, count) if count <= STORM else stormed(at, active)
    if active and line.active and (line.deaf == "stuck" or at >= line.restless + rules.calm_s):
        return Line(active, at)  # it has rested in between: only the edge that said so was lost
    restless = at if line.deaf == "stuck" or count > UNREST else line.restless
    return Line(active, at, min(count, 2 * UNREST), line.deaf, restless)


def stormed(at: float, active: bool) -> Line:  # noqa: FBT001 - as above
    """The line when it is found that it never rests."""
    return Line(active, at, 2 * UNREST, "storm", at)


def rested(line: Line, rules: KnockRules, now: float) -> Line:
    """The line after its silence until `now`."""
    turn = due(line, rules)
    if turn is None or now < turn:
        return line
    return replace(line, deaf="" if line.deaf else "stuck", unforgiven=0.0, restless=line.last)


def due(line: Line, rules: KnockRules) -> float | None:
    """When `rested` will find it stuck, or calm again; None while only an edge can change that."""
    if line.deaf:
        return None if line.active else line.restless + rules.calm_s
    return line.last + rules.stuck_s if line.active else None
