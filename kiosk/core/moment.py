"""A moment: the two clocks that every step is told."""

from datetime import datetime

from msgspec import Struct


class Moment(Struct, frozen=True):
    """When something happened, on both clocks.

    `mono` counts seconds and never jumps: ages and time-outs are differences of it. `wall` is the hour in UTC,
    for nights and records only, because a Pi without a battery starts in the past.
    """

    mono: float
    wall: datetime
    sure: bool = True
    """Whether somebody has confirmed the wall clock since the machine started, or nobody keeps account of that."""
