"""Every sentence that a person reads, as fields: a missing one is found at the door, not at the hatch."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from kiosk.core.menu import Allergen
from kiosk.screens.bar_words import BarWords
from kiosk.screens.figures_words import FiguresWords
from kiosk.screens.hatch_words import HatchWords
from kiosk.screens.voice_words import VoiceWords


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


class Wording(Struct, frozen=True, forbid_unknown_fields=True):
    """One language."""

    language: str
    """ISO 639-1, as in the file's name."""
    name: str
    """The language's name for itself."""
    locale: str
    """How its numbers, prices, hours and days are written, by Babel's name: a language, or as it is written somewhere."""
    allergens: AllergenWords
    hatch: HatchWords
    voice: VoiceWords
    bar: BarWords
    figures: FiguresWords


PLACEHOLDERS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "hatch.more": frozenset({"count"}),
        "voice.clue": frozenset({"clue"}),
        "hatch.strength": frozenset({"percent"}),
        "hatch.traces": frozenset({"names"}),
        "hatch.hours": frozenset({"opens", "closes"}),
        "hatch.closed_until": frozenset({"when"}),
        "hatch.last_orders_until": frozenset({"hour"}),
        "hatch.dry_soon": frozenset({"hour"}),
        "hatch.wait_one": frozenset({"minutes"}),
        "hatch.wait_many": frozenset({"minutes"}),
        "hatch.page_large": frozenset({"page", "pages"}),
        "hatch.in_basket": frozenset({"count"}),
        "hatch.knock_said": frozenset({"count", "meaning"}),
        "hatch.paused_until": frozenset({"minutes"}),
        "hatch.chosen": frozenset({"count", "total"}),
        "hatch.units": frozenset({"units"}),
        "hatch.one_more": frozenset({"drink"}),
        "hatch.page": frozenset({"page", "pages"}),
        "hatch.word_goes": frozenset({"seconds"}),
        "hatch.put_back": frozenset({"drink"}),
        "hatch.hint_sold_out": frozenset({"drinks"}),
        "hatch.hint_ban": frozenset({"drinks"}),
        "hatch.hint_clock": frozenset({"drinks"}),
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
        "bar.slit_forgotten": frozenset({"minutes"}),
        "bar.more": frozenset({"count"}),
        "bar.knock_ready": frozenset({"word"}),
        "bar.knock_ready_many": frozenset({"count"}),
        "bar.paused_for": frozenset({"minutes"}),
        "bar.pause_for": frozenset({"minutes"}),
        "bar.guests_until": frozenset({"time"}),
        "bar.room_seats": frozenset({"seats"}),
        "bar.room_left": frozenset({"minutes"}),
        "bar.room_over": frozenset({"minutes"}),
        "bar.twin_notice": frozenset({"display"}),
        "bar.skew_ahead_notice": frozenset({"hatch", "minutes"}),
        "bar.skew_behind_notice": frozenset({"hatch", "minutes"}),
        "bar.wait_told": frozenset({"minutes"}),
        "bar.wait_added": frozenset({"minutes"}),
        "bar.wait_taken": frozenset({"minutes"}),
        "bar.orders_until": frozenset({"time"}),
        "bar.left": frozenset({"count"}),
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
        "figures.minutes": frozenset({"minutes"}),
        "figures.half": frozenset({"since", "until"}),
        "figures.night": frozenset({"weekday", "day", "night"}),
        "figures.counted_only": frozenset({"count"}),
        "figures.no_night": frozenset({"night", "nights"}),
    }
)
"""The {names} that a sentence is given to say, by its path; a sentence that is not here is given none."""
