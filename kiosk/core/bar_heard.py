"""What a display hears from the wire: links, boards, menus, answers, knocks."""

from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.bar_calls import called
from kiosk.core.bar_granted import granted
from kiosk.core.bar_sight import closed, tickets
from kiosk.core.bar_state import Bar, Knock, Said, Side
from kiosk.core.bar_turned import with_turned
from kiosk.core.board import Board
from kiosk.core.effects import Effect, Note, Play, ShowStatus
from kiosk.core.moment import Moment
from kiosk.core.order import Status
from kiosk.core.request import Say

Turn = tuple[Bar, tuple[Effect, ...]]


def link(state: Bar, changed: events.LinkChanged, now: Moment) -> Turn:
    """The broker came or went. One that came may have lost its memory: say again that we are here, and what we saw."""
    meant = {changed.hatch} if changed.hatch else {side.hatch for side in state.sides}
    linked = set(state.linked) | meant if changed.up else set(state.linked) - meant
    up = all(side.hatch in linked for side in state.sides)
    state = replace(state, linked=tuple(sorted(linked)))
    if up != state.link_up:
        state = replace(state, link_up=up, link_since=now.mono)
    if not changed.up:
        return (replace(state, twin_at=now.mono) if changed.twin else state), ()
    sides = tuple(replace(side, told=None) if side.hatch in meant else side for side in state.sides)
    return replace(state, sides=sides), (ShowStatus(),)


def board(state: Bar, came: events.BoardCame, now: Moment) -> Turn:
    """A board: taken unless it is an older revision of the same books.

    What it shows is told as seen again, whatever was told before: a hatch that says its board once more may have
    been away when it was told.
    """
    side, told = state.side(came.hatch), came.board
    if side is None:
        return state, ()
    if side.board is not None and _older(told, side.board):
        return state, (_outrun(came.hatch, told, side.board),)
    acts = tuple(act for act in state.acts if not (act.hatch == came.hatch and granted(act.request, told)))
    skew_s = _skew_s(side, came, now)
    after = with_side(state, replace(side, board=told, board_at=now.mono, told=None, skew_s=skew_s))
    after = with_turned(after, side, told, now.mono)
    after = replace(after, acts=acts, shifted=now.mono if _shifts(state, after, now.mono) else state.shifted)
    after, sound = called(after, came.hatch, _new(side.board, told), now)
    return understood(after, came.hatch, "board"), sound


def heard(state: Bar, event: events.MenuCame | events.HatchChanged, now: Moment) -> Bar:
    """A menu, or a hatch that came or went."""
    side = state.side(event.hatch)
    if side is None:
        return state
    if isinstance(event, events.MenuCame):
        return understood(with_side(state, replace(side, menu=event.menu)), event.hatch, "menu")
    state = understood(state, event.hatch, "status/hatch")
    if event.online == side.online:
        return state
    return with_side(state, replace(side, online=event.online, online_since=now.mono, told=None))


def answered(state: Bar, event: events.Answered, now: Moment) -> Bar:
    """Our request was granted (the board shows it) or refused (the ticket says why); others' answers are theirs."""
    state = understood(state, event.hatch, "response")
    ours = next((act for act in state.acts if act.id == event.response.id), None)
    if ours is None:
        return state
    others = tuple(act for act in state.acts if act.id != ours.id)
    if event.response.reason is not None:
        return replace(state, acts=(*others, replace(ours, refused=event.response.reason, at=now.mono)))
    if isinstance(ours.request, Say):
        state = replace(state, said=Said(ours.hatch, ours.request.line, now.mono))
    return replace(state, acts=others)


def knock(state: Bar, told: events.KnockTold, now: Moment) -> Turn:
    """Somebody knocked at one of our hatches."""
    if state.side(told.hatch) is None:
        return state, ()
    state = understood(state, told.hatch, "knock")
    return replace(state, knock=Knock(told.hatch, told.count, now.mono, told.secret, told.woke)), (
        Play("knock"),
    )


def understood(state: Bar, hatch: str, kind: str) -> Bar:
    """What could not be read on this hatch's topic now could."""
    if not state.misread.endswith(f"{hatch}/{kind}"):
        return state
    return replace(state, misread="", misread_newer=False)


def with_side(state: Bar, side: Side) -> Bar:
    """The state with what is known of a hatch replaced."""
    return replace(state, sides=tuple(side if old.hatch == side.hatch else old for old in state.sides))


def _new(known: Board | None, told: Board) -> tuple[int, ...]:
    """The placed orders that were not known, which are worth a sound."""
    same = known is not None and known.books == told.books
    numbers = frozenset(order.number for order in known.open) if known is not None and same else frozenset()
    return tuple(
        order.number for order in told.open if order.status is Status.PLACED and order.number not in numbers
    )


def _skew_s(side: Side, came: events.BoardCame, now: Moment) -> float:
    """How far the hatch's clock is ahead. A board that the broker had kept is older, by nobody knows how much."""
    ahead_s = (came.board.clock - now.wall).total_seconds()
    return ahead_s if came.live or ahead_s > 0 else side.skew_s


def _shifts(before: Bar, after: Bar, mono: float) -> bool:
    """Whether something that a finger may be on its way to has another place now."""
    listed = closed if before.view == "closed" else tickets
    was = [(ticket.hatch, ticket.order.number) for ticket in listed(before, mono)]
    return [(ticket.hatch, ticket.order.number) for ticket in listed(after, mono)][: len(was)] != was


def _outrun(hatch: str, told: Board, known: Board) -> Note:
    """One line: a broker that often tells the past is worth a look."""
    facts = (("hatch", hatch), ("revision", str(told.revision)), ("known", str(known.revision)))
    return Note("board_older", facts)


def _older(told: Board, known: Board) -> bool:
    return told.books == known.books and told.revision < known.revision
