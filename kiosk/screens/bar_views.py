"""The bar's other two views: the drinks with their sold-out marks, and what was closed lately."""

from kiosk.core.bar import closed
from kiosk.core.bar_state import Act, Side, Ticket
from kiosk.core.events import SoldOutAsked, UndoAsked
from kiosk.core.menu import DRINKS_ON_A_MENU, Drink
from kiosk.core.request import SellOut
from kiosk.screens.bar_parts import DULL, LIT, TOUCH, WOOD, Glance, again, line, sign, status_age_s
from kiosk.screens.bar_tickets import empty
from kiosk.screens.layout import cut_bottom, cut_left, cut_right, cut_top, grid, inset, rows
from kiosk.screens.scene import Box, Picture, Piece, Plate, Text

SMALL = (18, 17, 16, 15, 14, 13, 12, 11)


# --- drinks ------------------------------------------------------------------------------------------------------
def drinks(glance: Glance, box: Box, page: int) -> tuple[Piece, ...]:
    """The drinks of one hatch (a page each), every one with its mark of being sold out or not."""
    side = glance.state.sides[page] if glance.state.sides else None
    if side is None or side.menu is None:
        return empty(glance, box, glance.words.no_menu)
    title, rest = cut_top(box, glance.px(24), glance.px(4)) if glance.many else (box, box)
    heading = (line(glance.look, title, side.hatch, "bold", SMALL, "bone"),) if glance.many else ()
    across = 2 if glance.look.size.upright else 4
    cells = grid(rest, across, DRINKS_ON_A_MENU // across, glance.px(8))
    shown = zip(cells, side.menu.drinks, strict=False)
    return (*heading, *(piece for cell, drink in shown for piece in _drink(glance, cell, side, drink)))


def _drink(glance: Glance, box: Box, side: Side, drink: Drink) -> tuple[Piece, ...]:
    """One drink: its picture and name on wood, or struck through under a red rim; below, what a touch does."""
    out = side.board is not None and drink.slug in side.board.sold_out
    inner = inset(box, glance.px(8))
    key, rest = cut_bottom(inner, glance.px(TOUCH), glance.px(6))
    name, picture = cut_bottom(rest, glance.px(26), glance.px(2))
    title = line(glance.look, name, glance.drink(drink), "bold", (22, 20, *SMALL), "bone", "centre")
    return (
        Plate(box, "walnut", "campari" if out else "walnut_light", glance.px(4 if out else 1)),
        Picture(picture, drink.picture or drink.slug),
        Text(title.box, title.text, title.face, title.size_px, title.colour, title.align, struck=out),
        *_sold_out(glance, picture, out=out),
        *_mark(glance, key, side, drink, out=out),
    )


def _sold_out(glance: Glance, box: Box, *, out: bool) -> tuple[Piece, ...]:
    """The red-rimmed paper across a drink that is sold out."""
    if not out:
        return ()
    band = Box(box.x, box.y + (box.h - glance.px(30)) // 2, box.w, glance.px(30))
    text = line(
        glance.look,
        inset(band, glance.px(6), 0),
        glance.words.sold_out,
        "bold",
        (22, *SMALL),
        "soot",
        "centre",
    )
    return (Plate(band, "bone", "campari", glance.px(4)), text)


def _mark(glance: Glance, box: Box, side: Side, drink: Drink, *, out: bool) -> tuple[Piece, ...]:
    words, look = glance.words, glance.look
    text = words.put_back if out else words.sell_out
    name = f"{text} {glance.drink(drink)}"
    sent = next(
        (act for act in glance.state.acts if act.hatch == side.hatch and _drink_of(act) == drink.slug), None
    )
    if sent is not None and (pending := _asked(glance, box, sent, name)):
        return pending
    event = SoldOutAsked(side.hatch, drink.slug, not out) if side.board is not None else None
    return sign(look, box, DULL if event is None else LIT if out else WOOD, text, event=event, name=name)


def _drink_of(act: Act) -> str:
    return act.request.drink if isinstance(act.request, SellOut) else ""


def _asked(glance: Glance, box: Box, sent: Act, name: str) -> tuple[Piece, ...]:
    """What stands in a button's place while its request is under way, unanswered or refused."""
    words, look = glance.words, glance.look
    if sent.refused is None and not glance.silent(sent):
        return sign(look, box, DULL, words.sent, name=name)
    return sign(
        look, box, WOOD, words.retry, below=glance.reason(sent) or words.silent, event=again(sent), name=name
    )


# --- closed ------------------------------------------------------------------------------------------------------
def closed_a_page(glance: Glance, box: Box) -> int:
    """How many closed orders are shown at once."""
    gap = glance.px(6)
    return max(1, (box.h + gap) // (glance.px(TOUCH + 12) + gap))


def closed_orders(glance: Glance, box: Box, skip: int) -> tuple[Piece, ...]:
    """The recently closed, the last one first: word, how it ended, how long ago, and the way back."""
    every = closed(glance.state, glance.mono)
    if not every:
        return empty(glance, box, glance.words.nothing_closed)
    shown = zip(rows(box, closed_a_page(glance, box), glance.px(6)), every[skip:], strict=False)
    return tuple(piece for row, one in shown for piece in _closed(glance, row, one))


def _closed(glance: Glance, box: Box, shown: Ticket) -> tuple[Piece, ...]:
    look, order = glance.look, shown.order
    key, rest = cut_right(inset(box, glance.px(6)), glance.px(124), glance.px(10))
    word, rest = cut_left(rest, rest.w * 9 // 20, glance.px(8))
    upper, lower = cut_top(rest, rest.h // 2)
    ago = glance.words.ago.format(minutes=glance.minutes(status_age_s(shown)))
    below = f"{ago} · {shown.hatch}" if glance.many else ago
    return (
        Plate(box, "bone"),
        line(look, inset(word, glance.px(4), 0), order.word, "old", (36, 32, 28, 25, 22, 20, 18, 16), "soot"),
        line(look, upper, glance.standing(shown), "bold", (21, 19, *SMALL), "soot"),
        line(look, lower, below, "plain", SMALL, "walnut_light"),
        *_bring_back(glance, key, shown),
    )


def _bring_back(glance: Glance, box: Box, shown: Ticket) -> tuple[Piece, ...]:
    order, text = shown.order, glance.words.bring_back
    name = f"{text} {order.word}"
    if shown.sent is not None:
        return _asked(glance, box, shown.sent, name)
    if order.before is None:
        return ()
    event = UndoAsked(shown.hatch, order.number, order.status)
    return sign(glance.look, box, WOOD, text, event=event, name=name)
