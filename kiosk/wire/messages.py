"""Messages: what each topic carries, and how it is written as JSON bytes."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from kiosk.core.board import Board
from kiosk.core.menu import Menu
from kiosk.core.order import Count
from kiosk.core.request import Request, Response

VERSION = 1
"""Of the contract. It rises when an old reader would misunderstand; a new field alone is no new version."""

Name = Annotated[str, Meta(pattern=r"\A[A-Za-z0-9_-]{1,64}\Z")]
Id = Annotated[str, Meta(pattern=r"\A[!-~]{1,80}\Z")]
"""Visible ASCII: it is echoed in the answer and written in the journal."""


class Status(Struct, frozen=True):
    """A side is here, or (its last will) not."""

    online: bool
    since: datetime
    """When it came, UTC; in a last will, when that was written."""
    version: str
    """Of the program."""


class Seen(Struct, frozen=True):
    """A display has this revision on its screen."""

    display: Name
    books: str
    revision: Count


class Asked(Struct, frozen=True):
    """A request with its id and the display that asks."""

    id: Id
    display: Name
    request: Request


class Knocked(Struct, frozen=True):
    """So many knocks; the rhythm is their intervals as parts of the longest."""

    count: Count
    rhythm: tuple[float, ...] = ()
    secret: bool = False
    woke: bool = False
    """Whether the wall slept until then."""


def encode_status(*, online: bool, since: datetime, version: str) -> bytes:
    """The payload of either status topic."""
    return _encode(Status(online, since, version))


def encode_menu(menu: Menu) -> bytes:
    """The payload of the menu topic."""
    return _encode(menu)


def encode_board(board: Board) -> bytes:
    """The payload of the board topic."""
    return _encode(board)


def encode_seen(display: str, books: str, revision: int) -> bytes:
    """The payload of the seen topic."""
    return _encode(Seen(display, books, revision))


def encode_request(id_: str, display: str, request: Request) -> bytes:
    """The payload of the request topic."""
    return _encode(Asked(id_, display, request))


def encode_response(response: Response) -> bytes:
    """The payload of the response topic."""
    return _encode(response)


def encode_knock(count: int, rhythm: tuple[float, ...], *, secret: bool = False, woke: bool = False) -> bytes:
    """The payload of the knock topic."""
    return _encode(Knocked(count, rhythm, secret, woke))


def _encode(value: Struct) -> bytes:
    """The value's fields, with the version before them."""
    return b'{"v":%d,' % VERSION + msgspec.json.encode(value).removeprefix(b"{")
