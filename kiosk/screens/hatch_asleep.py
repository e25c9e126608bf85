"""The wall while nobody is at it: the slit, a word from Mr. V, and the pick-up words that are being waited for."""

from datetime import date
from math import floor, inf

from msgspec import Struct

from kiosk.core import events
from kiosk.core.clue import day_of
from kiosk.core.hatch_state import Hatch
from kiosk.core.moment import Moment
from kiosk.core.order import Status
from kiosk.core.order_truth import unanswered
from kiosk.core.voice import walked
from kiosk.screens.hatch_bar import corner
from kiosk.screens.hatch_hands import glimpse
from kiosk.screens.hatch_list import Words, listed
from kiosk.screens.hatch_notice import hours, notice, sign
from kiosk.screens.hatch_peeping import paused_line
from kiosk.screens.hatch_slit import peephole, ripples, slit, slit_open
from kiosk.screens.hatch_wall import GAP, MARGIN, stage, wall
from kiosk.screens.hatch_words import HatchWords
from kiosk.screens.layout import columns, cut_bottom, cut_left, cut_right, cut_top, inset, rows
from kiosk.screens.look import Look
from kiosk.screens.parts import block, fits, line
from kiosk.screens.remark import remark
from kiosk.screens.scene import Align, Box, Picture, Piece, Plate
from kiosk.screens.voice_words import VoiceWords
from kiosk.screens.wording import Wording

BREATH_S = 1.25
"""One step of the light's breath; eight make ten seconds."""
BREATH = (1, 2, 3, 4, 5, 4, 3, 2)
EVENING = 18
NIGHT = ((4, 86), (6, 74), (8, 64), (12, 100))
"""So many hours after the evening's first the wood has so many percent of its light; by the morning all of it."""
KNOCK = (116, 104, 92, 80, 72, 64, 56, 48)
"""Sizes of the call, in 480ths: smaller than any pick-up word."""
PAPER = 100
"""A note needs so much below the call, in 480ths: its title and two rows."""
CALLS = (34, 30, 26, 24, 22, 20, 18, 16)
"""Sizes of the call in the other languages."""
BESIDE_CORNER = 2
"""On an upright screen so many calls have room beside the corner."""
SPEAKS_S = 10.0
"""So long the wall speaks one language, and Mr. V thinks one thing in it, before it is the next one's turn.

A multiple of the breath: the picture changes no more often for it."""
NOTE = (18, 16, 15)
"""Sizes of what is written on a note, in 480ths."""
UNLINKED_S = 3.0
"""A broker that is back sooner was never missed."""


class Said(Struct, frozen=True):
    """What stands under the call: on a note if it has a title."""

    text: str
    title: str = ""
    remark: str = ""
    """What Mr. V has to say about it."""


