"""An order and the table of its life: which status may follow which, and at whose word."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

from msgspec import Meta, Struct

Count = Annotated[int, Meta(ge=0, le=2**53)]
"""A number that JSON carries everywhere without loss (RFC 8259, section 6), and that divides into floats."""


class Status(StrEnum):
    """Where an order stands."""

    PLACED = "placed"
    ACKNOWLEDGED = "acknowledged"
    READY = "ready"
    COLLECTED = "collected"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    UNCOLLECTED = "uncollected"


class Who(StrEnum):
    """Who may move an order."""

    GUEST = "guest"
    BARTENDER = "bartender"
    CLOCK = "clock"


OPEN = frozenset({Status.PLACED, Status.ACKNOWLEDGED, Status.READY})
"""The guest is still owed something."""

FORWARD: Mapping[Status, Status] = MappingProxyType(
    {
        Status.PLACED: Status.ACKNOWLEDGED,
        Status.ACKNOWLEDGED: Status.READY,
        Status.READY: Status.COLLECTED,
    }
)
"""The straight way: what one touch of the bartender makes of an order."""

MOVES: Mapping[Who, Mapping[Status, frozenset[Status]]] = MappingProxyType(
    {
        Who.BARTENDER: MappingProxyType(
            {status: frozenset({following, Status.REFUSED}) for status, following in FORWARD.items()}
        ),
        Who.GUEST: MappingProxyType({Status.PLACED: frozenset({Status.CANCELLED})}),
        Who.CLOCK: MappingProxyType({Status.READY: frozenset({Status.UNCOLLECTED})}),
    }
)
"""Every legal move. What is not here does not happen."""


def may(who: Who, status: Status, goal: Status) -> bool:
    """Tell whether `who` may take an order from `status` to `goal`."""
    return goal in MOVES[who].get(status, frozenset())


class Line(Struct, frozen=True):
    """One drink of an order. The name is the house's at the moment of placing: a menu may change, a record may not."""

    drink: str
    name: str
    quantity: Count
    price_cents: Count
    notes: tuple[str, ...] = ()
    """What was wished with it ("no egg"), in the house's language."""

    @property
    def total_cents(self) -> int:
        """What this line costs."""
        return self.quantity * self.price_cents


class Order(Struct, frozen=True):
    """What one guest has placed, and how far it has come."""

    number: int
    night: str
    word: str
    answer: str
    language: str
    lines: tuple[Line, ...]
    status: Status
    placed: datetime
    """Wall time, UTC, for records."""
    changed: datetime
    """Wall time, UTC, of the last change of status."""
    placed_mono: float
    changed_mono: float
    revision: int
    """The board's revision that first told of this order: who has seen that has seen the order."""
    before: Status | None = None
    """The status that one step of undo returns to; None once it is used up."""
    promised_s: int | None = None
    """The wait its guest was told at placing, on record; None where nothing was promised."""
    due_mono: float | None = None
    """When it is promised to be ready, as it is told now (monotonic)."""
    moved_later: int = 0
    """How often that was moved later."""

    @property
    def is_open(self) -> bool:
        """Whether the guest is still owed something."""
        return self.status in OPEN

    @property
    def total_cents(self) -> int:
        """What the guest pays at the slit."""
        return sum(line.total_cents for line in self.lines)
