"""The pretended board: what it does to the pins, and what the sensors on them report."""

from itertools import pairwise

import pytest

from hardware.knock import KnockSensor
from hardware.pins import pin_factory
from hardware.pretend import CHATTER_MS, RINGING_MS, PretendBoard, WiredPin
from hardware.slit import SlitSwitch
from kiosk.core.heard import Knock
from kiosk.core.knock import Ear, hear
from kiosk.core.rules import KnockRules

Reports = list[tuple[float, bool]]


class Desk:
    """A board, both sensors, and what they reported."""

    def __init__(self, *, active_high: bool = True, open_when_high: bool = True) -> None:
        self.factory = pin_factory(simulate=True)
        self.board = PretendBoard(
            self.factory, 17, 27, active_high=active_high, open_when_high=open_when_high
        )
        self.edges: Reports = []
        self.moves: Reports = []
        self.sensor = KnockSensor(
            17,
            lambda at, active: self.edges.append((at, active)),
            active_high=active_high,
            settle_s=0,
            pin_factory=self.factory,
        )
        self.switch = SlitSwitch(
            27,
            lambda at, is_open: self.moves.append((at, is_open)),
            open_when_high=open_when_high,
            pin_factory=self.factory,
        )

    def close(self) -> None:
        self.sensor.close()
        self.switch.close()
        self.factory.close()


@pytest.mark.parametrize("turned", [False, True])
def test_the_board_is_at_rest_before_anybody_touches_it(turned: bool) -> None:
    """No knock, and the slit reported closed, once, whichever way the sensors are wired."""
    desk = Desk(active_high=not turned, open_when_high=not turned)
    assert desk.edges == []
    assert [is_open for _, is_open in desk.moves] == [False]
    desk.close()


@pytest.mark.parametrize("active_high", [True, False])
def test_a_blow_is_a_burst_that_comes_to_rest(active_high: bool) -> None:
    """The edges take turns, active first and idle last, and come at the times of the ringing."""
    desk = Desk(active_high=active_high)
    desk.board.knock()
    assert [active for _, active in desk.edges] == [True, False] * 3
    start = desk.edges[0][0]
    assert [(at - start) * 1000 for at, _ in desk.edges[1:]] == pytest.approx(RINGING_MS[0], abs=1e-6)
    desk.close()


def test_blows_begin_a_gap_apart() -> None:
    """However late the thread runs, the stamps of the blows keep the gap that was asked for, as evenly as a hand does."""
    desk = Desk()
    desk.board.knock(3, 100)
    starts = [at for (before, _), (at, _) in pairwise([(0.0, False), *desk.edges]) if at - before > 0.05]
    assert [later - earlier for earlier, later in pairwise(starts)] == pytest.approx([0.1, 0.1], rel=0.15)
    desk.close()


def test_the_ringing_is_that_of_real_wood() -> None:
    """Each row has 1 to 8 further edges within 0.2 to 40 ms, rising, and leaves the line at rest."""
    for row in RINGING_MS:
        assert 1 <= len(row) <= 8
        assert len(row) % 2 == 1
        assert list(row) == sorted(row)
        assert row[0] >= 0.2
        assert row[-1] <= 40


@pytest.mark.parametrize("open_when_high", [True, False])
def test_the_slit_moves_with_chatter_and_stays(open_when_high: bool) -> None:
    """The contact springs within a few milliseconds and ends where the slit went."""
    desk = Desk(open_when_high=open_when_high)
    desk.board.slit(open=True)
    assert [is_open for _, is_open in desk.moves[1:]] == [True, False, True, False, True]
    assert (desk.moves[-1][0] - desk.moves[1][0]) * 1000 == pytest.approx(CHATTER_MS[-1], abs=1e-6)
    desk.board.slit(open=False)
    assert not desk.switch.is_open
    desk.close()


def test_a_slit_that_stands_so_already_says_nothing() -> None:
    """Closing a closed slit moves nothing."""
    desk = Desk()
    desk.board.slit(open=False)
    assert len(desk.moves) == 1
    desk.close()


def test_the_slit_does_not_knock_and_the_knock_does_not_slide() -> None:
    """Each call moves its own pin alone."""
    desk = Desk()
    desk.board.slit(open=True)
    assert desk.edges == []
    told = len(desk.moves)
    desk.board.knock()
    assert len(desk.moves) == told
    desk.close()


def test_a_long_night_does_not_fill_the_memory() -> None:
    """The mock pins forget what they did: gpiozero's own would remember every edge."""
    desk = Desk()
    pin: WiredPin = desk.factory.pin(17)
    for turn in range(1000):
        pin.wire(high=turn % 2 == 0)
    assert len(desk.edges) == 1000
    assert len(pin.states) == 1
    desk.close()


@pytest.mark.parametrize(("count", "gap_ms"), [(0, 220), (-1, 220), (2, 20), (2, -5)])
def test_blows_that_cannot_be_are_refused(count: int, gap_ms: float) -> None:
    """No blows, or blows inside each other's ringing, are an error that names both numbers."""
    desk = Desk()
    with pytest.raises(ValueError, match=f"{count} blows {gap_ms} ms apart"):
        desk.board.knock(count, gap_ms)
    assert desk.edges == []
    desk.close()


def test_a_board_may_come_after_the_sensors() -> None:
    """Wired late, the board puts its pins to rest: the switch then tells that the slit is closed."""
    factory = pin_factory(simulate=True)
    moves: list[bool] = []
    switch = SlitSwitch(27, lambda _at, is_open: moves.append(is_open), pin_factory=factory)
    PretendBoard(factory, 17, 27)
    assert moves == [True, False]
    switch.close()


def test_the_ear_counts_what_was_struck() -> None:
    """Five blows 100 ms apart, ringing through sensor and ear, are five knocks."""
    desk = Desk()
    desk.board.knock(5, 100)
    ear, knocks = Ear(KnockRules()), 0
    for at, active in desk.edges:
        ear, heard = hear(ear, at, active)
        knocks += sum(isinstance(one, Knock) for one in heard)
    assert knocks == 5
    desk.close()
