"""The bar's tickets: paper pinned on the wall, oldest first, as many as a bartender can read from two metres."""

from collections import Counter
from collections.abc import Iterable

from kiosk.core.bar_sight import next_on, tickets, together
from kiosk.core.bar_state import Ticket
from kiosk.core.order import Status
from kiosk.screens.bar_act import forward, is_refusing, needs_room, refuse, standing
from kiosk.screens.bar_lines import order_lines
from kiosk.screens.bar_parts import Glance, block, largest, line
from kiosk.screens.bar_spots import PAD, Spots, places, spots_of
from kiosk.screens.layout import centred, cut_left, cut_top, inset
from kiosk.screens.scene import Align, Box, Picture, Piece, Plate

WORD_SIZES = (62, 58, 54, 51, 48, 45, 43, 41, 39, 37, 35, 33, 31, 29, 27, 25, 23, 21, 19, 18)
NAME_SIZES = (36, 34, 32, 30, 28, 26, 24, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11)
ANSWER_SIZES = (20, 18, 16, 15, 14, 13, 12, 11, 10)
LEAST_SHARE = 0.68
"""A word so much smaller than the largest on show stands alone."""
LINE_SHARE, LINE_LEAST = 0.8, 27
AGE_SIZES = (30, 28, 26, 24, 22, 20, 18, 16, 14, 12)
DRAWING_H, WORDS_H = 132, 70
"""Of the empty wall, in 480ths."""
FRESH, WARM, HOT = 0, 1, 2
RIMS = ((None, 0), ("brass", 3), ("campari", 5))
"""The paper's rim by heat: its colour, and how broad it is in 480ths."""
CALLING = ("candle", 6)
"""The same of a young order that nobody has taken on: light, from the corner of an eye."""


def wall(glance: Glance, box: Box, skip: int) -> tuple[Piece, ...]:
    """The tickets after the first `skip`, as many as there are places; or words that there are none."""
    if all(side.board is None for side in glance.state.sides):
        return empty(glance, box, glance.words.waiting)
    open_now = tickets(glance.state, glance.mono)
    if not open_now:
        return empty(glance, box, glance.words.no_orders, "cup")
    shown = tuple(zip(places(glance, box), open_now[skip:], strict=False))
    sizes = word_sizes(glance, [(spots_of(glance, place).word, one.order.word) for place, one in shown])
    twins = doubled(open_now)
    others = together(open_now)
    foot = next_on(glance.state, glance.mono) if glance.state.foot else None
    return tuple(
        piece
        for (place, one), word_px in zip(shown, sizes, strict=True)
        for piece in ticket(
            glance, place, one, word_px, others, by_foot=one == foot, twin=one.order.word in twins
        )
    )


def word_sizes(glance: Glance, words: list[tuple[Box, str]]) -> list[float]:
    """The size of each pick-up word, in 480ths: one for all on show, but for a word that would make them all small."""
    own = [largest(glance.look, box, word, "old", WORD_SIZES) for box, word in words]
    least = max(own, default=0) * LEAST_SHARE
    common = min((size for size in own if size >= least), default=0)
    return [min(size, common) for size in own]


def empty(glance: Glance, box: Box, text: str, picture: str = "") -> tuple[Piece, ...]:
    """A wall with nothing on it but a few words, perhaps under a drawing."""
    high = min(box.h, glance.px(DRAWING_H + WORDS_H)) if picture else glance.px(WORDS_H)
    above, below = cut_top(
        centred(inset(box, glance.px(12)), box.w - glance.px(24), high), high - glance.px(WORDS_H)
    )
    drawn = (Picture(above, picture),) if picture else ()
    return (*drawn, *block(glance.look, below, text, "old", (40, 36, 30, 24, 20), "bone", "centre"))


def doubled(every: Iterable[Ticket]) -> frozenset[str]:
    """The pick-up words that are open at more than one hatch: each draws its words by itself."""
    counts = Counter(ticket.order.word for ticket in every)
    return frozenset(word for word, count in counts.items() if count > 1)


def ticket(
    glance: Glance,
    box: Box,
    shown: Ticket,
    word: float,
    others: tuple[Ticket, ...],
    *,
    by_foot: bool = False,
    twin: bool = False,
) -> tuple[Piece, ...]:
    """One order on paper, its word at a size in 480ths, with what a touch makes of it.

    `twin`: another hatch has the same word open, so from which this is must be read as easily as the word.
    """
    spots, look = spots_of(glance, box, twin=twin), glance.look
    urgent = needs_room(glance, shown)
    beside = spots.total.y == spots.status.y
    status = _joined(spots.status, spots.total) if urgent and beside else spots.status
    told = _asking(glance, spots, shown) if is_refusing(glance, shown) else ()
    held = (
        _head(glance, spots, shown, word)
        + order_lines(glance, spots.lines, shown, others, wide=spots.wide, most_px=look.px(line_most(word)))
        + (() if urgent and beside else _total(glance, spots, shown))
        + standing(glance, status, shown)
    )
    return (
        *_paper(glance, box, shown),
        *(() if told and spots.wide else _age(glance, box, spots, shown)),
        _pin(glance, box),
        *(told or held),
        *refuse(glance, spots, shown),
        *forward(glance, spots.forward, shown, by_foot=by_foot),
    )


