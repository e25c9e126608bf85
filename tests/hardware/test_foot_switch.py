"""The foot switch on gpiozero's mock pins, and the foot that presses it."""

import pytest
from gpiozero.pins.mock import MockFactory

from hardware.foot import FootSwitch
from hardware.pins import pin_factory
from hardware.pretend import CHATTER_MS
from hardware.pretend_foot import HELD_S, PretendFoot

PIN = 22
Moves = list[tuple[float, bool]]


@pytest.mark.parametrize("pressed_when_low", [True, False])
def test_every_change_is_told_with_its_time(pressed_when_low: bool) -> None:
    """Raw, of either polarity; and nothing at start, for a foot that is not there has not pressed."""
    factory, moves = MockFactory(), Moves()
    switch = FootSwitch(
        PIN,
        lambda at, pressed: moves.append((at, pressed)),
        pressed_when_low=pressed_when_low,
        pin_factory=factory,
    )
    assert moves == []
    for _ in range(2):
        factory.pin(PIN).drive_low()
        factory.pin(PIN).drive_high()
    assert [pressed for _, pressed in moves] == [pressed_when_low, not pressed_when_low] * 2
    assert moves == sorted(moves, key=lambda move: move[0])
    switch.close()


@pytest.mark.parametrize("pressed_when_low", [True, False])
def test_a_foot_presses_and_lets_go_with_chatter(pressed_when_low: bool) -> None:
    """As a contact does: the first edge is the press, the last leaves the switch at rest."""
    factory, moves = pin_factory(simulate=True), Moves()
    foot = PretendFoot(factory, PIN, pressed_when_low=pressed_when_low)
    switch = FootSwitch(
        PIN,
        lambda at, pressed: moves.append((at, pressed)),
        pressed_when_low=pressed_when_low,
        pin_factory=factory,
    )
    foot.press()
    assert len(moves) == 2 * len(CHATTER_MS)
    assert (moves[0][1], moves[-1][1]) == (True, False)
    assert moves[-1][0] - moves[0][0] >= HELD_S
    switch.close()
