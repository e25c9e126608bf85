"""The wall while nobody is at it: the slit, a word from Mr. V, and the pick-up words that are being waited for."""

from math import floor

from kiosk.core import events
from kiosk.core.hatch_state import Hatch
from kiosk.core.moment import Moment
from kiosk.core.order import Status
from kiosk.core.order_truth import unanswered
from kiosk.screens.hatch_list import Words, listed
from kiosk.screens.hatch_wall import slit, stage, wall
from kiosk.screens.layout import cut_left, cut_right, cut_top, inset
from kiosk.screens.look import Look
from kiosk.screens.parts import block, line
from kiosk.screens.scene import Align, Box, Picture, Piece, Plate
from kiosk.screens.wording import HatchWords

BREATH_S = 1.25
"""One step of the light's breath; eight make ten seconds."""
BREATH = (1, 2, 3, 4, 5, 4, 3, 2)
SPEAKS_S = 20.0
"""So long the wall speaks one language, and Mr. V thinks one thing in it, before it is the next one's turn.

A multiple of the breath: the picture changes no more often for it."""


def pieces(state: Hatch, look: Look, now: Moment) -> tuple[Piece, ...]:
    """The wall; a touch anywhere wakes it."""
    turn = floor(now.mono / SPEAKS_S)
    words = look.words(look.languages[turn % len(look.languages)]).hatch
    left, right = _halves(look)
    lists = _lists(state, words, now.mono)
    return (
        *wall(look),
        *_left(look, left, now.mono, _said(state, words, turn // len(look.languages))),
        *_right(look, right, lists),
        Plate(stage(look), name=look.words(look.languages[0]).hatch.knock, event=events.Woken()),
    )


def next_breath(mono: float) -> float:
    """When the light takes its next step."""
    return (floor(mono / BREATH_S) + 1) * BREATH_S


def _halves(look: Look) -> tuple[Box, Box]:
    """Where the slit is, and where the words are: side by side, or one above the other."""
    room = inset(stage(look), look.px(26))
    if look.size.upright:
        return cut_top(room, room.h * 56 // 100, look.px(20))
    return cut_left(room, room.w * 56 // 100, look.px(36))


def _said(state: Hatch, words: HatchWords, turn: int) -> tuple[str, str]:
    """A title and a line that a guest must know before knocking, the graver first; or else no title and a remark."""
    if state.trouble:
        return words.trouble, words.trouble_line
    if state.pause:
        return words.paused, words.paused_line
    return "", words.asleep_lines[turn % len(words.asleep_lines)]


def _left(look: Look, box: Box, mono: float, said: tuple[str, str]) -> tuple[Piece, ...]:
    """The slit, and below it what to do."""
    number, box = _number(look, box) if look.size.upright else ((), box)
    above, below = cut_top(box, box.h * 42 // 100, look.px(10))
    glow = look.px(BREATH[floor(mono / BREATH_S) % len(BREATH)])
    hole = inset(above, look.px(10), max(look.px(24), (above.h - look.px(108)) // 2))
    return *number, *slit(look, hole, glow), *_voice(look, below, *said)


def _voice(look: Look, box: Box, title: str, text: str) -> tuple[Piece, ...]:
    """Knock, in every language; then why that may be of little use tonight, or a remark."""
    knocks = [look.words(language).hatch.knock for language in look.languages]
    head, rest = cut_top(box, look.px(86))
    small, rest = cut_top(rest, look.px(28), look.px(8))
    align: Align = "centre" if look.size.upright else "left"
    return (
        line(look, head, knocks[0], "old", (84, 72, 60), "bone", align),
        *block(look, small, "  ·  ".join(knocks[1:]), "old", (24, 20, 16), "brass_bright", align),
        *(
            _paper(look, rest, title, text)
            if title
            else block(look, rest, text, "old", (26, 24, 20, 18), "bone", align)
        ),
    )


def _paper(look: Look, box: Box, title: str, text: str) -> tuple[Piece, ...]:
    """A note pinned to the wall."""
    paper = Box(box.x, box.y, box.w, min(box.h, look.px(108)))
    head, rest = cut_top(inset(paper, look.px(16), look.px(10)), look.px(34))
    pin = look.px(18)
    return (
        Plate(paper, "bone"),
        line(look, head, title, "old", (28, 24, 20, 18), "soot"),
        *block(look, rest, text, "plain", (18, 16, 15), "soot"),
        Picture(Box(paper.right - 2 * pin, paper.y - pin // 3, pin, pin), "pin"),
    )


def _right(look: Look, box: Box, lists: tuple[Words, ...]) -> tuple[Piece, ...]:
    """The house number, and the words below it."""
    number, rest = ((), box) if look.size.upright else _number(look, box)
    return *number, *listed(look, rest, lists)


def _number(look: Look, box: Box) -> tuple[tuple[Piece, ...], Box]:
    """The house number in the upper right corner, and the room below it."""
    top, rest = cut_top(box, look.px(64), look.px(14))
    return (Picture(cut_right(top, look.px(84))[0], "number43"),), rest


def _lists(state: Hatch, words: HatchWords, mono: float) -> tuple[Words, ...]:
    """Whose drink stands there, who should knock because nobody answered, and who waits."""
    ready, silent, making = [], [], []
    for order in state.open_orders:
        if order.status is Status.READY:
            ready.append(order.word)
        elif unanswered(order, state.seen, state.house.rules, mono):
            silent.append(order.word)
        else:
            making.append(order.word)
    return (
        Words(words.ready, tuple(ready), words.more, "candle", (44, 36, 30, 26, 22, 20, 18)),
        Words(words.unanswered, tuple(silent), words.more, "brass_bright", (32, 28, 24, 20, 18)),
        Words(words.making, tuple(making), words.more, "bone", (28, 24, 20, 18)),
    )