def _head(glance: Glance, spots: Spots, shown: Ticket, word: float) -> tuple[Piece, ...]:
    """The word, among several hatches from which, and what the hands answer."""
    look, order = glance.look, shown.order
    answer = glance.words.answer.format(answer=order.answer)
    return (
        *block(look, spots.word, order.word, "old", (word,), "soot"),
        *(origin(glance, spots.hatch, shown.hatch) if spots.hatch else ()),
        line(look, spots.answer, answer, "plain", ANSWER_SIZES, "walnut_light"),
    )


def origin(glance: Glance, box: Box, hatch: str) -> tuple[Piece, ...]:
    """From which hatch a ticket is: its name on a dark band, behind the mark that it has on this display."""
    side = box.h - glance.px(5)
    spot, name = cut_left(inset(box, glance.px(PAD), 0), side, glance.px(6))
    return (
        Plate(box, "soot"),
        Picture(centred(spot, side, side), glance.hatch_mark(hatch)),
        line(glance.look, name, hatch, "bold", NAME_SIZES, "bone"),
    )


def _asking(glance: Glance, spots: Spots, shown: Ticket) -> tuple[Piece, ...]:
    """While the second touch of a refusal is waited for: whose order, and the question, between the two answers."""
    look, word = glance.look, shown.order.word
    band = spots.hatch
    if spots.wide:
        upper, lower = cut_top(inset(spots.head, glance.px(4), glance.px(6)), spots.head.h // 2)
        if band is not None:
            named, lower = cut_top(lower, band.h, glance.px(4))
            band = Box(spots.head.x, named.y, spots.head.w, named.h)
    else:
        upper = spots.word
        lower = Box(spots.answer.x, spots.answer.y, spots.answer.w, glance.px(30))
    return (
        *block(look, upper, word, "old", WORD_SIZES, "soot"),
        *(origin(glance, band, shown.hatch) if band is not None else ()),
        *standing(glance, Box(lower.x, lower.y, lower.w, min(lower.h, glance.px(34))), shown),
    )


def _joined(one: Box, other: Box) -> Box:
    """Both places as one."""
    left, right = min(one.x, other.x), max(one.right, other.right)
    return Box(left, one.y, right - left, one.h)


def line_most(word: float) -> float:
    """How large a drink may be written under a word, in 480ths: bold letters look larger than the word's old face."""
    return min(word, max(word * LINE_SHARE, LINE_LEAST))


def heat(glance: Glance, shown: Ticket) -> int:
    """Fresh, warm or hot. What is ready is made: it no longer ages."""
    if shown.order.status is Status.READY:
        return FRESH
    rules = glance.state.rules
    return int(shown.age_s >= rules.warm_after_s) + int(shown.age_s >= rules.hot_after_s)


def _paper(glance: Glance, box: Box, shown: Ticket) -> tuple[Piece, ...]:
    """The paper, and its rim: by heat, or lit while the order is young and calls."""
    heated = heat(glance, shown)
    rim, parts = CALLING if shown.calling and heated == FRESH else RIMS[heated]
    return (
        Plate(box, "bone"),
        Picture(box, "paper"),
        *((Plate(box, None, rim, glance.px(parts)),) if rim else ()),
    )


def _pin(glance: Glance, box: Box) -> Picture:
    side = glance.px(22)
    return Picture(Box(box.x + (box.w - side) // 2, box.y - side // 4, side, side), "pin")


def _age(glance: Glance, paper: Box, spots: Spots, shown: Ticket) -> tuple[Piece, ...]:
    """The minutes waited: bare; then on a brass tag; then white on black, in a red band to the paper's edges."""
    box, heated, px = spots.age, heat(glance, shown), glance.px
    left, right = (spots.refuse.x - px(6), box.right + px(6)) if spots.wide else (paper.x, paper.right)
    band = Box(left, paper.y, right - left, box.bottom + px(4) - paper.y)
    plates = (
        (),
        (Plate(box, "brass_bright", "soot", px(2)),),
        (Plate(band, "campari"), Plate(box, "soot")),
    )[heated]
    inner = inset(box, px(4) if heated else 0, 0)
    ink = "bone" if heated == HOT else "soot"
    align: Align = "centre" if heated else "left"
    return (*plates, line(glance.look, inner, glance.minutes(shown.age_s), "bold", AGE_SIZES, ink, align))


def _total(glance: Glance, spots: Spots, shown: Ticket) -> tuple[Piece, ...]:
    """What to take."""
    total = glance.money(glance.state.side(shown.hatch), shown.order.total_cents)
    sizes = (24, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11)
    return (line(glance.look, spots.total, total, "bold", sizes, "soot", "right"),)
