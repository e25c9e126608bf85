"""The slit two fingers open, eyes behind it: is anybody still there; and just a minute."""

from math import ceil, floor

from kiosk.core import events
from kiosk.core.hatch_state import Hatch, Visit
from kiosk.core.moment import Moment
from kiosk.screens.hatch_bar import Way, bar
from kiosk.screens.hatch_slit import gaze, ripples, slit
from kiosk.screens.hatch_wall import MARGIN, stage, wall
from kiosk.screens.hatch_words import HatchWords
from kiosk.screens.layout import cut_bottom, cut_top, inset
from kiosk.screens.look import Look
from kiosk.screens.parts import block, line
from kiosk.screens.remark import remark
from kiosk.screens.scene import Box, Piece
from kiosk.screens.wording import Wording


def still_there(state: Hatch, visit: Visit, look: Look, now: Moment) -> tuple[Piece, ...]:
    """One large touch stays, one leaves; the seconds that are left are told."""
    wording = look.words(visit.language)
    words = wording.hatch
    low, rest = bar(look, inset(stage(look), look.px(MARGIN)), words, visit, mains=still_ways(words))
    second = closing(words, seconds_left(state, visit, now))
    title, answer = remark(state, wording.voice), knock_answers(state, words)
    return *_eyes(state, look, now), *_told(look, _below(look, rest), title, second, answer), *low


def closing(words: HatchWords, seconds: int) -> str:
    """In how many seconds the slit closes."""
    return words.still_line_one if seconds == 1 else words.still_line.format(seconds=seconds)


def knock_answers(state: Hatch, words: HatchWords) -> str:
    """That a knock says so, too, where knocks are heard."""
    return "" if state.deaf else words.still_knock


def still_ways(words: HatchWords) -> tuple[Way, ...]:
    """To stay, or to go."""
    return Way(words.go, events.Left()), Way(words.stay, events.Stayed(), strong=True)


def paused(state: Hatch, visit: Visit, look: Look, now: Moment) -> tuple[Piece, ...]:
    """The hands are busy; what was chosen waits with the guest."""
    wording = look.words(visit.language)
    low, rest = bar(look, inset(stage(look), look.px(MARGIN)), wording.hatch, visit, away_ways(wording.hatch))
    second = paused_line(state, visit, wording, now)
    return *_eyes(state, look, now), *_told(look, _below(look, rest), wording.hatch.paused, second), *low


def paused_line(state: Hatch, visit: Visit | None, wording: Wording, now: Moment) -> str:
    """Why and until when, where the bartender said so; or what becomes of the basket; or a remark."""
    words = wording.hatch
    if state.voice.scolds:
        return remark(state, wording.voice)
    until = pause_ends_min(state, now)
    why = words.pause_reasons.of(state.pause.reason) if state.pause is not None else ""
    if until is not None:
        return f"{why} {words.paused_until.format(minutes=until)}".lstrip()
    kept = visit is not None and visit.basket.count
    return words.paused_kept if kept else why or remark(state, wording.voice)


def pause_ends_min(state: Hatch, now: Moment) -> int | None:
    """The minutes until the pause ends, rounded up and one at least; None where nobody said."""
    return None if state.pause_ends is None else max(1, ceil((state.pause_ends - now.mono) / 60))


def away_ways(words: HatchWords) -> tuple[Way, ...]:
    """While nothing can be ordered: another language, or leaving."""
    return Way(words.language, events.LanguagesAsked()), Way(words.leave, events.Left())


def next_second(state: Hatch, visit: Visit, mono: float) -> float:
    """When the countdown says its next number."""
    ends = _ends(state, visit)
    return ends - floor(max(0.0, ends - mono - 0.0005))


def seconds_left(state: Hatch, visit: Visit, now: Moment) -> int:
    """How long a guest who was asked has to answer, in whole seconds."""
    return max(0, ceil(_ends(state, visit) - now.mono))


def _ends(state: Hatch, visit: Visit) -> float:
    return (visit.alive if visit.warned is None else visit.warned) + state.house.rules.warning_s


def _below(look: Look, room: Box) -> Box:
    """Where the words go."""
    return cut_bottom(room, room.bottom - _slit(look).bottom - look.px(30))[0]


def _eyes(state: Hatch, look: Look, now: Moment) -> tuple[Piece, ...]:
    """The wall answers each knock, and so do the eyes."""
    box, eyes = _slit(look), gaze(state.knocks, now.mono)
    return (
        *wall(look),
        *ripples(look, box, state.knocks, now.mono),
        *slit(look, box, look.px(60), eyes=eyes),
    )


def _slit(look: Look) -> Box:
    box = stage(look)
    wide = min(box.w * 7 // 10, look.px(520))
    top = box.y + (box.h // 5 if look.size.upright else look.px(32))
    return Box(box.x + (box.w - wide) // 2, top, wide, look.px(110))


def _told(look: Look, box: Box, first: str, second: str, third: str = "") -> tuple[Piece, ...]:
    large, small = cut_top(box, min(look.px(84), box.h * 55 // 100), look.px(4))
    upper, lower = cut_top(small, look.px(32) if third else small.h, 0)
    return (
        line(look, large, first, "old", (72, 60, 50, 42, 36, 32), "bone", "centre"),
        *block(look, upper, second, "plain", (26, 22, 20, 18, 16), "candle", "centre"),
        *block(look, lower, third, "plain", (22, 20, 18, 16), "bone", "centre"),
    )
