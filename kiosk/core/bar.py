"""The bartender's display: `step` says what each event makes of its state, `deadline` when time would matter.

The law: it asks and never decides. What it shows of an order is what the hatch's board says; what it asked for and
has not got is shown as asked for.
"""

from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.bar_state import Act, Bar, Knock, Side, Ticket, View
from kiosk.core.bar_touch import touched
from kiosk.core.board import Board, BoardOrder
from kiosk.core.effects import Effect, Play, ShowStatus, TellSeen
from kiosk.core.moment import Moment
from kiosk.core.order import Status
from kiosk.core.request import Advance, Request, SellOut, SetPause, Undo

__all__ = ["Act", "Bar", "Knock", "Side", "Ticket", "View", "closed", "deadline", "side", "step", "tickets"]

Turn = tuple[Bar, tuple[Effect, ...]]


def step(state: Bar, event: events.Event, now: Moment) -> Turn:
    """Take one event. Total: an event that means nothing now returns the same state and no effects."""
    match event:
        case events.LinkChanged():
            return _link(state, event, now)
        case events.PublishAgain():
            return state, (ShowStatus(),)
        case events.BoardCame():
            return _board(state, event, now)
        case events.MenuCame() | events.HatchChanged():
            return _heard(state, event, now), ()
        case events.Answered():
            return _answered(state, event, now), ()
        case events.KnockTold(hatch=hatch, count=count) if state.side(hatch) is not None:
            state = _understood(state, hatch, "knock")
            return replace(state, knock=Knock(hatch, count, now.mono)), (Play("knock"),)
        case events.NotUnderstood(topic=topic, newer=newer):
            return replace(state, misread=topic, misread_newer=newer), ()
        case events.Shown():
            return _shown(state)
        case events.Tick():
            return _waited(state, now), ()
        case _:
            return touched(state, event, now)


def deadline(state: Bar) -> float | None:
    """The monotonic second at which a Tick would change something, or None while only an event can."""
    rules = state.rules
    times = [act.at + _kept_s(state, act) for act in state.acts]
    if state.refusing is not None:
        times.append(state.refusing_since + rules.refuse_s)
    if state.knock is not None:
        times.append(state.knock.at + rules.knock_shown_s)
    if state.view != "tickets" or state.page:
        times.append(state.viewed + rules.view_stays_s)
    return min(times, default=None)


# --- what is to be seen ------------------------------------------------------------------------------------------
def side(state: Bar, hatch: str) -> Side | None:
    """What is known of a hatch, or None for one that this display does not serve."""
    return state.side(hatch)


def tickets(state: Bar, mono: float) -> tuple[Ticket, ...]:
    """The open orders of all hatches, oldest first, with their ages counted on to now."""
    every = [_ticket(state, side, order, mono) for side, board in _boards(state) for order in board.open]
    return tuple(sorted(every, key=lambda ticket: (-ticket.age_s, ticket.hatch, ticket.order.number)))


def closed(state: Bar, mono: float) -> tuple[Ticket, ...]:
    """The recently closed orders of all hatches, the last one first."""
    every = [
        (_ticket(state, side, order, mono), side) for side, board in _boards(state) for order in board.closed
    ]
    every.sort(key=lambda pair: pair[0].order.status_age_s + mono - pair[1].board_at)
    return tuple(ticket for ticket, _ in every)


def _boards(state: Bar) -> tuple[tuple[Side, Board], ...]:
    return tuple((side, side.board) for side in state.sides if side.board is not None)


def _ticket(state: Bar, side: Side, order: BoardOrder, mono: float) -> Ticket:
    sent = [act for act in state.acts if act.hatch == side.hatch and _number(act.request) == order.number]
    age_s = order.age_s + max(0.0, mono - side.board_at)
    return Ticket(side.hatch, order, age_s, sent[-1] if sent else None)


def _number(request: Request) -> int | None:
    return request.number if isinstance(request, Advance | Undo) else None


# --- from the wire -----------------------------------------------------------------------------------------------
def _link(state: Bar, changed: events.LinkChanged, now: Moment) -> Turn:
    """The broker came or went. One that came may have lost its memory: say again that we are here, and what we saw."""
    if changed.up != state.link_up:
        state = replace(state, link_up=changed.up, link_since=now.mono)
    if not changed.up:
        return state, ()
    return replace(state, sides=tuple(replace(side, told=None) for side in state.sides)), (ShowStatus(),)


