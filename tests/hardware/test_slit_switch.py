"""The slit switch on gpiozero's mock pins."""

import time
from threading import Thread
from typing import Any

import pytest
from gpiozero.pins.mock import MockFactory

from hardware.pins import pin_factory
from hardware.pretend import WiredPin
from hardware.slit import SlitSwitch

Moves = list[tuple[float, bool]]


def switch_on(factory: Any, *, open_when_high: bool = True) -> tuple[SlitSwitch, Moves]:
    moves: Moves = []
    switch = SlitSwitch(
        27,
        lambda at, is_open: moves.append((at, is_open)),
        open_when_high=open_when_high,
        pin_factory=factory,
    )
    return switch, moves


@pytest.mark.parametrize(
    ("high", "open_when_high"), [(True, True), (True, False), (False, True), (False, False)]
)
def test_it_says_once_at_start_how_the_slit_stands(high: bool, open_when_high: bool) -> None:
    """One call from the constructor, true for either level and either polarity."""
    factory = pin_factory(simulate=True)
    factory.pin(27).wire(high=high)
    before = time.monotonic()
    switch, moves = switch_on(factory, open_when_high=open_when_high)
    assert [is_open for _, is_open in moves] == [high == open_when_high]
    assert before <= moves[0][0] <= time.monotonic()
    switch.close()


@pytest.mark.parametrize("open_when_high", [True, False])
def test_every_change_is_told_with_its_time(open_when_high: bool) -> None:
    """Low and high again are two more calls, in order of time."""
    factory = MockFactory()
    switch, moves = switch_on(factory, open_when_high=open_when_high)
    factory.pin(27).drive_low()
    factory.pin(27).drive_high()
    assert [is_open for _, is_open in moves] == [open_when_high, not open_when_high, open_when_high]
    assert moves == sorted(moves, key=lambda move: move[0])
    switch.close()


def test_chatter_is_told_raw() -> None:
    """Nothing is smoothed here: five edges of a springing contact are five calls."""
    factory = MockFactory()
    switch, moves = switch_on(factory)
    for _ in range(2):
        factory.pin(27).drive_low()
        factory.pin(27).drive_high()
    factory.pin(27).drive_low()
    assert [is_open for _, is_open in moves[1:]] == [False, True, False, True, False]
    switch.close()


def test_it_can_be_asked() -> None:
    """`is_open` reads the line, in either polarity."""
    factory = MockFactory()
    switch, _ = switch_on(factory)
    stood = switch.is_open
    factory.pin(27).drive_low()
    assert (stood, switch.is_open) == (True, False)
    switch.close()
    turned, _ = switch_on(factory, open_when_high=False)
    assert not turned.is_open
    turned.close()


def test_a_slit_that_moves_during_the_start_is_told_as_it_stands_last() -> None:
    """The last word of the start is true, even when an edge overtakes it."""

    class Hasty(WiredPin):
        """A slit that closes just as the switch has looked and before it has spoken."""

        looks = 0

        def _get_state(self) -> bool:
            seen = bool(super()._get_state())
            if self.when_changed is not None:
                self.looks += 1
                if self.looks == 3:
                    self.drive_low()
            return seen

    switch, moves = switch_on(MockFactory(pin_class=Hasty))
    assert {is_open for _, is_open in moves} == {True, False}
    assert moves[-1][1] is switch.is_open is False
    switch.close()


def test_a_failing_listener_does_not_stop_the_start() -> None:
    """A flaw in the listener costs one word, not the hatch."""

    def fails(_at: float, _is_open: bool) -> None:
        raise RuntimeError("a listener with a flaw")

    switch = SlitSwitch(27, fails, pin_factory=MockFactory())
    assert switch.is_open
    switch.close()


def test_chatter_at_the_start_is_not_told() -> None:
    """What the line does in the first moment is left out: one word says how it stands when it has come to rest."""

    class Chattering(WiredPin):
        """A contact that springs as the pin is claimed."""

        def _enable_event_detect(self) -> None:
            Thread(target=self._spring, daemon=True).start()

        def _spring(self) -> None:
            for turn in range(6):
                time.sleep(0.002)
                self.wire(high=turn % 2 == 0)

    switch, moves = switch_on(MockFactory(pin_class=Chattering))
    assert [is_open for _, is_open in moves] == [False]
    switch.close()


@pytest.mark.parametrize("shut_level", [True, False])
def test_a_slit_that_is_shut_at_the_start_can_be_learned_from(shut_level: bool) -> None:
    """Told to learn, the switch takes the slit to be shut now, and knows from then on which level is open."""
    factory = pin_factory(simulate=True)
    factory.pin(27).wire(high=shut_level)
    moves: Moves = []
    switch = SlitSwitch(
        27, lambda at, is_open: moves.append((at, is_open)), open_when_high=None, pin_factory=factory
    )
    factory.pin(27).wire(high=not shut_level)
    assert [is_open for _, is_open in moves] == [False, True]
    assert switch.open_when_high is not shut_level
    switch.close()


def test_a_move_whose_edge_was_lost_is_told_by_a_look() -> None:
    """Once a second the level is the truth: a slit never stands wrong until its next move."""
    factory = pin_factory(simulate=True)
    factory.pin(27).wire(high=False)
    switch, moves = switch_on(factory)
    factory.pin(27)._state = True
    switch.look()
    assert [is_open for _, is_open in moves] == [False, True]
    switch.close()
