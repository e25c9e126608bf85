"""Every screen of both programs by name, as the state that calls for it, and a studio that draws it without a display."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cached_property
from pathlib import Path

import pygame
from msgspec import Struct
from msgspec.structs import replace

from kiosk import paths
from kiosk.core.bar_state import Act, Bar, Knock
from kiosk.core.bar_state import Said as SaidAt
from kiosk.core.board import BoardOrder, Mark, Pause, Room
from kiosk.core.events import View
from kiosk.core.hatch_state import Hatch, Said
from kiosk.core.order import Line, Status
from kiosk.core.request import Advance, Reason, Say, SellOut
from kiosk.paint.brush import Brush
from kiosk.paint.ink import Ink
from kiosk.paint.pictures import Pictures
from kiosk.screens import bar as bar_screen
from kiosk.screens import hatch as hatch_screen
from kiosk.screens.look import Look
from kiosk.screens.scene import Scene, Size
from kiosk.settings import Settings, load
from tests.screens import bar_states as night
from tests.screens.hatch_states import NOW, moments
from tests.screens.looks import PANELS

SIZES = tuple(Size(w, h) for w, h in PANELS)
Draw = Callable[[Look], Scene]
"""What a screen shows, on a screen that looks like that."""
HATCH, SHORT = night.HATCH, 1.0
ROOM = Room(NOW.wall - timedelta(minutes=27), NOW.wall + timedelta(minutes=63), 2)
MARKS = (
    Mark("gin-fizz", 3, counted=True),
    Mark("negroni", night="2026-11-20"),
    Mark("old-list"),
    Mark("whisky-cola"),
)


class Shot(Struct, frozen=True):
    """One screen at one size in one language."""

    name: str
    size: Size
    language: str

    def __str__(self) -> str:
        """As its picture is called."""
        return f"{self.name}-{self.size.w}x{self.size.h}-{self.language}"


def screens(language: str) -> Mapping[str, Draw]:
    """Every screen by name, for a guest who reads this language."""
    told = {
        f"said_{name}": replace(state, said=Said(1, NOW.mono - SHORT))
        for name, state in moments(language).items()
        if name in ("asleep_words", "menu_some", "placed_ready")
    }
    hatch = {f"hatch-{name}": _hatch(state) for name, state in {**moments(language), **told}.items()}
    return {**hatch, **{f"bar-{name}": _bar(state) for name, state in bar_moments().items()}}


def bar_moments() -> Mapping[str, Bar]:
    """Every picture that the bar can show, as the state that calls for it."""
    six, thirty = _six(), night.bar(*night.orders(30, 3))
    board = night.with_board
    return {
        "waiting": night.with_side(night.bar(), board=None, menu=None, online=None),
        "empty": night.bar(),
        "one": night.bar(night.order(7, 3, age_s=12.0)),
        "six": six,
        "thirty": thirty,
        "thirty_next": replace(thirty, page=1, viewed=NOW.mono - SHORT),
        "acts": _acts(six),
        "refusing": replace(six, refusing=(HATCH, 3), refusing_since=NOW.mono - SHORT),
        "knock": replace(board(six, slit_open=True), knock=Knock(HATCH, 3, NOW.mono - SHORT)),
        "undo": replace(
            board(six, open=(replace(_open(six)[0], before=Status.ACKNOWLEDGED), *_open(six)[1:])),
            last_move=(HATCH, 1),
            moved_at=NOW.mono - SHORT,
        ),
        "calling": _calling(six),
        "wishes": _wishes(),
        "handed": replace(board(six, offered=1, slit_open=True, slit_age_s=200.0), foot=True),
        "paused": board(six, pause=Pause(NOW.wall, NOW.wall + timedelta(minutes=7), "ice"), room=ROOM),
        "house": _at("house", board(six, room=ROOM, wait_min=12, extra_s=240.0, ends=ROOM.until)),
        "house_paused": _at("house", board(six, pause=Pause(NOW.wall, ROOM.until, "guests"), room=ROOM)),
        "drinks": replace(
            _at("drinks", board(six, sold_out=("negroni", "whisky-cola"), marks=MARKS)),
            acts=(Act("9", HATCH, SellOut("aviation", out=True), NOW.mono - SHORT),),
        ),
        "drink": replace(_at("drink", board(six, marks=MARKS)), choosing="gin-fizz"),
        "room": _at("room", board(six, room=ROOM)),
        "room_free": _at("room", six),
        "say": replace(
            _at("say", six),
            acts=(Act("9", HATCH, Say(1), NOW.mono - SHORT),),
            said=SaidAt(HATCH, 0, NOW.mono - SHORT),
        ),
        "knock_secret": replace(six, knock=Knock(HATCH, 7, NOW.mono - SHORT, secret=True)),
        "skew": night.with_side(six, skew_s=3600.0),
        "twin": replace(six, twin_at=NOW.mono - SHORT),
        "closed": replace(night.bar(*_open(six), shut=_shut()), view="closed", viewed=NOW.mono - SHORT),
        "link_down": replace(six, link_up=False, link_since=NOW.mono - 190),
        "hatch_down": night.with_side(six, online=False, online_since=NOW.mono - 190),
        "trouble": board(six, trouble="store"),
        "newer": replace(six, misread=f"backdoor43/{HATCH}/board", misread_newer=True),
        "two_hatches": night.with_second_hatch(night.bar(*night.orders(4)), *night.orders(3, 3)),
    }


class Studio:
    """Draws shots with the house's real letters, drawings, colours and sentences."""

    def __init__(self, config: Path | None = None) -> None:
        """With a house's own configuration, where that is given."""
        self.settings: Settings = load(config)
        self.ink = Ink(paths.assets() / "fonts")
        self._brush = Brush(self.ink, Pictures(paths.assets() / "drawings"), self.settings.theme)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Every language there is."""
        return self.settings.languages

    def draw(self, shot: Shot) -> pygame.Surface:
        """The picture of a shot."""
        surface = pygame.Surface((shot.size.w, shot.size.h), 0, 32)
        self._brush.draw(surface, screens(shot.language)[shot.name](self.look(shot)))
        return surface

    def look(self, shot: Shot) -> Look:
        """The house's style, its language first."""
        others = (language for language in self.languages if language != shot.language)
        return Look(
            shot.size,
            self.settings.theme,
            self.ink.metrics(),
            self.settings.wordings,
            (shot.language, *others),
            PANELS[shot.size.w, shot.size.h],
        )


