"""rhythms.toml: each rhythm one that can be knocked, known again, and told from every other."""

from itertools import combinations
from typing import Annotated

from msgspec import Meta, Struct

from kiosk.core.bout_over import REMEMBERED
from kiosk.core.rhythm import Rhythm
from kiosk.core.rhythm_taught import alike, plain
from kiosk.settings.document import Document
from kiosk.settings.shape import shown

MOST = 16
"""More than these no hand keeps apart, and the ear compares each bout with all of them."""
LONGEST = 40
"""Letters of a name."""


class RhythmsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of rhythms.toml."""

    rhythm: Annotated[tuple[Rhythm, ...], Meta(description="Write a list of rhythms, or [] for none")]


def read(document: Document) -> tuple[Rhythm, ...] | None:
    """The rhythms; None, and every reason noted, when they cannot be used."""
    file = document.read_as(RhythmsFile)
    if file is None:
        return None
    if len(file.rhythm) > MOST:
        document.blame(("rhythm",), f"holds {len(file.rhythm)} rhythms", f"Keep {MOST} of them at most")
    sound = [at for at, rhythm in enumerate(file.rhythm) if _is_sound(document, at, rhythm)]
    _check_names(document, file.rhythm)
    _check_apart(document, file.rhythm, sound)
    return None if document.mistakes else file.rhythm


def _is_sound(document: Document, at: int, rhythm: Rhythm) -> bool:
    """Whether a rhythm is one, by itself; what it lacks is noted."""
    place, knocks = ("rhythm", at, "intervals"), len(rhythm.intervals) + 1
    if knocks == 1:
        document.blame(
            place, "is of one knock, which is no rhythm", "Write one interval at least: two knocks"
        )
    elif all(interval == "breath" for interval in rhythm.intervals):
        mend = "Write the other intervals as numbers: a breath is longer than they are"
        document.blame(place, "is nothing but breaths", mend)
    elif knocks > REMEMBERED:
        document.blame(place, f"is of {knocks} knocks", f"Choose one of {REMEMBERED} knocks at most")
    elif rhythm.secret and plain(rhythm):
        mend = 'Put a breath or a longer interval into it, as [1, 1, 1, "breath", 1, 1]'
        document.blame(place, "is secret and even, as every guest knocks", mend)
    else:
        return True
    return False


def _check_names(document: Document, rhythms: tuple[Rhythm, ...]) -> None:
    met: dict[str, int] = {}
    for at, rhythm in enumerate(rhythms):
        name = rhythm.name.strip().casefold()
        if not 1 <= len(name) <= LONGEST:
            what = f"is {shown(rhythm.name)}, of {len(name)} letters"
            document.blame(("rhythm", at, "name"), what, f"Choose one of 1 to {LONGEST} letters")
        elif met.setdefault(name, at) != at:
            what = f"is the name of rhythm {met[name] + 1}, too"
            document.blame(("rhythm", at, "name"), what, "Give each its own")


def _check_apart(document: Document, rhythms: tuple[Rhythm, ...], sound: list[int]) -> None:
    """Of two that the same knocks can be, the later one is to blame."""
    for one, other in combinations(sound, 2):
        if alike(rhythms[one], rhythms[other]):
            what = f'cannot be told from "{rhythms[one].name}": the same knocks can be both'
            document.blame(("rhythm", other, "intervals"), what, "Change one of them, or take it out")
