"""Every sound of the hatch has a visible twin: whoever does not hear it sees it (domain 5.2)."""

from collections.abc import Callable
from typing import get_args

import pytest

from kiosk.core import events
from kiosk.core.effects import Effect, Play
from kiosk.core.order import Status
from kiosk.core.request import Advance, Say
from kiosk.core.rules import SLIT_SETTLES_S
from kiosk.screens.hatch import scene
from tests.screens.looks import LookAt
from tests.stories import PlayedHatch

SLEEPING = PlayedHatch
Cause = Callable[[PlayedHatch], list[Effect]]


def guest() -> PlayedHatch:
    """Somebody has chosen a drink and looks at the check."""
    hatch = PlayedHatch()
    hatch.touch(events.Woken())
    hatch.choose("negroni")
    return hatch


def waiting() -> PlayedHatch:
    """Somebody has ordered, and waits before the wall."""
    hatch = PlayedHatch()
    hatch.order()
    hatch.wait(1)
    return hatch


def in_hand() -> PlayedHatch:
    """The order is in the making."""
    hatch = waiting()
    hatch.asked(Advance(1, Status.ACKNOWLEDGED))
    return hatch


def standing() -> PlayedHatch:
    """The switch has said that the slit is shut."""
    hatch = PlayedHatch()
    hatch.do(events.SlitMoved(hatch.clock.mono, open=False))
    return hatch


def knocked(hatch: PlayedHatch) -> list[Effect]:
    return hatch.do(events.KnockEdge(hatch.clock.mono, active=True))


def slit_opened(hatch: PlayedHatch) -> list[Effect]:
    hatch.do(events.SlitMoved(hatch.clock.mono, open=True))
    return hatch.wait(SLIT_SETTLES_S)


def asked(request: Advance | Say) -> Cause:
    return lambda hatch: hatch.do(events.Requested("r", "banco", request))


CASES: tuple[tuple[str, str, Callable[[], PlayedHatch], Cause], ...] = (
    ("a knock", "knock", SLEEPING, knocked),
    ("a knock beside a guest", "knock", guest, knocked),
    ("the slit opens wide", "latch", SLEEPING, lambda hatch: hatch.do(events.Woken())),
    ("the real slit moves", "latch", standing, slit_opened),
    ("the bartender says something", "latch", SLEEPING, asked(Say(0))),
    ("a guest is asked whether they are there", "knock", guest, lambda hatch: hatch.wait(46)),
    ("the word is stamped", "stamp", guest, lambda hatch: hatch.do(events.Confirmed())),
    ("the order is taken on", "shaker", waiting, asked(Advance(1, Status.ACKNOWLEDGED))),
    ("the order is ready", "bell", in_hand, asked(Advance(1, Status.READY))),
)
OF_THE_BAR = {"order"}
"""Nobody hears it on the street."""


@pytest.mark.parametrize(
    ("sound", "before", "cause"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_is_heard_is_seen(
    look_at: LookAt, sound: str, before: Callable[[], PlayedHatch], cause: Cause
) -> None:
    """The picture right after the sound is another than without what made it."""
    look, hatch = look_at(800, 480), before()
    still = hatch.state
    heard = [effect.sound for effect in cause(hatch) if isinstance(effect, Play)]
    assert sound in heard
    assert scene(hatch.state, look, hatch.clock()) != scene(still, look, hatch.clock())


def test_no_sound_is_forgotten_here() -> None:
    """All that the hatch can play is among the cases above."""
    assert {case[1] for case in CASES} | OF_THE_BAR == set(get_args(Play.__annotations__["sound"]))
