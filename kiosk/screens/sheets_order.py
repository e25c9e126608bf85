"""The sheets of a guest who waits: the placed order, a pause, and whether anybody is still there."""

from kiosk.core.hatch_state import Hatch, Visit
from kiosk.core.moment import Moment
from kiosk.core.order import Order
from kiosk.screens import hatch_peeping, hatch_placed
from kiosk.screens.forms import money
from kiosk.screens.hatch_truth import truth
from kiosk.screens.look import Look
from kiosk.screens.remark import remark
from kiosk.screens.sheet import Sheet


def placed(state: Hatch, visit: Visit, order: Order, look: Look, now: Moment) -> Sheet:
    """The word and what goes with it; or how the order ended."""
    wording = look.words(visit.language)
    words = wording.hatch
    sides, mains = hatch_placed.ways(visit, order, words)
    if not order.is_open:
        first, second = hatch_placed.ended(state, order, wording)
        return Sheet(first, (second,), sides=sides, mains=mains)
    total = money(order.total_cents, state.house.menu.currency, wording.locale)
    warned = visit.warned is not None
    seconds = hatch_peeping.seconds_left(state, visit, now)
    return Sheet(
        title=words.your_word,
        word=order.word,
        passing=hatch_placed.going(words, seconds) if warned else "",
        spoken=hatch_placed.going(words, round(state.house.rules.warning_s)) if warned else "",
        said=(
            truth(state, order, wording, now),
            words.answer.format(answer=order.answer),
            *filter(None, (hatch_placed.place(state, order, words, now),)),
            words.to_pay.format(total=total),
        ),
        sides=sides,
        mains=mains,
    )


def still_there(state: Hatch, visit: Visit, look: Look, now: Moment) -> Sheet:
    """The question, and how long there is to answer it."""
    wording = look.words(visit.language)
    words = wording.hatch
    return Sheet(
        title=remark(state, wording.voice),
        passing=hatch_peeping.closing(words, hatch_peeping.seconds_left(state, visit, now)),
        said=tuple(filter(None, (hatch_peeping.knock_answers(state, words),))),
        spoken=hatch_peeping.closing(words, round(state.house.rules.warning_s)),
        mains=hatch_peeping.still_ways(words),
    )


def paused(state: Hatch, visit: Visit, look: Look, now: Moment) -> Sheet:
    """Just a minute."""
    wording = look.words(visit.language)
    words = wording.hatch
    return Sheet(
        title=words.paused,
        said=(hatch_peeping.paused_line(state, visit, wording, now),),
        sides=hatch_peeping.away_ways(words),
    )
