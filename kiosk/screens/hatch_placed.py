"""The placed order: the pick-up word, huge, and what goes with it."""

from msgspec import Struct

from kiosk.core import events, wait
from kiosk.core.hatch_state import Hatch, Visit
from kiosk.core.moment import Moment
from kiosk.core.order import Order, Status, Who, may
from kiosk.core.order_truth import ahead
from kiosk.screens import hatch_plate
from kiosk.screens.forms import money
from kiosk.screens.hatch_bar import Way, bar
from kiosk.screens.hatch_peeping import seconds_left
from kiosk.screens.hatch_truth import cup, far, picture, steps, truth
from kiosk.screens.hatch_wall import MARGIN, stage, wall
from kiosk.screens.hatch_words import HatchWords
from kiosk.screens.layout import centred, cut_bottom, cut_left, cut_top, inset
from kiosk.screens.look import Look
from kiosk.screens.parts import block, line
from kiosk.screens.remark import remark
from kiosk.screens.scene import Align, Box, Picture, Piece
from kiosk.screens.wording import Wording

FACTS = 174
"""Height of what stands below the plate, in 480ths."""
FIGURE = 160
"""Width of the drawing beside them, where the screen lies."""
FACES = {Status.CANCELLED: "mask_raised", Status.UNCOLLECTED: "mask_cross"}
"""How he takes it; a refusal stays neutral."""
TRUTH = (34, 30, 27, 24, 22, 20, 18)


def pieces(state: Hatch, visit: Visit, order: Order, look: Look, now: Moment) -> tuple[Piece, ...]:
    """The word while it is of use, or how the order ended."""
    wording = look.words(visit.language)
    words = wording.hatch
    sides, mains = ways(visit, order, words)
    low, rest = bar(look, inset(stage(look), look.px(MARGIN)), words, visit, sides, mains)
    if order.is_open:
        told = (
            *_word(look, rest, order, _caption(state, visit, words, now), words, now.mono),
            *_facts(state, order, visit.language, look, rest, now),
        )
    else:
        told = _closed(state, look, rest, order, wording)
    return *wall(look), *told, *low


def ways(visit: Visit, order: Order, words: HatchWords) -> tuple[tuple[Way, ...], tuple[Way, ...]]:
    """Done; and, while nobody has taken it on, cancel, which is asked again where no second touch comes by mistake."""
    done = Way(words.done, events.Left(), strong=True)
    if visit.warned is not None:
        return (Way(words.done, events.Left()),), (Way(words.stay, events.Stayed(), strong=True),)
    if not may(Who.GUEST, order.status, Status.CANCELLED):
        return (), (done,)
    if visit.cancelling:
        keep = Way(words.cancel_no, events.Stayed(), strong=True)
        return (), (keep, Way(words.cancel_yes, events.CancelAsked(order.number)))
    return (Way(words.cancel, events.CancelAsked(order.number)),), (done,)


def _caption(state: Hatch, visit: Visit, words: HatchWords, now: Moment) -> str:
    """What stands above the plate: whose word it is, or that the wall is about to sleep."""
    if visit.warned is None:
        return words.your_word
    return going(words, seconds_left(state, visit, now))


def going(words: HatchWords, seconds: int) -> str:
    """In how many seconds the word goes back to the wall."""
    return words.word_goes_one if seconds == 1 else words.word_goes.format(seconds=seconds)


def moving_until(order: Order) -> float:
    """When the word is stamped (monotonic)."""
    return hatch_plate.until(order.placed_mono)


# --- an open order -----------------------------------------------------------------------------------------------
class _Parts(Struct, frozen=True):
    """Where what belongs to an open order stands."""

    caption: Box
    plate: Box
    answer: Box
    shown: Box
    facts: Box


