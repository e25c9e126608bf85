"""Mr. V's lines as fields: as many as one likes under each; he goes through all of them before he says one again."""

from typing import Annotated

from msgspec import Meta, Struct

Lines = Annotated[tuple[str, ...], Meta(min_length=1)]


class VoiceWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What Mr. V says. Dry, brief, a little rude, never unkind; what informs is said elsewhere, or in every line."""

    # on the wall
    asleep: Lines
    rules: Lines
    """What one must know before knocking."""
    clue: str
    """The day's is told as such."""
    clues: Lines
    """Riddles about the place: one a day. Their answers stand nowhere."""
    # to a guest who chooses
    empty: Lines
    """Before anything is chosen."""
    chosen: Lines
    hammered: Lines
    """To a knocker who hammers."""
    still_there: Lines
    """In large letters, over the seconds that are left."""
    paused: Lines
    # to a guest who has ordered
    seen: Lines
    """Each says, in its way, that the order is on the bartender's screen."""
    taken: Lines
    """That it is in the making."""
    ready: Lines
    """That it is ready, and that one must knock and say the word."""
    # as the night goes on
    closed: Lines
    last_orders: Lines
    cut_off: Lines
    # how an order ended; what the guest must know is in each
    cancelled: Lines
    collected: Lines
    uncollected: Lines