def _board(state: Bar, came: events.BoardCame, now: Moment) -> Turn:
    """A board: taken unless it is an older revision of the same books.

    What it shows is told as seen again, whatever was told before: a hatch that says its board once more may have
    been away when it was told.
    """
    side, board = state.side(came.hatch), came.board
    if side is None or (side.board is not None and _older(board, side.board)):
        return state, ()
    acts = tuple(act for act in state.acts if not (act.hatch == came.hatch and _granted(act.request, board)))
    after = _with(state, replace(side, board=board, board_at=now.mono, told=None))
    after = replace(after, acts=acts, shifted=now.mono if _shifts(state, after, now.mono) else state.shifted)
    sound = (Play("order"),) if _has_new(side.board, board) else ()
    return _understood(after, came.hatch, "board"), sound


def _shifts(before: Bar, after: Bar, mono: float) -> bool:
    """Whether something that a finger may be on its way to has another place now."""
    listed = closed if before.view == "closed" else tickets
    was = [(ticket.hatch, ticket.order.number) for ticket in listed(before, mono)]
    return [(ticket.hatch, ticket.order.number) for ticket in listed(after, mono)][: len(was)] != was


def _older(board: Board, known: Board) -> bool:
    return board.books == known.books and board.revision < known.revision


def _has_new(known: Board | None, board: Board) -> bool:
    """Whether the board holds a placed order that was not known, which is worth a sound."""
    is_known = known is not None and known.books == board.books
    numbers = (
        frozenset(order.number for order in known.open) if known is not None and is_known else frozenset()
    )
    return any(order.status is Status.PLACED and order.number not in numbers for order in board.open)


def _granted(request: Request, board: Board) -> bool:
    """Whether the board shows what was asked for."""
    orders = {order.number: order for order in (*board.open, *board.closed)}
    match request:
        case Advance(number=number, goal=goal):
            return number in orders and orders[number].status is goal
        case Undo(number=number, was=was):
            return number in orders and orders[number].status is not was
        case SellOut(drink=drink, out=out):
            return out == (drink in board.sold_out)
        case SetPause(on=on):
            return on == (board.pause is not None)
        case _:
            return True


def _heard(state: Bar, event: events.MenuCame | events.HatchChanged, now: Moment) -> Bar:
    side = state.side(event.hatch)
    if side is None:
        return state
    if isinstance(event, events.MenuCame):
        return _understood(_with(state, replace(side, menu=event.menu)), event.hatch, "menu")
    state = _understood(state, event.hatch, "status/hatch")
    if event.online == side.online:
        return state
    return _with(state, replace(side, online=event.online, online_since=now.mono, told=None))


def _answered(state: Bar, event: events.Answered, now: Moment) -> Bar:
    """Our request was granted (the board shows it) or refused (the ticket says why); others' answers are theirs."""
    state = _understood(state, event.hatch, "response")
    ours = next((act for act in state.acts if act.id == event.response.id), None)
    if ours is None:
        return state
    others = tuple(act for act in state.acts if act.id != ours.id)
    if event.response.reason is None:
        return replace(state, acts=others)
    return replace(state, acts=(*others, replace(ours, refused=event.response.reason, at=now.mono)))


def _understood(state: Bar, hatch: str, kind: str) -> Bar:
    """What could not be read on this hatch's topic now could."""
    return (
        replace(state, misread="", misread_newer=False)
        if state.misread.endswith(f"{hatch}/{kind}")
        else state
    )


def _with(state: Bar, side: Side) -> Bar:
    return replace(state, sides=tuple(side if old.hatch == side.hatch else old for old in state.sides))


# --- the screen and the clock ------------------------------------------------------------------------------------
def _shown(state: Bar) -> Turn:
    """The tickets are on the screen: tell each hatch whose board is new to it. In another view nobody sees them."""
    if not state.link_up or state.view != "tickets":
        return state, ()
    effects: list[Effect] = []
    for side, board in _boards(state):
        seen = (board.books, board.revision)
        if side.told != seen:
            state = _with(state, replace(side, told=seen))
            effects.append(TellSeen(side.hatch, *seen))
    return state, tuple(effects)


def _waited(state: Bar, now: Moment) -> Bar:
    """Let go of what was only to be shown for a while."""
    rules = state.rules
    acts = tuple(act for act in state.acts if now.mono < act.at + _kept_s(state, act))
    if acts != state.acts:
        state = replace(state, acts=acts)
    if state.refusing is not None and now.mono >= state.refusing_since + rules.refuse_s:
        state = replace(state, refusing=None)
    if state.knock is not None and now.mono >= state.knock.at + rules.knock_shown_s:
        state = replace(state, knock=None)
    if (state.view != "tickets" or state.page) and now.mono >= state.viewed + rules.view_stays_s:
        state = replace(state, view="tickets", page=0)
    return state


def _kept_s(state: Bar, act: Act) -> float:
    return state.rules.act_kept_s if act.refused is None else state.rules.notice_s
