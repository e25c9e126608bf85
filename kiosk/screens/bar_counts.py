"""All-day counts: how many of each drink are to be made now, over all tickets; a touch on them leads to the drinks."""

from kiosk.core.bar_sight import Count, tickets, to_make
from kiosk.core.events import ViewAsked
from kiosk.screens.bar_parts import DULL, WOOD, Glance, line, sign
from kiosk.screens.layout import columns, cut_left, cut_top, grid, inset, rows
from kiosk.screens.scene import Box, Picture, Piece, Plate

NAMED_H = 19
"""The least height of a row with a name, in 480ths."""
TITLE_H = 16
TITLES = (14, 13, 12, 11, 10, 9)
GLASS_H = 18
MOST_COLUMNS = 6
LETTERS = 3
"""Of the name of a drink that borrows another's drawing, where there is no room for the name."""
SIZES = (22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10)
NAMES = (17, 16, 15, 14, 13, 12, 11, 10, 9)


def counts(glance: Glance, box: Box) -> tuple[Piece, ...]:
    """Every drink that is to be made, with its number: by name where there is room, else by its glass.

    All of it is the key to the drinks, where one is sold out with the next touch.
    """
    look, words = glance.look, glance.words
    every = to_make(tickets(glance.state, glance.mono))
    way, paint = f"{words.drinks} \u203a", DULL if glance.state.view == "drinks" else WOOD
    event = None if paint is DULL else ViewAsked("drinks")
    if not every:
        return sign(look, box, paint, way, event=event, name=words.drinks)
    inner = inset(box, glance.px(6), glance.px(4))
    head, rest = cut_top(inner, glance.px(TITLE_H), glance.px(2))
    title, leads = columns(head, 2, glance.px(4))
    return (
        Plate(box, paint.fill, paint.rim, look.px(2), words.drinks, event),
        line(look, title, words.to_make, "plain", TITLES, "brass_bright"),
        line(look, leads, way, "bold", TITLES, paint.ink, "right"),
        *_every(glance, rest, every),
    )


def _every(glance: Glance, box: Box, every: tuple[Count, ...]) -> tuple[Piece, ...]:
    if len(every) * glance.px(NAMED_H) > box.h:
        return _glasses(glance, box, every)
    cells = rows(box, max(len(every), box.h // glance.px(30)))
    return tuple(
        piece for cell, one in zip(cells, every, strict=False) for piece in _named(glance, cell, one)
    )


def _named(glance: Glance, box: Box, count: Count) -> tuple[Piece, ...]:
    number, name = cut_left(box, glance.px(26), glance.px(6))
    return (
        line(glance.look, number, str(count.quantity), "bold", SIZES, "candle", "right"),
        line(glance.look, name, count.name, "plain", NAMES, "bone"),
    )


def _glasses(glance: Glance, box: Box, every: tuple[Count, ...]) -> tuple[Piece, ...]:
    """In as few columns as hold them all, so that each is as large as it can be."""
    fits = (at for at in range(2, MOST_COLUMNS) if -(-len(every) // at) * glance.px(GLASS_H) <= box.h)
    across = next(fits, MOST_COLUMNS)
    cells = grid(box, across, max(1, -(-len(every) // across)), glance.px(3))
    return tuple(
        piece for cell, one in zip(cells, every, strict=False) for piece in _glass(glance, cell, one)
    )


def _glass(glance: Glance, box: Box, count: Count) -> tuple[Piece, ...]:
    high = min(box.h, glance.px(40))
    box = Box(box.x, box.y + (box.h - high) // 2, box.w, high)
    spot, number = cut_left(box, min(box.w * 9 // 20, high * 4 // 5), glance.px(2))
    drawing = _own_drawing(glance, count)
    shown: Piece = (
        Picture(spot, drawing)
        if drawing
        else line(glance.look, spot, count.name[:LETTERS], "plain", NAMES, "bone", "centre")
    )
    frame = Plate(box, "walnut")
    return frame, shown, line(glance.look, inset(number, 0), str(count.quantity), "bold", SIZES, "candle")


def _own_drawing(glance: Glance, count: Count) -> str:
    """The drawing of a drink that has one of its own: a borrowed one would be counted for another's."""
    side = glance.state.side(count.hatch)
    drink = side.menu.drink(count.drink) if side is not None and side.menu is not None else None
    return drink.slug if drink is not None and drink.picture in ("", drink.slug) else ""
