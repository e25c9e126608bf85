"""A night in figures as a text for a person, in the house's language: the sums, then by drink and by half hour."""

from collections.abc import Iterable, Iterator
from datetime import date

from kiosk.core.figures import Sold, by_drink, by_half_hour, figures
from kiosk.core.order import Status
from kiosk.screens import forms
from kiosk.screens.figures_told import Told
from kiosk.settings import Settings
from kiosk.shell.store_report import Night

Row = tuple[str, ...]
GAP = "   "
INDENT = "  "


def told_of(night: Night, settings: Settings) -> Told:
    """How the house writes the figures of a night."""
    wording = settings.wordings[settings.languages[0]]
    return Told(wording.figures, wording.locale, settings.menu_for(night.night).currency, settings.zone)


def as_text(night: Night, settings: Settings) -> str:
    """The whole report."""
    told = told_of(night, settings)
    parts = (_heading(night, told), _sums(night, told), _drinks(night, settings, told), _halves(night, told))
    return "\n\n".join("\n".join(part) for part in parts)


def drink_name(settings: Settings, night: str, sold: tuple[Sold, ...]) -> str:
    """A drink's name: on the menu of its night, else as an order on record calls it, else its slug."""
    slug = sold[0].drink
    drink = settings.menu_for(night).drink(slug)
    own = drink.names.get(settings.languages[0], "") if drink is not None else ""
    return own or next((one.name for one in sold if one.name), slug)


def _heading(night: Night, told: Told) -> Iterator[str]:
    words, day, forgotten = told.words, date.fromisoformat(night.night), night.forgotten
    named = {"weekday": forms.weekday(day, told.locale), "day": forms.day(day, told.locale)}
    yield words.night.format(night=night.night, **named)
    yield words.no_receipt
    if forgotten:
        yield words.counted_only.format(count=forgotten)


def _sums(night: Night, told: Told) -> Iterator[str]:
    sums = figures(night.halves)
    below = [(INDENT + name, value) for name, value in told.orders(sums)]
    return _columns([(told.words.orders, str(sums.orders)), *below, *told.came_to(sums)])


def _drinks(night: Night, settings: Settings, told: Told) -> Iterator[str]:
    words = told.words
    head = (words.drink, words.handed_over, words.takings, words.left_behind)
    return _columns([head, *(_drink(settings, night, told, sold) for sold in by_drink(night.sold))])


def _drink(settings: Settings, night: Night, told: Told, sold: tuple[Sold, ...]) -> Row:
    stands = {one.status: one for one in sold}
    done, left = (stands.get(status, Sold("", status)) for status in (Status.COLLECTED, Status.UNCOLLECTED))
    name = drink_name(settings, night.night, sold)
    return name, str(done.quantity), told.money(done.cents), str(left.quantity)


def _halves(night: Night, told: Told) -> Iterator[str]:
    words = told.words
    head = (words.half_hour, words.orders, words.drinks, words.takings, words.wait_mean, words.wait_longest)
    rows = (
        (
            told.half(at),
            str(sums.orders),
            str(sums.drinks),
            told.money(sums.takings_cents),
            told.wait(sums.wait_mean_s, sums.called),
            told.wait(sums.wait_longest_s, sums.called),
        )
        for at, sums in by_half_hour(night.halves)
    )
    return _columns([head, *rows])


def _columns(rows: Iterable[Row]) -> Iterator[str]:
    """Rows as lines: the first column begins at the left, the others end at the right."""
    every = list(rows)
    widths = [max(map(len, column)) for column in zip(*every, strict=True)]
    for first, *others in every:
        cells = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        yield GAP.join([first.ljust(widths[0]), *cells])
