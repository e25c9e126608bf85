"""Whether every sentence fits: each moment of the hatch is composed as its screen would, with each of Mr. V's lines."""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from string import Formatter

from msgspec import Struct
from msgspec.structs import replace

from kiosk.core.bar_state import Bar
from kiosk.core.hatch_state import Hatch, House, Said
from kiosk.core.host import topic
from kiosk.core.moment import Moment
from kiosk.screens import out_of_order
from kiosk.screens.bar import scene as bar_scene
from kiosk.screens.bar_evening import Evening
from kiosk.screens.bar_moments import BarMoments
from kiosk.screens.hatch import scene
from kiosk.screens.hatch_asleep import SPEAKS_S
from kiosk.screens.look import Look
from kiosk.screens.metrics import Metrics
from kiosk.screens.moments import NOW, Moments
from kiosk.screens.scene import Scene, Size, Text
from kiosk.settings import Line, Mistake, Settings
from kiosk.settings.house import Screen

UNKNOWN = (Size(800, 480), Size(1280, 720), Size(720, 1280))
"""What is tried where the display alone knows its size: of the common ones the tightest, lying and upright."""
SAID_OVER = ("menu_some", "placed_ready")
"""Over these pictures the bartender says each of the house's lines."""
THOUGHTS = 3
"""The wall's: a rule, a remark, the clue."""

Voiced = Iterable[tuple[Hatch, Moment]]
"""States and moments of one picture that differ in what is said on it."""


class Lost(Struct, frozen=True):
    """A text on some picture that did not find room."""

    text: str
    """All of it."""
    rest: str
    """What is not there; nothing where all is there and it is too wide."""
    over_px: int
    """How much wider than its place the widest line is."""


def too_long(settings: Settings, house: House, lines: Iterable[Line], metrics: Metrics) -> Iterator[Mistake]:
    """A mistake for each sentence that does not fit somewhere, at the first picture where it does not."""
    found: set[tuple[Path, str]] = set()
    sentences = Sentences(lines)
    for name, size, lost in _all_losses(settings, house, metrics):
        line = sentences.of(lost.text)
        if line is not None and (line.file, line.place) not in found:
            found.add((line.file, line.place))
            yield Mistake(line.file, line.place, _what(lost, size, name), _mend(lost))


def _all_losses(settings: Settings, house: House, metrics: Metrics) -> Iterator[tuple[str, Size, Lost]]:
    for look in _looks(settings, settings.hatch.screen, metrics):
        for name, voiced in shown(settings, house):
            for state, seen in different(voiced, look):
                for lost in (*losses(seen, metrics), *_unsaid(state, look, seen)):
                    yield f"hatch-{name}", look.size, lost
        for lost in losses(out_of_order.hatch(look, ""), metrics):
            yield "hatch-out_of_order", look.size, lost
    for look in _looks(settings, settings.bar.screen, metrics):
        for name, bar in shown_at_the_bar(settings):
            for lost in losses(bar_scene(bar, look, NOW), metrics):
                yield f"bar-{name}", look.size, lost
        for lost in losses(out_of_order.bar(look, ""), metrics):
            yield "bar-out_of_order", look.size, lost


def shown(settings: Settings, house: House) -> Iterator[tuple[str, Voiced]]:
    """Every picture by name, as a guest of each language sees it, with each of the lines that he has about it."""
    for menu in settings.menus:
        moments = Moments(replace(house, menu=menu), house.calendar)
        for at, language in enumerate(settings.languages):
            voice = settings.wordings[language].voice
            speaks, every = Moment(NOW.mono + at * SPEAKS_S, NOW.wall), moments.all(language)
            for name, state in every.items():
                # The wall speaks each language in turn, also while eyes look out of it.
                now = speaks if state.visit is None or state.visit.mood == "peeping" else NOW
                about = topic(state)
                lines = () if about is None else getattr(voice, about)
                firsts = range(max(1, len(lines)))
                yield name, ((replace(state, voice=replace(state.voice, first=one)), now) for one in firsts)
            for name in SAID_OVER:
                said = (Said(line, NOW.mono) for line in range(house.said_lines))
                yield f"said_{name}", ((replace(every[name], said=one), NOW) for one in said)
    asleep = Moments(house, house.calendar).asleep
    yield "asleep", ((asleep, now) for now in _thoughts(settings))


