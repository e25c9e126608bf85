"""The bartender's display: what its state looks like, and when a still picture would change by itself."""

from kiosk.core.bar_sight import closed, tickets
from kiosk.core.bar_state import Bar, Side
from kiosk.core.moment import Moment
from kiosk.screens.bar_closed import closed_a_page, closed_orders
from kiosk.screens.bar_drinks import drinks
from kiosk.screens.bar_figures import figures
from kiosk.screens.bar_house import house
from kiosk.screens.bar_knock import RAP_S
from kiosk.screens.bar_notice import TWIN_SHOWN_S, height, notice, wrong
from kiosk.screens.bar_parts import MINUTE_S, Glance, status_age_s
from kiosk.screens.bar_rail import Pages, pages_of, rail, thickness, turning
from kiosk.screens.bar_reach import within_reach
from kiosk.screens.bar_room import room, say
from kiosk.screens.bar_spots import places
from kiosk.screens.bar_tickets import wall
from kiosk.screens.layout import cut_bottom, cut_right, cut_top, inset, whole
from kiosk.screens.look import Look
from kiosk.screens.scene import Box, Picture, Piece, Scene, Swipes

MARGIN = 8
LATE_S = 0.001
"""A picture asked for on the very moment would still show the old minute now and then."""


def scene(state: Bar, look: Look, now: Moment) -> Scene:
    """All that the bartender sees at this moment."""
    glance = Glance(state, look, now.mono)
    side, main = _parted(glance)
    ill = wrong(glance) if state.view in ("tickets", "closed") else None
    told: tuple[Piece, ...] = ()
    if ill is not None:
        strip, main = cut_top(main, height(glance), glance.px(MARGIN))
        told = notice(glance, strip, ill)
    pages = _pages(glance, main)
    pieces = (
        Picture(whole(look.size), "wall_bar"),
        *within_reach(glance, _view(glance, main, pages)),
        *told,
        *within_reach(glance, rail(glance, side, pages)),
    )
    return Scene(look.size, "walnut", pieces, Swipes(*turning(glance, pages)))


def moving_until(state: Bar) -> float:
    """The monotonic second until which the picture moves: the hand that knocks comes down, nothing else stirs."""
    return state.knock.at + RAP_S if state.knock is not None else 0.0


def changes_at(state: Bar, now: Moment) -> float | None:
    """The next monotonic second at which the picture changes though nothing happens, or None."""
    return min((at for at in _turns(state, now.mono) if at > now.mono), default=None)


def _parted(glance: Glance) -> tuple[Box, Box]:
    """The rail, and what is left for the view: the rail lies at the right, or at the bottom of a standing screen."""
    cut = cut_bottom if glance.look.size.upright else cut_right
    side, main = cut(whole(glance.look.size), thickness(glance))
    return side, inset(main, glance.px(MARGIN))


def _pages(glance: Glance, box: Box) -> Pages:
    """What of the view is shown: tickets, closed orders, or one hatch's house."""
    state = glance.state
    match state.view:
        case "tickets":
            return pages_of(state.page, len(tickets(state, glance.mono)), len(places(glance, box)))
        case "closed":
            return pages_of(state.page, len(closed(state, glance.mono)), closed_a_page(glance, box))
        case _:
            return pages_of(state.page, len(state.sides), 1)


def _view(glance: Glance, box: Box, pages: Pages) -> tuple[Piece, ...]:
    match glance.state.view:
        case "tickets":
            return wall(glance, box, pages.before)
        case "closed":
            return closed_orders(glance, box, pages.before)
        case "house":
            return house(glance, box, pages.at)
        case "drinks":
            return drinks(glance, box, pages.at)
        case "room":
            return room(glance, box, pages.at)
        case "say":
            return say(glance, box, pages.at)
        case "figures":
            return figures(glance, box, pages.at)


def _turns(state: Bar, mono: float) -> list[float]:
    """The moments of which something shown depends: minutes, thresholds, and what is shown for a while."""
    rules = state.rules
    ages = [ticket.age_s for ticket in tickets(state, mono)]
    ages += [status_age_s(ticket) for ticket in (*tickets(state, mono), *closed(state, mono))]
    ages += [] if state.link_up else [mono - state.link_since]
    ages += [mono - side.online_since for side in state.sides if side.online is False]
    times = [mono + MINUTE_S - age % MINUTE_S for age in ages]
    limits = (rules.warm_after_s, rules.hot_after_s, rules.untaken_after_s)
    times += [mono + limit - ticket.age_s for ticket in tickets(state, mono) for limit in limits]
    times += [act.at + rules.unanswered_s for act in state.acts if act.refused is None]
    times += [] if state.refusing is None else [state.refusing_since + rules.refuse_s]
    times += [] if state.knock is None else [state.knock.at + rules.knock_shown_s]
    times += [state.twin_at + TWIN_SHOWN_S]
    times += [state.hushed] if state.calling else []
    times += [at for side in state.sides for at in _house_turns(state, side, mono)]
    return [at + LATE_S for at in times]


def _house_turns(state: Bar, side: Side, mono: float) -> list[float]:
    """The same of what a hatch's board says of the house: a pause's and the room's minutes, and a forgotten slit's."""
    board, clock = side.board, side.clock(mono)
    if board is None or clock is None:
        return []
    ends = [board.pause.until] if board.pause is not None and board.pause.until is not None else []
    ends += [board.room.until] if board.room is not None else []
    times = [mono + (end - clock).total_seconds() % MINUTE_S for end in ends]
    if board.slit_open:
        open_s = board.slit_age_s + mono - side.board_at
        times += [mono + state.rules.slit_open_s - open_s, mono + MINUTE_S - open_s % MINUTE_S]
    return times
