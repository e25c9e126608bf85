"""The bar's tickets: paper pinned on the wall, oldest first, as many as a bartender can read from two metres."""

from kiosk.core.bar import tickets
from kiosk.core.bar_state import Ticket
from kiosk.core.order import Status
from kiosk.screens.bar_act import forward, refuse, standing
from kiosk.screens.bar_lines import order_lines
from kiosk.screens.bar_parts import Glance, block, line
from kiosk.screens.bar_spots import Spots, places, spots_of
from kiosk.screens.layout import cut_left, inset
from kiosk.screens.scene import Box, Picture, Piece, Plate

FRESH, WARM, HOT = 0, 1, 2
RIMS = ((None, 0), ("brass", 3), ("campari", 5))
"""The paper's rim by heat: its colour, and how broad it is in 480ths."""


def wall(glance: Glance, box: Box, skip: int) -> tuple[Piece, ...]:
    """The tickets after the first `skip`, as many as there are places; or words that there are none."""
    if all(side.board is None for side in glance.state.sides):
        return empty(glance, box, glance.words.waiting)
    open_now = tickets(glance.state, glance.mono)
    if not open_now:
        return empty(glance, box, glance.words.no_orders)
    shown = zip(places(glance, box), open_now[skip:], strict=False)
    return tuple(piece for place, one in shown for piece in ticket(glance, place, one))


def empty(glance: Glance, box: Box, text: str) -> tuple[Piece, ...]:
    """A wall with nothing on it but a few words."""
    return block(glance.look, inset(box, glance.px(12)), text, "old", (44, 36, 30, 24), "bone", "centre")


def ticket(glance: Glance, box: Box, shown: Ticket) -> tuple[Piece, ...]:
    """One order on paper, with what a touch makes of it."""
    spots, look, words, order = spots_of(glance, box), glance.look, glance.words, shown.order
    answer = words.answer.format(answer=order.answer)
    origin = (line(look, spots.hatch, shown.hatch, "bold", (17, 15, 13, 11), "soot"),) if spots.hatch else ()
    return (
        *_paper(glance, box, shown),
        *_age(glance, spots.age, shown),
        *block(look, spots.word, order.word, "old", (62, 56, 50, 45, 40, 36, 32, 28, 24, 22, 20, 18), "soot"),
        line(look, spots.answer, answer, "plain", (20, 18, 16, 15, 14, 13, 12), "walnut_light"),
        *origin,
        *order_lines(glance, spots.lines, order.lines, wide=spots.wide),
        *_total(glance, spots, shown),
        *standing(glance, spots.status, shown),
        *refuse(glance, spots.refuse, shown),
        *forward(glance, spots.forward, shown),
    )


def heat(glance: Glance, shown: Ticket) -> int:
    """Fresh, warm or hot. What is ready is made: it no longer ages."""
    if shown.order.status is Status.READY:
        return FRESH
    rules = glance.state.rules
    return int(shown.age_s >= rules.warm_after_s) + int(shown.age_s >= rules.hot_after_s)


def _paper(glance: Glance, box: Box, shown: Ticket) -> tuple[Piece, ...]:
    """The paper, its rim by heat, and its pin."""
    rim, parts = RIMS[heat(glance, shown)]
    pin = glance.px(22)
    return (
        Plate(box, "bone"),
        Picture(box, "paper"),
        *((Plate(box, None, rim, glance.px(parts)),) if rim else ()),
        Picture(Box(box.x + (box.w - pin) // 2, box.y - pin // 4, pin, pin), "pin"),
    )


def _age(glance: Glance, box: Box, shown: Ticket) -> tuple[Piece, ...]:
    """The minutes waited: bare, then in a frame, then white on a red flag."""
    heated = heat(glance, shown)
    plate = ((), (Plate(box, None, "soot", glance.px(2)),), (Plate(box, "campari"),))[heated]
    inner = inset(box, glance.px(5) if heated else 0, 0)
    ink = "bone" if heated == HOT else "soot"
    sizes = (28, 26, 24, 22, 20, 18, 16, 14, 12)
    return (*plate, line(glance.look, inner, glance.minutes(shown.age_s), "bold", sizes, ink))


def _total(glance: Glance, spots: Spots, shown: Ticket) -> tuple[Piece, ...]:
    """What to take; on a wide ticket the sum stands beside the word and needs no label."""
    label, amount = cut_left(spots.total, spots.total.w * 2 // 5, glance.px(4))
    total = glance.money(glance.state.side(shown.hatch), shown.order.total_cents)
    sizes = (26, 24, 22, 20, 18, 16, 14, 13, 12)
    if spots.wide:
        return (line(glance.look, spots.total, total, "bold", sizes, "soot", "right"),)
    return (
        line(glance.look, label, glance.words.total, "plain", (17, 16, 15, 14, 13, 12), "walnut_light"),
        line(glance.look, amount, total, "bold", sizes, "soot", "right"),
    )
