"""Rows of the house: marks on drinks, pauses, the private room, and the pace; how they are written down, and read again."""

from datetime import datetime
from typing import Any

from sqlite_utils import Database

from kiosk.core.board import Mark, Pause, Room
from kiosk.core.effects import WritePace, WritePause, WriteRoom, WriteSoldOut
from kiosk.core.pace import Pace, clipped
from kiosk.shell.store_times import text, text_or_none, time_or_none


def put_sold_out(db: Database, record: WriteSoldOut) -> None:
    """A mark begins, changes or ends: a drink that has one keeps its beginning."""
    if record.mark is None:
        said = "UPDATE sold_out SET ended = ?, ended_by = ? WHERE drink = ? AND ended IS NULL"
        db.execute(said, [text(record.at), record.who, record.drink])
        return
    mark = record.mark
    changed = "UPDATE sold_out SET remaining = ?, night = ?, counted = ? WHERE drink = ? AND ended IS NULL"
    if db.execute(changed, [mark.left, mark.night, mark.counted, record.drink]).rowcount == 0:
        begun = (
            "INSERT INTO sold_out (drink, since, who, remaining, night, counted) VALUES (?, ?, ?, ?, ?, ?)"
        )
        row = [record.drink, text(record.at), record.who, mark.left, mark.night, mark.counted]
        db.execute(begun, row)


def put_room(db: Database, record: WriteRoom) -> None:
    """The room as it was ends, and as it is now begins."""
    ended = "UPDATE rooms SET ended = ?, ended_by = ? WHERE ended IS NULL"
    db.execute(ended, [text(record.at), record.who])
    if record.room is not None:
        room = record.room
        begun = "INSERT INTO rooms (since, until, seats, who) VALUES (?, ?, ?, ?)"
        db.execute(begun, [text(room.since), text(room.until), room.seats, record.who])


def put_pause(db: Database, record: WritePause) -> None:
    """A later pause replaces the one before."""
    ended = "UPDATE pauses SET ended = ?, ended_by = ? WHERE ended IS NULL"
    db.execute(ended, [text(record.at), record.who])
    if record.pause is not None:
        pause = record.pause
        begun = "INSERT INTO pauses (since, until, reason, who) VALUES (?, ?, ?, ?)"
        db.execute(begun, [text(pause.since), text_or_none(pause.until), pause.reason, record.who])


def put_pace(db: Database, pace: WritePace) -> None:
    """The pace, in the place of what was known of it."""
    facts = {"pace": float(pace.long_run), "pace_extra_s": float(pace.extra_s), "pace_night": pace.night}
    for key, value in facts.items():
        db.execute(
            "INSERT INTO facts VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", [key, value]
        )


def pause(db: Database) -> Pause | None:
    """The pause that has not ended."""
    rows = list(db.query("SELECT since, until, reason FROM pauses WHERE ended IS NULL"))
    if not rows:
        return None
    since, until = datetime.fromisoformat(rows[0]["since"]), time_or_none(rows[0]["until"])
    return Pause(since, until, rows[0]["reason"])


def marks(db: Database) -> tuple[Mark, ...]:
    """The marks that hold, by drink."""
    said = "SELECT drink, remaining, night, counted FROM sold_out WHERE ended IS NULL ORDER BY drink"
    rows = list(db.query(said))
    return tuple(Mark(row["drink"], row["remaining"], row["night"], bool(row["counted"])) for row in rows)


def room(db: Database) -> Room | None:
    """Who is in the private room."""
    rows = list(db.query("SELECT since, until, seats FROM rooms WHERE ended IS NULL"))
    if not rows:
        return None
    since, until = (datetime.fromisoformat(rows[0][key]) for key in ("since", "until"))
    return Room(since, until, rows[0]["seats"])


def pace(db: Database) -> Pace:
    """What is known of the pace; a value that cannot be one is none, and no reason to put the books aside."""
    long_run, extra_s = fact(db, "pace", "real", 1.0), fact(db, "pace_extra_s", "real", 0.0)
    return Pace(clipped(long_run)).extended(extra_s)


def fact(db: Database, key: str, kind: str, default: Any) -> Any:
    """One fact of the kind that it should be; else the default."""
    rows = list(db.query("SELECT value FROM facts WHERE key = ? AND typeof(value) = ?", [key, kind]))
    return rows[0]["value"] if rows else default
