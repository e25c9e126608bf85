"""The bar's rail: links, slit, room, knock, counts, and the keys that are always in the same place, undo last of all."""

from msgspec import Struct

from kiosk.core.bar_sight import closed, tickets
from kiosk.core.bar_state import Act, Side
from kiosk.core.events import Event, PageAsked, PauseAsked, UndoAsked, ViewAsked
from kiosk.core.request import SetPause
from kiosk.screens.bar_counts import counts
from kiosk.screens.bar_knock import ground, heard, knock
from kiosk.screens.bar_parts import (
    DULL,
    LIT,
    WOOD,
    Glance,
    Sign,
    asked,
    block,
    largest,
    line,
    sign,
)
from kiosk.screens.bar_told import standing
from kiosk.screens.layout import columns, cut_bottom, cut_left, cut_right, cut_top, inset
from kiosk.screens.scene import Box, Piece, Plate

LANDSCAPE_W = 150
UPRIGHT_H = 76
"""The rail's measure across, in 480ths: of a lying screen all of it, of a standing one what is above the buttons."""
TOLD_H, LEAST_TOLD_H = 84, 60
"""What the lines of standing take where there is room, and at the least."""
KNOCK_H = 42
"""The least that a knock needs above the counts; they keep what a finger needs."""
UNDO_SIZES = (20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9)


class Pages(Struct, frozen=True):
    """Which page is shown of so many, and how many things lie before and beyond it."""

    at: int
    before: int
    beyond: int


class RailSpots(Struct, frozen=True):
    """Where each thing of the rail is."""

    standing: Box
    middle: Box
    turn: Box
    pause: Box
    house: Box
    undo: Box


