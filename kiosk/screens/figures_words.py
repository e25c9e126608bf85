"""The night in figures, in words: on the bar's display and in `kiosk report`."""

from msgspec import Struct


class FiguresWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What the figures are called."""

    title: str
    no_receipt: str
    # orders, and what became of them
    orders: str
    collected: str
    uncollected: str
    refused: str
    cancelled: str
    open: str
    # what came of it
    drinks: str
    takings: str
    wait_mean: str
    wait_longest: str
    minutes: str
    busiest: str
    half: str
    untold: str
    """An older hatch tells no figures."""
    # in the report alone
    night: str
    counted_only: str
    """So many orders are only counted by now."""
    no_night: str
    no_nights: str
    drink: str
    handed_over: str
    left_behind: str
    half_hour: str
