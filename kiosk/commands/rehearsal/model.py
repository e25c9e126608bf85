"""config/rehearsal.toml as frozen values: the numbers a night is drawn from, and the sentences it is told in."""

from collections.abc import Mapping
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from kiosk import paths
from kiosk.core.menu import Menu

Part = Annotated[float, Meta(ge=0, le=1)]
Seconds = Annotated[float, Meta(ge=0)]


class NightModel(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of night: when it begins, how many drinks are wanted, and their percents by half hour from then on."""

    date: str
    begins: str
    drinks: Annotated[int, Meta(ge=1)]
    percents: Annotated[tuple[float, ...], Meta(min_length=1)]


class GuestModel(Struct, frozen=True, forbid_unknown_fields=True):
    """Who comes, and what they put up with."""

    groups: tuple[float, ...]
    mix: Mapping[str, float]
    house_language: Part
    touch_s: tuple[Seconds, Seconds]
    patience_s: Seconds
    patience_spread: Seconds
    stands_s: Seconds
    gives_up: Seconds
    fetch_s: Seconds
    fetch_at_least_s: Seconds
    never_fetched: Part

    @property
    def mean_group(self) -> float:
        """Drinks in an order, on average."""
        return sum(size * weight for size, weight in enumerate(self.groups, 1)) / sum(self.groups)


class BartenderModel(Struct, frozen=True, forbid_unknown_fields=True):
    """One pair of hands."""

    hands: Annotated[float, Meta(gt=0)]
    spread: Part
    second_equal: tuple[Part, Part]
    lid_s: Seconds
    hand_over_s: Seconds
    interrupted: Part
    interruption_s: Seconds
    pauses_from_s: Seconds
    refuses: Part
    slips: Part
    slip_s: Seconds
    shortages: Annotated[int, Meta(ge=0, le=8)]
    look_s: Seconds


class TroubleModel(Struct, frozen=True, forbid_unknown_fields=True):
    """What befalls a bad night, how often and for how long."""

    every_s: Seconds
    away_s: Seconds
    dark_s: Seconds


class Playing(Struct, frozen=True, forbid_unknown_fields=True):
    """How it is played, where nobody asks otherwise."""

    speed: float
    speed_of_many: float
    quiet_every_s: float
    displays: Annotated[int, Meta(ge=1, le=8)]
    hatches_grown: tuple[int, ...]
    many_from: str
    many_minutes: float


class RehearsalWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What is told of it."""

    begins: str
    begins_from: str
    up: str
    late: str
    passing: str
    interrupted: str
    orders: str
    turned: str
    knocks: str
    promises: str
    waits: str
    latency: str
    confirmed_board: str
    confirmed_seen: str
    asked_answered: str
    touched_painted: str
    speed: str
    too_fast: str
    cost: str
    quiet: str
    grows: str
    grown: str
    troubles: str
    all_well: str
    faults: str


class Model(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of config/rehearsal.toml."""

    nights: Mapping[str, NightModel]
    guests: GuestModel
    bartender: BartenderModel
    troubles: TroubleModel
    playing: Playing
    words: RehearsalWords
    faults: Mapping[str, str]
    """A sentence for each fault that a check can find, by its key."""


def before_menu(model: Model, menu: Menu) -> Model:
    """The same guests before a list: what it lacks nobody asks for, and what no number is known of as often as the rest."""
    known, listed = model.guests.mix, [drink.slug for drink in menu.drinks]
    mix = {slug: weight for slug, weight in known.items() if slug in listed}
    mix |= {slug: sum(known.values()) / len(known) for slug in listed if slug not in known}
    return replace(model, guests=replace(model.guests, mix=mix))


def rehearsal_model() -> Model:
    """What is packaged."""
    text = (paths.packaged_config() / "rehearsal.toml").read_bytes()
    return msgspec.toml.decode(text, type=Model)
