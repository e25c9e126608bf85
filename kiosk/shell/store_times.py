"""Times as the books write them, and read them again."""

from datetime import UTC, datetime


def text(at: datetime) -> str:
    """A moment as it is written: UTC, to the microsecond, of one width."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def text_or_none(at: datetime | None) -> str | None:
    """The same of a moment that may be none."""
    return None if at is None else text(at)


def time_or_none(written: str | None) -> datetime | None:
    """A moment as it was written, or none."""
    return None if written is None else datetime.fromisoformat(written)
