"""The guest's sentences as fields: a missing one is found at the door, not at the hatch."""

from msgspec import Struct


class HatchWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What the guest reads."""

    # asleep
    knock: str
    touch: str
    asleep_lines: tuple[str, ...]
    """What Mr. V thinks meanwhile, in turn."""
    ready: str
    unanswered: str
    making: str
    in_line: str
    more: str
    paused: str
    paused_line: str
    paused_kept: str
    """To a guest who has chosen something."""
    trouble: str
    trouble_line: str
    deaf: str
    deaf_line: str
    unlinked: str
    """What stands there while the bartender's display cannot be reached."""
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
    cancel_yes: str
    cancel_no: str
    done: str
    # a guest who gives no sign
    still_there: str
    still_line: str
    stay: str
    go: str
    # a desk without wood
    strip: str
