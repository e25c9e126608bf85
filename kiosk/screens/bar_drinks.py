"""What is sold out: every drink of a hatch, and above them what a touch on one means, until when or how many more."""

from kiosk.core.bar_sight import answerable
from kiosk.core.bar_state import Act, Side
from kiosk.core.board import Mark
from kiosk.core.events import Marking, MarkingAsked, SoldOutAsked
from kiosk.core.menu import Drink
from kiosk.core.request import SellOut
from kiosk.screens.bar_parts import DULL, LIT, WOOD, Glance, asked, line, sign
from kiosk.screens.bar_tickets import empty
from kiosk.screens.bar_words import BarWords
from kiosk.screens.layout import columns, cut_bottom, cut_top, grid, inset, rows
from kiosk.screens.scene import Box, Picture, Piece, Plate, Text

GAP = 6
NAMES = (20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10)
LEFT = (1, 2, 3, 4, 5, 6, 8, 12)
"""The counts that are offered: beyond them nobody counts."""


def drinks(glance: Glance, box: Box, page: int) -> tuple[Piece, ...]:
    """Every drink of one hatch, the eight, those without alcohol and the hidden line; each with its mark."""
    side, gap = glance.state.sides[page], glance.px(GAP)
    if side.menu is None:
        return empty(glance, box, glance.words.no_menu)
    shown: list[tuple[str, str, Drink | None]] = [
        (drink.slug, glance.drink(drink), drink) for drink in side.menu.every
    ]
    shown += [(slug, slug, None) for slug in _strange(side)]
    keys, rest = _places(glance, box)
    cells = grid(rest, *_shape(glance, rest, len(shown)), gap)
    tiles = (
        piece
        for cell, (slug, name, drink) in zip(cells, shown, strict=False)
        for piece in _drink(glance, cell, side, slug, name, drink)
    )
    return (*_markings(glance, keys), *tiles)


def _places(glance: Glance, box: Box) -> tuple[tuple[Box, ...], Box]:
    """Of the five keys above the drinks: in one row where each is as wide as a finger needs, else in two. And the rest."""
    gap, touch = glance.px(GAP), glance.look.touch_px
    first, rest = cut_top(box, touch, gap)
    if box.w >= 5 * touch + 4 * gap:
        until, tonight, less, left, more = columns(first, 5, gap)
        return (until, tonight, left, less, more), rest
    second, rest = cut_top(rest, touch, gap)
    return (*columns(first, 3, gap), *columns(second, 2, gap)), rest


def marked(glance: Glance, side: Side, slug: str) -> SoldOutAsked:
    """What a touch on a drink asks for: to mark it as is said above, or to put it back where it is out already.

    Of what no menu has any more nobody counts what is left: it is only put back.
    """
    mark, marking, left = sold_out(side, slug), glance.state.marking, glance.state.marking_left
    if slug in _strange(side):
        return SoldOutAsked(side.hatch, slug, out=False)
    if marking == "left":
        holds = mark is not None and mark.counted and mark.left == left
        return SoldOutAsked(side.hatch, slug, out=False, left=0 if holds else left)
    if mark is not None and not mark.left:
        return SoldOutAsked(side.hatch, slug, out=False)
    return SoldOutAsked(side.hatch, slug, out=True, tonight=marking == "tonight")


def _markings(glance: Glance, boxes: tuple[Box, ...]) -> tuple[Piece, ...]:
    """What a touch on a drink means: the lit one of three, and the steps to more or fewer."""
    words, left = glance.words, glance.state.marking_left
    fewer = max((count for count in LEFT if count < left), default=None)
    more = min((count for count in LEFT if count > left), default=None)
    return (
        *_marking(glance, boxes[0], "until_i_say", words.until_i_say, words.sold_out),
        *_marking(glance, boxes[1], "tonight", words.tonight, words.sold_out),
        *_marking(glance, boxes[2], "left", _left(words, left), words.then_sold_out),
        *_step(glance, boxes[3], "\u2212", fewer),
        *_step(glance, boxes[4], "+", more),
    )


def _marking(glance: Glance, box: Box, marking: Marking, text: str, below: str) -> tuple[Piece, ...]:
    paint = LIT if glance.state.marking == marking else WOOD
    return sign(glance.look, box, paint, text, below=below, event=MarkingAsked(marking), name=text)


def _step(glance: Glance, box: Box, text: str, left: int | None) -> tuple[Piece, ...]:
    if left is None:
        return sign(glance.look, box, DULL, text)
    name = _left(glance.words, left)
    return sign(glance.look, box, WOOD, text, event=MarkingAsked("left", left), name=f"{text} {name}")


def _left(words: BarWords, count: int) -> str:
    return words.left_one if count == 1 else words.left.format(count=count)


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
    """Columns and rows for so many, each as large as a finger needs, and as square as they come.

    More than fit so are all shown nevertheless: what is not shown cannot be sold out.
    """
    gap, touch = glance.px(GAP), glance.look.touch_px
    most = max(1, (box.w + gap) // (touch + gap))
    deep = max(1, (box.h + gap) // (touch + gap))
    across = next((at for at in range(2, most) if -(-count // at) <= deep), most)
    return across, -(-count // across)


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
    event = marked(glance, side, slug) if side.board is not None else None
    heard = event if answerable(glance.state, side.hatch) else None
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
        *_band(glance, picture, mark, heard),
    )


def _band(glance: Glance, box: Box, mark: Mark | None, touch: SoldOutAsked | None) -> tuple[Piece, ...]:
    """The paper across a drink that is out, red-rimmed, or running out, brass-rimmed with the count; and what a touch gives back."""
    if mark is None:
        return ()
    words = glance.words
    text = _left(words, mark.left)
    if not mark.left:
        text = words.sold_out_tonight if mark.night else words.sold_out
    told: tuple[str, ...] = (text,)
    if touch is not None and not touch.out and not (mark.left and touch.left):
        told = (text, f"\u203a {_left(words, touch.left)}" if touch.left else words.put_back)
    high = min(glance.px(24 * len(told) + 4), box.h)
    band = Box(box.x, box.y + (box.h - high) // 2, box.w, high)
    rim = "brass" if mark.left else "campari"
    first, *second = rows(inset(band, glance.px(6), glance.px(2)), len(told))
    return (
        Plate(band, "bone", rim, glance.px(3)),
        line(glance.look, first, text, "bold", NAMES, "soot", "centre"),
        *(
            line(glance.look, row, below, "plain", NAMES[2:], "soot", "centre")
            for row, below in zip(second, told[1:], strict=True)
        ),
    )


def _of(act: Act) -> str:
    return act.request.drink if isinstance(act.request, SellOut) else ""