def pieces(state: Hatch, look: Look, now: Moment, *, peeping_since: float | None = None) -> tuple[Piece, ...]:
    """The wall; a touch anywhere wakes it, and one on a word in that word's language.

    Eyes look out of its slit since somebody knocked, if they did.
    """
    turn = floor(now.mono / SPEAKS_S)
    wording = look.words(look.languages[turn % len(look.languages)])
    words = wording.hatch
    low, room = _low(look)
    left, right = _halves(look, room)
    said = _scolded(state, look) or _said(state, wording, turn // len(look.languages), now)
    return (
        *wall(look),
        *_dark(state, look, now),
        *_left(state, look, left, now.mono, said, peeping_since),
        *_right(look, right, _lists(state, words, now.mono), hours(state, look.words(look.languages[0]))),
        Plate(room, name=look.words(look.languages[0]).hatch.knock, event=events.Woken()),
        *low,
    )


def _low(look: Look) -> tuple[tuple[Piece, ...], Box]:
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
    calls = (piece for cell, one in zip(cells, others, strict=True) for piece in _calling(look, cell, one))
    return (*marks, *calls), room


def _calling(look: Look, box: Box, language: str) -> tuple[Piece, ...]:
    """The call in a language, on a drawer of the wall: a touch wakes it in that language."""
    wording = look.words(language)
    return (
        Plate(box, "walnut", "walnut_light", look.px(2), wording.name, events.Woken(language)),
        line(look, inset(box, look.px(4), 0), wording.hatch.knock, "old", CALLS, "brass_bright", "centre"),
    )


def _dark(state: Hatch, look: Look, now: Moment) -> tuple[Piece, ...]:
    """The wood in the dark of the hour; what is lit or written on it stays as it is."""
    late = (now.wall.astimezone(state.house.zone).hour - EVENING) % 24
    light = next((percent for hours, percent in reversed(NIGHT) if late >= hours), 100)
    return (Plate(stage(look), light=light),) if light < 100 else ()  # noqa: PLR2004 - percent


def next_breath(mono: float) -> float:
    """When the light takes its next step."""
    return (floor(mono / BREATH_S) + 1) * BREATH_S


def unlinked_at(state: Hatch) -> float:
    """When the wall begins to say that the bartender may not see an order at once (monotonic)."""
    return inf if state.link_up else state.link_since + UNLINKED_S


def _halves(look: Look, room: Box) -> tuple[Box, Box]:
    """Where the slit is, and where the words are: side by side, or one above the other."""
    room = inset(room, look.px(17), look.px(15))
    if look.size.upright:
        return cut_top(room, look.px(352), look.px(12))
    return cut_left(room, room.w * 50 // 100, look.px(30))


def _scolded(state: Hatch, look: Look) -> Said | None:
    """Whoever hammers is told so at once, in the language that they will read the menu in."""
    visit = state.visit
    if visit is None or not state.voice.scolds:
        return None
    return Said(remark(state, look.words(visit.language).voice))


def _said(state: Hatch, wording: Wording, turn: int, now: Moment) -> Said:
    """What a guest must know before knocking, the graver first; or else what Mr. V thinks."""
    words, voice = wording.hatch, wording.voice
    if state.trouble:
        return Said(words.trouble_line, words.trouble)
    if state.pause:
        return Said(paused_line(state, None, wording, now), words.paused)
    told = notice(state, wording, now)
    if told is not None:
        return Said(told[1], told[0], remark(state, voice))
    if now.mono >= unlinked_at(state):
        return Said(words.unlinked)
    return Said(_thought(voice, turn, day_of(now.wall, state.house.zone)))


def _thought(voice: VoiceWords, turn: int, day: date) -> str:
    """By turns a rule of the house, a remark, and the clue of the day."""
    match turn % 3:
        case 0:
            return walked(voice.rules, turn // 3)
        case 1:
            return walked(voice.asleep, turn // 3)
        case _:
            return voice.clue.format(clue=walked(voice.clues, day.toordinal()))


def _left(
    state: Hatch, look: Look, box: Box, mono: float, said: Said, peeping_since: float | None
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
        *_voice(look, below, said, _mark(state)),
    )


def _mark(state: Hatch) -> str:
    """The drawing on the note: what it is about can be seen before it is read."""
    if state.trouble:
        return ""
    return "hourglass" if state.pause else sign(state)


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


def _voice(look: Look, box: Box, said: Said, mark: str) -> tuple[Piece, ...]:
    """The call, in the house's language; then why that may be of little use tonight, or a remark."""
    tall = min(look.px(96), box.h - look.px(PAPER)) if said.title else min(look.px(128), box.h * 60 // 100)
    head, rest = cut_top(box, tall, look.px(4))
    align: Align = "centre" if look.size.upright else "left"
    return (
        line(look, head, look.words(look.languages[0]).hatch.knock, "old", KNOCK, "bone", align),
        *(_paper(look, rest, said, mark) if said.title else _remark(look, rest, said.text, align)),
    )


def _remark(look: Look, box: Box, text: str, align: Align) -> tuple[Piece, ...]:
    """What Mr. V thinks, quietly, along the lower edge."""
    low = cut_bottom(box, min(box.h, look.px(58)))[0]
    return block(look, low, text, "old", (24, 22, 20, 18, 16), "brass_bright", align, middle=True)


def _paper(look: Look, box: Box, said: Said, mark: str) -> tuple[Piece, ...]:
    """A note pinned to the wall, with the drawing of what it is about; and with a remark below it where there is room."""
    paper = Box(box.x, box.y, box.w, min(box.h, look.px(112)))
    inner = inset(paper, look.px(16), look.px(9))
    shown, told = cut_left(inner, min(inner.h, look.px(64)), look.px(12)) if mark else (inner, inner)
    head, rest = cut_top(told, look.px(34))
    pin, more = look.px(18), f"{said.text} {said.remark}"
    text = more if said.remark and fits(look, rest, more, "plain", NOTE[-1]) else said.text
    return (
        Picture(paper, "paper"),
        *((Picture(shown, mark),) if mark else ()),
        line(look, head, said.title, "old", (30, 26, 22, 18), "soot"),
        *block(look, rest, text, "plain", NOTE, "soot"),
        Picture(Box(paper.right - 2 * pin, paper.y - pin // 3, pin, pin), "pin"),
    )


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
