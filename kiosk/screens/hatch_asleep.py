"""The wall while nobody is at it: the slit, a word from Mr. V, and the pick-up words that are being waited for."""

from math import floor

from kiosk.core import events
from kiosk.core.hatch_state import Hatch
from kiosk.core.moment import Moment
from kiosk.core.order import Status
from kiosk.core.order_truth import unanswered
from kiosk.screens.hatch_bar import corner
from kiosk.screens.hatch_calling import Said, call, mark, said, voice
from kiosk.screens.hatch_hands import glimpse
from kiosk.screens.hatch_list import Words, listed
from kiosk.screens.hatch_notice import hours
from kiosk.screens.hatch_slit import peephole, ripples, slit, slit_open
from kiosk.screens.hatch_wall import GAP, MARGIN, stage, wall
from kiosk.screens.hatch_words import HatchWords
from kiosk.screens.layout import columns, cut_bottom, cut_left, cut_right, cut_top, inset, rows
from kiosk.screens.look import Look
from kiosk.screens.parts import line
from kiosk.screens.scene import Box, Picture, Piece, Plate

BREATH_S = 1.25
"""One step of the light's breath; eight make ten seconds."""
BREATH = (1, 2, 3, 4, 5, 4, 3, 2)
EVENING = 18
NIGHT = ((4, 86), (6, 74), (8, 64), (12, 100))
"""So many hours after the evening's first the wood has so many percent of its light; by the morning all of it."""
CALLS = (34, 30, 26, 24, 22, 20, 18, 16)
"""Sizes of the call in the other languages."""
BESIDE_CORNER = 2
"""On an upright screen so many calls have room beside the corner."""
SPEAKS_S = 10.0
"""So long the wall speaks one language, and Mr. V thinks one thing in it, before it is the next one's turn.

A multiple of the breath: the picture changes no more often for it."""


