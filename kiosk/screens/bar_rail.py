"""The bar's rail: links, slit, knock, pages, and the buttons that are always in the same place, undo last of all."""

from msgspec import Struct

from kiosk.core.bar import closed, tickets
from kiosk.core.bar_state import Side, View
from kiosk.core.events import PageAsked, PauseAsked, UndoAsked, ViewAsked
from kiosk.core.request import SetPause
from kiosk.screens.bar_parts import DULL, LIT, TOUCH, WOOD, Glance, again, line, sign
from kiosk.screens.layout import centred, columns, cut_bottom, cut_left, cut_right, cut_top, inset, rows
from kiosk.screens.scene import Box, Face, Picture, Piece, Plate

LANDSCAPE_W = 150
UPRIGHT_H = 164
"""The rail's measure across, in 480ths."""
RAP_S = 0.24
"""So long does the hand that knocks take to come down on the wood."""
ROWS = 4
"""As many lines of standing as the rail holds: the network and three of what the hatches say."""


class Pages(Struct, frozen=True):
    """Which page is shown of so many, and how many things lie before and beyond it."""

    at: int
    before: int
    beyond: int


class Told(Struct, frozen=True):
    """A line of standing: a mark, its word, perhaps a second mark at the end, and whether all is well."""

    mark: str
    text: str
    end: str = ""
    well: bool = True


class RailSpots(Struct, frozen=True):
    """Where each thing of the rail is."""

    standing: Box
    knock: Box
    pages: Box
    buttons: tuple[Box, ...]
    """Drinks, closed, pause, undo."""


