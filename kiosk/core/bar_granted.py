"""Whether a board shows what was asked for: then nobody need wait for the answer."""

from kiosk.core.board import Board
from kiosk.core.request import Advance, Request, Say, SellOut, SetExtra, SetPause, SetRoom, Undo

SAME_END_S = 2.0
"""A pause's end is told at the hatch's present clock, which runs on meanwhile."""


def granted(request: Request, board: Board) -> bool:
    """Whether the board shows it. What no board shows, or may have shown before, waits for its answer."""
    orders = {order.number: order for order in (*board.open, *board.closed)}
    match request:
        case Advance(number=number, goal=goal):
            return number in orders and orders[number].status is goal
        case Undo(number=number, was=was):
            return number in orders and orders[number].status is not was
        case SellOut():
            return _marked(request, board)
        case SetPause():
            return _paused(request, board)
        case SetRoom(seats=seats):
            return seats == (0 if board.room is None else board.room.seats)
        case SetExtra(seconds=seconds):
            return seconds == board.extra_s
        case Say():
            return False
        case _:
            return True


def _marked(request: SellOut, board: Board) -> bool:
    mark = next((mark for mark in board.marks if mark.drink == request.drink), None)
    if request.left:
        return False
    if not request.out:
        return mark is None and request.drink not in board.sold_out
    same = mark is None or (not mark.counted and bool(mark.night) == request.tonight)
    return request.drink in board.sold_out and same


def _paused(request: SetPause, board: Board) -> bool:
    pause = board.pause
    if pause is None or not request.on:
        return request.on == (pause is not None)
    if request.until is None or pause.until is None:
        return request.until == pause.until and request.reason == pause.reason
    apart_s = abs((request.until - pause.until).total_seconds())
    return apart_s <= SAME_END_S and request.reason == pause.reason