def different(voiced: Voiced, look: Look) -> Iterator[tuple[Hatch, Scene]]:
    """Each state with its picture; no more of them where his second line leaves it as it was: it shows none of them."""
    first: tuple[int, Scene] | None = None
    for state, now in voiced:
        seen = scene(state, look, now)
        if first is not None and state.voice.first != first[0] and seen == first[1]:
            return
        first = first or (state.voice.first, seen)
        yield state, seen


def shown_at_the_bar(settings: Settings) -> Iterator[tuple[str, Bar]]:
    """Every picture of the bar by name, in the bartender's language."""
    for menu in settings.menus:
        yield from BarMoments(Evening(menu, settings.pairs, settings.languages[0])).all().items()


def _thoughts(settings: Settings) -> Iterator[Moment]:
    """When the wall thinks of each rule, each remark and each clue, in each language."""
    voices = [settings.wordings[language].voice for language in settings.languages]
    turns = THOUGHTS * max(len(lines) for voice in voices for lines in (voice.rules, voice.asleep))
    for turn in range(turns * len(voices)):
        yield Moment(turn * SPEAKS_S, NOW.wall)
    for day in range(max(len(voice.clues) for voice in voices)):
        for at in range(len(voices)):
            mono = ((THOUGHTS - 1) * len(voices) + at) * SPEAKS_S
            yield Moment(mono, NOW.wall + timedelta(days=day))


def losses(seen: Scene, metrics: Metrics) -> Iterator[Lost]:
    """The texts of a scene that did not find room."""
    for text in (piece for piece in seen.pieces if isinstance(piece, Text)):
        over_px = metrics.width_px(text.text, text.face, text.size_px) - text.box.w
        if text.whole:
            rest = text.whole[text.whole.find(text.text.rstrip("…")) + len(text.text.rstrip("…")) :]
            yield Lost(text.whole, rest.strip(), max(0, over_px))
        elif over_px > 0:
            yield Lost(text.text, "", over_px)


def _unsaid(state: Hatch, look: Look, seen: Scene) -> Iterator[Lost]:
    """What the bartender says, where no note found a place for it."""
    if state.said is None or state.visit is None:
        return
    said = look.words(state.visit.language).hatch.said_lines[state.said.line]
    if said not in " ".join(seen.texts()):
        yield Lost(said, said, 0)


def _looks(settings: Settings, screen: Screen, metrics: Metrics) -> Iterator[Look]:
    sizes = (Size(screen.width, screen.height),) if screen.width and screen.height else UNKNOWN
    for size in sizes:
        yield Look(size, settings.theme, metrics, settings.wordings, settings.languages, screen.inches)


def _what(lost: Lost, size: Size, name: str) -> str:
    where = f"at {size.w} x {size.h} ({name})"
    if lost.rest:
        return f'is too long {where}: no room for "{lost.rest}"'
    return f'is {lost.over_px} pixels too wide {where}: "{lost.text}"'


def _mend(lost: Lost) -> str:
    return f"Shorten it by {len(lost.rest)} letters or so" if lost.rest else "Shorten it"


class Sentences:
    """All texts that may come to be drawn, to find the one that a picture shows."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = tuple(lines)
        self._patterns = tuple((line, pattern(line.text)) for line in self._lines if "{" in line.text)
        self.of = lru_cache(maxsize=None)(self._of)

    def _of(self, text: str) -> Line | None:
        """Where a text comes from: word for word, filled in, or as the longest part of it. None: it is no sentence."""
        for line in self._lines:
            if line.text == text:
                return line
        filled = [line for line, pattern in self._patterns if pattern.fullmatch(text)]
        parts = [
            line for line in self._lines if line.text.strip() and line.text.casefold() in text.casefold()
        ]
        return max((*filled, *parts), key=lambda line: _letters(line.text), default=None)


def _letters(sentence: str) -> int:
    """How many of a sentence's letters are its own."""
    return sum(len(said) for said, _ in _parts(sentence))


def pattern(sentence: str) -> re.Pattern[str]:
    """A sentence with anything where the program fills in something."""
    return re.compile(
        "".join(re.escape(said) + ".*" * filled for said, filled in _parts(sentence)), re.IGNORECASE
    )


def _parts(sentence: str) -> tuple[tuple[str, bool], ...]:
    """What a sentence says itself, piece by piece, each with whether something is filled in after it."""
    try:
        return tuple((said, name is not None) for said, name, _, _ in Formatter().parse(sentence))
    except ValueError:  # a name on the menu, where a brace is a brace
        return ((sentence, False),)
