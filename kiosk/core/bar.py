"""The bartender's display: `step` says what each event makes of its state, `deadline` when time would matter.

The law: it asks and never decides. What it shows of an order is what the hatch's board says; what it asked for and
has not got is shown as asked for.
"""

from msgspec.structs import replace

from kiosk.core import bar_calls, bar_foot, bar_heard, events
from kiosk.core.bar_sight import boards, closed, tickets
from kiosk.core.bar_state import Act, Bar, Knock, Side, Ticket
from kiosk.core.bar_touch import touched
from kiosk.core.effects import Effect, ShowStatus, TellSeen
from kiosk.core.moment import Moment
from kiosk.core.order import Status

__all__ = ["Act", "Bar", "Knock", "Side", "Ticket", "closed", "deadline", "side", "step", "tickets"]

Turn = tuple[Bar, tuple[Effect, ...]]


def step(state: Bar, event: events.Event, now: Moment) -> Turn:
    """Take one event. Total: an event that means nothing now returns the same state and no effects."""
    match event:
        case events.LinkChanged():
            return bar_heard.link(state, event, now)
        case events.PublishAgain():
            return state, (ShowStatus(),)
        case events.BoardCame():
            return bar_heard.board(state, event, now)
        case events.MenuCame() | events.HatchChanged():
            return bar_heard.heard(state, event, now), ()
        case events.Answered():
            return bar_heard.answered(state, event, now), ()
        case events.KnockTold():
            return bar_heard.knock(state, event, now)
        case events.NotUnderstood(topic=topic, newer=newer):
            return replace(state, misread=topic, misread_newer=newer), ()
        case events.Shown():
            return _shown(state)
        case events.Tick():
            return _waited(state, now)
        case events.FootMoved():
            return bar_foot.moved(state, event, now)
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
    if state.said is not None:
        times.append(state.said.at + rules.notice_s)
    if (call_at := bar_calls.due(state)) is not None:
        times.append(call_at)
    if state.view != "tickets" or state.page:
        times.append(state.viewed + _stays_s(state))
    return min(times, default=None)


def side(state: Bar, hatch: str) -> Side | None:
    """What is known of a hatch, or None for one that this display does not serve."""
    return state.side(hatch)


def _shown(state: Bar) -> Turn:
    """The tickets are on the screen: tell each hatch whose board is new to it. In another view nobody sees them."""
    if state.view != "tickets":
        return state, ()
    effects: list[Effect] = []
    for one, board in boards(state):
        seen = (board.books, board.revision)
        if one.told != seen and (state.link_up or one.hatch in state.linked):
            state = bar_heard.with_side(state, replace(one, told=seen))
            effects.append(TellSeen(one.hatch, *seen))
    return state, tuple(effects)


def _waited(state: Bar, now: Moment) -> Turn:
    """Let go of what was only to be shown for a while, and call out again what nobody has answered."""
    return bar_calls.again(_let_go(state, now), now)


def _let_go(state: Bar, now: Moment) -> Bar:
    rules = state.rules
    acts = tuple(act for act in state.acts if now.mono < act.at + _kept_s(state, act))
    if acts != state.acts:
        state = replace(state, acts=acts)
    if state.refusing is not None and now.mono >= state.refusing_since + rules.refuse_s:
        state = replace(state, refusing=None)
    if state.knock is not None and now.mono >= state.knock.at + rules.knock_shown_s:
        state = replace(state, knock=None)
    if state.said is not None and now.mono >= state.said.at + rules.notice_s:
        state = replace(state, said=None)
    if (state.view != "tickets" or state.page) and now.mono >= state.viewed + _stays_s(state):
        # A finger that is on its way to what has just gone shall meet no ticket, no pause and no way to the house.
        state = replace(state, view="tickets", page=0, shifted=now.mono, opened=now.mono, came_from="house")
    return state


def _stays_s(state: Bar) -> float:
    """How long a view stays without a touch. Figures are copied at leisure, but not over an order that nobody took on."""
    waits = any(order.status is Status.PLACED for _, board in boards(state) for order in board.open)
    return state.rules.figures_stay_s if state.view == "figures" and not waits else state.rules.view_stays_s


def _kept_s(state: Bar, act: Act) -> float:
    return state.rules.act_kept_s if act.refused is None else state.rules.notice_s
