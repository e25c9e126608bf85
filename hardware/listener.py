"""Who is told of an edge, and how: whatever the listener does, the thread that tells it goes on."""

import logging
from collections.abc import Callable

_log = logging.getLogger(__name__)

Listener = Callable[[float, bool], None]
"""Takes the moment of the change on `time.monotonic()`'s clock, in seconds, and the line's new state."""


def tell(listener: Listener, line: str, at: float, *, state: bool) -> None:
    """Tell of one edge of `line`; what the listener raises ends in the log."""
    try:
        listener(at, state)
    except Exception:  # noqa: BLE001 - the edge of a foreign thread
        # One thread of lgpio's serves all pins, without a guard: an exception would end all input for good.
        _log.exception("%s: its listener failed, so one edge is lost; the listener wants mending", line)
