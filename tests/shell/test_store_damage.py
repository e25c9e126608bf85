"""Damaged books: kept aside as they are, while the hatch goes on with fresh ones."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.core.effects import Write, WriteOrder
from kiosk.core.moment import Moment
from kiosk.core.order import Order, Status
from kiosk.shell import store_door
from kiosk.shell.store import Store

OpenStore = Callable[..., Store]
MakeOrder = Callable[..., Order]


def files(place: Path) -> dict[str, bytes]:
    """Every file beside the books with what is in it."""
    return {path.name: path.read_bytes() for path in place.parent.iterdir()}


def zeroed_page(whole: bytes, page: int) -> bytes:
    """The file with one page of zeros."""
    return whole[: 4096 * (page - 1)] + bytes(4096) + whole[4096 * page :]


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "garbage": lambda _: b"\x00\xffnot a database\n" * 700,
    "a picture": lambda _: b"\x89PNG\r\n\x1a\n" + bytes(5000),
    "one byte": lambda _: b"S",
    "truncated": lambda whole: whole[: len(whole) // 2],
    "truncated within a page": lambda whole: whole[: len(whole) - 5000],
    "zeroed header": lambda whole: bytes(100) + whole[100:],
    "all zeros": lambda whole: bytes(len(whole)),
    "broken schema": lambda whole: whole[:2000] + b"\xff" * 2096 + whole[4096:],
    "zeroed page of orders": lambda whole: zeroed_page(whole, orders_page(whole)),
    "text that is none": lambda whole: whole.replace(b"lanterna", b"lan\xff\xfe\xff\xffa"),
    "a time that is none": lambda whole: whole.replace(b"2026-03-14T22:30:00", b"2026-13-44T25:61:61"),
}


def orders_page(whole: bytes) -> int:
    """The number of the first page that holds orders."""
    return whole.index(b"lanterna") // 4096 + 1


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_file_is_kept_aside_and_fresh_books_begin(
    open_store: OpenStore, make_order: MakeOrder, now: Moment, place: Path, notes: list[str], kind: str
) -> None:
    """Whatever the damage: the file is kept byte for byte, a line says so, and the hatch can sell."""
    sound = open_store()
    sound.write(Write((WriteOrder(make_order()),)))
    sound.close()
    whole = place.read_bytes()
    damaged = DAMAGE[kind](whole)
    assert damaged != whole
    place.write_bytes(damaged)
    notes.clear()
    store = open_store()
    assert store.load(now, 900, 1800).orders == ()
    store.write(Write((WriteOrder(make_order()),)))
    kept = {
        name: held
        for name, held in files(place).items()
        if "corrupt" in name and not name.endswith(("-wal", "-shm"))
    }
    assert list(kept.values()) == [damaged]
    assert re.fullmatch(r"books\.db\.corrupt-\d{8}T\d{6}Z", next(iter(kept)))
    assert [("was damaged" in line, next(iter(kept)) in line, "\n" in line) for line in notes] == [
        (True, True, False)
    ]


def test_damaged_books_keep_their_wal(
    open_store: OpenStore, make_order: MakeOrder, place: Path, notes: list[str]
) -> None:
    """The orders in the -wal of a damaged database are kept with it, under the name that opens them."""
    store = open_store()
    store.write(Write((WriteOrder(make_order()),)))
    crashed = place.parent.with_name("crashed") / place.name
    shutil.copytree(place.parent, crashed.parent)
    wal = crashed.with_name(f"{crashed.name}-wal")
    wal_before = wal.read_bytes()
    crashed.write_bytes(b"garbage" * 1000)
    wal.write_bytes(wal_before[:32] + b"\xff" * 64 + wal_before[96:])
    before = wal.read_bytes()
    open_store(crashed)
    (aside,) = [name for name in files(crashed) if "corrupt" in name and name.endswith("Z-wal")]
    assert files(crashed)[aside] == before


@pytest.mark.parametrize("left", [None, b""], ids=["gone", "empty"])
def test_a_wal_without_its_database_is_kept(
    open_store: OpenStore, make_order: MakeOrder, place: Path, notes: list[str], left: bytes | None
) -> None:
    """SQLite deletes the -wal of a missing or empty database; the hatch keeps it."""
    store = open_store()
    store.write(Write((WriteOrder(make_order()),)))
    crashed = place.parent.with_name("crashed") / place.name
    shutil.copytree(place.parent, crashed.parent)
    before = files(crashed)[f"{crashed.name}-wal"]
    crashed.unlink()
    if left is not None:
        crashed.write_bytes(left)
    open_store(crashed)
    (aside,) = [name for name in files(crashed) if "corrupt" in name and name.endswith("Z-wal")]
    assert files(crashed)[aside] == before


def test_nothing_kept_aside_is_ever_overwritten(open_store: OpenStore, place: Path) -> None:
    """Damage that comes again within one second gets a name of its own each time."""
    garbage = [f"garbage {turn} ".encode() * 500 for turn in range(4)]
    place.parent.mkdir()
    for bytes_ in garbage:
        place.write_bytes(bytes_)
        open_store().close()
    kept = [
        held
        for name, held in files(place).items()
        if "corrupt" in name and not name.endswith(("-wal", "-shm"))
    ]
    assert sorted(kept) == sorted(garbage)


@pytest.mark.parametrize(("limit_bytes", "kept_aside"), [(1000, False), (8 * 1024 * 1024, True)])
def test_damage_in_the_far_past_is_looked_for_in_a_small_file_only(
    open_store: OpenStore,
    make_order: MakeOrder,
    place: Path,
    notes: list[str],
    monkeypatch: pytest.MonkeyPatch,
    limit_bytes: int,
    kept_aside: bool,
) -> None:
    """A small file is checked whole; above the limit only where a night reads, so that a start stays quick."""
    store = open_store()
    old = (make_order(number, Status.COLLECTED, ago_s=90_000) for number in range(1, 1001))
    long_ago = dict.fromkeys(range(1, 998), "2026-02-13") | {998: "2026-03-12", 999: "2026-03-13"}
    nights = (replace(order, night=long_ago.get(order.number, order.night)) for order in old)
    store.write(Write(tuple(WriteOrder(order) for order in nights)))
    store.close()
    whole = place.read_bytes()
    place.write_bytes(zeroed_page(whole, orders_page(whole)))
    notes.clear()
    monkeypatch.setattr(store_door, "CHECKED_WHOLE_BYTES", limit_bytes)
    open_store()
    assert ["was damaged" in line for line in notes] == [True] * kept_aside


def test_an_empty_file_begins_fresh_books(open_store: OpenStore, place: Path, notes: list[str]) -> None:
    """A file of no bytes holds nothing to keep: fresh books begin in it, and a line says so."""
    place.parent.mkdir()
    place.touch()
    open_store()
    assert [str(place) in line and "fresh books" in line for line in notes] == [True]
    assert not [name for name in files(place) if "corrupt" in name]


def test_books_in_order_are_opened_without_a_word(open_store: OpenStore, notes: list[str]) -> None:
    """A start on sound books notes nothing."""
    open_store().close()
    notes.clear()
    open_store()
    assert notes == []
