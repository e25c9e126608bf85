"""New orders call until each is taken on: at once, again and again, louder in steps. A touch hushes them for a while."""

from msgspec.structs import replace

from kiosk.core.bar_sight import answerable
from kiosk.core.bar_state import Bar
from kiosk.core.effects import Effect, Play
from kiosk.core.moment import Moment
from kiosk.core.order import Status

Turn = tuple[Bar, tuple[Effect, ...]]
LOUDEST = 3
"""Of the steps in which a new order is called out."""


def called(state: Bar, hatch: str, new: tuple[int, ...], now: Moment) -> Turn:
    """New orders are called out at once, softly, whatever was hushed; an order that was taken on calls no more."""
    calling = _still(state)
    if not new:
        return (state if calling == state.calling else replace(state, calling=calling)), ()
    calling = (*calling, *((hatch, number) for number in new if (hatch, number) not in calling))
    return replace(state, calling=calling, calls=0, called_at=now.mono, hushed=now.mono), (Play("order"),)


def due(state: Bar) -> float | None:
    """When they are called out next (monotonic), or None while nobody calls whom a touch could answer."""
    if not any(answerable(state, hatch) for hatch, _ in state.calling):
        return None
    return max(state.called_at + state.rules.call_every_s, state.hushed)


def again(state: Bar, now: Moment) -> Turn:
    """Call out what nobody has taken on: louder than the last time, and softly once more after a hush."""
    at = due(state)
    if at is None or now.mono < at:
        return state, ()
    calls = 0 if state.hushed > state.called_at else state.calls + 1
    return replace(state, calls=calls, called_at=now.mono), (Play("order", min(calls, LOUDEST)),)


def hushed(state: Bar, now: Moment) -> Bar:
    """Whoever touches the display has heard it, and has hands for it later: silence for a while, or until the next order."""
    hush_s = state.rules.hush_s
    return replace(state, hushed=now.mono + hush_s) if state.calling and hush_s else state


def _still(state: Bar) -> tuple[tuple[str, int], ...]:
    """The calling orders that still stand where they were placed."""
    placed = {
        (side.hatch, order.number)
        for side in state.sides
        for order in (() if side.board is None else side.board.open)
        if order.status is Status.PLACED
    }
    return tuple(one for one in state.calling if one in placed)
