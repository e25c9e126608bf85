"""The bar's rail: links, slit, knock, pages, and the buttons that are always in the same place, undo last of all."""

from msgspec import Struct

from kiosk.core.bar import closed, tickets
from kiosk.core.events import Event, PageAsked, PauseAsked, UndoAsked, View, ViewAsked
from kiosk.core.request import SetPause
from kiosk.screens.bar_knock import ground, knock
from kiosk.screens.bar_parts import DULL, LIT, TOUCH, WOOD, Glance, Sign, again, block, largest, line, sign
from kiosk.screens.bar_told import standing
from kiosk.screens.layout import centred, columns, cut_bottom, cut_left, cut_right, cut_top, inset, rows
from kiosk.screens.scene import Box, Piece, Plate

LANDSCAPE_W = 150
UPRIGHT_H = 164
"""The rail's measure across, in 480ths."""
UNDO_H = 66
UNDO_SIZES = (20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10)


class Pages(Struct, frozen=True):
    """Which page is shown of so many, and how many things lie before and beyond it."""

    at: int
    before: int
    beyond: int


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
    lay = _upright if glance.look.size.upright else _lying
    spots = lay(glance, box, turns=bool(pages.before or pages.beyond))
    drinks, shut, pause, undo = spots.buttons
    return (
        ground(glance, box),
        *standing(glance, spots.standing),
        *knock(glance, spots.knock),
        *_turn(glance, spots.pages, pages),
        *_view(glance, drinks, "drinks", glance.words.drinks),
        *_view(glance, shut, "closed", glance.words.closed),
        *_pause(glance, pause, pages),
        *_undo(glance, undo),
    )


# --- where -------------------------------------------------------------------------------------------------------
def _lying(glance: Glance, box: Box, *, turns: bool) -> RailSpots:
    """Undo at the bottom, higher than the rest for what it says; a knock takes the arrows' place where there are none."""
    gap, touch = glance.px(6), glance.px(TOUCH)
    undo, rest = cut_bottom(inset(box, gap), glance.px(UNDO_H), gap)
    keys, rest = cut_bottom(rest, 3 * touch + 2 * gap, gap)
    pages, above = cut_bottom(rest, touch, gap)
    standing, knock = cut_top(above if turns else rest, glance.px(90), gap)
    return RailSpots(standing, knock, pages, (*rows(keys, 3, gap), undo))


def _upright(glance: Glance, box: Box, *, turns: bool) -> RailSpots:
    gap, touch = glance.px(6), glance.px(TOUCH)
    inner = inset(box, gap)
    keys, rest = cut_bottom(inner, touch, gap)
    standing, rest = cut_left(rest, glance.px(160), gap)
    pages, knock = cut_right(rest, 2 * touch + gap, gap)
    return RailSpots(
        standing, knock if turns else rest, centred(pages, pages.w, touch), columns(keys, 4, gap)
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
        return _undo_sign(glance, box, DULL)
    below = words.undo_of.format(word=last.order.word, status=glance.standing(last))
    event = UndoAsked(last.hatch, last.order.number, last.order.status)
    return _undo_sign(glance, box, WOOD, below, event)


def _undo_sign(
    glance: Glance, box: Box, paint: Sign, below: str = "", event: Event | None = None
) -> tuple[Piece, ...]:
    """Its title in one line, always of the same size; below it, in two if need be, what would be taken back."""
    look, words, inner = glance.look, glance.words, inset(box, glance.px(5), glance.px(4))
    upper, lower = cut_top(inner, inner.h * 7 // 20)
    title = largest(look, Box(0, 0, upper.w, upper.h), words.undo, "bold", UNDO_SIZES)
    return (
        Plate(box, paint.fill, paint.rim, look.px(2), words.undo, event),
        line(look, upper if below else inner, words.undo, "bold", (title,), paint.ink, "centre"),
        *(
            block(
                look,
                lower,
                below,
                "plain",
                tuple(size for size in UNDO_SIZES if size <= title),
                paint.ink,
                "centre",
            )
            if below
            else ()
        ),
    )
