"""The bartender's sentences as fields: a missing one is found at the door, not at the bar."""

from msgspec import Struct

from kiosk.screens.hatch_words import PauseReasons


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
    more: str
    """So many of the same are to be made for others."""
    free: str
    """Beside what has no alcohol."""
    offered: str
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
    slit_forgotten: str
    more_hatches: str
    to_make: str
    knock: str
    knock_secret: str
    knock_new: str
    knock_ready: str
    knock_ready_many: str
    undo: str
    undo_of: str
    pause: str
    go_on: str
    paused: str
    paused_for: str
    pause_for: str
    guests_until: str
    room: str
    room_seats: str
    room_left: str
    room_over: str
    room_end: str
    house: str
    wait_less: str
    wait_more: str
    wait_told: str
    wait_none: str
    wait_added: str
    wait_taken: str
    orders_until: str
    line_full: str
    """In its place while the promise, or the number of orders, is more than the hatch takes."""
    say: str
    said: str
    # what is wrong, since when, and what still works
    network_notice: str
    hatch_notice: str
    misread_notice: str
    newer_notice: str
    store_notice: str
    clock_notice: str
    unsure_notice: str
    trouble_notice: str
    out_of_order: str
    """The program cannot open at all."""
    knock_pin_notice: str
    knock_stuck_notice: str
    knock_storm_notice: str
    slit_pin_notice: str
    twin_notice: str
    skew_ahead_notice: str
    skew_behind_notice: str
    # the other views
    drinks: str
    closed: str
    tickets: str
    tickets_count: str
    sold_out: str
    put_back: str
    until_i_say: str
    tonight: str
    sold_out_tonight: str
    left: str
    left_one: str
    then_sold_out: str
    """Below a count: what comes after it."""
    no_menu: str
    nothing_closed: str
    ago: str
    bring_back: str
    # tables of their own
    status: StatusWords
    reason: ReasonWords
    pause_reasons: PauseReasons
