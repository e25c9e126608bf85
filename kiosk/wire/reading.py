"""Reading: bytes from the wire to events, whatever the bytes."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple

import msgspec
from msgspec import Meta, Struct

from kiosk.core import events
from kiosk.core.board import Board
from kiosk.core.menu import LETTERS_AT_MOST, Drink, Ingredient, Menu, Option
from kiosk.core.request import Response, SetPause
from kiosk.wire.messages import VERSION, Asked, Id, Knocked, Seen, Status
from kiosk.wire.topics import RETAINED, Kind, Place, Topics

KIB = 1024
LIMITS: Mapping[Kind, int] = MappingProxyType(
    {
        # 24 open orders and a quarter of an hour of closed ones, six lines of 100 bytes each, are 60 KiB on the worst night.
        Kind.BOARD: 256 * KIB,
        # Eight drinks with recipe and method are 2 KiB a drink and language: room for eight languages.
        Kind.MENU: 128 * KIB,
        # Ids, numbers and names: none comes near a tenth of this.
        Kind.STATUS_HATCH: 4 * KIB,
        Kind.STATUS_BAR: 4 * KIB,
        Kind.SEEN: 4 * KIB,
        Kind.REQUEST: 4 * KIB,
        Kind.RESPONSE: 4 * KIB,
        Kind.KNOCK: 4 * KIB,
    }
)
"""The largest payload that is read, in bytes. Beyond it nobody looks inside."""

YEARS = range(1970, 3000)
"""Whoever speaks of another year has no clock, and time zones cannot be reckoned at the calendar's ends."""


# The core's menu forbids unknown fields, for the sake of its configuration file; a reader of the wire ignores them.
class _Ingredient(Ingredient, frozen=True, forbid_unknown_fields=False):
    """An ingredient as it is read."""


class _Option(Option, frozen=True, forbid_unknown_fields=False):
    """A wish as it is read."""


