"""A night in the books: what the last order's night has come to so far."""

from sqlite_utils import Database

from kiosk.core.tally import UNSOLD, Tally

_SOLD = """SELECT night, coalesce((
        SELECT sum(quantity) FROM orders JOIN lines ON order_number = number
        WHERE night = last.night AND status NOT IN (?, ?)
    ), 0) FROM orders AS last WHERE number = (SELECT max(number) FROM orders)"""


def sold_tonight(db: Database) -> Tally:
    """The drinks of the last order's night, of every order that was neither refused nor cancelled. Reads by index."""
    rows = db.execute(_SOLD, sorted(UNSOLD)).fetchall()
    return Tally(*rows[0]) if rows else Tally()