def _parts(look: Look, box: Box) -> _Parts:
    """Caption and plate, and below them the answering word and the facts: over the drawing upright, else beside it."""
    caption, rest = cut_top(box, look.px(26), look.px(4))
    tall = (
        min(look.px(240), rest.h * 33 // 100)
        if look.size.upright
        else max(look.px(104), rest.h - look.px(FACTS))
    )
    plate, rest = cut_top(rest, tall, look.px(5))
    shown, rest = (rest, rest) if look.size.upright else cut_left(rest, look.px(FIGURE), look.px(14))
    answer, facts = cut_top(rest, look.px(26), look.px(5))
    if look.size.upright:
        facts, below = cut_top(facts, look.px(247), look.px(14))
        shown = centred(below, min(below.w, look.px(220)), min(below.h, look.px(220)))
    return _Parts(caption, plate, answer, shown, facts)


def _align(look: Look) -> Align:
    return "centre" if look.size.upright else "left"


def _word(
    look: Look, box: Box, order: Order, title: str, words: HatchWords, mono: float
) -> tuple[Piece, ...]:
    """The plate under its title, which comes when the plate that drops no longer covers it."""
    parts = _parts(look, box)
    since = order.placed_mono
    said = words.answer.format(answer=order.answer)
    head = line(look, parts.caption, title, "old", (24, 22, 20, 18, 16), "bone", "centre")
    return (
        *((head,) if hatch_plate.hangs(since, mono) else ()),
        *hatch_plate.plate(look, parts.plate, order.word, since, mono),
        line(look, parts.answer, said, "plain", (20, 18, 16), "bone", _align(look)),
    )


def _facts(state: Hatch, order: Order, language: str, look: Look, box: Box, now: Moment) -> tuple[Piece, ...]:
    """How far it is, in four steps and a sentence; what comes before it; what there will be to pay."""
    wording = look.words(language)
    words = wording.hatch
    parts, align = _parts(look, box), _align(look)
    row, rest = cut_top(parts.facts, look.px(58 if look.size.upright else 26), look.px(4))
    tall = 75 if look.size.upright else 50
    under, said = cut_bottom(rest, look.px(tall), look.px(2))
    where = cut_top(under, look.px(tall - 25))[0]
    before = block(look, where, place(state, order, words, now), "plain", (20, 18, 16), "bone", align)
    below = before[-1].box.bottom if before else under.y
    pay = Box(under.x, below, under.w, look.px(25))
    total = money(order.total_cents, state.house.menu.currency, wording.locale)
    return (
        Picture(parts.shown, picture(state, order, now)),
        *steps(look, row, words, far(state, order)),
        *block(look, said, truth(state, order, wording, now), "old", TRUTH, "candle", align, middle=True),
        *before,
        *block(look, pay, words.to_pay.format(total=total), "plain", (20, 18, 16), "bone", align),
    )


def place(state: Hatch, order: Order, words: HatchWords, now: Moment) -> str:
    """The place in line and how long it will be, as long as there is a line for it."""
    if order.status is Status.READY:
        return ""
    count = ahead(order, state.orders)
    before = (words.place_next, words.place_one)[count] if count < 2 else words.place_many.format(ahead=count)  # noqa: PLR2004
    return " ".join(filter(None, (before, waiting(order, words, now))))


def waiting(order: Order, words: HatchWords, now: Moment) -> str:
    """How long it will still be, in minutes; with an excuse where that was moved later more than once."""
    minutes = wait.due_min(order, now)
    if minutes is None:
        return ""
    told = in_minutes(words, minutes)
    return f"{words.wait_excuse} {told}" if wait.needs_excuse(order) else told


def in_minutes(words: HatchWords, minutes: int) -> str:
    """How long it is, as a sentence."""
    return (words.wait_one if minutes == 1 else words.wait_many).format(minutes=minutes)


# --- a closed one ------------------------------------------------------------------------------------------------
def ended(state: Hatch, order: Order, wording: Wording) -> tuple[str, str]:
    """How a closed order ended; and a refusal is neutral to the last word."""
    first: str = getattr(wording.hatch, order.status.value)
    refused = order.status is Status.REFUSED
    return first, wording.hatch.refused_line if refused else remark(state, wording.voice)


def _closed(state: Hatch, look: Look, box: Box, order: Order, wording: Wording) -> tuple[Piece, ...]:
    """How it ended, in two sentences."""
    first, second = ended(state, order, wording)
    above, rest = cut_top(box, box.h * 46 // 100, look.px(10))
    large, small = cut_top(rest, look.px(76), look.px(4))
    name = cup(order) if order.status is Status.COLLECTED else FACES.get(order.status, "mask")
    side = min(above.w, above.h)
    return (
        Picture(centred(above, side, side), name),
        line(look, large, first, "old", (60, 50, 42, 36, 30), "bone", "centre"),
        *block(look, small, second, "plain", (24, 22, 20, 18), "bone", "centre"),
    )
