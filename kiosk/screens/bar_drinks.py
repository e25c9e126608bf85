"""What is sold out, in two touches: the drink, and then until when or how many more."""

from kiosk.core.bar_state import Act, Side
from kiosk.core.board import Mark
from kiosk.core.events import Event, MarkAsked, SoldOutAsked
from kiosk.core.menu import Drink
from kiosk.core.request import SellOut
from kiosk.screens.bar_parts import DULL, LIT, WOOD, Glance, asked, line, sign
from kiosk.screens.bar_tickets import empty
from kiosk.screens.layout import columns, cut_bottom, cut_left, grid, inset, rows
from kiosk.screens.scene import Box, Picture, Piece, Plate, Text

GAP = 6
NAMES = (20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10)
LEFT = (1, 2, 3, 4, 5, 6, 8, 12)
"""The counts that are offered: beyond them nobody counts."""


def drinks(glance: Glance, box: Box, page: int) -> tuple[Piece, ...]:
    """Every drink of one hatch, the eight, those without alcohol and the hidden line; each with its mark."""
    side = glance.state.sides[page]
    if side.menu is None:
        return empty(glance, box, glance.words.no_menu)
    shown: list[tuple[str, str, Drink | None]] = [
        (drink.slug, glance.drink(drink), drink) for drink in side.menu.every
    ]
    shown += [(slug, slug, None) for slug in _strange(side)]
    cells = grid(box, *_shape(glance, box, len(shown)), glance.px(GAP))
    return tuple(
        piece
        for cell, (slug, name, drink) in zip(cells, shown, strict=False)
        for piece in _drink(glance, cell, side, slug, name, drink)
    )


def drink(glance: Glance, box: Box, page: int) -> tuple[Piece, ...]:
    """One drink and all that may be said of it: put back, until I say, for tonight, so many more."""
    side, slug = glance.state.sides[page], glance.state.choosing
    known = side.menu.drink(slug) if side.menu is not None else None
    name = glance.drink(known) if known is not None else slug
    gap = glance.px(GAP)
    first, second, third, fourth = rows(box, 4, gap)
    head, back = columns(first, 2, gap)
    words, marked = glance.words, sold_out(side, slug) is not None
    asks = (
        (back, words.put_back, SoldOutAsked(side.hatch, slug, out=False) if marked else None),
        (columns(second, 2, gap)[0], words.until_i_say, SoldOutAsked(side.hatch, slug, out=True)),
        (columns(second, 2, gap)[1], words.tonight, SoldOutAsked(side.hatch, slug, out=True, tonight=True)),
    )
    keys = (
        piece
        for place, text, event in asks
        for piece in sign(glance.look, place, WOOD if event is not None else DULL, text, event=event)
    )
    cells = (*columns(third, 4, gap), *columns(fourth, 4, gap))
    counted = (
        piece for cell, left in zip(cells, LEFT, strict=True) for piece in _count(glance, cell, side, left)
    )
    return (*_title(glance, head, name, known), *keys, *counted)


def sold_out(side: Side, slug: str) -> Mark | None:
    """The mark of a drink; of one that an older hatch only calls sold out, a plain one."""
    if side.board is None:
        return None
    known = next((mark for mark in side.board.marks if mark.drink == slug), None)
    return known if known is not None or slug not in side.board.sold_out else Mark(slug)


def _strange(side: Side) -> tuple[str, ...]:
    """What is marked and is on no menu any more: it can be put back."""
    if side.board is None or side.menu is None:
        return ()
    marked = {mark.drink for mark in side.board.marks} | set(side.board.sold_out)
    return tuple(sorted(slug for slug in marked if side.menu.drink(slug) is None))


def _shape(glance: Glance, box: Box, count: int) -> tuple[int, int]:
    """Columns and rows for so many, each as large as a finger needs, and as square as they come."""
    gap, touch = glance.px(GAP), glance.look.touch_px
    most = max(1, (box.w + gap) // (touch + gap))
    deep = max(1, (box.h + gap) // (touch + gap))
    across = next((at for at in range(2, most) if -(-count // at) <= deep), most)
    return across, max(1, min(deep, -(-count // across)))


def _drink(
    glance: Glance, box: Box, side: Side, slug: str, name: str, known: Drink | None
) -> tuple[Piece, ...]:
    """One drink: its picture and name on wood; struck through under a red rim when it is out; its count when it runs out."""
    sent = next((act for act in glance.state.acts if act.hatch == side.hatch and _of(act) == slug), None)
    if pending := asked(glance, box, sent, name):
        return pending
    mark = sold_out(side, slug)
    out = mark is not None and not mark.left
    inner = inset(box, glance.px(6), glance.px(5))
    title, picture = cut_bottom(inner, min(glance.px(24), inner.h // 3), glance.px(1))
    written = line(glance.look, title, name, "bold", NAMES, "bone", "centre")
    event = MarkAsked(side.hatch, slug) if side.board is not None else None
    return (
        Plate(box, "walnut", "campari" if out else "brass", glance.px(4 if out else 2), name, event),
        *((Picture(picture, known.picture or known.slug),) if known is not None else ()),
        Text(
            written.box,
            written.text,
            written.face,
            written.size_px,
            written.colour,
            written.align,
            struck=out,
        ),
        *_band(glance, picture, mark),
    )


def _band(glance: Glance, box: Box, mark: Mark | None) -> tuple[Piece, ...]:
    """The paper across a drink that is out, or running out: red-rimmed, or brass-rimmed with the count."""
    if mark is None:
        return ()
    words = glance.words
    text = words.left.format(count=mark.left)
    if not mark.left:
        text = words.sold_out_tonight if mark.night else words.sold_out
    high = min(glance.px(28), box.h)
    band = Box(box.x, box.y + (box.h - high) // 2, box.w, high)
    rim = "brass" if mark.left else "campari"
    inner = inset(band, glance.px(6), 0)
    return (
        Plate(band, "bone", rim, glance.px(3)),
        line(glance.look, inner, text, "bold", NAMES, "soot", "centre"),
    )


def _title(glance: Glance, box: Box, name: str, known: Drink | None) -> tuple[Piece, ...]:
    picture, text = cut_left(box, min(box.h, box.w // 3), glance.px(8))
    drawn = (Picture(picture, known.picture or known.slug),) if known is not None else ()
    return (*drawn, line(glance.look, text, name, "bold", (26, 24, 22, *NAMES), "bone"))


def _count(glance: Glance, box: Box, side: Side, left: int) -> tuple[Piece, ...]:
    """So many more, and then no more."""
    mark = sold_out(side, glance.state.choosing)
    holds = mark is not None and mark.counted and mark.left == left
    event: Event = SoldOutAsked(side.hatch, glance.state.choosing, out=False, left=left)
    text = glance.words.left.format(count=left)
    return sign(glance.look, box, LIT if holds else WOOD, text, event=event)


def _of(act: Act) -> str:
    return act.request.drink if isinstance(act.request, SellOut) else ""