def pages_of(asked_for: int, count: int, a_page: int) -> Pages:
    """The page asked for, or the last there is."""
    at = min(max(0, asked_for), max(0, -(-count // a_page) - 1))
    return Pages(at, at * a_page, max(0, count - (at + 1) * a_page))


def thickness(glance: Glance) -> int:
    """The rail's measure across, in pixels: a finger finds its keys, of a lying screen two side by side."""
    gap, touch = glance.px(6), glance.look.touch_px
    if glance.look.size.upright:
        return touch + max(touch, glance.px(UPRIGHT_H)) + 3 * gap
    return max(glance.px(LANDSCAPE_W), 2 * touch + 3 * gap)


def rail(glance: Glance, box: Box, pages: Pages) -> tuple[Piece, ...]:
    """Everything beside the tickets."""
    lay = _upright if glance.look.size.upright else _lying
    turns = _turn(glance, Box(0, 0, 0, 0), pages)
    spots = lay(glance, box, turns=bool(turns))
    return (
        ground(glance, box),
        *standing(glance, spots.standing),
        *_middle(glance, spots.middle),
        *_turn(glance, spots.turn, pages),
        *_pause(glance, spots.pause, pages),
        *_house(glance, spots.house),
        *_undo(glance, spots.undo),
    )


def _middle(glance: Glance, box: Box) -> tuple[Piece, ...]:
    """What is to be made, and above or beside it a knock while one is told: alone only where both find no room."""
    if heard(glance) is None:
        return counts(glance, box)
    gap, touch = glance.px(6), glance.look.touch_px
    if glance.look.size.upright:
        rest, told = cut_right(box, max(touch, box.w * 2 // 5), gap)
    elif box.h >= _least(glance):
        rest, told = cut_bottom(box, touch, gap)
    else:
        return knock(glance, box)
    return (*knock(glance, told), *counts(glance, rest))


def _least(glance: Glance) -> int:
    """What a knock and the counts below it need, in pixels."""
    return glance.px(KNOCK_H) + glance.px(6) + glance.look.touch_px


def turning(glance: Glance, pages: Pages) -> tuple[Event | None, Event | None]:
    """What a swipe asks for: the next page, and the one before."""
    by = pages.at - glance.state.page
    on = PageAsked(by + 1) if pages.beyond else None
    return on, PageAsked(by - 1) if pages.before else None


# --- where -------------------------------------------------------------------------------------------------------
def _lying(glance: Glance, box: Box, *, turns: bool) -> RailSpots:
    """Two rows of keys at the bottom, undo in the corner. The pause takes the pages' place where there are none."""
    gap, touch = glance.px(6), glance.look.touch_px
    low, rest = cut_bottom(inset(box, gap), touch, gap)
    high, rest = cut_bottom(rest, touch, gap)
    (house, undo), (pause, turn) = columns(low, 2, gap), columns(high, 2, gap)
    told_h = max(glance.px(LEAST_TOLD_H), min(glance.px(TOLD_H), rest.h - gap - _least(glance)))
    told, middle = cut_top(rest, told_h, gap)
    return RailSpots(told, middle, turn, pause if turns else high, house, undo)


def _upright(glance: Glance, box: Box, *, turns: bool) -> RailSpots:
    del turns  # it has a place of its own beside the others
    gap, touch = glance.px(6), glance.look.touch_px
    keys, rest = cut_bottom(inset(box, gap), touch, gap)
    turn, pause, house, undo = columns(keys, 4, gap)
    told, middle = cut_left(rest, glance.px(170), gap)
    return RailSpots(told, middle, turn, pause, house, undo)


# --- keys --------------------------------------------------------------------------------------------------------
def _turn(glance: Glance, box: Box, pages: Pages) -> tuple[Piece, ...]:
    """One button to the next page and from the last to the first, saying how many lie there; else the way back from a view."""
    words, look, state = glance.words, glance.look, glance.state
    by = pages.at - state.page
    if pages.beyond or pages.before:
        on, back = words.later.format(count=pages.beyond), words.earlier.format(count=pages.before)
        event = PageAsked(by + 1) if pages.beyond else PageAsked(by - pages.at)
        if state.view not in (
            "tickets",
            "closed",
        ):  # each page is a hatch: whose it is, and that there are others
            here = glance.hatch(state.sides[pages.at].hatch)
            return sign(look, box, WOOD, here, below=on if pages.beyond else back, event=event)
        below = back if pages.beyond and pages.before else ""
        return sign(look, box, WOOD, on if pages.beyond else back, below=below, event=event)
    if state.view in ("tickets", "house"):
        return ()
    return sign(look, box, WOOD, f"\u2039\u00a0{words.house}", event=ViewAsked("house"))


def _house(glance: Glance, box: Box) -> tuple[Piece, ...]:
    """The way to the house, where all but the tickets is; from there the way back, with the number that waits."""
    words, look, state = glance.words, glance.look, glance.state
    if state.view == "tickets":
        return sign(look, box, WOOD, words.house, event=ViewAsked("house"))
    waiting = len(tickets(state, glance.mono))
    below = words.tickets_count.format(count=waiting) if waiting else ""
    return sign(look, box, LIT, words.tickets, below=below, event=ViewAsked("tickets"))


def paused(glance: Glance, side: Side) -> str:
    """How a hatch's pause stands, with the time left where it has an end; nothing without one."""
    pause = side.board.pause if side.board is not None else None
    clock = side.clock(glance.mono)
    if pause is None or clock is None:
        return ""
    if pause.until is None:
        return glance.words.paused
    left = glance.minutes_left((pause.until - clock).total_seconds())
    return glance.words.paused_for.format(minutes=left)


def _pause(glance: Glance, box: Box, pages: Pages) -> tuple[Piece, ...]:
    """Pause at once, or go on. With more hatches each has its own pause, on its own page of the house."""
    state, words, look = glance.state, glance.words, glance.look
    if state.view == "house":  # there it stands among the others
        return ()
    if glance.many and state.view in ("tickets", "closed"):
        held = [side.hatch for side in state.sides if paused(glance, side)]
        paint = LIT if held else WOOD
        return sign(look, box, paint, words.pause, below=", ".join(held), event=ViewAsked("house"))
    side = state.sides[pages.at if glance.many else 0]
    return pause_key(glance, box, side)


def pause_key(glance: Glance, box: Box, side: Side) -> tuple[Piece, ...]:
    """Pause a hatch at once and without an end, or go on; with what was asked and is not granted."""
    words, look = glance.words, glance.look
    if side.board is None:
        return sign(look, box, DULL, words.pause)
    pending = asked(glance, box, pausing(glance, side), words.pause)
    if pending:
        return pending
    told = paused(glance, side)
    event = PauseAsked(side.hatch, on=not told)
    return sign(
        look, box, LIT if told else WOOD, words.go_on if told else words.pause, below=told, event=event
    )


def pausing(glance: Glance, side: Side) -> Act | None:
    """What was asked of a hatch's pause and is not granted."""
    acts = (act for act in glance.state.acts if act.hatch == side.hatch)
    return next((act for act in acts if isinstance(act.request, SetPause)), None)


def _undo(glance: Glance, box: Box) -> tuple[Piece, ...]:
    """One step back for the order that this display moved last, while the hatch still grants it."""
    state, words = glance.state, glance.words
    known = (*tickets(state, glance.mono), *closed(state, glance.mono))
    last = next((ticket for ticket in known if (ticket.hatch, ticket.order.number) == state.last_move), None)
    if last is None or last.order.before is None or (last.sent is not None and last.sent.refused is None):
        return _undo_sign(glance, box, DULL)
    word = f"{last.order.word} ({last.hatch})" if glance.many else last.order.word
    below = words.undo_of.format(word=word, status=glance.standing(last))
    event = UndoAsked(last.hatch, last.order.number, last.order.status)
    return _undo_sign(glance, box, WOOD, below, event)


def _undo_sign(
    glance: Glance, box: Box, paint: Sign, below: str = "", event: Event | None = None
) -> tuple[Piece, ...]:
    """Its title in one line, always of the same size; below it, in two if need be, what would be taken back."""
    look, words, inner = glance.look, glance.words, inset(box, glance.px(5), glance.px(4))
    upper, lower = cut_top(inner, min(inner.h * 7 // 20, glance.px(26)))
    title = largest(look, Box(0, 0, upper.w, upper.h), words.undo, "bold", UNDO_SIZES)
    small = tuple(size for size in UNDO_SIZES if size <= title)
    told = block(look, lower, below, "plain", small, paint.ink, "centre") if below else ()
    return (
        Plate(box, paint.fill, paint.rim, look.px(2), words.undo, event),
        line(look, upper if below else inner, words.undo, "bold", (title,), paint.ink, "centre"),
        *told,
    )
