"""The foot switch: raw edges in, presses out; one press moves the oldest ticket on. Hands are wet behind a bar."""

from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.bar_sight import next_on
from kiosk.core.bar_state import Bar
from kiosk.core.bar_touch import Turn, touched
from kiosk.core.moment import Moment
from kiosk.core.order import FORWARD

QUIET_S = 0.05
"""A contact that has not been still for so long chatters: what it says is no press."""


def moved(state: Bar, edge: events.FootMoved, now: Moment) -> Turn:
    """One edge, at its own time stamp. A press counts once, however it rings, and so does letting go."""
    rules = state.rules
    quiet = edge.at >= state.foot_moved + QUIET_S
    rested = edge.at >= state.foot_pressed + rules.foot_rest_s
    state = replace(state, foot_moved=max(state.foot_moved, edge.at))
    if not (edge.pressed and quiet and rested):
        return state, ()
    return _pressed(replace(state, foot_pressed=edge.at), now)


def _pressed(state: Bar, now: Moment) -> Turn:
    """Where the tickets are not seen they are shown first: nobody moves one blindly."""
    if state.view != "tickets" or state.page:
        return touched(state, events.ViewAsked("tickets"), now)
    ticket = next_on(state, now.mono)
    if ticket is None or now.mono < state.shifted + state.rules.double_touch_s:
        return state, ()
    goal = FORWARD[ticket.order.status]
    return touched(state, events.Moved(ticket.hatch, ticket.order.number, goal), now)
