"""How the links and the slit stand: the bar's lines of standing, always on show and all of one size."""

from msgspec import Struct

from kiosk.core.bar_state import Side
from kiosk.screens.bar_parts import Glance, clipped, fitting
from kiosk.screens.bar_room import room_told
from kiosk.screens.layout import centred, cut_left, cut_right, inset
from kiosk.screens.scene import Box, Face, Picture, Piece, Plate, Text

TOLD_SIZES = (18, 17, 16, 15, 14, 13, 12, 11, 10)
ROWS = 4
"""As many lines of standing as the rail holds: the network and three of what the hatches say."""
LINE_H, LEAST_LINE_H = 30, 15
"""In 480ths."""


class Told(Struct, frozen=True):
    """A line of standing: a mark, its word, perhaps a second mark at the end, and whether all is well."""

    mark: str
    text: str
    end: str = ""
    well: bool = True

    @property
    def face(self) -> Face:
        """What is not well is bold."""
        return "plain" if self.well else "bold"


def standing(glance: Glance, box: Box) -> tuple[Piece, ...]:
    """The network, then each hatch and its slit; with more hatches than lines, those that are down come first."""
    up, words = glance.state.link_up, glance.words
    told = [Told("link_up" if up else "link_down", words.network_up if up else words.network_down, well=up)]
    sides = sorted(glance.state.sides, key=lambda side: side.online is True)
    told += [_hatch(glance, side) for side in sides]
    told += [_slit(glance, side) for side in sides if not glance.many]
    told += [
        Told("room", text, well=not _over(glance, side))
        for side in sides
        if (text := room_told(glance, side))
    ]
    if len(told) > ROWS:
        told = [*told[: ROWS - 1], Told("", words.more_hatches.format(count=len(told) - ROWS + 1))]
    height = max(min(glance.px(LINE_H), box.h // max(len(told), 3)), glance.px(LEAST_LINE_H))
    spots = [Box(box.x, box.y + at * height, box.w, height) for at in range(len(told))]
    lines = [(_told_spots(glance, spot, one), one) for spot, one in zip(spots, told, strict=True)]
    size_px = min(fitting(glance.look, rest, one.text, one.face, TOLD_SIZES) for (_, _, rest), one in lines)
    return tuple(
        piece
        for spot, (places, one) in zip(spots, lines, strict=True)
        for piece in _told(glance, spot, places, one, size_px)
    )


def _told_spots(glance: Glance, box: Box, told: Told) -> tuple[Box, Box, Box]:
    """Where the two marks and the word of a line are."""
    side = min(box.h - glance.px(3), glance.px(19 if glance.many else 24))
    inner = inset(box, glance.px(4), 0)
    spot, rest = cut_left(inner, side, glance.px(5)) if told.mark else (inner, inner)
    end, rest = cut_right(rest, side, glance.px(5)) if told.end else (spot, rest)
    return centred(spot, side, side), centred(end, side, side), rest


def _told(
    glance: Glance, box: Box, places: tuple[Box, Box, Box], told: Told, size_px: int
) -> tuple[Piece, ...]:
    """A mark and its word; what is not well has a rim of its own and bold letters."""
    spot, end, rest = places
    rim = () if told.well else (Plate(box, "walnut", "campari", glance.px(2)),)
    marks = ((spot, told.mark), (end, told.end))
    text = clipped(glance.look, told.text, told.face, size_px, rest.w)
    return (
        *rim,
        *(Picture(place, mark) for place, mark in marks if mark),
        Text(rest, text, told.face, size_px, "bone" if told.well else "candle"),
    )


def _hatch(glance: Glance, side: Side) -> Told:
    """A hatch: whether it is there; among several with the mark that its tickets bear, and its slit as a second one."""
    words, online = glance.words, _online(glance, side)
    text = {True: words.hatch_up, False: words.hatch_down, None: words.hatch_unheard}[online]
    mark = "link_down" if not online else glance.hatch_mark(side.hatch) if glance.many else "link_up"
    end = _slit(glance, side).mark if glance.many and online else ""
    return Told(mark, text.format(hatch=glance.hatch(side.hatch)), end, well=online is True)


def _online(glance: Glance, side: Side) -> bool | None:
    """Whether a hatch is there; over a network that is down nobody can know."""
    return side.online if glance.state.link_up or side.hatch in glance.state.linked else None


def _slit(glance: Glance, side: Side) -> Told:
    """How the slit stands; one that was forgotten says for how long. A hatch that is away cannot tell: it may have moved since."""
    words = glance.words
    if _online(glance, side) is not True or side.board is None or side.board.slit_open is None:
        return Told("slit_unknown", words.slit_unknown)
    if not side.board.slit_open:
        return Told("slit_shut", words.slit_shut)
    open_s = side.board.slit_age_s + glance.mono - side.board_at
    if open_s < glance.state.rules.slit_open_s:
        return Told("slit_open", words.slit_open)
    return Told("slit_open", words.slit_forgotten.format(minutes=glance.minutes(open_s)), well=False)


def _over(glance: Glance, side: Side) -> bool:
    """Whether the room's time is over."""
    room, clock = side.board.room if side.board is not None else None, side.clock(glance.mono)
    return room is not None and clock is not None and clock >= room.until
