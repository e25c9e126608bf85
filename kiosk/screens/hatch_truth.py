"""How far an order has come, told truly: saved, on the bartender's screen, taken on, ready; or that nobody answered."""

from itertools import accumulate
from math import inf

from kiosk.core.hatch_state import Hatch
from kiosk.core.moment import Moment
from kiosk.core.order import Order, Status
from kiosk.core.order_truth import unanswered
from kiosk.screens.hatch_hands import next_pose, pose
from kiosk.screens.hatch_words import HatchWords
from kiosk.screens.layout import columns, cut_left, grid, inset
from kiosk.screens.look import Look
from kiosk.screens.parts import line
from kiosk.screens.remark import remark
from kiosk.screens.scene import Box, Picture, Piece, Plate
from kiosk.screens.wording import Wording

SIZES = (18, 16, 15)
"""Of the steps' names, in 480ths."""


def far(state: Hatch, order: Order) -> int:
    """How many of the four steps an open order has taken: saved 1, seen 2, taken on 3, ready 4."""
    if order.status is Status.PLACED:
        return 2 if state.seen >= order.revision else 1
    return 4 if order.status is Status.READY else 3


def truth(state: Hatch, order: Order, wording: Wording, now: Moment) -> str:
    """One sentence about an open order: plain where it is bad, Mr. V's own where all goes well."""
    words = wording.hatch
    match unanswered(order, state.seen, state.house.rules, now.mono):
        case "unseen":
            return words.truth_unseen
        case "untaken":
            return words.truth_untaken
    if order.status is Status.READY and state.slit_open:
        return words.hand_over
    return remark(state, wording.voice) if far(state, order) > 1 else words.truth_saved


def picture(state: Hatch, order: Order, now: Moment) -> str:
    """The drawing that goes with it: knock, the mask waiting, hands at work, the cup."""
    if unanswered(order, state.seen, state.house.rules, now.mono):
        return "knock"
    if order.status is Status.ACKNOWLEDGED:
        return pose(order.changed_mono, now.mono)
    if order.status is Status.READY:
        return "hands" if state.slit_open else cup(order)
    return "mask_amused" if state.seen >= order.revision else "mask"


def cup(order: Order) -> str:
    """The paper cup with the drawing of the month in which the order's night began."""
    return f"cup_{order.night[5:7]}"


def next_picture(state: Hatch, order: Order, mono: float) -> float:
    """When that drawing changes by itself (monotonic); never, unless hands are at work."""
    working = order.status is Status.ACKNOWLEDGED and not unanswered(
        order, state.seen, state.house.rules, mono
    )
    return next_pose(order.changed_mono, mono) if working else inf


def steps(look: Look, box: Box, words: HatchWords, taken: int) -> tuple[Piece, ...]:
    """The four steps side by side, or in two rows; those taken ticked and lit."""
    names = (words.step_saved, words.step_seen, words.step_taken, words.step_ready)
    gap = look.px(6)
    cells = grid(box, 2, 2, gap) if look.size.upright else _side_by_side(look, box, names, gap)
    return tuple(
        piece
        for at, (cell, name) in enumerate(zip(cells, names, strict=True))
        for piece in _step(look, cell, name, lit=at < taken)
    )


def _side_by_side(look: Look, box: Box, names: tuple[str, ...], gap: int) -> tuple[Box, ...]:
    """Cells as wide as the names need, sharing what is left; equal ones where that is too little."""
    needed = [box.h + gap + look.metrics.width_px(name, "bold", look.px(SIZES[0])) for name in names]
    spare = (box.w - sum(needed)) // len(names)
    if spare < gap:
        return columns(box, len(names), gap)
    ends = list(accumulate(width + spare for width in needed))
    return tuple(
        Box(box.x + end - width - spare, box.y, width + spare, box.h)
        for end, width in zip(ends, needed, strict=True)
    )


def _step(look: Look, box: Box, name: str, *, lit: bool) -> tuple[Piece, ...]:
    mark, rest = cut_left(box, box.h, look.px(6))
    mark = inset(mark, look.px(3))
    sign = Picture(mark, "tick") if lit else Plate(inset(mark, look.px(3)), rim="brass", rim_px=look.px(2))
    return sign, line(look, rest, name, "bold" if lit else "plain", SIZES, "bone" if lit else "brass_bright")
