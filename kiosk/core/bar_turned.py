"""What a board has turned under the bartender's finger: keys that ask for something else now than a moment ago.

Another display, a guest or the clock did it. A finger on its way to such a key meant what had stood there.
"""

from msgspec.structs import replace

from kiosk.core.bar_state import Bar, Side
from kiosk.core.board import Board
from kiosk.core.request import Advance, Request, SellOut, SetPause, Undo

Thing = tuple[str, int | str]
"""What a request is about: a hatch, and its order, its drink, or the kind of what concerns all of it."""


def thing(hatch: str, request: Request) -> Thing:
    """What a request is about, whichever way it would change it."""
    match request:
        case Advance(number=number) | Undo(number=number):
            return hatch, number
        case SellOut(drink=drink):
            return hatch, drink
        case _:
            return hatch, type(request).__name__


def with_turned(state: Bar, side: Side, told: Board, mono: float) -> Bar:
    """The state, knowing what the new board of a hatch has changed. What this display asked for itself is no surprise."""
    if side.board is None:
        return state
    own = {thing(act.hatch, act.request) for act in state.acts}
    things = _changed(side.hatch, side.board, told) - own
    if not things:
        return state
    earlier = state.turned if mono < state.turned_at + state.rules.double_touch_s else frozenset[Thing]()
    return replace(state, turned=earlier | things, turned_at=mono)


def just_turned(state: Bar, hatch: str, request: Request, mono: float) -> bool:
    """Whether a touch that asks for this was meant for what the key had said before. A chosen pause says all of itself."""
    if isinstance(request, SetPause) and request.on and (request.reason or request.until):
        return False
    recent = mono < state.turned_at + state.rules.double_touch_s
    return recent and thing(hatch, request) in state.turned


def _changed(hatch: str, before: Board, told: Board) -> frozenset[Thing]:
    was = {order.number: order.status for order in before.open}
    orders = {order.number for order in told.open if was.get(order.number, order.status) is not order.status}
    drinks = {mark.drink for mark in {*before.marks} ^ {*told.marks}}
    drinks |= {*before.sold_out} ^ {*told.sold_out}
    things: set[Thing] = {(hatch, one) for one in orders} | {(hatch, one) for one in drinks}
    if (before.pause is None) is not (told.pause is None):
        things.add((hatch, SetPause.__name__))
    return frozenset(things)