class _Drink(Drink, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """A drink as it is read."""

    ingredients: tuple[_Ingredient, ...]
    options: tuple[_Option, ...] = ()


class _Menu(Menu, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """A menu as it is read."""

    drinks: tuple[_Drink, ...]
    free: tuple[_Drink, ...] = ()
    hidden: tuple[_Drink, ...] = ()


class _Letter(NamedTuple):
    place: Place
    payload: bytes
    live: bool


class _Version(Struct, frozen=True):
    v: Annotated[int, Meta(ge=0, le=9999)] = VERSION


class _Identity(Struct, frozen=True):
    id: Id


def reader(topics: Topics) -> Callable[[str, bytes, bool], events.Event | None]:
    """Return what reads any message below these topics: topic, payload, retained -> event, or None."""

    def read(topic: str, payload: bytes, retained: bool) -> events.Event | None:  # noqa: FBT001
        place = topics.parse(topic)
        if place is None:
            return events.NotUnderstood(topic[:200], "this is none of the kiosk's topics")
        return decode(place, payload, retained=retained, topic=topic)

    return read


def decode(place: Place, payload: bytes, *, retained: bool, topic: str = "") -> events.Event | None:
    """Read one message. None for an empty one: a retained topic was cleared, which is no news.

    Never raises, whatever the bytes. `topic` is only told in NotUnderstood.
    """
    if not payload:
        return None
    topic = topic or place.kind.value
    if len(payload) > LIMITS[place.kind]:
        return events.NotUnderstood(topic, f"{len(payload)} bytes are more than {LIMITS[place.kind]}")
    if retained and place.kind not in RETAINED:
        return events.NotUnderstood(topic, "somebody had the broker retain it, so it says nothing about now")
    try:
        version = _VERSION.decode(payload).v
        if version != VERSION:
            why = f"version {version}, and this program knows {VERSION}"
            return events.NotUnderstood(topic, why, newer=version > VERSION, id=_identity(place, payload))
        return _READERS[place.kind](_Letter(place, payload, live=not retained))
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        return events.NotUnderstood(topic, str(error)[:200], id=_identity(place, payload))


_VERSION = msgspec.json.Decoder(_Version)
_IDENTITY = msgspec.json.Decoder(_Identity)
_STATUS = msgspec.json.Decoder(Status)
_MENU = msgspec.json.Decoder(_Menu)
_BOARD = msgspec.json.Decoder(Board)
_SEEN = msgspec.json.Decoder(Seen)
_ASKED = msgspec.json.Decoder(Asked)
_RESPONSE = msgspec.json.Decoder(Response)
_KNOCKED = msgspec.json.Decoder(Knocked)


def _identity(place: Place, payload: bytes) -> str:
    """The id of a request that cannot be read otherwise, so that it can be answered; else nothing."""
    if place.kind is not Kind.REQUEST:
        return ""
    try:
        return _IDENTITY.decode(payload).id
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return ""


def _status_hatch(letter: _Letter) -> events.Event:
    status = _STATUS.decode(letter.payload)
    _reckonable(status.since)
    return events.HatchChanged(letter.place.hatch, status.online, status.since)


def _status_bar(letter: _Letter) -> events.Event:
    return events.DisplayChanged(letter.place.display or "", _STATUS.decode(letter.payload).online)


def _menu(letter: _Letter) -> events.Event:
    read = msgspec.to_builtins(_MENU.decode(letter.payload))
    _drawable(read)
    return events.MenuCame(letter.place.hatch, msgspec.convert(read, Menu))


def _board(letter: _Letter) -> events.Event:
    board = _BOARD.decode(letter.payload)
    pause = (board.pause.since, board.pause.until) if board.pause else ()
    room = (board.room.since, board.room.until) if board.room else ()
    busiest = board.figures.busiest_at if board.figures else None
    _reckonable(board.clock, board.cut_off, board.ends, board.opens, busiest, *pause, *room)
    _drawable(msgspec.to_builtins(board))
    return events.BoardCame(letter.place.hatch, board, live=letter.live)


def _seen(letter: _Letter) -> events.Event:
    seen = _SEEN.decode(letter.payload)
    return events.SeenBy(seen.display, seen.books, seen.revision)


def _request(letter: _Letter) -> events.Event:
    asked = _ASKED.decode(letter.payload)
    if isinstance(asked.request, SetPause):
        _reckonable(asked.request.until)
    return events.Requested(asked.id, asked.display, asked.request)


def _response(letter: _Letter) -> events.Event:
    return events.Answered(letter.place.hatch, _RESPONSE.decode(letter.payload))


def _knock(letter: _Letter) -> events.Event:
    knocked = _KNOCKED.decode(letter.payload)
    return events.KnockTold(letter.place.hatch, knocked.count, knocked.secret, knocked.woke, knocked.rhythm)


def _drawable(value: Any) -> None:
    """Raise ValueError when a text in this is too long to be drawn: a screen must not stand still over it."""
    match value:
        case str():
            if len(value) > LETTERS_AT_MOST:
                raise ValueError(f"a text of {len(value)} letters is more than {LETTERS_AT_MOST}")
        case dict():
            for one in value.values():
                _drawable(one)
        case list() | tuple():
            for one in value:
                _drawable(one)


def _reckonable(*times: datetime | None) -> None:
    """Raise ValueError for a time that the core could not reckon with."""
    for time in times:
        if time is not None and (time.tzinfo is None or time.year not in YEARS):
            raise ValueError(f"{time.isoformat()} is no time in UTC between {YEARS.start} and {YEARS.stop}")


_READERS: Mapping[Kind, Callable[[_Letter], events.Event]] = MappingProxyType(
    {
        Kind.STATUS_HATCH: _status_hatch,
        Kind.STATUS_BAR: _status_bar,
        Kind.MENU: _menu,
        Kind.BOARD: _board,
        Kind.SEEN: _seen,
        Kind.REQUEST: _request,
        Kind.RESPONSE: _response,
        Kind.KNOCK: _knock,
    }
)
