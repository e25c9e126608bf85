"""The guest's sentences as fields: a missing one is found at the door, not at the hatch."""

from msgspec import Struct


class PauseReasons(Struct, frozen=True, forbid_unknown_fields=True):
    """Why the bartender pauses, one for each key that a pause may carry."""

    guests: str
    """The private room is taken."""
    ice: str
    """Something has to be fetched."""
    breath: str

    def of(self, reason: str) -> str:
        """The words for one; nothing for none, and for one of a newer version."""
        words: str = getattr(self, reason, "") if reason in self.__struct_fields__ else ""
        return words


class HatchWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What the guest reads."""

    # asleep
    knock: str
    touch: str
    ready: str
    unanswered: str
    making: str
    in_line: str
    more: str
    paused: str
    paused_until: str
    """Where the bartender said for how long."""
    paused_kept: str
    """To a guest who has chosen something."""
    said_lines: tuple[str, ...]
    """What the bartender may say at the hatch: as many in every language, in the same order."""
    trouble: str
    trouble_line: str
    deaf: str
    deaf_line: str
    unlinked: str
    """What stands there while the bartender's display cannot be reached."""
    knock_again: str
    """To somebody who knocked once, while eyes look out: it may have been a bump."""
    out_of_order: str
    """The program cannot open at all."""
    # what the hour and the law make of the house
    hours: str
    closed: str
    closed_until: str
    closed_line: str
    """When nobody knows until when."""
    clock_lost: str
    clock_lost_line: str
    last_orders: str
    last_orders_until: str
    dry: str
    dry_strong: str
    """Only what is strong may not leave the hatch any more."""
    dry_line: str
    """Where the calendar gives no reason."""
    dry_soon: str
    dry_soon_line: str
    # the corner on every screen
    large_name: str
    aloud_name: str
    # languages
    language: str
    language_title: str
    # the menu
    beside: str
    classics: str
    chosen: str
    strength: str
    traces: str
    sold_out: str
    not_now: str
    """On a glass that the law forbids by now."""
    put_back: str
    """The minus button's name; a picture stands on it."""
    total: str
    check: str
    leave: str
    # a drink in full
    take: str
    another: str
    units: str
    alcohol_free: str
    no_allergens: str
    # the basket
    basket_title: str
    one_more: str
    """The plus button's name."""
    change: str
    page: str
    page_large: str
    in_basket: str
    basket_large: str
    """What a touch does there, where there is no plus and no minus."""
    yes: str
    """Of a wish, or a language: it is the one that is chosen."""
    # what knocks do
    knock_on: str
    knock_take: str
    knock_finish: str
    knock_back: str
    knock_less: str
    knock_more: str
    knock_order: str
    knock_leave: str
    knock_language: str
    knock_said: str
    # why a touch did not do what was asked
    hint_sold_out: str
    hint_full: str
    hint_too_many: str
    hint_not_saved: str
    hint_paused: str
    hint_empty: str
    hint_closed: str
    hint_ban: str
    hint_clock: str
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
    word_goes_one: str
    """In one second."""
    word_goes: str
    to_pay: str
    place_next: str
    place_one: str
    place_many: str
    wait_one: str
    wait_many: str
    wait_excuse: str
    """Before a time that was moved later more than once."""
    step_saved: str
    step_seen: str
    step_taken: str
    step_ready: str
    truth_saved: str
    hand_over: str
    """It is ready, and the slit stands open."""
    truth_unseen: str
    truth_untaken: str
    refused: str
    refused_line: str
    cancelled: str
    collected: str
    uncollected: str
    cancel: str
    cancel_yes: str
    cancel_no: str
    done: str
    # a guest who gives no sign
    still_line_one: str
    still_line: str
    still_knock: str
    stay: str
    go: str
    # a desk without wood
    strip: str
    # tables of their own
    pause_reasons: PauseReasons
