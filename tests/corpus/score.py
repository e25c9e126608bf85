"""The corpus played to an ear, ours or the hobby's, and what it made of it."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from kiosk.core.heard import Bout
from kiosk.core.knock import Ear
from kiosk.core.rhythm import Rhythm
from kiosk.core.rules import HatchRules, KnockRules
from kiosk.wire.knock_trace import listen
from tests.corpus import hobby
from tests.corpus.hands import Knocking
from tests.corpus.trains import Train

SECRET = Rhythm("four and three", (1, 1, 1, "breath", 1, 1), secret=True)
AWAKE_S = HatchRules().idle_s + HatchRules().warning_s
"""So long a hatch that was woken for nothing stays awake, and cannot be woken again."""
BEFORE_S, AFTER_S = 1.25, 0.12
"""What an ear tells within these of a knocking is about it: noise before it may have begun its bout."""


class Heard(NamedTuple):
    """A bout as an ear tells it, whichever ear it is."""

    at: float
    knocks: int
    opens: bool
    secret: bool = False
    alone: bool = False


Ears = Callable[[Train], list[Heard]]


class Counted(NamedTuple):
    """Knockings of two and more: how many there were, opened the hatch, and were counted right."""

    knockings: int = 0
    opened: int = 0
    right: int = 0

    @property
    def missed_percent(self) -> float:
        """Of them, that opened nothing."""
        return 100 * (1 - self.opened / self.knockings)

    @property
    def miscounted_percent(self) -> float:
        """Of them, that were not told once, with their number."""
        return 100 * (1 - self.right / self.knockings)


def ours(rules: KnockRules | None = None) -> Ears:
    """The kiosk's ear, with the secret knock of the house."""
    ear = Ear(rules or KnockRules(), (SECRET,))

    def hear(train: Train) -> list[Heard]:
        bouts = (one for one in listen(ear, train.trace()) if isinstance(one, Bout))
        return [Heard(one.at, one.count, not one.doubt, one.secret, one.doubt == "lone") for one in bouts]

    return hear


def hobbys(train: Train) -> list[Heard]:
    """The hobby detector."""
    return [
        Heard(bout[0], len(bout), len(bout) > 1, hobby.opens(bout), len(bout) == 1)
        for bout in hobby.bouts(train.edges)
    ]


def counted(trains: Iterable[Train], ears: Ears) -> Counted:
    """How an ear did with people who knock."""
    score = Counted()
    for train in trains:
        heard = ears(train)
        for knocking in train.knockings:
            if len(knocking.times) > 1 and knocking.times[0] >= train.since:
                score = _with(score, knocking, _about(heard, knocking))
    return score


def never_heard(trains: Iterable[Train], ears: Ears) -> tuple[int, int]:
    """How many trains there were with a guest in them, and how many of those guests opened nothing however often they knocked."""
    guests = unheard = 0
    for train in trains:
        asked = [one for one in train.knockings if one.times[0] >= train.since]
        heard = ears(train)
        guests += 1
        unheard += not any(one.opens for knocking in asked for one in _about(heard, knocking))
    return guests, unheard


def lone(trains: Iterable[Train], ears: Ears) -> tuple[int, int]:
    """How many single knocks there were, and how many opened the hatch."""
    single = opened = 0
    for train in trains:
        heard = ears(train)
        for knocking in train.knockings:
            if len(knocking.times) == 1:
                single += 1
                opened += any(one.opens for one in _about(heard, knocking))
    return single, opened


def taken_for_secret(trains: Iterable[Train], ears: Ears) -> tuple[int, int]:
    """How many knockings there were, and how many were taken for the secret one."""
    all_of_them = secret = 0
    for train in trains:
        all_of_them += len(train.knockings)
        secret += sum(one.secret for one in ears(train))
    return all_of_them, secret


def wakes(train: Train, ears: Ears) -> int:
    """How often a hatch was woken for nothing."""
    asleep_from, woken = float("-inf"), 0
    for one in ears(train):
        if not one.opens or one.at < train.since:
            continue
        guest = any(one in _about([one], knocking) for knocking in train.knockings)
        woken += one.at >= asleep_from and not guest
        asleep_from = one.at + AWAKE_S
    return woken


def _with(score: Counted, knocking: Knocking, heard: list[Heard]) -> Counted:
    told = [one for one in heard if not one.alone]
    return Counted(
        score.knockings + 1,
        score.opened + any(one.opens for one in heard),
        score.right + (len(told) == 1 and told[0].knocks == len(knocking.times)),
    )


def _about(heard: Iterable[Heard], knocking: Knocking) -> list[Heard]:
    return [one for one in heard if knocking.times[0] - BEFORE_S <= one.at <= knocking.times[-1] + AFTER_S]


def per_event(trains: Iterator[Train], ears: Ears) -> tuple[int, int]:
    """How many trains there were, and how often a hatch was woken for nothing in all of them."""
    events = woken = 0
    for train in trains:
        events += 1
        woken += wakes(train, ears)
    return events, woken
