"""What the house wrote of its hours and of the law: opening hours by weekday, dated exceptions, alcohol cut-offs.

Everything here counts in nights: a night is named by the date on which it began, and its clock starts at that noon.
"""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from kiosk.core.menu import ALCOHOLIC_PERCENT

NOON_TO_NOON_MIN = 24 * 60


class Weekday(StrEnum):
    """The seven, as a calendar counts them."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


EVERY_DAY = tuple(Weekday)


class Span(Struct, frozen=True):
    """From one reading of the clock to another, in minutes after the noon that a night begins with.

    A ban by day may begin before that noon, with less than nothing.
    """

    begins: int
    ends: int


NOON_TO_NOON = Span(0, NOON_TO_NOON_MIN)
"""A whole night: with every night so, the house is open at all hours."""


class Dates(Struct, frozen=True):
    """Nights from the first to the last, both among them: `YYYY-MM-DD`, or `MM-DD` for every year."""

    first: str
    last: str

    @property
    def yearly(self) -> bool:
        """Whether they come again every year."""
        return len(self.first) == len("MM-DD")

    def hold(self, night: str) -> bool:
        """Whether a night is among them; those of every year may run over New Year."""
        day = night[-len(self.first) :]
        if self.first <= self.last:
            return self.first <= day <= self.last
        return day >= self.first or day <= self.last


class Exception_(Struct, frozen=True):  # noqa: N801 - an exception from the rule, and no error
    """Nights with other hours, or closed ones."""

    name: str
    dates: Dates
    open: Span | None
    """None for closed."""
    reason: Mapping[str, str] = {}
    """By language; empty where the house gives none."""


class CutOff(Struct, frozen=True):
    """A rule by which alcohol may not leave the hatch."""

    name: str
    span: Span
    reason: Mapping[str, str]
    """What the guest is told, by language."""
    source: str
    """The law or ordinance, for whoever checks it."""
    dates: Dates | None = None
    """None: every night."""
    weekdays: tuple[Weekday, ...] = EVERY_DAY
    over_percent: float = ALCOHOLIC_PERCENT
    """What is stronger is banned: by default all that the law calls alcohol."""
    lifted: tuple[Dates, ...] = ()
    """Nights on which it does not hold."""


class Calendar(Struct, frozen=True):
    """The house's hours and the law's."""

    week: Mapping[Weekday, Span | None]
    """Open from and to; None for a night off."""
    exceptions: tuple[Exception_, ...] = ()
    cut_offs: tuple[CutOff, ...] = ()


ALWAYS_OPEN = Calendar(dict.fromkeys(Weekday, NOON_TO_NOON))
"""No night off and no ban: for a desk, never for a street."""
