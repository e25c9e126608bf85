"""The hatch's screen: which picture its state calls for, how long it moves, and when it changes by itself."""

from math import inf

from msgspec.structs import replace

from kiosk.core.hatch_state import Hatch, Visit
from kiosk.core.moment import Moment
from kiosk.core.order_truth import turns
from kiosk.screens import (
    hatch_asleep,
    hatch_basket,
    hatch_check,
    hatch_drink,
    hatch_languages,
    hatch_large,
    hatch_menu,
    hatch_peeping,
    hatch_placed,
)
from kiosk.screens.hatch_calling import unlinked_at
from kiosk.screens.hatch_said import with_note
from kiosk.screens.hatch_slit import (
    EYES,
    RIPPLE_S,
    RIPPLES,
    ajar_until,
    flares,
    next_gaze,
    ripples_until,
)
from kiosk.screens.hatch_truth import next_picture
from kiosk.screens.hatch_wall import SHUTTER_S, shutter_sliding, stage, strip
from kiosk.screens.look import Look
from kiosk.screens.parts import rim
from kiosk.screens.scene import Picture, Piece, Scene

TWITCH_S = 0.2
"""A knock's answer in light."""


def scene(state: Hatch, look: Look, now: Moment) -> Scene:
    """What the guest sees."""
    shown = (*_mood(state, look, now), *_twitch(state, look, now), *strip(look))
    return Scene(look.size, "soot", with_note(shown, state, look))


def foreseen(state: Hatch, look: Look, now: Moment) -> tuple[Scene, ...]:
    """The pictures that a knock on the sleeping wall may ask for at once: what is drawn in time comes in time."""
    knocked = replace(state, visit=None, slit_open=False, knocks=(now.mono,))
    rippling = [
        hatch_asleep.pieces(
            knocked, look, replace(now, mono=now.mono + step * RIPPLE_S), peeping_since=now.mono
        )
        for step in range(len(RIPPLES))
    ]
    looking = [
        replace(piece, name=eyes)
        for piece in rippling[0]
        if isinstance(piece, Picture) and piece.name in EYES
        for eyes in EYES
    ]
    return tuple(Scene(look.size, "soot", tuple(pieces)) for pieces in (*rippling, looking))


def moving_until(state: Hatch) -> float:
    """The monotonic second until which the picture moves by itself; 0.0 when it is still."""
    ends = [ripples_until(state.knocks)]
    if state.visit is not None:
        ends += [ajar_until(state.visit.since), state.visit.opened + SHUTTER_S]
        order = state.placed
        ends += [] if order is None else [hatch_placed.moving_until(order)]
    return max(ends)


def changes_at(state: Hatch, now: Moment) -> float | None:
    """The next monotonic second at which a still picture changes by itself, or None."""
    visit = state.visit
    if visit is None or visit.mood == "peeping":
        times = [hatch_asleep.next_breath(now.mono), unlinked_at(state), *_turns(state)]
    else:
        order = state.placed
        times = [] if order is None else [*_turns(state), next_picture(state, order, now.mono)]
        times += [] if visit.warned is None else [hatch_peeping.next_second(state, visit, now.mono)]
    times += [] if visit is None else [next_gaze(state.knocks, now.mono)]
    return min((time for time in times if now.mono < time < inf), default=None)


def _turns(state: Hatch) -> list[float]:
    """When an order will have been left alone for too long."""
    return [at for order in state.open_orders for at in turns(order, state.seen, state.house.rules)]


def _mood(state: Hatch, look: Look, now: Moment) -> tuple[Piece, ...]:
    visit = state.visit
    if visit is None:
        return hatch_asleep.pieces(state, look, now)
    return (*_visit(state, visit, look, now), *_opening(state, visit, look, now))


def _opening(state: Hatch, visit: Visit, look: Look, now: Moment) -> tuple[Piece, ...]:
    """The wall as the eyes looked out of it, while it slides away from what is inside."""
    if not visit.opened <= now.mono < visit.opened + SHUTTER_S:
        return ()
    slides = hatch_asleep.pieces(state, look, now, peeping_since=visit.since)
    return shutter_sliding(look, slides, visit.opened, now.mono)


def _visit(state: Hatch, visit: Visit, look: Look, now: Moment) -> tuple[Piece, ...]:
    if visit.large and visit.mood != "peeping":
        return hatch_large.pieces(state, visit, look, now)
    order, drink = state.placed, state.house.menu.drink(visit.drink)
    if visit.mood == "peeping":
        return hatch_asleep.pieces(state, look, now, peeping_since=visit.since)
    if order is not None:
        return hatch_placed.pieces(state, visit, order, look, now)
    if visit.warned is not None:
        return hatch_peeping.still_there(state, visit, look, now)
    if visit.mood == "languages":
        return hatch_languages.pieces(visit, look)
    if state.pause is not None:
        return hatch_peeping.paused(state, visit, look, now)
    if visit.mood == "check":
        return hatch_check.pieces(state, visit, look, now)
    if visit.mood == "basket":
        return hatch_basket.pieces(state, visit, look)
    if visit.mood == "drink" and drink is not None:
        return hatch_drink.pieces(state, visit, drink, look, now)
    return hatch_menu.pieces(state, visit, look, now)


def _twitch(state: Hatch, look: Look, now: Moment) -> tuple[Piece, ...]:
    """Where no slit answers a knock the light flares around the edges and sinks back; of a hammering not every time."""
    flare = max((at for at in flares(state.knocks) if at <= now.mono), default=None)
    if flare is None or now.mono >= flare + TWITCH_S or _slit_seen(state):
        return ()
    strength = 1 - (now.mono - flare) / TWITCH_S
    return rim(stage(look), "candle", look.px(6 * strength))


def _slit_seen(state: Hatch) -> bool:
    """Whether the picture has the slit in it, whose light and planks answer by themselves."""
    visit = state.visit
    if visit is None or visit.mood == "peeping":
        return True
    return state.placed is None and (visit.warned is not None or state.pause is not None)