def pages_of(asked: int, count: int, a_page: int) -> Pages:
    """The page asked for, or the last there is."""
    at = min(max(0, asked), max(0, -(-count // a_page) - 1))
    return Pages(at, at * a_page, max(0, count - (at + 1) * a_page))


def rail(glance: Glance, box: Box, pages: Pages) -> tuple[Piece, ...]:
    """Everything beside the tickets."""
    spots = _upright(glance, box) if glance.look.size.upright else _lying(glance, box)
    drinks, shut, pause, undo = spots.buttons
    return (
        Plate(box, "soot", "walnut_light", glance.px(1)),
        *_standing(glance, spots.standing),
        *_knock(glance, spots.knock),
        *_turn(glance, spots.pages, pages),
        *_view(glance, drinks, "drinks", glance.words.drinks),
        *_view(glance, shut, "closed", glance.words.closed),
        *_pause(glance, pause, pages),
        *_undo(glance, undo),
    )


# --- where -------------------------------------------------------------------------------------------------------
def _lying(glance: Glance, box: Box) -> RailSpots:
    gap, touch = glance.px(6), glance.px(TOUCH)
    inner = inset(box, gap)
    keys, rest = cut_bottom(inner, 4 * touch + 3 * gap, gap)
    pages, rest = cut_bottom(rest, touch, gap)
    knock, standing = cut_bottom(rest, glance.px(44), gap)
    return RailSpots(standing, knock, pages, rows(keys, 4, gap))


def _upright(glance: Glance, box: Box) -> RailSpots:
    gap, touch = glance.px(6), glance.px(TOUCH)
    inner = inset(box, gap)
    keys, rest = cut_bottom(inner, touch, gap)
    standing, rest = cut_left(rest, glance.px(160), gap)
    pages, knock = cut_right(rest, 2 * touch + gap, gap)
    return RailSpots(standing, knock, centred(pages, pages.w, touch), columns(keys, 4, gap))


# --- standing: links, slit, knock --------------------------------------------------------------------------------
def _standing(glance: Glance, box: Box) -> tuple[Piece, ...]:
    """The network, then each hatch and its slit; with more hatches than lines, those that are down come first."""
    up, words = glance.state.link_up, glance.words
    told = [Told("link_up" if up else "link_down", words.network_up if up else words.network_down, well=up)]
    sides = sorted(glance.state.sides, key=lambda side: side.online is True)
    told += [_hatch(glance, side) for side in sides]
    told += [_slit(glance, side) for side in sides if not glance.many]
    if len(told) > ROWS:
        told = [*told[: ROWS - 1], Told("", words.more_hatches.format(count=len(told) - ROWS + 1))]
    height = min(glance.px(32), box.h // max(len(told), 3))
    spots = [Box(box.x, box.y + at * height, box.w, height) for at in range(len(told))]
    return tuple(piece for spot, one in zip(spots, told, strict=True) for piece in _told(glance, spot, one))


def _told(glance: Glance, box: Box, told: Told) -> tuple[Piece, ...]:
    """A mark and its word; what is not well has a rim of its own and bold letters."""
    rim = () if told.well else (Plate(box, "walnut", "campari", glance.px(2)),)
    side = min(box.h - glance.px(6), glance.px(24))
    spot, rest = cut_left(inset(box, glance.px(4), 0), side, glance.px(5))
    end, rest = cut_right(rest, side, glance.px(5)) if told.end else (spot, rest)
    marks = ((spot, told.mark), (end, told.end))
    face: Face = "plain" if told.well else "bold"
    ink = "bone" if told.well else "candle"
    return (
        *rim,
        *(Picture(centred(place, side, side), mark) for place, mark in marks if mark),
        line(glance.look, rest, told.text, face, (17, 16, 15, 14, 13, 12, 11, 10), ink),
    )


def _hatch(glance: Glance, side: Side) -> Told:
    """A hatch: whether it is there, and among several its slit as a second mark."""
    words = glance.words
    text = {True: words.hatch_up, False: words.hatch_down, None: words.hatch_unheard}[side.online]
    mark = "link_up" if side.online else "link_down"
    end = _slit(glance, side).mark if glance.many else ""
    return Told(mark, text.format(hatch=glance.hatch(side.hatch)), end, well=side.online is True)


def _slit(glance: Glance, side: Side) -> Told:
    words = glance.words
    if side.board is None or side.board.slit_open is None:
        return Told("slit_shut", words.slit_unknown)
    return Told("slit_open", words.slit_open) if side.board.slit_open else Told("slit_shut", words.slit_shut)


def _knock(glance: Glance, box: Box) -> tuple[Piece, ...]:
    """Who knocked, and how often, for a while; bare wood otherwise."""
    knock = glance.state.knock
    if knock is None or glance.mono >= knock.at + glance.state.rules.knock_shown_s:
        return ()
    inner = inset(box, glance.px(5), glance.px(3))
    side = min(inner.h, glance.px(34))
    spot, rest = cut_left(inner, side, glance.px(5))
    raised = round(glance.px(4) * max(0.0, 1 - (glance.mono - knock.at) / RAP_S))
    upper, lower = cut_top(rest, rest.h * 3 // 5) if glance.many else (rest, rest)
    text = glance.words.knock.format(count=knock.count)
    who = (line(glance.look, lower, knock.hatch, "plain", (16, 14, 12, 11), "soot"),) if glance.many else ()
    return (
        Plate(box, "candle", "brass_bright", glance.px(2)),
        Picture(Box(spot.x, spot.y + (spot.h - side) // 2 - raised, side, side), "knock"),
        line(glance.look, upper, text, "bold", (22, 20, 18, 16, 15, 14, 13, 12), "soot"),
        *who,
    )


# --- buttons -----------------------------------------------------------------------------------------------------
def _turn(glance: Glance, box: Box, pages: Pages) -> tuple[Piece, ...]:
    """The arrows: each says how many lie that way, and is not there when none do."""
    back, on = columns(box, 2, glance.px(6))
    by, words, look = pages.at - glance.state.page, glance.words, glance.look
    earlier = words.earlier.format(count=pages.before)
    later = words.later.format(count=pages.beyond)
    return (
        *(sign(look, back, WOOD, earlier, event=PageAsked(by - 1)) if pages.before else ()),
        *(sign(look, on, WOOD, later, event=PageAsked(by + 1)) if pages.beyond else ()),
    )


def _view(glance: Glance, box: Box, view: View, text: str) -> tuple[Piece, ...]:
    """The way to a view; in that view, the way back, with the number of tickets that wait there."""
    if glance.state.view != view:
        return sign(glance.look, box, WOOD, text, event=ViewAsked(view))
    waiting = len(tickets(glance.state, glance.mono))
    below = glance.words.tickets_count.format(count=waiting) if waiting else ""
    return sign(glance.look, box, LIT, glance.words.tickets, below=below, event=ViewAsked("tickets"))


def _pause(glance: Glance, box: Box, pages: Pages) -> tuple[Piece, ...]:
    """Pause or go on. With more hatches each has its own pause, on its own page of the drinks."""
    state, words, look = glance.state, glance.words, glance.look
    paused = [side for side in state.sides if side.board is not None and side.board.pause is not None]
    if glance.many and state.view != "drinks":
        below = ", ".join(side.hatch for side in paused)
        return sign(look, box, LIT if paused else WOOD, words.pause, below=below, event=ViewAsked("drinks"))
    if not state.sides or state.sides[pages.at if glance.many else 0].board is None:
        return sign(look, box, DULL, words.pause)
    side = state.sides[pages.at if glance.many else 0]
    on = side in paused
    sent = next(
        (act for act in state.acts if act.hatch == side.hatch and isinstance(act.request, SetPause)), None
    )
    if sent is not None and sent.refused is None and not glance.silent(sent):
        return sign(look, box, DULL, words.sent, name=words.pause)
    if sent is not None:
        event, below = again(sent), glance.reason(sent) or words.silent
        return sign(look, box, WOOD, words.retry, below=below, event=event)
    below = words.paused if on else (side.hatch if glance.many else "")
    return sign(
        look,
        box,
        LIT if on else WOOD,
        words.go_on if on else words.pause,
        below=below,
        event=PauseAsked(side.hatch, not on),
    )


def _undo(glance: Glance, box: Box) -> tuple[Piece, ...]:
    """One step back for the order that this display moved last, while the hatch still grants it."""
    state, words = glance.state, glance.words
    known = (*tickets(state, glance.mono), *closed(state, glance.mono))
    last = next((ticket for ticket in known if (ticket.hatch, ticket.order.number) == state.last_move), None)
    if last is None or last.order.before is None or (last.sent is not None and last.sent.refused is None):
        return sign(glance.look, box, DULL, words.undo)
    below = words.undo_of.format(word=last.order.word, status=glance.standing(last))
    event = UndoAsked(last.hatch, last.order.number, last.order.status)
    return sign(glance.look, box, WOOD, words.undo, below=below, event=event)
