"""The wall while nobody is at it: the slit, a word from Mr. V, and the pick-up words that are being waited for."""

from math import floor, inf

from kiosk.core import events
from kiosk.core.hatch_state import Hatch
from kiosk.core.moment import Moment
from kiosk.core.order import Status
from kiosk.core.order_truth import unanswered
from kiosk.screens.hatch_list import Words, listed
from kiosk.screens.hatch_wall import slit, slit_open, stage, wall
from kiosk.screens.hatch_words import HatchWords
from kiosk.screens.layout import cut_bottom, cut_left, cut_right, cut_top, inset
from kiosk.screens.look import Look
from kiosk.screens.parts import block, line
from kiosk.screens.scene import Align, Box, Picture, Piece, Plate

BREATH_S = 1.25
"""One step of the light's breath; eight make ten seconds."""
BREATH = (1, 2, 3, 4, 5, 4, 3, 2)
KNOCK = (116, 104, 92, 80, 72, 60)
"""Sizes of the call, in 480ths: smaller than any pick-up word."""
SPEAKS_S = 20.0
"""So long the wall speaks one language, and Mr. V thinks one thing in it, before it is the next one's turn.

A multiple of the breath: the picture changes no more often for it."""
UNLINKED_S = 3.0
"""A broker that is back sooner was never missed."""


def pieces(state: Hatch, look: Look, now: Moment) -> tuple[Piece, ...]:
    """The wall; a touch anywhere wakes it."""
    turn = floor(now.mono / SPEAKS_S)
    words = look.words(look.languages[turn % len(look.languages)]).hatch
    left, right = _halves(look)
    lists = _lists(state, words, now.mono)
    said = _said(state, words, turn // len(look.languages), now.mono)
    return (
        *wall(look),
        *_left(state, look, left, now.mono, said),
        *_right(look, right, lists),
        Plate(stage(look), name=look.words(look.languages[0]).hatch.knock, event=events.Woken()),
    )


def next_breath(mono: float) -> float:
    """When the light takes its next step."""
    return (floor(mono / BREATH_S) + 1) * BREATH_S


def unlinked_at(state: Hatch) -> float:
    """When the wall begins to say that the bartender may not see an order at once (monotonic)."""
    return inf if state.link_up else state.link_since + UNLINKED_S


def deaf(state: Hatch) -> bool:
    """Whether knocks are not heard, so that only a touch wakes the wall."""
    return state.ails.startswith("knock")


def _halves(look: Look) -> tuple[Box, Box]:
    """Where the slit is, and where the words are: side by side, or one above the other."""
    room = inset(stage(look), look.px(26))
    if look.size.upright:
        return cut_top(room, look.px(452), look.px(16))
    return cut_left(room, room.w * 50 // 100, look.px(30))


def _said(state: Hatch, words: HatchWords, turn: int, mono: float) -> tuple[str, str]:
    """A title and a line that a guest must know before knocking, the graver first; or else no title and a remark."""
    if state.trouble:
        return words.trouble, words.trouble_line
    if state.pause:
        return words.paused, words.paused_line
    if deaf(state):
        return words.deaf, words.deaf_line
    if mono >= unlinked_at(state):
        return "", words.unlinked
    return "", words.asleep_lines[turn % len(words.asleep_lines)]


def _left(state: Hatch, look: Look, box: Box, mono: float, said: tuple[str, str]) -> tuple[Piece, ...]:
    """The slit as it stands, and below it what to do."""
    number, box = _number(look, box) if look.size.upright else ((), box)
    above, below = cut_top(box, look.px(112), look.px(34))
    breath = 5 * BREATH[floor(mono / BREATH_S) % len(BREATH)]
    shown = slit_open if state.slit_open else slit
    fall = look.px((60 if state.slit_open else 30) + breath)
    return (
        *number,
        *shown(look, inset(above, look.px(8)), fall),
        *_voice(look, below, _calls(state, look), *said),
    )


def _calls(state: Hatch, look: Look) -> list[str]:
    """What to do, in every language."""
    every = [look.words(language).hatch for language in look.languages]
    return [words.touch if deaf(state) else words.knock for words in every]


def _voice(look: Look, box: Box, calls: list[str], title: str, text: str) -> tuple[Piece, ...]:
    """What to do; then why that may be of little use tonight, or a remark."""
    head, rest = cut_top(box, look.px(96 if title else 140))
    small, rest = cut_top(rest, look.px(30), look.px(10))
    align: Align = "centre" if look.size.upright else "left"
    return (
        line(look, head, calls[0], "old", KNOCK, "bone", align),
        *block(look, small, "  ·  ".join(calls[1:]), "old", (24, 20, 16), "brass_bright", align),
        *(_paper(look, rest, title, text) if title else _remark(look, rest, text, align)),
    )


def _remark(look: Look, box: Box, text: str, align: Align) -> tuple[Piece, ...]:
    """What Mr. V thinks, quietly, along the lower edge."""
    low = cut_bottom(box, min(box.h, look.px(56)))[0]
    return block(look, low, text, "old", (22, 20, 18, 16), "brass_bright", align, middle=True)


def _paper(look: Look, box: Box, title: str, text: str) -> tuple[Piece, ...]:
    """A note pinned to the wall."""
    paper = Box(box.x, box.y, box.w, min(box.h, look.px(112)))
    head, rest = cut_top(inset(paper, look.px(18), look.px(12)), look.px(38))
    pin = look.px(18)
    return (
        Picture(paper, "paper"),
        line(look, head, title, "old", (30, 26, 22, 18), "soot"),
        *block(look, rest, text, "plain", (18, 16, 15), "soot"),
        Picture(Box(paper.right - 2 * pin, paper.y - pin // 3, pin, pin), "pin"),
    )


def _right(look: Look, box: Box, lists: tuple[Words, ...]) -> tuple[Piece, ...]:
    """The house number, and the words below it."""
    number, rest = ((), box) if look.size.upright else _number(look, box)
    return *number, *listed(look, rest, lists)


def _number(look: Look, box: Box) -> tuple[tuple[Piece, ...], Box]:
    """The house number in the upper right corner, and the room below it."""
    top, rest = cut_top(box, look.px(52), look.px(12))
    return (Picture(cut_right(top, look.px(70))[0], "number43"),), rest


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
