"""What the bartender's knuckle asks of the display: acts sent to a hatch, and what is shown."""

from datetime import datetime, timedelta

from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.bar_calls import hushed
from kiosk.core.bar_sight import answerable, under_way
from kiosk.core.bar_state import Act, Bar, Side
from kiosk.core.bar_turned import just_turned, thing
from kiosk.core.board import GUESTS
from kiosk.core.effects import Ask, Effect
from kiosk.core.moment import Moment
from kiosk.core.order import Status
from kiosk.core.request import Advance, Request, Say, SellOut, SetExtra, SetPause, SetRoom, Undo

Turn = tuple[Bar, tuple[Effect, ...]]

OF_A_HATCH = ("house", "drinks", "room", "say", "figures")
"""The views whose pages are hatches: the way from one to the other stays with the hatch."""


def touched(state: Bar, event: events.Event, now: Moment) -> Turn:
    """One touch. What a touch hits right after it changed its place or its meaning was meant for what had been there."""
    if _listed(state, event) and now.mono < state.shifted + state.rules.double_touch_s:
        return state, ()
    if _bounced(state, event) and now.mono < state.opened + state.rules.double_touch_s:
        return state, ()
    after, effects = _touched(state, event, now)
    # Whoever touches the display has heard the calling, unless the touch meant nothing.
    return (after if after is state else hushed(after, now)), effects


def _touched(state: Bar, event: events.Event, now: Moment) -> Turn:
    match event:
        case events.Moved(hatch=hatch, number=number, goal=goal):
            if goal is Status.REFUSED and now.mono < state.refusing_since + state.rules.double_touch_s:
                return state, ()
            return _ask(replace(state, refusing=None, viewed=now.mono), hatch, Advance(number, goal), now)
        case events.RefuseAsked(hatch=hatch, number=number):
            return replace(state, refusing=(hatch, number), refusing_since=now.mono), ()
        case events.RefuseDropped():
            return replace(state, refusing=None), ()
        case events.UndoAsked(hatch=hatch, number=number, was=was):
            return _ask(replace(state, refusing=None, viewed=now.mono), hatch, Undo(number, was), now)
        case events.ViewAsked(view=view):
            page = state.page if view in OF_A_HATCH and state.view in OF_A_HATCH else 0
            here = state
            if view != state.view:
                here = replace(state, marking="until_i_say", opened=now.mono, came_from=state.view)
            return replace(here, view=view, viewed=now.mono, page=page, refusing=None), ()
        case events.MarkingAsked(marking=marking, left=left):
            return replace(
                state, marking=marking, marking_left=left or state.marking_left, viewed=now.mono
            ), ()
        case events.PageAsked(by=by):
            return replace(state, page=max(0, state.page + by), viewed=now.mono), ()
        case _:
            return _of_the_house(state, event, now)


def _of_the_house(state: Bar, event: events.Event, now: Moment) -> Turn:
    """What is asked of a hatch, not of one of its orders."""
    here = replace(state, viewed=now.mono)
    match event:
        case events.SoldOutAsked(hatch=hatch):
            return _ask(here, hatch, _sell_out(state.side(hatch), event), now)
        case events.PauseAsked(hatch=hatch):
            return _ask(here, hatch, _pause(state.side(hatch), event, now), now)
        case events.GuestsAsked(hatch=hatch):
            until = guests_until(state.side(hatch), now.mono)
            return _ask(here, hatch, SetPause(on=True, until=until, reason=GUESTS), now)
        case events.RoomAsked(hatch=hatch, seats=seats):
            return _ask(here, hatch, SetRoom(seats), now)
        case events.ExtraAsked(hatch=hatch, seconds=seconds):
            return _ask(here, hatch, SetExtra(seconds), now)
        case events.SayAsked(hatch=hatch, line=line):
            return _ask(here, hatch, Say(line), now)
        case events.AskedAgain(hatch=hatch, request=request):
            return _ask(here, hatch, request, now)
        case _:
            return state, ()


