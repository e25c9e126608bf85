"""What `kiosk knock` and `kiosk check --pins` say, as fields: a missing sentence is found at once."""

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from kiosk import paths


class WatchWords(Struct, frozen=True, forbid_unknown_fields=True):
    """[watch] What is seen while somebody watches the wood."""

    title: str
    digital: str
    piezo: str
    replayed: str
    learning: str
    rests_high: str
    rests_low: str
    slit_open: str
    slit_shut: str
    slit_unknown: str
    span: str
    edges_row: str
    bursts_row: str
    knocks_row: str
    rejected_row: str
    bouts_row: str
    tally: str
    keys: str
    keys_simulated: str
    saving: str
    knock: str
    burst: str
    rejected: str
    bout: str
    named: str
    secret: str
    doubted: str
    slit_moved_open: str
    slit_moved_shut: str
    hears_again: str
    fault: str
    back: str
    saved: str
    mark: str
    unknown: str
    noise: Mapping[str, str]
    doubt: Mapping[str, str]
    deaf: Mapping[str, str]


class BusyWords(Struct, frozen=True, forbid_unknown_fields=True):
    """[busy] When somebody else holds the pin."""

    held: str
    offer: str
    how: str
    how_other: str


class ThroughWords(Struct, frozen=True, forbid_unknown_fields=True):
    """[through] Listening through the running hatch."""

    asking: str
    knocking: str
    secret: str
    online: str
    offline: str
    lost: str


class CalibrateWords(Struct, frozen=True, forbid_unknown_fields=True):
    """[calibrate] Step by step, and what comes of it."""

    hello: str
    step: str
    quiet: str
    knocks: str
    shutter: str
    bottle: str
    ice: str
    heard: str
    heard_doubted: str
    nothing: str
    stopped: str
    working: str
    head: str
    missed: str
    miscounted: str
    woken: str
    well: str
    no_better: str
    changes: str
    change: str
    peaks: str
    apart: str
    few: str
    question: str
    written: str
    unwritten: str
    unmarked: str


class RecordWords(Struct, frozen=True, forbid_unknown_fields=True):
    """[record] A rhythm is taught."""

    hello: str
    take: str
    taken: str
    again: str
    nobody: str
    written_as: str
    here: str
    silent: str
    keep: str
    kept: str
    stopped: str
    name_long: str
    unclear: Mapping[str, str]


class PinWords(Struct, frozen=True, forbid_unknown_fields=True):
    """[pins] What `kiosk check --pins` finds, and how it is mended."""

    listening: str
    knock: str
    piezo: str
    piezo_learning: str
    slit: str
    high: str
    low: str
    stands_high: str
    stands_low: str
    open: str
    shut: str
    mend: str
    hint: str
    busy: str
    noisy: str
    restless: str
    active: str
    floating: str
    chattering: str
    open_slit: str
    too_near: str
    too_calm: str
    good: str
    bad: str
    lost: Mapping[str, str]


class KnockWords(Struct, frozen=True, forbid_unknown_fields=True):
    """config/knock.toml."""

    watch: WatchWords
    busy: BusyWords
    through: ThroughWords
    calibrate: CalibrateWords
    record: RecordWords
    pins: PinWords


def knock_words() -> KnockWords:
    """The packaged sentences."""
    return msgspec.toml.decode((paths.packaged_config() / "knock.toml").read_bytes(), type=KnockWords)
