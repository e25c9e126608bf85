"""Every sentence that a person reads, as fields: a missing one is found at the door, not at the hatch."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from kiosk.core.menu import Allergen


class AllergenWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The allergens' names: one for each `core.menu.Allergen`. Short: they stand on a label, too."""

    gluten: str
    crustaceans: str
    eggs: str
    fish: str
    peanuts: str
    soy: str
    milk: str
    nuts: str
    celery: str
    mustard: str
    sesame: str
    sulphites: str
    lupin: str
    molluscs: str

    def of(self, allergen: Allergen) -> str:
        """The name of one."""
        name: str = getattr(self, allergen.value)
        return name


class HatchWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What the guest reads."""

    # asleep
    knock: str
    asleep_lines: tuple[str, ...]
    """What Mr. V thinks meanwhile, in turn."""
    making: str
    ready: str
    unanswered: str
    more: str
    paused: str
    paused_line: str
    paused_kept: str
    """To a guest who has chosen something."""
    trouble: str
    trouble_line: str
    # the menu
    menu_empty: str
    menu_chosen: str
    strength: str
    traces: str
    sold_out: str
    put_back: str
    """The minus button's name; a picture stands on it."""
    total: str
    check: str
    leave: str
    # why a touch did not do what was asked
    hint_sold_out: str
    hint_full: str
    hint_too_many: str
    hint_not_saved: str
    hint_paused: str
    hint_empty: str
    # before ordering
    check_title: str
    quantity: str
    contains: str
    may_contain: str
    allergens_on_paper: str
    document: str
    pay: str
    not_receipt: str
    back: str
    order: str
    # the pick-up word
    your_word: str
    answer: str
    to_pay: str
    place_next: str
    place_one: str
    place_many: str
    step_saved: str
    step_seen: str
    step_taken: str
    step_ready: str
    truth_saved: str
    truth_seen: str
    truth_taken: str
    truth_ready: str
    truth_unseen: str
    truth_untaken: str
    refused: str
    refused_line: str
    cancelled: str
    cancelled_line: str
    collected: str
    collected_line: str
    uncollected: str
    uncollected_line: str
    cancel: str
    done: str
    # a guest who gives no sign
    still_there: str
    still_line: str
    stay: str
    go: str
    # a desk without wood
    strip: str


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
    trouble_notice: str
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


class Wording(Struct, frozen=True, forbid_unknown_fields=True):
    """One language."""

    language: str
    """ISO 639-1, as Babel takes it."""
    name: str
    """The language's name for itself."""
    allergens: AllergenWords
    hatch: HatchWords
    bar: BarWords


PLACEHOLDERS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "hatch.more": frozenset({"count"}),
        "hatch.strength": frozenset({"percent"}),
        "hatch.traces": frozenset({"names"}),
        "hatch.put_back": frozenset({"drink"}),
        "hatch.hint_too_many": frozenset({"limit"}),
        "hatch.quantity": frozenset({"count"}),
        "hatch.contains": frozenset({"names"}),
        "hatch.may_contain": frozenset({"names"}),
        "hatch.to_pay": frozenset({"total"}),
        "hatch.answer": frozenset({"answer"}),
        "hatch.place_many": frozenset({"ahead"}),
        "hatch.still_line": frozenset({"seconds"}),
        "bar.line": frozenset({"quantity", "drink"}),
        "bar.answer": frozenset({"answer"}),
        "bar.minutes": frozenset({"minutes"}),
        "bar.ready_for": frozenset({"minutes"}),
        "bar.earlier": frozenset({"count"}),
        "bar.later": frozenset({"count"}),
        "bar.hatch_up": frozenset({"hatch"}),
        "bar.hatch_down": frozenset({"hatch"}),
        "bar.hatch_unheard": frozenset({"hatch"}),
        "bar.more_hatches": frozenset({"count"}),
        "bar.knock": frozenset({"count"}),
        "bar.undo_of": frozenset({"word", "status"}),
        "bar.network_notice": frozenset({"since"}),
        "bar.hatch_notice": frozenset({"hatch", "since"}),
        "bar.misread_notice": frozenset({"topic"}),
        "bar.newer_notice": frozenset({"topic"}),
        "bar.trouble_notice": frozenset({"trouble"}),
        "bar.ago": frozenset({"minutes"}),
        "bar.tickets_count": frozenset({"count"}),
    }
)
"""The {names} that a sentence is given to say, by its path; a sentence that is not here is given none."""
