"""What the bartender says at the hatch: one of the house's lines, for a few seconds."""

from msgspec.structs import replace

from kiosk.core.effects import Play
from kiosk.core.hatch_state import Hatch, Said
from kiosk.core.moment import Moment
from kiosk.core.request import Reason, Say
from kiosk.core.telling import Outcome


def asked(state: Hatch, request: Say, now: Moment) -> Outcome:
    """Say a line. One that is being said is not begun anew."""
    if request.line >= state.house.said_lines:
        return Reason.MAY_NOT
    if state.said is not None and state.said.line == request.line:
        return state, ()
    return replace(state, said=Said(request.line, now.mono)), (Play("latch"),)


def deadline(state: Hatch) -> float | None:
    """When what is said has been said (monotonic), or None."""
    return None if state.said is None else state.said.at + state.house.rules.said_s


def waited(state: Hatch, now: Moment) -> Hatch:
    """It has been said."""
    due = deadline(state)
    return state if due is None or now.mono < due else replace(state, said=None)
