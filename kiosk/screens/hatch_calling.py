"""What the wall says: the call, and below it what one must know before knocking, or what Mr. V thinks."""

from datetime import date
from math import inf

from msgspec import Struct

from kiosk.core.clue import day_of
from kiosk.core.hatch_state import Hatch
from kiosk.core.moment import Moment
from kiosk.core.voice import walked
from kiosk.screens.hatch_notice import notice, sign
from kiosk.screens.hatch_peeping import paused_line
from kiosk.screens.layout import cut_bottom, cut_left, cut_top, inset
from kiosk.screens.look import Look
from kiosk.screens.parts import block, fits, line
from kiosk.screens.remark import remark
from kiosk.screens.scene import Align, Box, Picture, Piece
from kiosk.screens.voice_words import VoiceWords
from kiosk.screens.wording import Wording

KNOCK = (116, 104, 92, 80, 72, 64, 56, 48)
"""Sizes of the call, in 480ths: smaller than any pick-up word."""
PAPER = 100
"""A note needs so much below the call, in 480ths: its title and two rows."""
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


def said(state: Hatch, look: Look, wording: Wording, turn: int, now: Moment) -> Said:
    """What stands there now, in the language whose turn it is; to whoever hammers, in theirs."""
    return _scolded(state, look) or _said(state, look, wording, turn, now)


def call(state: Hatch, wording: Wording) -> str:
    """What to do at the sleeping wall, in a language."""
    return wording.hatch.touch if state.deaf else wording.hatch.knock


def voice(look: Look, box: Box, calls: str, told: Said, shown: str) -> tuple[Piece, ...]:
    """The call, in the house's language; then why that may be of little use tonight, or a remark."""
    tall = min(look.px(96), box.h - look.px(PAPER)) if told.title else min(look.px(128), box.h * 60 // 100)
    head, rest = cut_top(box, tall, look.px(4))
    align: Align = "centre" if look.size.upright else "left"
    return (
        line(look, head, calls, "old", KNOCK, "bone", align),
        *(_paper(look, rest, told, shown) if told.title else _remark(look, rest, told.text, align)),
    )


def mark(state: Hatch) -> str:
    """The drawing on the note: what it is about can be seen before it is read."""
    if state.trouble:
        return ""
    if state.pause:
        return "hourglass"
    return "" if state.deaf else sign(state)


def unlinked_at(state: Hatch) -> float:
    """When the wall begins to say that the bartender may not see an order at once (monotonic)."""
    return inf if state.link_up else state.link_since + UNLINKED_S


def _scolded(state: Hatch, look: Look) -> Said | None:
    """Whoever hammers is told so at once, in the language that they will read the menu in."""
    visit = state.visit
    if visit is None or not state.voice.scolds:
        return None
    return Said(remark(state, look.words(visit.language).voice))


def _said(state: Hatch, look: Look, wording: Wording, turn: int, now: Moment) -> Said:
    """What a guest must know before knocking, the graver first; or else what Mr. V thinks."""
    words, voice = wording.hatch, wording.voice
    if state.trouble:
        return Said(words.trouble_line, words.trouble)
    if state.pause:
        return Said(paused_line(state, None, wording, now), words.paused)
    if state.deaf:
        return Said(words.deaf_line, words.deaf)
    told = notice(state, wording, now)
    if told is not None:
        return Said(told[1], told[0], remark(state, voice))
    if state.visit is not None and state.visit.doubted is not None:
        return Said(look.words(state.visit.language).hatch.knock_again)
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
