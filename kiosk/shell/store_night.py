"""A night in the books: what it has come to, by half hour and by drink, whether its orders are on record or only counted."""

from datetime import datetime

from msgspec.structs import replace
from sqlite_utils import Database

from kiosk.core.figures import Half, Sold, Waits
from kiosk.core.order import Status
from kiosk.core.tally import KEPT, NightTally, Tally

_HALVES = """SELECT half_at, status, sum(orders), sum(drinks), sum(cents),
        sum(called), sum(wait_s), max(longest_s), sum(forgotten)
    FROM figures_of_halves WHERE night = ? GROUP BY half_at, status ORDER BY half_at, status"""
_DRINKS = """SELECT drink, status, sum(quantity), sum(cents), max(name)
    FROM figures_of_drinks WHERE night = ? GROUP BY drink, status ORDER BY drink, status"""
LAST_NIGHT = "SELECT night FROM orders WHERE number = (SELECT max(number) FROM orders)"
"""That of the last order, by its number: a clock may have run wrong."""
LOOKED_AT = 1000
"""So many orders back another night is looked for."""
_LAST_NIGHTS = """SELECT night FROM orders WHERE number > (SELECT max(number) FROM orders) - ?
    GROUP BY night ORDER BY max(number) DESC LIMIT ?"""
_CALLED = "SELECT number, wait_s FROM figures_of_orders WHERE night = ? AND wait_s IS NOT NULL"
_COUNTED = """SELECT coalesce(sum(called), 0), coalesce(sum(wait_s), 0), coalesce(max(longest_s), 0)
    FROM night_halves WHERE night = ?"""


def tally(db: Database) -> Tally:
    """What the last orders' nights have come to so far. Reads by index."""
    nights = [str(night) for (night,) in db.execute(_LAST_NIGHTS, [LOOKED_AT, KEPT]).fetchall()]
    return Tally(tuple(_tally(db, night) for night in reversed(nights)))


def _tally(db: Database, night: str) -> NightTally:
    (rest,) = db.execute(_COUNTED, [night]).fetchall()
    called = {int(number): int(wait_s) for number, wait_s in db.execute(_CALLED, [night]).fetchall()}
    apart = tuple(replace(half, waits=Waits(), forgotten=0) for half in halves_of(db, night))
    return NightTally(night, apart, Waits(*rest), called)


def halves_of(db: Database, night: str) -> tuple[Half, ...]:
    """Its orders by half hour and by how they stand. Reads by index."""
    rows = db.execute(_HALVES, [night]).fetchall()
    return tuple(
        Half(datetime.fromisoformat(at), Status(status), orders, drinks, cents, Waits(*waits), forgotten)
        for at, status, orders, drinks, cents, *waits, forgotten in rows
    )


def sold_of(db: Database, night: str) -> tuple[Sold, ...]:
    """Its drinks by how their orders stand. Reads by index."""
    rows = db.execute(_DRINKS, [night]).fetchall()
    return tuple(
        Sold(drink, Status(status), quantity, cents, name) for drink, status, quantity, cents, name in rows
    )