def pieces(state: Hatch, look: Look, now: Moment, *, peeping_since: float | None = None) -> tuple[Piece, ...]:
    """The wall; a touch anywhere wakes it, and one on a word in that word's language.

    Eyes look out of its slit since somebody knocked, if they did.
    """
    turn = floor(now.mono / SPEAKS_S)
    wording = look.words(look.languages[turn % len(look.languages)])
    words = wording.hatch
    low, room = _low(state, look)
    left, right = _halves(look, room)
    told = said(state, look, wording, turn // len(look.languages), now)
    return (
        *wall(look),
        *_dark(state, look, now),
        *_left(state, look, left, now.mono, told, peeping_since),
        *_right(look, right, _lists(state, words, now.mono), hours(state, look.words(look.languages[0]))),
        Plate(room, name=look.words(look.languages[0]).hatch.knock, event=events.Woken()),
        *low,
    )


def _low(state: Hatch, look: Look) -> tuple[tuple[Piece, ...], Box]:
    """The fixed corner, and the call in every other language; and the room above."""
    gap, others = look.px(GAP), look.languages[1:]
    two = look.size.upright and len(others) > BESIDE_CORNER
    low, room = cut_bottom(inset(stage(look), look.px(MARGIN)), look.touch_px * (1 + two) + gap * two, gap)
    upper, lower = rows(low, 2, gap) if two else (low, low)
    marks, beside = corner(look, lower, look.words(look.languages[0]).hatch, None)
    half = len(others) // 2 if two else len(others)
    cells = (
        *(columns(upper, len(others) - half, gap) if two else ()),
        *(columns(beside, half, gap) if half else ()),
    )
    calls = (
        piece for cell, one in zip(cells, others, strict=True) for piece in _calling(state, look, cell, one)
    )
    return (*marks, *calls), room


def _calling(state: Hatch, look: Look, box: Box, language: str) -> tuple[Piece, ...]:
    """The call in a language, on a drawer of the wall: a touch wakes it in that language."""
    wording = look.words(language)
    return (
        Plate(box, "walnut", "walnut_light", look.px(2), wording.name, events.Woken(language)),
        line(look, inset(box, look.px(4), 0), call(state, wording), "old", CALLS, "brass_bright", "centre"),
    )


def _dark(state: Hatch, look: Look, now: Moment) -> tuple[Piece, ...]:
    """The wood in the dark of the hour; what is lit or written on it stays as it is."""
    late = (now.wall.astimezone(state.house.zone).hour - EVENING) % 24
    light = next((percent for hours, percent in reversed(NIGHT) if late >= hours), 100)
    return (Plate(stage(look), light=light),) if light < 100 else ()  # noqa: PLR2004 - percent


def next_breath(mono: float) -> float:
    """When the light takes its next step."""
    return (floor(mono / BREATH_S) + 1) * BREATH_S


def _halves(look: Look, room: Box) -> tuple[Box, Box]:
    """Where the slit is, and where the words are: side by side, or one above the other."""
    room = inset(room, look.px(17), look.px(15))
    if look.size.upright:
        return cut_top(room, look.px(352), look.px(12))
    return cut_left(room, room.w * 50 // 100, look.px(30))


def _left(
    state: Hatch, look: Look, box: Box, mono: float, told: Said, peeping_since: float | None
) -> tuple[Piece, ...]:
    """The slit as it stands, and below it what to do."""
    open_at = hours(state, look.words(look.languages[0]))
    number, box = _number(look, box, open_at) if look.size.upright else ((), box)
    above, below = cut_top(box, look.px(104), look.px(30))
    hole = inset(above, look.px(8))
    shown = _slit(state, look, hole, mono, peeping_since)
    return (
        *ripples(look, hole, state.knocks, mono),
        *number,
        *shown,
        *voice(look, below, call(state, look.words(look.languages[0])), told, mark(state)),
    )


def _slit(state: Hatch, look: Look, box: Box, mono: float, peeping_since: float | None) -> tuple[Piece, ...]:
    """Its light breathes; somebody who has just knocked is looked at out of it."""
    step = floor(mono / BREATH_S)
    breath = 5 * BREATH[step % len(BREATH)]
    if state.slit_open:
        return slit_open(look, box, look.px(60 + breath), glimpse(step) if _making(state) else "hands")
    fall = look.px(30 + breath)
    if peeping_since is None:
        return slit(look, box, fall)
    return peephole(look, box, fall, peeping_since, state.knocks, mono)


def _making(state: Hatch) -> bool:
    """Whether the hands are at work; with a drink that stands ready they hold that out."""
    at_work = {order.status for order in state.open_orders} & {Status.ACKNOWLEDGED, Status.READY}
    return at_work == {Status.ACKNOWLEDGED}


def _right(look: Look, box: Box, lists: tuple[Words, ...], open_at: str) -> tuple[Piece, ...]:
    """The house number and the hours, and the words below them."""
    number, rest = ((), box) if look.size.upright else _number(look, box, open_at)
    return *number, *listed(look, rest, lists)


def _number(look: Look, box: Box, open_at: str) -> tuple[tuple[Piece, ...], Box]:
    """The house number in the upper right corner, the hours beside it; and the room below."""
    top, rest = cut_top(box, look.px(52), look.px(12))
    enamel, beside = cut_right(top, look.px(70), look.px(16))
    told = (
        (line(look, beside, open_at, "old", (26, 24, 22, 20, 18), "brass_bright", "right"),)
        if open_at
        else ()
    )
    return (Picture(enamel, "number43"), *told), rest


def _lists(state: Hatch, words: HatchWords, mono: float) -> tuple[Words, ...]:
    """Whose drink stands there, who should knock because nobody answered, whose is in hand, and whose is in line."""
    ready, silent, making, waiting = [], [], [], []
    for order in state.open_orders:
        if order.status is Status.READY:
            ready.append(order.word)
        elif unanswered(order, state.seen, state.house.rules, mono):
            silent.append(order.word)
        elif order.status is Status.ACKNOWLEDGED:
            making.append(order.word)
        else:
            waiting.append(order.word)
    return (
        Words(words.ready, tuple(ready), words.more, "candle", 100),
        Words(words.unanswered, tuple(silent), words.more, "brass_bright", 60),
        Words(words.making, tuple(making), words.more, "bone", 50),
        Words(words.in_line, tuple(waiting), words.more, "bone", 50),
    )
