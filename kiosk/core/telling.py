"""What the bar is told: the board drawn from the hatch's state, and when it must be told again."""

from datetime import timedelta

from msgspec.structs import replace

from kiosk.core.board import OLDEST_S, Board, BoardOrder, Pause
from kiosk.core.effects import Effect, Note, Record, ShowBoard, Write, WriteRevision
from kiosk.core.hatch_state import Hatch
from kiosk.core.moment import Moment
from kiosk.core.order import Order
from kiosk.core.passing import offered
from kiosk.core.request import Reason
from kiosk.core.tally import counted

Turn = tuple[Hatch, tuple[Effect, ...]]
"""What a step returns: the state after it and what is asked for, records first."""

Outcome = Turn | Reason
"""What a request comes to: the turn it asks for, or why not."""

RESERVE = 1000
"""Revisions put on record at a time, so that not every movement of the slit costs a write."""
CLOSED_ON_BOARD = 12
"""As many closed orders as a bartender would look through."""


def board(state: Hatch, now: Moment) -> Board:
    """The board as it stands, at the hatch's present clock."""
    recent = now.mono - state.house.rules.recent_s
    closed = [order for order in state.orders if not order.is_open and order.changed_mono >= recent]
    closed.sort(key=lambda order: (order.changed_mono, order.number), reverse=True)
    return Board(
        books=state.house.books,
        revision=state.revision,
        night=state.tonight.night,
        clock=now.wall,
        open=tuple(_on_board(order, now) for order in state.open_orders),
        closed=tuple(_on_board(order, now) for order in closed[:CLOSED_ON_BOARD]),
        last_number=state.next_number - 1,
        sold_out=state.sold_out,
        marks=state.marks,
        pause=_pause(state, now),
        room=state.room,
        slit_open=state.slit_open,
        slit_age_s=_age_s(state.slit_since, now),
        offered=offered(state),
        cut_off=state.intake.cut_off,
        alcohol=state.intake.alcohol,
        open_now=state.intake.open,
        ends=state.intake.ends,
        opens=state.intake.opens,
        wait_min=state.intake.wait_min,
        extra_s=state.pace.extra_s,
        full=state.intake.full,
        drinks_tonight=state.tally.on(state.tonight.night),
        figures=state.tally.figures(state.tonight.night),
        trouble=_trouble(state),
    )


def _pause(state: Hatch, now: Moment) -> Pause | None:
    """The pause as it is told, its end at the present clock: a clock that was set meanwhile changes no length."""
    if state.pause is None or state.pause_ends is None:
        return state.pause
    return replace(state.pause, until=now.wall + timedelta(seconds=max(0.0, state.pause_ends - now.mono)))


def _on_board(order: Order, now: Moment) -> BoardOrder:
    return BoardOrder(
        number=order.number,
        word=order.word,
        answer=order.answer,
        language=order.language,
        lines=order.lines,
        total_cents=order.total_cents,
        status=order.status,
        age_s=_age_s(order.placed_mono, now),
        status_age_s=_age_s(order.changed_mono, now),
        before=order.before,
        due_s=None if order.due_mono is None else _within(order.due_mono - now.mono),
    )


def _trouble(state: Hatch) -> str:
    """What the hatch cannot do: write, before anything; or tell the hour, or hear, or be certain of either."""
    clock = {"": "", "unsure": "clock_unsure", "past": "clock"}[state.intake.clock]
    wood = state.wood_ails
    first, second = (wood, clock) if state.deaf and clock != "clock" else (clock, wood)
    return state.trouble or first or second


def _age_s(since: float, now: Moment) -> float:
    """An age that every reader takes, also of an order placed on a clock that began in 1970 and was set since."""
    return max(0.0, _within(now.mono - since))


def _within(seconds: float) -> float:
    return min(max(-OLDEST_S, seconds), OLDEST_S)


def told(before: Hatch, turn: Turn, now: Moment) -> Turn:
    """The turn with its records put first and, when a fact on the board changed, with a new revision of it.

    The number on record is itself never told but by the next run, which begins with it. With the books in trouble and
    the reserved revisions used up nothing is told: a revision used twice would lie.
    """
    after, effects = turn
    records = [record for effect in effects if isinstance(effect, Write) for record in effect.records]
    others = [effect for effect in effects if not isinstance(effect, Write)]
    if records:
        after = replace(after, trouble="", tally=counted(after.tally, records))
        others += [Note("write_again")] if before.trouble else []
    may_tell = bool(records) or not after.trouble or after.revision + 1 < after.reserved
    if _facts(after) != _facts(before) and may_tell:
        after = replace(after, revision=after.revision + 1)
        # One that was asked for in this very step is older, and the broker would keep whichever comes last.
        others = [ShowBoard(board(after, now)), *(one for one in others if not isinstance(one, ShowBoard))]
    if after.revision >= after.reserved and (records or after.revision != before.revision):
        after = replace(after, reserved=after.revision + RESERVE)
        records.append(WriteRevision(after.reserved))
    return after, (*_written(records), *others)


def probe(state: Hatch) -> Turn:
    """Try the books with the smallest record there is."""
    state = replace(state, reserved=state.reserved + 1)
    return state, (Write((WriteRevision(state.reserved),)),)


def _written(records: list[Record]) -> tuple[Write, ...]:
    return (Write(tuple(records)),) if records else ()


def _facts(state: Hatch) -> tuple[object, ...]:
    """Everything on the board that is not a clock."""
    tonight, house = (
        (state.tonight.night, state.intake, state.pace.extra_s),
        (state.marks, state.pause, state.room),
    )
    return state.orders, tonight, house, state.slit_open, offered(state), state.trouble, state.wood_ails
