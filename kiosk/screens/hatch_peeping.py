"""The slit two fingers open, eyes behind it: is anybody still there; and just a minute."""

from math import ceil, floor

from kiosk.core import events
from kiosk.core.hatch_state import Hatch, Visit
from kiosk.core.moment import Moment
from kiosk.screens.hatch_menu import languages
from kiosk.screens.hatch_slit import slit
from kiosk.screens.hatch_wall import BAR, stage, wall
from kiosk.screens.layout import cut_bottom, cut_left, cut_top, inset
from kiosk.screens.look import Look
from kiosk.screens.parts import block, button, line
from kiosk.screens.scene import Box, Piece


def still_there(state: Hatch, visit: Visit, look: Look, now: Moment) -> tuple[Piece, ...]:
    """One large touch stays, one leaves; the seconds that are left are told."""
    words = look.words(visit.language).hatch
    below, buttons = _room(look, BAR * 3 // 2)
    seconds = max(0, ceil(_ends(state, visit) - now.mono))
    stay, go = cut_left(buttons, buttons.w * 62 // 100, look.px(10))
    return (
        *_eyes(look),
        *_told(look, below, words.still_there, words.still_line.format(seconds=seconds)),
        *button(look, stay, words.stay, events.Stayed(), strong=True, sizes=(34, 28, 24)),
        *button(look, go, words.go, events.Left()),
    )


def paused(visit: Visit, look: Look) -> tuple[Piece, ...]:
    """The hands are busy; what was chosen waits with the guest."""
    words = look.words(visit.language).hatch
    below, buttons = _room(look, BAR)
    leave, rest = cut_left(buttons, look.px(130), look.px(10))
    second = words.paused_kept if visit.basket.count else words.paused_line
    return (
        *_eyes(look),
        *_told(look, below, words.paused, second),
        *button(look, leave, words.leave, events.Left()),
        *languages(look, rest, visit.language),
    )


def next_second(state: Hatch, visit: Visit, mono: float) -> float:
    """When the countdown says its next number."""
    ends = _ends(state, visit)
    return ends - floor(max(0.0, ends - mono - 0.0005))


def _ends(state: Hatch, visit: Visit) -> float:
    return (visit.alive if visit.warned is None else visit.warned) + state.house.rules.warning_s


def _room(look: Look, bar: int) -> tuple[Box, Box]:
    """Where the words go, and where the buttons."""
    buttons, rest = cut_bottom(inset(stage(look), look.px(16)), look.px(bar), look.px(14))
    slit_at = _slit(look)
    return cut_bottom(rest, rest.bottom - slit_at.bottom - look.px(30))[0], buttons


def _eyes(look: Look) -> tuple[Piece, ...]:
    return *wall(look), *slit(look, _slit(look), look.px(60), eyes="eyes")


def _slit(look: Look) -> Box:
    box = stage(look)
    wide = min(box.w * 7 // 10, look.px(520))
    top = box.y + (box.h // 5 if look.size.upright else look.px(38))
    return Box(box.x + (box.w - wide) // 2, top, wide, look.px(110))


def _told(look: Look, box: Box, first: str, second: str) -> tuple[Piece, ...]:
    large, small = cut_top(box, look.px(84), look.px(4))
    return (
        line(look, large, first, "old", (72, 60, 50, 42), "bone", "centre"),
        *block(look, small, second, "plain", (26, 22, 20), "candle", "centre"),
    )
