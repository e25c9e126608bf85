"""What the bartender's knuckle asks of the display: acts sent to a hatch, and what is shown."""

from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.bar_state import Act, Bar
from kiosk.core.effects import Ask, Effect
from kiosk.core.moment import Moment
from kiosk.core.request import Advance, Request, SellOut, SetPause, Undo

Turn = tuple[Bar, tuple[Effect, ...]]


def touched(state: Bar, event: events.Event, now: Moment) -> Turn:
    """One touch. What a touch hits right after the tickets moved up was meant for what had been there."""
    if _listed(state, event) and now.mono < state.shifted + state.rules.double_touch_s:
        return state, ()
    match event:
        case events.Moved(hatch=hatch, number=number, goal=goal):
            return _ask(replace(state, refusing=None), hatch, Advance(number, goal), now)
        case events.RefuseAsked(hatch=hatch, number=number):
            return replace(state, refusing=(hatch, number), refusing_since=now.mono), ()
        case events.RefuseDropped():
            return replace(state, refusing=None), ()
        case events.UndoAsked(hatch=hatch, number=number, was=was):
            return _ask(replace(state, refusing=None), hatch, Undo(number, was), now)
        case events.SoldOutAsked(hatch=hatch, drink=drink, out=out):
            return _ask(replace(state, viewed=now.mono), hatch, SellOut(drink, out), now)
        case events.PauseAsked(hatch=hatch, on=on):
            return _ask(state, hatch, SetPause(on), now)
        case events.ViewAsked(view=view):
            return replace(state, view=view, viewed=now.mono, page=0, refusing=None), ()
        case events.PageAsked(by=by):
            return replace(state, page=max(0, state.page + by), viewed=now.mono), ()
        case _:
            return state, ()


def _listed(state: Bar, event: events.Event) -> bool:
    """Whether what was touched stands in the list on the screen; the rail beside it never moves."""
    if state.view == "closed":
        return isinstance(event, events.UndoAsked)
    return isinstance(event, events.Moved | events.RefuseAsked)


def _ask(state: Bar, hatch: str, request: Request, now: Moment) -> Turn:
    """Send a request, once. What is under way and not yet overdue is not sent again.

    A knuckle that bounces must neither take an order two steps nor take back what the touch before it did.
    """
    subject = _subject(hatch, request)
    bounced = subject == state.last_subject and now.mono < state.moved_at + state.rules.double_touch_s
    if bounced or state.side(hatch) is None or _under_way(state, hatch, request, now):
        return state, ()
    act = Act(f"{state.display}-{state.boot}-{state.asked + 1}", hatch, request, now.mono)
    others = tuple(other for other in state.acts if (other.hatch, other.request) != (hatch, request))
    state = replace(
        state, acts=(*others, act), asked=state.asked + 1, last_subject=subject, moved_at=now.mono
    )
    if isinstance(request, Advance):
        state = replace(state, last_move=(hatch, request.number))
    return state, (Ask(hatch, act.id, request),)


def _under_way(state: Bar, hatch: str, request: Request, now: Moment) -> bool:
    return any(
        (act.hatch, act.request, act.refused) == (hatch, request, None)
        and now.mono < act.at + state.rules.unanswered_s
        for act in state.acts
    )


def _subject(hatch: str, request: Request) -> tuple[str, str, int | str]:
    """What a request is about, whichever way it would change it."""
    match request:
        case Advance(number=number) | Undo(number=number):
            return hatch, type(request).__name__, number
        case SellOut(drink=drink):
            return hatch, type(request).__name__, drink
        case _:
            return hatch, type(request).__name__, ""