def _hatch(state: Hatch) -> Draw:
    return lambda look: hatch_screen.scene(state, look, NOW)


def _bar(state: Bar) -> Draw:
    return lambda look: bar_screen.scene(state, look, night.NOW)


def _six() -> Bar:
    """Six tickets of every status and age, of one drink to six."""
    return night.bar(
        night.order(1, 1, Status.READY, 700),
        night.order(2, 6, Status.ACKNOWLEDGED, 650),
        night.order(3, 2, Status.PLACED, 330),
        night.order(4, 4, Status.PLACED, 70),
        night.order(5, 3, Status.ACKNOWLEDGED, 45),
        night.order(6, 1, Status.PLACED, 5),
    )


def _at(view: View, state: Bar) -> Bar:
    """The same display in another view."""
    return replace(state, view=view, viewed=NOW.mono - SHORT)


def _calling(state: Bar) -> Bar:
    """A new order that nobody has answered."""
    return replace(state, calling=((HATCH, 4), (HATCH, 6)), called_at=NOW.mono - SHORT)


def _wishes() -> Bar:
    """Without egg, without alcohol, and the same drink on several tickets."""
    sour = Line("whiskey-sour", "Whiskey Sour", 1, 600, ("senza uovo",))
    free, hidden = night.MENU.free[0], night.MENU.hidden[0]
    return night.bar(
        replace(night.order(1, 1, Status.ACKNOWLEDGED, 400), lines=(sour, replace(sour, notes=()))),
        replace(
            night.order(2, 1, Status.PLACED, 200),
            lines=(replace(sour, quantity=2), Line(free.slug, free.names["it"], 2, 500)),
        ),
        replace(
            night.order(3, 1, Status.PLACED, 100),
            lines=(
                sour,
                Line(free.slug, free.names["it"], 1, 500),
                Line(hidden.slug, hidden.names["it"], 1, 700),
                Line("negroni", "Negroni", 2, 700),
            ),
        ),
        night.order(4, 6, Status.PLACED, 20),
    )


def _acts(state: Bar) -> Bar:
    """One act on its way, one that nobody answers, one refused."""
    return replace(
        state,
        acts=(
            Act("1", HATCH, Advance(1, Status.COLLECTED), NOW.mono - SHORT),
            Act("2", HATCH, Advance(2, Status.READY), NOW.mono - 5),
            Act("3", HATCH, Advance(3, Status.ACKNOWLEDGED), NOW.mono - SHORT, Reason.NOT_SAVED),
        ),
    )


def _open(state: Bar) -> tuple[BoardOrder, ...]:
    board = state.sides[0].board
    return board.open if board else ()


def _shut() -> tuple[BoardOrder, ...]:
    return tuple(
        replace(
            night.order(number, 2, night.CLOSED[number % 4], 400), before=Status.READY if number % 2 else None
        )
        for number in range(8, 20)
    )
