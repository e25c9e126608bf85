"""What the bartender is to see of the boards: tickets and closed orders of all hatches, and what is to be made in all."""

from collections.abc import Iterable

from msgspec import Struct

from kiosk.core.bar_state import Act, Bar, Side, Ticket
from kiosk.core.board import Board, BoardOrder
from kiosk.core.order import Line, Status
from kiosk.core.request import Advance, Request, Undo

TOGETHER = 4
"""Beyond the next three orders nobody makes a drink ahead (reference: domain 8.3)."""
MAKING = (Status.PLACED, Status.ACKNOWLEDGED)


class Count(Struct, frozen=True):
    """How many of a drink are to be made, over all tickets."""

    hatch: str
    """One whose menu may know it."""
    drink: str
    name: str
    quantity: int


def tickets(state: Bar, mono: float) -> tuple[Ticket, ...]:
    """The open orders of all hatches, oldest first, with their ages counted on to now.

    Before them stands what was most likely handed over just now.
    """
    every = [_ticket(state, side, order, mono) for side, board in boards(state) for order in board.open]
    every.sort(key=lambda ticket: (not ticket.offered, -ticket.age_s, ticket.hatch, ticket.order.number))
    return tuple(every)


def closed(state: Bar, mono: float) -> tuple[Ticket, ...]:
    """The recently closed orders of all hatches, the last one first."""
    every = [
        (_ticket(state, side, order, mono), side) for side, board in boards(state) for order in board.closed
    ]
    every.sort(key=lambda pair: pair[0].order.status_age_s + mono - pair[1].board_at)
    return tuple(ticket for ticket, _ in every)


def boards(state: Bar) -> tuple[tuple[Side, Board], ...]:
    """The hatches that have told their board."""
    return tuple((side, side.board) for side in state.sides if side.board is not None)


def to_make(every: Iterable[Ticket]) -> tuple[Count, ...]:
    """How many of each drink are to be made, the most first."""
    counts: dict[str, Count] = {}
    for ticket in every:
        for line in ticket.order.lines if ticket.order.status in MAKING else ():
            known = counts.get(line.drink, Count(ticket.hatch, line.drink, line.name, 0))
            counts[line.drink] = Count(known.hatch, known.drink, known.name, known.quantity + line.quantity)
    return tuple(sorted(counts.values(), key=lambda count: (-count.quantity, count.name)))


def together(every: Iterable[Ticket]) -> tuple[Ticket, ...]:
    """The tickets whose equal drinks are worth making together: the one in hand and the next three."""
    return tuple(ticket for ticket in every if ticket.order.status in MAKING)[:TOGETHER]


def more(others: tuple[Ticket, ...], shown: Ticket, line: Line) -> int:
    """How many of the very same are to be made for others of those `together`."""
    own = (shown.hatch, shown.order.number)
    if own not in [(ticket.hatch, ticket.order.number) for ticket in others]:
        return 0
    return sum(
        other.quantity
        for ticket in others
        if (ticket.hatch, ticket.order.number) != own
        for other in ticket.order.lines
        if (other.drink, other.notes) == (line.drink, line.notes)
    )


def next_on(state: Bar, mono: float) -> Ticket | None:
    """The ticket that the foot switch moves on: the oldest that is not made yet.

    What is ready waits for its guest, whose age a foot cannot see, also where the slit says that it was most likely
    handed over. Those of a hatch out of reach hold up nobody.
    """
    unready = (one for one in tickets(state, mono) if one.order.status in MAKING)
    reached = (one for one in unready if answerable(state, one.hatch))
    return next((one for one in reached if not under_way(state, one.sent, mono)), None)


def under_way(state: Bar, act: Act | None, mono: float) -> bool:
    """Whether something was asked that the hatch may still answer in time: one that is gone will not."""
    if act is None or act.refused is not None or not answerable(state, act.hatch):
        return False
    return mono < act.at + state.rules.unanswered_s


def answerable(state: Bar, hatch: str) -> bool:
    """Whether a touch could reach this hatch: one that is gone cannot be told that its order is taken on."""
    side = state.side(hatch)
    return (state.link_up or hatch in state.linked) and side is not None and side.online is not False


def _ticket(state: Bar, side: Side, order: BoardOrder, mono: float) -> Ticket:
    sent = [act for act in state.acts if act.hatch == side.hatch and _number(act.request) == order.number]
    return Ticket(
        side.hatch,
        order,
        order.age_s + max(0.0, mono - side.board_at),
        sent[-1] if sent else None,
        offered=side.board is not None and side.board.offered == order.number,
        calling=(side.hatch, order.number) in state.calling,
    )


def _number(request: Request) -> int | None:
    return request.number if isinstance(request, Advance | Undo) else None