def _sell_out(side: Side | None, event: events.SoldOutAsked) -> SellOut:
    """What is counted is counted after the last order that this display knows of."""
    known = side.board.last_number if event.left and side is not None and side.board is not None else None
    return SellOut(event.drink, event.out, event.tonight, event.left, known)


def _pause(side: Side | None, event: events.PauseAsked, now: Moment) -> SetPause:
    """A pause by the hatch's own clock. Of one that holds, what the touch does not speak of stays as it is.

    But for one for the guests' sake, whose end is the room's: a pause that is chosen instead takes nothing of it along.
    """
    if not event.on:
        return SetPause(on=False)
    holds = side.board.pause if side is not None and side.board is not None else None
    if holds is not None and holds.reason == GUESTS:
        holds = None
    clock = side.clock(now.mono) if side is not None else None
    until: datetime | None = None
    if event.minutes is not None and clock is not None:
        until = clock + timedelta(minutes=event.minutes)
    elif event.reason and holds is not None:
        until = holds.until
    reason = event.reason or (holds.reason if holds is not None else "")
    return SetPause(on=True, until=until, reason=reason)


def guests_until(side: Side | None, mono: float) -> datetime | None:
    """When the time of the guests in the room is over; None without any, and for those who stay beyond it."""
    room = side.board.room if side is not None and side.board is not None else None
    clock = side.clock(mono) if side is not None else None
    return room.until if room is not None and clock is not None and clock < room.until else None


def _listed(state: Bar, event: events.Event) -> bool:
    """Whether what was touched stands in the list on the screen, or is the pause: it widens where the pages' key was."""
    if state.view == "closed":
        return isinstance(event, events.UndoAsked | events.PauseAsked)
    if state.view == "tickets":
        return isinstance(event, events.Moved | events.RefuseAsked | events.PauseAsked)
    return False


def _bounced(state: Bar, event: events.Event) -> bool:
    """Whether this is what a knuckle that bounces may hit where it has just opened a view: the way back, or a key of the view."""
    if isinstance(event, events.ViewAsked):
        return event.view == state.came_from
    return isinstance(event, events.PageAsked | events.SayAsked | events.RoomAsked)


def _ask(state: Bar, hatch: str, request: Request, now: Moment) -> Turn:
    """Send a request, once. What is under way and not yet overdue is not sent again.

    A knuckle that bounces must neither take an order two steps nor take back what the touch before it did.
    """
    subject = _subject(hatch, request)
    bounced = subject == state.last_subject and now.mono < state.moved_at + state.rules.double_touch_s
    turned = just_turned(state, hatch, request, now.mono)
    if bounced or turned or state.side(hatch) is None or _under_way(state, hatch, request, now):
        return state, ()
    # What cannot have been heard is overdue from the start, also when the hatch comes back.
    at = now.mono if answerable(state, hatch) else now.mono - state.rules.unanswered_s
    act = Act(f"{state.display}-{state.boot}-{state.asked + 1}", hatch, request, at)
    others = tuple(other for other in state.acts if _subject(other.hatch, other.request) != subject)
    state = replace(
        state, acts=(*others, act), asked=state.asked + 1, last_subject=subject, moved_at=now.mono
    )
    if isinstance(request, Advance):
        state = replace(state, last_move=(hatch, request.number))
    return state, (Ask(hatch, act.id, request),)


def _under_way(state: Bar, hatch: str, request: Request, now: Moment) -> bool:
    same = (act for act in state.acts if (act.hatch, act.request) == (hatch, request))
    return any(under_way(state, act, now.mono) for act in same)


def _subject(hatch: str, request: Request) -> tuple[str, str, int | str]:
    """What a request is about, and of which kind it is, whichever way it would change it."""
    return type(request).__name__, *thing(hatch, request)
