"""The house's own times and limits, as its configuration states them."""

from typing import Annotated

from msgspec import Meta, Struct

Seconds = Annotated[float, Meta(gt=0)]
Minutes = Annotated[int, Meta(ge=1, le=240)]


class KnockRules(Struct, frozen=True, forbid_unknown_fields=True):
    """How the ear tells knocks from all else. Measured on real doors and wood: reference, domain 7.1b and 7.2."""

    ring_s: Annotated[float, Meta(ge=0.005, le=0.06)] = 0.015
    """So much quiet ends a burst of edges: those closer together belong to one ringing blow, however long it rings."""
    dead_time_s: Annotated[float, Meta(ge=0.02, le=0.08)] = 0.07
    """Within it two bursts are one blow. Longer would lose one fast interval in 150."""
    rebound_s: Annotated[float, Meta(ge=0.08, le=0.2)] = 0.118
    """Until then a weaker burst after a blow may be its rebound, or the shutter's rattle."""
    least_ring_s: Annotated[float, Meta(ge=0, le=0.05)] = 0.0
    """A burst shorter than this is no knock; 0 takes any, also a sensor's one clean pulse."""
    most_ring_s: Annotated[float, Meta(ge=0.1, le=1)] = 0.25
    """A longer burst is no blow: something rumbles, scrapes or was slammed."""
    bout_gap_s: Annotated[float, Meta(ge=0.6, le=3)] = 0.7
    """Silence that ends a bout. Nothing was measured between 557 and 710 ms."""
    breath_s: Annotated[float, Meta(ge=0.6, le=5)] = 1.8
    """A pause up to this may be a breath inside a rhythm, though it has ended a bout."""
    most_odd: Annotated[float, Meta(ge=1, le=30)] = 7.0
    """A knocking odder than this is not believed. Lower: fewer wakes by mistake, more guests who must knock twice."""
    lone_waits_s: Annotated[float, Meta(ge=0, le=30)] = 6.0
    """A lone knock so soon after a lone knock is somebody who was asked to knock again."""
    slit_hold_s: Annotated[float, Meta(ge=0, le=5)] = 0.8
    """After the slit moved, the wood still speaks of the slit."""
    stuck_s: Annotated[float, Meta(ge=1, le=60)] = 3.0
    """A line that stays active for so long is stuck."""
    calm_s: Annotated[float, Meta(ge=1, le=600)] = 10.0
    """An ear that switched itself off listens again after so much calm."""


SLIT_SETTLES_S = 0.03
"""A contact chatters for a few milliseconds when it opens or shuts; what it says then is believed when it stays."""


class HatchRules(Struct, frozen=True, forbid_unknown_fields=True):
    """Times and limits of the hatch."""

    idle_s: Seconds = 45.0
    """Without a sign of life for so long, the guest is asked whether they are still there."""
    warning_s: Annotated[float, Meta(ge=20)] = 30.0
    """Time to answer that (WCAG 2.2.1 asks for 20 s at least)."""
    pause_patience_s: Seconds = 300.0
    """During a pause a guest who waits is asked only after so long: what they chose stays, as they were told."""
    word_stays_s: Seconds = 30.0
    """How long the pick-up word stays before the wall sleeps again for the next guest."""
    seen_within_s: Seconds = 10.0
    """A display that has not shown an order by then is not there: both sides say so."""
    taken_within_s: Seconds = 120.0
    """An order that nobody took on by then calls out on both sides."""
    uncollected_after_s: Seconds = 1800.0
    """A ready order that nobody fetched is closed by the clock."""
    recent_s: Seconds = 900.0
    """So long may the bartender bring a closed order back, and so long it stays on the board."""
    word_rests_s: Seconds = 1800.0
    """So long a word rests after its order closed."""
    double_touch_s: Annotated[float, Meta(ge=0, le=1)] = 0.5
    """A second touch so soon on the same button is the same touch; after the picture changed it was meant for the one before."""
    drinks_per_order: Annotated[int, Meta(ge=1, le=20)] = 6
    open_orders: Annotated[int, Meta(ge=1, le=40)] = 24
    """More than that one bartender cannot promise."""
    room_s: Annotated[float, Meta(ge=60, le=43_200)] = 5400.0
    """So long the private room is a party's."""
    said_s: Annotated[float, Meta(ge=2, le=60)] = 9.0
    """So long a line that the bartender says stays at the hatch."""
    promise_cap_s: Annotated[float, Meta(ge=120, le=7200)] = 900.0
    """A new guest who would have to wait longer is not taken on: the line stays humane and the night ends on time."""
    last_orders_s: Annotated[float, Meta(ge=0, le=7200)] = 1200.0
    """So long before orders end, for the night or for alcohol, the guest is told."""
    cut_off_margin_s: Annotated[float, Meta(ge=0, le=3600)] = 120.0
    """Beside the wait, orders end so long before the house closes or the law forbids: a late drink is not handed out."""
    retry_s: Seconds = 5.0
    """After a failed record, the clock's own changes wait so long before they try again."""


class BarRules(Struct, frozen=True, forbid_unknown_fields=True):
    """Times of the bartender's display."""

    warm_after_s: Seconds = 300.0
    hot_after_s: Seconds = 600.0
    """Two ages at which a ticket changes its shape and colour."""
    untaken_after_s: Seconds = 120.0
    """A ticket that nobody took on by then calls out."""
    view_stays_s: Seconds = 8.0
    """So long without a touch, and the tickets come back: an order nobody sees is an order nobody makes."""
    figures_stay_s: Seconds = 900.0
    """So long stay the night's figures, to be copied to the till, while no order waits to be taken on."""
    double_touch_s: Annotated[float, Meta(ge=0, le=1)] = 0.5
    """A second touch on the same ticket so soon is a knuckle that bounced."""
    unanswered_s: Seconds = 4.0
    """An act that the hatch has not confirmed by then is shown as not answered."""
    act_kept_s: Seconds = 12.0
    """So long an unanswered act stays on show."""
    refuse_s: Seconds = 4.0
    """So long the second touch of a refusal is waited for."""
    knock_shown_s: Seconds = 8.0
    call_every_s: Seconds = 10.0
    """A new order is called out again so often, until it is taken on."""
    hush_s: Annotated[float, Meta(ge=0, le=600)] = 60.0
    """A touch of the display hushes the calls for so long, or until the next new order."""
    slit_open_s: Seconds = 60.0
    """A slit that stands open for longer was forgotten."""
    skew_s: Seconds = 60.0
    """Clocks that differ by more are told."""
    pause_minutes: Annotated[tuple[Minutes, ...], Meta(min_length=1, max_length=3)] = (5, 10, 20)
    """The lengths of pauses that are offered."""
    foot_rest_s: Annotated[float, Meta(ge=0.05, le=5)] = 0.6
    """After a press the foot switch rests for so long: what it says meanwhile is chatter."""
    notice_s: Seconds = 6.0
