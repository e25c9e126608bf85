"""The bartender's sentences as fields: a missing one is found at the door, not at the bar."""

from msgspec import Struct


class StatusWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Where an order stands, in the bartender's words: one for each `core.order.Status`."""

    placed: str
    acknowledged: str
    ready: str
    collected: str
    refused: str
    cancelled: str
    uncollected: str


class ReasonWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Why the hatch said no, in the bartender's words: one for each `core.request.Reason`."""

    no_such_order: str
    no_such_drink: str
    may_not: str
    too_late: str
    not_saved: str
    not_understood: str


class BarWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What the bartender reads."""

    # a ticket
    line: str
    answer: str
    total: str
    minutes: str
    under_a_minute: str
    ready_for: str
    untaken: str
    # what a touch on it does
    acknowledge: str
    ready: str
    hand_over: str
    hand_over_adult: str
    """The touch that hands over states this too."""
    refuse: str
    refuse_ask: str
    refuse_yes: str
    refuse_no: str
    sent: str
    silent: str
    retry: str
    # beside the tickets
    waiting: str
    no_orders: str
    earlier: str
    later: str
    network_up: str
    network_down: str
    hatch: str
    hatch_up: str
    hatch_down: str
    hatch_unheard: str
    slit_open: str
    slit_shut: str
    slit_unknown: str
    more_hatches: str
    knock: str
    undo: str
    undo_of: str
    pause: str
    go_on: str
    paused: str
    # what is wrong, since when, and what still works
    network_notice: str
    hatch_notice: str
    misread_notice: str
    newer_notice: str
    store_notice: str
    clock_notice: str
    unsure_notice: str
    trouble_notice: str
    knock_pin_notice: str
    knock_stuck_notice: str
    knock_storm_notice: str
    slit_pin_notice: str
    # the other views
    drinks: str
    closed: str
    tickets: str
    tickets_count: str
    sell_out: str
    sold_out: str
    put_back: str
    no_menu: str
    nothing_closed: str
    ago: str
    bring_back: str
    # tables of their own
    status: StatusWords
    reason: ReasonWords
