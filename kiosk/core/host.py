"""The host's manners: what Mr. V speaks of as things happen, and whom he tells off."""

from msgspec.structs import replace

from kiosk.core.hatch_state import Hatch
from kiosk.core.menu import ALCOHOLIC_PERCENT
from kiosk.core.order import Order, Status
from kiosk.core.voice import Topic

FAST, FAST_S = 6, 0.9
"""So many knocks within so many seconds: a hand that nobody has kept waiting is slower (domain 7.1b)."""
MANY, MANY_S = 12, 2.2
"""Or so many: longer than any call, and quicker than one who knocks long to be spoken to."""


def heard(was: Hatch, state: Hatch) -> Hatch:
    """What a step comes to in his memory: whether he is cross, and what he speaks of anew."""
    voice = state.voice
    scolds = _scolds(was, state)
    if scolds != voice.scolds:
        state = replace(state, voice=replace(voice, scolds=scolds))
    about = topic(state)
    if about is None or not _anew(was, state, about):
        return state
    return replace(state, voice=state.voice.about(about))


def topic(state: Hatch) -> Topic | None:
    """What he speaks of now; None where he has nothing to say, or time alone moves him on."""
    visit = state.visit
    if visit is None:
        return _of_wall(state)
    if state.placed is not None:
        return _of_order(state, state.placed)
    if visit.warned is not None:
        return "still_there"
    if visit.mood == "peeping" or state.pause is not None:
        return "hammered" if state.voice.scolds else None if state.pause is None else "paused"
    if visit.mood != "menu" or visit.knocking:
        return None
    if state.voice.scolds:
        return "hammered"
    return "chosen" if visit.basket.count else "empty"


def _of_wall(state: Hatch) -> Topic | None:
    intake = state.intake
    if state.pause is not None:
        return "paused"
    if not intake.open:
        return "closed"
    if intake.clock == "past":
        return None
    if intake.last:
        return "last_orders"
    first = next(iter(intake.stops), None)
    dry = first is not None and first.ended and first.ban.over_percent <= ALCOHOLIC_PERCENT
    return "cut_off" if dry else None


def _of_order(state: Hatch, order: Order) -> Topic | None:
    match order.status:
        case Status.PLACED:
            return "seen" if state.seen >= order.revision else None
        case Status.ACKNOWLEDGED:
            return "taken"
        case Status.READY:
            return "ready"
        case Status.CANCELLED:
            return "cancelled"
        case Status.COLLECTED:
            return "collected"
        case Status.UNCOLLECTED:
            return "uncollected"
        case _:
            return None


def _anew(was: Hatch, state: Hatch, about: Topic) -> bool:
    """Whether it is a moment of its own: another topic, another guest, one more drink, another fit of hammering."""
    if topic(was) != about or (was.visit is None) != (state.visit is None):
        return True
    if was.visit is None or state.visit is None:
        return False
    if about == "chosen":
        return state.visit.basket.count > was.visit.basket.count
    return about == "hammered" and hammers(state.knocks) and not hammers(was.knocks)


# --- manners -----------------------------------------------------------------------------------------------------
def hammers(knocks: tuple[float, ...]) -> bool:
    """Whether these knocks (monotonic seconds) end in hammering; three quick ones, or a long calm bout, are none."""
    return any(
        len(knocks) >= count and knocks[-1] - knocks[-count] <= within_s
        for count, within_s in ((FAST, FAST_S), (MANY, MANY_S))
    )


def _scolds(was: Hatch, state: Hatch) -> bool:
    """A guest who hammers is told off until they do something sensible; the next one is not to blame."""
    visit, before = state.visit, was.visit
    if visit is None:
        return False
    if state.knocks != was.knocks and hammers(state.knocks):
        return True
    calm = before is not None and (visit.touched, visit.basket) != (before.touched, before.basket)
    return state.voice.scolds and not calm
