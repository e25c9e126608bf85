"""The night in figures as a person reads it: each with what it is called, in one language's own form."""

from datetime import datetime, timedelta, tzinfo

from msgspec import Struct

from kiosk.core.figures import HALF_MIN, Figures
from kiosk.screens import forms, times
from kiosk.screens.figures_words import FiguresWords

NONE = "\N{EN DASH}"
"""Where there is nothing to tell yet."""
MINUTE_S = 60


class Told(Struct, frozen=True):
    """How figures are written for one reader."""

    words: FiguresWords
    locale: str
    currency: str
    zone: tzinfo

    def money(self, cents: int) -> str:
        """A sum."""
        return forms.money(cents, self.currency, self.locale)

    def wait(self, seconds: int, called: int) -> str:
        """A wait in minutes, to one decimal; nothing where nobody was called."""
        minutes = forms.number(seconds / MINUTE_S, 1, self.locale)
        return self.words.minutes.format(minutes=minutes) if called else NONE

    def half(self, at: datetime) -> str:
        """A half hour, by the house's clock."""
        ends = at + timedelta(minutes=HALF_MIN)
        since, until = (times.hour(edge, self.zone, self.locale) for edge in (at, ends))
        return self.words.half.format(since=since, until=until)

    def orders(self, figures: Figures) -> tuple[tuple[str, str], ...]:
        """What became of the orders."""
        words = self.words
        return (
            (words.collected, str(figures.collected)),
            (words.uncollected, str(figures.uncollected)),
            (words.refused, str(figures.refused)),
            (words.cancelled, str(figures.cancelled)),
            (words.open, str(figures.open)),
        )

    def came_to(self, figures: Figures) -> tuple[tuple[str, str], ...]:
        """What came of it: drinks, money, waits, and when it was busiest."""
        words, called = self.words, figures.called
        busiest = NONE if figures.busiest_at is None else self.half(figures.busiest_at)
        return (
            (words.drinks, str(figures.drinks)),
            (words.takings, self.money(figures.takings_cents)),
            (words.wait_mean, self.wait(figures.wait_mean_s, called)),
            (words.wait_longest, self.wait(figures.wait_longest_s, called)),
            (words.busiest, busiest),
        )
